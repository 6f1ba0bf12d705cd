"""Laws that hold for every visit, and a second reading of the rules, written another way, that must agree with them.

The second reading works on the YAML as it stands, with fractions instead of decimals and one sentence a rule.
"""

import json
import random
from fractions import Fraction
from math import floor
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections import framework as frameworks
from inspections.framework import Framework, Score
from inspections.outlook import BAND, Change, what_would_change
from inspections.scoring import Result, grade, judge, kept_grade, laid_over
from registry_app.core import rulebook

BOOK: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("inspections", "standards", "0.1")))
FRAMEWORK: Framework = frameworks.of_version("0.1")
CRITERIA = {row["id"]: row for standard in BOOK["standards"] for row in standard["criteria"]}
FLAGS = ("obstruction", "child_sample_short")
# Visits of one colour reach the thresholds that evenly mixed answers hardly ever reach.
PALETTES: tuple[tuple[Score, ...], ...] = (
    (3,),
    (2,),
    (3, 3, 3, 2, 1),
    (2, 2, 2, 1, 3),
    (1, 2),
    (2, 3, "NA"),
    (1, 2, 3, "NA"),
    (0, 1, 2, 3, "NA"),
    (3, 3, 3, 3, 3, 3, 3, 0),
    (0, 1),
    (0,),
)


def asked(care_type: str) -> list[dict[str, Any]]:
    return [row for row in CRITERIA.values() if care_type in row["applies_to"]]


@st.composite
def visits(draw: st.DrawFn) -> tuple[str, dict[str, Score], dict[str, bool]]:
    """A care type, a score for each applicable criterion, and flags; each standard has its own palette."""
    care_type = draw(st.sampled_from(sorted(FRAMEWORK.care_types)))
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    main = draw(st.sampled_from(PALETTES))
    scores: dict[str, Score] = {}
    for standard in BOOK["standards"]:
        palette = chance.choice((main, main, chance.choice(PALETTES)))
        critical = chance.choice((palette, (3, 2)))
        for row in standard["criteria"]:
            if care_type in row["applies_to"]:
                colours = critical if row["critical"] else palette
                fit = [c for c in colours if not (row["critical"] and c == "NA")]
                scores[row["id"]] = chance.choice(fit or [2])
    return care_type, scores, {flag: True for flag in FLAGS if chance.random() < 0.15}


def tenths(exact: Fraction) -> Fraction:
    return Fraction(floor(exact * 10 + Fraction(1, 2)), 10)


def second_reading(care_type: str, scores: dict[str, Score], flags: dict[str, bool]) -> dict[str, Any]:
    shares: dict[str, Fraction] = {}
    for standard in BOOK["standards"]:
        rows = [r for r in standard["criteria"] if r["id"] in scores and scores[r["id"]] != "NA"]
        if rows:
            top = Fraction(sum(3 * r["weight"] for r in rows))
            shares[standard["id"]] = tenths(100 * sum(r["weight"] * scores[r["id"]] for r in rows) / top)
    weight = {s["id"]: s["standard_weight"] for s in BOOK["standards"]}
    overall = tenths(sum(weight[s] * share for s, share in shares.items()) / Fraction(sum(weight[s] for s in shares)))
    critical_at = {n: [c for c in CRITERIA if CRITERIA[c]["critical"] and scores.get(c) == n] for n in (0, 1)}
    zeros = [c for c in CRITERIA if scores.get(c) == 0]
    entries = [
        ("D", "L1", "criteria", critical_at[0]),
        ("C", "L2", "criteria", critical_at[1]),
        ("D", "L3", "standards", ["S3"] if shares.get("S3", 100) < 50 else []),
        ("C", "L4", "standards", [s for s in ("S1", "S2") if shares.get(s, 100) < 50]),
        ("C", "L5", "standards", [s for s in shares if shares[s] < 50 and s not in ("S1", "S2", "S3")]),
        ("B", "L6", "standards", [s for s in shares if shares[s] < 65]),
        ("C", "L7", "criteria", zeros if len(zeros) > 2 else []),
        ("D", "L8", None, flags.get("obstruction")),
        ("B", "L9", None, flags.get("child_sample_short")),
    ]
    hit = [entry for entry in entries if entry[3]]
    band = "A" if overall >= 85 else "B" if overall >= 65 else "C" if overall >= 45 else "D"
    return {
        "standards": {s: float(share) for s, share in shares.items()},
        "overall_percent": float(overall),
        "rules_applied": [rule for _, rule, _, _ in hit],
        "grade": max([band, *(cap for cap, _, _, _ in hit)]),
        "limited_by": [{"rule": rule, kind: what} if kind else {"rule": rule} for _, rule, kind, what in hit],
    }


