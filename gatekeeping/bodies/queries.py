"""Finding bodies, members and meetings."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from gatekeeping.bodies.access import serves_its_district, sits
from gatekeeping.bodies.models import Body, BodyDistrict, Meeting, RollCall, Seat
from gatekeeping.bodies.states import Presence, SeatKind, Sitting
from registry_app.core import clock
from registry_app.core.db import db


@cache
def _whole() -> tuple[Any, ...]:
    """What is read with a body. Made when first asked: at import it would tie the tables together half-way."""
    return (selectinload(Body.seats).joinedload(Seat.user), selectinload(Body.districts))


def of_district(district: str) -> Body | None:
    """The body that serves a district."""
    query = select(Body).join(BodyDistrict).where(BodyDistrict.district == district).options(*_whole())
    return db.session.scalars(query).one_or_none()


def districts_of(actor: Any) -> list[str]:
    """Districts served by the bodies in which the person holds a seat today."""
    today = clock.today()
    query = (
        select(BodyDistrict.district)
        .join(Seat, Seat.body_id == BodyDistrict.body_id)
        .where(Seat.user_id == actor.id, Seat.since <= today, or_(Seat.until.is_(None), Seat.until >= today))
    )
    return list(db.session.scalars(query.order_by(BodyDistrict.district)))


def mine(actor: Any) -> list[Body]:
    """The bodies the person sits in, or whose districts the person's unit serves."""
    found = db.session.scalars(select(Body).options(*_whole()).order_by(Body.notified_on, Body.id)).all()
    return [body for body in found if sits(actor, body) or serves_its_district(actor, body)]


def one_body(actor: Any, body_id: uuid.UUID) -> Body | None:
    """A body by key, if the person may see it."""
    return next((body for body in mine(actor) if body.id == body_id), None)


def one(actor: Any, meeting_id: uuid.UUID) -> Meeting | None:
    """A meeting by key, if the person may see it."""
    found = db.session.get(Meeting, meeting_id)
    return found if found and (sits(actor, found) or serves_its_district(actor, found)) else None


def coming(bodies: Sequence[Body]) -> Sequence[Meeting]:
    """Meetings that sit now or are planned, the next first."""
    query = select(Meeting).where(Meeting.body_id.in_([b.id for b in bodies]), Meeting.state != Sitting.CLOSED)
    return db.session.scalars(query.order_by(Meeting.on_day, Meeting.id)).all()


def sitting(body: Body | None) -> Meeting | None:
    """The meeting of this body that sits now."""
    if body is None:
        return None
    query = select(Meeting).where(Meeting.body_id == body.id, Meeting.state == Sitting.SITTING)
    return db.session.scalars(query).one_or_none()


def seats(body: Body, on: date) -> list[Seat]:
    """The seats held on a day: the chair first, then in the order of the notification."""
    order = list(SeatKind)
    return sorted((s for s in body.seats if s.runs(on)), key=lambda s: (order.index(s.seat), s.since, str(s.user_id)))


def presence(meeting: Meeting) -> dict[uuid.UUID, Presence]:
    """Who was noted as here, by phone or not here."""
    rows = db.session.scalars(select(RollCall).where(RollCall.meeting_id == meeting.id))
    return {row.user_id: row.presence for row in rows}
