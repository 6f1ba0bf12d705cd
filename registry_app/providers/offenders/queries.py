"""Finding entries by key or by identity number, never by name; and the questions that were asked."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.providers import identity
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import rules
from registry_app.providers.offenders.access import KEEPERS
from registry_app.providers.offenders.models import OffenderEntry, OffenderQuestion
from registry_app.providers.offenders.states import ON_LIST, OPEN, State

PACKAGE = "registry_app.providers.offenders"
POWERS = "registry_app.providers.powers"


def book(on: date | None = None) -> rules.Book:
    """The numbers of the list in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "offenders", on or clock.today()))
    return body


def grounds_in_force(on: date | None = None) -> Collection[str]:
    """The grounds on which a person may be listed; every other one becomes a recommendation (powers.yaml)."""
    shipped = rulebook.body(rulebook.in_force(POWERS, "powers", on or clock.today()))
    for row in shipped["powers"]:
        if row["act"] == "list_offender":
            return frozenset(row["grounds_in_force"])
    return frozenset()


def counting(on: date) -> ColumnElement[bool]:
    """Entries that answer yes on the day."""
    return and_(OffenderEntry.state.in_(ON_LIST), OffenderEntry.until >= on)


def matching(kind: IdentityKind, number: str, on: date | None = None) -> OffenderEntry | None:
    """The entry that counts for this number, in its normal form."""
    found = OffenderEntry.identity_digest.in_(identity.digests(kind, number))
    return db.session.scalars(select(OffenderEntry).where(found, counting(on or clock.today()))).first()


def living(kind: IdentityKind, number: str) -> OffenderEntry | None:
    """The proposal or entry that runs for this number, whatever stage it has reached."""
    found = OffenderEntry.identity_digest.in_(identity.digests(kind, number))
    return db.session.scalars(select(OffenderEntry).where(found, OffenderEntry.ended_on.is_(None))).first()


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the entries a person may open: keepers of the list all, proposers their own."""
    keeps = actor.has(*KEEPERS)
    return select(OffenderEntry).where(true() if keeps else OffenderEntry.proposed_by_id == actor.id)


def one(actor: Any, entry_id: uuid.UUID) -> OffenderEntry | None:
    """An entry by key, if the person may open it; for `guard(load=…)`."""
    found: OffenderEntry | None = db.session.scalars(
        visible_to(actor).where(OffenderEntry.id == entry_id)
    ).one_or_none()
    return found


STAGES: dict[str, tuple[State, ...]] = {"open": OPEN, "listed": ON_LIST}


def listing(actor: Any, stage: str = "open", most: int = 200) -> Sequence[OffenderEntry]:
    """Entries of a stage: open, listed, or (anything else) those that ended; the newest first."""
    query = visible_to(actor)
    if stage in STAGES:
        query = query.where(OffenderEntry.state.in_(STAGES[stage]))
    else:
        query = query.where(OffenderEntry.ended_on.is_not(None))
    order = (OffenderEntry.proposed_at.desc(), OffenderEntry.number.desc())
    found: Sequence[OffenderEntry] = db.session.scalars(query.order_by(*order).limit(most)).all()
    return found


def over(on: date) -> Sequence[uuid.UUID]:
    """Keys of entries on the list whose last day is over."""
    return db.session.scalars(
        select(OffenderEntry.id)
        .where(OffenderEntry.state.in_(ON_LIST), OffenderEntry.until < on)
        .order_by(OffenderEntry.until, OffenderEntry.id)
    ).all()


def asked_today(actor: Any) -> int:
    """How many questions the person put on the page today."""
    start = datetime.combine(clock.today(), time(), clock.KARACHI)
    count = select(func.count()).where(
        OffenderQuestion.asked_by_id == actor.id, OffenderQuestion.asked_at >= start, OffenderQuestion.by_page
    )
    return db.session.scalar(count) or 0


def questions(most: int = 200) -> Sequence[OffenderQuestion]:
    """The questions that were asked, the newest first."""
    order = (OffenderQuestion.asked_at.desc(), OffenderQuestion.id)
    return db.session.scalars(select(OffenderQuestion).order_by(*order).limit(most)).unique().all()


def with_old_key(model: Any) -> Sequence[Any]:
    """Rows whose number an earlier key hashed."""
    column = model.identity_digest
    fresh = column.startswith(f"{identity.current_key()}:", autoescape=True)
    return db.session.scalars(select(model).where(column.is_not(None), ~fresh)).all()