def answer(care_type: str, scores: dict[str, Score], flags: dict[str, bool]) -> dict[str, Any]:
    return judge({"framework": "0.1", "care_type": care_type, "scores": scores, "flags": flags})


@settings(max_examples=400, deadline=None)
@given(visits())
def test_a_second_reading_of_the_rules_agrees(visit: tuple[str, dict[str, Score], dict[str, bool]]) -> None:
    assert json.dumps(answer(*visit)) == json.dumps(second_reading(*visit))


@settings(max_examples=60, deadline=None)
@given(visits())
def test_the_page_and_the_command_agree(visit: tuple[str, dict[str, Score], dict[str, bool]]) -> None:
    care_type, scores, flags = visit
    assert grade(FRAMEWORK, care_type, scores, flags).as_answer() == answer(*visit)


@settings(max_examples=150, deadline=None)
@given(visits(), st.data())
def test_raising_scores_never_lowers_anything(
    visit: tuple[str, dict[str, Score], dict[str, bool]], data: st.DataObject
) -> None:
    care_type, scores, flags = visit
    before = grade(FRAMEWORK, care_type, scores, flags)
    can_rise = sorted(c for c, score in scores.items() if isinstance(score, int) and score < 3)
    if not can_rise:
        return
    chosen = data.draw(st.lists(st.sampled_from(can_rise), min_size=1, max_size=8, unique=True))
    raised: dict[str, Score] = scores | {c: data.draw(st.integers(int(scores[c]) + 1, 3)) for c in chosen}
    after = grade(FRAMEWORK, care_type, raised, flags)
    assert all(after.standards[s] >= share for s, share in before.standards.items())
    assert after.overall is not None
    assert before.overall is not None
    assert after.overall >= before.overall
    assert (after.band or "") <= (before.band or "")
    assert (after.grade or "") <= (before.grade or "")
    assert before.protection_met in (False, after.protection_met)


@settings(max_examples=80, deadline=None)
@given(visits())
def test_na_is_as_if_the_criterion_did_not_exist(visit: tuple[str, dict[str, Score], dict[str, bool]]) -> None:
    care_type, scores, flags = visit
    with_na = grade(FRAMEWORK, care_type, scores, flags)
    known = {c: score for c, score in scores.items() if score != "NA"}
    without = grade(FRAMEWORK, care_type, known, flags, complete=False)
    assert with_na.as_answer() == without.as_answer()
    assert set(without.unanswered) == scores.keys() - known.keys()


