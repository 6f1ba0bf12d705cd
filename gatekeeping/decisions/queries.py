"""Finding decisions, views, overrides; and the figures of a month for reports."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from gatekeeping.bodies.models import Meeting
from gatekeeping.cases import queries as cases
from gatekeeping.cases.models import Case
from gatekeeping.decisions.models import Decision, FirstView, Override, PanelVote, Telling
from gatekeeping.decisions.states import APPROVING
from registry_app.core.db import db
from registry_app.placements.models import LadderAnswer, Stay, Warrant
from registry_app.placements.states import Basis


def of_case(case: Case) -> Sequence[Decision]:
    """Every decision of a case, the newest first."""
    query = select(Decision).where(Decision.case_id == case.id)
    whole = query.options(selectinload(Decision.votes).joinedload(PanelVote.user), joinedload(Decision.home))
    return db.session.scalars(whole.order_by(Decision.recorded_at.desc(), Decision.id)).all()


def newest(case: Case) -> Decision | None:
    """The last decision of a case."""
    return next(iter(of_case(case)), None)


def one(decision_id: uuid.UUID) -> Decision | None:
    """A decision by key, for reactions."""
    return db.session.get(Decision, decision_id)


def views(case: Case, meeting: Meeting) -> Sequence[FirstView]:
    """The members' own views, as they came in."""
    query = select(FirstView).where(FirstView.case_id == case.id, FirstView.meeting_id == meeting.id)
    return db.session.scalars(query.options(joinedload(FirstView.user)).order_by(FirstView.given_at)).all()


def overrides(case: Case, on: date) -> Sequence[Override]:
    """What offices lifted for this case and still holds: exceptions until their day, warnings for 30 days."""
    query = select(Override).where(Override.case_id == case.id).options(joinedload(Override.by))
    rows = db.session.scalars(query.order_by(Override.at, Override.id)).all()
    return [o for o in rows if (o.until or o.at.date() + timedelta(days=30)) >= on]


def tellings(decision: Decision) -> Sequence[Telling]:
    """When the child was told."""
    query = select(Telling).where(Telling.decision_id == decision.id)
    return db.session.scalars(query.order_by(Telling.recorded_at.desc())).all()


def reviews_due(actor: Any, by: date) -> list[tuple[date, Case]]:
    """Cases this person may see whose open stay on a decision is to be reviewed by a day, the oldest first."""
    query = (
        select(Warrant.review_on, Stay.child_id)
        .join(Stay, Stay.warrant_id == Warrant.id)
        .where(Stay.ended_at.is_(None), Stay.basis == Basis.DECISION, Warrant.review_on <= by)
    )
    days = {child_id: day for day, child_id in db.session.execute(query)}
    seen = cases.visible_to(actor).where(Case.child_id.in_(days), Case.state == "DECIDED")
    found = [(days[case.child_id], case) for case in db.session.scalars(seen).unique()]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def outcomes_between(start: date, end: date) -> dict[str, int]:
    """Decisions by outcome from `start` to the day before `end`."""
    query = select(Decision.outcome, func.count()).where(Decision.decided_on >= start, Decision.decided_on < end)
    return {outcome.value: number for outcome, number in db.session.execute(query.group_by(Decision.outcome))}


def care_decided_between(start: date, end: date) -> dict[str, int]:
    """Approved decisions by kind of care, for the share of family-based care."""
    query = select(Decision.care_type, func.count()).where(
        Decision.decided_on >= start, Decision.decided_on < end, Decision.outcome.in_(APPROVING)
    )
    return {care.value: number for care, number in db.session.execute(query.group_by(Decision.care_type))}


def codes_between(start: date, end: date) -> dict[str, int]:
    """Options ruled out by reason code."""
    query = select(LadderAnswer.code, func.count()).where(
        LadderAnswer.answered_on >= start, LadderAnswer.answered_on < end
    )
    return {str(code): int(number) for code, number in db.session.execute(query.group_by(LadderAnswer.code))}
