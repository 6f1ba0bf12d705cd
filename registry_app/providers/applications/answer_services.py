"""Answers are saved step by step, each in versions; nobody overwrites what another person saved in the meantime."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, Several, Stale
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import progress, queries, wording
from registry_app.providers.applications.models import Application, ApplicationAnswer, ApplicationFlag, ApplicationPart
from registry_app.providers.applications.questions import Paper, Question, Questions, Section, Step, questions
from registry_app.providers.applications.states import State


class AlreadySaved(Stale):
    """Somebody else changed these answers since the page was opened; `theirs` is what stands now."""

    def __init__(self, sentence: object, theirs: list[ApplicationAnswer]) -> None:
        super().__init__(sentence)
        self.theirs = theirs


def asked(application: Application) -> Questions:
    """The questions of this application, under the version it was started with."""
    return questions(application.form_version, application.track.value)


def unseen_papers(application: Application) -> list[Paper]:
    """The papers that are asked for and that nobody has seen yet: neither sent as a file nor brought to the office."""
    return progress.unseen_papers(asked(application), queries.values(application), queries.papers_seen(application))


def unlocked(application: Application, step: Step) -> set[str]:
    """The fields of a step that may be changed now: all in a draft, those asked about after a return, else none."""
    if application.state is State.DRAFT:
        return {question.id for question in step.fields}
    if application.state is State.RETURNED:
        flagged = {flag.field for flag in application.open_flags if flag.section == step.section}
        return progress.together(step, flagged & {question.id for question in step.fields})
    return set()


@transactional
def save(
    application: Application,
    step: Step,
    given: Mapping[str, Any],
    *,
    not_known: bool,
    seen: Mapping[str, int],
    actor: Any,
) -> Application:
    """Save the answers of one step.

    `given`: field -> value as JSON can carry it, None for empty. `not_known`: the empty ones are not known yet.
    `seen`: field -> version the person saw (0: none). AlreadySaved when another version stands now and says something
    else; DomainError with the field when an answer is missing or numbers do not fit. Nothing is stored then.
    """
    application = locked(application)
    allowed = unlocked(application, step)
    if not allowed or not given.keys() <= allowed:
        raise DomainError(_("This answer was sent. It can be changed only when the office asks about it."))
    stored = queries.answers(application)
    _nobody_overwritten(step, given, seen, stored)
    fields = [question for question in step.fields if question.id in given]
    changed = [q for q in fields if _differs(stored.get((step.section, q.id)), given[q.id], not_known)]
    _complete(step, fields, given, not_known)
    before = queries.values(application)
    _fits(application, step, {**before, **{(step.section, key): value for key, value in given.items()}})
    for question in changed:
        _replace(application, question, given[question.id], not_known, stored, actor)
    if changed:
        _note(application, step, changed, actor)
    return application


def _nobody_overwritten(
    step: Step, given: Mapping[str, Any], seen: Mapping[str, int], stored: Mapping[tuple[str, str], ApplicationAnswer]
) -> None:
    theirs = []
    for field, value in given.items():
        row = stored.get((step.section, field))
        if row and row.version != seen.get(field, 0) and content(row) != value:
            theirs.append(row)
    if theirs:
        last = max(row.changed_at for row in theirs)
        raise AlreadySaved(
            gettext(
                "Another person saved this part at %(time)s. See both and choose.",
                time=f"{clock.local(last):%H:%M}",
            ),
            theirs,
        )


def content(row: ApplicationAnswer) -> Any:
    """The answer itself, opened when it is sealed; None when it is empty or not known."""
    return json.loads(row.words) if row.words_sealed is not None and row.words else row.value


def _differs(row: ApplicationAnswer | None, value: Any, not_known: bool) -> bool:
    if row is None:
        return value is not None or not_known
    return bool(content(row) != value or row.not_known != (not_known and value is None))


def _complete(step: Step, fields: Collection[Question], given: Mapping[str, Any], not_known: bool) -> None:
    if not_known:
        return
    here = {(step.section, key): value for key, value in given.items()}
    wrong = []
    for question in fields:
        if question.needed(here) and given[question.id] is None:
            wrong.append(DomainError(_("Answer this, or tick “I do not know yet”."), question.id))
        elif question.must and given[question.id] not in (None, question.must):
            sentence = _("Without this no home can be authorised. Change it first, then answer.")
            wrong.append(DomainError(sentence, question.id))
    if wrong:
        raise Several(wrong)


def _fits(application: Application, step: Step, answers: Mapping[tuple[str, str], Any]) -> None:
    section = asked(application).section(step.section)
    for wrong in progress.mismatches(step, answers):
        if section:
            raise DomainError(wording.mismatch(wrong, section), wrong.field)


def _replace(
    application: Application,
    question: Question,
    value: Any,
    not_known: bool,
    stored: Mapping[tuple[str, str], ApplicationAnswer],
    actor: Any,
) -> None:
    old = stored.get((question.section, question.id))
    now = clock.now()
    if old:
        old.replaced_at = now
        db.session.flush()
    row = ApplicationAnswer(
        application_id=application.id,
        section=question.section,
        field=question.id,
        version=old.version + 1 if old else 1,
        not_known=not_known and value is None,
        changed_at=now,
        changed_by_id=actor.id,
    )
    if question.sealed and value is not None:
        row.words = json.dumps(value, ensure_ascii=False)
    else:
        row.value = value
    db.session.add(row)


def _note(application: Application, step: Step, changed: Collection[Question], actor: Any) -> None:
    with audit.deed("application:answer", application, actor):
        application.saved_at = clock.now()
        if step.section == "building":
            db.session.flush()
            values = queries.values(application)
            application.home_name = values.get(("building", "home_name"))
            application.district = values.get(("building", "district"))
    # The names of the fields only: an answer may name a person.
    named = {question.id: [None, "changed"] for question in changed}
    audit.note("application:save-step", application, actor, changes=named)


@transactional
def finish(application: Application, section: Section, *, finished: bool, actor: Any) -> ApplicationPart:
    """The applicant says whether a part is finished. DomainError naming what is open when it cannot be."""
    application = locked(application)
    if application.state is not State.DRAFT:
        raise DomainError(_("This part was sent already."))
    answers = queries.values(application)
    if finished:
        missing = [gettext(question.label) for question in progress.open_fields(section, answers)]
        if missing:
            raise DomainError(
                gettext("These answers are still open: %(names)s.", names=" · ".join(missing)), "finished"
            )
        for step in progress.broken_steps(section, answers):
            raise DomainError(wording.mismatch(progress.mismatches(step, answers)[0], section), "finished")
    part = next((one for one in application.parts if one.section == section.id), None)
    part = part or ApplicationPart(application_id=application.id, section=section.id)
    with audit.deed("application:finish-part", part, actor):
        part.finished, part.changed_at, part.changed_by_id = finished, clock.now(), actor.id
    with audit.deed("application:touch", application, actor):
        application.saved_at = clock.now()
    db.session.refresh(application, ["parts"])
    return part


@transactional
def reply(flag: ApplicationFlag, words: str, *, actor: Any) -> ApplicationFlag:
    """Leave an answer as it is, and say why; the office reads it beside its question."""
    flag = locked(flag)
    if flag.application.state is not State.RETURNED or flag.answered_at is not None:
        raise DomainError(_("This question is closed."))
    if not words.strip():
        raise DomainError(_("Write why the answer is right as it is."), "reply")
    with audit.deed("application:reply", flag, actor):
        flag.reply = words.strip()
    return flag


def flag_is_answered(flag: ApplicationFlag, application: Application) -> bool:
    """Whether the applicant changed what was asked about since the question came, or said why not."""
    if flag.reply_sealed is not None or flag.answered_at is not None:
        return True
    if flag.sent_at is None:
        return False
    if flag.section == "papers":
        given = queries.papers(application).get(flag.field, [])
        return any(paper.given_at > flag.sent_at for paper in given)
    row = queries.answers(application).get((flag.section, flag.field))
    return row is not None and row.changed_at > flag.sent_at
