"""What bodies do: are notified, fill their seats, plan, call the roll, open and close."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from gatekeeping.bodies import queries
from gatekeeping.bodies.models import Body, BodyDistrict, Meeting, RollCall, Seat
from gatekeeping.bodies.states import LIFE, Presence, SeatKind, Sitting, Template
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.vetting import official_queries as officials
from registry_app.providers.vetting.states import OfficialKind, VettingOutcome


@transactional
def notify_body(
    *, template: Template, notification: str, notified_on: date, districts: Iterable[str], actor: Any
) -> Body:
    """A notification makes a body for one or more districts; a district that has one keeps it."""
    body = Body(template=template, notification=notification.strip(), notified_on=notified_on)
    with audit.deed("body:notify", body, actor):
        pass
    for district in districts:
        if db.session.get(BodyDistrict, district) is not None:
            raise DomainError(_("This district has its body already."), "districts")
        db.session.add(BodyDistrict(district=district, body_id=body.id))
    db.session.flush()
    db.session.refresh(body)
    return body


@transactional
def fill_seat(body: Body, user: Any, seat: SeatKind, *, since: date, actor: Any, until: date | None = None) -> Seat:
    """A person takes a seat. One person holds one seat of a body at a time."""
    held = [s for s in queries.seats(body, since) if s.user_id == user.id]
    if held:
        raise DomainError(_("This person holds a seat here already."), "user")
    if officials.not_clear(OfficialKind.PANEL_MEMBER, [user]):
        raise DomainError(
            _("This person is not vetted, so no seat: pending or not clear is no contact with children."), "user"
        )
    made = Seat(body_id=body.id, user_id=user.id, seat=seat, since=since, until=until)
    with audit.deed("body:fill-seat", made, actor):
        pass
    db.session.refresh(body)
    return made


@transactional
def plan_meeting(body: Body, *, on_day: date, urgent: bool, actor: Any) -> Meeting:
    """Plan a sitting for today or later."""
    if on_day < clock.today():
        raise DomainError(_("The date must be today or later."), "on_day")
    meeting = Meeting(body_id=body.id, on_day=on_day, urgent=urgent, state=LIFE.initial)
    with audit.deed("meeting:plan", meeting, actor):
        pass
    return meeting


@transactional
def call_roll(meeting: Meeting, here: Mapping[uuid.UUID, Presence], *, actor: Any) -> Meeting:
    """Note who is here and open the meeting. The roll may be called again while it sits: people come and go."""
    meeting = locked(meeting)
    members = {seat.user_id for seat in queries.seats(meeting.body, clock.today())}
    if meeting.state is Sitting.CLOSED:
        raise DomainError(_("This meeting is over."))
    if not set(here) <= members:
        raise DomainError(_("Only members of this panel can be called."))
    _nobody_not_clear(meeting, here)
    if meeting.state is Sitting.PLANNED:
        _open(meeting, actor)
    known = {row.user_id: row for row in db.session.scalars(select(RollCall).where(RollCall.meeting_id == meeting.id))}
    for user_id, presence in here.items():
        row = known.get(user_id) or RollCall(meeting_id=meeting.id, user_id=user_id, presence=presence)
        row.presence, row.noted_at = presence, clock.now()
        db.session.add(row)
    said = {str(user_id): presence.value for user_id, presence in here.items()}
    audit.note("meeting:roll-call", meeting, actor, changes={"here": [None, said]})
    db.session.flush()
    return meeting


def _nobody_not_clear(meeting: Meeting, here: Mapping[uuid.UUID, Presence]) -> None:
    """Who is not clear does not sit. Who is pending may: a panel without its quorum leaves a child waiting.

    The page warns of them, and that they hear no child.
    """
    coming = [s.user for s in meeting.body.seats if here.get(s.user_id, Presence.ABSENT) is not Presence.ABSENT]
    for one in officials.vetted(OfficialKind.PANEL_MEMBER, coming):
        if one.outcome == VettingOutcome.NOT_CLEAR:
            raise DomainError(_("%(name)s is not clear and cannot sit. Mark them as not here.", name=one.user.name))


def _open(meeting: Meeting, actor: Any) -> None:
    if meeting.on_day > clock.today():
        raise DomainError(_("This meeting is planned for a later day."))
    if queries.sitting(meeting.body) is not None:
        raise DomainError(_("Another meeting of this panel is sitting. Close it first."))
    with audit.deed("meeting:open", meeting, actor):
        meeting.state, meeting.opened_at = LIFE.target(meeting.state, "open"), clock.now()


@transactional
def close_meeting(meeting: Meeting, *, actor: Any) -> Meeting:
    """The sitting is over; what was decided stands."""
    meeting = locked(meeting)
    if meeting.state is Sitting.CLOSED:
        raise DomainError(_("This meeting is over."))
    with audit.deed("meeting:close", meeting, actor):
        meeting.state, meeting.closed_at = LIFE.target(meeting.state, "close"), clock.now()
    return meeting
