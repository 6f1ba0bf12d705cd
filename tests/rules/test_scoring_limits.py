"""Each limiting rule and each band at its threshold, from both sides, and the protection gate."""

import copy
from decimal import Decimal
from typing import Any

import pytest
import yaml

from inspections import framework as frameworks
from inspections.framework import Framework, Score
from inspections.scoring import Result, grade
from registry_app.core import rulebook

BOOK: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("inspections", "standards", "0.1")))
TERMS: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("inspections", "terms", "0.1")))
FRAMEWORK: Framework = frameworks.of_version("0.1")
STANDARDS = [standard["id"] for standard in BOOK["standards"]]
CRITICAL = [c.id for c in FRAMEWORK.criteria.values() if c.critical]


def full(
    changes: dict[str, Score] | None = None, default: Score = 3, care_type: str = "RESIDENTIAL"
) -> dict[str, Score]:
    return {c.id: default for c in FRAMEWORK.criteria_for(care_type)} | (changes or {})


def judged(changes: dict[str, Score], **more: Any) -> Result:
    return grade(FRAMEWORK, "RESIDENTIAL", full(changes), more or None)


def weighed(standards: list[str], high: int, low: int) -> tuple[Framework, dict[str, Score]]:
    """A framework in which these standards weigh one met and one failed criterion high : low, and such a visit.

    The real weights cannot make 49.9; these can. The failed criterion is not critical, and all others weigh nothing.
    """
    book = copy.deepcopy(BOOK)
    scores = full()
    for standard in book["standards"]:
        if standard["id"] in standards:
            met = standard["criteria"][0]
            failed = next(c for c in standard["criteria"][1:] if not c["critical"])
            for criterion in standard["criteria"]:
                criterion["weight"] = {met["id"]: high, failed["id"]: low}.get(criterion["id"], 0)
            scores[failed["id"]] = 0
    return frameworks.made_of("weighed", book, TERMS), scores


BELOW_50 = [(499, 501, "49.9"), (49949, 50051, "49.9")]
NOT_BELOW_50 = [(500, 500, "50.0"), (4995, 5005, "50.0"), (501, 499, "50.1")]
BELOW_65 = [(649, 351, "64.9"), (64949, 35051, "64.9")]
NOT_BELOW_65 = [(650, 350, "65.0"), (6495, 3505, "65.0"), (651, 349, "65.1")]
RULE_OF = {"S1": "L4", "S2": "L4", "S3": "L3"} | {f"S{n}": "L5" for n in range(4, 11)}
CAP_OF = {"L3": "D", "L4": "C", "L5": "C"}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(("high", "low", "shown"), BELOW_50)
def test_a_standard_below_50_percent_limits(standard: str, high: int, low: int, shown: str) -> None:
    framework, scores = weighed([standard], high, low)
    result = grade(framework, "RESIDENTIAL", scores)
    rule = RULE_OF[standard]
    assert result.standards[standard] == Decimal(shown)
    assert [limit.as_entry() for limit in result.limits] == [
        {"rule": rule, "standards": [standard]},
        {"rule": "L6", "standards": [standard]},
    ]
    assert result.grade == CAP_OF[rule]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(("high", "low", "shown"), NOT_BELOW_50 + BELOW_65)
def test_a_standard_from_50_to_below_65_percent_bars_only_a(standard: str, high: int, low: int, shown: str) -> None:
    framework, scores = weighed([standard], high, low)
    result = grade(framework, "RESIDENTIAL", scores)
    assert result.standards[standard] == Decimal(shown)
    assert [limit.as_entry() for limit in result.limits] == [{"rule": "L6", "standards": [standard]}]
    assert (result.band, result.grade) == ("A", "B")


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(("high", "low", "shown"), NOT_BELOW_65)
def test_a_standard_from_65_percent_limits_nothing(standard: str, high: int, low: int, shown: str) -> None:
    framework, scores = weighed([standard], high, low)
    result = grade(framework, "RESIDENTIAL", scores)
    assert result.standards[standard] == Decimal(shown)
    assert (result.limits, result.grade) == ((), "A")


@pytest.mark.parametrize(
    ("critical", "others", "percent", "rules"),
    [
        # Four critical criteria weigh 3, five others 2; of 66 points these keep 32, 33, 42 and 43.
        ((2, 2, 2, 2), (1, 1, 1, 1, 0), "48.5", ("L3", "L6")),
        ((3, 2, 2, 2), (1, 1, 1, 0, 0), "50.0", ("L6",)),
        ((2, 2, 2, 2), (2, 2, 2, 2, 1), "63.6", ("L6",)),
        ((3, 2, 2, 2), (2, 2, 2, 1, 1), "65.2", ()),
    ],
)
def test_safe_from_harm_on_its_real_weights(
    critical: tuple[int, ...], others: tuple[int, ...], percent: str, rules: tuple[str, ...]
) -> None:
    changes: dict[str, Score] = dict(zip(("S3.1", "S3.2", "S3.3", "S3.9"), critical, strict=True))
    changes |= dict(zip(("S3.4", "S3.5", "S3.6", "S3.7", "S3.8"), others, strict=True))
    result = judged(changes)
    assert (result.standards["S3"], result.rules_applied) == (Decimal(percent), rules)


