"""Finding phones, records and what was put aside, starting from what the person may see."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from inspections.access import DIRECTORS
from inspections.models import TeamMember, Visit
from inspections.queries import one_of_team, reach
from inspections.states import TeamRole
from inspections.sync.models import Clash, FieldPhone, PutAside, RecordFile, VisitRecord
from inspections.sync.states import RecordState
from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.providers.homes.models import Home

__all__ = ["one_of_team"]


def phone_of(actor: Any, phone_id: uuid.UUID) -> FieldPhone | None:
    """The person's own phone by its key."""
    found = db.session.get(FieldPhone, phone_id)
    return found if found is not None and found.user_id == actor.id else None


def phone(_actor: Any, phone_id: uuid.UUID) -> FieldPhone | None:
    """Any phone by its key; whoever may ask sees all of them."""
    return db.session.get(FieldPhone, phone_id)


def phones(token: str | None) -> Page[FieldPhone]:
    """Every phone, the oldest first."""
    query = select(FieldPhone).options(joinedload(FieldPhone.user), joinedload(FieldPhone.revoked_by))
    return page(query, (FieldPhone.first_seen_at, FieldPhone.id), token)


def records_of(visit: Visit) -> Sequence[VisitRecord]:
    """Every record of a visit."""
    query = select(VisitRecord).where(VisitRecord.visit_id == visit.id).order_by(VisitRecord.first_at, VisitRecord.id)
    return db.session.scalars(query.options(joinedload(VisitRecord.user))).all()


def own_records(actor: Any, limit: int = 30) -> Sequence[VisitRecord]:
    """What the person's phones sent, the newest first."""
    query = select(VisitRecord).where(VisitRecord.user_id == actor.id)
    query = query.options(joinedload(VisitRecord.visit).joinedload(Visit.home))
    return db.session.scalars(query.order_by(VisitRecord.received_at.desc(), VisitRecord.id).limit(limit)).all()


def begun_by_others(actor: Any) -> Sequence[VisitRecord]:
    """Unfinished records of the person's team mates."""
    mine = select(TeamMember.visit_id).where(TeamMember.user_id == actor.id)
    query = select(VisitRecord).where(VisitRecord.visit_id.in_(mine), VisitRecord.user_id != actor.id)
    query = query.where(VisitRecord.state != RecordState.AT_THE_OFFICE)
    query = query.options(joinedload(VisitRecord.visit).joinedload(Visit.home), joinedload(VisitRecord.user))
    return db.session.scalars(query.order_by(VisitRecord.received_at.desc(), VisitRecord.id).limit(30)).all()


def files_of(record_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[RecordFile]]:
    """The photographs that are here, by record."""
    found: dict[uuid.UUID, list[RecordFile]] = {key: [] for key in record_ids}
    if record_ids:
        for row in db.session.scalars(select(RecordFile).where(RecordFile.record_id.in_(record_ids))):
            found[row.record_id].append(row)
    return found


def clashes(visit: Visit, *, open_only: bool = True) -> Sequence[Clash]:
    """The criteria that two people of the team answered differently."""
    query = select(Clash).where(Clash.visit_id == visit.id)
    if open_only:
        query = query.where(Clash.settled_at.is_(None))
    return db.session.scalars(query.order_by(Clash.found_at, Clash.id)).all()


def aside_of(record_id: uuid.UUID, digest: str) -> PutAside | None:
    """The same content, put aside before."""
    query = select(PutAside).where(PutAside.record_id == record_id, PutAside.digest == digest)
    return db.session.scalars(query).one_or_none()


def last_aside(actor: Any, record_id: uuid.UUID) -> PutAside | None:
    """The last content of a record of this person that was put aside."""
    query = select(PutAside).where(PutAside.record_id == record_id, PutAside.user_id == actor.id)
    return db.session.scalars(query.order_by(PutAside.received_at.desc(), PutAside.id).limit(1)).one_or_none()


def _aside() -> Any:
    query = select(PutAside).join(Visit, Visit.id == PutAside.visit_id).join(Home, Home.id == Visit.home_id)
    return query.options(joinedload(PutAside.visit).joinedload(Visit.home), joinedload(PutAside.user))


def aside(actor: Any, *, open_only: bool = True) -> Sequence[PutAside]:
    """What was put aside within the person's reach: of their visits, and for directors of all."""
    led = select(TeamMember.visit_id).where(TeamMember.user_id == actor.id, TeamMember.role == TeamRole.LEAD)
    query = _aside().where(reach(actor))
    if not actor.has(*DIRECTORS):
        query = query.where(or_(PutAside.visit_id.in_(led), PutAside.user_id == actor.id))
    if open_only:
        query = query.where(PutAside.settled.is_(None))
    rows: Sequence[PutAside] = db.session.scalars(query.order_by(PutAside.received_at, PutAside.id).limit(60)).all()
    return rows


def one_aside(actor: Any, aside_id: uuid.UUID) -> PutAside | None:
    """One content that was put aside, if the person may see its visit."""
    found: PutAside | None = db.session.scalars(_aside().where(PutAside.id == aside_id, reach(actor))).one_or_none()
    return found


def own_record(actor: Any, record_id: uuid.UUID) -> VisitRecord | None:
    """A record of the person by its key."""
    query = select(VisitRecord).where(VisitRecord.id == record_id, VisitRecord.user_id == actor.id)
    return db.session.scalars(query).one_or_none()


def clash_of_team(actor: Any, visit_id: uuid.UUID, clash_id: uuid.UUID) -> Clash | None:
    """A difference of a visit the person goes on."""
    visit = one_of_team(actor, visit_id)
    found = db.session.get(Clash, clash_id) if visit else None
    return found if found is not None and visit is not None and found.visit_id == visit.id else None


def record_of_team(actor: Any, record_id: uuid.UUID) -> VisitRecord | None:
    """A record of a visit the person goes on."""
    found = db.session.get(VisitRecord, record_id)
    return found if found is not None and one_of_team(actor, found.visit_id) is not None else None
