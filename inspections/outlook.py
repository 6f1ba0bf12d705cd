"""What would change a grade: for each rule that limits it, what must rise for the grade to rise.

Inspector and home then argue about facts, not about the letter. Nothing here grades anew: it reads a Result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inspections.framework import Framework, LimitingRule, Score
from inspections.scoring import Limit, Result, percent

BAND = "BAND"
"""Stands where a rule's id stands when the overall percentage itself keeps the grade where it is."""


@dataclass(frozen=True)
class Rise:
    """How far a standard has to rise: from `percent` to `needed`, by at least `points` of weight times score.

    `criteria`: those that can still rise, the one that would bring most first.
    """

    standard: str
    percent: Decimal
    needed: Decimal
    points: int
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What lifts one limit. Exactly one of the four conditions is set, `criteria` with `how_many` and `to_score`.

    `rule`: L1-L9 or BAND. `cap`: the grade it holds the visit at. `holds`: it is one of those that hold the grade
    where it is now; all of these have to go before the grade rises. `how_many` of `criteria` must reach `to_score`
    (L1, L2, L7); each of `standards` must rise (L3-L6); `flag` must no longer be true (L8, L9); the overall
    percentage must reach `overall_needed` (BAND).
    """

    rule: str
    cap: str
    holds: bool
    criteria: tuple[str, ...] = ()
    how_many: int | None = None
    to_score: int | None = None
    standards: tuple[Rise, ...] = ()
    flag: str | None = None
    overall_needed: Decimal | None = None


def what_would_change(
    framework: Framework, care_type: str, scores: Mapping[str, Score], result: Result
) -> tuple[Change, ...]:
    """One entry for each limiting rule that applies, in the order L1-L9, then the band when it holds the grade.

    Empty for the best grade and while nothing is scored. `result` is that of `grade` over the same scores.
    """
    if result.band is None or result.grade is None:
        return ()
    rules = {rule.id: rule for rule in framework.limiting_rules}
    changes = [
        _change(framework, care_type, scores, result, rules[limit.rule], limit, holds=limit.cap == result.grade)
        for limit in result.limits
    ]
    higher = framework.rank(result.band) - 1
    if result.band == result.grade and higher >= 0:
        changes.append(Change(BAND, result.band, holds=True, overall_needed=framework.bands[higher].minimum))
    return tuple(changes)


def _change(
    framework: Framework,
    care_type: str,
    scores: Mapping[str, Score],
    result: Result,
    rule: LimitingRule,
    limit: Limit,
    *,
    holds: bool,
) -> Change:
    if rule.critical_scored is not None:
        how_many, to_score = len(limit.criteria), rule.critical_scored + 1
        return Change(rule.id, rule.cap, holds, limit.criteria, how_many, to_score)
    if rule.zeros is not None:
        # Enough of the zeros must go for fewer than `zeros` to be left.
        return Change(rule.id, rule.cap, holds, limit.criteria, len(limit.criteria) - rule.zeros + 1, to_score=1)
    if rule.below is not None:
        rises = tuple(_rise(framework, care_type, scores, result, s, rule.below) for s in limit.standards)
        return Change(rule.id, rule.cap, holds, standards=rises)
    return Change(rule.id, rule.cap, holds, flag=limit.flag)


def _rise(
    framework: Framework, care_type: str, scores: Mapping[str, Score], result: Result, standard: str, needed: Decimal
) -> Rise:
    scored = {
        c: score
        for c in framework.criteria_for(care_type)
        if c.standard == standard and isinstance(score := scores.get(c.id), int)
    }
    possible = sum(c.weight for c in scored) * framework.top_score
    earned = sum(c.weight * score for c, score in scored.items())
    enough = next(points for points in range(earned, possible + 1) if percent(points, possible) >= needed)
    room = {
        c.id: c.weight * (framework.top_score - score) for c, score in scored.items() if score < framework.top_score
    }
    best_first = tuple(sorted(room, key=lambda criterion_id: -room[criterion_id]))
    return Rise(standard, result.standards[standard], needed, enough - earned, best_first)
