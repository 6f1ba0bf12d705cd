"""What the offices do with a message: sort it, make the child safe, inquire, decide, tell, check, close.

Each service is one arrow of `states.LIFE` or one fact it needs (complaints-0.1.yaml `workflow.steps`); a need that is
missing is said in a sentence and nothing is changed. SCPP 5.4.2.1, 5.3.2(i)-(k), S2-3.3.1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from complaints import coming_back, filing, queries
from complaints.events import ComplaintSubstantiated
from complaints.filing import note, role_of
from complaints.models import Answer, Complaint, Reading, ReprisalCheck, SafetyAction, Task
from complaints.rules import Judgement, case_limits, clocks_for
from complaints.rules.wording import sentences
from complaints.states import (
    CLOSED,
    LIFE,
    About,
    Better,
    Category,
    Consent,
    Finding,
    Ground,
    Level,
    ReplyBy,
    SafeAct,
    State,
    TaskKind,
)
from registry_app.accounts.models import User
from registry_app.core import audit, clock, events
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer

ACTION = "action"
FOUND_TRUE = frozenset({Finding.SUBSTANTIATED, Finding.PARTLY})


@contextmanager
def moving(complaint: Complaint, action: str, actor: Any, *, reason: str | None = None) -> Iterator[Complaint]:
    """Take one arrow inside an audited deed; the block checks and sets what the new state needs."""
    complaint = locked(complaint)
    target = LIFE.target(complaint.state, action)
    with audit.deed(f"complaint:{action.replace('_', '-')}", complaint, actor, reason=reason):
        yield complaint
        complaint.state = target
    note(complaint, action, actor)


@contextmanager
def _changing(complaint: Complaint, action: str, actor: Any) -> Iterator[Complaint]:
    """A deed that moves nothing."""
    complaint = locked(complaint)
    with audit.deed(f"complaint:{action.replace('_', '-')}", complaint, actor):
        yield complaint
    note(complaint, action, actor)


def asked(words: str | None, field: str, sentence: Any) -> str:
    """What was typed, tidied; DomainError with the sentence at the field when nothing was."""
    if not (words or "").strip():
        raise DomainError(sentence, field)
    return (words or "").strip()


@transactional
def opened(complaint: Complaint, *, actor: Any) -> None:
    """Somebody opened it: the audit and the complaint officer can see who."""
    audit.note("complaint:open", complaint, actor)
    db.session.add(Reading(complaint_id=complaint.id, reader_id=actor.id))


@transactional
def triage(
    complaint: Complaint,
    *,
    level: Level,
    category: Category,
    about: About,
    consent: Consent,
    ground: Ground | None,
    reply_by: ReplyBy,
    actor: Any,
) -> Complaint:
    """A person confirms what the rules sorted. A higher level is taken at once; a lower one only by two officers."""
    with moving(complaint, "triage", actor) as complaint:
        if level > complaint.level:
            raise DomainError(_("Only two officers together can lower a level. Ask for it below."), "level")
        if consent is Consent.NO and ground is None and level is Level.P1:
            raise DomainError(_("The child said no. Choose the lawful ground for telling others."), "ground")
        if consent is Consent.NOT_ASKED and ground is None and reply_by is not ReplyBy.NUMBER:
            raise DomainError(_("Ask the child first, or choose the lawful ground."), "consent")
        before, moved = filing.judge(complaint), complaint.about is not about
        complaint.category, complaint.about = category, about
        complaint.consent, complaint.ground, complaint.reply_by = consent, ground, reply_by
        level = min(level, _risen(before, filing.judge(complaint)) or level)
        judged = filing.judge(complaint, level)
        (filing.route if moved else filing.widen)(complaint, judged)
        _set_level(complaint, level)
        complaint.taken_by_id = actor.id
    return complaint


def _risen(before: Judgement, after: Judgement) -> Level | None:
    """The level to which new facts raised a message; what two officers lowered before is not raised without any."""
    return Level(after.level) if after.level < before.level else None


def _set_level(complaint: Complaint, level: Level) -> None:
    complaint.level = level
    clocks = clocks_for(level.value, complaint.arrived_at, gazetteer.holidays())
    complaint.contact_by, complaint.safe_by = clocks.first_contact_by, clocks.child_safe_by
    complaint.start_by, complaint.decision_by = clocks.investigation_starts_by, clocks.decision_by


@transactional
def ask_lower(complaint: Complaint, *, level: Level, why: str, actor: Any) -> Complaint:
    """Ask that a level be lowered; nothing changes until another officer agrees (triage.rules 1)."""
    with _changing(complaint, "ask_lower", actor) as complaint:
        if level <= complaint.level:
            raise DomainError(_("Choose a level below the present one."), "level")
        complaint.lower_to, complaint.lower_by_id = level, actor.id
        complaint.lower_why = asked(why, "why", _("Write why it is less urgent."))
    return complaint


@transactional
def agree_lower(complaint: Complaint, *, actor: Any) -> Complaint:
    """The second officer agrees."""
    with _changing(complaint, "agree_lower", actor) as complaint:
        if complaint.lower_to is None:
            raise DomainError(_("Nobody asked to lower this level."))
        if complaint.lower_by_id == actor.id:
            raise DomainError(_("Another officer must agree."))
        _set_level(complaint, complaint.lower_to)
        complaint.lower_to = complaint.lower_by_id = complaint.lower_why_sealed = None
    return complaint


@transactional
def record_contact(complaint: Complaint, *, actor: Any) -> Complaint:
    """The first contact with the child was made now; the child was thanked (feedback_to_child.first)."""
    with _changing(complaint, "contact", actor) as complaint:
        if complaint.contact_at is None:
            complaint.contact_at = clock.now()
    return complaint


@transactional
def make_safe(complaint: Complaint, *, act: SafeAct, words: str, person: str, actor: Any) -> Complaint:
    """A safe first action, by whom and now; for P1 and P2."""
    with moving(complaint, "make_safe", actor) as complaint:
        if complaint.level not in (Level.P1, Level.P2):
            raise DomainError(_("A safety action is for danger and serious harm."))
        done = SafetyAction(
            complaint_id=complaint.id,
            act=act.value,
            words=asked(words, "words", _("Write what was done and what the child wants.")),
            person=asked(person, "person", _("Write who does it.")),
            at=clock.now(),
            by_id=actor.id,
        )
        db.session.add(done)
        complaint.safe_at = complaint.safe_at or clock.now()
        for task in complaint.tasks:
            if task.kind == TaskKind.SAFETY_ACTION and task.done_at is None:
                task.done_at, task.done_by_id = clock.now(), actor.id
    return complaint


@transactional
def investigate(complaint: Complaint, *, investigator: User, plan: str, actor: Any) -> Complaint:
    """An investigator without a conflict, and a plan."""
    with moving(complaint, "investigate", actor) as complaint:
        if investigator.id not in {user.id for user in queries.candidates(complaint)}:
            raise DomainError(_("This person has a conflict. Choose another."), "investigator")
        complaint.investigator_id = investigator.id
        complaint.plan = asked(plan, "plan", _("Write the plan of the inquiry."))
        complaint.started_at = complaint.started_at or clock.now()
    return complaint


@transactional
def hand_over(complaint: Complaint, *, investigator: User, why: str, actor: Any) -> Complaint:
    """Another person without a conflict goes on with the inquiry; plan, evidence and clocks stay as they are."""
    with _changing(complaint, "hand_over", actor) as complaint:
        if complaint.investigator_id is None or complaint.state in CLOSED:
            raise DomainError(_("Nobody inquires into it now. Begin the inquiry instead."), "investigator")
        if complaint.investigator_id == investigator.id:
            raise DomainError(_("Choose another person."), "investigator")
        if investigator.id not in {user.id for user in queries.candidates(complaint)}:
            raise DomainError(_("This person has a conflict. Choose another."), "investigator")
        reason = asked(why, "why", _("Write why it is handed over."))
        complaint.plan = f"{complaint.plan or ''}\n{reason}".strip()
        complaint.investigator_id = investigator.id
    return complaint


@transactional
def decide(complaint: Complaint, *, finding: Finding, heard: str, accused: str, evidence: str, actor: Any) -> Complaint:
    """A finding on the child's own account, the accused's answer taken apart, and the evidence."""
    with moving(complaint, "decide", actor) as complaint:
        if complaint.by_child and finding is Finding.MALICIOUS_ADULT_REPORT:
            raise DomainError(_("A child's message is never called malicious."), "finding")
        complaint.heard = asked(heard, "heard", _("Write what the child said, or why the child was not heard."))
        complaint.accused = asked(accused, "accused", _("Write what the accused answered, taken apart."))
        complaint.evidence = asked(evidence, "evidence", _("List the evidence."))
        if any(task.kind == TaskKind.POLICE_REFERRAL and task.done_at is None for task in complaint.tasks):
            raise DomainError(_("A crime is suspected. Tell the police first, and mark the task done."))
        complaint.finding = finding
        _decided(complaint, actor)
    if finding in FOUND_TRUE:
        events.publish(ComplaintSubstantiated(complaint.id, complaint.home_id, complaint.level.value))
    return complaint


@transactional
def answer_idea(complaint: Complaint, *, actor: Any) -> Complaint:
    """An idea or question is decided by its answer (P4 only)."""
    with moving(complaint, "answer", actor) as complaint:
        if complaint.level is not Level.P4:
            raise DomainError(_("Only an idea or a question can be answered without an inquiry."))
        if not complaint.answers:
            raise DomainError(_("Write the answer first."))
        _decided(complaint, actor)
    return complaint


def _decided(complaint: Complaint, actor: Any) -> None:
    complaint.decided_at, complaint.decided_by_id = clock.now(), actor.id
    if not complaint.checks and complaint.level is not Level.P4:
        for days in case_limits()["reprisal_checks_days"]:
            db.session.add(ReprisalCheck(complaint_id=complaint.id, due_on=clock.today() + timedelta(days=days)))


@transactional
def write_answer(complaint: Complaint, *, language: str, words: str, not_done: str, actor: Any) -> Answer:
    """At most five short sentences for the child, signed with the role."""
    said = asked(words, "words", _("Write the answer for the child."))
    if len(sentences(said)) > 5:
        raise DomainError(_("Write at most five short sentences."), "words")
    reply = Answer(complaint_id=complaint.id, language=language, written_by_id=actor.id, written_as=role_of(actor))
    reply.words, reply.not_done = said, (not_done or "").strip() or None
    with audit.deed("complaint:write-answer", reply, actor):
        pass
    db.session.refresh(complaint, ["answers"])
    return reply


@transactional
def tell(complaint: Complaint, *, told: str, by_number: bool, actor: Any) -> Complaint:
    """The child is told by a person; or, known only by number, the answer is placed for the number."""
    with moving(complaint, "tell", actor) as complaint:
        if by_number:
            if complaint.code_lookup is None:
                raise DomainError(_("This child has no number. Somebody must tell the child."), "by_number")
            if not complaint.answers:
                raise DomainError(_("Write the answer first."), "by_number")
        else:
            complaint.told = asked(told, "told", _("Write who told the child, how, and what the child said."))
        complaint.by_number_only = by_number
        complaint.told_by_id, complaint.told_at = actor.id, clock.now()
        complaint.contact_at = complaint.contact_at or clock.now()
        complaint.asked_at = clock.now()
        complaint.better = complaint.better_at = None
    return complaint


@transactional
def appeal(complaint: Complaint, *, words: str, actor: Any) -> Complaint:
    """Who appeals, and why; a stay is never given by it."""
    with moving(complaint, "appeal", actor) as complaint:
        complaint.appeal = asked(words, "words", _("Write who appeals, and why."))
    return complaint


@transactional
def review(complaint: Complaint, *, finding: Finding, words: str, actor: Any) -> Complaint:
    """Decided anew by somebody who took no part."""
    with moving(complaint, "review", actor) as complaint:
        if actor.id in (complaint.decided_by_id, complaint.investigator_id, complaint.told_by_id):
            raise DomainError(_("You took part in it. Another officer must review it."))
        if complaint.by_child and finding is Finding.MALICIOUS_ADULT_REPORT:
            raise DomainError(_("A child's message is never called malicious."), "finding")
        complaint.evidence = f"{complaint.evidence or ''}\n{asked(words, 'words', _('Write why.'))}".strip()
        complaint.finding, complaint.decided_by_id, complaint.decided_at = finding, actor.id, clock.now()
    return complaint


@transactional
def add_action(complaint: Complaint, *, words: str, owner: str, due_on: date, actor: Any) -> Task:
    """An action of the decision, with its owner and day."""
    task = Task(complaint_id=complaint.id, kind=ACTION, due_on=due_on)
    task.words = asked(words, "words", _("Write what is to be done."))
    task.owner = asked(owner, "owner", _("Write who does it."))
    with audit.deed("complaint:add-action", task, actor):
        pass
    db.session.refresh(complaint, ["tasks"])
    return task


@transactional
def do_task(task: Task, *, actor: Any) -> Task:
    """It was done."""
    task = locked(task)
    with audit.deed("complaint:do-task", task, actor):
        if task.done_at is None:
            task.done_at, task.done_by_id = clock.now(), actor.id
    return task


@transactional
def verify_task(task: Task, *, actor: Any) -> Task:
    """Somebody other than the doer has seen that it was done."""
    task = locked(task)
    if task.done_at is None:
        raise DomainError(_("It must be done before it is checked."))
    if task.done_by_id == actor.id:
        raise DomainError(_("You did this. Somebody else must check it."))
    with audit.deed("complaint:verify-task", task, actor):
        task.verified_at, task.verified_by_id = clock.now(), actor.id
    return task


def open_tasks(complaint: Complaint) -> list[Task]:
    """Tasks not done, and actions of the decision not yet checked by another."""
    return [t for t in complaint.tasks if t.done_at is None or (t.kind == ACTION and t.verified_at is None)]


def _nothing_open(complaint: Complaint) -> None:
    if open_tasks(complaint):
        raise DomainError(_("Something is still to be done, or to be checked by another person."))


def _first_check_held(complaint: Complaint) -> None:
    if complaint.checks and complaint.checks[0].held_on is None:
        raise DomainError(_("Talk with the child in private first: the check after 14 days."))


@transactional
def resolve(complaint: Complaint, *, actor: Any) -> Complaint:
    """The actions were done, and checked by somebody other than the doer."""
    with moving(complaint, "resolve", actor) as complaint:
        _nothing_open(complaint)
    return complaint


@transactional
def close_better(complaint: Complaint, *, actor: Any) -> Complaint:
    """Only the child's own word closes as better."""
    with moving(complaint, "close_better", actor) as complaint:
        if complaint.better is not Better.BETTER:
            raise DomainError(_("The child has not said that it is better."))
        if not complaint.by_number_only:
            _first_check_held(complaint)
        _nothing_open(complaint)
        complaint.closed_at = clock.now()
    return complaint


