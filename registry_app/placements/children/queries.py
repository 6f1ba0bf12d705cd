"""Finding the file of a child by its code. A file is seen by whoever may see where the child sleeps, or last slept."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from registry_app.accounts.models import User
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db
from registry_app.placements import queries
from registry_app.placements.children.models import AgeLine, SiblingLine
from registry_app.placements.models import Child, Stay, Warrant


def latest_stay(actor: Any, code: str) -> Stay | None:
    """The open stay of the child with this code, or else its last one, if this person may see it; for `guard`.

    Only the latest counts: who may no longer see where a child is does not learn of it by where it was.
    """
    newer = aliased(Stay)
    later = select(newer.id).where(
        newer.child_id == Stay.child_id,
        ((newer.ended_at.is_(None)) & (Stay.ended_at.is_not(None)))
        | (newer.ended_at.is_not(None) & Stay.ended_at.is_not(None) & (newer.ended_at > Stay.ended_at))
        | (
            (newer.ended_at == Stay.ended_at)
            & ((newer.started_at > Stay.started_at) | ((newer.started_at == Stay.started_at) & (newer.id > Stay.id)))
        ),
    )
    query = queries.of_office(actor).join(Child, Child.id == Stay.child_id)
    wanted = query.where(Child.code == code.strip().upper(), ~later.exists())
    return db.session.scalars(wanted).unique().one_or_none()


def own_stay(actor: Any, home_id: Any, code: str) -> Stay | None:
    """The open stay of a child in one's own home, by its code; for `guard` on the provider's pages."""
    query = queries.visible_to(actor).join(Child, Child.id == Stay.child_id)
    wanted = query.where(Stay.home_id == home_id, Child.code == code.strip().upper(), Stay.ended_at.is_(None))
    return db.session.scalars(wanted).unique().one_or_none()


def stays_of(child: Child) -> Sequence[Stay]:
    """Every stay of the child with its home, the newest first."""
    query = (
        select(Stay)
        .where(Stay.child_id == child.id)
        .options(joinedload(Stay.home), joinedload(Stay.warrant), joinedload(Stay.correction))
    )
    found = db.session.scalars(query.order_by(Stay.started_at.desc(), Stay.recorded_at.desc(), Stay.id))
    return found.unique().all()


def warrants_of(child: Child) -> Sequence[Warrant]:
    """What was decided for the child, the newest first."""
    query = select(Warrant).where(Warrant.child_id == child.id)
    return db.session.scalars(query.order_by(Warrant.decided_on.desc(), Warrant.id)).all()


def age_lines(child: Child) -> Sequence[AgeLine]:
    """How old the child was taken to be, the newest line first."""
    query = select(AgeLine).where(AgeLine.child_id == child.id).options(joinedload(AgeLine.officer))
    return db.session.scalars(query.order_by(AgeLine.recorded_at.desc(), AgeLine.id)).unique().all()


def sibling_lines(child: Child) -> Sequence[SiblingLine]:
    """Links made and taken back, the newest first."""
    query = select(SiblingLine).where(SiblingLine.child_id == child.id).options(joinedload(SiblingLine.officer))
    return db.session.scalars(query.order_by(SiblingLine.recorded_at.desc(), SiblingLine.id)).unique().all()


def siblings(child: Child) -> Sequence[tuple[Child, Stay | None]]:
    """Brothers and sisters, each with the open stay if there is one."""
    if child.sibling_group is None:
        return []
    query = select(Child, Stay).outerjoin(Stay, (Stay.child_id == Child.id) & Stay.ended_at.is_(None))
    query = query.options(joinedload(Stay.home)).where(Child.sibling_group == child.sibling_group, Child.id != child.id)
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Child.code)).unique()]


def child_by_code(actor: Any, code: str) -> Child | None:
    """The child with this code, if the person may see its file."""
    stay = latest_stay(actor, code)
    return stay.child if stay else None


def openings(child: Child) -> Sequence[tuple[AuditEntry, User | None]]:
    """Who opened who the child is, when and why, the newest first."""
    query = (
        select(AuditEntry, User)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(AuditEntry.action == "child:open-identity", AuditEntry.subject_id == child.id)
        .order_by(AuditEntry.seq.desc())
        .limit(100)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def any_child(code: str) -> Child | None:
    """A child by code wherever it lives: a brother or sister may be in another district. Gives a code, nothing more."""
    return db.session.scalars(select(Child).where(Child.code == code)).one_or_none()
