"""Which homes are due for a visit, why, and how far away: read in a fixed number of questions to the database."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from inspections import calls, rules
from inspections.models import Finding, Visit
from inspections.standards import queries as governed
from inspections.states import AT_THE_OFFICE, OPEN, ActionState, Severity, VisitType, Why
from registry_app.accounts.states import Role
from registry_app.core import clock, geo
from registry_app.core.db import db
from registry_app.core.i18n import label
from registry_app.places import gazetteer
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State as ApplicationState
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing

_RANK = {why: rank for rank, why in enumerate(Why)}
_WEEKS_AHEAD = 28


@dataclass(frozen=True)
class Reason:
    """Why a home is due; `day` is the day it was or will be due, where there is one."""

    why: Why
    day: date | None = None
    count: int = 0


@dataclass(frozen=True)
class Due:
    """A home that is due for a visit. `km`: straight line from the headquarters of the inspector's district."""

    home: Home
    reasons: tuple[Reason, ...]
    km: float | None
    suggested: VisitType
    planned: bool


@dataclass(frozen=True)
class _Facts:
    last_visit: Mapping[uuid.UUID, date]
    open: Mapping[uuid.UUID, Sequence[tuple[Severity, ActionState, date]]]
    waiting: frozenset[uuid.UUID]
    planned: frozenset[uuid.UUID]
    called: Mapping[uuid.UUID, date]


def _facts() -> _Facts:
    last = select(Visit.home_id, func.max(Visit.arrived_at)).where(Visit.state.in_(AT_THE_OFFICE))
    found: dict[uuid.UUID, list[tuple[Severity, ActionState, date]]] = defaultdict(list)
    rows = select(Finding.home_id, Finding.severity, Finding.state, Finding.fix_by)
    for home_id, severity, state, fix_by in db.session.execute(rows.where(Finding.state != ActionState.VERIFIED)):
        found[home_id].append((severity, state, fix_by))
    waiting = select(Application.home_id).where(
        Application.state.in_((ApplicationState.COMPLETE, ApplicationState.VETTING))
    )
    visits = db.session.execute(last.group_by(Visit.home_id))
    return _Facts(
        last_visit={home_id: clock.local(at).date() for home_id, at in visits if at},
        open=found,
        waiting=frozenset(key for key in db.session.scalars(waiting) if key),
        planned=frozenset(db.session.scalars(select(Visit.home_id).where(Visit.state.in_(OPEN)))),
        called=calls.open_calls(),
    )


def due(actor: Any, on: date) -> list[Due]:
    """The homes within the person's reach that are due by four weeks from the day `on`, the most pressing first."""
    facts = _facts()
    start = starting_point(actor)
    rows = []
    for home in db.session.scalars(homes.visible_to(actor)):
        reasons = tuple(sorted(_reasons(home, facts, on), key=lambda reason: _RANK[reason.why]))
        if reasons:
            rows.append(Due(home, reasons, distance(start, home), suggested(reasons), home.id in facts.planned))
    return sorted(rows, key=lambda row: (_RANK[row.reasons[0].why], row.reasons[0].day or on, row.km or 0.0))


def _reasons(home: Home, facts: _Facts, on: date) -> list[Reason]:
    found = []
    if home.id in facts.waiting:
        found.append(Reason(Why.BEFORE_REGISTRATION))
    called = facts.called.get(home.id)
    if called and (facts.last_visit.get(home.id) or date.min) < called:
        found.append(Reason(Why.CALLED_FOR, called))
    if home.standing in (Standing.AUTHORISED, Standing.SUSPENDED) and not home.household:
        found += _by_rhythm(home, facts, on)
    return found + _by_actions(facts.open.get(home.id, ()), on)


