"""An application from its start to its sending, the answers that go back, and taking it back."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from registry_app.accounts.models import User
from registry_app.core import audit, clock, codes, rulebook
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.core.workdays import karachi_date
from registry_app.providers.applications import enrolment, help_services, letters, progress, queries, rules
from registry_app.providers.applications.answer_services import asked, flag_is_answered
from registry_app.providers.applications.models import Application, ApplicationSending
from registry_app.providers.applications.moves import moving
from registry_app.providers.applications.states import LIFE, LIVE, State, TaskStatus, Track
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home, Organisation
from registry_app.providers.homes.states import Standing

NO_SMALL_GROUP = _(
    "A house of a village is a small group home only with its own carer, kitchen and door, at most 10 children, and a "
    "school outside. As it is, ask for a residential home."
)


@transactional
def start(*, track: Track, suitability: Mapping[str, str], actor: Any, home: Home | None = None) -> Application:
    """A new draft, for a home of the person's own or for one the register does not know yet.

    A person with an empty draft of the same kind gets that one again. DomainError when the home has a live application.
    """
    if home is not None:
        _free(home)
    else:
        empty = _untouched(actor, track)
        if empty:
            return empty
    today = clock.today()
    application = Application(
        track=track,
        state=State.DRAFT,
        rules_version=rulebook.in_force(rules.PACKAGE, "registration", today).version,
        form_version=rulebook.in_force(rules.PACKAGE, "applications", today).version,
        applicant_id=actor.id,
        organisation_id=home.organisation_id if home else None,
        home_id=home.id if home else None,
        home_name=home.name if home and not home.household else None,
        district=home.district if home else None,
        suitability=dict(suitability),
    )
    with audit.deed("application:start", application, actor):
        pass
    return application


def _free(home: Home) -> None:
    live = select(Application.id).where(Application.home_id == home.id, Application.state.in_(LIVE))
    if db.session.scalar(live):
        raise DomainError(_("There is an application for this home already. Open it instead."), "home")


def has_other_live(application: Application) -> bool:
    """Whether another application for the same home is under way."""
    live = select(Application.id).where(
        Application.home_id == application.home_id, Application.state.in_(LIVE), Application.id != application.id
    )
    return db.session.scalar(live.limit(1)) is not None


def _untouched(actor: Any, track: Track) -> Application | None:
    drafts = select(Application).where(
        Application.applicant_id == actor.id,
        Application.state == State.DRAFT,
        Application.track == track,
        Application.home_id.is_(None),
    )
    for draft in db.session.scalars(drafts.order_by(Application.started_at)):
        if not queries.answers(draft) and not draft.papers:
            return draft
    return None


def open_parts(application: Application) -> list[tuple[str, str]]:
    """(id, name) of every part that is not completed yet, papers included; empty when it can be sent."""
    from_book, answers = asked(application), queries.values(application)
    finished = {part.section for part in application.parts if part.finished}
    found = [
        (section.id, gettext(section.name))
        for section in from_book.sections
        if progress.status(section, answers, finished=section.id in finished, flagged=False) is not TaskStatus.COMPLETED
    ]
    if progress.missing_papers(from_book, answers, queries.papers(application)):
        found.append(("papers", gettext("Papers")))
    return found


@transactional
def send(application: Application, *, declared: bool, actor: Any) -> Application:
    """Step 2: send it. The home enters the register, clocks start, and what was sent is frozen with its hash."""
    application = locked(application)
    LIFE.target(application.state, "send")
    missing = [name for _id, name in open_parts(application)]
    if missing:
        raise DomainError(gettext("Not sent yet. These parts are still open: %(names)s.", names=" · ".join(missing)))
    if progress.village_too_large(queries.values(application)):
        raise DomainError(NO_SMALL_GROUP)
    help_services.signed_or_stop(application)
    if not declared:
        raise DomainError(_("Tick the box to say that your answers are true."), "declared")
    now, year = clock.now(), clock.today().year
    number = _number(year, codes.next_number(f"application:{year}"))
    enrolment.enrol(application, number, actor)
    with moving(application, "send", actor) as application:
        application.number, application.submitted_at = number, now
    _freeze(application, actor)
    limit = rules.limits(application.form_version)
    letters.sent(application, rules.decision_by(karachi_date(now), 0, None, karachi_date(now), limit))
    return application


def _number(year: int, number: int) -> str:
    body = f"A-{year}-{number:05d}"
    return f"{body}-{codes.check_letter(body)}"


def _freeze(application: Application, actor: Any) -> None:
    content = json.dumps(snapshot(application), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sending = ApplicationSending(
        application_id=application.id,
        no=len(application.sendings) + 1,
        sent_by_id=actor.id,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
    )
    sending.content = content
    with audit.deed("application:freeze", sending, actor):
        pass
    db.session.refresh(application, ["sendings"])


def snapshot(application: Application) -> dict[str, Any]:
    """Everything that was sent, as JSON can carry it: answers with their versions, papers with their hashes."""
    answers: dict[str, dict[str, Any]] = {}
    values = queries.values(application)
    for (section, field), row in queries.answers(application).items():
        answer = {"value": values.get((section, field)), "not_known": row.not_known, "version": row.version}
        answers.setdefault(section, {})[field] = answer
    papers = [
        {"code": paper.code, "means": paper.means.value, "sha256": paper.file.sha256 if paper.file else None}
        for given in queries.papers(application).values()
        for paper in given
    ]
    return {
        "number": application.number,
        "track": application.track.value,
        "rules_version": application.rules_version,
        "form_version": application.form_version,
        "answers": answers,
        "papers": papers,
        "helped_by": help_services.words(application),
    }


@transactional
def answer_back(application: Application, *, actor: Any) -> Application:
    """Send the answers to the office's questions back; each must be answered. The office's clock runs on."""
    application = locked(application)
    LIFE.target(application.state, "answer")
    left = [flag for flag in application.open_flags if not flag_is_answered(flag, application)]
    if left:
        raise DomainError(gettext("Not sent yet. %(n)s questions are still open.", n=len(left)))
    enrolment.enrol(application, application.number or "", actor)
    with moving(application, "answer", actor) as application:
        for flag in application.open_flags:
            flag.answered_at = clock.now()
        if application.returned_at:
            waited = clock.today() - karachi_date(application.returned_at)
            application.stood_still_days += max(waited.days, 0)
    _freeze(application, actor)
    return application


@transactional
def withdraw(application: Application, *, reason: str, actor: Any) -> Application:
    """Take it back, at any time before the decision. A home that was in process is again only known."""
    with moving(application, "withdraw", actor, reason=reason.strip() or None) as application:
        application.withdrawn_at, application.withdrawn_by_id = clock.now(), actor.id
    leave_process(application, actor)
    if application.number:
        letters.withdrawn(application)
    return application


@transactional
def found_team(application: Application, *, actor: Any) -> Organisation:
    """The organisation of a draft, made when more than one person is to fill it in. Its facts come with the sending."""
    application = locked(application)
    if application.organisation is None:
        with audit.deed("application:found-team", application, actor):
            enrolment.found(application, actor)
    assert application.organisation is not None
    return application.organisation


@transactional
def pass_on(organisation: Organisation, person: User, heir: User, *, actor: Any) -> None:
    """What a person who leaves or hands over had started goes on under another name; letters go there from now on."""
    mine = select(Application).where(
        Application.organisation_id == organisation.id,
        Application.applicant_id == person.id,
        Application.state.in_(LIVE),
    )
    for application in db.session.scalars(mine).all():
        with audit.deed("application:pass-on", application, actor):
            application.applicant = heir


@transactional
def move_to(home: Home, organisation: Organisation, *, actor: Any) -> None:
    """Another organisation answers for the home: what is live for it goes along, and those of before see it no more."""
    live = select(Application).where(Application.home_id == home.id, Application.state.in_(LIVE))
    for application in db.session.scalars(live).all():
        with audit.deed("application:move", application, actor):
            application.organisation = organisation


@transactional
def take_over(organisation: Organisation, owner: User, *, actor: Any) -> None:
    """The new owner is here: what somebody started who is not of the organisation goes on under the owner's name."""
    people = {member.user_id for member in organisation.members}
    live = select(Application).where(Application.organisation_id == organisation.id, Application.state.in_(LIVE))
    for application in db.session.scalars(live).all():
        if application.applicant_id not in people:
            with audit.deed("application:pass-on", application, actor):
                application.applicant = owner


def leave_process(application: Application, actor: Any) -> None:
    """The home of an application that ended without a decision is again known and not registered."""
    if application.home and application.home.standing is Standing.IN_PROCESS:
        homes.set_standing(application.home, Standing.KNOWN_UNREGISTERED, actor, "The application ended.")
