"""What a report asks of a home, one action a failed criterion: opened, proved by the home, verified by an inspector."""

from collections.abc import Collection
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from inspections import gradings, letters, queries, rules
from inspections.events import CriticalFound
from inspections.framework import Score
from inspections.models import Finding, Proof, Visit
from inspections.states import ACTION_LIFE, ActionState, Severity, VerifiedBy, VisitType
from registry_app.core import audit, clock, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import FreezeSource
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode

FREEZE_REASON = "a critical action is open after an inspection"
OPEN_REASON = "every critical action is verified"


@transactional
def open_from(visit: Visit, grading: gradings.Grading, *, actor: Any) -> list[Finding]:
    """Open an action for each criterion at 0 or 1 and each danger seen; verify those that now hold (rule I9).

    A criterion that failed before goes up one level; one that is open already stays open and is never doubled.
    """
    opened: list[Finding] = []
    known = queries.findings(visit.home)
    open_now = {finding.criterion: finding for finding in known if finding.state is not ActionState.VERIFIED}
    numbers = count(max((finding.number for finding in known), default=0) + 1)
    failed_before = cache(lambda: _scores_before(visit.home))
    for criterion_id in visit.scope:
        score = grading.scores.get(criterion_id)
        level = rules.severity_of(
            grading.framework, grading.framework.criteria[criterion_id], score,
            danger_seen=criterion_id in visit.danger_criteria,
        )  # fmt: skip
        standing = open_now.get(criterion_id)
        if level is not None:
            again = standing is not None or rules.failed_again(
                grading.framework, failed_before().get(criterion_id), score
            )
            opened.append(_open(visit, grading, criterion_id, level, again, standing or next(numbers), actor))
        elif standing is not None and _holds(score):
            _verified(standing, VerifiedBy.VISIT, "", actor)
    _after(visit.home, actor, {*known, *opened})
    if any(finding.severity is Severity.CRITICAL for finding in opened):
        letters.danger(visit)
        publish(CriticalFound(home_id=visit.home_id, visit_id=visit.id))
    return opened


def _scores_before(home: Home) -> dict[str, Score]:
    before = queries.last_published(home, VisitType.FULL)
    return gradings.scores_of(before.answers) if before else {}


@transactional
def correct(visit: Visit, grading: gradings.Grading, criterion_id: str, *, actor: Any) -> None:
    """The action follows a corrected answer: it opens where the criterion fails now, it ends where it holds."""
    score, standing = grading.scores.get(criterion_id), queries.open_finding(visit.home, criterion_id)
    danger = criterion_id in visit.danger_criteria
    level = rules.severity_of(grading.framework, grading.framework.criteria[criterion_id], score, danger_seen=danger)
    if level is not None and (standing is None or standing.visit_id == visit.id):
        again, number = standing is not None and standing.repeated, queries.highest_number(visit.home) + 1
        _open(visit, grading, criterion_id, level, again, standing or number, actor)
    elif level is None and standing is not None and standing.visit_id == visit.id:
        _verified(standing, VerifiedBy.EVIDENCE, "", actor)
    _after(visit.home, actor)


def _holds(score: Score | None) -> bool:
    return isinstance(score, int) and score >= 2


def _open(
    visit: Visit,
    grading: gradings.Grading,
    criterion_id: str,
    level: str,
    again: bool,
    standing: Finding | int,
    actor: Any,
) -> Finding:
    """`standing`: the action that is open about this criterion already, or the number of a new one."""
    framework = grading.framework
    level = rules.one_level_up(framework, level) if again else level
    due = rules.due_dates(framework, level, visit.day, next_inspection=_next_inspection(grading, visit))
    if isinstance(standing, int):
        standing = Finding(
            home_id=visit.home_id, visit_id=visit.id, number=standing, criterion=criterion_id, found_on=visit.day
        )
    with audit.deed("action:open", standing, actor):
        standing.severity, standing.repeated = Severity(level), again
        standing.fix_by = _sooner(standing.fix_by, due.fix) or visit.day
        standing.safe_by = _sooner(standing.safe_by, due.child_safe)
        standing.plan_by = _sooner(standing.plan_by, due.plan)
        standing.cause_by = _sooner(standing.cause_by, due.fix_cause)
        standing.verify_by = _sooner(standing.verify_by, due.verify)
        standing.state = ActionState.OPEN if standing.state is None else standing.state
    return standing


