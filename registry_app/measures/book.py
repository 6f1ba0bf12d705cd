"""The numbers of measures as the shipped file has them."""

from datetime import date
from typing import Any

from registry_app.core import clock, rulebook

PACKAGE = "registry_app.measures"


def book(on: date | None = None) -> dict[str, Any]:
    """The numbers in force on the day."""
    found: dict[str, Any] = rulebook.body(rulebook.in_force(PACKAGE, "measures", on or clock.today()))
    return found
