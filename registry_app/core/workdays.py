"""Working days of Sindh: Monday to Friday without public holidays, in the time of Karachi (UTC+5 all year).

Pure: the holidays are an argument. A clock in working days is counted from the day after it starts and ends at 23:59
of its last day, so that nobody loses the rest of a day.
"""

import csv
import io
from collections.abc import Collection
from datetime import date, datetime, time, timedelta, timezone

# A fixed offset and not the zone of the time-zone data, which knows a summer time in 2002, 2008 and 2009: every clock
# of the rules is counted and written at +05:00.
KARACHI = timezone(timedelta(hours=5), "Asia/Karachi")
END_OF_DAY = time(23, 59)
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def read_holidays(table: str) -> frozenset[date]:
    """The dates of a CSV with a column `date` (ISO)."""
    return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(io.StringIO(table)))


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work on `day`."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_day_after(start: date, days: int, holidays: Collection[date]) -> date:
    """The `days`-th working day after `start`; the day itself never counts. ValueError when `days` is below 1."""
    if days < 1:
        raise ValueError("A clock in working days needs at least one day.")
    day = start
    while days:
        day += _ONE_DAY
        if day.weekday() < _SATURDAY and day not in holidays:
            days -= 1
    return day


def add_working_days(start: datetime, days: int, holidays: Collection[date]) -> datetime:
    """23:59 in Karachi on the `days`-th working day after the day in Karachi on which `start` (aware) lies."""
    day = working_day_after(karachi_date(start), days, holidays)
    return datetime.combine(day, END_OF_DAY, KARACHI)


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many working days lie after `start` up to and with `end`; 0 when `end` is not after `start`."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, days + 1))


def karachi_date(moment: datetime) -> date:
    """The day in Karachi on which `moment` lies. ValueError when it carries no offset."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("A moment needs its offset from UTC.")
    return moment.astimezone(KARACHI).date()
