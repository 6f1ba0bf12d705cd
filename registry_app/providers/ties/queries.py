"""Which homes a person is tied to today, asked once a request."""

import uuid
from datetime import date, timedelta
from functools import cache
from typing import Any

from flask import g, has_request_context
from sqlalchemy import ColumnElement, CompoundSelect, Date, bindparam, or_, select

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.models import Home, Membership
from registry_app.providers.ties.models import Tie

LOOKBACK = timedelta(days=730)


@cache
def _tied() -> CompoundSelect[Any]:
    """The homes `who` is tied to, or was after `since`. Asked with every list, so put together once."""
    who, since = bindparam("who", type_=Tie.user_id.type), bindparam("since", type_=Date)
    ties = select(Tie.home_id).where(Tie.user_id == who, or_(Tie.until.is_(None), Tie.until >= since))
    belonging = (
        select(Home.id)
        .join(Membership, Membership.organisation_id == Home.organisation_id)
        .where(Membership.user_id == who, or_(Membership.until.is_(None), Membership.until >= since))
    )
    return ties.union(belonging)


def tied_homes(actor: Any, on: date | None = None) -> frozenset[uuid.UUID]:
    """Keys of the homes the person has, or in the last 24 months had, a tie to: declared, found, or by membership."""
    on = on or clock.today()
    kept = g.setdefault("tied_homes", {}) if has_request_context() else {}
    if (actor.id, on) not in kept:
        kept[actor.id, on] = frozenset(db.session.scalars(_tied(), {"who": actor.id, "since": on - LOOKBACK}))
    return frozenset(kept[actor.id, on])


def tied(actor: Any, home_id: uuid.UUID | None) -> bool:
    """Whether the person has a tie to this home."""
    return home_id is not None and home_id in tied_homes(actor)


def tied_people(home_id: uuid.UUID, on: date | None = None) -> frozenset[uuid.UUID]:
    """Keys of the people with a tie to this home now or in the last 24 months, asked once for all of them."""
    since = (on or clock.today()) - LOOKBACK
    said = select(Tie.user_id).where(Tie.home_id == home_id, or_(Tie.until.is_(None), Tie.until >= since))
    belonging = select(Membership.user_id).join(Home, Home.organisation_id == Membership.organisation_id)
    belonging = belonging.where(Home.id == home_id, or_(Membership.until.is_(None), Membership.until >= since))
    return frozenset(db.session.scalars(said.union(belonging)))


def untied(actor: Any, home_column: Any) -> ColumnElement[bool]:
    """A WHERE clause that leaves out rows of homes the person is tied to; rows without a home stay."""
    return or_(home_column.is_(None), home_column.not_in(tied_homes(actor)))
