"""Look-alikes as far as a person may see them, and those that wait for a look."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import selectinload

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home
from registry_app.providers.lookalikes import rules
from registry_app.providers.lookalikes.access import DISTRICT_ROLES, PROVINCE_ROLES
from registry_app.providers.lookalikes.models import LookAlike, LookAlikeCheck
from registry_app.providers.lookalikes.states import LookAlikeKind, LookAlikeState

PACKAGE = "registry_app.providers.lookalikes"
SIZE = 25
DUE = "due"


def book(on: date | None = None) -> rules.Book:
    """The rules in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "lookalikes", on or clock.today()))
    return body


@dataclass(frozen=True)
class Wish:
    """What an officer looks for: a kind, a district, where it stands; `due`: it waits for a look."""

    kind: str = ""
    district: str = ""
    state: str = ""


def wish(given: Any) -> Wish:
    """The filters in an address's query, only as far as they can mean something."""
    kind, district, state = (given.get(name, "").strip() for name in ("kind", "district", "state"))
    return Wish(
        kind=kind if kind in set(LookAlikeKind) else "",
        district=district if district in {one.code for one in gazetteer.districts()} else "",
        state=state if state in {*LookAlikeState, DUE} else "",
    )


def reach(actor: Any) -> ColumnElement[bool]:
    """Those the person may see: all of Sindh, or their own districts."""
    if actor.has(*PROVINCE_ROLES):
        return true()
    held = actor.districts(*DISTRICT_ROLES) if actor.has(*DISTRICT_ROLES) else set()
    return true() if held is None else LookAlike.district.in_(held)


def _waits() -> ColumnElement[bool]:
    """Its day for a look is today or over."""
    return LookAlike.next_check_on <= clock.today()


def listed(actor: Any, want: Wish, token: str | None) -> Page[LookAlike]:
    """By number, a page at a time."""
    query = select(LookAlike).where(reach(actor)).options(selectinload(LookAlike.home))
    if want.kind:
        query = query.where(LookAlike.kind == LookAlikeKind(want.kind))
    if want.district:
        query = query.where(LookAlike.district == want.district)
    if want.state:
        query = query.where(_waits() if want.state == DUE else LookAlike.state == LookAlikeState(want.state))
    return page(query, [LookAlike.number], token, SIZE)


def due(actor: Any) -> int:
    """How many wait for a look."""
    return db.session.scalar(select(func.count()).select_from(LookAlike).where(reach(actor), _waits())) or 0


def one(actor: Any, number: str) -> LookAlike | None:
    """A place by its number with every look at it, if the person may see it."""
    query = select(LookAlike).where(reach(actor), LookAlike.number == number)
    looks = selectinload(LookAlike.checks).selectinload(LookAlikeCheck.by)
    return db.session.scalars(query.options(looks)).one_or_none()


def of_home(home: Home) -> LookAlike | None:
    """The place that goes on as this home, also under a record that was put under it."""
    keys = select(Home.id).where(or_(Home.id == home.id, Home.same_as_id == home.id))
    return db.session.scalars(select(LookAlike).where(LookAlike.home_id.in_(keys)).limit(1)).first()
