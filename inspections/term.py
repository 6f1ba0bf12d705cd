"""A length of time as the rules write it: an amount and a unit."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self, TypeVar

Moment = TypeVar("Moment", bound=date)
"""A date or a datetime; a term added to one gives back the same kind."""


@dataclass(frozen=True)
class Term:
    """`amount` of `unit`: hours, days, working_days or months."""

    amount: int
    unit: str

    @classmethod
    def read(cls, row: Mapping[str, int] | None) -> Self | None:
        """`{"days": 7}` as a term; None stays None."""
        if row is None:
            return None
        ((unit, amount),) = row.items()
        return cls(amount, unit)

    def after(self, start: Moment) -> Moment:
        """The end of the term that begins at `start`; a month ends on the same day number or the month's last day.

        Working days need a calendar of holidays, so asking for them here is a ValueError.
        """
        if self.unit == "hours":
            return start + timedelta(hours=self.amount)
        if self.unit == "days":
            return start + timedelta(days=self.amount)
        if self.unit == "months":
            return _months_after(start, self.amount)
        raise ValueError(f"{self.unit} are counted with a calendar of holidays.")


def _months_after(start: Moment, months: int) -> Moment:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))
