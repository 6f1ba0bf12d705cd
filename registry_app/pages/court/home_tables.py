"""The tables of homes, each counted from the same list of known homes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from registry_app.pages.court import homes
from registry_app.pages.court.states import LastVisit, Place

SEVERITIES = ("CRITICAL", "MAJOR", "MODERATE", "MINOR")
SOURCES = ("SWD_LIST", "FEDERAL_LIST", "COURT_FILING", "MAPPING", "DONOR")


@dataclass(frozen=True)
class Pair:
    """Homes, and families that care."""

    homes: int = 0
    families: int = 0

    @property
    def all(self) -> int:
        return self.homes + self.families


@dataclass(frozen=True)
class HomeFacts:
    """`each` has every known home once; the tables count the same list."""

    each: tuple[homes.Home, ...]
    places: dict[str, Pair]
    run_by: dict[str, Pair]
    visits: dict[str, Pair]
    lists: dict[str, int]
    newest: dict[str, date]
    on_none: int
    measures: dict[str, tuple[int, int, int]]
    findings: dict[str, tuple[int, int, int, int]]
    book: dict[str, tuple[int, int, int]]

    @property
    def whole(self) -> Pair:
        return pair(self.each)


def pair(some: Iterable[homes.Home]) -> Pair:
    known = list(some)
    families = sum(home.household for home in known)
    return Pair(len(known) - families, families)


def _pairs(each: Sequence[homes.Home], key: Callable[[homes.Home], str], order: Iterable[str]) -> dict[str, Pair]:
    keys = list(order)
    keys += sorted({key(home) for home in each} - set(keys))
    return {one: pair(home for home in each if key(home) == one) for one in keys}


def count_homes(each: Sequence[homes.Home], on: date) -> HomeFacts:
    """The tables of homes, each from the same list."""
    facilities = [home for home in each if not home.household]
    newest: dict[str, date] = {}
    for home in each:
        for source, dated in home.lists.items():
            newest[source] = max(dated, newest.get(source, dated))
    kinds = sorted({one.kind for home in each for one in home.measures} - set(homes.ROUTE))
    return HomeFacts(
        each=tuple(each),
        places=_pairs(each, lambda home: home.place, Place),
        run_by=_pairs(each, lambda home: home.run_by, ()),
        visits=_pairs(each, lambda home: home.last_visit, LastVisit),
        lists={source: sum(source in home.lists for home in facilities) for source in SOURCES},
        newest=newest,
        on_none=sum(not home.lists for home in facilities),
        measures={
            kind: _measures(each, kind, on) for kind in (*homes.ROUTE, *(k for k in kinds if k not in homes.ROUTE))
        },
        findings={severity: _findings(each, severity, on) for severity in SEVERITIES},
        book=_book(each, on),
    )


def _measures(each: Sequence[homes.Home], kind: str, on: date) -> tuple[int, int, int]:
    """How many of the kind were given, how many of them are proved served, how many are in force."""
    some = [one for home in each for one in home.measures if one.kind == kind]
    return len(some), sum(bool(one.served_by(on)) for one in some), sum(one.in_force_on(on) for one in some)


def _findings(each: Sequence[homes.Home], severity: str, on: date) -> tuple[int, int, int, int]:
    """Found, put right, open, of these past their day."""
    some = [one for home in each for one in home.findings if one.severity == severity]
    done = sum(homes.is_over(one.done_on, on) for one in some)
    late = sum(not homes.is_over(one.done_on, on) and one.fix_by < on for one in some)
    return len(some), done, len(some) - done, late


def _book(each: Sequence[homes.Home], on: date) -> dict[str, tuple[int, int, int]]:
    """Entries of visitors' books by visitor: written, done, past their day."""
    entries = [one for home in each for one in home.book]
    found = {}
    for visitor in sorted({one.visitor for one in entries}):
        some = [one for one in entries if one.visitor == visitor]
        done = [one for one in some if homes.is_over(one.done_on, on)]
        found[visitor] = (len(some), len(done), sum(one.due_on < on for one in some if one not in done))
    return found
