"""A month of Karachi, and the moment up to which it is counted."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from registry_app.core.workdays import KARACHI


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; moments are those of Karachi."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> "Month":
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def start(self) -> datetime:
        """The first moment of the month."""
        return datetime.combine(self.first, time.min, KARACHI)

    @property
    def end(self) -> datetime:
        """The first moment after the month."""
        return self.next.start

    def holds(self, moment: datetime | None) -> bool:
        """Whether `moment` (aware) lies in the month."""
        return moment is not None and self.start <= moment < self.end

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def of(day: date) -> Month:
    """The month in which `day` lies."""
    return Month(day.year, day.month)


def read(written: str) -> Month:
    """`2026-10` as a month; ValueError for anything else."""
    fits = re.fullmatch(r"(20\d{2})-(0[1-9]|1[0-2])", written)
    if not fits:
        raise ValueError(f"{written!r} is no month such as 2026-10.")
    return Month(int(fits[1]), int(fits[2]))


@dataclass(frozen=True)
class Period:
    """A month and the moment up to which it is counted: its end, or now while it runs."""

    month: Month
    as_of: datetime

    @property
    def running(self) -> bool:
        return self.as_of < self.month.end

    @property
    def day(self) -> date:
        """The last day that is counted."""
        return (self.as_of - timedelta(microseconds=1)).astimezone(KARACHI).date()

    def holds(self, moment: datetime | None) -> bool:
        """Whether `moment` lies in the counted part of the month."""
        return moment is not None and self.month.start <= moment < self.as_of

    def holds_day(self, day: date | None) -> bool:
        """Whether `day` lies in the counted part of the month."""
        return day is not None and self.month.first <= day <= self.day

    def over(self, moment: datetime | None) -> bool:
        """Whether `moment` had come by the end of the count."""
        return moment is not None and moment < self.as_of

    def past(self, day: date | None) -> bool:
        """Whether `day` had come by the end of the count."""
        return day is not None and day <= self.day


def period(month: Month, now: datetime) -> Period:
    """The month as far as it has run at `now`; ValueError when it has not begun."""
    if now < month.start:
        raise ValueError(f"{month} has not begun.")
    return Period(month, min(now, month.end))
