"""The tables of children, each counted from the same list of times in care."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry_app.pages.court import children
from registry_app.pages.court.children import Spell, StayRow
from registry_app.pages.court.days import Moment
from registry_app.pages.court.states import BroughtBy, Notable, Place
from registry_app.pages.reports.care import AGE_BANDS, band
from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.states import Basis, Exit, Sex

SEXES = tuple(sex.value for sex in Sex)
NOT_KNOWN_THEN, NO_HOME, NOBODY = "NOT_KNOWN_THEN", "NO_HOME", "NOBODY"
ENDS = tuple(one.value for one in Exit if one.value not in children.ONWARD)
ABROAD = "OUT-ABROAD"
"""Where a child went who left Pakistan."""


@dataclass(frozen=True)
class By:
    """One line of children: by sex."""

    girl: int = 0
    boy: int = 0
    transgender: int = 0

    @property
    def all(self) -> int:
        return self.girl + self.boy + self.transgender


@dataclass(frozen=True)
class Two:
    """A figure of the last twelve months, and of all that is recorded."""

    year: int = 0
    ever: int = 0


@dataclass(frozen=True)
class Deaths:
    """One line of deaths: in the last twelve months, of all recorded, and of these how many lay dead when found, have
    a grave with its number, and have none yet."""

    year: int = 0
    ever: int = 0
    found_dead: int = 0
    buried: int = 0
    not_buried: int = 0


@dataclass(frozen=True)
class PlanRow:
    """A plan to marry off a child, and the day on which the police were told."""

    on: date
    police_on: date | None


@dataclass(frozen=True)
class ChildFacts:
    """Children present on the day, each once, and the ways in and out."""

    bases: dict[str, By]
    ages: dict[str, By]
    places: dict[str, By]
    papers: dict[str, By]
    came: dict[str, Two]
    brought: dict[str, Two]
    left: dict[str, Two]
    to: dict[str, Two]
    courts: dict[str, Two]
    notable: dict[str, Two]
    deaths: dict[str, Deaths]
    whole: By
    present: int
    before: int
    on_the_way: int
    on_the_way_before: int


def _by(stays: Iterable[StayRow]) -> By:
    sexes = [stay.sex for stay in stays]
    return By(*(sexes.count(sex) for sex in SEXES))


def _lines(stays: Sequence[StayRow], key: Callable[[StayRow], str], order: Iterable[str]) -> dict[str, By]:
    found: dict[str, list[StayRow]] = {one: [] for one in order}
    for stay in stays:
        found.setdefault(key(stay), []).append(stay)
    return {one: _by(some) for one, some in found.items()}


@dataclass(frozen=True)
class _Ways:
    """Times in care that began or ended, in the year and ever."""

    year: Sequence[Spell]
    ever: Sequence[Spell]

    def lines(self, key: Callable[[Spell], str], order: Iterable[str]) -> dict[str, Two]:
        keys = [*order]
        keys += sorted({key(spell) for spell in self.ever} - set(keys))
        year, ever = [key(spell) for spell in self.year], [key(spell) for spell in self.ever]
        return {one: Two(year.count(one), ever.count(one)) for one in keys}

    def only(self, fits: Callable[[Spell], bool]) -> "_Ways":
        return _Ways([spell for spell in self.year if fits(spell)], [spell for spell in self.ever if fits(spell)])

    @property
    def two(self) -> Two:
        return Two(len(self.year), len(self.ever))


def count_children(
    stays: Sequence[StayRow], spells: Sequence[Spell], places: Mapping[uuid.UUID, str], plans: Sequence[PlanRow],
    day: Moment,
) -> ChildFacts:  # fmt: skip
    """`places` says where each home known on the day stood."""
    there = [spell.last for spell in children.in_state(spells, "PRESENT")]
    came = _Ways(children.came(spells, day.before), children.came(spells, None))
    left = _Ways(children.left(spells, day.before), children.left(spells, None))
    earlier = children.spells(stays, day.before)

    def where(stay: StayRow) -> str:
        return NO_HOME if stay.home_id is None else places.get(stay.home_id, NOT_KNOWN_THEN)

    arrived = came.only(lambda spell: spell.first.basis == Basis.ARRIVAL)
    ordered = left.only(lambda spell: spell.last.court is not None)
    return ChildFacts(
        bases=_lines(there, lambda stay: stay.basis, Basis),
        ages=_lines(there, lambda stay: band(stay.age(day.on)), AGE_BANDS),
        places=_lines(there, where, (*Place, NOT_KNOWN_THEN, NO_HOME)),
        papers=_lines(there, lambda stay: stay.papers, children.PAPERS),
        came=came.lines(lambda spell: spell.first.basis, Basis),
        brought=arrived.lines(lambda spell: children.brought(spell.first), BroughtBy),
        left=left.lines(lambda spell: spell.last.exit or "", ENDS),
        to=left.lines(lambda spell: spell.last.to or NOBODY, (*Destination, NOBODY)),
        courts=ordered.lines(lambda spell: spell.last.court or "", CourtType),
        notable=_notable(left, plans, day),
        deaths=_deaths(left.only(lambda spell: spell.last.exit == Exit.DIED)),
        whole=_by(there),
        present=len({stay.child_id for stay in there}),
        before=len(children.in_state(earlier, "PRESENT")),
        on_the_way=len(children.in_state(spells, "ON_THE_WAY")),
        on_the_way_before=len(children.in_state(earlier, "ON_THE_WAY")),
    )


def _notable(left: _Ways, plans: Sequence[PlanRow], day: Moment) -> dict[str, Two]:
    """What courts and the Assembly ask for by name."""

    def by(*exits: Exit) -> Two:
        return left.only(lambda spell: spell.last.exit in exits).two

    known = [plan for plan in plans if plan.on <= day.on]
    told = [plan for plan in known if plan.police_on is not None and plan.police_on <= day.on]
    return {
        Notable.GUARDIANSHIP: by(Exit.GUARDIAN_ORDER, Exit.GUARDIAN),
        Notable.KAFALAH: by(Exit.KAFALAH_ORDER, Exit.KAFALAH),
        Notable.MARRIED: by(Exit.MARRIED_ADULT),
        Notable.MARRIAGE_PLAN: Two(sum(plan.on >= day.since for plan in known), len(known)),
        Notable.MARRIAGE_PLAN_TOLD: Two(sum(plan.on >= day.since for plan in told), len(told)),
        Notable.ABROAD_BY_COURT: by(Exit.ABROAD_BY_COURT),
        Notable.ABROAD_OTHERWISE: left.only(
            lambda spell: spell.last.district == ABROAD and spell.last.exit != Exit.ABROAD_BY_COURT
        ).two,
        Notable.OTHER_PROVINCE: by(Exit.OTHER_PROVINCE),
        Notable.MISSING: by(Exit.MISSING),
        Notable.DIED: by(Exit.DIED),
    }


def _deaths(died: _Ways) -> dict[str, Deaths]:
    found = {}
    for cause, two in died.lines(lambda spell: spell.last.cause or Cause.NOT_YET_KNOWN, Cause).items():
        some = [s.last for s in died.ever if (s.last.cause or Cause.NOT_YET_KNOWN) == cause]
        buried = sum(stay.buried for stay in some)
        found[cause] = Deaths(
            two.year, two.ever, sum(bool(stay.found_dead) for stay in some), buried, len(some) - buried
        )
    return found