def _by_rhythm(home: Home, facts: _Facts, on: date) -> list[Reason]:
    framework = governed.in_force_on(on)
    found = []
    if home.grade is None or home.grade_on is None:
        begun = home.authorised_from or home.known_since
        full = rules.next_visit_due(framework, "new", begun).full
        found.append(Reason(Why.NEVER_GRADED, full))
    else:
        following = rules.next_visit_due(framework, home.grade.value, home.grade_on)
        if following.full and (following.full - on).days <= _WEEKS_AHEAD:
            found.append(Reason(Why.FULL_DUE, following.full))
        seen_since = facts.last_visit.get(home.id, home.grade_on) > home.grade_on
        if following.follow_up and not seen_since and (following.follow_up - on).days <= _WEEKS_AHEAD:
            found.append(Reason(Why.FOLLOW_UP_DUE, following.follow_up))
    monitored = rules.next_monitoring_due(framework, facts.last_visit.get(home.id) or home.known_since)
    if (monitored - on).days <= 0:
        found.append(Reason(Why.MONITORING_DUE, monitored))
    return found


def _by_actions(actions: Sequence[tuple[Severity, ActionState, date]], on: date) -> list[Reason]:
    critical = [fix_by for severity, _, fix_by in actions if severity is Severity.CRITICAL]
    overdue = [(severity, fix_by) for severity, _, fix_by in actions if fix_by < on]
    proved = sum(state is ActionState.PROVED for _, state, _ in actions)
    found = [Reason(Why.CRITICAL_OPEN, min(critical), len(critical))] if critical else []
    if rules.suspension_review_due(governed.in_force_on(on), (severity.value for severity, _ in overdue)):
        found.append(Reason(Why.TWO_MAJOR_OVERDUE, count=len(overdue)))
    if overdue:
        found.append(Reason(Why.ACTIONS_OVERDUE, min(day for _, day in overdue), len(overdue)))
    if proved:
        found.append(Reason(Why.PROOF_WAITS, count=proved))
    return found


_FOLLOW = frozenset({Why.CRITICAL_OPEN, Why.TWO_MAJOR_OVERDUE, Why.FOLLOW_UP_DUE, Why.ACTIONS_OVERDUE, Why.PROOF_WAITS})


def suggested(reasons: Sequence[Reason]) -> VisitType:
    """The type of visit that answers the most pressing reason."""
    first = reasons[0].why if reasons else Why.MONITORING_DUE
    if first is Why.CALLED_FOR:
        return VisitType.RESPONSIVE
    if first is Why.BEFORE_REGISTRATION:
        return VisitType.PRE_REGISTRATION
    if first in (Why.FULL_DUE, Why.NEVER_GRADED):
        return VisitType.FULL
    return VisitType.FOLLOW_UP if first in _FOLLOW else VisitType.MONITORING


def reasons_for(home: Home, on: date) -> tuple[Reason, ...]:
    """Why this one home is due, for its brief and its plan."""
    return tuple(sorted(_reasons(home, _facts(), on), key=lambda reason: _RANK[reason.why]))


def offered(home: Home) -> list[str]:
    """The criteria that a call since the last visit asks to be looked at, such as for a child found without a basis."""
    last = db.session.scalar(
        select(func.max(Visit.arrived_at)).where(Visit.home_id == home.id, Visit.state.in_(AT_THE_OFFICE))
    )
    return calls.offered(home.id, clock.local(last).date() if last else None)


def starting_point(actor: Any) -> geo.Point | None:
    """The headquarters of the person's district; none for those who work in all of Sindh."""
    held = actor.districts(Role.INSPECTOR, Role.DISTRICT_OFFICER)
    return gazetteer.district(min(held)).point if held else None


def distance(start: geo.Point | None, home: Home) -> float | None:
    """Kilometres in a straight line; none when one end is not known."""
    if start is None or home.latitude is None or home.longitude is None:
        return None
    return round(geo.km(start, geo.Point(home.latitude, home.longitude)), 1)


def in_words(reasons: Sequence[Reason]) -> str:
    """The reasons in one line, in the page's language."""
    return " · ".join(label(reason.why) for reason in reasons)
