"""Due process in dates and persons: until when an answer may come, who may decide, how long an entry counts.

Values in, values out; `book` is the version of the numbers in force on the day.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

Book = Mapping[str, Any]
CONVICTION = "COURT_CONVICTION"


def answer_by(book: Book, noticed_on: date) -> date:
    """The last day for the answer; that day still counts."""
    return noticed_on + timedelta(days=book["answer"]["days"])


def may_decide_on(book: Book, noticed_on: date | None, answered_on: date | None, on: date) -> bool:
    """Whether the person was heard: the answer is there, or the days for it are over. Never before a notice."""
    if noticed_on is None:
        return False
    return answered_on is not None or on > answer_by(book, noticed_on)


def lists(power_acts: bool, ground: str, grounds_in_force: Collection[str]) -> bool:
    """Whether the decision puts the person on the list, or only recommends it to the office that holds the power."""
    return power_acts and ground in grounds_in_force


def usual_last_day(book: Book, decided_on: date) -> date:
    """The last day on the list when the decider names none."""
    return _years_after(decided_on, book["term"]["years"])


def last_day_possible(book: Book, decided_on: date) -> date:
    """The longest term there is; every entry ends."""
    return _years_after(decided_on, book["term"]["years_at_most"])


def appeal_by(book: Book, decided_on: date) -> date:
    """The last day for an appeal."""
    return decided_on + timedelta(days=book["appeal"]["days"])


def counts(state: str, until: date | None, on: date) -> bool:
    """Whether an entry answers yes on the day: on the list, and its last day not over."""
    return state in ("LISTED", "APPEALED") and until is not None and on <= until


def may_not_decide(person: str, *, proposed_by: str) -> bool:
    """The proposer never decides."""
    return person == proposed_by


def may_not_decide_appeal(person: str, *, proposed_by: str, decided_by: str) -> bool:
    """Neither who proposed nor who decided says how an appeal ended."""
    return person in (proposed_by, decided_by)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years) - timedelta(days=1)
    except ValueError:
        return date(day.year + years, 2, 28)
