"""A day as it is counted, in Karachi."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from registry_app.core.workdays import KARACHI


@dataclass(frozen=True)
class Moment:
    """A day as it is counted: `end` is the first moment that counts no more, `before` that of a year earlier.

    `known` is the first moment of which nothing is known any more: what was written down from it on is not counted.
    """

    on: date
    end: datetime
    known: datetime
    known_on: date

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


def moment(on: date, now: datetime, known_on: date | None = None) -> Moment:
    """The day to its end, or to `now` while it runs, as it was known at the end of `known_on`, by default now.

    ValueError for a day to come, and for a day of knowledge before the day itself.
    """
    known_on = known_on or now.astimezone(KARACHI).date()
    if start_of(on) > now or start_of(known_on) > now:
        raise ValueError("has not come")
    if known_on < on:
        raise ValueError("known before it was")
    return Moment(on, _end(on, now), _end(known_on, now), known_on)


def _end(day: date, now: datetime) -> datetime:
    return min(start_of(day + timedelta(days=1)), now)
