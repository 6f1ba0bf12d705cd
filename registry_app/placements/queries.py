"""Finding children and stays. Every list starts from what the person may see."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import joinedload

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.placements.due import put_off
from registry_app.placements.models import Child, ChildIdentity, LadderAnswer, Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.queries import own
from registry_app.providers.ties.queries import untied

PROVINCE = (Role.SWD_DIRECTOR, Role.SCPA_DG)
DISTRICT = (Role.CPO, Role.CPU_HEAD)
WHERE: ColumnElement[str] = func.coalesce(Home.district, Stay.place_district)
"""`Stay.district` for queries that join the home, if there is one."""


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the stays this person may see: a CPU's own district, the province for SWD and SCPA, a home its own."""
    query = select(Stay).outerjoin(Home, Home.id == Stay.home_id).options(joinedload(Stay.child), joinedload(Stay.home))
    return query.where(or_(_office(actor), _provider(actor))).order_by(Stay.started_at.desc(), Stay.id)


def of_office(actor: Any) -> Select[Any]:
    """SELECT of the stays this person may see by office, open or ended; nothing for those who only run a home."""
    query = select(Stay).outerjoin(Home, Home.id == Stay.home_id).options(joinedload(Stay.child), joinedload(Stay.home))
    return query.where(_office(actor)).order_by(Stay.started_at.desc(), Stay.id)


def _office(actor: Any) -> ColumnElement[bool]:
    if actor.has(*PROVINCE):
        return untied(actor, Stay.home_id)
    if not actor.has(*DISTRICT):
        return false()
    held = actor.districts(*DISTRICT)
    where = true() if held is None else or_(WHERE.in_(held), Stay.recorded_by == actor.id)
    return and_(where, untied(actor, Stay.home_id))


def _provider(actor: Any) -> ColumnElement[bool]:
    if not actor.has(Role.PROVIDER, Role.FAMILY_CARER):
        return false()
    return and_(own(actor), Stay.ended_at.is_(None))


def listing(actor: Any, *, late: bool, basis: str, token: str | None, district: str = "") -> Page[Stay]:
    """The office's open stays a page at a time, the longest first; filtered by basis, district or lateness."""
    query = select(Stay).outerjoin(Home, Home.id == Stay.home_id).where(Stay.ended_at.is_(None), _office(actor))
    query = query.options(joinedload(Stay.child), joinedload(Stay.home))
    if late:
        query = query.where(Stay.limit_on < clock.today(), ~put_off(clock.today()))
    if district:
        query = query.where(WHERE.in_([district]))
    if basis in set(Basis):
        query = query.where(Stay.basis == basis)
    return page(query, (Stay.started_at, Stay.id), token)


def identity(child: Child) -> ChildIdentity | None:
    """The sealed record of who a child is; the view that shows it records the reason first."""
    return db.session.scalars(select(ChildIdentity).where(ChildIdentity.child_id == child.id)).one_or_none()


def one(actor: Any, stay_id: uuid.UUID) -> Stay | None:
    """A stay by key, if the person may see it."""
    return db.session.scalars(visible_to(actor).where(Stay.id == stay_id)).unique().one_or_none()


def by_code(actor: Any, code: str) -> Child | None:
    """A child by code, if the person may see its open stay."""
    query = visible_to(actor).join(Child, Child.id == Stay.child_id)
    wanted = query.where(Child.code == code.strip().upper(), Stay.ended_at.is_(None))
    found = db.session.scalars(wanted).unique().one_or_none()
    return found.child if found else None


def open_stay(child_id: uuid.UUID) -> Stay | None:
    """Where the child sleeps now."""
    query = select(Stay).where(Stay.child_id == child_id, Stay.ended_at.is_(None))
    return db.session.scalars(query.options(joinedload(Stay.home))).one_or_none()


def at_home(home: Home) -> Sequence[Stay]:
    """The open stays in a home, the longest first."""
    query = select(Stay).where(Stay.home_id == home.id, Stay.ended_at.is_(None)).options(joinedload(Stay.child))
    return db.session.scalars(query.order_by(Stay.started_at, Stay.id)).all()


def answers(child: Child) -> Sequence[LadderAnswer]:
    """Every answer given for this child, newest first on each rung."""
    query = select(LadderAnswer).where(LadderAnswer.child_id == child.id)
    return db.session.scalars(
        query.order_by(LadderAnswer.rank, LadderAnswer.answered_on.desc(), LadderAnswer.recorded_at.desc())
    ).all()


def siblings_in_care(child: Child) -> Sequence[Child]:
    """Brothers and sisters with an open stay."""
    if child.sibling_group is None:
        return []
    query = (
        select(Child)
        .join(Stay)
        .where(Child.sibling_group == child.sibling_group, Child.id != child.id, Stay.ended_at.is_(None))
    )
    return db.session.scalars(query.order_by(Child.code)).all()


def past_limit(on: date) -> Select[Any]:
    """Open stays whose basis has run out, the oldest first; for lists and tiles. A review in time is a new day."""
    late = select(Stay).where(Stay.ended_at.is_(None), Stay.limit_on < on, ~put_off(on))
    return late.order_by(Stay.limit_on, Stay.id)


def moves_since(child: Child, since: date) -> int:
    """How often the child has moved between places since a day."""
    from datetime import UTC, datetime, time

    start = datetime.combine(since, time.min, UTC)
    count = select(func.count()).where(
        Stay.child_id == child.id, Stay.exit == "MOVED_PLACEMENT", Stay.ended_at >= start
    )
    return db.session.scalar(count) or 0


@dataclass(frozen=True)
class Arrivals:
    """By home: the day of its first child, and the days on which children came lately, one for each."""

    first: Mapping[uuid.UUID, date]
    lately: Mapping[uuid.UUID, Sequence[date]]


def arrivals_since(since: date) -> Arrivals:
    """When children came to every home. A child that stays on there under another basis came once; one that was there
    before the register began is nobody new, whenever it was written down."""
    begun, was_there = func.min(Stay.started_at), func.max(case((Stay.basis == Basis.LEGACY, 1), else_=0))
    of_home = Stay.home_id.is_not(None)
    lately: dict[uuid.UUID, list[date]] = defaultdict(list)
    start = datetime.combine(since, time.min, clock.KARACHI)
    came = select(Stay.home_id, begun).where(of_home).group_by(Stay.home_id, Stay.child_id)
    came = came.having(begun >= start, was_there == 0)
    for home_id, at in db.session.execute(came):
        if home_id:
            lately[home_id].append(clock.local(at).date())
    first = db.session.execute(select(Stay.home_id, begun).where(of_home).group_by(Stay.home_id))
    return Arrivals({home_id: clock.local(at).date() for home_id, at in first if home_id}, lately)
