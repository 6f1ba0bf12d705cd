"""Finding visits, answers and actions. Officers' lists start from `visible_to`, providers' from their own homes."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true, tuple_
from sqlalchemy.orm import joinedload, selectinload

from inspections import kinds
from inspections.access import DIRECTORS, DISTRICT_PLANNERS, DISTRICT_READERS, READERS
from inspections.gradings import scores_of
from inspections.models import Answer, Finding, Proof, TeamMember, Visit
from inspections.states import AT_THE_OFFICE, OPEN, ActionState, Severity, VisitState, VisitType
from registry_app.accounts.models import User
from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core.db import db, hold
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State as ApplicationState
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.queries import own
from registry_app.providers.ties.queries import tied_people, untied
from registry_app.providers.vetting import official_queries as officials
from registry_app.providers.vetting.states import OfficialKind

_LOOKED_INTO = (ApplicationState.COMPLETE, ApplicationState.VETTING, ApplicationState.VISITED)
_GRAVEST_FIRST = case({severity: rank for rank, severity in enumerate(Severity)}, value=Finding.severity)


@cache
def _with_people() -> tuple[Any, ...]:
    """What is read with a visit. Made when first asked: at import it would tie the tables together half-way."""
    return (
        joinedload(Visit.home).selectinload(Home.services),
        selectinload(Visit.team).joinedload(TeamMember.user),
    )


def _in_district(actor: Any, *roles: Role) -> ColumnElement[bool]:
    if not actor.has(*roles):
        return false()
    held = actor.districts(*roles)
    return true() if held is None else Home.district.in_(held)


def on_team(actor: Any) -> ColumnElement[bool]:
    """Visits the person goes on."""
    return Visit.id.in_(select(TeamMember.visit_id).where(TeamMember.user_id == actor.id))


def reach(actor: Any) -> ColumnElement[bool]:
    """What a person may see at all: their own visits, plans of their district or province, and reports that came in."""
    came_in = Visit.state.in_(AT_THE_OFFICE)
    clauses = [
        true() if actor.has(*DIRECTORS) else false(),
        _in_district(actor, *DISTRICT_PLANNERS),
        came_in if actor.has(*READERS) else false(),
        and_(came_in, _in_district(actor, *DISTRICT_READERS)),
        on_team(actor) if actor.has(Role.INSPECTOR) else false(),
    ]
    return and_(or_(*clauses), untied(actor, Visit.home_id))


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the visits this person may see as an officer, the earliest day first."""
    return _within_reach(actor).options(*_with_people()).order_by(Visit.planned_for, Visit.id)


def _within_reach(actor: Any) -> Select[Any]:
    return select(Visit).join(Home, Home.id == Visit.home_id).where(reach(actor))


def one(actor: Any, visit_id: uuid.UUID) -> Visit | None:
    """A visit by key, if the person may see it."""
    return db.session.scalars(visible_to(actor).where(Visit.id == visit_id)).unique().one_or_none()


def one_of_team(actor: Any, visit_id: uuid.UUID) -> Visit | None:
    """A visit by key, if the person goes on it."""
    return db.session.scalars(visible_to(actor).where(Visit.id == visit_id, on_team(actor))).unique().one_or_none()


def one_of_team_held(actor: Any, visit_id: uuid.UUID) -> Visit | None:
    """The same, kept from every other writer until the end of the transaction."""
    query = _within_reach(actor).where(Visit.id == visit_id, on_team(actor))
    return next(iter(hold(query.options(*_with_people()), Visit)), None)


def held(visit_id: uuid.UUID) -> Sequence[Visit]:
    """A visit by key, whoever asks, kept from every other writer until the end of the transaction."""
    return hold(select(Visit).where(Visit.id == visit_id), Visit)


def one_of_own(actor: Any, visit_id: uuid.UUID) -> Visit | None:
    """A report by key, if it is about a home the person signs in for; plans are not reports."""
    query = select(Visit).join(Home, Home.id == Visit.home_id).options(*_with_people())
    query = query.where(Visit.id == visit_id, own(actor), Visit.state.in_(AT_THE_OFFICE))
    return db.session.scalars(query).unique().one_or_none()


def my_visits(actor: Any) -> Sequence[Visit]:
    """The visits the person goes on that are not at the office yet, the earliest first."""
    return db.session.scalars(visible_to(actor).where(on_team(actor), Visit.state.in_(OPEN))).unique().all()


