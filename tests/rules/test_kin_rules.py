"""Who may be approved tonight: the same-day checks one by one, and the days of the two approvals."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.providers.kin import rules
from registry_app.providers.kin.queries import PACKAGE
from registry_app.providers.kin.rules import Before, SameDay
from registry_app.providers.kin.states import Comes, Lack, Woman

BOOK = rulebook.body(rulebook.exact(PACKAGE, "kin", "0.1"))
SOURCE = rulebook.body(rulebook.exact("registry_app.providers", "registration", "0.1"))["terms_add"]["KIN_TEMPORARY"]
ON = date(2026, 11, 23)
GOOD = SameDay(
    comes=frozenset({"BOY"}), children=1, adults=2, named=2, women_there=1, identity_seen=True, home_seen=True,
    child_asked=True,
)  # fmt: skip


def test_the_numbers_are_those_of_the_rule():
    assert SOURCE["length"] == "28 days, once more 28"
    assert (BOOK["days"], BOOK["times"]) == (28, 2)
    assert len(SOURCE["checks_same_day"]) == len(BOOK["checks"]) == 6
    assert len(SOURCE["pending_allowed"]) == len(BOOK["pending_allowed"]) == 2


def test_every_code_has_its_words():
    assert set(BOOK["checks"]) <= set(Lack)
    assert {"NOT_NEEDED", "IN_HOUSEHOLD", "VISITS_DAILY"} == set(Woman)
    assert set(Comes) >= rules.NEED_A_WOMAN


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"identity_seen": False}, "IDENTITY"),
        ({"without_card": 1}, "OFFENDER_LIST"),
        ({"home_seen": False}, "HOME_SEEN"),
        ({"named": 1}, "ADULTS_NAMED"),
        ({"adults": 3}, "ADULTS_NAMED"),
        ({"child_asked": False}, "CHILD_ASKED"),
        ({"comes": frozenset({"GIRL"}), "women_there": 0}, "WOMAN"),
        ({"comes": frozenset({"TRANSGENDER", "BOY"}), "women_there": 0}, "WOMAN"),
        ({"children": 7}, "TOO_MANY_CHILDREN"),
    ],
)
def test_each_check_that_is_not_done_is_named_alone(change, lack):
    assert rules.missing(BOOK, GOOD) == []
    assert rules.missing(BOOK, replace(GOOD, **change)) == [lack]


def test_one_number_is_one_adult():
    assert rules.repeated(["a", "b", None, None]) == []
    assert rules.repeated(["a", "b", "a", None, "a"]) == [2, 4]


def test_what_makes_a_check_good_again():
    girl = replace(GOOD, comes=frozenset({"GIRL"}), women_there=0)
    assert rules.woman(replace(girl, woman_visits=True)) == "VISITS_DAILY"
    assert rules.woman(replace(girl, women_there=1, woman_visits=True)) == "IN_HOUSEHOLD"
    assert rules.woman(replace(GOOD, women_there=0)) == "NOT_NEEDED"
    assert rules.missing(BOOK, replace(GOOD, without_card=1, list_looked_at=True)) == []
    assert rules.missing(BOOK, replace(GOOD, children=6)) == []


@pytest.mark.parametrize(
    ("before", "way"),
    [
        (Before(), None),
        (Before(otherwise_authorised=True), "AUTHORISED_ALREADY"),
        (Before(was_refused=True), "WAS_REFUSED"),
        (Before(times=2, last_until=None), "SPENT"),
        (Before(times=1, last_until=ON + timedelta(days=7)), "TOO_EARLY"),
        (Before(times=1, last_until=ON + timedelta(days=6)), None),
        (Before(times=1, last_until=ON), None),
        (Before(times=1, last_until=None), None),
    ],
)
def test_what_the_register_knows_of_the_family(before, way):
    assert rules.in_the_way(BOOK, before, ON) == way


def test_the_last_day_still_counts():
    assert rules.last_day(BOOK, Before(), ON) == ON + timedelta(days=27)


@given(first=st.dates(date(2026, 1, 1), date(2030, 1, 1)), later=st.integers(0, 60))
def test_two_approvals_are_56_days_at_most_without_a_gap_while_the_first_runs(first, later):
    until = rules.last_day(BOOK, Before(), first)
    on = first + timedelta(days=later)
    running = Before(times=1, last_until=until if on <= until else None)
    if rules.in_the_way(BOOK, running, on):
        assert on < rules.again_from(BOOK, running, on) <= until
        return
    last = rules.last_day(BOOK, running, on)
    if running.last_until:
        assert last == first + timedelta(days=55)
        assert on <= until < last
    else:
        assert last == on + timedelta(days=27)
    assert rules.in_the_way(BOOK, Before(times=2, last_until=last), on) == "SPENT"


@given(left=st.integers(-5, 40))
def test_a_reminder_stands_in_the_last_week_and_on_the_last_day(left):
    found = rules.reminder_due(BOOK, ON + timedelta(days=left), ON)
    assert found == (1 if left in (0, 1) else 7 if 2 <= left <= 7 else None)
