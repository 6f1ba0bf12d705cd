"""How serious a kind of incident is and by when who must act. The book of incidents and moments in, moments out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

Book = Mapping[str, Any]


def level(book: Book, kind: str) -> str:
    """The level of a kind: P1, P2 or P3."""
    return str(_row(book, "kinds", "kind", kind)["level"])


def police(book: Book, kind: str) -> bool:
    """Whether a crime may be behind this kind."""
    return bool(_row(book, "kinds", "kind", kind).get("police"))


def report_by(book: Book, happened_at: datetime) -> datetime:
    """The last moment in time for the home's report (R15)."""
    return happened_at + timedelta(hours=book["report_hours"])


def contact_by(book: Book, which: str, sent_at: datetime) -> datetime:
    """By when an office speaks with the reporter or the home. Calendar time, at night too."""
    return sent_at + timedelta(hours=_row(book, "levels", "level", which)["contact_hours"])


def safe_by(book: Book, which: str, sent_at: datetime) -> datetime | None:
    """By when the children are safe; None where nothing threatens them."""
    hours = _row(book, "levels", "level", which).get("safe_hours")
    return None if hours is None else sent_at + timedelta(hours=hours)


def _row(book: Book, table: str, key: str, value: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(row for row in book[table] if row[key] == value)
    return found
