"""Finding notices of arrival. Every list starts from what the person may see."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from registry_app.accounts.states import Role
from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.placements.arrivals import rules
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice, ArrivalTrace
from registry_app.placements.arrivals.states import State
from registry_app.placements.models import Stay
from registry_app.placements.queries import DISTRICT, PROVINCE
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.queries import own
from registry_app.providers.ties.queries import untied

PACKAGE = "registry_app.placements.arrivals"
SHOWN = 200
"""The most a list of what waits shows at once; more than this is a disaster with a page of its own."""


def book(on: date | None = None) -> rules.Book:
    """The numbers in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "arrivals", on or clock.today()))
    return body


def _whole() -> Select[Any]:
    children = selectinload(ArrivalNotice.arrivals)
    return (
        select(ArrivalNotice)
        .join(Home, Home.id == ArrivalNotice.home_id)
        .options(
            joinedload(ArrivalNotice.home),
            joinedload(ArrivalNotice.sent_by),
            children.joinedload(Arrival.child),
            children.joinedload(Arrival.stay),
        )
    )


def reach(actor: Any) -> ColumnElement[bool]:
    """Notices an office may see: the province for SWD and SCPA, a unit those of its districts, none past a tie."""
    if actor.has(*PROVINCE):
        return untied(actor, ArrivalNotice.home_id)
    if not actor.has(*DISTRICT):
        return false()
    held = actor.districts(*DISTRICT)
    where = true() if held is None else Home.district.in_(held)
    return and_(where, untied(actor, ArrivalNotice.home_id))


def one(actor: Any, notice_id: uuid.UUID) -> ArrivalNotice | None:
    """A notice by key, if the office may see it."""
    found: ArrivalNotice | None = db.session.scalars(
        _whole().where(ArrivalNotice.id == notice_id, reach(actor))
    ).one_or_none()
    return found


def child_of(actor: Any, arrival_id: uuid.UUID) -> Arrival | None:
    """One child of a notice, if the office may see it."""
    query = (
        select(Arrival)
        .join(ArrivalNotice, ArrivalNotice.id == Arrival.notice_id)
        .join(Home, Home.id == ArrivalNotice.home_id)
        .where(Arrival.id == arrival_id, reach(actor))
        .options(
            joinedload(Arrival.notice).joinedload(ArrivalNotice.home),
            joinedload(Arrival.child),
            joinedload(Arrival.stay),
        )
    )
    return db.session.scalars(query).one_or_none()


def one_of_own(actor: Any, notice_id: uuid.UUID) -> ArrivalNotice | None:
    """A notice by key, if it is about a home the person signs in for."""
    found: ArrivalNotice | None = db.session.scalars(
        _whole().where(ArrivalNotice.id == notice_id, own(actor))
    ).one_or_none()
    return found


def own_notices(actor: Any) -> Sequence[ArrivalNotice]:
    """The newest notices about the homes the person signs in for."""
    query = _whole().where(own(actor)).order_by(ArrivalNotice.received_at.desc(), ArrivalNotice.id).limit(50)
    return db.session.scalars(query).all()


def not_seen(actor: Any) -> Sequence[ArrivalNotice]:
    """What nobody has seen yet, the oldest first."""
    query = _whole().where(reach(actor), ArrivalNotice.state == State.SENT)
    return db.session.scalars(query.order_by(ArrivalNotice.received_at, ArrivalNotice.id).limit(SHOWN)).all()


def last_night(actor: Any) -> int:
    """How many children came since yesterday morning."""
    since = rules.last_night(book(), clock.now())
    query = select(func.coalesce(func.sum(ArrivalNotice.children), 0)).join(Home, Home.id == ArrivalNotice.home_id)
    return int(db.session.scalar(query.where(reach(actor), ArrivalNotice.received_at >= since)) or 0)


def _without_outcome() -> ColumnElement[bool]:
    """The stay still rests on the arrival alone: no outcome, not ended, no other basis."""
    return and_(Arrival.outcome.is_(None), Stay.ended_at.is_(None), Stay.basis == Basis.ARRIVAL)


