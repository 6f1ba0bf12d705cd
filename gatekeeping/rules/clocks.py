"""The running clocks T01-T17: calendar time, also over weekends and holidays (time_limits.calendar_rule)."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gatekeeping.rules.book import Clock, book

KARACHI = ZoneInfo("Asia/Karachi")


def clocks(on: date | None = None) -> tuple[Clock, ...]:
    """All clocks in order, each with its parts, owner, who it escalates to, and whether it runs or is only watched."""
    return tuple(book(on).clocks.values())


def _months_later(start: datetime, months: int) -> datetime:
    """The same day and hour of a later month in Karachi, or that month's last day where it has no such day."""
    local = start.astimezone(KARACHI)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return local.replace(year=year, month=month + 1, day=min(local.day, last)).astimezone(start.tzinfo)


def clock_due(clock_id: str, start: datetime, part: str | None = None) -> datetime:
    """When the clock that began at `start` (with time zone) is due, in the zone of `start`.

    `part` names one of the clock's limits (see `clocks()`); without it the first that its sentence names.
    KeyError for an unknown clock or part, ValueError for a time without zone.
    """
    if start.tzinfo is None:
        raise ValueError("The start of a clock needs a time zone.")
    clock = book().clocks[clock_id]
    limit = clock.parts[part or next(iter(clock.parts))]
    if "months" in limit:
        return _months_later(start, limit["months"])
    return start + timedelta(days=limit.get("days", 0), hours=limit.get("hours", 0))


def clock_stage(start: datetime, due: datetime, now: datetime) -> int:
    """The highest warning reached, in percent of the time given: 0, 50, 80 or 100. At `due` itself it is 100."""
    used, given = now - start, due - start
    reached = [mark for mark in book().numbers["clock_warnings_percent"] if used * 100 >= given * mark]
    return max(reached, default=0)
