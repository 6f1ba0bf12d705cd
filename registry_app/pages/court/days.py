"""A day as it is counted, in Karachi."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from registry_app.core.workdays import KARACHI


@dataclass(frozen=True)
class Moment:
    """A day as it is counted: `end` is the first moment that counts no more, `before` that of a year earlier."""

    on: date
    end: datetime

    @property
    def before(self) -> datetime:
        return start_of(self.since)

    @property
    def since(self) -> date:
        """The first of the last twelve months' days."""
        return year_before(self.on) + timedelta(days=1)


def start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=KARACHI)


def year_before(day: date) -> date:
    """The same day a year earlier; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def moment(on: date, now: datetime) -> Moment:
    """The day to its end, or to `now` while it runs; ValueError for a day to come."""
    if start_of(on) > now:
        raise ValueError(f"{on} has not come.")
    return Moment(on, min(start_of(on + timedelta(days=1)), now))
