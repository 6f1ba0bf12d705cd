"""What the offices do with an application: ask, find complete, vet, visit, recommend, decide.

The gates of the decision itself (complaint mechanism, vetting, hearing, who signs) stand in providers/authorisations,
which calls these verbs.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.workdays import karachi_date
from registry_app.providers.applications import answer_services, clocks, letters, queries, rules, services
from registry_app.providers.applications.models import Application, ApplicationFlag, ApplicationPaper
from registry_app.providers.applications.moves import moving
from registry_app.providers.applications.states import REOPENED, Decision, PaperMeans, State


@transactional
def flag(application: Application, *, section: str, field: str, note: str, actor: Any) -> ApplicationFlag:
    """Ask about one answer, or about one paper (section `papers`, field D01-D18). The question waits until it is sent.

    Asking twice about the same answer changes the words of the question.
    """
    application = locked(application)
    if application.state is not State.SUBMITTED:
        raise DomainError(_("Questions can be asked only while the application is being checked."))
    if not note.strip():
        raise DomainError(_("Write what the applicant should change."), "note")
    known = [f for f in application.open_flags if (f.section, f.field) == (section, field)]
    question = (
        known[0]
        if known
        else ApplicationFlag(
            application_id=application.id, section=section, field=field, note="", raised_by_id=actor.id
        )
    )
    with audit.deed("application:flag", question, actor):
        question.note, question.raised_by_id = note.strip(), actor.id
    db.session.refresh(application, ["flags"])
    return question


@transactional
def unflag(question: ApplicationFlag, *, actor: Any) -> None:
    """Take back a question that was not sent yet."""
    question = locked(question)
    if question.sent_at is not None:
        raise DomainError(_("This question was sent already."))
    audit.note("application:unflag", question.application, actor, changes={"question": [question.field, None]})
    db.session.delete(question)


@transactional
def return_to_applicant(application: Application, *, actor: Any) -> Application:
    """Send the questions: step 3, RETURNED with list; the applicant has 30 days, once."""
    limit = rules.limits(application.form_version)
    with moving(application, "return", actor) as application:
        waiting = [question for question in application.flags if question.sent_at is None]
        if not waiting:
            raise DomainError(_("Ask about at least one answer before you send it back."))
        if application.returns >= limit.returns:
            raise DomainError(_("It went back once already. Find it complete, or decide on what is there."))
        now = clock.now()
        for question in waiting:
            question.sent_at = now
        application.returns += 1
        application.returned_at = now
        application.return_by = rules.answer_by(clock.today(), limit)
    letters.questions(application)
    return application


@transactional
def mark_complete(application: Application, *, actor: Any) -> Application:
    """Step 3, COMPLETE: every paper was seen. Questions that were prepared must be sent or taken back first."""
    with moving(application, "complete", actor) as application:
        if any(question.sent_at is None for question in application.flags):
            raise DomainError(_("A question is waiting. Send it, or take it back."))
        if unseen := answer_services.unseen_papers(application):
            codes = " · ".join(paper.code for paper in unseen)
            words = _(
                "It is not complete: these papers were not seen yet: %(codes)s. Record each one when it is brought.",
                codes=codes,
            )
            raise DomainError(words)
        application.completed_at = clock.now()
        application.completed_by_id = actor.id
    letters.complete(application)
    return application


@transactional
def see_paper(paper: ApplicationPaper, *, actor: Any) -> ApplicationPaper:
    """A paper was brought to the office and seen there."""
    paper = locked(paper)
    if paper.means is not PaperMeans.BRING or paper.removed_at or paper.seen_at:
        raise DomainError(_("This paper does not wait to be seen."))
    with audit.deed("application:see-paper", paper, actor):
        paper.seen_at, paper.seen_by_id = clock.now(), actor.id
    return paper


@transactional
def start_vetting(application: Application, *, actor: Any) -> Application:
    """Step 4: police and NADRA are asked about the people."""
    with moving(application, "start_vetting", actor) as application:
        application.vetting_since = clock.now()
    return application


@transactional
def record_visit(application: Application, on: date, *, actor: Any) -> Application:
    """Step 5: the visit before registration was made on the day `on`."""
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    with moving(application, "record_visit", actor) as application:
        if application.submitted_at and on < karachi_date(application.submitted_at):
            raise DomainError(_("The visit cannot be before the application."), "on")
        application.visited_on = on
    return application


@transactional
def recommend(application: Application, *, recommendation: Decision, text: str, actor: Any) -> Application:
    """Step 7: what SWD recommends, and why."""
    if not text.strip():
        raise DomainError(_("Write why you recommend this."), "text")
    with moving(application, "recommend", actor) as application:
        application.recommendation, application.recommendation_text = recommendation, text.strip()
        application.recommended_by_id, application.recommended_at = actor.id, clock.now()
    return application


@transactional
def decide(application: Application, *, decision: Decision, reasons: Sequence[str], actor: Any) -> Application:
    """Step 9: the decision, by somebody who did not recommend; a refusal or a condition is never without reasons."""
    given = [reason.strip() for reason in reasons if reason.strip()]
    if not given and decision is not Decision.FULL:
        raise DomainError(_("Write at least one reason."), "reasons")
    with moving(application, "decide", actor) as application:
        if application.recommended_by_id == actor.id:
            raise DomainError(_("You recommended this. Another person must decide."))
        application.decision, application.reasons = decision, given
        application.decided_by_id, application.decided_on = actor.id, clock.today()
    letters.decided(application)
    return application


@transactional
def keep(application: Application, *, actor: Any, **days: date | None) -> Application:
    """Keep on the application what its clocks ask of the offices' records: vetted_on, gate_on, hear_from, heard_on."""
    application = locked(application)
    with audit.deed("application:keep-days", application, actor):
        for name, day in days.items():
            setattr(application, name, day)
        clocks.keep_due(application)
    return application


@transactional
def reopen(application: Application, to: State, *, reason: str, actor: Any) -> Application:
    """The decision was set aside: what it and, from an earlier step on, the recommendation said is open once more.

    What was decided stays in the ruling and in what was sent; only the application stands open again.
    """
    if services.has_other_live(application):
        raise DomainError(_("A newer application for this home is under way. Decide that one."))
    with moving(application, REOPENED[to], actor, reason=reason) as application:
        application.decision = application.reasons = application.decided_by_id = application.decided_on = None
        if to is not State.RECOMMENDED:
            application.recommendation = application.recommendation_text = None
            application.recommended_by_id = application.recommended_at = None
        if to is State.VETTING:
            application.visited_on = None
        application.reopened_on = clock.today()
        # What was heard about the decision of before is not the hearing about the next one.
        application.hear_from = application.heard_on = None
    letters.set_aside(application)
    return application


@transactional
def lapse(application: Application, *, actor: Any = None) -> Application:
    """The applicant's days to answer are over: the application ends, and the home stands where it stood before."""
    with moving(application, "lapse", actor) as application:
        if application.return_by is None or clock.today() <= application.return_by:
            raise DomainError(_("The applicant still has time to answer."))
        application.lapsed_at = clock.now()
    services.leave_process(application, actor)
    letters.lapsed(application)
    return application


@transactional
def lapse_due(today: date) -> int:
    """End every application whose days to answer were over before `today`; how many."""
    due = queries.overdue_answers(today)
    for application in due:
        lapse(application)
    return len(due)
