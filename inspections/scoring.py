"""From answers to a grade: percentages, band, limiting rules L1-L9 and the protection gate (rules I1-I4).

Percentages are decimal arithmetic with one decimal, half up; the overall figure is computed from the standards as
rounded, and bands and limits read rounded figures (scoring_rules.standard_percent, overall_percent).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Any

from inspections import framework as frameworks
from inspections.framework import DEFAULT, NA, Form, Framework, Score
from registry_app.core.judging import Unusable
from registry_app.core.rulebook import UnknownVersion

# A context of our own, so that no caller's precision or rounding can change a grade.
_ARITHMETIC = Context(prec=28, rounding=ROUND_HALF_UP)
_ONE_DECIMAL = Decimal("0.1")
_HUNDRED = Decimal(100)

_KEYS = ("framework", "care_type", "scores", "flags")
_SCORE_TYPES = frozenset((int, str))

# How many unanswered criteria a refusal names, and how much of a strange value it shows.
_NAMED = 5
_SHOWN = 60


@dataclass(frozen=True)
class Limit:
    """A limiting rule that applies, with what made it apply: criteria (L1, L2, L7), standards (L3-L6) or a flag."""

    rule: str
    cap: str
    criteria: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    flag: str | None = None

    def as_entry(self) -> dict[str, Any]:
        """The entry of `limited_by` in the command's answer."""
        entry: dict[str, Any] = {"rule": self.rule}
        if self.criteria:
            entry["criteria"] = list(self.criteria)
        if self.standards:
            entry["standards"] = list(self.standards)
        return entry


@dataclass(frozen=True)
class Result:
    """What the answers of one visit come to.

    `standards`: percent of each standard with a scored criterion, in order. `overall`, `band` (before limits) and
    `grade` are None while nothing is scored. `limits` are all rules that apply, in the order L1-L9.
    `protection_met` is None while the gate cannot be known yet. `unanswered`: applicable criteria without an answer;
    while there are any, the grade is provisional.
    """

    standards: Mapping[str, Decimal]
    overall: Decimal | None
    band: str | None
    limits: tuple[Limit, ...]
    grade: str | None
    protection_met: bool | None
    unanswered: tuple[str, ...]

    @property
    def rules_applied(self) -> tuple[str, ...]:
        """The ids of the rules that apply, printed beside the grade (rule I3)."""
        return tuple(limit.rule for limit in self.limits)

    @property
    def held_by(self) -> tuple[Limit, ...]:
        """The limits that hold the grade below its band: each of them has to go before the grade can rise."""
        if self.grade == self.band:
            return ()
        return tuple(limit for limit in self.limits if limit.cap == self.grade)

    def as_answer(self) -> dict[str, Any]:
        """The answer of `registry score`; figures become JSON numbers."""
        return {
            "standards": {standard: float(percent) for standard, percent in self.standards.items()},
            "overall_percent": None if self.overall is None else float(self.overall),
            "rules_applied": list(self.rules_applied),
            "grade": self.grade,
            "limited_by": [limit.as_entry() for limit in self.limits],
        }


def judge(visit: dict[str, Any]) -> dict[str, Any]:
    """One full visit as `registry score` takes it, and its grade; Unusable with one sentence when it cannot be judged.

    In: `framework`, `care_type`, `scores` (`*`, standard ids and criterion ids to 0-3 or "NA"), `flags` (optional).
    """
    for key in visit:
        if key not in _KEYS:
            raise Unusable(f"The key {_shown(key)} is not known; known are {', '.join(_KEYS)}.")
    framework = _framework_named(visit)
    form = _form_named(framework, visit)
    scores = _written_out(framework, form, _object(visit, "scores", "the answers"))
    flags = _raised(framework, _object(visit, "flags", "what limited the visit") if "flags" in visit else {})
    result = _result(framework, form, scores, flags)
    if result.unanswered:
        raise Unusable(_incomplete(result.unanswered))
    return result.as_answer()


def grade(
    framework: Framework,
    care_type: str,
    scores: Mapping[str, Score],
    flags: Mapping[str, bool] | None = None,
    *,
    complete: bool = True,
) -> Result:
    """The grade of answers by criterion id; with `complete=False` also of a visit that is still being filled in.

    Unusable when an id does not apply to the care type, a score is not on the scale, a critical criterion is NA, a flag
    is unknown or, with `complete`, a criterion has no answer (scoring_rules.completeness).
    """
    form = _form(framework, care_type)
    if not scores.keys() <= form.criteria.keys():
        key = next(key for key in scores if key not in form.criteria)
        raise Unusable(_not_asked(framework, form, key, "no criterion"))
    _check_scores(framework, scores)
    result = _result(framework, form, scores, _raised(framework, flags or {}))
    if complete and result.unanswered:
        raise Unusable(_incomplete(result.unanswered))
    return result