def _sooner(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None


def _next_inspection(grading: gradings.Grading, visit: Visit) -> date | None:
    if grading.grade is None:
        return None
    return rules.next_visit_due(grading.framework, grading.grade, visit.day).full


def _after(home: Home, actor: Any, known: Collection[Finding] | None = None) -> None:
    """Keep on the home what its neighbours need: how many critical actions are open, and that no child may come.

    `known`: every action of the home, where they are in hand already.
    """
    known = queries.findings(home) if known is None else known
    critical = [f for f in known if f.severity is Severity.CRITICAL]
    open_now = sum(f.state is not ActionState.VERIFIED for f in critical)
    if open_now != home.open_critical_actions:
        homes.record_open_critical_actions(home, open_now, actor=actor)
    majors = [f.fix_by for f in known if f.severity is Severity.MAJOR and f.state is not ActionState.VERIFIED]
    due = min(majors, default=None)
    if due != home.major_due_on:
        homes.record_major_due(home, due, actor=actor)
    frozen_here = FreezeSource.CRITICAL_ACTION.value in home.frozen_by.split()
    if open_now and not frozen_here and may_freeze():
        homes.freeze_admissions(home, actor=actor, reason=FREEZE_REASON)
        for finding in (f for f in critical if f.state is not ActionState.VERIFIED):
            _mark_frozen(finding, True, actor)
    elif not open_now and frozen_here:
        homes.unfreeze_admissions(home, actor=actor, reason=OPEN_REASON)
        for finding in (f for f in critical if f.froze_admissions):
            _mark_frozen(finding, False, actor)


def _mark_frozen(finding: Finding, frozen: bool, actor: Any) -> None:
    with audit.deed("action:freeze", finding, actor):
        finding.froze_admissions = frozen


def may_freeze() -> bool:
    """Whether the power to freeze is in force (README 1.4). Where it is not, the open action alone closes the door:
    placements refuse a home with an open critical action (HB02)."""
    try:
        return powers.may_act(Act.FREEZE_ADMISSIONS) is Mode.ACT
    except powers.PowersMissing:
        return False


@transactional
def grow_graver(finding: Finding, on: date) -> bool:
    """One level up, once, when it is overdue by more than half its term (severity_escalation); true when it went up."""
    finding = locked(finding)
    framework = gradings.framework_of(finding.visit)
    level = rules.level_now(framework, finding.severity.value, opened=finding.found_on, due=finding.fix_by, on=on)
    if finding.late_level_on is not None or finding.state is ActionState.VERIFIED or level == finding.severity.value:
        return False
    with audit.deed("action:grow-graver", finding, None):
        finding.severity, finding.late_level_on = Severity(level), on
    _after(finding.home, None)
    letters.action_late(finding)
    return True


@transactional
def prove(finding: Finding, *, note: str, upload: Any = None, actor: Any) -> Finding:
    """The home says what it did, with a photo or paper where it has one; an inspector looks at it."""
    finding = locked(finding)
    target = ACTION_LIFE.target(finding.state, "prove")
    proof = Proof(finding_id=finding.id, given_by_id=actor.id)
    proof.note = note
    if upload:
        proof.file_id = files.accept(upload, actor=actor).id
        db.session.flush()
    with audit.deed("action:add-proof", proof, actor):
        pass
    with audit.deed("action:prove", finding, actor):
        finding.state, finding.returned_note = target, None
    db.session.refresh(finding, ["proofs"])
    return finding


@transactional
def return_proof(finding: Finding, *, reason: str, actor: Any) -> Finding:
    """The proof is not enough; the home reads why and the action is open again."""
    finding = locked(finding)
    target = ACTION_LIFE.target(finding.state, "return")
    with audit.deed("action:return", finding, actor, reason=reason):
        finding.state, finding.returned_note = target, reason
    letters.proof_returned(finding)
    return finding


@transactional
def verify(finding: Finding, *, how: VerifiedBy, note: str, actor: Any) -> Finding:
    """An inspector saw that it is done. CRITICAL and MAJOR must have been seen on a visit (severity `verify_by`)."""
    finding = locked(finding)
    if any(proof.given_by_id == actor.id for proof in finding.proofs):
        raise NotAllowed(_("You gave the proof. Another person checks it."))
    framework = gradings.framework_of(finding.visit)
    if framework.severities[finding.severity.value].verify_by == "visit" and how is not VerifiedBy.VISIT:
        raise DomainError(_("This action must be seen on a visit, not only on paper."), "how")
    _verified(finding, how, note, actor)
    _after(finding.home, actor)
    return finding


def _verified(finding: Finding, how: VerifiedBy, note: str, actor: Any) -> None:
    target, verifier = ACTION_LIFE.target(finding.state, "verify"), actor.id
    with audit.deed("action:verify", finding, actor):
        finding.state, finding.verified_on = target, clock.today()
        finding.verified_by_id, finding.verified_how, finding.verified_note = verifier, how, note or None
