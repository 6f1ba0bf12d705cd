"""What past full visits would have got under another version: read in one stream, judged by the very same rules."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from inspections import gradings, scoring
from inspections.framework import NA, Framework, Score
from inspections.models import Answer, Visit
from inspections.standards.rules import Moves
from inspections.states import AT_THE_OFFICE, Entry, VisitType
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.judging import Unusable
from registry_app.providers.homes.models import Home

_SCORES: dict[str, Score] = {"0": 0, "1": 1, "2": 2, "3": 3, "NA": NA}
_AT_ONCE = 2000


def past_visits(framework: Framework) -> Moves:
    """Every full visit at the office and graded, under this framework.

    A criterion that the framework no longer has is left out; one that is new to a visit has no answer there and counts
    neither for nor against it (`unanswered` says for how many). A visit with a critical criterion set aside as NA
    cannot be judged, and is named.
    """
    counts: Counter[tuple[str, str]] = Counter()
    changed, unjudged, unanswered, judged = [], [], 0, 0
    for key, care, before, flags, scores in _stream():
        asked = framework.forms[care].criteria
        kept = {criterion: score for criterion, score in scores.items() if criterion in asked}
        try:
            result = scoring.grade(framework, care, kept, flags, complete=False)
        except Unusable:
            unjudged.append(key)
            continue
        judged += 1
        unanswered += bool(result.unanswered)
        after = result.grade or before
        counts[before, after] += 1
        if after != before:
            changed.append((key, before, after, " ".join(result.rules_applied)))
    return Moves(judged, dict(counts), tuple(changed), tuple(unjudged), unanswered)


def _stream() -> Iterator[tuple[str, str, str, dict[str, bool], dict[str, Score]]]:
    """(home and day, care type, grade by the rules, flags, scores) one by one, never all in memory at once."""
    answers = (
        select(Answer.visit_id, func.aggregate_strings(Answer.criterion + "=" + Answer.mark, " ").label("scores"))
        .where(Answer.mark.is_not(None))
        .group_by(Answer.visit_id)
        .subquery()
    )
    query = (
        select(
            Home.register_number, Visit.arrived_at, Visit.care_type, Visit.computed_grade, Visit.entry,
            Visit.records_refused, Visit.talks_refused, Visit.limited_by, answers.c.scores,
        )
        .join(Home, Home.id == Visit.home_id)
        .outerjoin(answers, answers.c.visit_id == Visit.id)
        .where(Visit.type == VisitType.FULL, Visit.state.in_(AT_THE_OFFICE), Visit.computed_grade.is_not(None))
        .order_by(Visit.arrived_at, Visit.id)
    )  # fmt: skip
    for number, at, care, grade, entry, records, talks, limits, text in db.session.execute(query).yield_per(_AT_ONCE):
        pairs = (one.partition("=") for one in (text or "").split())
        flags = {
            "obstruction": entry is Entry.REFUSED or records or talks,
            "child_sample_short": any(limit["rule"] == "L9" for limit in limits or ()),
        }
        yield (
            f"{number} {clock.local(at).date().isoformat()}",
            care.value,
            grade.value,
            flags,
            {c: _SCORES[mark] for c, _, mark in pairs},
        )


def of_one(visit: Visit, framework: Framework) -> str | None:
    """The same for one visit by the road of the pages; a test holds both roads together."""
    scores = {c: s for c, s in gradings.scores_of(visit.answers).items()
              if c in framework.forms[visit.care_type.value].criteria}  # fmt: skip
    return scoring.grade(framework, visit.care_type.value, scores, gradings.flags_of(visit), complete=False).grade
