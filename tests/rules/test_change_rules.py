"""What a change needs before it is approved, kind by kind, and the days of telling."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.providers.changes import rules
from registry_app.providers.changes.queries import PACKAGE
from registry_app.providers.changes.rules import Facts
from registry_app.providers.changes.states import ChangeBlock, ChangeKind

BOOK = rulebook.body(rulebook.exact(PACKAGE, "changes", "0.1"))
SOURCE = rulebook.body(rulebook.exact("registry_app.providers", "registration", "0.1"))["terms"]["CHANGE"]
ON = date(2026, 11, 23)
CLEAR = {(group, f"V0{no}"): "CLEAR" for group in ("OWNER", "MANAGER") for no in (1, 2, 3)}
SEEN = {"visited_on": ON, "vetting": CLEAR}


def facts(kind, **more):
    return Facts(kind=kind, asked_on=ON, places_before=10, places=10, **more)


def test_the_book_has_every_event_of_the_rule():
    assert len(SOURCE["events"]) == len(BOOK["kinds"]) == len(ChangeKind)
    assert {row["kind"] for row in BOOK["kinds"]} == set(ChangeKind)
    assert SOURCE["rule"] == "approval first; manager change told in 7 days"
    assert BOOK["told_days"] == 7


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("OWNER", ["PEOPLE_NOT_CLEAR"]),
        ("ADDRESS", ["NOT_VISITED"]),
        ("RESPONSIBLE_PERSON", ["PEOPLE_NOT_CLEAR"]),
        ("MANAGER", ["PEOPLE_NOT_CLEAR"]),
        ("CARE_TYPE", ["NOT_VISITED"]),
        ("SEX_OR_AGE", []),
        ("CAPACITY", []),
        ("BUILDING_WORK", ["NOT_VISITED"]),
    ],
)
def test_each_kind_needs_its_own(kind, lacking):
    assert rules.blocks(BOOK, facts(kind)) == lacking
    assert rules.blocks(BOOK, facts(kind, **SEEN)) == []
    assert rules.blocks(BOOK, facts(kind, in_force=False, **SEEN)) == ["NOTHING_IN_FORCE"]
    assert set(lacking) <= set(ChangeBlock)


def test_a_visit_of_before_the_asking_does_not_count():
    assert rules.blocks(BOOK, facts("ADDRESS", visited_on=ON - timedelta(days=1))) == ["NOT_VISITED"]


@pytest.mark.parametrize("check", ["V01", "V02", "V03"])
@pytest.mark.parametrize("outcome", ["PENDING", "NOT_CLEAR", "CLEAR_WITH_CONDITION", None])
def test_each_check_of_the_new_manager_must_be_clear(check, outcome):
    known = {cell: value for cell, value in (CLEAR | {("MANAGER", check): outcome}).items() if value}
    assert rules.blocks(BOOK, facts("MANAGER", vetting=known)) == ["PEOPLE_NOT_CLEAR"]
    assert rules.blocks(BOOK, facts("OWNER", vetting=known)) == []


@pytest.mark.parametrize("kind", ["SEX_OR_AGE", "CARE_TYPE"])
def test_girls_need_a_woman_in_charge(kind):
    girls = facts(kind, girls=True, **SEEN)
    assert rules.blocks(BOOK, girls) == ["NO_WOMAN"]
    assert rules.blocks(BOOK, replace(girls, woman_in_charge=True)) == []


@given(
    before=st.integers(1, 60),
    after=st.integers(1, 60),
    present=st.integers(0, 60),
    allowed=st.none() | st.integers(0, 60),
)
def test_places_are_never_below_the_children_nor_above_the_rooms(before, after, present, allowed):
    asked = Facts("CAPACITY", ON, places_before=before, places=after, present=present, places_allowed=allowed)
    found = rules.blocks(BOOK, replace(asked, visited_on=ON))
    if not found:
        assert after >= present
        assert after <= before or (allowed is not None and after <= allowed)
    assert ("NOT_VISITED" in rules.blocks(BOOK, asked)) == (after > before)


def test_a_manager_is_told_within_seven_days():
    assert not rules.told_late(BOOK, "MANAGER", ON, ON + timedelta(days=7))
    assert rules.told_late(BOOK, "MANAGER", ON, ON + timedelta(days=8))
    assert not rules.told_late(BOOK, "ADDRESS", ON, ON + timedelta(days=8))
    assert [kind for kind in ChangeKind if rules.may_begin_before(BOOK, kind)] == [ChangeKind.MANAGER]
    assert rules.decide_by(BOOK, ON) == ON + timedelta(days=30)
