"""When a relative may be approved tonight: same-day checks in, what is missing and the last day out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Book = Mapping[str, Any]
# For whom a woman must be there (HB07).
NEED_A_WOMAN = frozenset({"GIRL", "TRANSGENDER"})


@dataclass(frozen=True)
class SameDay:
    """What was done today. `adults` were counted, `named` were written down; `without_card` are vouched for."""

    comes: frozenset[str]
    children: int
    adults: int
    named: int
    women_there: int
    woman_visits: bool = False
    identity_seen: bool = False
    without_card: int = 0
    list_looked_at: bool = False
    home_seen: bool = False
    child_asked: bool = False


@dataclass(frozen=True)
class Before:
    """What the register knows of this family: earlier temporary approvals, and where it stands."""

    times: int = 0
    last_until: date | None = None
    otherwise_authorised: bool = False
    was_refused: bool = False


def woman(checks: SameDay) -> str | None:
    """How the rule of the woman is kept; None when it is not."""
    if not NEED_A_WOMAN & checks.comes:
        return "NOT_NEEDED"
    if checks.women_there:
        return "IN_HOUSEHOLD"
    return "VISITS_DAILY" if checks.woman_visits else None


def missing(book: Book, checks: SameDay) -> list[str]:
    """Every same-day check that is not done, in the order of the rule; nothing when all are."""
    done = {
        "IDENTITY": checks.identity_seen,
        "OFFENDER_LIST": not checks.without_card or checks.list_looked_at,
        "HOME_SEEN": checks.home_seen,
        "ADULTS_NAMED": checks.named == checks.adults,
        "CHILD_ASKED": checks.child_asked,
        "WOMAN": woman(checks) is not None,
    }
    found = [check for check in book["checks"] if not done[check]]
    return [*found, "TOO_MANY_CHILDREN"] if checks.children > book["most_children"] else found


def repeated(numbers: Sequence[str | None]) -> list[int]:
    """Which adults are written under the number of one named before them; who has no card has None and is not asked."""
    return [no for no, number in enumerate(numbers) if number is not None and number in numbers[:no]]


def in_the_way(book: Book, before: Before, on: date) -> str | None:
    """Why this family cannot have an approval on the day, whatever the checks say; None when nothing stands there."""
    if before.otherwise_authorised:
        return "AUTHORISED_ALREADY"
    if before.was_refused:
        return "WAS_REFUSED"
    if before.times >= book["times"]:
        return "SPENT"
    return "TOO_EARLY" if on < again_from(book, before, on) else None


def again_from(book: Book, before: Before, on: date) -> date:
    """From when the next approval can be given: today, or the last week of the one that runs."""
    if before.last_until is None or before.last_until < on:
        return on
    return before.last_until - timedelta(days=book["again_from_days"] - 1)


def last_day(book: Book, before: Before, on: date) -> date:
    """The last day, which still counts. A second approval within the first carries on where that one ends."""
    begins = on if before.last_until is None or before.last_until < on else before.last_until + timedelta(days=1)
    return begins + timedelta(days=book["days"] - 1)


def reminder_due(book: Book, until: date, on: date) -> int | None:
    """The nearest reminder that has begun: so that a night without a worker loses none."""
    left = (until - on).days
    begun = [days for days in book["reminders"]["days_before"] if 0 <= left <= days]
    return min(begun) if begun else None
