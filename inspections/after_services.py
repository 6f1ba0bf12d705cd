"""After the report: the team answers the home's points, a wrong answer is corrected by trace, a grade is appealed."""

from collections.abc import Mapping
from typing import Any

from inspections import after_queries, finding_services, gradings, letters, papers, queries, review_services, rules
from inspections.after_models import CommentAnswer, Correction, GradeAppeal
from inspections.events import GradePublished
from inspections.models import Visit
from inspections.services import keep
from inspections.states import APPEAL_LIFE, CORRECTION_LIFE, GradeAppealState, Mark, VisitState
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish as tell
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.checks import speaks_for


@transactional
def answer_comment(visit: Visit, answers: Mapping[int, str], *, actor: Any) -> list[CommentAnswer]:
    """The team answers the home's points, each once; `answers` is by place of the point. DomainError for none."""
    visit = locked(visit)
    if visit.state is not VisitState.COMMENTED:
        raise DomainError(_("The review is finished, so nothing can be added to it."))
    given = []
    for place, (_point, known) in enumerate(after_queries.pairs(visit), start=1):
        words = answers.get(place, "").strip()
        if known is not None or not words:
            continue
        made = CommentAnswer(visit_id=visit.id, place=place, given_by_id=actor.id)
        made.words = words
        with audit.deed("visit:answer-comment", made, actor):
            pass
        given.append(made)
    if not given:
        raise DomainError(_("Answer at least one point."), "answer-1")
    return given


def _published(visit: Visit) -> Visit:
    visit = locked(visit)
    if visit.state is not VisitState.PUBLISHED:
        raise DomainError(_("The report is not published yet."))
    return visit


@transactional
def propose_correction(visit: Visit, *, criterion: str, mark: Mark, reason: str, actor: Any) -> Correction:
    """Say which answer of a published report is wrong, and why; nothing changes until a second person agrees."""
    visit = _published(visit)
    answer = queries.answers(visit).get(criterion)
    if answer is None or answer.mark is None:
        raise DomainError(_("This report holds no answer to that. Choose another criterion."), "criterion")
    if answer.mark is mark:
        raise DomainError(_("This is the answer that stands already."), "mark")
    if mark is Mark.NA or answer.mark is Mark.NA:
        raise DomainError(_("Only 0, 1, 2 and 3 can be corrected into each other."), "mark")
    if any(one.criterion == criterion and one.decided_at is None for one in after_queries.corrections(visit)):
        raise DomainError(_("A correction of this waits for a second person already."), "criterion")
    made = Correction(
        visit_id=visit.id, criterion=criterion, old_mark=answer.mark, new_mark=mark, reason=reason,
        proposed_by_id=actor.id,
    )  # fmt: skip
    with audit.deed("visit:propose-correction", made, actor, reason=reason):
        pass
    return made


def _decide(correction: Correction, action: str, actor: Any, refused: str | None = None) -> Correction:
    correction = locked(correction)
    if correction.proposed_by_id == actor.id:
        raise NotAllowed(_("You proposed this correction. Another person decides."))
    target = CORRECTION_LIFE.target(correction.state, action)
    with audit.deed(f"visit:{action}-correction", correction, actor, reason=refused):
        correction.state, correction.refused_reason = target, refused
        correction.decided_by_id, correction.decided_at = actor.id, clock.now()
    db.session.flush()
    return correction


@transactional
def refuse_correction(correction: Correction, *, reason: str, actor: Any) -> Correction:
    """The answer stays as it was; why is kept."""
    return _decide(correction, "refuse", actor, reason)


@transactional
def approve_correction(correction: Correction, *, actor: Any) -> Correction:
    """The new answer stands, the grade is computed anew by the rules, and the earlier report is kept beside the new."""
    correction = _decide(correction, "approve", actor)
    visit = _published(correction.visit)
    answer = queries.answers(visit)[correction.criterion]
    with audit.deed("visit:correct-answer", answer, actor, reason=correction.reason):
        answer.mark = correction.new_mark
    db.session.flush()
    db.session.expire(visit, ["answers"])
    grading = gradings.of_visit(visit, **queries.under(visit))
    with audit.deed("visit:correct", visit, actor, reason=correction.reason):
        visit.issue += 1
        keep(visit, grading)
        _grade_anew(visit)
    review_services.tell_register(visit, actor)
    finding_services.correct(visit, grading, correction.criterion, actor=actor)
    papers.keep(visit, actor=actor)
    letters.corrected(visit)
    tell(GradePublished(home_id=visit.home_id, visit_id=visit.id))
    return correction


def _grade_anew(visit: Visit) -> None:
    """The rules' grade, or the lower one a person gave with a reason as long as it is still lower (rule I4)."""
    lowered, computed = visit.lowered_to, visit.computed_grade
    framework = gradings.framework_of(visit)
    if lowered and (computed is None or framework.rank(lowered.value) <= framework.rank(computed.value)):
        visit.lowered_to = visit.lowered_reason = lowered = None
    visit.grade = lowered or computed


def appeal_until(visit: Visit) -> Any:
    """The last day for an appeal; None while nothing is published (inspection_process, grade appeal)."""
    if visit.published_on is None or visit.grade is None:
        return None
    return rules.process_due(gradings.framework_of(visit), "appeal", visit.published_on)


def may_appeal(visit: Visit) -> bool:
    """A grade is published, its days to appeal are not over, and none was made."""
    until = appeal_until(visit)
    return until is not None and clock.today() <= until and after_queries.appeal(visit) is None


@transactional
def appeal(visit: Visit, *, words: str, actor: Any) -> GradeAppeal:
    """The home appeals against the grade, once, within 15 days. The grade and critical measures stand."""
    visit = _published(visit)
    speaks_for(actor, visit.home)
    if not may_appeal(visit):
        raise DomainError(_("The time for an appeal is over, or an appeal was made already."))
    today = clock.today()
    due = rules.process_due(gradings.framework_of(visit), "appeal_decided", today)
    made = GradeAppeal(visit_id=visit.id, filed_on=today, filed_by_id=actor.id, decide_by=due)
    made.words = words
    with audit.deed("visit:appeal", made, actor):
        pass
    letters.appealed(visit, due)
    return made


@transactional
def decide_appeal(made: GradeAppeal, outcome: GradeAppealState, *, reasons: str, actor: Any) -> GradeAppeal:
    """Somebody who was neither on the team nor reviewed or published says whether a fact is wrong.

    The grade itself is never given by hand: a wrong fact is corrected by trace, and the rules grade anew.
    """
    made = locked(made)
    visit = made.visit
    review_services.outside_the_team(visit, actor)
    if actor.id in (visit.reviewed_by_id, visit.published_by_id):
        raise NotAllowed(_("You reviewed or published this report. Another person decides the appeal."))
    action = "allow" if outcome is GradeAppealState.WRONG_FACT else "uphold"
    with audit.deed("visit:decide-appeal", made, actor, reason=reasons):
        made.state = APPEAL_LIFE.target(made.state, action)
        made.decided_on, made.decided_by_id, made.reasons = clock.today(), actor.id, reasons
    letters.appeal_decided(visit)
    return made
