"""BX01-BX06: raised and not, which grounds the facts allow, and which approvals count."""

from datetime import date, timedelta
from typing import Any

import pytest

from gatekeeping.rules import judge
from tests.rules.gatekeeping_input import ABSENT, GROUP, PROVIDED, at_home, changed, good, spoiled

RUNNING = {"declared_on": "2026-11-21", "approved_by": "CPU_HEAD", "days_in_emergency": 2}


def raised(given: dict[str, Any]) -> list[str]:
    return [one["id"] for one in judge(given)["exceptions"]]


def only(given: dict[str, Any]) -> dict[str, Any]:
    found = judge(given)["exceptions"]
    assert len(found) == 1
    entry: dict[str, Any] = found[0]
    return entry


def crowded(**more: Any) -> dict[str, Any]:
    return spoiled(proposed__provider__capacity=10, proposed__provider__present=10, **more)


SPOILED = [
    ("child.age_years", 2, "BX01"),
    ("child.age_years", 0, "BX01"),
    ("child.age_years", 3, None),
    ("child.age_years", None, "BX01"),
    ("child.age_years", ABSENT, "BX01"),
    ("proposed.provider.mixed_sex_unit_unrelated_10_plus", True, "BX05"),
    ("proposed.provider.mixed_sex_unit_unrelated_10_plus", None, "BX05"),
    ("child.in_conflict_with_law", True, "BX06"),
    ("child.in_conflict_with_law", ABSENT, "BX06"),
]


@pytest.mark.parametrize(("path", "value", "expected"), SPOILED)
@pytest.mark.parametrize("care_type", [*PROVIDED, "PRESERVE", "REUNIFY"])
def test_the_rules_of_group_care_are_asked_for_group_care_only(
    path: str, value: Any, expected: str | None, care_type: str
) -> None:
    asked = care_type in GROUP and expected is not None
    assert raised(changed(good(care_type), path, value)) == ([expected] if asked else [])


@pytest.mark.parametrize(
    ("capacity", "present", "expected"),
    [(30, 29, False), (30, 30, True), (0, 0, True), (1, 0, False), (None, 1, True), (30, None, True)],
)
@pytest.mark.parametrize("care_type", PROVIDED)
def test_the_child_itself_is_counted_against_the_capacity(
    capacity: int | None, present: int | None, expected: bool, care_type: str
) -> None:
    given = changed(good(care_type), "proposed.provider.capacity", capacity)
    assert raised(changed(given, "proposed.provider.present", present)) == (["BX02"] if expected else [])


def test_where_there_is_no_provider_no_capacity_is_asked() -> None:
    assert raised(at_home()) == []


@pytest.mark.parametrize(
    ("capacity", "present", "usable"),
    [(10, 10, True), (10, 11, False), (20, 21, True), (20, 22, False), (9, 9, False), (30, 32, True), (30, 33, False)],
)
def test_past_110_percent_no_ground_may_be_used(capacity: int, present: int, usable: bool) -> None:
    given = spoiled(child__siblings_in_care=2, child__siblings_kept_together=True)
    given["proposed"]["provider"] |= {"capacity": capacity, "present": present}
    assert only(given)["may_use"] == (["sibling_joining"] if usable else [])


@pytest.mark.parametrize(
    ("days", "blocks", "exceptions"),
    [
        (7, [], []),
        (8, ["HB12"], []),
        (30, ["HB12"], []),
        (31, ["HB12"], ["BX03"]),
    ],
)
def test_an_emergency_past_its_days(days: int, blocks: list[str], exceptions: list[str]) -> None:
    answer = judge(good(panel=None, emergency=RUNNING | {"days_in_emergency": days}))
    assert answer["blocks"] == blocks
    assert [one["id"] for one in answer["exceptions"]] == exceptions
    assert answer["may_proceed"] is (days == 7)


def test_bx03_is_raised_also_where_nobody_approved_and_not_without_days() -> None:
    assert raised(good(emergency={"days_in_emergency": 31})) == ["BX03"]
    assert raised(good(emergency={})) == []
    assert raised(good("FOSTER", emergency={"days_in_emergency": 31})) == ["BX03"]


@pytest.mark.parametrize(("months", "expected"), [(0, False), (6, False), (7, True), (6.5, True), (None, False)])
@pytest.mark.parametrize("care_type", ["RESIDENTIAL", "FOSTER"])
def test_group_care_past_six_months(months: float | None, expected: bool, care_type: str) -> None:
    given = good(care_type, months_in_group_care=months)
    assert raised(given) == (["BX04"] if expected and care_type == "RESIDENTIAL" else [])


def lost(given: dict[str, Any]) -> dict[str, Any]:
    for one in given["panel"]["members"]:
        one["vote"] = "AGAINST"
    return given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (spoiled(child__age_years=2), []),
        (spoiled(child__age_years=2, child__siblings_in_care=1), []),
        (
            spoiled(child__age_years=2, child__siblings_in_care=1, child__siblings_kept_together=True),
            ["keeps_siblings_together"],
        ),
        (spoiled(child__age_years=2, child__siblings_in_care=0, child__siblings_kept_together=True), []),
        (spoiled(child__age_years=2, emergency=RUNNING), ["true_emergency"]),
        (spoiled(child__age_years=2, emergency=RUNNING | {"days_in_emergency": 8}), []),
        (
            spoiled(
                child__age_years=2,
                emergency=RUNNING,
                child__siblings_in_care=1,
                child__siblings_kept_together=True,
            ),
            ["keeps_siblings_together", "true_emergency"],
        ),
        (crowded(), []),
        (crowded(child__siblings_in_care=1, child__siblings_kept_together=True), ["sibling_joining"]),
        (good(emergency=RUNNING | {"days_in_emergency": 31}), []),
        (good(months_in_group_care=7), ["panel_reapproval"]),
        (lost(good(months_in_group_care=7)), []),
        (good(months_in_group_care=7, panel={"members": []}), []),
        (spoiled(proposed__provider__mixed_sex_unit_unrelated_10_plus=True), []),
        (spoiled(child__in_conflict_with_law=True), []),
        (spoiled(child__in_conflict_with_law=True, court_order="SJ 4 of 2026"), ["court_order_only"]),
    ],
)
def test_may_use_lists_the_grounds_that_the_facts_allow(given: dict[str, Any], expected: list[str]) -> None:
    assert only(given)["may_use"] == expected