def my_sent(actor: Any, limit: int = 5) -> Sequence[Visit]:
    """The person's last reports that are at the office, the newest first."""
    query = visible_to(actor).where(on_team(actor), Visit.state.in_(AT_THE_OFFICE)).order_by(None)
    return db.session.scalars(query.order_by(Visit.submitted_at.desc(), Visit.id).limit(limit)).unique().all()


def in_state(actor: Any, state: VisitState | None) -> Select[Any]:
    """The office's queue; without a state all that was not published or cancelled."""
    query = visible_to(actor)
    if state is not None:
        return query.where(Visit.state == state)
    return query.where(Visit.state.not_in((VisitState.PUBLISHED, VisitState.CANCELLED)))


@dataclass(frozen=True)
class Queue:
    """A page of the office's queue and where the next one begins."""

    rows: Sequence[Visit]
    next_token: str | None


def queue(actor: Any, state: VisitState | None, after: str | None, size: int = 30) -> Queue:
    """The queue from the day and key in `after`; a broken token starts at the top."""
    query = in_state(actor, state).limit(size + 1)
    day, _, key = (after or "").partition("_")
    with suppress(ValueError):
        start = tuple_(date.fromisoformat(day), uuid.UUID(key), types=[Visit.planned_for.type, Visit.id.type])
        query = query.where(tuple_(Visit.planned_for, Visit.id) > start)
    rows = db.session.scalars(query).unique().all()
    last = rows[size - 1] if len(rows) > size else None
    return Queue(rows[:size], f"{last.planned_for.isoformat()}_{last.id}" if last else None)


def counts(actor: Any) -> dict[VisitState, int]:
    """How many visits the person sees in each state."""
    query = select(Visit.state, func.count()).join(Home, Home.id == Visit.home_id).where(reach(actor))
    rows = db.session.execute(query.group_by(Visit.state))
    return {state: number for state, number in rows}  # noqa: C416 - a row is no pair to the type checker


def answers_here(visit: Visit) -> dict[str, Answer]:
    """The answers of a visit by criterion, without the people who gave them; read once while the visit is in hand."""
    return {row.criterion: row for row in visit.answers}


def answers(visit: Visit) -> dict[str, Answer]:
    """The answers of a visit by criterion."""
    rows = db.session.scalars(
        select(Answer).where(Answer.visit_id == visit.id).options(joinedload(Answer.saved_by)).order_by(Answer.place)
    )
    return {row.criterion: row for row in rows}


def last_published(home: Home, *types: VisitType) -> Visit | None:
    """The last published visit of these types (of any, when none is named), by the day it was made."""
    query = select(Visit).where(Visit.home_id == home.id, Visit.state == VisitState.PUBLISHED)
    if types:
        query = query.where(Visit.type.in_(types))
    return db.session.scalars(query.order_by(Visit.arrived_at.desc(), Visit.id).limit(1)).one_or_none()


def full_before(visit: Visit) -> Visit | None:
    """The published full visit made last before this one."""
    query = select(Visit).where(Visit.home_id == visit.home_id, Visit.state == VisitState.PUBLISHED)
    query = query.where(Visit.type == VisitType.FULL, Visit.id != visit.id, Visit.arrived_at < visit.arrived_at)
    return db.session.scalars(query.order_by(Visit.arrived_at.desc(), Visit.id).limit(1)).one_or_none()


def standing(home: Home) -> dict[str, Any]:
    """What smaller visits are laid over: the scores of the last published full visit, and the grade the home has."""
    last = last_published(home, VisitType.FULL)
    grade = home.grade.value if home.grade else None
    return {"standing_scores": scores_of(last.answers) if last else {}, "standing_grade": grade}


def under(visit: Visit) -> dict[str, Any]:
    """What this visit is laid over; nothing for one that looks at everything itself."""
    return {} if kinds.of(visit.type).whole else standing(visit.home)


def last_lead(home: Home) -> uuid.UUID | None:
    """Who led the last visit whose report came in."""
    query = select(TeamMember.user_id).join(Visit, Visit.id == TeamMember.visit_id)
    query = query.where(Visit.home_id == home.id, Visit.state.in_(AT_THE_OFFICE), TeamMember.role == "LEAD")
    return db.session.scalar(query.order_by(Visit.arrived_at.desc(), Visit.id).limit(1))


