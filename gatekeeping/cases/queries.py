"""Finding cases and what is known about them. Lists start from what the person may see."""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from gatekeeping.bodies import queries as bodies
from gatekeeping.cases.access import CPU_ROLES, PANEL_ROLES, PROVINCE_ROLES
from gatekeeping.cases.models import Assessment, Case, CaseTask, ChildView, FamilyMember, Interest, Match
from gatekeeping.cases.states import Screening, State
from registry_app.core.db import db
from registry_app.placements import queries as placements
from registry_app.placements.models import Child, LadderAnswer, Stay
from registry_app.placements.states import Basis, Rung
from registry_app.providers.ties.queries import untied

Fact = TypeVar("Fact", Assessment, ChildView, Match)


def _by_role(actor: Any) -> ColumnElement[bool]:
    clauses: list[ColumnElement[bool]] = []
    if actor.has(*PROVINCE_ROLES):
        clauses.append(true())
    if actor.has(*CPU_ROLES):
        held = actor.districts(*CPU_ROLES)
        clauses.append(true() if held is None else Case.district.in_(held))
    if actor.has(*PANEL_ROLES):
        seen = Case.state.in_([State.BEFORE_PANEL, State.DECIDED])
        clauses.append(and_(Case.district.in_(bodies.districts_of(actor)), seen))
    return or_(*clauses) if clauses else false()


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the cases this person may see: by district, by seat, never where a tie or an interest stands."""
    known = select(Interest.case_id).where(Interest.user_id == actor.id)
    return (
        select(Case)
        .where(_by_role(actor), untied(actor, Case.home_id), Case.id.not_in(known))
        .options(joinedload(Case.child), joinedload(Case.officer), joinedload(Case.home), selectinload(Case.interests))
    )


def one(actor: Any, case_id: uuid.UUID) -> Case | None:
    """A case by key, if the person may see it; for `guard(load=…)`."""
    return db.session.scalars(visible_to(actor).where(Case.id == case_id)).unique().one_or_none()


def worklist(actor: Any, state: State) -> Sequence[Case]:
    """Cases in a state: danger and emergency stays first, then by how long they wait."""
    emergency = select(Stay.id).where(
        Stay.child_id == Case.child_id, Stay.ended_at.is_(None), Stay.basis == Basis.EMERGENCY
    )
    # Whom nobody has looked at may be in danger.
    urgent = or_(Case.danger, Case.screening.is_(None), Case.screening == Screening.NEEDS_EMERGENCY, emergency.exists())
    query = visible_to(actor).where(Case.state == state)
    waiting = func.coalesce(Case.waiting_since, Case.referred_at)
    return db.session.scalars(query.order_by(urgent.desc(), waiting, Case.id)).unique().all()


def living(child_id: uuid.UUID) -> Case | None:
    """The case of a child that is not closed."""
    return db.session.scalars(select(Case).where(Case.child_id == child_id, Case.state != State.CLOSED)).one_or_none()


def open_stays(cases: Sequence[Case]) -> dict[uuid.UUID, Stay]:
    """Where the children of these cases sleep now, by child."""
    query = select(Stay).where(Stay.child_id.in_([c.child_id for c in cases]), Stay.ended_at.is_(None))
    return {stay.child_id: stay for stay in db.session.scalars(query.options(joinedload(Stay.home)))}


def _newest(kind: type[Fact], case: Case) -> Fact | None:
    query = select(kind).where(kind.case_id == case.id).order_by(kind.recorded_at.desc(), kind.id)
    return db.session.scalars(query.limit(1)).one_or_none()


def assessment(case: Case) -> Assessment | None:
    """The assessment that counts: the newest."""
    return _newest(Assessment, case)


def child_view(case: Case) -> ChildView | None:
    """What the child said last."""
    return _newest(ChildView, case)


def match(case: Case) -> Match | None:
    """The care that is proposed now."""
    return _newest(Match, case)


def family(case: Case) -> Sequence[FamilyMember]:
    """The people of the family, in the order in which they were written down."""
    query = select(FamilyMember).where(FamilyMember.case_id == case.id)
    return db.session.scalars(query.order_by(FamilyMember.recorded_at, FamilyMember.id)).all()


def tasks(case: Case) -> Sequence[CaseTask]:
    """Tasks, open ones first, by their day."""
    query = select(CaseTask).where(CaseTask.case_id == case.id).options(joinedload(CaseTask.owner))
    return db.session.scalars(query.order_by(CaseTask.done_at.is_not(None), CaseTask.due_on, CaseTask.id)).all()


def newest_answers(child: Child) -> dict[Rung, list[LadderAnswer]]:
    """What was answered for each rung, newest first."""
    found: dict[Rung, list[LadderAnswer]] = {}
    for answer in placements.answers(child):
        found.setdefault(answer.rung, []).append(answer)
    return found
