"""The rows of the report, a fixed number of SELECTs whatever the size of the register."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from inspections.models import Finding as InspectionFinding
from inspections.models import Visit
from inspections.states import VisitState
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.measures.models import Measure, ServiceProof
from registry_app.measures.states import WAITING_KINDS, MeasureState
from registry_app.pages.court import homes
from registry_app.pages.court.child_tables import PlanRow
from registry_app.pages.court.children import StayRow
from registry_app.pages.court.days import Moment, moment
from registry_app.pages.court.facts import CourtFacts, count
from registry_app.pages.reports.homes import AuthorisationRow
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.models import DeathReview, MarriagePlan
from registry_app.placements.exits.truth import CORRECTED, told
from registry_app.placements.models import Child, Stay
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.visitors.models import BookEntry, BookStep
from registry_app.placements.visitors.states import Step
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations.models import Authorisation, PreRegistrationVisit
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.homes.models import Home, HomeStep
from registry_app.providers.powers.states import Mode


def facts(on: date | None = None, now: datetime | None = None) -> CourtFacts:
    """The report of a day, by default of today as far as it has run; DomainError for a day to come."""
    now = now or clock.now()
    try:
        day = moment(on or clock.local(now).date(), now)
    except ValueError as error:
        raise DomainError(_("The date must be today or earlier."), "on") from error
    made_up = current_app.config["SETTINGS"].made_up
    return count(home_rows(), stay_rows(day), plan_rows(), day, now=now, made_up=made_up)


def first_day() -> date | None:
    """The day on which the first home became known: earlier there is nothing to report."""
    return db.session.scalar(select(func.min(Home.known_since)))


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment is not None else None


def _sure(moment: datetime) -> date:
    return clock.local(moment).date()


def home_rows() -> homes.Rows:
    """Every home with its dated facts; the day is chosen by who counts them."""
    known = select(
        Home.id, Home.register_number, Home.name, Home.household, Home.shelters_survivors, Home.run_by, Home.district,
        Home.known_since, Home.same_as_id, Home.name_ur, Home.name_sd,
    )  # fmt: skip
    given = select(
        Authorisation.home_id, Authorisation.start, Authorisation.until, Authorisation.ended_on,
        Authorisation.suspended_on, Authorisation.decided_on, Authorisation.capacity,
    )  # fmt: skip
    return homes.Rows(
        homes=[
            homes.HomeRow(key, number, name, family, family or shelter, *facts)
            for key, number, name, family, shelter, *facts in db.session.execute(known)
        ],
        steps=_steps(),
        authorisations=[AuthorisationRow(*row) for row in db.session.execute(given)],
        applications=_applications(),
        measures=_measures(),
        visits=_visits(),
        findings=_findings(),
        lists=_lists(),
        book=_book(),
    )


def _steps() -> list[homes.StepRow]:
    found = select(HomeStep).order_by(HomeStep.home_id, HomeStep.number)
    return [
        homes.StepRow(
            one.home_id, _sure(one.taken_at), one.standing.value, one.run_by.value, one.district, one.household,
            one.care, one.visited_on,
        )
        for one in db.session.scalars(found)
    ]  # fmt: skip


def _applications() -> list[homes.ApplicationRow]:
    found = select(
        Application.home_id, Application.submitted_at, Application.decided_on, Application.withdrawn_at,
        Application.lapsed_at,
    ).where(Application.submitted_at.is_not(None), Application.home_id.is_not(None))  # fmt: skip
    return [
        homes.ApplicationRow(key, _sure(sent), decided or _day(withdrawn) or _day(lapsed))
        for key, sent, decided, withdrawn, lapsed in db.session.execute(found)
        if key is not None and sent is not None
    ]


def _measures() -> list[homes.MeasureRow]:
    """What a home was told of; a recommendation to another office is none."""
    served: dict[uuid.UUID, list[tuple[date, str]]] = defaultdict(list)
    for proof in db.session.execute(select(ServiceProof.measure_id, ServiceProof.on_day, ServiceProof.how)):
        served[proof.measure_id].append((proof.on_day, proof.how.value))
    found = select(
        Measure.id, Measure.home_id, Measure.number, Measure.kind, Measure.state, Measure.mode, Measure.notice_on,
        Measure.decided_on, Measure.effective_on, Measure.ended_on,
    )  # fmt: skip
    return [_measure(row, tuple(served[row.id])) for row in db.session.execute(found)]


def _measure(row: Any, served: tuple[tuple[date, str], ...]) -> homes.MeasureRow:
    decided = row.decided_on if row.mode is not Mode.RECOMMEND else None
    begins = row.effective_on if row.kind in WAITING_KINDS else decided
    if row.state is MeasureState.WAITING or decided is None:
        begins = None
    return homes.MeasureRow(
        row.id, row.home_id, row.number, row.kind.value, row.notice_on, decided, begins, row.ended_on, served
    )


def _visits() -> list[homes.VisitRow]:
    made = select(Visit.home_id, Visit.arrived_at, Visit.announced).where(
        Visit.arrived_at.is_not(None), Visit.state != VisitState.CANCELLED
    )
    looked = select(Application.home_id, PreRegistrationVisit.on).join(
        Application, Application.id == PreRegistrationVisit.application_id
    )
    found = [homes.VisitRow(key, _sure(at), told) for key, at, told in db.session.execute(made) if at is not None]
    return found + [homes.VisitRow(key, on, None) for key, on in db.session.execute(looked) if key is not None]


def _findings() -> list[homes.FindingRow]:
    found = select(
        InspectionFinding.home_id, InspectionFinding.severity, InspectionFinding.found_on, InspectionFinding.fix_by,
        InspectionFinding.verified_on,
    )  # fmt: skip
    return [
        homes.FindingRow(key, severity.value, found_on, fix_by, done_on)
        for key, severity, found_on, fix_by, done_on in db.session.execute(found)
    ]


def _lists() -> list[homes.ListRow]:
    found = select(Finding.home_id, OutsideList.source, OutsideList.dated).join(
        OutsideList, OutsideList.id == Finding.list_id
    )
    return [homes.ListRow(key, source.value, dated) for key, source, dated in db.session.execute(found)]


def _book() -> list[homes.BookRow]:
    done = select(BookStep.entry_id, BookStep.taken_at).where(BookStep.kind == Step.DONE)
    seen = {entry: _day(at) for entry, at in db.session.execute(done)}
    found = select(BookEntry.id, BookEntry.home_id, BookEntry.visitor, BookEntry.visited_on, BookEntry.due_on)
    return [
        homes.BookRow(key, visitor.value, on, due, seen.get(entry))
        for entry, key, visitor, on, due in db.session.execute(found)
    ]


LEFT = ("ended_at", "exit", "exit_to", "exit_district", "exit_court", "death_cause", "found_dead", "burial_number")


def stay_rows(day: Moment) -> list[StayRow]:
    """Every stay that had begun by the end of the day; of the child only what is counted."""
    reviews = select(DeathReview.stay_id, DeathReview.cause).where(DeathReview.held_on <= day.on)
    reviewed: dict[uuid.UUID, Any] = {row.stay_id: row.cause for row in db.session.execute(reviews)}
    found = (
        select(
            Stay.id, Stay.child_id, Stay.home_id, Stay.basis, Child.sex, Child.born_latest, Stay.brought_by,
            Stay.started_at, *(told(fact).label(fact) for fact in LEFT), Stay.recorded_at,
        )
        .outerjoin(ExitCorrection, CORRECTED)
        .join(Child, Child.id == Stay.child_id)
        .where(Stay.started_at < day.end)
    )  # fmt: skip
    forms = select(BFormStep.child_id, BFormStep.status).where(BFormStep.since <= day.on).order_by(BFormStep.number)
    papers = {row.child_id: row.status.value for row in db.session.execute(forms)}
    return [_stay(row, reviewed, papers) for row in db.session.execute(found)]


def _stay(row: Any, reviewed: dict[uuid.UUID, Any], papers: dict[uuid.UUID, str]) -> StayRow:
    """A cause or a grave that only the review said counts from the review on."""
    return StayRow(
        child_id=row.child_id, home_id=row.home_id, basis=row.basis, sex=row.sex, born=row.born_latest,
        brought_by=row.brought_by, started_at=row.started_at, ended_at=row.ended_at, exit=row.exit, to=row.exit_to,
        district=row.exit_district, court=row.exit_court, cause=reviewed.get(row.id, row.death_cause),
        found_dead=row.found_dead, buried=bool(row.burial_number) or row.id in reviewed,
        papers=papers.get(row.child_id, "NOT_SAID"), recorded_at=row.recorded_at,
    )  # fmt: skip


def plan_rows() -> Sequence[PlanRow]:
    """Plans to marry off a child that were reported."""
    found = select(MarriagePlan.reported_at, MarriagePlan.police_on)
    return [PlanRow(_sure(reported), police) for reported, police in db.session.execute(found)]
