"""Finding people."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from registry_app.accounts.models import RoleGrant, SignInAttempt, User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db


def by_key(key: str) -> User | None:
    """The person with this key, if the account is alive; for the session."""
    try:
        user = db.session.get(User, uuid.UUID(key))
    except ValueError:
        return None
    return user if user and user.is_active else None


def by_name(name: str) -> User | None:
    """The person who signs in with this mail address or phone number."""
    if not name:
        return None
    return db.session.scalars(select(User).where(or_(User.email == name.lower(), User.phone == name))).one_or_none()


def holding(role: Role, district: str | None = None, *, on: date | None = None) -> Sequence[User]:
    """Living accounts that hold `role` today for `district` (or for all of Sindh), by name."""
    on = on or clock.today()
    query = (
        select(User)
        .join(RoleGrant)
        .where(User.disabled_at.is_(None), RoleGrant.role == role, RoleGrant.since <= on)
        .where(or_(RoleGrant.until.is_(None), RoleGrant.until >= on))
        .order_by(User.name, User.id)
    )
    if district is not None:
        query = query.where(or_(RoleGrant.district.is_(None), RoleGrant.district == district))
    return db.session.scalars(query).unique().all()


def recent_failures(digest: str) -> int:
    """How many wrong passwords were tried for this name in the last five minutes."""
    since = clock.now() - timedelta(minutes=5)
    count = select(func.count()).where(SignInAttempt.digest == digest, SignInAttempt.at > since)
    return db.session.scalar(count) or 0
