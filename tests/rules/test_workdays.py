"""Working days: Monday to Friday without holidays, counted from the day after, ending 23:59 in Karachi."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core.workdays import (
    KARACHI,
    add_working_days,
    is_working_day,
    karachi_date,
    read_holidays,
    working_day_after,
    working_days_between,
)

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
NO_HOLIDAYS: frozenset[date] = frozenset()
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "holidays", "end"),
    [
        (MONDAY, 1, NO_HOLIDAYS, date(2026, 11, 24)),
        (MONDAY, 4, NO_HOLIDAYS, FRIDAY),
        (MONDAY, 5, NO_HOLIDAYS, date(2026, 11, 30)),
        (FRIDAY, 1, NO_HOLIDAYS, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, NO_HOLIDAYS, date(2026, 11, 30)),
        (date(2026, 11, 29), 1, NO_HOLIDAYS, date(2026, 11, 30)),
        (FRIDAY, 1, {date(2026, 11, 30)}, date(2026, 12, 1)),
        (FRIDAY, 1, {date(2026, 11, 28)}, date(2026, 11, 30)),
        (MONDAY, 1, {MONDAY}, date(2026, 11, 24)),
        (MONDAY, 1, {date(2026, 11, 24), date(2026, 11, 25)}, date(2026, 11, 26)),
        (date(2026, 12, 31), 1, NO_HOLIDAYS, date(2027, 1, 1)),
        (date(2028, 2, 28), 1, NO_HOLIDAYS, date(2028, 2, 29)),
    ],
)
def test_the_day_it_ends(start: date, days: int, holidays: frozenset[date], end: date) -> None:
    assert working_day_after(start, days, holidays) == end


@pytest.mark.parametrize("days", [0, -1])
def test_no_clock_without_a_day(days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        working_day_after(MONDAY, days, NO_HOLIDAYS)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        # 18:59 UTC is 23:59 in Karachi, still Monday; a minute later it is Tuesday there.
        (datetime(2026, 11, 23, 18, 59, tzinfo=UTC), datetime(2026, 11, 24, 23, 59, tzinfo=KARACHI)),
        (datetime(2026, 11, 23, 19, 0, tzinfo=UTC), datetime(2026, 11, 25, 23, 59, tzinfo=KARACHI)),
        (datetime(2026, 11, 23, 0, 0, tzinfo=KARACHI), datetime(2026, 11, 24, 23, 59, tzinfo=KARACHI)),
        (
            datetime(2026, 11, 23, 14, tzinfo=timezone(timedelta(hours=-7))),
            datetime(2026, 11, 25, 23, 59, tzinfo=KARACHI),
        ),
    ],
)
def test_the_day_is_the_day_in_karachi(start: datetime, end: datetime) -> None:
    found = add_working_days(start, 1, NO_HOLIDAYS)
    assert found == end
    assert found.isoformat().endswith("T23:59:00+05:00")


def test_a_moment_without_offset_has_no_day() -> None:
    with pytest.raises(ValueError, match="offset"):
        karachi_date(datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001


def test_offices_close_at_the_weekend_and_on_holidays() -> None:
    assert is_working_day(FRIDAY, NO_HOLIDAYS)
    assert not is_working_day(FRIDAY, {FRIDAY})
    assert not is_working_day(date(2026, 11, 28), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 11, 29), NO_HOLIDAYS)


def test_holidays_are_read_by_their_date_column() -> None:
    assert read_holidays("date,name_en,certain\n2026-02-05,Kashmir Day,yes\n2026-03-20,Eid ul-Fitr,moon\n") == {
        date(2026, 2, 5),
        date(2026, 3, 20),
    }


@given(DAYS, st.integers(1, 80), st.frozensets(DAYS, max_size=20))
def test_counting_back_gives_the_number(start: date, days: int, holidays: frozenset[date]) -> None:
    end = working_day_after(start, days, holidays)
    assert is_working_day(end, holidays)
    assert working_days_between(start, end, holidays) == days
    assert working_days_between(start, end - timedelta(days=1), holidays) == days - 1


@given(DAYS, DAYS, st.integers(1, 40))
def test_a_later_start_never_ends_earlier(one: date, other: date, days: int) -> None:
    first, second = sorted((one, other))
    assert working_day_after(first, days, NO_HOLIDAYS) <= working_day_after(second, days, NO_HOLIDAYS)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(FRIDAY, MONDAY, NO_HOLIDAYS) == 0
    assert working_days_between(MONDAY, MONDAY, NO_HOLIDAYS) == 0
