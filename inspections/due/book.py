"""The numbers of planning as frozen data; one file a version (`reference/planning-*.yaml`)."""

from datetime import date
from typing import Any

from registry_app.core import rulebook

PACKAGE, NAME = "inspections", "planning"
Book = dict[str, Any]


def in_force_on(day: date) -> Book:
    """The numbers a plan of this day is made by; read-only. rulebook.UnknownVersion when none was in force."""
    book: Book = rulebook.body(rulebook.in_force(PACKAGE, NAME, day))
    return book
