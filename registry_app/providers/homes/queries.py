"""Finding homes. Lists for officers and providers start from `visible_to`."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from registry_app.core import clock, names
from registry_app.core.db import db
from registry_app.providers.homes.access import DISTRICT_ROLES, PROVIDER_ROLES, PROVINCE_ROLES
from registry_app.providers.homes.models import Home, HomeName, Membership
from registry_app.providers.ties.queries import untied

__all__ = ["DISTRICT_ROLES", "PROVINCE_ROLES"]


def own(actor: Any) -> ColumnElement[bool]:
    """Homes of the organisations the person signs in for today."""
    today = clock.today()
    mine = select(Membership.organisation_id).where(
        Membership.user_id == actor.id,
        Membership.since <= today,
        or_(Membership.until.is_(None), Membership.until >= today),
    )
    return Home.organisation_id.in_(mine)


def reach(actor: Any) -> ColumnElement[bool]:
    """The homes a person may see at all: providers their own, officers by role and district where they have no tie.

    A home that was recorded twice is seen under the record that stays.
    """
    return and_(reach_with_twice(actor), Home.same_as_id.is_(None))


def reach_with_twice(actor: Any) -> ColumnElement[bool]:
    """The same with the records that were put under another one."""
    clauses: list[ColumnElement[bool]] = [own(actor)] if actor.has(*PROVIDER_ROLES) else []
    if actor.has(*PROVINCE_ROLES):
        clauses.append(untied(actor, Home.id))
    if actor.has(*DISTRICT_ROLES):
        held = actor.districts(*DISTRICT_ROLES)
        clauses.append(and_(true() if held is None else Home.district.in_(held), untied(actor, Home.id)))
    return or_(*clauses) if clauses else false()


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the homes this person may see, by register number."""
    return select(Home).where(reach(actor)).order_by(Home.register_number)


def one(actor: Any, home_id: uuid.UUID) -> Home | None:
    """A home by key, if the person may see it; for `guard(load=…)`."""
    found: Home | None = db.session.scalars(visible_to(actor).where(Home.id == home_id)).one_or_none()
    return found


def one_of_own(actor: Any, home_id: uuid.UUID) -> Home | None:
    """A home by key, if the person signs in for it."""
    return db.session.scalars(select(Home).where(and_(Home.id == home_id, own(actor)))).one_or_none()


def selectable(actor: Any) -> Sequence[Home]:
    """The open homes a person may choose in a form, by name; closed ones and those of a conflict are left out."""
    query = select(Home).where(reach(actor), Home.closed_on.is_(None)).order_by(Home.name, Home.register_number)
    return db.session.scalars(query).all()


def selected(actor: Any, key: str | None) -> Home | None:
    """The home chosen in a form, if the person may see it."""
    try:
        return one(actor, uuid.UUID(key)) if key else None
    except ValueError:
        return None


def own_homes(actor: Any) -> Sequence[Home]:
    """The homes the person signs in for."""
    return db.session.scalars(select(Home).where(own(actor)).order_by(Home.register_number)).all()


def by_number(number: str) -> Home | None:
    """A home by its register number, for public pages."""
    return db.session.scalars(select(Home).where(Home.register_number == number)).one_or_none()


def named(typed: str) -> ColumnElement[bool]:
    """Homes one of whose names, or a part of it from the start of a word on, is what somebody typed in any script."""
    wish = names.wanted(typed)
    if wish is None:
        return false()
    fits: list[ColumnElement[bool]] = [HomeName.key.between(begun, begun + names.TOP) for begun in wish.begins]
    if wish.whole:
        fits.append(HomeName.key == wish.whole)
    return Home.id.in_(select(HomeName.home_id).where(or_(*fits)))
