"""How many adults a shift needs, what it lacks, and whom it refuses: people and ages in, codes out."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Book = Mapping[str, Any]


@dataclass(frozen=True)
class OnShift:
    """One person on a shift: kind of post; `woman` None when not said."""

    kind: str
    woman: bool | None
    first_aid: bool


@dataclass(frozen=True)
class Candidate:
    """Somebody who might be put on a shift. `ends`: last days of the checks that must be renewed."""

    outcome: str
    since: date
    woman: bool | None
    ends: Sequence[date] = ()


def monday(day: date) -> date:
    """The first day of the week of this day."""
    return day - timedelta(days=day.weekday())


def adults_needed(book: Book, part: str, ages: Iterable[int]) -> int:
    """Adults for these children, never fewer than the floor; without children nobody is needed."""
    share = 0.0
    for age in ages:
        row = next((r for r in book["ratios"] if r["ages"][0] <= age <= r["ages"][1]), book["ratios"][-1])
        share += 1 / row[part]
    # A sum of thirds and fifths is a hair more than the whole number it stands for.
    return max(math.ceil(share - 1e-9), book["adults_at_least"]) if share else 0


def caring(book: Book, people: Iterable[OnShift]) -> int:
    """How many of these count for the children."""
    return sum(one.kind in book["caring"] for one in people)


def lacks(book: Book, part: str, people: Sequence[OnShift], ages: Sequence[int], girls: bool) -> list[str]:
    """What a shift lacks, the gravest first."""
    if not people:
        return ["NOBODY"]
    found = []
    if girls and not any(one.woman for one in people):
        found.append("NO_WOMAN")
    if caring(book, people) < adults_needed(book, part, ages):
        found.append("TOO_FEW")
    if sum(one.first_aid for one in people) < book["first_aid_at_least"]:
        found.append("NO_FIRST_AID")
    return found


def refusal(book: Book, one: Candidate, day: date, part: str, people: Sequence[OnShift], girls: bool) -> str | None:
    """Why this person may not be put on the shift; None when they may (R10, S2.4)."""
    if one.outcome in ("NOT_CLEAR", "PENDING"):
        return one.outcome
    if one.since > day:
        return "NOT_STARTED"
    if any(last < day for last in one.ends):
        return "CHECK_ENDS"
    if part == "NIGHT" and girls and not one.woman and not any(other.woman for other in people):
        return "WOMAN_FIRST"
    return None


def leaves_men_alone(part: str, people: Sequence[OnShift], girls: bool) -> bool:
    """Whether these people, after one is taken off, are a night with girls and without a woman."""
    return part == "NIGHT" and girls and bool(people) and not any(one.woman for one in people)


def stand_down_by(book: Book, opened: datetime) -> datetime:
    """Until when somebody must be away from children, and said to be."""
    return opened + timedelta(hours=book["stand_down_hours"])
