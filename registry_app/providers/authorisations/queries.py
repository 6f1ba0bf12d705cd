"""What was recorded about an application, and which authorisations stand."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.core.workdays import karachi_date
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations import rules
from registry_app.providers.authorisations.models import (
    Authorisation,
    CrmCheck,
    Hearing,
    PreRegistrationVisit,
    Ruling,
    SetAside,
    VettingRecord,
)
from registry_app.providers.authorisations.states import (
    LIVING,
    AuthorisationStanding,
    Kind,
    VettedGroup,
    VettingCheckCode,
    VettingOutcome,
)
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.need import queries as need
from registry_app.providers.powers.states import Mode
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting import rules as people_rules

PACKAGE = "registry_app.providers.authorisations"


def book(on: date | None = None) -> rules.Book:
    """The numbers of authorisation in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "authorisation", on or clock.today()))
    return body


def vetting(application: Application) -> dict[tuple[str, str], VettingRecord]:
    """What counts of the vetting, by (group, check)."""
    rows = db.session.scalars(
        select(VettingRecord)
        .where(VettingRecord.application_id == application.id, VettingRecord.replaced_at.is_(None))
        .order_by(VettingRecord.who, VettingRecord.check)
    )
    return {(row.who.value, row.check.value): row for row in rows}


def vetting_table(application: Application) -> list[tuple[VettedGroup, VettingCheckCode, VettingOutcome | None]]:
    """Each outcome that must be clear here, with what is known of it."""
    known, household = vetting(application), bool(application.home and application.home.household)
    return [
        (VettedGroup(who), VettingCheckCode(check), known[who, check].outcome if (who, check) in known else None)
        for who, check in rules.vetting_cells(book(), household)
    ]


def groups_without_people(application: Application) -> list[VettedGroup]:
    """The groups in which the home has named nobody yet; a family is asked for none."""
    if application.home is None or application.home.household:
        return []
    named = people.named_groups(application.home)
    return [group for group in VettedGroup if group.value not in named]


def vetting_outcomes(application: Application) -> dict[tuple[str, str], str]:
    """By (group, check): never better than the least clear of the people listed at the home (R9, R10)."""
    said = {cell: row.outcome.value for cell, row in vetting(application).items()}
    shown = people.block_cells(application.home) if application.home else {}
    return {
        cell: people_rules.worst(given[cell] for given in (said, shown) if cell in given)
        for cell in said.keys() | shown.keys()
    }


def crm_check(home_id: uuid.UUID) -> CrmCheck | None:
    """The last look at the ways children of this home can complain."""
    return db.session.scalars(
        select(CrmCheck)
        .where(CrmCheck.home_id == home_id)
        .order_by(CrmCheck.on.desc(), CrmCheck.recorded_at.desc(), CrmCheck.id)
        .limit(1)
    ).one_or_none()


def visits(application: Application) -> Sequence[PreRegistrationVisit]:
    """The visits before registration, the last one first."""
    return db.session.scalars(
        select(PreRegistrationVisit)
        .where(PreRegistrationVisit.application_id == application.id)
        .order_by(PreRegistrationVisit.on.desc(), PreRegistrationVisit.recorded_at.desc(), PreRegistrationVisit.id)
    ).all()


def visits_that_count(application: Application) -> Sequence[PreRegistrationVisit]:
    """The visits before registration; none of them once a decision was set aside so that the home is visited anew."""
    return visits(application) if application.visited_on is not None else ()


def hearing(application: Application) -> Hearing | None:
    """The hearing of the applicant, if there was notice of one; never that before a decision that was set aside."""
    return db.session.scalars(
        select(Hearing).where(Hearing.application_id == application.id, Hearing.undone_id.is_(None))
    ).one_or_none()


def ruling(application: Application, mode: Mode = Mode.ACT) -> Ruling | None:
    """What was decided, or what was recommended to the office that holds the power."""
    return db.session.scalars(
        select(Ruling).where(
            Ruling.application_id == application.id, Ruling.mode == mode, Ruling.set_aside_on.is_(None)
        )
    ).one_or_none()


