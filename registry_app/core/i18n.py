"""Three languages: which one a page speaks, which way it runs, and how it writes days and numbers.

English sentences are the keys of the catalogues. Digits are 0-9 in every language; months are words; the order of a
date is our own, because the common data for Sindhi puts the year first.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from flask import Flask, current_app, g, has_request_context
from flask_babel import Babel, force_locale, get_locale, gettext, lazy_gettext, ngettext, pgettext

from registry_app.core import clock

__all__ = ["force_locale", "gettext", "lazy", "lazy_gettext", "ngettext", "pgettext"]

LANGUAGES = {"en": "English", "ur": "اردو", "sd": "سنڌي"}
DIRECTIONS = {"en": "ltr", "ur": "rtl", "sd": "rtl"}
lazy = lazy_gettext

MONTHS = [
    lazy("January"),
    lazy("February"),
    lazy("March"),
    lazy("April"),
    lazy("May"),
    lazy("June"),
    lazy("July"),
    lazy("August"),
    lazy("September"),
    lazy("October"),
    lazy("November"),
    lazy("December"),
]

babel = Babel()


def language() -> str:
    """The language of this page or letter: en, ur or sd."""
    found = get_locale()
    return str(found.language) if found and found.language in LANGUAGES else "en"


def direction() -> str:
    """ltr or rtl, from a fixed table."""
    return DIRECTIONS[language()]


def speak(code: str) -> None:
    """Answer this request in `code`; unknown codes leave things as they are."""
    if code in LANGUAGES:
        g.language = code
        from flask_babel import refresh

        refresh()


def init_app(app: Flask, default: Callable[[], str | None]) -> None:
    """`default` names the language of the person or visitor when the address does not."""

    def choose() -> str:
        if has_request_context() and g.get("language"):
            return str(g.language)
        return (default() if has_request_context() else None) or "en"

    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    babel.init_app(app, default_locale="en", locale_selector=choose)
    app.jinja_env.filters.update(
        date=write_date, month=write_month, datetime=write_moment, number=write_number, label=label
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")


def write_date(day: date | datetime | None) -> str:
    """14 July 2026, in the page's language; empty for none."""
    if day is None:
        return ""
    day = clock.local(day).date() if isinstance(day, datetime) else day
    return _written(language(), day)


@lru_cache(maxsize=8192)
def _written(_language: str, day: date) -> str:
    """Kept: a list of fifty homes writes a hundred days, and there are few thousand that it can be."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_month(day: date) -> str:
    """July 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def write_moment(moment: datetime | None) -> str:
    """14 July 2026, 16:05 by Karachi's clock; empty for none."""
    if moment is None:
        return ""
    comma = "," if language() == "en" else "،"
    return f"{write_date(moment)}{comma} {clock.local(moment):%H:%M}"


def write_number(value: int | float | Decimal | None) -> str:
    """1,234 or 66.7, with the digits 0-9; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,}"


# Members of two enums with the same text are equal to each other, so the enum is part of the key.
_LABELS: dict[tuple[type, str], Any] = {}


def _key(member: Any) -> tuple[type, str]:
    return type(member), str(member)


def labels(words: dict[Any, Any]) -> None:
    """Give members of an enum the words people read; a test asks that every member has them.

    Two enums that share a text (OFF and OFF) stand in two calls: within one dictionary they would be one entry.
    """
    _LABELS.update({_key(member): said for member, said in words.items()})


def label(member: Any) -> str:
    """The words for an enum member, in the page's language."""
    if member is None:
        return ""
    return _said(language(), *_key(member))


@cache
def _said(_language: str, kind: type, text: str) -> str:
    if (kind, text) not in _LABELS:
        raise KeyError(f"{kind.__name__} {text!r} has no label")
    return str(_LABELS[kind, text])


def labelled(kind: type[StrEnum]) -> list[StrEnum]:
    """The members of `kind` that lack words."""
    return [m for m in kind if _key(m) not in _LABELS]


def in_language(code: str, write: Callable[[], Any]) -> Any:
    """What `write` gives when spoken in `code`, for letters, mails and PDFs."""
    with force_locale(code):
        result = write()
        return str(result) if hasattr(result, "_func") else result


def catalogues_ready() -> bool:
    """Whether the compiled catalogues are there; `make setup` compiles them."""
    return bool(current_app.extensions["babel"].instance.list_translations())