def unanswered(framework: Framework, care_type: str, scores: Mapping[str, Score]) -> tuple[str, ...]:
    """The applicable criteria that have neither a score nor NA, in order."""
    return tuple(c.id for c in framework.criteria_for(care_type) if c.id not in scores)


def laid_over(
    framework: Framework, care_type: str, earlier: Mapping[str, Score], fresh: Mapping[str, Score]
) -> dict[str, Score]:
    """The last full visit's answers with a smaller visit's answers over them: the state of the home as last seen.

    A follow-up looks at what had failed; its few answers alone would make percentages of what is still bad.
    Answers to criteria that do not apply under this framework are left out.
    """
    both = {**earlier, **fresh}
    return {c.id: both[c.id] for c in framework.criteria_for(care_type) if c.id in both}


def kept_grade(framework: Framework, last_grade: str, result: Result) -> str:
    """The grade after a follow-up or thematic visit: the last published one unless a limiting rule bites.

    It never rises here: only a full visit lifts a grade (scoring_rules.completeness). `result` is that of
    `grade(..., laid_over(...), complete=False)`.
    """
    return framework.lowest(last_grade, *(limit.cap for limit in result.limits))


@lru_cache(maxsize=4096)
def percent(earned: int, possible: int) -> Decimal:
    """100 x earned / possible, one decimal, half up. Remembered, because visits come to the same few fractions."""
    return _rounded(_HUNDRED * earned, possible)


def _rounded(dividend: Decimal, divisor: int | Decimal) -> Decimal:
    return _ARITHMETIC.divide(dividend, divisor).quantize(_ONE_DECIMAL, context=_ARITHMETIC)


def _result(framework: Framework, form: Form, scores: Mapping[str, Score], flags: frozenset[str]) -> Result:
    """The judgement itself, over checked scores of applicable criteria."""
    if NA in map(scores.get, form.critical):
        criterion_id = next(c for c in form.critical if scores.get(c) == NA)
        raise Unusable(f"{criterion_id} is critical and applies to {form.care_type.code}, so it cannot be NA.")
    standards: dict[str, Decimal] = {}
    given, top = scores.get, framework.top_score
    for standard, weights in form.weights:
        earned = scored = 0
        for criterion, weight in weights:
            # Scores were checked: what is no whole number is NA or not answered.
            if type(score := given(criterion)) is int:
                earned += weight * score
                scored += weight
        if scored:
            standards[standard] = percent(earned, scored * top)
    missing = () if len(scores) == len(form.criteria) else tuple(c for c in form.criteria if c not in scores)
    overall = _overall(framework, standards)
    band = None if overall is None else _band(framework, overall)
    limits = _limits(framework, form, scores, standards, flags)
    return Result(
        standards=standards,
        overall=overall,
        band=band,
        limits=limits,
        grade=_limited(framework, band, limits),
        protection_met=_protection(framework, form, scores, standards, missing),
        unanswered=missing,
    )


def _overall(framework: Framework, standards: Mapping[str, Decimal]) -> Decimal | None:
    """The weighted mean of the standards that have a score, from their rounded percentages (rule I2)."""
    if not standards:
        return None
    total, weight = Decimal(0), 0
    for standard, share in standards.items():
        total += framework.weights[standard] * share
        weight += framework.weights[standard]
    return _rounded(total, weight)


def _band(framework: Framework, overall: Decimal) -> str:
    return next(band.grade for band in framework.bands if overall >= band.minimum)


def _limited(framework: Framework, band: str | None, limits: tuple[Limit, ...]) -> str | None:
    """The lowest of the band and every cap. With nothing scored only a cap at the lowest grade says what it must be."""
    if band is not None:
        return framework.lowest(band, *(limit.cap for limit in limits))
    worst = framework.grades[-1]
    return worst if any(limit.cap == worst for limit in limits) else None


def _limits(
    framework: Framework,
    form: Form,
    scores: Mapping[str, Score],
    standards: Mapping[str, Decimal],
    flags: frozenset[str],
) -> tuple[Limit, ...]:
    """Every limiting rule that applies, also where the band or another rule is lower (scoring_rules.order)."""
    found = []
    of_critical = set(map(scores.get, form.critical))
    for rule in framework.limiting_rules:
        criteria: tuple[str, ...] = ()
        below: tuple[str, ...] = ()
        if rule.critical_scored is not None:
            if rule.critical_scored in of_critical:
                criteria = tuple(c for c in form.critical if scores.get(c) == rule.critical_scored)
        elif rule.zeros is not None:
            if list(scores.values()).count(0) >= rule.zeros:
                criteria = tuple(c for c in form.criteria if scores.get(c) == 0)
        elif rule.below is not None:
            below = tuple(s for s in rule.standards if s in standards and standards[s] < rule.below)
        if criteria or below or rule.flag in flags:
            found.append(Limit(rule.id, rule.cap, criteria, below, rule.flag))
    return tuple(found)