def undone(application: Application) -> Sequence[Ruling]:
    """The decisions that were set aside, the newest first; they stay to be read, with their letters."""
    return db.session.scalars(
        select(Ruling)
        .where(Ruling.application_id == application.id, Ruling.set_aside_on.is_not(None))
        .order_by(Ruling.ruled_at.desc(), Ruling.id)
        .options(selectinload(Ruling.by), selectinload(Ruling.set_asides).selectinload(SetAside.by))
    ).all()


def undone_ruling(application: Application, key: uuid.UUID) -> Ruling | None:
    """One decision on this application that was set aside."""
    return next((one for one in undone(application) if one.id == key), None)


def set_aside_written(ruling: Ruling, mode: Mode) -> SetAside | None:
    """What was written to set this decision aside, as an act or as a recommendation."""
    return next((one for one in ruling.set_asides if one.mode is mode), None)


def replaced_by(authorisation: Authorisation) -> Authorisation | None:
    """The authorisation that this one took the place of."""
    return db.session.scalars(
        select(Authorisation).where(Authorisation.replaced_by_id == authorisation.id)
    ).one_or_none()


def last_ruling(application: Application) -> Ruling | None:
    """The decision, or while there is none the recommendation to the office that holds the power."""
    return ruling(application) or ruling(application, Mode.RECOMMEND)


def _times_given(home: Home) -> dict[str, int]:
    rows = db.session.execute(
        select(Authorisation.kind, func.count(func.distinct(Authorisation.ruling_id)))
        .where(Authorisation.home_id == home.id, Authorisation.standing != AuthorisationStanding.SET_ASIDE)
        .group_by(Authorisation.kind)
    )
    return {kind.value: times for kind, times in rows}


def _from_answers(application: Application) -> dict[str, Any]:
    """What the hard blocks ask of the applicant's own answers; None where there is no answer yet."""
    given = applications.values(application)

    def answer(name: str) -> Any:
        return given.get(tuple(book()["answers"][name]))

    return {
        "focal_person": bool(answer("focal_person")),
        "data_officer": bool(answer("data_officer")),
        "conflict_with_law_mixed": _yes(answer("conflict_with_law_mixed")),
        "beds": _whole(answer("beds")),
        "sleeping_square_feet": _whole(answer("sleeping_square_feet")),
        "children_present": _whole(answer("children_present")) or 0,
    }


def _yes(answer: Any) -> bool | None:
    return None if answer is None else answer == "yes"


def _whole(answer: Any) -> int | None:
    return int(answer) if str(answer).isdigit() else None


def facts(application: Application, capacities: Mapping[uuid.UUID, int] | None = None) -> rules.Facts:
    """Everything the decision rules ask, as it is recorded now; `capacities` are places the decider would grant."""
    home = application.home
    if home is None:
        return rules.Facts()
    granted = capacities or {}
    check, seen = crm_check(home.id), visits_that_count(application)
    opinion = need.opinion_on(application)
    return rules.Facts(
        household=home.household,
        run_by=home.run_by.value,
        services=tuple(
            rules.ServiceFacts(s.care_type, s.sexes, granted.get(s.id, s.capacity), s.woman_in_charge)
            for s in home.services
        ),
        named=people.named_groups(home),
        vetting=vetting_outcomes(application),
        crm=check.results if check else None,
        visited=bool(seen),
        critical_zero=seen[0].critical_zero if seen else None,
        same_kind_before=_times_given(home),
        new=all(one.standing is AuthorisationStanding.SET_ASIDE for one in of_home(home)),
        need_opinion=opinion.need.value if opinion else None,
        renewal=_renewal(application, home),
        **_from_answers(application),
    )


