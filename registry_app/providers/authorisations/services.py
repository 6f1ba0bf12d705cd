"""What is looked at before a decision: vetting, the complaint gate, the visit, the recommendation, the hearing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import office_services
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.access import people_of
from registry_app.providers.authorisations.models import CrmCheck, Hearing, PreRegistrationVisit, VettingRecord
from registry_app.providers.authorisations.states import (
    CrmCheckKey,
    Duty,
    VettedGroup,
    VettingCheckCode,
    VettingOutcome,
)
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.queries import tied

LOOKED_INTO = (State.COMPLETE, State.VETTING, State.VISITED, State.RECOMMENDED)
Cell = tuple[VettedGroup, VettingCheckCode]


def home_of(application: Application) -> Home:
    """The home an application that was sent is for."""
    if application.home is None:
        raise DomainError(_("This application was not sent yet."))
    return application.home


def _only_in(application: Application, states: tuple[State, ...]) -> None:
    if application.state not in states:
        raise DomainError(_("This is not possible now. Look again at where the application stands."))


def refuse_duties(found: list[str]) -> None:
    """Say to a person which of their earlier steps, or which tie, keeps them from this one."""
    if found:
        raise NotAllowed(label(Duty(found[0])))


def with_tie(actor: Any, application: Application, people: rules.People) -> rules.People:
    """The same people, with the actor among the tied when they are."""
    if not tied(actor, application.home_id):
        return people
    return replace(people, tied=frozenset({str(actor.id)}))


@transactional
def record_vetting(application: Application, outcomes: Mapping[Cell, VettingOutcome], *, actor: Any) -> None:
    """Step 4: what identity, police certificate and offender list say (V01-V03). The first word starts the vetting."""
    _only_in(application, LOOKED_INTO)
    known = queries.vetting(application)
    for (who, check), outcome in sorted(outcomes.items()):
        before = known.get((who.value, check.value))
        if before is not None and before.outcome is outcome:
            continue
        if before is not None:
            before.replaced_at = clock.now()
            db.session.flush()
        record = VettingRecord(
            application_id=application.id, who=who, check=check, outcome=outcome, recorded_by_id=actor.id
        )
        with audit.deed("authorisation:record-vetting", record, actor):
            pass
    if application.state is State.COMPLETE:
        office_services.start_vetting(application, actor=actor)
    whole = all(outcome not in (None, VettingOutcome.PENDING) for *_cell, outcome in queries.vetting_table(application))
    office_services.keep(application, vetted_on=clock.today() if whole else None, actor=actor)


@transactional
def record_crm_check(
    application: Application, results: Mapping[CrmCheckKey, bool], *, on: date, note: str = "", actor: Any
) -> CrmCheck:
    """Step 6: an officer of the Child Protection Unit looked at the ways children can complain (SCPP 5.3.2(j))."""
    _only_in(application, LOOKED_INTO)
    home = home_of(application)
    _not_later(on)
    asked = rules.crm_checks(queries.book(), home.household)
    if sorted(key.value for key in results) != sorted(asked):
        raise DomainError(_("Answer every check: in place, or not in place."))
    check = CrmCheck(
        home_id=home.id, application_id=application.id, on=on, officer_id=actor.id, note=note,
        **{key.value.lower(): seen for key, seen in results.items()},
    )  # fmt: skip
    with audit.deed("authorisation:record-complaint-gate", check, actor):
        pass
    office_services.keep(application, gate_on=max(on, application.gate_on or on), actor=actor)
    return check


@transactional
def record_pre_registration_visit(
    application: Application, on: date, critical_zero: bool, actor: Any
) -> PreRegistrationVisit:
    """Step 5: the home was visited on the day `on`; `critical_zero`: a critical criterion stood at 0.

    After a cure a second visit may be recorded; the last one counts.
    """
    _only_in(application, LOOKED_INTO)
    _not_later(on)
    visit = PreRegistrationVisit(
        application_id=application.id, on=on, critical_zero=critical_zero, recorded_by_id=actor.id
    )
    with audit.deed("authorisation:record-visit", visit, actor):
        pass
    if application.state in (State.COMPLETE, State.VETTING):
        office_services.record_visit(application, on, actor=actor)
    return visit


@transactional
def recommend(application: Application, *, recommendation: Decision, text: str, actor: Any) -> None:
    """Step 7: SWD recommends; for its own homes SCPA does, so that nobody speaks for their own directorate."""
    _only_in(application, (State.VISITED,))
    people = with_tie(actor, application, people_of(application))
    home = home_of(application)
    refuse_duties(rules.may_not_recommend(str(actor.id), people, agency=actor.agency, run_by=home.run_by))
    office_services.recommend(application, recommendation=recommendation, text=text, actor=actor)


@transactional
def record_hearing(
    application: Application, *, notice_on: date, held_on: date | None = None, said: str = "", actor: Any
) -> Hearing:
    """Step 8: notice of a hearing, and later what the applicant said at it."""
    _only_in(application, (State.VISITED, State.RECOMMENDED))
    _not_later(notice_on, "notice_on")
    if held_on is not None:
        _not_later(held_on, "held_on")
        if held_on < notice_on:
            raise DomainError(_("A hearing comes after its notice."), "held_on")
        if not said.strip():
            raise DomainError(_("Write in short what the applicant said."), "said")
    hearing = queries.hearing(application) or Hearing(application_id=application.id, notice_on=notice_on, said="")
    with audit.deed("authorisation:record-hearing", hearing, actor):
        hearing.notice_on, hearing.held_on, hearing.said = notice_on, held_on, said.strip()
        hearing.recorded_by_id = actor.id
    notice_days = queries.book()["hearing"]["notice_days"]
    days = {"hear_from": notice_on + timedelta(days=notice_days), "heard_on": held_on}
    office_services.keep(application, actor=actor, **days)
    return hearing


def _not_later(on: date, field: str = "on") -> None:
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), field)
