"""When a stay is due: its last day, or the later day that a review or a date before the panel has set.

gatekeeping.yaml `stays`: an arrival lasts 7 days, then home, an emergency, "or a panel date". With the date set, it is
the panel's day that must not pass; a date that passed without a decision is late like any other.
"""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from registry_app.core.db import db
from registry_app.placements.arrivals.models import Arrival
from registry_app.placements.legacy import queries as lists
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis


def put_off(on: date) -> ColumnElement[bool]:
    """A WHERE clause over Stay: a later day was set for it, and that day is not before `on`."""
    dated = select(Arrival.id).where(Arrival.stay_id.in_((Stay.id, Stay.continues_id)), Arrival.panel_on >= on)
    return or_(lists.reviewed_until(on), (Stay.basis == Basis.ARRIVAL) & dated.exists())


def set_days(stays: Sequence[Stay]) -> dict[uuid.UUID, date]:
    """The later day of those among these open stays that have one, by child: the next review, the day of the panel."""
    days = lists.due_days([stay.child_id for stay in stays if stay.basis is Basis.LEGACY])
    query = select(Stay.child_id, Arrival.panel_on).join(Arrival, Arrival.stay_id.in_((Stay.id, Stay.continues_id)))
    dated = query.where(Stay.id.in_([stay.id for stay in stays if stay.basis is Basis.ARRIVAL]))
    return days | {child: day for child, day in db.session.execute(dated) if day}


def until(stay: Stay) -> date | None:
    """The day by which something must happen for this stay; asks as often on every basis."""
    return set_days([stay]).get(stay.child_id, stay.limit_on)