def _renewal(application: Application, home: Home) -> rules.Renewal | None:
    """What a renewal asks; None where the home held no authorisation on the day on which this was sent."""
    sent = application.submitted_at
    if sent is None or not any(_held_on(one, karachi_date(sent)) for one in of_home(home)):
        return None
    check, papers = crm_check(home.id), applications.papers(application)
    return rules.Renewal(
        open_critical=home.open_critical_actions,
        major_due_on=home.major_due_on,
        grade=home.grade.value if home.grade else None,
        accounts=any(paper.file_id or paper.seen_at for paper in papers.get(book()["renewal"]["accounts"], ())),
        gate_fresh=check is not None and check.on >= karachi_date(sent),
    )


def _held_on(authorisation: Authorisation, day: date) -> bool:
    """Full and conditional ones are renewed; a provisional one and a relative's are never, what follows is a first."""
    ended = authorisation.ended_on
    renewed = authorisation.kind in (Kind.FULL, Kind.CONDITIONAL)
    return renewed and authorisation.start <= day and (ended is None or ended > day)


def of_home(home: Home) -> Sequence[Authorisation]:
    """Every authorisation the home ever had, the newest first."""
    return db.session.scalars(
        select(Authorisation)
        .where(Authorisation.home_id == home.id)
        .order_by(Authorisation.start.desc(), Authorisation.serial.desc())
    ).all()


def given_by(application: Application) -> Sequence[Authorisation]:
    """The authorisations that the decision on this application gave, by number."""
    return db.session.scalars(
        select(Authorisation)
        .join(Ruling, Authorisation.ruling_id == Ruling.id)
        .where(Ruling.application_id == application.id)
        .order_by(Authorisation.serial)
    ).all()


def given_by_ruling(ruling: Ruling) -> Sequence[Authorisation]:
    """The authorisations that rest on one decision, by number; a change may have given them anew."""
    return db.session.scalars(
        select(Authorisation).where(Authorisation.ruling_id == ruling.id).order_by(Authorisation.serial)
    ).all()


def applications_of(home: Home) -> Sequence[Application]:
    """The applications for this home that were sent, the newest first."""
    return db.session.scalars(
        select(Application)
        .where(Application.home_id == home.id, Application.number.is_not(None))
        .order_by(Application.submitted_at.desc(), Application.id)
    ).all()


def living(home_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Authorisation]]:
    """The authorisations in force or suspended of these homes, by home, the longest first. One query for any number."""
    found: dict[uuid.UUID, list[Authorisation]] = {key: [] for key in home_ids}
    rows = db.session.scalars(
        select(Authorisation)
        .where(Authorisation.home_id.in_(home_ids), Authorisation.standing.in_(LIVING))
        .order_by(Authorisation.until.desc(), Authorisation.serial)
    )
    for row in rows:
        found[row.home_id].append(row)
    return found


def of_service(service: Service) -> Authorisation | None:
    """The authorisation of a service in force or suspended."""
    return db.session.scalars(
        select(Authorisation).where(Authorisation.service_id == service.id, Authorisation.standing.in_(LIVING))
    ).one_or_none()


def by_number(number: str) -> Authorisation | None:
    """An authorisation by its certificate number, for anybody who holds the certificate in hand."""
    return db.session.scalars(select(Authorisation).where(Authorisation.certificate_number == number)).one_or_none()


def one_of(actor: Any, home_id: uuid.UUID, number: str) -> Authorisation | None:
    """An authorisation of a home the person may see."""
    home = homes.one(actor, home_id)
    found = by_number(number) if home else None
    return found if home and found and found.home_id == home.id else None


def due(on: date) -> Sequence[uuid.UUID]:
    """Keys of authorisations whose last day is over on the day `on` and that still count as living."""
    return db.session.scalars(
        select(Authorisation.id)
        .where(Authorisation.standing.in_(LIVING), Authorisation.until < on)
        .order_by(Authorisation.until, Authorisation.id)
    ).all()


def ending(days: Collection[date]) -> Sequence[Authorisation]:
    """Authorisations in force whose last day is one of these."""
    return db.session.scalars(
        select(Authorisation)
        .where(Authorisation.standing == AuthorisationStanding.IN_FORCE, Authorisation.until.in_(days))
        .order_by(Authorisation.until, Authorisation.id)
    ).all()