def _protection(
    framework: Framework,
    form: Form,
    scores: Mapping[str, Score],
    standards: Mapping[str, Decimal],
    missing: tuple[str, ...],
) -> bool | None:
    """The protection gate: False as soon as one answer fails it, True only when all that it reads is answered."""
    gate = framework.gate
    if standards.get(gate.standard, gate.below) < gate.below:
        return False
    for score in set(map(scores.get, form.gate_reads)):
        if type(score) is int and score <= gate.scored_at_most:
            return False
    open_still = any(c in form.gate_reads or form.criteria[c].standard == gate.standard for c in missing)
    return None if open_still else True


def _framework_named(visit: dict[str, Any]) -> Framework:
    version = _text(visit, "framework", 'the version of the standards, such as "0.1"')
    try:
        return frameworks.of_version(version)
    except UnknownVersion as error:
        raise Unusable(f"There is no framework {_shown(version)}; known: {', '.join(frameworks.known())}.") from error


def _form_named(framework: Framework, visit: dict[str, Any]) -> Form:
    return _form(framework, _text(visit, "care_type", 'the kind of care, such as "RESIDENTIAL"'))


def _form(framework: Framework, care_type: str) -> Form:
    if care_type not in framework.forms:
        raise Unusable(f"There is no care type {_shown(care_type)}; known: {', '.join(framework.forms)}.")
    return framework.forms[care_type]


def _text(visit: dict[str, Any], key: str, meaning: str) -> str:
    if key not in visit:
        raise Unusable(f'The key "{key}" is missing: it names {meaning}.')
    value = visit[key]
    if not isinstance(value, str):
        raise Unusable(f'"{key}" must be a text that names {meaning}, not {_shown(value)}.')
    return value


def _object(visit: dict[str, Any], key: str, meaning: str) -> dict[str, Any]:
    if key not in visit:
        raise Unusable(f'The key "{key}" is missing: it holds {meaning}.')
    value = visit[key]
    if not isinstance(value, dict):
        raise Unusable(f'"{key}" must be an object that holds {meaning}, not {_shown(value)}.')
    return value


def _written_out(framework: Framework, form: Form, given: dict[str, Any]) -> dict[str, Score]:
    """A score for each applicable criterion: its own, else its standard's, else the default; none where nothing is."""
    if not given.keys() <= form.ids:
        key = next(key for key in given if key not in form.ids)
        raise Unusable(_not_asked(framework, form, key, f'neither "{DEFAULT}", a standard nor a criterion'))
    _check_scores(framework, given)
    written: dict[str, Score] = {}
    if DEFAULT in given:
        written = dict.fromkeys(form.every, given[DEFAULT])
    for key, score in given.items():
        if key in form.of_standard:
            written.update(dict.fromkeys(form.of_standard[key], score))
    for key, score in given.items():
        if key in form.criteria:
            written[key] = score
    return written


def _check_scores(framework: Framework, scores: Mapping[str, Any]) -> None:
    # A bool is an int in Python and 2.0 equals 2, so the types are asked for before the scale. All at once first,
    # because a visit is judged thousands of times a second when a new version is tried on past visits.
    if _SCORE_TYPES.issuperset(map(type, scores.values())) and framework.scale.keys() >= set(scores.values()):
        return
    for key, score in scores.items():
        if type(score) not in _SCORE_TYPES or score not in framework.scale:
            raise Unusable(f"The score of {_shown(key)} is {_shown(score)}; a score is {_scale(framework)}.")


def _scale(framework: Framework) -> str:
    *others, last = (json.dumps(score) for score in framework.scale)
    return f"{', '.join(others)} or {last}"


def _not_asked(framework: Framework, form: Form, key: str, otherwise: str) -> str:
    if key in framework.criteria:
        return f"{key} does not apply to {form.care_type.code}."
    return f"{_shown(key)} is {otherwise} of framework {framework.version}."


def _raised(framework: Framework, flags: Mapping[str, Any]) -> frozenset[str]:
    """The flags that are true; Unusable for one that is unknown or no truth value."""
    for name, value in flags.items():
        if name not in framework.flags:
            raise Unusable(f"The flag {_shown(name)} is not known; known: {', '.join(sorted(framework.flags))}.")
        if not isinstance(value, bool):
            raise Unusable(f"The flag {_shown(name)} must be true or false, not {_shown(value)}.")
    return frozenset(name for name, value in flags.items() if value)


def _incomplete(missing: tuple[str, ...]) -> str:
    first = ", ".join(missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f'A full visit needs a score or "NA" for each criterion that applies: no answer for {first}{more}.'


def _shown(value: object) -> str:
    """A piece of the input as JSON in ASCII, cut short: a sentence must stay one line that any terminal can show."""
    text = json.dumps(value, default=repr)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
