"""Reading the record of deeds, the newest first, a page at a time by its own line number."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db
from registry_app.core.letters import fold

SIZE = 50
LOOKS = ("child:open%", "complaint:open%", "complaint:read%", "case:open%", "complaint:hear%")


@dataclass(frozen=True)
class Search:
    """What is looked for. `who` is part of a name or a mail address; `about` the whole key of a thing."""

    who: str = ""
    what: str = ""
    looks: bool = False
    since: date | None = None
    until: date | None = None
    about: uuid.UUID | None = None
    before: int | None = None


def deeds(search: Search) -> tuple[Sequence[AuditEntry], int | None]:
    """One page of lines, and the line number before which the next page begins."""
    found = db.session.scalars(_select(search).order_by(AuditEntry.seq.desc()).limit(SIZE + 1)).all()
    return found[:SIZE], (found[SIZE - 1].seq if len(found) > SIZE else None)


def _select(search: Search) -> Select[Any]:
    query = select(AuditEntry)
    if search.looks:
        query = query.where(or_(*(AuditEntry.action.like(pattern) for pattern in LOOKS)))
    if search.what:
        query = query.where(AuditEntry.action.startswith(search.what, autoescape=True))
    if search.who:
        query = query.where(AuditEntry.actor_id.in_(_people(search.who)))
    if search.about:
        query = query.where(AuditEntry.subject_id == search.about)
    if search.since:
        query = query.where(AuditEntry.at >= _midnight(search.since))
    if search.until:
        query = query.where(AuditEntry.at < _midnight(search.until + timedelta(days=1)))
    return query.where(AuditEntry.seq < search.before) if search.before else query


def _people(typed: str) -> list[uuid.UUID]:
    """Accounts whose name or mail address holds what was typed, in any script."""
    wanted = fold(typed)
    rows = db.session.execute(select(User.id, User.name, User.email))
    return [key for key, name, email in rows if wanted in fold(name) or wanted in (email or "")]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.KARACHI)


def names(entries: Sequence[AuditEntry]) -> dict[uuid.UUID, str]:
    """The names of those who did these deeds, in one question."""
    keys = {entry.actor_id for entry in entries if entry.actor_id}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(keys)))
    return {row.id: row.name for row in rows}


def nouns() -> list[str]:
    """What deeds were done to, as the record names it: account, home, visit …"""
    actions = db.session.scalars(select(AuditEntry.action).distinct())
    return sorted({action.partition(":")[0] for action in actions})
