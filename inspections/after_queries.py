"""What stands beside a report: answers to the home's points, kept papers, corrections and the appeal."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from inspections.after_models import CommentAnswer, Correction, GradeAppeal, KeptPaper
from inspections.models import Visit
from inspections.states import CorrectionState
from registry_app.core.db import db


def points(words: str | None) -> list[str]:
    """The points of a comment: each line that says something."""
    return [line.strip() for line in (words or "").splitlines() if line.strip()]


def pairs(visit: Visit) -> list[tuple[str, CommentAnswer | None]]:
    """Each point of the home with the team's answer to it, in the home's order."""
    if visit.comment is None:
        return []
    rows = db.session.scalars(
        select(CommentAnswer).where(CommentAnswer.visit_id == visit.id).options(joinedload(CommentAnswer.given_by))
    )
    given = {row.place: row for row in rows}
    return [(point, given.get(place)) for place, point in enumerate(points(visit.comment.words), start=1)]


def answered(visit: Visit) -> bool:
    """Every point of the home has its answer; true where the home corrected nothing."""
    return all(answer is not None for _point, answer in pairs(visit))


def paper(visit: Visit, language: str, issue: int) -> KeptPaper | None:
    """The kept paper of an issue, if it was kept."""
    query = select(KeptPaper).where(KeptPaper.visit_id == visit.id, KeptPaper.language == language)
    return db.session.scalars(query.where(KeptPaper.issue == issue)).one_or_none()


def corrections(visit: Visit) -> Sequence[Correction]:
    """The trace of a report, the oldest first."""
    query = select(Correction).where(Correction.visit_id == visit.id)
    query = query.options(joinedload(Correction.proposed_by), joinedload(Correction.decided_by))
    return db.session.scalars(query.order_by(Correction.proposed_at, Correction.id)).all()


def waiting(visit: Visit, correction_id: uuid.UUID) -> Correction | None:
    """A correction of this report that waits for its second person."""
    found = db.session.get(Correction, correction_id)
    proposed = found is not None and found.visit_id == visit.id and found.state is CorrectionState.PROPOSED
    return found if proposed else None


def appeal(visit: Visit) -> GradeAppeal | None:
    query = select(GradeAppeal).where(GradeAppeal.visit_id == visit.id)
    return db.session.scalars(query.options(joinedload(GradeAppeal.filed_by))).one_or_none()
