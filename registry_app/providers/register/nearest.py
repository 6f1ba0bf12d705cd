"""The nearest homes that may take a child of some age and sex: for Child Protection Units and panels, a first look.

The database is asked who in a box, which an index carries, may take the child; how wide the box was that held enough
the last time is where the next search from there begins. Measured over the ellipsoid are only those whose place in the
list, or whose whole kilometre, the fast formula cannot tell. The panel's own rules decide later, with the child's whole
story.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Float, Select, and_, bindparam, case, func, select

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.geo import ROUGH, Box, Point, km, roughly_km, wide_box
from registry_app.places import gazetteer
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import AuthorisationStanding
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import CareType, Grade, Sexes
from registry_app.providers.register.free_places import takes_children
from registry_app.providers.ties.queries import tied_homes

FIRST, SINDH = 6.0, 1000.0
"""Kilometres of the first box, and of one that holds all of Sindh."""
MARGIN = 1.05
"""So much wider than the last one shown is the box of the next search, which finds its twenty also after a few left."""
MOST_HINTS = 4096
_hints: "dict[tuple[Point, Child], float]" = {}
"""Where a search began and for whom -> kilometres that were enough. Only a hint: too narrow a box is widened."""


@dataclass(frozen=True)
class Child:
    """Whom a place is looked for, as far as a first look needs it. None: any."""

    care: CareType | None = None
    sexes: Sexes | None = None
    age: int | None = None


@dataclass(frozen=True)
class Near:
    """A home with a free place, so many kilometres in a straight line from where the search began."""

    number: str
    name: str
    district: str
    grade: Grade | None
    free: int
    km: float


def _stands() -> ColumnElement[bool]:
    today = bindparam("today", type_=Date)
    return and_(
        Authorisation.standing == AuthorisationStanding.IN_FORCE,
        Authorisation.start <= today,
        Authorisation.until >= today,
    )


def _offers(child: Child) -> ColumnElement[bool]:
    """The home has an authorised service for such a child."""
    query = select(Service.id).join(Authorisation, and_(Authorisation.service_id == Service.id, _stands()))
    query = query.where(Service.home_id == Home.id)
    if child.care:
        query = query.where(Service.care_type == child.care)
    if child.sexes:
        query = query.where(Service.sexes.in_({child.sexes, Sexes.BOTH}))
    if child.age is not None:
        query = query.where(Service.age_from <= child.age, Service.age_to >= child.age)
    return query.exists()


def _may_take(child: Child) -> Select[Any]:
    """Homes that may take such a child on `today`, with the places that are authorised in all; `tied` are left out."""
    places = (
        select(func.coalesce(func.sum(Authorisation.capacity), 0))
        .where(Authorisation.home_id == Home.id, _stands())
        .correlate(Home)
        .scalar_subquery()
    )
    columns = (
        Home.register_number, Home.name, Home.name_ur, Home.name_sd, Home.household, Home.shelters_survivors,
        Home.district, Home.grade, Home.present, Home.latitude, Home.longitude, places.label("places"),
    )  # fmt: skip
    tied = bindparam("tied", expanding=True, type_=Home.id.type)
    return select(*columns).where(takes_children(), _offers(child), places > Home.present, Home.id.not_in(tied))


def _inside() -> ColumnElement[bool]:
    south, north, west, east = (bindparam(side, type_=Float) for side in ("south", "north", "west", "east"))
    return and_(Home.latitude.between(south, north), Home.longitude.between(west, east))


@lru_cache(maxsize=256)
def pinned(child: Child) -> Select[Any]:
    """The homes in a box that may take such a child. Put together once for each kind of question."""
    return _may_take(child).where(_inside())


@lru_cache(maxsize=256)
def _unpinned(child: Child) -> Select[Any]:
    """The same without a pin, those of the nearest seats first: as many as can be shown."""
    rank = case({one.code: bindparam(one.code) for one in gazetteer.districts()}, value=Home.district)
    here = and_(Home.latitude.is_(None), Home.district.in_(bindparam("districts", expanding=True)))
    return _may_take(child).where(here).order_by(rank, Home.register_number).limit(bindparam("most"))


def sides(around: Box) -> dict[str, float]:
    """The box as the questions here name its sides."""
    return around._asdict()


def nearest(actor: Any, start: Point, child: Child, language: str, most: int = 20) -> list[Near]:
    """The `most` nearest homes with a free place, the nearest first, in a few questions however many there are."""
    facts: dict[str, Any] = {"today": clock.today(), "tied": list(tied_homes(actor))}
    radius = _hints.get((start, child), FIRST)
    while True:
        rows = _ask(pinned(child), {**facts, **sides(wide_box(start, radius))})
        found = [(roughly_km(start, Point(row.latitude, row.longitude)), row) for row in rows]
        within = sum(about <= radius * (1 - ROUGH) for about, _row in found)
        if within >= most or radius >= SINDH:
            break
        radius = min(radius * _wider(within, most), SINDH)
    found += _at_seats(child, facts, start, radius, most)
    shown = _ordered(found, start, most)
    _remember(start, child, shown[-1][0] if len(shown) == most else SINDH)
    return [_near(row, about, language) for about, row in shown]


def _wider(within: int, most: int) -> float:
    """How many times wider the next box is: as wide as should hold enough, going by what was found in this one."""
    return min(3.0, max(1.5, 1.2 * math.sqrt(most / within))) if within else 3.0


def _remember(start: Point, child: Child, enough: float) -> None:
    if len(_hints) >= MOST_HINTS:
        _hints.clear()
    _hints[start, child] = min(max(MARGIN * enough, 0.5), SINDH)


def _ask(query: Select[Any], facts: dict[str, Any]) -> Sequence[Any]:
    # Straight from the connection: the session would make of each row what nobody asks for here.
    return db.session.connection().execute(query, facts).all()


def _at_seats(child: Child, facts: dict[str, Any], start: Point, radius: float, most: int) -> list[tuple[float, Any]]:
    """Those without a pin: each stands at the seat of its district."""
    around = wide_box(start, radius)
    away = {one.code: roughly_km(start, one.point) for one in gazetteer.districts()}
    seats = [one.code for one in gazetteer.districts() if around.holds(one.point)]
    if not seats:
        return []
    rows = _ask(_unpinned(child), {**facts, **away, "districts": seats, "most": most})
    return [(away[row.district], row) for row in rows]


def _ordered(found: list[tuple[float, Any]], start: Point, most: int) -> list[tuple[float, Any]]:
    """The `most` nearest in the order that measuring gives: measured are those of which the formula leaves it open."""
    found.sort(key=lambda one: one[0])
    # Behind the last one that is shown, whoever is too near to it to be told from it may stand in its place.
    last = found[most - 1][0] * (1 + 2 * ROUGH) if len(found) > most else math.inf
    near = [one for one in found if one[0] <= last]
    settled = []
    for at, (about, row) in enumerate(near):
        beside = [near[other][0] for other in (at - 1, at + 1) if 0 <= other < len(near)]
        settled.append((km(start, _point(row)) if _open(about, beside) else about, row))
    settled.sort(key=lambda one: (one[0], one[1].register_number))
    return settled[:most]


def _open(about: float, beside: Iterable[float]) -> bool:
    """Whether measuring could say another whole kilometre, or another order beside the neighbours."""
    off = about * ROUGH
    return round(about - off) != round(about + off) or any(abs(one - about) <= 3 * off for one in beside)


def _point(row: Any) -> Point:
    pinned = row.latitude is not None and row.longitude is not None
    return Point(row.latitude, row.longitude) if pinned else gazetteer.district(row.district).point


def _near(row: Any, kilometres: float, language: str) -> Near:
    quiet = row.household or row.shelters_survivors
    name = {"ur": row.name_ur, "sd": row.name_sd}.get(language) or row.name
    return Near(
        row.register_number, "" if quiet else name, row.district, row.grade, row.places - row.present, kilometres
    )
