"""Chance that repeats itself: the same seed on the same day draws the same facts."""

import random
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from registry_app.core import clock, codes

T = TypeVar("T")


class Chance(random.Random):
    """Draws keys, codes, days and choices."""

    def key(self) -> uuid.UUID:
        """The key of a row."""
        return uuid.UUID(int=self.getrandbits(128), version=4)

    def code(self, prefix: str) -> str:
        """A code without meaning, such as a child's."""
        return codes.with_check_sign(prefix, [self.choice(codes.CODE_LETTERS) for _ in range(6)])

    def yes(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self.random() < share

    def one_of(self, shares: dict[T, int]) -> T:
        """One of the keys, as often as its share says."""
        return self.choices(list(shares), weights=list(shares.values()))[0]

    def some(self, things: Sequence[T], most: int) -> list[T]:
        """None to `most` of these, none twice."""
        return self.sample(list(things), self.randint(0, min(most, len(things))))

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included; `last` when they are the wrong way round."""
        return first + timedelta(days=self.randint(0, (last - first).days)) if first < last else last

    def moment(self, on: date, first_hour: int = 9, last_hour: int = 16) -> datetime:
        """A moment of that day in Karachi, not later than now."""
        hour, minute = self.randint(first_hour, last_hour), self.randint(0, 59)
        return not_later(at(on, hour, minute))


def at(on: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment by the clocks of Karachi."""
    return datetime.combine(on, time(hour, minute), clock.KARACHI)


def not_later(moment: datetime) -> datetime:
    """The moment, or now when it is still to come."""
    return min(moment, clock.now())
