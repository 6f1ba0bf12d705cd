"""How long a stay may last on its basis, and until when the list of children present is open (`stays` 0.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from registry_app.core import clock, rulebook
from registry_app.placements.states import Basis, Exit

PACKAGE = "registry_app.placements"
GOES_ON = frozenset({Basis.ARRIVAL, Basis.EMERGENCY})
"""On these a new line in another place too keeps the days of the first."""
LETS_STAY = frozenset({Basis.DECISION, Basis.LEGACY})
"""Somebody said that the child may be there: the panel, or both who signed the list. What comes after counts anew."""

CHILDHOOD = 18


@dataclass(frozen=True)
class Terms:
    """One version of the terms of stays, as numbers and days."""

    days: Mapping[str, int]
    emergency_panel_days: int
    missing_fir_hours: int
    cut_over_on: date
    provider_sees: tuple[tuple[str, str], ...]
    outside_offers: tuple[str, ...]


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
        outside_offers=tuple(body["outside_offers"]),
    )


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


def came_before_birth(since: date, born_earliest: date) -> bool:
    """Nobody is somewhere before being born; of a birth that is not known to the day, the earliest counts."""
    return since < born_earliest


def too_long_ago(since: date, today: date) -> bool:
    """More than a childhood before today: the year is typed wrong."""
    return (since.year + CHILDHOOD, since.month, since.day) < (today.year, today.month, today.day)


def panel_day(limit_on: date) -> date:
    """The day by which the panel must have seen an emergency stay, counted from its last day (T04)."""
    now = terms()
    return limit_on - timedelta(days=now.days["EMERGENCY"] - now.emergency_panel_days)


@dataclass(frozen=True)
class Line:
    """One stay of a child, as the rules look at it. `where` is the key of the home; None for any place that is none."""

    started: datetime
    ended: datetime | None = None
    exit: Exit | None = None
    basis: Basis = Basis.OUTSIDE
    where: Any = None
    order: str | None = None
    counted_from: date | None = None

    @property
    def began(self) -> date:
        return clock.local(self.started).date()

    def counted(self, on: date) -> "Line":
        return replace(self, counted_from=on)

    def same_order(self, other: "Line") -> bool:
        """The same order of a court, however it is spaced."""
        return "".join((self.order or "").split()).casefold() == "".join((other.order or "").split()).casefold()


def counts_from(new: Line, earlier: Sequence[Line]) -> date:
    """The day from which the days of a new line count, by the lines before it, the first one first.

    It is the first day of the unbroken time in the same place without a decision, whatever bases were written in
    between; an arrival and an emergency bring their days along to another place; an order of a court has its own 28
    days, once. A night elsewhere breaks the time.
    """
    found, until, same_place = new.began, new.began, True
    for line in reversed(earlier):
        if line.basis in LETS_STAY or (line.ended is not None and clock.local(line.ended).date() < until):
            break
        same_place = same_place and line.where == new.where
        if new.basis is Basis.COURT_DIRECT:
            goes_on = line.basis is new.basis and line.same_order(new)
        else:
            goes_on = line.basis is new.basis and new.basis in GOES_ON
            found = min(found, line.began) if same_place else found
        found = min(found, line.counted_from or line.began) if goes_on else found
        until = line.began
    return found


def dead(lines: Iterable[Line]) -> bool:
    """Whether one of a child's stays ended with its death; nothing begins after that."""
    return any(line.exit is Exit.DIED for line in lines)


def free_from(lines: Iterable[Line]) -> datetime | None:
    """The moment from which a next stay may begin: when the last one ended, or began while it runs; None for none."""
    return max((line.ended or line.started for line in lines), default=None)