def open_visit(home: Home, type_: VisitType) -> Visit | None:
    """A visit of this type that is planned or under way."""
    query = select(Visit).where(Visit.home_id == home.id, Visit.type == type_, Visit.state.in_(OPEN))
    return db.session.scalars(query.limit(1)).one_or_none()


def application_waiting(home: Home) -> Application | None:
    """The application of this home that may be visited now."""
    query = select(Application).where(Application.home_id == home.id, Application.state.in_(_LOOKED_INTO))
    return db.session.scalars(query.limit(1)).one_or_none()


def inspectors(home: Home) -> Sequence[User]:
    """Who may go: inspectors of the district who are clear, without a tie, and not of who runs the home."""
    holders = holding(Role.INSPECTOR, home.district)
    found = [one.user for one in officials.vetted(OfficialKind.INSPECTOR, holders) if one.with_children]
    tied = tied_people(home.id)
    return [user for user in found if user.agency.value != home.run_by.value and user.id not in tied]


def findings(home: Home, *, open_only: bool = False) -> Sequence[Finding]:
    """The actions of a home, open ones first, the gravest first."""
    query = (
        select(Finding).where(Finding.home_id == home.id).options(joinedload(Finding.home), joinedload(Finding.visit))
    )
    if open_only:
        query = query.where(Finding.state != ActionState.VERIFIED)
    done = case((Finding.state == ActionState.VERIFIED, 1), else_=0)
    return db.session.scalars(query.order_by(done, _GRAVEST_FIRST, Finding.fix_by, Finding.number)).all()


def findings_of(visit: Visit) -> Sequence[Finding]:
    """The actions a visit opened."""
    query = select(Finding).where(Finding.visit_id == visit.id).order_by(_GRAVEST_FIRST, Finding.number)
    return db.session.scalars(query).all()


def highest_number(home: Home) -> int:
    return db.session.scalar(select(func.max(Finding.number)).where(Finding.home_id == home.id)) or 0


def open_finding(home: Home, criterion: str) -> Finding | None:
    """The action about this criterion that is open at the home now; there is at most one."""
    return next((one for one in findings(home, open_only=True) if one.criterion == criterion), None)


def finding(actor: Any, finding_id: uuid.UUID) -> Finding | None:
    """An action by key, if the person may see it as an officer."""
    clauses = [
        true() if actor.has(*DIRECTORS, *READERS) else false(),
        _in_district(actor, *DISTRICT_PLANNERS, *DISTRICT_READERS),
    ]
    query = select(Finding).join(Home, Home.id == Finding.home_id).options(joinedload(Finding.home))
    query = query.where(Finding.id == finding_id, or_(*clauses), untied(actor, Finding.home_id))
    return db.session.scalars(query).one_or_none()


def own_finding(actor: Any, home_id: uuid.UUID, number: int) -> Finding | None:
    """An action by its number, if it is of a home the person signs in for."""
    query = select(Finding).join(Home, Home.id == Finding.home_id).options(joinedload(Finding.home))
    return db.session.scalars(
        query.where(Finding.home_id == home_id, Finding.number == number, own(actor))
    ).one_or_none()


def proof_of(finding_found: Finding | None, proof_id: uuid.UUID) -> Proof | None:
    """A proof of an action somebody may see."""
    if finding_found is None:
        return None
    return next((proof for proof in finding_found.proofs if proof.id == proof_id), None)


def reports_of(home: Home) -> Sequence[Visit]:
    """The reports of a home that came in, the newest visit first."""
    query = select(Visit).where(Visit.home_id == home.id, Visit.state.in_(AT_THE_OFFICE))
    query = query.options(joinedload(Visit.comment)).order_by(Visit.arrived_at.desc(), Visit.id)
    return db.session.scalars(query).unique().all()


def in_progress() -> Sequence[Visit]:
    """Visits whose report or publication may be late."""
    states = (VisitState.UNDER_WAY, VisitState.SUBMITTED, VisitState.COMMENTED, VisitState.REVIEWED)
    query = select(Visit).where(Visit.state.in_(states)).options(*_with_people()).order_by(Visit.planned_for, Visit.id)
    return db.session.scalars(query).unique().all()


def open_actions_due(until: date) -> Sequence[Finding]:
    """Actions that wait for the home and are due by this day, home by home."""
    query = select(Finding).where(Finding.state == ActionState.OPEN, Finding.fix_by <= until)
    query = query.options(joinedload(Finding.home), joinedload(Finding.visit))
    return db.session.scalars(query.order_by(Finding.home_id, Finding.number)).all()
