"""What the stays say of a month, where a return says otherwise, and how a month stands."""

import uuid
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.placements.returns import rules
from registry_app.placements.returns.states import Box, MonthState
from registry_app.placements.states import Exit
from tests.rules.test_returns import GOOD

START, END = datetime(2026, 9, 30, 19, tzinfo=UTC), datetime(2026, 10, 31, 19, tzinfo=UTC)
HOME = uuid.uuid4()
OCTOBER = date(2026, 10, 1)


def stay(began, ended=None, exit=None, sex="boy"):
    def moment(days):
        return None if days is None else START + timedelta(days=days)

    return rules.StayLine(HOME, moment(began), moment(ended), exit, sex)


def test_each_way_out_has_its_box_and_a_new_basis_is_no_way_out():
    lines = [
        stay(-9), stay(-9, 3, "REUNIFIED"), stay(-9, 4, "MISSING", "girl"), stay(-9, 5, "DIED"), stay(2, 6, "KINSHIP"),
        stay(-9, 7, "MOVED_PLACEMENT"), stay(-9, 8, "NEW_BASIS", "girl"), stay(8, sex="girl"), stay(40),
        stay(-9, -1, "DIED"),
    ]  # fmt: skip
    assert rules.counted(lines, START, END) == {
        "at_start": 6, "came": 1, "went": 5, "to_family": 2, "moved": 1, "missing": 1, "died": 1, "present": 2,
        "girls": 1, "boys": 1, "transgender": 0,
    }  # fmt: skip


EXITS = st.one_of(st.none(), st.sampled_from([exit.value for exit in Exit if exit is not Exit.NEW_BASIS]))
STAYS = st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 60), EXITS, st.sampled_from(["girl", "boy"])))


@given(STAYS)
def test_what_the_stays_say_can_always_be_sent(drawn):
    lines = [stay(began, began + days if exit else None, exit, sex) for began, days, exit, sex in drawn]
    found = rules.counted(lines, START, END)
    assert rules.wrong(rules.Figures(**found, staff=1, events=0, serious=0)) == []
    assert rules.differences(found, found) == {}


def test_the_boxes_that_are_compared_have_words_and_are_boxes_of_the_return():
    assert list(rules.COMPARED) == [box.value for box in Box]
    assert set(rules.COMPARED) <= set(rules.Figures.__dataclass_fields__)


def test_a_difference_names_both_numbers():
    said = asdict(GOOD)
    assert rules.differences(said, {**said, "came": 4, "present": 22}) == {"came": [3, 4], "present": [21, 22]}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"moved": 2}, [("moved", "WAYS_OUT")]),
        ({"missing": 1, "died": 1}, [("moved", "WAYS_OUT")]),
        ({"moved": 1}, []),
        ({"staff_came": 7}, [("staff_came", "STAFF")]),
    ],
)
def test_the_ways_out_are_not_more_than_those_who_left(change, found):
    assert rules.wrong(replace(GOOD, **change)) == found


NOTHING = replace(GOOD, came=0, went=0, to_family=0, present=20, boys=9, events=0, serious=0)


@pytest.mark.parametrize("change", [{}, {"came": 1}, {"went": 1}, {"events": 1}, {"staff_came": 1}, {"staff_left": 1}])
def test_nothing_to_report_is_what_the_word_says(change):
    assert rules.nothing_happened(asdict(replace(NOTHING, **change))) is (not change)


@pytest.mark.parametrize(
    ("sent", "nothing", "differs", "on", "state"),
    [
        (None, False, False, date(2026, 11, 5), MonthState.WAITING),
        (None, False, False, date(2026, 11, 6), MonthState.MISSING),
        (date(2026, 11, 5), False, False, date(2026, 11, 20), MonthState.SENT),
        (date(2026, 11, 6), False, False, date(2026, 11, 20), MonthState.LATE),
        (date(2026, 11, 6), True, False, date(2026, 11, 20), MonthState.NOTHING),
        (date(2026, 11, 1), True, True, date(2026, 11, 20), MonthState.DIFFERS),
        (date(2026, 11, 6), False, True, date(2026, 11, 20), MonthState.DIFFERS),
    ],
)
def test_how_a_month_stands(sent, nothing, differs, on, state):
    assert rules.state(OCTOBER, sent, nothing, differs, on) == state


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_the_month_before_is_the_last_whole_one(day):
    before = rules.month_before(day)
    assert rules.month_after(before) == rules.month_of(day)
