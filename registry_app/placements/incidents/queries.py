"""Finding reports: those of the person, those released to a home, and those that an office works on."""

import hashlib
import hmac
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from registry_app.core import clock, keys, paging, rulebook
from registry_app.core.db import db
from registry_app.placements.incidents import rules
from registry_app.placements.incidents.access import CPU_ROLES, SCPA, SWD_DISTRICT, SWD_PROVINCE
from registry_app.placements.incidents.models import Incident, IncidentChild, IncidentStep
from registry_app.placements.incidents.states import IncidentState, SentVia, WhoDid
from registry_app.placements.models import Child, Stay
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.access import PROVIDER_ROLES
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.queries import untied

PACKAGE = "registry_app.placements.incidents"
LISTED = 200


def book(on: Any = None) -> rules.Book:
    """Kinds and clocks, in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "incidents", on or clock.today()))
    return body


def digest(code: str) -> str:
    """What is kept of the number that opens an outcome; typed in small letters or with spaces it is the same."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.new(keys.ring().derive("incident"), plain.encode(), hashlib.sha256).hexdigest()


def without_account(home: Home, since: datetime) -> int:
    """How many reports about the home came without an account since a moment."""
    query = select(func.count()).select_from(Incident)
    return (
        db.session.scalar(
            query.where(Incident.home_id == home.id, Incident.via == SentVia.OPEN_PAGE, Incident.sent_at >= since)
        )
        or 0
    )


def by_code(code: str) -> Incident | None:
    """The report that this number opens."""
    return db.session.scalars(_whole().where(Incident.digest == digest(code))).one_or_none()


def _whole() -> Select[Any]:
    return select(Incident).options(joinedload(Incident.home, innerjoin=True))


def own(actor: Any) -> Sequence[Incident]:
    """What the person sent and what was released to their homes, the newest first."""
    mine = or_(Incident.sent_by_id == actor.id, and_(Incident.released_at.is_not(None), homes.own(actor)))
    query = _whole().join(Home, Home.id == Incident.home_id).where(mine).order_by(Incident.year.desc())
    found: Sequence[Incident] = db.session.scalars(query.order_by(Incident.serial.desc()).limit(LISTED)).all()
    return found


def one_of_own(actor: Any, incident_id: uuid.UUID) -> Incident | None:
    """A report the person sent, or one that was released to their home."""
    mine = or_(Incident.sent_by_id == actor.id, and_(Incident.released_at.is_not(None), homes.own(actor)))
    query = _whole().join(Home, Home.id == Incident.home_id).where(mine, Incident.id == incident_id)
    return db.session.scalars(query).one_or_none()


def sees(actor: Any) -> ColumnElement[bool]:
    """The reports an officer may see; says of rows what the policy says of one (needs the home joined)."""
    if actor.has(*PROVIDER_ROLES):
        return false()
    ways: list[ColumnElement[bool]] = []
    of_swd, of_cpu = Home.run_by == Ownership.SWD, Incident.who == WhoDid.CPU
    if actor.has(*CPU_ROLES):
        ways.append(and_(_in(actor, *CPU_ROLES), ~of_cpu))
    if actor.has(SWD_PROVINCE):
        ways.append(~of_swd)
    if actor.has(SWD_DISTRICT):
        ways.append(and_(_in(actor, SWD_DISTRICT), ~of_swd))
    if actor.has(SCPA):
        ways.append(or_(of_swd, of_cpu))
    return and_(or_(*ways), untied(actor, Home.id)) if ways else false()


def _in(actor: Any, *roles: Any) -> ColumnElement[bool]:
    held = actor.districts(*roles)
    return true() if held is None else Home.district.in_(held)


def one(actor: Any, incident_id: uuid.UUID) -> Incident | None:
    """A report the officer may see, with its children and steps."""
    query = _whole().join(Home, Home.id == Incident.home_id).where(sees(actor), Incident.id == incident_id)
    query = query.options(
        selectinload(Incident.children).joinedload(IncidentChild.child),
        selectinload(Incident.steps).joinedload(IncidentStep.by),
    )
    return db.session.scalars(query).one_or_none()


def _late(now: datetime) -> ColumnElement[bool]:
    contact = and_(Incident.contact_at.is_(None), Incident.contact_by < now)
    return or_(contact, and_(Incident.safe_at.is_(None), Incident.safe_by < now))


def listing(actor: Any, *, state: str = "", late: bool = False, token: str | None = None) -> paging.Page[Incident]:
    """A page of the reports that the officer may see, open ones unless a state is named; the longest waiting on top."""
    query = _whole().join(Home, Home.id == Incident.home_id).where(sees(actor))
    if state in set(IncidentState):
        query = query.where(Incident.state == IncidentState(state))
    else:
        query = query.where(Incident.state != IncidentState.CLOSED)
    if late:
        query = query.where(Incident.state != IncidentState.CLOSED, _late(clock.now()))
    return paging.page(query, [Incident.contact_by, Incident.id], token)


def past_due(actor: Any, now: datetime) -> Sequence[Incident]:
    """Open reports that the officer may see and whose next thing should have been done before now."""
    query = _whole().join(Home, Home.id == Incident.home_id).where(sees(actor))
    query = query.where(Incident.state != IncidentState.CLOSED, _late(now)).order_by(Incident.contact_by)
    found: Sequence[Incident] = db.session.scalars(query.limit(LISTED)).all()
    return found


def unanswered(now: datetime) -> Sequence[Incident]:
    """Reports whose first contact should have been made before now; for the worker."""
    query = _whole().where(Incident.state == IncidentState.SENT, Incident.contact_by < now)
    found: Sequence[Incident] = db.session.scalars(query.order_by(Incident.contact_by).limit(LISTED)).all()
    return found


def children_of(home: Home, codes: Sequence[str]) -> dict[str, uuid.UUID]:
    """Of these codes, those of children who live or lived in the home."""
    query = select(Child.code, Child.id).join(Stay, Stay.child_id == Child.id)
    rows = db.session.execute(query.where(Stay.home_id == home.id, Child.code.in_(codes)).distinct())
    return {row.code: row.id for row in rows}


def steps_so_far(incident: Incident) -> int:
    """How many steps were written down for this report."""
    query = select(func.max(IncidentStep.place)).where(IncidentStep.incident_id == incident.id)
    return db.session.scalar(query) or 0
