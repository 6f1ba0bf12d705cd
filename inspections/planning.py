"""Which homes are due for a visit, why, how great the risk is and how far away: read in a fixed number of questions."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import case, func, select
from sqlalchemy.orm import selectinload

from inspections import calls
from inspections.due import book as books
from inspections.due import rules
from inspections.due.rules import Action, Facts, Reason, Risk
from inspections.models import Finding, Visit
from inspections.standards import queries as governed
from inspections.states import AT_THE_OFFICE, OPEN, ActionState, VisitType
from inspections.sync.models import VisitRecord
from registry_app.accounts.states import Role
from registry_app.core import clock, geo
from registry_app.core.db import db
from registry_app.core.i18n import label
from registry_app.placements import queries as placements
from registry_app.places import gazetteer
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State as ApplicationState
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing

_AUTHORISED = (Standing.AUTHORISED, Standing.SUSPENDED)


@dataclass(frozen=True)
class Due:
    """A home that is due for a visit. `km`: straight line from the headquarters of the inspector's district."""

    home: Home
    reasons: tuple[Reason, ...]
    risk: Risk
    km: float | None
    suggested: VisitType
    planned: bool


@dataclass(frozen=True)
class _Seen:
    """What visits that arrived saw last: the visit itself, children heard in private."""

    visit: date | None = None
    talk: date | None = None


@dataclass(frozen=True)
class _Known:
    """Everything that is known of homes on a day, by home; one question to the database for each field."""

    seen: Mapping[uuid.UUID, _Seen]
    posters: Mapping[uuid.UUID, date]
    actions: Mapping[uuid.UUID, Sequence[Action]]
    waiting: frozenset[uuid.UUID]
    planned: frozenset[uuid.UUID]
    called: Mapping[uuid.UUID, date]
    arrivals: placements.Arrivals
    themes: Mapping[uuid.UUID, int]
    spoken: frozenset[uuid.UUID]


def _seen() -> dict[uuid.UUID, _Seen]:
    heard = case((Visit.children_heard > 0, Visit.arrived_at))
    query = select(Visit.home_id, func.max(Visit.arrived_at), func.max(heard)).where(Visit.state.in_(AT_THE_OFFICE))
    return {home: _Seen(_day(at), _day(talk)) for home, at, talk in db.session.execute(query.group_by(Visit.home_id))}


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None


def _posters(book: books.Book, on: date) -> dict[uuid.UUID, date]:
    """Home -> the last day on which a visit photographed the children's poster, as far back as silence is counted."""
    terms = book["silence"]
    since = datetime.combine(on - timedelta(days=terms["days"]), time.min, clock.KARACHI)
    query = select(Visit.home_id, Visit.arrived_at, VisitRecord.files).join(Visit, Visit.id == VisitRecord.visit_id)
    found: dict[uuid.UUID, date] = {}
    for home_id, at, files in db.session.execute(query.where(Visit.arrived_at >= since).order_by(Visit.arrived_at)):
        if any(one.get("criterion") == terms["poster_criterion"] for one in files):
            found[home_id] = clock.local(at).date()
    return found


def _actions() -> dict[uuid.UUID, list[Action]]:
    found: dict[uuid.UUID, list[Action]] = defaultdict(list)
    rows = select(Finding.home_id, Finding.severity, Finding.state, Finding.fix_by)
    for home_id, severity, state, fix_by in db.session.execute(rows.where(Finding.state != ActionState.VERIFIED)):
        found[home_id].append(Action(severity, state is ActionState.PROVED, fix_by))
    return found


def _known(book: books.Book, on: date) -> _Known:
    waiting = select(Application.home_id).where(
        Application.state.in_((ApplicationState.COMPLETE, ApplicationState.VETTING))
    )
    themes, spoken = _heard(book, on)
    return _Known(
        seen=_seen(),
        posters=_posters(book, on),
        actions=_actions(),
        waiting=frozenset(key for key in db.session.scalars(waiting) if key),
        planned=frozenset(db.session.scalars(select(Visit.home_id).where(Visit.state.in_(OPEN)))),
        called=calls.open_calls(),
        arrivals=placements.arrivals_since(on - timedelta(days=book["new_children"]["days"])),
        themes=themes,
        spoken=spoken,
    )


def _heard(book: books.Book, on: date) -> tuple[dict[uuid.UUID, int], frozenset[uuid.UUID]]:
    """What whoever keeps the messages lets a planner know: how many themes, and which homes are not silent."""
    themes: dict[uuid.UUID, int] = defaultdict(int)
    spoken: set[uuid.UUID] = set()
    terms = book["silence"]
    for giver in current_app.extensions["field_givers"]:
        for home_id, number in giver.numbers(on).items():
            themes[home_id] += number
        spoken |= giver.spoken(on - timedelta(days=terms["days"]), terms["messages"])
    return themes, frozenset(spoken)


def _facts(home: Home, known: _Known) -> Facts:
    seen = known.seen.get(home.id, _Seen())
    return Facts(
        begun=home.authorised_from or home.known_since,
        authorised=home.standing in _AUTHORISED,
        household=home.household,
        care_types=frozenset(service.care_type.value for service in home.services),
        children=home.present,
        first_child=known.arrivals.first.get(home.id),
        came=known.arrivals.lately.get(home.id, ()),
        grade=home.grade.value if home.grade else None,
        grade_on=home.grade_on,
        last_visit=seen.visit,
        actions=known.actions.get(home.id, ()),
        waiting=home.id in known.waiting,
        called=known.called.get(home.id),
        themes=known.themes.get(home.id, 0),
        spoken=home.id in known.spoken,
        heard_on=seen.talk,
        poster_on=known.posters.get(home.id),
    )


def due(actor: Any, on: date) -> list[Due]:
    """The homes within the person's reach that are due by four weeks from the day `on`, the most pressing first."""
    found = db.session.scalars(homes.visible_to(actor).options(selectinload(Home.services)))
    rows = [row for row in _rows(list(found), actor, on) if row.reasons]
    return sorted(rows, key=lambda row: (rules.RANK[row.reasons[0].why], row.reasons[0].day or on, row.km or 0.0))


def _rows(found: Sequence[Home], actor: Any, on: date) -> list[Due]:
    book, framework, start = books.in_force_on(on), governed.in_force_on(on), starting_point(actor)
    known, rows = _known(book, on), []
    for home in found:
        facts = _facts(home, known)
        reasons = rules.reasons(framework, book, facts, on)
        risk, kind = rules.risk(book, facts, reasons, on), rules.suggested(reasons)
        rows.append(Due(home, reasons, risk, distance(start, home), kind, home.id in known.planned))
    return rows


def of_homes(actor: Any, keys: Sequence[uuid.UUID], on: date) -> list[Due]:
    """These homes, due or not, in the order asked; those the person may not see are left out."""
    found = homes.visible_to(actor).where(Home.id.in_(keys)).options(selectinload(Home.services))
    rows = {row.home.id: row for row in _rows(list(db.session.scalars(found)), actor, on)}
    return [rows[key] for key in keys if key in rows]


def for_home(home: Home, on: date) -> tuple[tuple[Reason, ...], Risk]:
    """Why this one home is due and its risk, for its brief and its plan; due or not."""
    book = books.in_force_on(on)
    facts = _facts(home, _known(book, on))
    reasons = rules.reasons(governed.in_force_on(on), book, facts, on)
    return reasons, rules.risk(book, facts, reasons, on)


def reasons_for(home: Home, on: date) -> tuple[Reason, ...]:
    """Why this one home is due."""
    return for_home(home, on)[0]


suggested = rules.suggested


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
