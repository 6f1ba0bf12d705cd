"""The rota's rules: how many adults, what a shift lacks, and whom it refuses."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from registry_app.placements.rota import queries, rules
from registry_app.placements.rota.rules import Candidate, OnShift

BOOK = queries.book()
DAY = date(2026, 12, 1)
STANDARDS = yaml.safe_load(
    (Path(__file__).parents[2] / "inspections" / "reference" / "standards-0.1.yaml").read_text(encoding="utf-8")
)
WOMAN, MAN = OnShift("CARER", True, True), OnShift("CARER", False, False)
people = st.lists(
    st.builds(
        OnShift, st.sampled_from(["CARER", "MANAGER", "COOK", "VOLUNTEER"]), st.sampled_from([True, False, None]),
        st.booleans(),
    ),
    max_size=6,
)  # fmt: skip
ages = st.lists(st.integers(0, 17), max_size=40)


def test_the_numbers_are_those_of_the_standards_and_of_the_rules():
    table = STANDARDS["default_ratio_table"]
    said = [
        {"age": f"{r['ages'][0]}-{r['ages'][1]}", "DAY": f"1:{r['DAY']}", "NIGHT": f"1:{r['NIGHT']}"}
        for r in BOOK["ratios"]
    ]
    wanted = [{"age": r["age"], "DAY": r["awake"], "NIGHT": r["night"].split()[0]} for r in table["rows"]]
    assert said == wanted
    assert table["floor"].startswith("never fewer than two adults")
    assert BOOK["adults_at_least"] == 2
    case = next(
        one
        for one in yaml.safe_load(
            (Path(__file__).parents[2] / "registry_app/providers/reference/registration-0.1.yaml").read_text("utf-8")
        )["test_cases"]
        if one["name"] == "registry hit after clearance"
    )
    assert case["expect"].endswith("task in 1 hour")
    assert BOOK["stand_down_hours"] == 1


@pytest.mark.parametrize(
    ("part", "children", "needed"),
    [
        ("DAY", [], 0), ("DAY", [10], 2), ("DAY", [10] * 16, 2), ("DAY", [10] * 17, 3), ("NIGHT", [10] * 24, 2),
        ("NIGHT", [10] * 25, 3), ("DAY", [1] * 9, 3), ("NIGHT", [1] * 12, 3), ("DAY", [1, 1, 1, 4, 4, 4, 4, 4], 2),
        ("DAY", [15] * 31, 4), ("DAY", [18] * 31, 4),
    ],
)  # fmt: skip
def test_how_many_adults_are_needed(part, children, needed):
    assert rules.adults_needed(BOOK, part, children) == needed


@given(ages, st.integers(0, 17), st.sampled_from(["DAY", "NIGHT"]))
def test_another_child_never_needs_fewer_adults(children, one, part):
    assert rules.adults_needed(BOOK, part, [*children, one]) >= rules.adults_needed(BOOK, part, children)
    assert rules.adults_needed(BOOK, "NIGHT", children) <= rules.adults_needed(BOOK, "DAY", children)


def test_what_a_shift_lacks_is_said():
    assert rules.lacks(BOOK, "DAY", [], [8], True) == ["NOBODY"]
    assert rules.lacks(BOOK, "DAY", [WOMAN, WOMAN], [8], True) == []
    assert rules.lacks(BOOK, "NIGHT", [MAN], [8], True) == ["NO_WOMAN", "TOO_FEW", "NO_FIRST_AID"]
    assert rules.lacks(BOOK, "NIGHT", [MAN, WOMAN], [8], False) == []
    cook, volunteer = OnShift("COOK", True, True), OnShift("VOLUNTEER", True, True)
    assert rules.lacks(BOOK, "DAY", [cook, volunteer, WOMAN], [8], True) == ["TOO_FEW"]


@given(people, ages, st.booleans(), st.sampled_from(["DAY", "NIGHT"]))
def test_one_carer_more_never_makes_a_shift_worse(there, children, girls, part):
    before = set(rules.lacks(BOOK, part, there, children, girls)) - {"NOBODY"}
    after = set(rules.lacks(BOOK, part, [*there, WOMAN], children, girls))
    assert after <= before | {"TOO_FEW"}
    assert "NO_WOMAN" not in after


@pytest.mark.parametrize(
    ("one", "part", "there", "girls", "wanted"),
    [
        (Candidate("CLEAR", DAY, False), "DAY", [], True, None),
        (Candidate("CLEAR_WITH_CONDITION", DAY, True), "NIGHT", [], True, None),
        (Candidate("PENDING", DAY, True), "DAY", [WOMAN], False, "PENDING"),
        (Candidate("NOT_CLEAR", DAY, True), "DAY", [WOMAN], False, "NOT_CLEAR"),
        (Candidate("CLEAR", DAY + timedelta(days=1), True), "DAY", [WOMAN], False, "NOT_STARTED"),
        (Candidate("CLEAR", DAY, True, [DAY - timedelta(days=1)]), "DAY", [], False, "CHECK_ENDS"),
        (Candidate("CLEAR", DAY, True, [DAY]), "DAY", [], False, None),
        (Candidate("CLEAR", DAY, False), "NIGHT", [], True, "WOMAN_FIRST"),
        (Candidate("CLEAR", DAY, None), "NIGHT", [MAN], True, "WOMAN_FIRST"),
        (Candidate("CLEAR", DAY, False), "NIGHT", [WOMAN], True, None),
        (Candidate("CLEAR", DAY, False), "NIGHT", [], False, None),
    ],
)
def test_whom_the_rota_refuses(one, part, there, girls, wanted):
    assert rules.refusal(BOOK, one, DAY, part, there, girls) == wanted


@given(st.sampled_from(["PENDING", "NOT_CLEAR"]), st.booleans(), people, st.booleans())
def test_nobody_who_is_not_clear_is_ever_taken(outcome, woman, there, girls):
    for part in ("DAY", "NIGHT"):
        assert rules.refusal(BOOK, Candidate(outcome, DAY, woman), DAY, part, there, girls) == outcome


def test_a_night_with_girls_is_never_left_to_men():
    assert rules.leaves_men_alone("NIGHT", [MAN], True)
    assert not rules.leaves_men_alone("NIGHT", [MAN, WOMAN], True)
    assert not rules.leaves_men_alone("NIGHT", [], True)
    assert not rules.leaves_men_alone("DAY", [MAN], True)
    assert not rules.leaves_men_alone("NIGHT", [MAN], False)


def test_the_week_begins_on_monday_and_the_hour_is_an_hour():
    assert rules.monday(date(2026, 11, 29)) == date(2026, 11, 23)
    assert rules.monday(date(2026, 11, 23)) == date(2026, 11, 23)
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert rules.stand_down_by(BOOK, noon) - noon == timedelta(hours=1)
