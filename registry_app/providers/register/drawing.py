"""The list of homes drawn fast: what looks the same on many lines is drawn by its template once a language and kept.

Kept by all that it shows, so nothing here can be out of date: a home whose standing or grade changes is another line.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup, escape

from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.places import gazetteer
from registry_app.providers.homes.states import CareType, Grade, Standing
from registry_app.providers.powers.states import GradePublication
from registry_app.providers.register.queries import UNGRADED, Eyes, Lines, Wanted, seen

Choices = dict[str, Sequence[tuple[str, str]]]
KEPT = 8192
"""A standing with its last day: three languages, a few standings, some years of days."""
KEPT_LINES = 16_384
"""Sindh has some thousands of homes, in three languages; full, these lines take some 40 MB of a worker."""


@cache
def choices(lang: str, graded: bool) -> Choices:
    """What can be chosen above the list: name of the filter -> (value, words)."""
    grades = [(str(grade), f"{grade} · {label(grade)}") for grade in Grade]
    return {
        "district": [(one.code, one.name_in(lang)) for one in gazetteer.districts()],
        "type": [(kind.value, label(kind)) for kind in CareType],
        "grade": [*grades, (UNGRADED, _("Not graded"))] if graded else [],
    }


def selects(lang: str, graded: bool, want: Wanted) -> Markup:
    """The lists to choose from, with what is chosen."""
    names = ("district", "type", "grade") if graded else ("district", "type")
    return Markup("\n").join(_select(lang, graded, name, getattr(want, name)) for name in names)


@lru_cache(maxsize=256)
def _select(lang: str, graded: bool, name: str, chosen: str) -> Markup:
    words = {"district": _("District"), "type": _("Kind of care"), "grade": _("Grade")}[name]
    draw = get_template_attribute("components/filters.html", "filter_select")
    drawn: Markup = draw(name, words, choices(lang, graded)[name], chosen)
    return drawn


def lines(lang: str, found: Sequence[Lines], look: Eyes, free: Mapping[str, int] | None) -> Markup:
    """The lines of the list; `free` holds free places by register number where the visitor may see them."""
    drawn = [f"<tr>\n{_line(lang, home, look)}{_free(lang, home[0][0], free)}</tr>\n" for home in found]
    return Markup("".join(drawn))  # noqa: S704 - drawn by templates, and what people wrote is escaped below


@lru_cache(maxsize=KEPT_LINES)
def _line(lang: str, stored: Lines, look: Eyes) -> str:
    home = seen(stored, look)
    name = home.name_in(lang)
    head = _name(lang, bool(name), home.household) % {"number": home.number, "name": escape(name)}
    rest = _place(lang, home.district, home.care_types) + _standing(lang, home.standing, home.authorised_until)
    graded = look.publication is GradePublication.GRADE
    return head + rest + (_grade(lang, home.grade, home.grade_is_old) if graded else "")


def _free(lang: str, number: str, free: Mapping[str, int] | None) -> str:
    return "" if free is None else _free_places(lang) % {"free": free.get(number, "–")}


def _drawn(macro: str, *facts: Any) -> str:
    return str(get_template_attribute("register/_parts.html", macro)(*facts))


@cache
def _name(lang: str, named: bool, household: bool) -> str:
    """With room for %(number)s and, where it has one, %(name)s; no other sign of percent is in it."""
    return _drawn("name_cell", lang, "%(number)s", "%(name)s" if named else "", household)


@cache
def _free_places(_lang: str) -> str:
    return _drawn("free_cell", "%(free)s")


@lru_cache(maxsize=1024)
def _place(lang: str, district: str, care_types: tuple[CareType, ...]) -> str:
    return _drawn("place_cells", gazetteer.district(district).name_in(lang), care_types)


@lru_cache(maxsize=KEPT)
def _standing(_lang: str, standing: Standing, until: date | None) -> str:
    return _drawn("standing_cell", standing, until)


@cache
def _grade(_lang: str, grade: Grade | None, is_old: bool) -> str:
    return _drawn("grade_cell", grade, is_old)
