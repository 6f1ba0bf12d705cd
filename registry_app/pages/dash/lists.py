"""The lists of the dashboard: how each is called, what its tile counts, and how its lines are ranked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry_app.core.i18n import lazy as _

FIVE = 5
# Beyond this an old delay does not outweigh a new danger.
LONGEST = 60


@dataclass(frozen=True)
class Item:
    """One thing that waits. `since` is the day it should have been done; `count` is what the tile adds up."""

    what: str
    district: str | None
    since: date
    owner: str
    weight: int
    url: str = ""
    detail: str = ""
    count: int = 1

    def late(self, today: date) -> int:
        """Days past its day."""
        return max((today - self.since).days, 0)

    def press(self, today: date) -> int:
        """How much it presses: the weight of its kind for each day it is late, up to two months of them."""
        return self.weight * (1 + min(self.late(today), LONGEST))


@dataclass(frozen=True)
class Kind:
    """One list. `weight` ranks its lines among those of the others: harm to a child before an office's delay."""

    key: str
    tile: Any
    title: Any
    nothing: Any
    weight: int


KINDS = (
    Kind("overdue", _("Visits overdue"), _("Homes whose visit is overdue"), _("No visit is overdue."), 2),
    Kind("inadequate", _("Children in homes graded D"), _("Homes graded D, inadequate"), _("No home is graded D."), 12),
    Kind(
        "complaints",
        _("Messages past their date"),
        _("Messages past their date"),
        _("No message is past its date."),
        20,
    ),
    Kind(
        "stays",
        _("Emergency stays past their limit"),
        _("Emergency stays past their limit"),
        _("No emergency stay is past its limit."),
        15,
    ),
    Kind("reviews", _("Panel reviews late"), _("Stays whose review is late"), _("No review is late."), 5),
    Kind(
        "applications",
        _("Applications past their limit"),
        _("Applications past their limit"),
        _("No application is past its limit."),
        1,
    ),
    Kind(
        "incidents",
        _("Incident reports past their time"),
        _("Incident reports past their time"),
        _("No report is past its time."),
        25,
    ),
    Kind(
        "returns",
        _("Monthly returns missing"),
        _("Homes whose monthly return is missing"),
        _("No return is missing."),
        1,
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True)
class Waiting:
    """A list with its lines, the most pressing first."""

    kind: Kind
    items: tuple[Item, ...]

    @property
    def number(self) -> int:
        """What the tile says."""
        return sum(item.count for item in self.items)

    def of(self, district: str | None) -> "Waiting":
        """The same list for one district; for all of Sindh without one."""
        if not district:
            return self
        return Waiting(self.kind, tuple(item for item in self.items if item.district == district))


def waiting(kind: Kind, items: Iterable[Item], today: date) -> Waiting:
    """The list with its lines in order."""
    return Waiting(kind, tuple(sorted(items, key=lambda item: (-item.press(today), item.since, item.what))))


def do_these(lists: Sequence[Waiting], today: date) -> tuple[tuple[Kind, Item], ...]:
    """The five things that press most, whatever list they stand on."""
    every = [(found.kind, item) for found in lists for item in found.items]
    every.sort(key=lambda pair: (-pair[1].press(today), pair[1].since, pair[1].what))
    return tuple(every[:FIVE])
