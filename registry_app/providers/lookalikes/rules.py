"""Whether a place gives care in place of parents, and when it is looked at again: data in, reasons or a day out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Book = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """What an officer saw: children who sleep there, and of them those without a family or not taken home."""

    sleep: int
    without_family: int = 0
    not_home: int = 0
    parents_decide: bool = True


def impossible(seen: Seen) -> str | None:
    """The count that cannot be, because it is more than the children who sleep there; None when all fit."""
    return next((name for name in ("without_family", "not_home") if getattr(seen, name) > seen.sleep), None)


def reasons(book: Book, seen: Seen) -> list[str]:
    """Why it gives care in place of parents, each reason enough alone; none: it is outside the register."""
    if not seen.sleep:
        return []
    there = {
        "without_family": seen.without_family > 0,
        "not_home": seen.not_home > 0,
        "parents_decide": not seen.parents_decide,
    }
    return [row["code"] for row in book["reasons"] if there[row["asks"]]]


def first_check_by(book: Book, known_since: date) -> date:
    """Until when a place that was mapped is looked at."""
    return known_since + timedelta(days=book["first_check_days"])


def last_next_check(book: Book, on: date) -> date:
    """The last day that may be set for the next look after one on the day `on`."""
    return on + timedelta(days=book["next_check_days"])
