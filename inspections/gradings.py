"""The one road from a stored visit to its grade: page, service, report and `registry score` all come through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inspections import kinds, outlook, rules, scoring
from inspections.framework import NA, Framework, Score
from inspections.models import Answer, Visit
from inspections.standards import queries as governed
from inspections.states import Mark


@dataclass(frozen=True)
class Grading:
    """What a visit comes to. `grade` is the one the visit would publish: of the answers for a full visit, of the
    standing grade and what bites for a smaller one; None where no grade can follow."""

    framework: Framework
    care_type: str
    scores: Mapping[str, Score]
    result: scoring.Result
    grade: str | None
    missing: tuple[str, ...]

    @cached_property
    def changes(self) -> tuple[outlook.Change, ...]:
        """What would lift the grade; worked out only where a page or report shows it."""
        return outlook.what_would_change(self.framework, self.care_type, self.scores, self.result)


def framework_of(visit: Visit) -> Framework:
    return governed.of_version(visit.framework_version)


def score_of(mark: Mark) -> Score:
    """The score of the rules for a stored answer."""
    return NA if mark is Mark.NA else int(mark.value)


def scores_of(answers: Sequence[Answer]) -> dict[str, Score]:
    """The answers that count: what was not seen yet is left out."""
    return {answer.criterion: score_of(answer.mark) for answer in answers if answer.mark is not None}


def flags_of(visit: Visit) -> dict[str, bool]:
    """Obstruction (L8), and too few children heard without a reason that the reviewer accepted (L9).

    Nothing is said of the children until they were counted, nor where the door stayed shut, nor before a home opens.
    """
    short = False
    if visit.children_present is not None and kinds.of(visit.type).gives_grade:
        short = rules.child_sample_short(
            framework_of(visit), visit.children_present, visit.children_heard or 0,
            reason_accepted=bool(visit.sample_reason_accepted),
        )  # fmt: skip
    return {"obstruction": visit.obstructed, "child_sample_short": short}


def of_visit(
    visit: Visit, *, standing_scores: Mapping[str, Score] | None = None, standing_grade: str | None = None
) -> Grading:
    """The grade as the answers stand now. `standing_…` are those of the last published full visit, for smaller visits.

    Never refuses for what is missing: `missing` names it, and the grade is provisional until it is empty.
    """
    framework = framework_of(visit)
    fresh = {c: score for c, score in scores_of(visit.answers).items() if c in visit.scope}
    missing = tuple(c for c in visit.scope if c not in fresh)
    care = visit.care_type.value
    whole = kinds.of(visit.type).whole
    scores = fresh if whole else scoring.laid_over(framework, care, standing_scores or {}, fresh)
    result = scoring.grade(framework, care, scores, flags_of(visit), complete=False)
    return Grading(
        framework=framework,
        care_type=care,
        scores=scores,
        result=result,
        grade=_grade(visit, framework, result, standing_grade),
        missing=missing,
    )


def _grade(visit: Visit, framework: Framework, result: scoring.Result, standing: str | None) -> str | None:
    kind = kinds.of(visit.type)
    if kind.gives_grade:
        return result.grade
    if not kind.keeps_grade or standing is None:
        return None
    return scoring.kept_grade(framework, standing, result)


def as_stored(grading: Grading) -> dict[str, Any]:
    """The figures of a grading as the visit keeps them."""
    result = grading.result
    return {
        "overall": None if result.overall is None else str(result.overall),
        "standards": {standard: str(percent) for standard, percent in result.standards.items()},
        "limited_by": [limit.as_entry() for limit in result.limits],
        "protection_met": result.protection_met,
    }
