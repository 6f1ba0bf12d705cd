"""The lines of the lists, each from what the person may see: a list that is not theirs is not there at all."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import func, not_, select, type_coerce

from complaints import queries as complaints
from complaints.models import Complaint
from complaints.states import CLOSED, Level
from complaints.states import Permission as OfComplaints
from gatekeeping.decisions import queries as decisions
from inspections import planning
from inspections.states import Why
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db
from registry_app.core.i18n import label, language
from registry_app.core.types import UTCDateTime
from registry_app.pages.dash.lists import BY_KEY, KINDS, Item, Waiting, waiting
from registry_app.placements import queries as placements
from registry_app.placements.incidents import queries as reports
from registry_app.placements.incidents.states import Permission as OfIncidents
from registry_app.placements.models import Stay
from registry_app.placements.returns import queries as returns
from registry_app.placements.returns.rules import month_before
from registry_app.placements.returns.states import MonthState
from registry_app.placements.states import Basis
from registry_app.providers.applications import clocks
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import IN_OFFICE
from registry_app.providers.authorisations.states import Permission as OfHomes
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade, Standing

BY_THE_CALENDAR = (Why.FULL_DUE, Why.FOLLOW_UP_DUE, Why.NEVER_GRADED, Why.MONITORING_DUE)
_DUE = type_coerce(complaints.DUE, UTCDateTime)
LEVELS = {Level.P1: 60, Level.P2: 30, Level.P3: 8, Level.P4: 2}


def of_home(actor: Any, home: Home) -> str:
    """The office's page of a home for those who may open it, else the public one."""
    if allows(actor, OfHomes.VIEW_HOME, home):
        return url_for("office_homes.one", number=home.register_number)
    return url_for("register.home", lang=language(), number=home.register_number)


def overdue(actor: Any, today: date) -> Iterator[Item]:
    """Homes whose visit by the calendar should have been made before today."""
    for due in planning.due(actor, today):
        late = [reason for reason in due.reasons if reason.why in BY_THE_CALENDAR and reason.day and reason.day < today]
        if late:
            first = min(late, key=lambda reason: reason.day or today)
            yield Item(
                what=due.home.name_in(language()), district=due.home.district, since=first.day or today,
                url=of_home(actor, due.home), owner=label(Role.DISTRICT_OFFICER),
                weight=BY_KEY["overdue"].weight, detail=label(first.why),
            )  # fmt: skip


def inadequate(actor: Any, _today: date) -> Iterator[Item]:
    """Homes graded D; the tile counts the children in them."""
    found = homes.visible_to(actor).where(Home.grade == Grade.D, Home.closed_on.is_(None))
    for home in db.session.scalars(found):
        yield Item(
            what=home.name_in(language()), district=home.district, since=home.grade_on, url=of_home(actor, home),
            count=home.present, owner=label(Role.DISTRICT_OFFICER), weight=BY_KEY["inadequate"].weight,
        )  # fmt: skip


def messages(actor: Any, _today: date) -> Iterator[Item]:
    """Messages this person may see whose next thing was due before now. Only the level stands here, no word."""
    now = clock.now()
    found = (
        select(Complaint.id, Complaint.level, Complaint.district, Complaint.office, _DUE.label("due"))
        .where(complaints.sees(actor), not_(Complaint.state.in_(sorted(CLOSED))), _DUE < now)  # noqa: SIM300 - a column, no constant
        .order_by(Complaint.level, _DUE, Complaint.id)
    )
    for row in db.session.execute(found):
        yield Item(
            what=label(row.level), district=row.district, since=_day(row.due), owner=label(row.office),
            weight=LEVELS[row.level], url=url_for("complaints.show", complaint_id=row.id),
        )  # fmt: skip


def stays(actor: Any, today: date) -> Iterator[Item]:
    """Emergency stays that this person may see and whose limit has passed."""
    found = placements.visible_to(actor).where(
        Stay.ended_at.is_(None), Stay.basis == Basis.EMERGENCY, Stay.limit_on < today
    )
    for stay in db.session.scalars(found).unique():
        yield Item(
            what=stay.child.code, district=stay.district, since=stay.limit_on, owner=label(Role.CPU_HEAD),
            weight=BY_KEY["stays"].weight, url=url_for("stays.show", stay_id=stay.id),
            detail=stay.home.name_in(language()) if stay.home else "",
        )  # fmt: skip


