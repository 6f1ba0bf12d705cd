"""By when a child must be seen, what a phone's clock is worth, and what a notice and its outcome may not lack."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import rulebook
from registry_app.placements.arrivals import rules
from registry_app.placements.arrivals.states import (
    LEAVES,
    LIFE,
    NUMBERED,
    Condition,
    Outcome,
    State,
    Trace,
    Via,
)

BOOK = rulebook.body(rulebook.exact("registry_app.placements.arrivals", "arrivals", "0.1"))
KARACHI = rules.KARACHI
GATEKEEPING = rulebook.body(rulebook.exact("gatekeeping", "gatekeeping", "0.1"))


MOMENTS = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def at(hour, minute=0, day=10):
    return datetime(2026, 7, day, hour, minute, tzinfo=KARACHI)


def test_the_numbers_are_those_of_the_policy_file():
    arrival = next(row for row in GATEKEEPING["stays"]["basis"] if row["code"] == "ARRIVAL")
    assert arrival["lasts"] == f"{BOOK['days']} days"
    clock = next(row for row in GATEKEEPING["time_limits"]["clocks"] if row["id"] == "T14")
    assert clock["limit"] == f"{BOOK['trace_days']} days"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(23, 10), at(9, 0, 11)),
        (at(0, 30), at(9)),
        (at(8, 50), at(10, 50)),
        (at(9), at(9, 0, 11)),
        (at(14), at(9, 0, 11)),
    ],
)
def test_somebody_must_see_the_child_by_morning(received, due):
    assert rules.seen_by(BOOK, received, [Condition.WELL, Condition.TIRED]) == due


@pytest.mark.parametrize("condition", [Condition.ILL, Condition.HURT])
def test_a_child_who_is_hurt_or_ill_is_seen_within_hours(condition):
    assert rules.seen_by(BOOK, at(23, 10), [Condition.WELL, condition]) == at(1, 10, 11)


@given(MOMENTS, st.sampled_from(list(Condition)))
def test_the_time_is_always_after_the_notice_and_within_a_day(received, condition):
    due = rules.seen_by(BOOK, received, [condition])
    assert timedelta(hours=2) <= due - received <= timedelta(hours=24)


def test_the_last_night_begins_at_nine_of_the_day_before():
    assert rules.last_night(BOOK, at(8)) == at(9, 0, 9)
    assert rules.last_night(BOOK, at(11)) == at(9, 0, 9)
    assert rules.last_night(BOOK, at(22)) == at(9)


@given(now=MOMENTS, ago=st.timedeltas(timedelta(0), timedelta(days=3)), off=st.timedeltas(timedelta(-2), timedelta(2)))
def test_a_wrong_clock_of_a_phone_is_put_right(now, ago, off):
    """Written `ago` by a phone whose clock is off by `off`, sent now: the child came `ago`."""
    found = rules.arrived_at(BOOK, said=None, written=now - ago + off, offset=off, now=now)
    assert found == now - ago


@given(now=MOMENTS, said=MOMENTS)
def test_nobody_comes_later_than_now_and_a_typed_time_stands_however_long_ago(now, said):
    assert rules.arrived_at(BOOK, said=said, written=None, offset=timedelta(0), now=now) == min(said, now)
    by_phone = rules.arrived_at(BOOK, said=None, written=said, offset=timedelta(0), now=now)
    assert now - timedelta(days=BOOK["backdate_days"]) <= by_phone <= now


def test_a_notice_that_comes_a_day_after_the_child_says_so():
    assert rules.days_late(BOOK, at(9), at(20)) == 0
    assert rules.days_late(BOOK, at(9), at(9) + timedelta(hours=25)) == 1
    assert rules.days_late(BOOK, at(9), at(9) + timedelta(days=62)) == 62


def test_without_any_time_the_child_came_now():
    assert rules.arrived_at(BOOK, said=None, written=None, offset=timedelta(0), now=at(3)) == at(3)


def test_a_clock_that_is_a_little_off_is_not_worth_a_word():
    assert not rules.clock_is_wrong(BOOK, timedelta(minutes=-9))
    assert rules.clock_is_wrong(BOOK, timedelta(minutes=-11))


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([rules.Row()], []),
        ([rules.Row(count=12)], []),
        ([rules.Row(name="A", photo=True)], []),
        ([rules.Row(), rules.Row(count=2, name="A")], [(1, "NAME_OF_MANY")]),
        ([rules.Row(count=2, photo=True)], [(0, "PHOTO_OF_MANY")]),
        ([], [(-1, "NOBODY")]),
        ([rules.Row(count=50)] * 4, []),
        ([rules.Row(count=50)] * 5, [(-1, "TOO_MANY")]),
        ([rules.Row()] * 31, [(-1, "TOO_MANY")]),
    ],
)
def test_lines_of_a_notice(rows, faults):
    assert rules.row_faults(BOOK, rows) == faults


@pytest.mark.parametrize("via", list(Via))
def test_only_police_and_hospital_name_a_post(via):
    assert rules.needs_post(via) == (via in (Via.POLICE, Via.HOSPITAL))


TODAY = date(2026, 7, 10)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_an_outcome_lacks(outcome):
    nothing = {"receipt": "", "receiver": "", "place": "", "district": "", "panel_on": None, "traced": False}
    all_of_it = {"receipt": "7", "receiver": "aunt", "place": "x", "district": "SD-HYD", "panel_on": TODAY}
    bare = rules.outcome_faults(outcome, **nothing, today=TODAY, approved=False)
    whole = rules.outcome_faults(outcome, **all_of_it, traced=True, today=TODAY, approved=True)
    leaving = ["traced", "receipt", "receiver", "district"]
    others = {"PANEL_DATE": ["panel_on"], "EMERGENCY": ["approved"], "HANDED_OVER": [*leaving, "place"]}
    wanted = others.get(outcome.value, leaving)
    assert (bare, whole) == (wanted, [])


def test_a_day_before_the_panel_is_not_in_the_past():
    yesterday = TODAY - timedelta(days=1)
    found = rules.outcome_faults(
        Outcome.PANEL_DATE, receipt="", receiver="", place="", district="", panel_on=yesterday, today=TODAY,
        approved=True, traced=False,
    )  # fmt: skip
    assert found == ["panel_on"]


def test_every_state_and_action():
    table = {(state, action): state for state in State for action in LIFE.actions}
    for state, action in table:
        moves = {move.action: move.target for move in LIFE.open_moves(state)}
        wanted = {(State.SENT, "see"): State.SEEN, (State.SEEN, "settle"): State.SETTLED}.get((state, action))
        assert moves.get(action) == wanted


def test_which_steps_carry_a_number():
    assert {kind for kind in Trace if rules.trace_needs_number(kind)} == NUMBERED
    assert Outcome.EMERGENCY not in LEAVES


@given(st.integers(0, 17), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_guessed_age_reads_back_as_it_was_guessed(age, today):
    earliest, latest = rules.born(age, today)
    assert earliest <= latest <= today
    assert rules.guessed_age(earliest, today) == age


@pytest.mark.parametrize(("on", "day"), [(10, 0), (11, 1), (17, 7), (20, 10)])
def test_which_day_of_the_arrival_it_is(on, day):
    assert rules.day_of(date(2026, 7, 10), date(2026, 7, on)) == day
