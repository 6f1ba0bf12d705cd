"""Empty times of a roster, and when a call goes on: intervals against a count of hours."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.duty.rules import GOES_ON, gaps, goes_on

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
HOURS = 48


def at(hour):
    return BEGIN + timedelta(hours=hour)


@given(st.lists(st.tuples(st.integers(-20, 60), st.integers(1, 30)), max_size=12))
def test_gaps_are_exactly_the_hours_that_no_shift_covers(shifts):
    spans = [(at(start), at(start + long)) for start, long in shifts]
    found = gaps(spans, BEGIN, at(HOURS))
    empty = {hour for hour in range(HOURS) if not any(start <= at(hour) < stop for start, stop in spans)}
    assert {hour for hour in range(HOURS) if any(start <= at(hour) < stop for start, stop in found)} == empty
    assert all(start < stop for start, stop in found)
    assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))


def test_a_call_goes_on_after_a_quarter_of_an_hour_and_not_before():
    assert goes_on([], BEGIN)
    assert not goes_on([BEGIN], BEGIN + GOES_ON - timedelta(seconds=1))
    assert goes_on([BEGIN], BEGIN + GOES_ON)
    assert not goes_on([BEGIN, BEGIN + GOES_ON], BEGIN + GOES_ON * 1.5)
