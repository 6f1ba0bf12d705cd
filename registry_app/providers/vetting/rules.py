"""Who needs which check, until when it holds, and what follows: recorded checks and a date in, an outcome out.

What was not recorded counts as not shown. PENDING and NOT_CLEAR both mean: no contact with children (R10).
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from registry_app.core.workdays import KARACHI

Book = Mapping[str, Any]
WITH_CHILDREN = frozenset({"CLEAR", "CLEAR_WITH_CONDITION"})
# From the worst to the best; a group is as clear as the least clear of its people.
ORDER = ("NOT_CLEAR", "PENDING", "CLEAR_WITH_CONDITION", "CLEAR")
_OUTCOME = {"BAD": "NOT_CLEAR", "CONDITION": "CLEAR_WITH_CONDITION", "GOOD": "CLEAR"}


@dataclass(frozen=True)
class Recorded:
    """What counts of one check: its result, the day it speaks of, and how many references were called back."""

    result: str
    on: date
    references: int = 0


@dataclass(frozen=True)
class PostFacts:
    """What the checks ask about a post; `same_person`: an officer or the name says it is the person of the file."""

    kind: str
    since: date
    experience: str = "OTHER"
    same_person: bool = True


@dataclass(frozen=True)
class Line:
    """One check of one person in one post: whether it is asked, how it stands, and the last day it holds."""

    code: str
    asked: bool
    standing: str
    until: date | None = None


def checks(book: Book) -> list[str]:
    """The codes, V01 first."""
    return [row["code"] for row in book["checks"]]


def of_home(book: Book, code: str) -> bool:
    """Whether the check is made anew in each home."""
    return bool(_row(book, code)["of"] == "HOME")


def asked(book: Book, code: str, kind: str) -> bool:
    """Whether a post of this kind needs the check."""
    return any(group == "all" or kind in book["groups"][group] for group in _row(book, code)["required"])


def _row(book: Book, code: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(row for row in book["checks"] if row["code"] == code)
    return found


def holds_until(book: Book, code: str, on: date) -> date | None:
    """The last day on which a check of the day `on` still holds; None when it needs no renewal."""
    row = _row(book, code)
    if "renew_months" in row:
        return months_after(on, row["renew_months"])
    return on + timedelta(days=row["lapse_days"]) if "lapse_days" in row else None


def line(book: Book, post: PostFacts, code: str, recorded: Recorded | None, on: date) -> Line:
    """How one check stands on the day `on`."""
    is_asked = asked(book, code, post.kind)
    if recorded is None or recorded.on > on or (code == "V01" and not post.same_person):
        return Line(code, is_asked, "MISSING" if is_asked else "NOT_ASKED")
    until = holds_until(book, code, recorded.on)
    return Line(code, is_asked, _standing(_row(book, code), post, recorded, until, on), until)


def _standing(row: Mapping[str, Any], post: PostFacts, recorded: Recorded, until: date | None, on: date) -> str:
    if recorded.result == "FAILED":
        return "BAD"
    months = row.get("months_before_start")
    if months is not None and recorded.on < months_after(post.since, -months):
        return "TOO_OLD"
    if until is not None and on > until:
        return "LAPSED"
    if recorded.references < row.get("references", {}).get(post.experience, 0):
        return "TOO_FEW"
    return "CONDITION" if recorded.result == "WITH_CONDITION" else "GOOD"


def lines(book: Book, post: PostFacts, known: Mapping[str, Recorded], on: date) -> list[Line]:
    """Every check of a person in a post, V01 first."""
    return [line(book, post, code, known.get(code), on) for code in checks(book)]


def outcome(found: Iterable[Line]) -> str:
    """The least good of the checks that are asked: CLEAR only when all of them are good."""
    return worst(_OUTCOME.get(one.standing, "PENDING") for one in found if one.asked)


def worst(outcomes: Iterable[str]) -> str:
    """The least clear of several; PENDING when there is none, because nobody has shown anything."""
    given = list(outcomes)
    return min(given, key=ORDER.index) if given else "PENDING"


def may_be_with_children(found: str) -> bool:
    """Whether this outcome allows contact with children; the rota refuses everybody else."""
    return found in WITH_CHILDREN


def reminder_due(book: Book, until: date, on: date) -> int | None:
    """Which reminder stands on the day: the nearest that has begun, so that a night without a worker loses none."""
    left = (until - on).days
    begun = [days for days in book["reminders"]["days_before"] if 0 <= left <= days]
    return min(begun) if begun else None


def answer_by(book: Book, found_on: date) -> date:
    """The last day on which a person may answer to a match; that day still counts."""
    return found_on + timedelta(days=book["match"]["answer_days"])


def may_confirm_on(book: Book, found_on: date, answered: bool, on: date) -> bool:
    """Whether a match may be confirmed: the person answered, or the days for it are over."""
    return answered or on > answer_by(book, found_on)


def told_late(book: Book, left_on: date, told_at: datetime) -> bool:
    """Whether a leaving under allegation was told after its hours, counted from the end of the day of leaving."""
    end_of_day = datetime.combine(left_on + timedelta(days=1), datetime.min.time(), KARACHI)
    return told_at > end_of_day + timedelta(hours=book["leaving"]["hours"])


def first_aid(known: Sequence[tuple[Recorded, date | None]], on: date) -> int:
    """How many hold a first-aid certificate that is good on the day; one a shift is needed (V12)."""
    return sum(r.result != "FAILED" and r.on <= on and (until is None or on <= until) for r, until in known)


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
