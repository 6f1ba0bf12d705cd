"""Order of review and one vote for several, as pure rules: what no list of children may ever break."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gatekeeping.reviews.rules import Facts, bars
from gatekeeping.reviews.states import Bar
from registry_app.placements.legacy import rules
from registry_app.placements.legacy.rules import Facts as OrderFacts
from registry_app.placements.legacy.states import LegalPaper, Parents, Turn, Wrong
from tests.builders.legacy import an_entry

ON = date(2026, 11, 23)
BY = rules.order(ON)
PLACE = {turn: place for place, (turn, _end) in enumerate(BY.turns)}

days = st.dates(date(2005, 1, 1), ON)
children = st.builds(
    OrderFacts, born_latest=days, parents=st.sampled_from(Parents), disability=st.booleans(), since=days,
    siblings_apart=st.booleans(),
)  # fmt: skip


@given(st.lists(children, min_size=1, max_size=60), st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_everybody_is_due_within_18_months_and_nobody_before_a_stronger_reason(those, signed_on):
    cut_over = date(2027, 6, 30)
    due = rules.due_days(those, signed_on, cut_over, BY)
    last = min(signed_on, cut_over) + timedelta(days=548)
    assert len(due) == len(those)
    assert all(day <= last for day in due)
    turns = [PLACE[rules.reasons(one, signed_on, BY)[0]] for one in those]
    for one, day in zip(turns, due, strict=True):
        assert all(other_day >= day for other, other_day in zip(turns, due, strict=True) if other > one)


@given(st.lists(children, min_size=2, max_size=30), st.randoms())
def test_the_order_in_which_rows_were_typed_changes_no_turn(those, chance):
    mixed = list(those)
    chance.shuffle(mixed)
    one, two = (rules.due_days(rows, ON, date(2027, 6, 30), BY) for rows in (those, mixed))
    assert sorted(one) == sorted(two)


@given(children)
def test_there_is_always_a_reason_and_they_stand_in_order(one):
    found = rules.reasons(one, ON, BY)
    assert found
    assert sorted(found, key=PLACE.__getitem__) == list(found)
    assert (Turn.OTHERS in found) == (found == (Turn.OTHERS,))


def child(**facts):
    given = {"born_latest": date(2016, 5, 1), "parents": Parents.BOTH_DEAD, "disability": False,
             "since": date(2026, 6, 1), "siblings_apart": False, **facts}  # fmt: skip
    return OrderFacts(**given)


@pytest.mark.parametrize(
    ("facts", "turn"),
    [
        ({"born_latest": date(2023, 11, 24)}, Turn.UNDER_3),
        ({"born_latest": date(2023, 11, 23)}, Turn.AGE_3_TO_5),
        ({"born_latest": date(2020, 11, 24)}, Turn.AGE_3_TO_5),
        ({"born_latest": date(2020, 11, 23)}, Turn.OTHERS),
        ({"parents": Parents.MOTHER_LIVING}, Turn.LIVING_PARENT),
        ({"parents": Parents.NOT_KNOWN}, Turn.LIVING_PARENT),
        ({"disability": True, "since": date(2020, 1, 1)}, Turn.DISABILITY),
        ({"since": date(2025, 11, 22), "siblings_apart": True}, Turn.LONG_IN_CARE),
        ({"since": date(2025, 11, 23)}, Turn.OTHERS),
        ({"siblings_apart": True}, Turn.SIBLINGS_APART),
    ],
)
def test_the_first_reason(facts, turn):
    assert rules.reasons(child(**facts), ON, BY)[0] is turn


def test_the_reviews_of_a_list_are_spread_evenly():
    due = rules.due_days([child(parents=Parents.BOTH_LIVING)] * 90, ON, date(2027, 6, 30), BY)
    months = [day.year * 12 + day.month for day in due]
    assert max(months.count(month) for month in set(months)) <= 17


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"birth_year": None}, [("birth_year", Wrong.BIRTH)]),
        ({"age_from": 9, "age_to": 11}, [("birth_year", Wrong.BIRTH)]),
        ({"birth_year": None, "age_from": 9}, [("birth_year", Wrong.BIRTH)]),
        ({"birth_year": None, "age_from": 11, "age_to": 9}, [("age_to", Wrong.AGES)]),
        ({"birth_year": None, "age_from": 9, "age_to": 11}, []),
        ({"birth_year": 2027}, [("birth_year", Wrong.BORN_LATER)]),
        ({"birth_year": 2000}, [("birth_year", Wrong.GROWN)]),
        ({"birth_year": None, "age_from": 18, "age_to": 19}, [("age_from", Wrong.GROWN)]),
        ({"birth_year": 2018, "since": date(2017, 12, 31)}, [("since", Wrong.SINCE_BEFORE_BIRTH)]),
        ({"since": date(2026, 11, 24)}, [("since", Wrong.SINCE_LATER)]),
        ({"paper": LegalPaper.COURT_ORDER}, [("paper_number", Wrong.PAPER_NUMBER)]),
        ({"paper": LegalPaper.COURT_ORDER, "paper_number": "12/2020"}, []),
    ],
)
def test_what_cannot_be_true_of_a_row(facts, found):
    entry = an_entry("1", **{"birth_year": 2016, "since": date(2026, 6, 1), **facts})
    assert rules.wrong(entry, ON, date(2027, 6, 30)) == found


@pytest.mark.parametrize(("days", "found"), [(0, True), (6, True), (7, False)])
def test_who_came_in_the_last_days_is_told_by_a_notice_and_not_on_the_list(monkeypatch, days, found):
    monkeypatch.setattr(rules, "ARRIVAL_DAYS", 7)
    entry = an_entry("1", birth_year=2016, since=ON - timedelta(days=days))
    assert (rules.wrong(entry, ON, ON) == [("since", Wrong.JUST_CAME)]) == found


def test_a_child_who_came_after_the_day_of_the_list_is_not_on_it():
    entry = an_entry("1", birth_year=2016, since=date(2026, 6, 2))
    assert rules.wrong(entry, ON, date(2026, 6, 1)) == [("since", Wrong.SINCE_AFTER_CUT_OVER)]
    assert rules.wrong(entry, ON, date(2026, 6, 2)) == []


@given(st.integers(0, 20), st.integers(0, 5), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
@example(1, 0, date(2028, 2, 29))
def test_two_ages_give_every_day_of_birth_that_fits_them_and_no_other(low, more, on):
    first, last = rules.born(an_entry("1", birth_year=None, age_from=low, age_to=low + more), on)

    def age(born):
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    assert (age(last), age(first)) == (low, low + more)
    assert age(first - timedelta(days=1)) == low + more + 1
    assert last == on or age(last + timedelta(days=1)) == low - 1


FREE = {
    "born_latest": date(2016, 5, 1), "parents": Parents.BOTH_DEAD, "since": date(2026, 6, 1),
    "looked_on": date(2026, 8, 1), "heard_on": ON - timedelta(days=10), "child_objects": False,
    "parent_objects": False, "changed": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ()),
        ({"born_latest": date(2020, 11, 24)}, (Bar.UNDER_SIX,)),
        ({"born_latest": date(2020, 11, 23), "looked_on": ON}, ()),
        ({"born_latest": date(2020, 11, 23)}, (Bar.BIRTHDAY,)),
        ({"parents": Parents.FATHER_LIVING}, (Bar.LIVING_PARENT,)),
        ({"parents": Parents.NOT_KNOWN}, (Bar.PARENTS_NOT_KNOWN,)),
        ({"child_objects": True}, (Bar.CHILD_OBJECTS,)),
        ({"parent_objects": True}, (Bar.PARENT_OBJECTS,)),
        ({"since": date(2025, 11, 22)}, (Bar.LONG_IN_CARE,)),
        ({"since": date(2025, 11, 23)}, ()),
        ({"changed": True}, (Bar.CHANGED,)),
        ({"born_latest": date(2009, 4, 1), "looked_on": date(2026, 8, 1)}, (Bar.BIRTHDAY,)),
        ({"home_fell": True}, (Bar.HOME_FELL,)),
        ({"heard_on": ON - timedelta(days=60)}, ()),
        ({"heard_on": ON - timedelta(days=61)}, (Bar.NOT_HEARD,)),
        ({"heard_on": None}, (Bar.NOT_HEARD,)),
        ({"parent_objects": None}, (Bar.NOT_HEARD,)),
        ({"pulled_out": True}, (Bar.PULLED_OUT,)),
    ],
)
def test_what_keeps_a_child_off_the_one_vote(facts, found):
    assert bars(Facts(**{**FREE, **facts}), ON, BY) == found


@given(
    st.builds(
        Facts,
        born_latest=days,
        parents=st.sampled_from(Parents),
        since=days,
        looked_on=days,
        heard_on=st.none() | days,
        child_objects=st.none() | st.booleans(),
        parent_objects=st.none() | st.booleans(),
        changed=st.none() | st.booleans(),
        home_fell=st.booleans(),
        pulled_out=st.booleans(),
    )  # fmt: skip
)
def test_never_under_six_with_a_parent_against_an_objection_or_over_12_months(facts):
    if bars(facts, ON, BY):
        return
    assert facts.born_latest <= date(2020, 11, 23)
    assert facts.parents is Parents.BOTH_DEAD
    assert facts.child_objects is False
    assert facts.parent_objects is False
    assert facts.since >= date(2025, 11, 23)
    assert not facts.pulled_out
