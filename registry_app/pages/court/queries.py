"""The rows of the report, a fixed number of SELECTs whatever the size of the register."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import case, func, select

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
from registry_app.placements.children.models import AgeLine
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.models import DeathReview, MarriagePlan
from registry_app.placements.exits.truth import corrected_by, told_by
from registry_app.placements.models import Child, Stay
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.visitors.models import BookEntry, BookStep
from registry_app.placements.visitors.states import Step
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations.models import Authorisation, PreRegistrationVisit, Ruling
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.homes.models import Home, HomeStep
from registry_app.providers.powers.states import Mode


def facts(on: date | None = None, now: datetime | None = None, known_on: date | None = None) -> CourtFacts:
    """The report of a day, by default of today, as it was known at the end of `known_on`, by default today.

    DomainError for a day to come, and for a day of knowledge that comes before the day itself.
    """
    now = now or clock.now()
    today = clock.local(now).date()
    if (on or today) > today:
        raise DomainError(_("The date must be today or earlier."), "on")
    if (known_on or today) > today:
        raise DomainError(_("The date must be today or earlier."), "known")
    if known_on and known_on < (on or today):
        raise DomainError(_("What was known before the day itself says nothing of it: choose that day or a later one."),
                          "known")  # fmt: skip
    day = moment(on or today, now, known_on)
    made_up = current_app.config["SETTINGS"].made_up
    return count(
        home_rows(day.known), stay_rows(day), plan_rows(day.known), day, now=now, made_up=made_up,
        aged=aged_later(day),
    )  # fmt: skip


def first_day() -> date | None:
    """The day on which the first home became known: earlier there is nothing to report."""
    return db.session.scalar(select(func.min(Home.known_since)))


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment is not None else None


def _sure(moment: datetime) -> date:
    return clock.local(moment).date()


def home_rows(known: datetime) -> homes.Rows:
    """Every home with its dated facts that were written down before `known`; who counts them chooses the day."""
    there = select(
        Home.id, Home.register_number, Home.name, Home.household, Home.shelters_survivors, Home.run_by, Home.district,
        Home.known_since, Home.same_as_id, Home.name_ur, Home.name_sd,
    ).where(Home.created_at < known)  # fmt: skip
    given = select(
        Authorisation.home_id, Authorisation.start, Authorisation.until, Authorisation.ended_on,
        Authorisation.suspended_on, Authorisation.decided_on, Authorisation.capacity,
    )  # fmt: skip
    return homes.Rows(
        homes=[
            homes.HomeRow(key, number, name, family, family or shelter, *facts)
            for key, number, name, family, shelter, *facts in db.session.execute(there)
        ],
        steps=_steps(),
        authorisations=[AuthorisationRow(*row) for row in db.session.execute(given)],
        applications=_applications(),
        measures=_measures(known),
        visits=_visits(known),
        findings=_findings(known),
        lists=_lists(known),
        book=_book(known),
    )


def _steps() -> list[homes.StepRow]:
    found = select(HomeStep).order_by(HomeStep.home_id, HomeStep.number)
    return [
        homes.StepRow(
            one.home_id, _sure(one.taken_at), one.standing.value, one.run_by.value, one.district, one.household,
            one.care, one.visited_on, one.name, one.name_ur, one.name_sd,
        )
        for one in db.session.scalars(found)
    ]  # fmt: skip


def _applications() -> list[homes.ApplicationRow]:
    """Each time that an application lay open; a decision that was set aside ended one such time and began another."""
    undone: dict[uuid.UUID, list[tuple[date, date]]] = defaultdict(list)
    asked = select(Ruling.application_id, Ruling.on, Ruling.set_aside_on).where(Ruling.set_aside_on.is_not(None))
    for ruling in db.session.execute(asked.order_by(Ruling.on, Ruling.ruled_at)):
        undone[ruling.application_id].append((ruling.on, ruling.set_aside_on))
    found = select(
        Application.id, Application.home_id, Application.submitted_at, Application.decided_on,
        Application.withdrawn_at, Application.lapsed_at,
    ).where(Application.submitted_at.is_not(None), Application.home_id.is_not(None))  # fmt: skip
    made: list[homes.ApplicationRow] = []
    for one in db.session.execute(found):
        sent, again = _sure(one.submitted_at), None
        for ruled_on, set_aside_on in undone[one.id]:
            made.append(homes.ApplicationRow(one.home_id, sent, ruled_on, again))
            again = set_aside_on
        over = one.decided_on or _day(one.withdrawn_at) or _day(one.lapsed_at)
        made.append(homes.ApplicationRow(one.home_id, sent, over, again))
    return made


def _measures(known: datetime) -> list[homes.MeasureRow]:
    """What a home was told of; a recommendation to another office is none."""
    served: dict[uuid.UUID, list[tuple[date, str]]] = defaultdict(list)
    proofs = select(ServiceProof.measure_id, ServiceProof.on_day, ServiceProof.how)
    for proof in db.session.execute(proofs.where(ServiceProof.recorded_at < known)):
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


def _visits(known: datetime) -> list[homes.VisitRow]:
    made = select(Visit.home_id, Visit.arrived_at, Visit.announced).where(
        Visit.arrived_at.is_not(None),
        Visit.state != VisitState.CANCELLED,
        func.coalesce(Visit.arrival_recorded_at, Visit.arrived_at) < known,
    )
    looked = select(Application.home_id, PreRegistrationVisit.on).join(
        Application, Application.id == PreRegistrationVisit.application_id
    ).where(PreRegistrationVisit.recorded_at < known)  # fmt: skip
    found = [homes.VisitRow(key, _sure(at), told) for key, at, told in db.session.execute(made) if at is not None]
    return found + [homes.VisitRow(key, on, None) for key, on in db.session.execute(looked) if key is not None]


def _findings(known: datetime) -> list[homes.FindingRow]:
    found = select(
        InspectionFinding.home_id, InspectionFinding.severity, InspectionFinding.found_on, InspectionFinding.fix_by,
        InspectionFinding.verified_on,
    ).where(InspectionFinding.recorded_at < known)  # fmt: skip
    return [
        homes.FindingRow(key, severity.value, found_on, fix_by, done_on)
        for key, severity, found_on, fix_by, done_on in db.session.execute(found)
    ]


def _lists(known: datetime) -> list[homes.ListRow]:
    found = select(Finding.home_id, OutsideList.source, OutsideList.dated).join(
        OutsideList, OutsideList.id == Finding.list_id
    ).where(Finding.created_at < known)  # fmt: skip
    return [homes.ListRow(key, source.value, dated) for key, source, dated in db.session.execute(found)]


def _book(known: datetime) -> list[homes.BookRow]:
    done = select(BookStep.entry_id, BookStep.taken_at).where(BookStep.kind == Step.DONE)
    seen = {entry: _day(at) for entry, at in db.session.execute(done)}
    found = select(BookEntry.id, BookEntry.home_id, BookEntry.visitor, BookEntry.visited_on, BookEntry.due_on).where(
        BookEntry.written_at < known
    )
    return [
        homes.BookRow(key, visitor.value, on, due, seen.get(entry))
        for entry, key, visitor, on, due in db.session.execute(found)
    ]


LEFT = ("ended_at", "exit", "exit_to", "exit_district", "exit_court", "death_cause", "found_dead", "burial_number")


def stay_rows(day: Moment) -> list[StayRow]:
    """Every stay that had begun by the end of the day, as it was known; of the child only what is counted."""
    reviews = select(DeathReview.stay_id, DeathReview.cause).where(
        DeathReview.held_on <= day.on, DeathReview.recorded_at < day.known
    )
    reviewed: dict[uuid.UUID, Any] = {row.stay_id: row.cause for row in db.session.execute(reviews)}
    found = (
        select(
            Stay.id, Stay.child_id, Stay.home_id, Stay.basis, Child.sex, Child.born_latest, Stay.brought_by,
            Stay.started_at, *(told_by(fact, day.known).label(fact) for fact in LEFT), Stay.recorded_at,
            func.coalesce(ExitCorrection.decided_at, Stay.left_recorded_at).label("left_at"),
        )
        .outerjoin(ExitCorrection, corrected_by(day.known))
        .join(Child, Child.id == Stay.child_id)
        .where(Stay.started_at < day.end, Stay.recorded_at < day.known)
    )  # fmt: skip
    forms = (
        select(BFormStep.child_id, BFormStep.status)
        .where(BFormStep.since <= day.on, BFormStep.recorded_at < day.known)
        .order_by(BFormStep.number)
    )
    papers = {row.child_id: row.status.value for row in db.session.execute(forms)}
    ages = _ages(day.known)
    return [_stay(row, reviewed, papers, ages) for row in db.session.execute(found)]


def _stay(
    row: Any, reviewed: dict[uuid.UUID, Any], papers: dict[uuid.UUID, str], ages: dict[uuid.UUID, date]
) -> StayRow:
    """A cause or a grave that only the review said counts from the review on."""
    return StayRow(
        child_id=row.child_id, home_id=row.home_id, basis=row.basis, sex=row.sex,
        born=ages.get(row.child_id, row.born_latest),
        brought_by=row.brought_by, started_at=row.started_at, ended_at=row.ended_at, exit=row.exit, to=row.exit_to,
        district=row.exit_district, court=row.exit_court, cause=reviewed.get(row.id, row.death_cause),
        found_dead=row.found_dead, buried=bool(row.burial_number) or row.id in reviewed,
        papers=papers.get(row.child_id, "NOT_SAID"), recorded_at=row.recorded_at,
        left_recorded_at=row.left_at,
    )  # fmt: skip


def _ages(known: datetime) -> dict[uuid.UUID, date]:
    """The younger bound that was known of each child whose age was ever corrected; its last line before `known`."""
    lines = select(AgeLine.child_id, AgeLine.born_latest).where(AgeLine.recorded_at < known)
    return {row.child_id: row.born_latest for row in db.session.execute(lines.order_by(AgeLine.recorded_at))}


def aged_later(day: Moment) -> int:
    """Of how many children the age was corrected after the day and before what is known ends."""
    late = select(func.count(AgeLine.child_id.distinct())).where(
        AgeLine.recorded_at >= day.end, AgeLine.recorded_at < day.known, AgeLine.reason_sealed.is_not(None)
    )
    return db.session.scalar(late) or 0


def plan_rows(known: datetime) -> Sequence[PlanRow]:
    """Plans to marry off a child that were reported, and the day the police were told where that was known."""
    found = select(
        MarriagePlan.reported_at,
        case(
            (func.coalesce(MarriagePlan.police_recorded_at, MarriagePlan.reported_at) < known, MarriagePlan.police_on)
        ),
    ).where(MarriagePlan.reported_at < known)
    return [PlanRow(_sure(reported), police) for reported, police in db.session.execute(found)]
