"""Homes from which nothing is heard: no message, no child heard at a visit, no photo of the poster. Not a success.

Only messages count from which the reader is not shut out: that a home stopped being silent would tell the accused of a
message about them. So a home that SWD runs itself looks silent to SWD where every message was about its staff.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from complaints import queries as complaints
from complaints.doors.models import Door
from complaints.models import Complaint
from inspections.models import Visit
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.queries import untied

MONTHS, TALK_MONTHS = 6, 12
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Silence:
    """One home and what is not heard from it."""

    home: Home
    no_message: bool
    no_talk: bool
    no_photo: bool

    @property
    def depth(self) -> int:
        """1 to 3: how many of the three are missing."""
        return self.no_message + self.no_talk + self.no_photo


def _since(on: date, months: int) -> datetime:
    return datetime.combine(on, time(), clock.KARACHI) - months * MONTH


def _homes(actor: Any) -> list[Home]:
    query = select(Home).where(
        Home.closed_on.is_(None), Home.same_as_id.is_(None), Home.household.is_(False), Home.present > 0,
        untied(actor, Home.id),
    )  # fmt: skip
    held = None if actor.has(Role.SWD_DIRECTOR) else actor.districts(Role.DISTRICT_OFFICER)
    if held is not None:
        query = query.where(Home.district.in_(held))
    return list(db.session.scalars(query.order_by(Home.register_number)))


def radar(actor: Any, on: date) -> list[Silence]:
    """Homes with children from which something is missing, the most silent and the fullest first."""
    told = _keys(
        select(Complaint.home_id).where(
            Complaint.arrived_at >= _since(on, MONTHS), complaints.not_kept_from(actor), Complaint.home_id.is_not(None)
        )
    )
    heard = _keys(select(Visit.home_id).where(Visit.arrived_at >= _since(on, TALK_MONTHS), Visit.children_heard > 0))
    hanging = _keys(select(Door.home_id).where(Door.hung_on.is_not(None), Door.ended_on.is_(None)))
    rows = [Silence(one, one.id not in told, one.id not in heard, one.id not in hanging) for one in _homes(actor)]
    return sorted((row for row in rows if row.depth), key=lambda row: (-row.depth, -row.home.present))


def _keys(query: Any) -> set[uuid.UUID]:
    return set(db.session.scalars(query.distinct()))
