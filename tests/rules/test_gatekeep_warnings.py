"""W01-W14: raised, not raised, never for want of a fact, and never in the way of proceeding."""

from typing import Any

import pytest

from gatekeeping.rules import judge
from tests.rules.gatekeeping_input import ABSENT, GROUP, changed, good, spoiled


def warned(given: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["id"], one["level"]) for one in judge(given)["warnings"]]


def apart(**paths: Any) -> dict[str, Any]:
    return spoiled(child__siblings_in_care=1, child__siblings_kept_together=False, **paths)


W = "proposed.provider."
CASES = [
    ("proposed.district", "SD-JMS", [("W02", "CPU_HEAD")]),
    ("proposed.district", "SD-KCE", [("W02", "CPU_HEAD"), ("W03", "PANEL_CHAIR")]),
    ("proposed.district", None, []),
    ("proposed.distance_km", 50, []),
    ("proposed.distance_km", 50.1, [("W02", "CPU_HEAD")]),
    ("proposed.distance_km", None, []),
    ("child.home_district", "SD-SKR", [("W02", "CPU_HEAD"), ("W03", "PANEL_CHAIR")]),
    ("child.home_district", None, []),
    ("child.objects", True, [("W04", "PANEL")]),
    ("child.objects", None, []),
    ("parent_objects", True, [("W05", "PANEL")]),
    ("parent_objects", ABSENT, []),
    ("proposed.culture_mismatch", True, [("W06", "CPU_HEAD")]),
    ("proposed.religion_mismatch", True, [("W06", "PANEL")]),
    ("proposed.religion_mismatch", False, []),
    (W + "grade", "A", []),
    (W + "grade", "C", [("W07", "PANEL_CHAIR")]),
    (W + "grade", "D", [("W08", "SWD_DIRECTOR")]),
    (W + "grade", None, []),
    ("child.moves_last_12_months", 1, []),
    ("child.moves_last_12_months", 2, [("W09", "PANEL_CHAIR")]),
    ("child.moves_last_12_months", 9, [("W09", "PANEL_CHAIR")]),
    ("child.moves_last_12_months", None, []),
    ("proposed.school_changes", True, [("W10", "CPU_HEAD")]),
    ("proposed.school_changes", None, []),
    ("child.special_needs", ["wheelchair"], [("W11", "PANEL_CHAIR")]),
    ("child.special_needs", None, []),
    (W + "authorised_until", "2026-11-23", [("W12", "CPU_HEAD")]),
    (W + "authorised_until", "2027-01-22", [("W12", "CPU_HEAD")]),
    (W + "authorised_until", "2027-01-23", []),
    (W + "authorised_until", "2026-11-22", []),
    (W + "authorised_until", None, []),
    ("child.age_disputed", True, [("W14", "CPU_HEAD")]),
    ("child.age_disputed", ABSENT, []),
]


@pytest.mark.parametrize(("path", "value", "expected"), CASES)
def test_a_warning_with_its_level(path: str, value: Any, expected: list[tuple[str, str]]) -> None:
    given = changed(good(), path, value)
    answer = judge(given)
    assert warned(given) == expected
    assert all(answer["explain"][rule] for rule, _ in expected)
    # A warning never changes whether the placement may proceed; blocks do, and those are tested elsewhere.
    assert answer["may_proceed"] is (not answer["blocks"])


def test_siblings_apart_need_both_facts() -> None:
    assert warned(apart()) == [("W01", "PANEL_CHAIR")]
    assert warned(changed(apart(), "child.siblings_in_care", 0)) == []
    assert warned(changed(apart(), "child.siblings_in_care", None)) == []
    assert warned(changed(apart(), "child.siblings_kept_together", None)) == []
    assert warned(changed(apart(), "child.siblings_kept_together", True)) == []


def test_both_mismatches_are_one_warning_at_the_panel() -> None:
    given = spoiled(proposed__culture_mismatch=True, proposed__religion_mismatch=True)
    assert warned(given) == [("W06", "PANEL")]


@pytest.mark.parametrize(
    "home", ["OUT-PB", "OUT-KP", "OUT-BA", "OUT-ICT", "OUT-GB", "OUT-AJK", "OUT-ABROAD", "OUT-UNKNOWN"]
)
def test_a_home_outside_sindh_raises_neither_w02_nor_w03(home: str) -> None:
    assert warned(spoiled(child__home_district=home, proposed__distance_km=900, proposed__district="SD-GTK")) == []


def test_special_needs_are_compared_with_what_is_offered() -> None:
    needs = spoiled(child__special_needs=["Wheelchair", "insulin"])
    both = changed(needs, "proposed.provider.special_needs_offered", ["insulin", "wheelchair ", "sign language"])
    one = changed(needs, "proposed.provider.special_needs_offered", ["insulin"])
    assert warned(both) == []
    assert warned(one) == [("W11", "PANEL_CHAIR")]
    assert warned(changed(needs, "proposed.provider.special_needs_offered", None)) == []


@pytest.mark.parametrize(("age", "expected"), [(2, False), (3, True), (5, True), (6, False), (None, False)])
@pytest.mark.parametrize("care_type", [*GROUP, "FOSTER", "KINSHIP"])
def test_under_six_into_group_care(age: int | None, expected: bool, care_type: str) -> None:
    given = changed(good(care_type), "child.age_years", age)
    assert warned(given) == ([("W13", "SWD_DIRECTOR")] if expected and care_type in GROUP else [])


def test_all_warnings_at_once_are_sorted_and_do_not_stop_the_placement() -> None:
    given = spoiled(
        child__age_years=4,
        child__siblings_in_care=1,
        child__siblings_kept_together=False,
        child__objects=True,
        child__age_disputed=True,
        child__special_needs=["insulin"],
        child__moves_last_12_months=2,
        parent_objects=True,
        proposed__district="SD-SKR",
        proposed__school_changes=True,
        proposed__culture_mismatch=True,
        proposed__provider__grade="C",
        proposed__provider__authorised_until="2026-12-01",
    )
    answer = judge(given)
    expected = [f"W{number:02}" for number in range(1, 15) if number != 8]
    assert [one["id"] for one in answer["warnings"]] == expected
    assert list(answer["explain"]) == expected
    assert answer["may_proceed"] is True
