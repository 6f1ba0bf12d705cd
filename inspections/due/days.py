"""A day of visits as it is shown: its stops in order, with why, risk and the way from the stop before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from inspections import planning
from inspections.due import book as books
from inspections.due import rules
from inspections.due.models import DayPlan
from inspections.planning import Due
from registry_app.core import clock, geo
from registry_app.core.db import db
from registry_app.providers.homes.models import Home


@dataclass(frozen=True)
class Stop:
    """A home of the day. `km`: straight line from the stop before it, or from where the day begins."""

    due: Due
    km: float | None


def chosen(actor: Any, day: date) -> list[str]:
    """The keys of the homes of the person's day, in order."""
    query = select(DayPlan.homes).where(DayPlan.user_id == actor.id, DayPlan.day == day)
    return list(db.session.scalar(query) or ())


def stops(actor: Any, day: date) -> list[Stop]:
    """The stops of the day in the kept order; a home that the person may not see any more is left out."""
    rows = planning.of_homes(actor, [uuid.UUID(key) for key in chosen(actor, day)], clock.today())
    made, here = [], planning.starting_point(actor)
    for row in rows:
        made.append(Stop(row, planning.distance(here, row.home)))
        here = position(row.home) or here
    return made


def position(home: Home) -> geo.Point | None:
    """Where the home stands, where that is known."""
    if home.latitude is None or home.longitude is None:
        return None
    return geo.Point(home.latitude, home.longitude)


def in_order(actor: Any, day: date, keys: Sequence[str]) -> list[str]:
    """These homes by risk and way, as the rules order a day."""
    rows = {str(row.home.id): row for row in planning.of_homes(actor, [uuid.UUID(k) for k in keys], clock.today())}
    start = planning.starting_point(actor)

    def km(here: str | None, there: str) -> float | None:
        return planning.distance(start if here is None else position(rows[here].home), rows[there].home)

    return rules.in_order(books.in_force_on(day), {key: row.risk.points for key, row in rows.items()}, km)