def reviews(actor: Any, today: date) -> Iterator[Item]:
    """Cases whose stay should have been reviewed before today."""
    for day, case in decisions.reviews_due(actor, today):
        if day < today:
            yield Item(
                what=case.child.code, district=case.district, since=day, owner=label(Role.PANEL_CHAIR),
                weight=BY_KEY["reviews"].weight, url=url_for("cases.show", case_id=case.id),
            )  # fmt: skip


def past_limit(actor: Any, today: date) -> Iterator[Item]:
    """Applications in the office for longer than their decision may take."""
    for one in db.session.scalars(applications.visible_to(actor).where(Application.state.in_(IN_OFFICE))):
        found = clocks.of_decision(one, today)
        if found is not None and found.late:
            yield Item(
                what=one.number or "", district=one.district, since=found.by, owner=label(one.state),
                weight=BY_KEY["applications"].weight, detail=one.home.name_in(language()) if one.home else "",
                url=url_for("office_applications.one", application_id=one.id),
            )  # fmt: skip


def _day(moment: datetime | None) -> date:
    return clock.local(moment).date() if moment else clock.today()


def incidents(actor: Any, _today: date) -> Iterator[Item]:
    """Incident reports that this person may see and that nobody answered in time. The number alone stands here."""
    for one in reports.past_due(actor, clock.now()):
        yield Item(
            what=one.number, district=one.home.district, since=_day(one.next_due), owner=label(Role.CPU_HEAD),
            weight=BY_KEY["incidents"].weight, detail=label(one.level),
            url=url_for("office_incidents.one", incident_id=one.id),
        )  # fmt: skip


def missing_returns(actor: Any, today: date) -> Iterator[Item]:
    """Homes whose return of the last month has not come."""
    for one in returns.overview(actor, month_before(today)):
        if one.state is MonthState.MISSING:
            yield Item(
                what=one.home.name_in(language()), district=one.home.district, since=one.due,
                owner=label(Role.PROVIDER), weight=BY_KEY["returns"].weight,
                url=url_for("returns.office_one", number=one.home.register_number, written=f"{one.month:%Y-%m}"),
            )  # fmt: skip


Finder = Callable[[Any, date], Iterator[Item]]
FINDERS: dict[str, Finder] = {
    "overdue": overdue,
    "inadequate": inadequate,
    "complaints": messages,
    "stays": stays,
    "reviews": reviews,
    "applications": past_limit,
    "incidents": incidents,
    "returns": missing_returns,
}


def works_on(actor: Any, key: str) -> bool:
    """Whether the list is one of the person's at all; the Technical Working Group reads no files of children."""
    if key == "complaints":
        return allows(actor, OfComplaints.QUEUE)
    if key == "incidents":
        return allows(actor, OfIncidents.QUEUE)
    if key in ("stays", "reviews", "returns"):
        return bool(actor.has(Role.SWD_DIRECTOR, Role.SCPA_DG))
    return True


def every_list(actor: Any, today: date) -> tuple[Waiting, ...]:
    """The lists of the person, in the order of the tiles."""
    return tuple(waiting(kind, FINDERS[kind.key](actor, today), today) for kind in KINDS if works_on(actor, kind.key))


def one(actor: Any, key: str) -> Waiting | None:
    """A list by its name, if it is the person's; for `guard(load=…)`."""
    if key not in FINDERS or not works_on(actor, key):
        return None
    today = clock.today()
    return waiting(BY_KEY[key], FINDERS[key](actor, today), today)


@dataclass(frozen=True)
class DistrictLine:
    """One district: what is there, and what waits there."""

    code: str
    known: int
    authorised: int
    children: int
    waits: dict[str, int]


def districts(actor: Any, lists: tuple[Waiting, ...]) -> list[DistrictLine]:
    """Every district with a home or something that waits, by the number of children."""
    seen = homes.visible_to(actor).order_by(None).subquery()
    authorised = func.sum(func.coalesce(seen.c.standing == Standing.AUTHORISED, False).cast(db.Integer))
    rows = db.session.execute(
        select(seen.c.district, func.count(), authorised, func.sum(seen.c.present))
        .where(seen.c.closed_on.is_(None))
        .group_by(seen.c.district)
    )
    there = {code: (known, allowed, children) for code, known, allowed, children in rows}
    waits = {found.kind.key: Counter(item.district for item in found.items) for found in lists}
    codes = set(there) | {code for counted in waits.values() for code in counted if code}
    lines = [
        DistrictLine(code, *there.get(code, (0, 0, 0)), {key: counted[code] for key, counted in waits.items()})
        for code in codes
    ]
    return sorted(lines, key=lambda line: (-line.children, line.code))