@pytest.mark.parametrize(
    ("high", "low", "band"),
    [
        (850, 150, "A"),
        (8495, 1505, "A"),
        (849, 151, "B"),
        (84949, 15051, "B"),
        (650, 350, "B"),
        (6495, 3505, "B"),
        (649, 351, "C"),
        (450, 550, "C"),
        (4495, 5505, "C"),
        (449, 551, "D"),
        (44949, 55051, "D"),
    ],
)
def test_the_bands_begin_where_they_say(high: int, low: int, band: str) -> None:
    framework, scores = weighed(STANDARDS, high, low)
    assert grade(framework, "RESIDENTIAL", scores).band == band


@pytest.mark.parametrize(
    ("of_s8", "of_s9", "overall"),
    [
        # Exactly 50.03 and 50.05 have the mean 50.04; as shown, 50.0 and 50.1, they have 50.05, and half goes up.
        ((5003, 4997), (5005, 4995), "50.1"),
        # Exactly 50.04 and 50.14 have the mean 50.09; as shown 50.0 and 50.1, so 50.05 and 50.1 again.
        ((5004, 4996), (5014, 4986), "50.1"),
        # Exactly 49.94 and 50.04 have the mean 49.99; as shown, 49.9 and 50.0, they have 49.95, and half goes up.
        ((4994, 5006), (5004, 4996), "50.0"),
        ((4994, 5006), (4994, 5006), "49.9"),
    ],
)
def test_the_overall_figure_is_computed_from_rounded_standards(
    of_s8: tuple[int, int], of_s9: tuple[int, int], overall: str
) -> None:
    book = copy.deepcopy(BOOK)
    for standard in book["standards"]:
        standard["standard_weight"] = int(standard["id"] in ("S8", "S9"))
        high_low = {"S8": of_s8, "S9": of_s9}.get(standard["id"])
        for position, criterion in enumerate(standard["criteria"]):
            if high_low:
                criterion["weight"] = {0: high_low[0], 2: high_low[1]}.get(position, 0)
    framework = frameworks.made_of("halves", book, TERMS)
    assert grade(framework, "RESIDENTIAL", full({"S8.3": 0, "S9.3": 0})).overall == Decimal(overall)


@pytest.mark.parametrize("criterion", CRITICAL)
@pytest.mark.parametrize(("score", "rule", "expected"), [(0, "L1", "D"), (1, "L2", "C")])
def test_each_critical_criterion_limits(criterion: str, score: int, rule: str, expected: str) -> None:
    result = judged({criterion: score})
    assert result.limits[0].as_entry() == {"rule": rule, "criteria": [criterion]}
    assert result.rules_applied.count("L1") + result.rules_applied.count("L2") == 1
    assert result.grade == expected
    assert judged({criterion: 2}).limits == ()


def test_critical_criteria_at_0_and_at_1_raise_both_rules_in_the_order_of_the_standards() -> None:
    result = judged({"S10.2": 0, "S2.1": 0, "S7.1": 1, "S1.1": 1})
    assert [limit.as_entry() for limit in result.limits[:2]] == [
        {"rule": "L1", "criteria": ["S2.1", "S10.2"]},
        {"rule": "L2", "criteria": ["S1.1", "S7.1"]},
    ]


def test_an_ordinary_criterion_at_0_or_1_is_no_critical_one() -> None:
    assert judged({"S1.2": 0, "S2.3": 1}).rules_applied == ()


def test_three_zeros_limit_and_two_do_not() -> None:
    two: dict[str, Score] = {"S1.3": 0, "S10.8": 0}
    assert judged(two).rules_applied == ()
    assert judged({**two, "S5.1": 0}).limits[0].as_entry() == {"rule": "L7", "criteria": ["S1.3", "S5.1", "S10.8"]}
    assert judged({**two, "S5.1": 0}).grade == "C"
    assert judged({**two, "S5.1": 1, "S5.2": "NA"}).rules_applied == ()


def test_critical_zeros_count_among_the_three() -> None:
    result = judged({"S1.1": 0, "S1.3": 0, "S10.8": 0})
    assert result.limits[-1].as_entry() == {"rule": "L7", "criteria": ["S1.1", "S1.3", "S10.8"]}


@pytest.mark.parametrize("criterion", CRITICAL)
def test_the_gate_is_not_met_when_a_critical_criterion_of_s2_or_s3_is_0_or_1(criterion: str) -> None:
    reads = criterion.split(".")[0] in ("S2", "S3")
    assert [judged({criterion: score}).protection_met for score in (0, 1, 2, 3)] == [not reads, not reads, True, True]


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_gate_is_not_met_when_s3_is_below_50(standard: str) -> None:
    for high, low, _ in BELOW_50:
        framework, scores = weighed([standard], high, low)
        assert grade(framework, "RESIDENTIAL", scores).protection_met is (standard != "S3")
    for high, low, _ in NOT_BELOW_50:
        framework, scores = weighed([standard], high, low)
        assert grade(framework, "RESIDENTIAL", scores).protection_met is True


def test_the_gate_is_open_until_all_that_it_reads_is_answered() -> None:
    def gate(scores: dict[str, Score]) -> bool | None:
        return grade(FRAMEWORK, "RESIDENTIAL", scores, complete=False).protection_met

    assert gate({}) is None
    read: dict[str, Score] = {c: s for c, s in full().items() if c.startswith("S3.") or c in ("S2.1", "S2.4")}
    assert gate(read) is True
    for criterion in read:
        assert gate({c: s for c, s in read.items() if c != criterion}) is None
    assert gate({"S2.1": 1}) is False
    assert gate({"S3.4": 0, "S3.5": 1}) is False
