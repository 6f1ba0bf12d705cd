"""What inspectors do: plan a visit, arrive, look at danger first, answer, count, and submit the report."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from inspections import checks, finding_services, gradings, letters, queries, rules
from inspections import framework as frameworks
from inspections.events import VisitSubmitted
from inspections.models import Answer, TeamMember, Visit
from inspections.standards import queries as governed
from inspections.states import (
    LIFE,
    Danger,
    Entry,
    Mark,
    Method,
    Signature,
    TeamRole,
    VisitState,
    VisitType,
)
from registry_app.accounts.models import User
from registry_app.core import audit, clock, files, workdays
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.core.rulebook import UnknownVersion
from registry_app.places import gazetteer
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations import services as authorisations
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Grade


@dataclass(frozen=True)
class Given:
    """One criterion as typed: `version` is the one the page showed, 0 when there was no answer yet."""

    mark: Mark | None = None
    na_reason: str = ""
    methods: tuple[Method, ...] = ()
    note: str = ""
    put_right: bool = False
    danger_seen: bool = False
    version: int = 0


@dataclass
class Saved:
    """What came of a save: criteria that another inspector had changed in the meantime were left as they are."""

    saved: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


@transactional
def plan(
    home: Home,
    *,
    type: VisitType,
    on: date,
    announced: bool,
    care_type: CareType,
    lead: User,
    members: Sequence[User],
    actor: Any,
    why: str = "",
    standards: Collection[str] = (),
) -> Visit:
    """A visit on the day `on` by this team, under the standards in force on that day.

    `standards` are the ids a THEMATIC or RESPONSIVE visit looks at. DomainError when the home, the day, the notice or a
    person does not fit; what the team lacks is kept on the visit for the approver (rule I6).
    """
    if on < clock.today():
        raise DomainError(_("The date must be today or later."), "on")
    framework = _in_force(on)
    checks.fits_home(home, type)
    checks.fits_notice(framework, type, announced)
    application = _application(home, type)
    if queries.open_visit(home, type) is not None:
        raise DomainError(_("A visit of this kind is planned for this home already."), "type")
    team = checks.team(home, lead, members)
    visit = Visit(
        home_id=home.id, application_id=application.id if application else None, type=type, care_type=care_type,
        framework_version=framework.version, planned_for=on, announced=announced, why=why,
        scope=checks.scope(home, framework, type, care_type, standards), planned_by_id=actor.id,
        team_lacks=[lack.value for lack in checks.lacks(home, framework, type, care_type, lead, team)],
    )  # fmt: skip
    with audit.deed("visit:plan", visit, actor):
        pass
    for user in team:
        add_to_team(visit, user, TeamRole.LEAD if user is lead else TeamRole.MEMBER, actor=actor)
    return visit


@transactional
def add_to_team(visit: Visit, user: User, role: TeamRole, *, actor: Any) -> None:
    """One more person goes; whoever calls has asked the checks of the whole team."""
    with audit.deed("visit:add-to-team", TeamMember(visit_id=visit.id, user_id=user.id, role=role), actor):
        pass


def _in_force(on: date) -> frameworks.Framework:
    try:
        return governed.in_force_on(on)
    except UnknownVersion as error:
        raise DomainError(_("No standards are in force on that day. Choose another."), "on") from error


def _application(home: Home, type: VisitType) -> Application | None:
    if type is not VisitType.PRE_REGISTRATION:
        return None
    application = queries.application_waiting(home)
    if application is None:
        raise DomainError(_("No application of this home waits for a visit. Choose another kind of visit."), "type")
    return application


@transactional
def acknowledge_team(visit: Visit, *, reason: str, actor: Any) -> Visit:
    """The approver says that this is the best team available, and why it may go as it is."""
    visit = locked(visit)
    if visit.state is not VisitState.PLANNED or not visit.team_lacks:
        raise DomainError(_("There is nothing to agree to any more."))
    if any(member.user_id == actor.id for member in visit.team):
        raise NotAllowed(_("You are on this team. Another person must agree to it."))
    with audit.deed("visit:acknowledge-team", visit, actor, reason=reason):
        visit.acknowledged_by_id, visit.acknowledged_reason = actor.id, reason
    return visit


@transactional
def cancel(visit: Visit, *, reason: str, actor: Any) -> Visit:
    """The visit will not be made; its plan and the reason are kept."""
    visit = locked(visit)
    target = LIFE.target(visit.state, "cancel")
    with audit.deed("visit:cancel", visit, actor, reason=reason):
        visit.state, visit.cancelled_reason = target, reason
    return visit


@transactional
def arrive(
    visit: Visit, *, entry: Entry, opened_by: str, note: str = "", at: datetime | None = None, actor: Any
) -> Visit:
    """The team is at the door, now or `at` the moment a phone kept. A refusal is a result: the report may be submitted
    with it alone (L8)."""
    visit = locked(visit)
    target = LIFE.target(visit.state, "arrive")
    checks.may_begin(visit)
    with audit.deed("visit:arrive", visit, actor):
        visit.state, visit.arrived_at, visit.arrival_recorded_at = target, at or clock.now(), clock.now()
        visit.entry, visit.opened_by = entry, opened_by
        visit.entry_note = note or None
        _under_standards_of_today(visit)
    return visit


@transactional
def arrive_on_paper(visit: Visit, *, on: date, entry: Entry, opened_by: str, upload: Any, actor: Any) -> Visit:
    """A visit that was written on the printed form is typed in: the scan is kept, the report says so for ever.

    Only a visit that nobody began on a screen can be typed, so two entries are never mixed.
    """
    visit = locked(visit)
    if visit.state is not VisitState.PLANNED:
        raise DomainError(_("This visit was begun already. Two entries are never mixed."))
    if not clock.local(visit.planned_at).date() <= on <= clock.today():
        raise DomainError(_("The day lies between the plan and today."), "on")
    if not upload:
        raise DomainError(_("Add the scan of the paper."), "upload")
    moment = min(datetime.combine(on, time(12), clock.KARACHI).astimezone(UTC), clock.now())
    visit = arrive(visit, entry=entry, opened_by=opened_by, actor=actor)
    stored = files.accept(upload, actor=actor)
    db.session.flush()
    with audit.deed("visit:type-from-paper", visit, actor):
        visit.arrived_at, visit.scan_id = moment, stored.id
        _under_standards_of_today(visit)
    return visit


def _under_standards_of_today(visit: Visit) -> None:
    """A visit is read under the version in force on its day, not on the day it was planned for."""
    framework = _in_force(visit.day)
    if framework.version == visit.framework_version:
        return
    visit.framework_version = framework.version
    asked = {criterion.standard for criterion in framework.criteria.values() if criterion.id in visit.scope}
    visit.scope = checks.scope(visit.home, framework, visit.type, visit.care_type, asked)


def under_way(visit: Visit) -> Visit:
    """The visit, read anew and kept from other writers; DomainError when it is not under way."""
    visit = locked(visit)
    if visit.state is not VisitState.UNDER_WAY:
        raise DomainError(_("This visit is not under way. Nothing was changed."))
    return visit


@transactional
def record_dangers(visit: Visit, dangers: Collection[Danger], *, told: str = "", actor: Any) -> Visit:
    """What was looked at first. Any danger is sent to CPU, SWD Director and SCPA at once."""
    visit = under_way(visit)
    with audit.deed("visit:record-dangers", visit, actor):
        visit.dangers = [danger.value for danger in Danger if danger in dangers]
        visit.danger_told = told or None
    if visit.dangers:
        letters.danger(visit)
    return visit


@transactional
def save_answers(visit: Visit, given: Mapping[str, Given], *, actor: Any) -> Saved:
    """Save what was typed, whole or in part. A criterion that another inspector saved meanwhile keeps their answer.

    Returns what was saved and what was not; nothing typed for an unchanged criterion counts as a change.
    """
    visit = under_way(visit)
    framework = gradings.framework_of(visit)
    known, result, grave = queries.answers(visit), Saved(), False
    for place, criterion in enumerate(visit.scope, start=1):
        if criterion not in given:
            continue
        new, before = given[criterion], known.get(criterion)
        if same(before, new):
            continue
        if (before.version if before else 0) != new.version:
            result.conflicts.append(criterion)
            continue
        checks.fits_criterion(framework, framework.criteria[criterion], new.mark, new.note, new.na_reason)
        _store(visit, before, criterion, place, new, actor)
        result.saved.append(criterion)
        grave |= new.mark is Mark.NOT_MET and rules.referred_same_day(framework.criteria[criterion], 0)
    db.session.expire(visit, ["answers"])
    told = {criterion: new.danger_seen for criterion, new in given.items() if criterion not in result.conflicts}
    if keep_dangers(visit, framework, told, actor) or grave:
        letters.danger(visit)
    return result


def keep_dangers(visit: Visit, framework: frameworks.Framework, told: Mapping[str, bool], actor: Any) -> bool:
    """A danger to life or health under S8.2 or S10.2 is CRITICAL whatever the score; true when a new one was seen."""
    asked = framework.severities["CRITICAL"].danger_seen_in & set(visit.scope)
    seen = sorted(c for c in asked if told.get(c, c in visit.danger_criteria))
    if seen == visit.danger_criteria:
        return False
    new = not set(seen) <= set(visit.danger_criteria)
    with audit.deed("visit:record-danger-seen", visit, actor):
        visit.danger_criteria = seen
    return new


def same(before: Answer | None, new: Given) -> bool:
    """Whether the answer says just this already; the danger beside it is kept on the visit and looked at apart."""
    if before is None:
        return new == Given(danger_seen=new.danger_seen, version=new.version)
    kept = (before.mark, before.na_reason, tuple(before.methods), before.note or "", before.put_right)
    return kept == (new.mark, new.na_reason, tuple(m.value for m in new.methods), new.note, new.put_right)


def _store(visit: Visit, before: Answer | None, criterion: str, place: int, new: Given, actor: Any) -> None:
    answer = before or Answer(visit_id=visit.id, criterion=criterion, place=place, version=0)
    with audit.deed("visit:answer", answer, actor):
        answer.mark, answer.na_reason = new.mark, new.na_reason
        answer.methods = [method.value for method in new.methods]
        answer.note = new.note or None
        answer.put_right = new.put_right
        answer.version += 1
        answer.saved_by_id, answer.saved_at = actor.id, clock.now()


@transactional
def record_children(
    visit: Visit,
    *,
    present: int,
    heard: int,
    coached: int,
    actor: Any,
    reason: str = "",
    records_refused: bool = False,
    talks_refused: bool = False,
) -> Visit:
    """Counts only: how many are there, how many were heard alone, how many said that they were told what to say."""
    visit = under_way(visit)
    if heard > present:
        raise DomainError(_("You heard %(heard)s of %(present)s children. Which is right?", heard=heard,
                            present=present), "heard")  # fmt: skip
    if coached > heard:
        raise DomainError(_("Only children you heard can have said this: at most %(heard)s.", heard=heard), "coached")
    with audit.deed("visit:record-children", visit, actor):
        visit.children_present, visit.children_heard, visit.children_coached = present, heard, coached
        visit.sample_size = rules.child_sample_size(gradings.framework_of(visit), present)
        visit.sample_reason = reason or None
        visit.records_refused, visit.talks_refused = records_refused, talks_refused
    return visit


@transactional
def submit(
    visit: Visit, *, signature: Signature, signed_by: str, actor: Any, manager_comment: str = "", looked: bool = False
) -> Visit:
    """The report goes to the office: graded, its actions open, the home and the reviewers told (rule I8).

    `signed_by`: who signed, or why nobody did. DomainError while something is missing; the page lists what. `looked`:
    what is missing was looked at in this very transaction, under the lock of the visit.
    """
    visit = under_way(visit)
    if visit.lead.id != actor.id:
        raise NotAllowed(_("Only %(lead)s, who leads this visit, sends the report.", lead=visit.lead.name))
    wanting = [] if looked else checks.wanting(visit, queries.answers_here(visit))
    if wanting:
        raise DomainError(_("%(n)s things are still missing. Each is listed below.", n=len(wanting)))
    grading = gradings.of_visit(visit, **queries.under(visit))
    target = LIFE.target(visit.state, "submit")
    with audit.deed("visit:submit", visit, actor):
        visit.signature, visit.signed_by = signature, signed_by
        visit.manager_comment = manager_comment or None
        visit.submitted_at, visit.submitted_by_id = clock.now(), actor.id
        visit.comments_until = comments_until(visit, clock.today())
        keep(visit, grading)
        visit.state = target
    if visit.entry is not Entry.REFUSED:
        homes.record_visited(visit.home, visit.day, actor=actor)
    finding_services.open_from(visit, grading, actor=actor)
    _tell_authorisation(visit, grading, actor)
    letters.submitted(visit)
    publish(VisitSubmitted(home_id=visit.home_id, visit_id=visit.id))
    return visit


def comments_until(visit: Visit, today: date) -> date:
    """The last of the working days in which the home may comment on facts (inspection_process)."""
    days = gradings.framework_of(visit).terms["process"]["comments"]["working_days"]
    return workdays.working_day_after(today, days, gazetteer.holidays())


def keep(visit: Visit, grading: gradings.Grading) -> None:
    """Write the figures of a grading on the visit; the grade a person may only lower follows at review."""
    visit.computed_grade = Grade(grading.grade) if grading.grade else None
    for name, value in gradings.as_stored(grading).items():
        setattr(visit, name, value)


def _tell_authorisation(visit: Visit, grading: gradings.Grading, actor: Any) -> None:
    """A visit before registration counts for the application; a critical criterion at 0 stands against it."""
    if visit.application is None or visit.type is not VisitType.PRE_REGISTRATION:
        return
    form = grading.framework.forms[visit.care_type.value]
    zero = any(grading.scores.get(criterion) == 0 for criterion in form.critical)
    authorisations.record_pre_registration_visit(visit.application, visit.day, zero, actor)


def by_key(visit_id: uuid.UUID) -> Visit:
    """A visit by key, for reactions and commands."""
    return db.session.get_one(Visit, visit_id)
