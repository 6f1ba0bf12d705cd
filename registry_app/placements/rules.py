"""How long a stay may last on its basis, and until when the list of children present is open (`stays` 0.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry_app.core import rulebook
from registry_app.placements.states import Basis

PACKAGE = "registry_app.placements"
GOES_ON = frozenset({Basis.ARRIVAL, Basis.EMERGENCY, Basis.LEGACY})
"""On these a new line, in another place or the same, keeps the day by which the first had to end."""


@dataclass(frozen=True)
class Terms:
    """One version of the terms of stays, as numbers and days."""

    days: Mapping[str, int]
    emergency_panel_days: int
    missing_fir_hours: int
    cut_over_on: date
    provider_sees: tuple[tuple[str, str], ...]


def terms(on: date | None = None) -> Terms:
    """The terms in force on a day; without a day the newest ones shipped."""
    found = rulebook.versions(PACKAGE, "stays")[-1] if on is None else rulebook.in_force(PACKAGE, "stays", on)
    body: Any = rulebook.body(found)
    return Terms(
        days=body["days"],
        emergency_panel_days=body["emergency_panel_days"],
        missing_fir_hours=body["missing_fir_hours"],
        cut_over_on=body["legacy"]["cut_over_on"],
        provider_sees=tuple((row["field"], row["why"]) for row in body["provider_sees"]),
    )


EMERGENCY_DAYS = terms().days["EMERGENCY"]
LEGACY_DAYS = terms().days["LEGACY"]


def limit(basis: Basis, started_on: date) -> date | None:
    """The last day on this basis: day 7 of an arrival, day 30 of an emergency, the 28-day review of a court's order,
    18 months for the children who were there, one day to hand a found child's case to the CPU; none for a decision."""
    days = terms().days.get(basis.value)
    return None if days is None else started_on + timedelta(days=days)


def legacy_open(on: date, started_on: date) -> bool:
    """Whether a child who has slept there since `started_on` may still go on the list of children present."""
    last = terms(on).cut_over_on
    return on <= last and started_on <= last


def panel_day(limit_on: date) -> date:
    """The day by which the panel must have seen an emergency stay, counted from its last day (T04)."""
    now = terms()
    return limit_on - timedelta(days=now.days["EMERGENCY"] - now.emergency_panel_days)