@settings(max_examples=80, deadline=None)
@given(visits(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_says_nothing(
    visit: tuple[str, dict[str, Score], dict[str, bool]], chance: random.Random
) -> None:
    care_type, scores, flags = visit
    rows = list(scores.items())
    chance.shuffle(rows)
    assert json.dumps(answer(care_type, dict(rows), flags)) == json.dumps(answer(*visit))


@settings(max_examples=80, deadline=None)
@given(visits())
def test_default_and_standards_stand_for_the_criteria_they_cover(
    visit: tuple[str, dict[str, Score], dict[str, bool]],
) -> None:
    care_type, scores, flags = visit
    short: dict[str, Score] = {"*": 2}
    for standard in BOOK["standards"]:
        of_it = [c["id"] for c in standard["criteria"] if c["id"] in scores]
        short[standard["id"]] = scores[of_it[-1]]
        short |= {c: scores[c] for c in of_it if scores[c] != short[standard["id"]]}
    assert answer(care_type, short, flags) == answer(*visit)


def with_changes(care_type: str, scores: dict[str, Score], flags: dict[str, bool], changes: list[Change]) -> Result:
    """The visit after doing what the changes ask for, and no more."""
    scores, flags = dict(scores), dict(flags)

    def lift(criteria: tuple[str, ...], reached: Any) -> None:
        for criterion in criteria:
            while not reached() and isinstance(scores[criterion], int) and scores[criterion] < 3:  # type: ignore[operator]
                scores[criterion] += 1  # type: ignore[operator]

    def now() -> Result:
        return grade(FRAMEWORK, care_type, scores, flags)

    for change in changes:
        for criterion in change.criteria[: change.how_many]:
            scores[criterion] = max(int(scores[criterion]), change.to_score or 0)
        for rise in change.standards:
            lift(rise.criteria, lambda rise=rise: now().standards[rise.standard] >= rise.needed)
        if change.flag:
            flags[change.flag] = False
        if change.overall_needed is not None:
            rest = tuple(c for c, score in scores.items() if score != "NA")
            lift(rest, lambda change=change: (now().overall or 0) >= change.overall_needed)
    return now()


@settings(max_examples=120, deadline=None)
@given(visits())
def test_doing_what_would_change_it_lifts_the_grade(visit: tuple[str, dict[str, Score], dict[str, bool]]) -> None:
    care_type, scores, flags = visit
    result = grade(FRAMEWORK, care_type, scores, flags)
    changes = what_would_change(FRAMEWORK, care_type, scores, result)
    assert tuple(c.rule for c in changes if c.rule != BAND) == result.rules_applied
    holding = [change for change in changes if change.holds]
    assert bool(holding) == (result.grade != "A")
    assert all(change.cap == result.grade for change in holding)
    assert {limit.rule for limit in result.held_by} <= {change.rule for change in holding}
    if holding:
        assert (with_changes(care_type, scores, flags, holding).grade or "") < (result.grade or "")


@settings(max_examples=80, deadline=None)
@given(visits())
def test_the_points_a_standard_lacks_are_the_fewest(visit: tuple[str, dict[str, Score], dict[str, bool]]) -> None:
    care_type, scores, flags = visit
    result = grade(FRAMEWORK, care_type, scores, flags)
    for change in what_would_change(FRAMEWORK, care_type, scores, result):
        for rise in change.standards:
            rows = [r for r in asked(care_type) if r["id"].split(".")[0] == rise.standard and scores[r["id"]] != "NA"]
            top = Fraction(sum(3 * r["weight"] for r in rows))
            have = sum(r["weight"] * scores[r["id"]] for r in rows)
            assert tenths(100 * (have + rise.points) / top) >= rise.needed
            assert tenths(100 * (have + rise.points - 1) / top) < rise.needed
            assert rise.points > 0


@settings(max_examples=60, deadline=None)
@given(visits(), st.data())
def test_a_smaller_visit_never_lifts_the_last_grade(
    visit: tuple[str, dict[str, Score], dict[str, bool]], data: st.DataObject
) -> None:
    care_type, scores, _ = visit
    last = grade(FRAMEWORK, care_type, scores)
    assert last.grade is not None
    ids = data.draw(st.lists(st.sampled_from(sorted(scores)), max_size=10, unique=True))
    fresh: dict[str, Score] = {c: data.draw(st.integers(0, 3)) for c in ids}
    now = grade(FRAMEWORK, care_type, laid_over(FRAMEWORK, care_type, scores, fresh), complete=False)
    kept = kept_grade(FRAMEWORK, last.grade, now)
    assert kept >= last.grade
    assert kept == max([last.grade, *(limit.cap for limit in now.limits)])
    if not now.limits:
        assert kept == last.grade
