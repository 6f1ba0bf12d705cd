"""Which home is on which list, and what is on none."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.places import gazetteer
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.findings.states import LISTS
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom

SIZE = 25
NONE = "none"


@dataclass(frozen=True)
class Wish:
    """What an officer compares: homes on a kind of list (or on none), and missing on another kind."""

    on: str = ""
    missing: str = ""
    district: str = ""


def wish(given: Any) -> Wish:
    """The filters in an address's query, only as far as they can mean something."""
    on, missing, district = (given.get(name, "").strip() for name in ("on", "missing", "district"))
    return Wish(
        on=on if on in {*LISTS, NONE} else "",
        missing=missing if missing in LISTS else "",
        district=district if district in {one.code for one in gazetteer.districts()} else "",
    )


def _named_by(*clauses: ColumnElement[bool]) -> ColumnElement[bool]:
    """Homes that a list names under this record or under one that was put under it."""
    other = aliased(Home)
    return exists().where(
        Finding.list_id == OutsideList.id,
        other.id == Finding.home_id,
        or_(other.id == Home.id, other.same_as_id == Home.id),
        *clauses,
    )


def _on(source: str) -> ColumnElement[bool]:
    return _named_by(OutsideList.source == KnownFrom(source))


def _compared(actor: Any) -> ColumnElement[bool]:
    """Families stand on no list and are not compared."""
    return and_(homes.reach(actor), Home.household.is_(False))


def compared(actor: Any, want: Wish, token: str | None) -> Page[Home]:
    """Homes by register number, as far as the person may see them."""
    query = select(Home).where(_compared(actor))
    if want.on:
        query = query.where(~_named_by() if want.on == NONE else _on(want.on))
    if want.missing:
        query = query.where(~_on(want.missing))
    if want.district:
        query = query.where(Home.district == want.district)
    return page(query, [Home.register_number], token, SIZE)


def last_named(home_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[KnownFrom, date]]:
    """The day of the newest list of each kind that names each home."""
    key = func.coalesce(Home.same_as_id, Home.id)
    query = (
        select(key, OutsideList.source, func.max(OutsideList.dated))
        .join(Finding, Finding.home_id == Home.id)
        .join(OutsideList, OutsideList.id == Finding.list_id)
        .where(key.in_(home_ids))
        .group_by(key, OutsideList.source)
    )
    found: dict[uuid.UUID, dict[KnownFrom, date]] = defaultdict(dict)
    for home_id, source, dated in db.session.execute(query):
        found[home_id][source] = dated
    return found


def newest() -> dict[KnownFrom, date]:
    """The day of the newest list of each kind."""
    rows = db.session.execute(select(OutsideList.source, func.max(OutsideList.dated)).group_by(OutsideList.source))
    return {row[0]: row[1] for row in rows}


def lists(actor: Any) -> list[tuple[OutsideList, int]]:
    """Every list, the newest first, with how many of its homes the person may see."""
    seen = select(Home.id).where(homes.reach_with_twice(actor))
    named = select(func.count()).where(Finding.list_id == OutsideList.id, Finding.home_id.in_(seen)).scalar_subquery()
    query = select(OutsideList, named).order_by(OutsideList.dated.desc(), OutsideList.source, OutsideList.title)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def on_none(actor: Any) -> int:
    """How many homes no list names."""
    return db.session.scalar(select(func.count()).select_from(Home).where(_compared(actor), ~_named_by())) or 0


def list_one(_actor: Any, list_id: uuid.UUID) -> OutsideList | None:
    """A list by key."""
    return db.session.get(OutsideList, list_id)


def of_list(actor: Any, of: OutsideList, token: str | None) -> Page[Finding]:
    """What a list says of each home that the person may see, by the names as written."""
    seen = select(Home.id).where(homes.reach_with_twice(actor))
    query = select(Finding).where(Finding.list_id == of.id, Finding.home_id.in_(seen))
    return page(query.options(selectinload(Finding.home)), [Finding.name_written, Finding.id], token, SIZE)


def of_home(home: Home) -> Sequence[Finding]:
    """Who told of a home, also under a record that was put under it; the newest first."""
    keys = select(Home.id).where(or_(Home.id == home.id, Home.same_as_id == home.id))
    query = (
        select(Finding).where(Finding.home_id.in_(keys)).options(selectinload(Finding.list), selectinload(Finding.home))
    )
    return db.session.scalars(query.order_by(Finding.on.desc(), Finding.id)).all()


def home_by_number(actor: Any, number: str) -> Home | None:
    """A home by its register number, if the person may see it."""
    return db.session.scalars(select(Home).where(homes.reach(actor), Home.register_number == number)).one_or_none()


def kept() -> Sequence[OutsideList]:
    """Every list, the newest first, for choosing one."""
    return db.session.scalars(select(OutsideList).order_by(OutsideList.dated.desc(), OutsideList.title)).all()