EACH = {
    "BX01": spoiled(child__age_years=2),
    "BX02": crowded(),
    "BX03": good(emergency={"days_in_emergency": 31}),
    "BX04": good(months_in_group_care=7),
    "BX05": spoiled(proposed__provider__mixed_sex_unit_unrelated_10_plus=True),
    "BX06": spoiled(child__in_conflict_with_law=True),
}
RULES = {
    "BX01": ("fixed_very_short_stay_with_named_family_plan", "SCPA_DG", 30),
    "BX02": ("declared_disaster", "SWD_DIRECTOR", 14),
    "BX03": ("court_date_fixed", "SWD_DIRECTOR", 30),
    "BX04": ("panel_reapproval", "PANEL", 180),
    "BX05": ("separate_secure_wings_verified", "SWD_DIRECTOR", None),
    "BX06": ("court_order_only", "COURT", None),
}


@pytest.mark.parametrize("rule", RULES)
def test_an_exception_names_its_office_and_days_and_stops_until_approved(rule: str) -> None:
    _, approver, max_days = RULES[rule]
    answer = judge(EACH[rule])
    assert answer["blocks"] == []
    (entry,) = answer["exceptions"]
    assert {key: entry[key] for key in ("id", "approver", "max_days")} == {
        "id": rule, "approver": approver, "max_days": max_days,
    }  # fmt: skip
    assert "approved" not in entry
    assert answer["explain"][rule]
    assert answer["may_proceed"] is False


def approved(rule: str, **changes: Any) -> dict[str, Any]:
    ground, approver, _ = RULES[rule]
    paper = {"id": rule, "ground": ground, "approver": approver, "until": "2026-11-23"} | changes
    return EACH[rule] | {"approved_exceptions": [paper]}


def counts(given: dict[str, Any]) -> bool:
    answer = judge(given)
    (entry,) = answer["exceptions"]
    assert ("approved" in entry) is answer["may_proceed"]
    return entry.get("approved") is True


LADDER = ["CPU_HEAD", "PANEL_CHAIR", "PANEL", "SWD_DIRECTOR", "SCPA_DG", "COURT"]


@pytest.mark.parametrize("rule", RULES)
def test_an_approval_counts_from_the_named_office_upwards(rule: str) -> None:
    needed = LADDER.index(RULES[rule][1])
    for place, office in enumerate(LADDER):
        assert counts(approved(rule, approver=office)) is (place >= needed)
    assert counts(approved(rule, approver="CPO")) is False
    assert counts(approved(rule, approver=None)) is False


@pytest.mark.parametrize("rule", RULES)
def test_an_approval_counts_to_the_last_allowed_day(rule: str) -> None:
    on, most = date(2026, 11, 23), RULES[rule][2]
    for days in (-1, 0, 1, 14, 15, 30, 31, 180, 181, 4000):
        until = (on + timedelta(days=days)).isoformat()
        assert counts(approved(rule, until=until)) is (days >= 0 and (most is None or days <= most))
    assert counts(approved(rule, until=None)) is False
    assert counts(approved(rule, ground=None)) is False
    assert counts(approved(rule, id=None)) is False


def test_one_approval_does_not_carry_over_to_another_rule() -> None:
    given = crowded(child__age_years=2) | {"approved_exceptions": approved("BX01")["approved_exceptions"]}
    answer = judge(given)
    assert [(one["id"], one.get("approved")) for one in answer["exceptions"]] == [("BX01", True), ("BX02", None)]
    assert answer["may_proceed"] is False
    given["approved_exceptions"] += approved("BX02")["approved_exceptions"]
    assert judge(given)["may_proceed"] is True


def test_an_approval_that_counts_beside_one_that_does_not() -> None:
    late = {"id": "BX01", "ground": "true_emergency", "approver": "SCPA_DG", "until": "2020-01-01"}
    given = approved("BX01")
    assert counts(given | {"approved_exceptions": [late, *given["approved_exceptions"]]})


def test_an_approval_of_what_is_not_raised_does_nothing() -> None:
    given = good(approved_exceptions=approved("BX01")["approved_exceptions"])
    assert judge(given) == judge(good())


def test_a_ground_without_a_fact_is_never_listed_but_may_be_approved() -> None:
    (entry,) = judge(approved("BX05"))["exceptions"]
    assert entry == {
        "id": "BX05", "approver": "SWD_DIRECTOR", "max_days": None, "may_use": [], "approved": True,
    }  # fmt: skip


def test_an_approved_exception_does_not_replace_the_vote() -> None:
    assert judge(lost(approved("BX01") | {"panel": good()["panel"]}))["may_proceed"] is False
