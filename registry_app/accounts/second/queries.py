"""Where a person stands with the second step."""

import uuid
from collections.abc import Sequence
from enum import Enum
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from registry_app.accounts.models import User
from registry_app.accounts.second import rules
from registry_app.accounts.second.models import RecoveryCode, SecondFactor, SecondTaken
from registry_app.core import clock
from registry_app.core.db import db


class Stage(Enum):
    """What signing in asks after the password."""

    NOTHING = "NOTHING"
    CODE = "CODE"
    SET_UP = "SET_UP"


def switched_on() -> bool:
    """Whether this register asks for a second step at all; the demonstration does not."""
    return bool(current_app.config["SETTINGS"].asks_second_step)


def of_user(user_id: uuid.UUID) -> SecondFactor | None:
    return db.session.scalars(select(SecondFactor).where(SecondFactor.user_id == user_id)).one_or_none()


def is_set(user_id: uuid.UUID) -> bool:
    return of_user(user_id) is not None


def stage(user: User) -> Stage:
    """What this person owes after the right password."""
    if not switched_on():
        return Stage.NOTHING
    if is_set(user.id):
        return Stage.CODE
    return Stage.SET_UP if rules.needed(user.roles, user.created_at, clock.now()) else Stage.NOTHING


def second_step(user_id: uuid.UUID) -> dict[str, Any]:
    """What one's own account page says of it: whether it is asked here, since when it is set, codes left on paper."""
    factor = of_user(user_id) if switched_on() else None
    set_at = factor.set_at if factor else None
    return {"second_asked": switched_on(), "second_set": set_at, "codes_left": codes_left(user_id) if set_at else 0}


def codes_left(user_id: uuid.UUID) -> int:
    """How many codes on paper still work."""
    count = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(count) or 0


def asked() -> Sequence[SecondTaken]:
    """Lost phones that wait for the second officer, the oldest first."""
    query = select(SecondTaken).where(SecondTaken.agreed_at.is_(None)).order_by(SecondTaken.asked_at, SecondTaken.id)
    return db.session.scalars(query).all()


def one_asked(_actor: Any, taken_id: uuid.UUID) -> SecondTaken | None:
    """One that still waits."""
    found = db.session.get(SecondTaken, taken_id)
    return found if found and found.agreed_at is None else None
