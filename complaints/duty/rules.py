"""The roster as plain intervals: which hours are empty, who comes next, when a call goes on to another person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

AHEAD = timedelta(days=14)
GOES_ON = timedelta(minutes=15)
Span = tuple[datetime, datetime]


def gaps(spans: Iterable[Span], begin: datetime, end: datetime) -> list[Span]:
    """The times between `begin` and `end` that no span covers, the first one first."""
    found, reached = [], begin
    for start, stop in sorted(spans):
        if start > reached:
            found.append((reached, min(start, end)))
        reached = max(reached, stop)
        if reached >= end:
            return [span for span in found if span[0] < span[1]]
    found.append((reached, end))
    return [span for span in found if span[0] < span[1]]


def goes_on(called: Sequence[datetime], now: datetime) -> bool:
    """Whether the next person is called: nobody was yet, or the last one has not answered for a quarter of an hour."""
    return not called or now - max(called) >= GOES_ON