def waiting(actor: Any) -> Sequence[Arrival]:
    """Children without an outcome, those whose day 7 comes first on top."""
    query = (
        select(Arrival)
        .join(ArrivalNotice, ArrivalNotice.id == Arrival.notice_id)
        .join(Home, Home.id == ArrivalNotice.home_id)
        .join(Stay, Stay.id == Arrival.stay_id)
        .where(reach(actor), _without_outcome())
        .options(
            joinedload(Arrival.notice).joinedload(ArrivalNotice.home),
            joinedload(Arrival.child),
            joinedload(Arrival.stay),
        )
    )
    return db.session.scalars(query.order_by(Stay.limit_on, Stay.started_at, Arrival.id).limit(SHOWN)).all()


def overdue(on: date) -> Sequence[ArrivalNotice]:
    """Notices with a child whose day 7 is over without an outcome, and of whom nobody was told."""
    late = (
        select(Arrival.notice_id).join(Stay, Stay.id == Arrival.stay_id).where(_without_outcome(), Stay.limit_on < on)
    )
    query = _whole().where(ArrivalNotice.overdue_told_on.is_(None), ArrivalNotice.id.in_(late))
    return db.session.scalars(query.order_by(ArrivalNotice.received_at)).all()


def count_overdue(actor: Any, on: date) -> int:
    """How many children are past day 7 without an outcome."""
    query = (
        select(func.count())
        .select_from(Arrival)
        .join(ArrivalNotice, ArrivalNotice.id == Arrival.notice_id)
        .join(Home, Home.id == ArrivalNotice.home_id)
        .join(Stay, Stay.id == Arrival.stay_id)
        .where(reach(actor), _without_outcome(), Stay.limit_on < on)
    )
    return db.session.scalar(query) or 0


def late() -> Sequence[ArrivalNotice]:
    """Not seen in time, and the head or the directorate still to be told."""
    told = or_(ArrivalNotice.late_told_at.is_(None), ArrivalNotice.higher_told_at.is_(None))
    query = _whole().where(ArrivalNotice.state == State.SENT, ArrivalNotice.seen_by < clock.now(), told)
    return db.session.scalars(query.order_by(ArrivalNotice.seen_by)).all()


def traces(arrival: Arrival) -> Sequence[ArrivalTrace]:
    """The steps of looking for the family, newest first."""
    query = select(ArrivalTrace).where(ArrivalTrace.arrival_id == arrival.id).options(joinedload(ArrivalTrace.by))
    return db.session.scalars(query.order_by(ArrivalTrace.on.desc(), ArrivalTrace.recorded_at.desc())).all()


def sent_from_desk(actor: Any) -> Sequence[ArrivalNotice]:
    """What came in since yesterday morning in all of Sindh, for the helpline: number, home and state, no child."""
    since = rules.last_night(book(), clock.now())
    query = (
        select(ArrivalNotice)
        .where(or_(ArrivalNotice.received_at >= since, ArrivalNotice.state == State.SENT))
        .where(untied(actor, ArrivalNotice.home_id))
        .options(joinedload(ArrivalNotice.home))
    )
    return db.session.scalars(query.order_by(ArrivalNotice.received_at.desc()).limit(SHOWN)).all()


def choosable(actor: Any) -> Sequence[Home]:
    """The homes the person may send a notice for: the helpline any home, a unit those it may see. No families."""
    query = select(Home).where(Home.closed_on.is_(None), Home.same_as_id.is_(None), Home.household.is_(False))
    if actor.has(Role.DESK):
        return db.session.scalars(query.order_by(Home.name, Home.register_number)).all()
    held = actor.districts(*DISTRICT) if actor.has(*DISTRICT) else frozenset()
    query = query.where(true() if held is None else Home.district.in_(held), untied(actor, Home.id))
    return db.session.scalars(query.order_by(Home.name, Home.register_number)).all()
