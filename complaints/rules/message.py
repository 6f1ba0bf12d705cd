"""A message as it may be given to triage: every key, type and value checked, every refusal one sentence.

A refusal names the key and what it may hold, never what it held: a child's words must not land in a log.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from complaints.rules.book import LEVELS, Book, book_on, shipped_holidays
from registry_app.core.judging import Unusable
from registry_app.core.workdays import KARACHI

KEYS = (
    "received_at",
    "arrived_at",
    "channel",
    "category",
    "text",
    "age_years",
    "about",
    "provider_run_by",
    "danger_now",
    "accused_has_access_tonight",
    "disability",
    "pregnant",
    "no_family_contact",
    "consent",
    "no_consent_ground",
    "history",
    "holidays",
)
DANGER_NOW = ("yes", "no", "unsure")
CONSENT = ("yes", "no", "not_asked")
_OLDEST = 150
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Earlier:
    """An earlier message about the same provider."""

    level: str
    on: date


@dataclass(frozen=True)
class Message:
    """A checked message. None is "not recorded"; `about`, `category` and `consent` hold their default instead."""

    received_at: datetime
    arrived_at: datetime
    channel: str | None
    category: str
    text: str
    age_years: int | None
    about: str
    provider_run_by: str | None
    danger_now: str | None
    accused_has_access_tonight: bool | None
    disability: bool | None
    pregnant: bool | None
    no_family_contact: bool | None
    consent: str
    no_consent_ground: str | None
    history: tuple[Earlier, ...]
    holidays: Collection[date]
    book: Book

    @property
    def arrived_on(self) -> date:
        """The day of arrival in Karachi."""
        return self.arrived_at.date()


def read_message(given: Mapping[str, Any], holidays: Collection[date] | None = None) -> Message:
    """Check `given` whole. `holidays` stands in for the shipped list; a list in the message goes before both.

    Unusable with one sentence when a key is unknown, `received_at` is missing, or a value is of the wrong kind.
    """
    if not isinstance(given, Mapping):
        raise Unusable("A message must be an object.")
    unknown = sorted(repr(key) for key in given if key not in KEYS)
    if unknown:
        raise Unusable(f"Unknown key {unknown[0]}; a message may have: {', '.join(KEYS)}.")
    if given.get("received_at") is None:
        raise Unusable("received_at is missing; it is the date and time at which the message was made.")
    received_at = _moment("received_at", given["received_at"])
    late = given.get("arrived_at")
    arrived_at = received_at if late is None else _moment("arrived_at", late)
    book = book_on(arrived_at.date())
    own_holidays = given.get("holidays")
    if own_holidays is not None:
        holidays = _dates("holidays", own_holidays)
    return Message(
        received_at=received_at,
        arrived_at=arrived_at,
        channel=_one_of("channel", given.get("channel"), book.channels),
        category=_one_of("category", given.get("category"), book.categories) or "other",
        text=_text("text", given.get("text")),
        age_years=_age("age_years", given.get("age_years")),
        about=_one_of("about", given.get("about"), book.about) or "UNKNOWN",
        provider_run_by=_one_of("provider_run_by", given.get("provider_run_by"), book.run_by),
        danger_now=_one_of("danger_now", given.get("danger_now"), DANGER_NOW),
        accused_has_access_tonight=_flag("accused_has_access_tonight", given.get("accused_has_access_tonight")),
        disability=_flag("disability", given.get("disability")),
        pregnant=_flag("pregnant", given.get("pregnant")),
        no_family_contact=_flag("no_family_contact", given.get("no_family_contact")),
        consent=_one_of("consent", given.get("consent"), CONSENT) or "not_asked",
        no_consent_ground=_one_of("no_consent_ground", given.get("no_consent_ground"), book.grounds),
        history=_history(given.get("history")),
        holidays=shipped_holidays() if holidays is None else holidays,
        book=book,
    )


def _one_of(key: str, value: Any, allowed: Collection[str]) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in allowed:
        raise Unusable(f"{key} must be one of {', '.join(allowed)}, or null.")
    return value


def _flag(key: str, value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise Unusable(f"{key} must be true, false or null.")


def _text(key: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unusable(f"{key} must be text or null.")
    return value


def _age(key: str, value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _OLDEST:
        raise Unusable(f"{key} must be a whole number of years from 0 to {_OLDEST}, or null.")
    return value


def _moment(key: str, value: Any) -> datetime:
    """The moment in Karachi. A value without an offset is refused: a clock must not guess where it was written."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise Unusable(f"{key} must be a date and time like 2026-11-23T22:30:00+05:00.")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise Unusable(f"{key} is no date and time of the calendar.") from error
    if moment.tzinfo is None:
        raise Unusable(f"{key} must carry its offset from UTC, for example +05:00.")
    try:
        return moment.astimezone(KARACHI)
    except OverflowError as error:
        raise Unusable(f"{key} lies outside the years that can be counted.") from error


def _date(key: str, value: Any) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise Unusable(f"{key} is no day of the calendar.") from error
    raise Unusable(f"{key} must be a date like 2026-11-23.")


def _dates(key: str, value: Any) -> frozenset[date]:
    if not isinstance(value, list):
        raise Unusable(f"{key} must be a list of dates, or null.")
    return frozenset(_date(f"{key}, entry {position}", one) for position, one in enumerate(value, start=1))


def _history(value: Any) -> tuple[Earlier, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Unusable("history must be a list of earlier messages, or null.")
    return tuple(_earlier(f"history, entry {position}", row) for position, row in enumerate(value, start=1))


def _earlier(key: str, row: Any) -> Earlier:
    if not isinstance(row, Mapping) or set(row) != {"level", "on"}:
        raise Unusable(f"{key}, must be an object with level and on, and nothing else.")
    level = row["level"]
    if not isinstance(level, str) or level not in LEVELS:
        raise Unusable(f"{key}, level must be one of {', '.join(LEVELS)}.")
    return Earlier(level, _date(f"{key}, on", row["on"]))
