"""Finding accounts for the administrator."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from registry_app.accounts.models import RoleGrant, User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.letters import fold

A_PAGE = 50


@dataclass(frozen=True)
class Sheet:
    """The accounts of one page, its number and how many there are; a number that is none of them gives the nearest."""

    rows: Sequence[User]
    number: int
    pages: int


def listing(typed: str = "", role: Role | None = None, *, closed: bool = False, number: int = 1) -> Sheet:
    """Accounts by name, a page of them: whose name or address holds what was typed, who hold the role today."""
    query = select(User).where(User.disabled_at.is_not(None) if closed else User.disabled_at.is_(None))
    if role:
        today = clock.today()
        held = select(RoleGrant.user_id).where(
            RoleGrant.role == role, RoleGrant.since <= today, (RoleGrant.until.is_(None)) | (RoleGrant.until >= today)
        )
        query = query.where(User.id.in_(held))
    found = db.session.scalars(query.order_by(User.name, User.id))
    wanted = fold(typed)
    fits = [
        user
        for user in found
        if wanted in fold(user.name) or wanted in (user.email or "") or wanted in (user.phone or "")
    ]
    pages = max(1, -(-len(fits) // A_PAGE))
    number = min(max(1, number), pages)
    return Sheet(fits[A_PAGE * (number - 1) : A_PAGE * number], number, pages)


def one(_actor: Any, user_id: uuid.UUID) -> User | None:
    """An account by key; for `guard(load=…)`."""
    return db.session.get(User, user_id)
