"""The only place that asks what time it is. Moments are UTC; days are those of Karachi (UTC+5, no daylight saving)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

KARACHI = ZoneInfo("Asia/Karachi")


_told: ContextVar[datetime | None] = ContextVar("told_time", default=None)


def now() -> datetime:
    """This moment, in UTC and aware of it."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Inside, it is this moment: for the made-up past of the demonstration, written by the services themselves."""
    before = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(before)


def today() -> date:
    """The day it is in Sindh."""
    return now().astimezone(KARACHI).date()


def local(moment: datetime) -> datetime:
    """The same moment as a clock on a wall in Karachi shows it."""
    return moment.astimezone(KARACHI)
