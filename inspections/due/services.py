"""What an inspector does with the homes of a day: choose them, put them in order, take one out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from inspections.due import book as books
from inspections.due import days
from inspections.due.models import DayPlan
from registry_app.core import audit
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.models import Home


def _mine(actor: Any, day: date) -> DayPlan:
    """The person's day, kept from a second tab of the same person; a new one when there is none."""
    locked(actor)
    found = db.session.scalars(select(DayPlan).where(DayPlan.user_id == actor.id, DayPlan.day == day)).one_or_none()
    return found or DayPlan(user_id=actor.id, day=day, homes=[])


@transactional
def choose(actor: Any, day: date, homes: Sequence[Home]) -> DayPlan:
    """Add homes to the day and put all of it in the order of risk and way; choosing twice is once."""
    plan = _mine(actor, day)
    keys = [*plan.homes, *(str(home.id) for home in homes if str(home.id) not in plan.homes)]
    most = books.in_force_on(day)["day"]["most_homes"]
    if not homes:
        raise DomainError(_("Choose at least one home."))
    if len(keys) > most:
        raise DomainError(_("A day holds at most %(most)s homes. Take one out first.", most=most))
    with audit.deed("visit:day-plan", plan, actor):
        plan.homes = days.in_order(actor, day, keys)
    return plan


@transactional
def arrange(actor: Any, day: date) -> DayPlan:
    """Put the day back in the order of risk and way."""
    plan = _mine(actor, day)
    with audit.deed("visit:day-plan", plan, actor):
        plan.homes = days.in_order(actor, day, plan.homes)
    return plan


@transactional
def move(actor: Any, day: date, home: Home, *, up: bool) -> DayPlan:
    """One place up or down; the first stays first and the last last. A home that is not in the day changes nothing."""
    plan = _mine(actor, day)
    keys, key = list(plan.homes), str(home.id)
    if key in keys:
        place = keys.index(key)
        other = max(0, place - 1) if up else min(len(keys) - 1, place + 1)
        keys[place], keys[other] = keys[other], keys[place]
        with audit.deed("visit:day-plan", plan, actor):
            plan.homes = keys
    return plan


@transactional
def take_out(actor: Any, day: date, home: Home) -> DayPlan:
    """The home is no stop of the day any more."""
    plan = _mine(actor, day)
    with audit.deed("visit:day-plan", plan, actor):
        plan.homes = [key for key in plan.homes if key != str(home.id)]
    return plan
