"""Who is on duty where and when."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from complaints.duty import rules
from complaints.duty.access import ABLE, PLANNERS
from complaints.duty.models import DutyCall, DutyLeave, DutyShift
from registry_app.accounts.models import User
from registry_app.accounts.queries import holding
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.places import gazetteer
from registry_app.places.gazetteer import Division


def division_of(district: str | None) -> str | None:
    """The division in whose roster a message of this district is called."""
    return gazetteer.district(district).division_code if district else None


def shifts(division: str, begin: datetime, end: datetime) -> Sequence[DutyShift]:
    """Shifts that touch the time, in order."""
    rows = select(DutyShift).where(DutyShift.division == division, DutyShift.starts_at < end, DutyShift.ends_at > begin)
    return db.session.scalars(rows.order_by(DutyShift.starts_at, DutyShift.place)).all()


def standing_in(user: User, moment: datetime) -> User | None:
    """The person or, on leave, the cover; None when nobody of them can come."""
    day, seen = clock.local(moment).date(), {user.id}
    while True:
        leave = db.session.scalars(
            select(DutyLeave)
            .where(DutyLeave.user_id == user.id, DutyLeave.first_day <= day, DutyLeave.last_day >= day)
            .order_by(DutyLeave.id)
        ).first()
        if leave is None:
            return user if user.is_active and user.has(*ABLE) else None
        if leave.cover_id in seen:
            return None
        seen.add(leave.cover_id)
        user = leave.cover


def on_duty(division: str | None, moment: datetime | None = None) -> list[User]:
    """Who is called at this moment, the first one first; leave is counted."""
    moment = moment or clock.now()
    if division is None:
        return []
    found: dict[uuid.UUID, User] = {}
    for shift in shifts(division, moment, moment + rules.GOES_ON):
        if shift.starts_at <= moment and (user := standing_in(shift.user, moment)):
            found.setdefault(user.id, user)
    return list(found.values())


def gaps(division: str, begin: datetime | None = None) -> list[rules.Span]:
    """The empty times of the next two weeks; a shift of somebody away without cover is empty."""
    begin = (begin or clock.now()).replace(minute=0, second=0, microsecond=0)
    end = begin + rules.AHEAD
    filled = [
        (one.starts_at, one.ends_at) for one in shifts(division, begin, end) if standing_in(one.user, one.starts_at)
    ]
    return rules.gaps(filled, begin, end)


def of_planner(actor: Any) -> list[Division]:
    """The divisions whose roster somebody may write: the director all, the head of a unit the own one."""
    held = actor.districts(*PLANNERS)
    return [one for one in gazetteer.divisions() if held is None or not held.isdisjoint(one.districts)]


def able(division: Division) -> list[User]:
    """People who can be on duty in a division."""
    found = {user.id: user for code in division.districts for role in ABLE for user in holding(role, code)}
    return sorted(found.values(), key=lambda user: (user.name, str(user.id)))


def calls(complaint_id: uuid.UUID) -> Sequence[DutyCall]:
    """The calls about a message, in order."""
    rows = select(DutyCall).where(DutyCall.complaint_id == complaint_id)
    return db.session.scalars(rows.order_by(DutyCall.called_at, DutyCall.id)).all()


def leaves(people: Sequence[User]) -> Sequence[DutyLeave]:
    """Leave of these people that is not over."""
    keys = [user.id for user in people]
    rows = select(DutyLeave).where(DutyLeave.user_id.in_(keys), DutyLeave.last_day >= clock.today())
    return db.session.scalars(rows.order_by(DutyLeave.first_day, DutyLeave.id)).all()