@transactional
def close_not_confirmed(complaint: Complaint, *, actor: Any) -> Complaint:
    """Asked, and no answer for 14 days; a supervisor signs. It is counted apart from better."""
    with moving(complaint, "close_not_confirmed", actor) as complaint:
        waited = timedelta(days=case_limits()["no_answer_days"])
        since: datetime | None = max(filter(None, (complaint.asked_at, complaint.better_at)), default=None)
        if complaint.better is Better.BETTER:
            raise DomainError(_("The child said it is better. Close it so."))
        if since is None or clock.now() - since < waited:
            raise DomainError(_("Wait 14 days for the child's word."))
        if not complaint.by_number_only:
            _first_check_held(complaint)
        _nothing_open(complaint)
        complaint.closed_at, complaint.signed_off_by_id = clock.now(), actor.id
    return complaint


@transactional
def reopen(complaint: Complaint, *, words: str, actor: Any) -> Complaint:
    """New information, or reprisal: one office up, 48 hours, the old record stays."""
    complaint = locked(complaint)
    if complaint.state not in (State.CLOSED_BETTER, State.CLOSED_NOT_CONFIRMED):
        raise DomainError(_("It is not closed."))
    why = asked(words, "words", _("Write what is new."))
    with audit.deed("complaint:reopen", complaint, actor):
        complaint.evidence = f"{complaint.evidence or ''}\n{why}".strip()
        coming_back.reopen(complaint)
    note(complaint, "reopen", actor)
    return complaint
