"""What happens to a report: the home comments on facts, somebody outside the team reviews, and it is published."""

from typing import Any

from inspections import gradings, letters, papers, queries, rules
from inspections.events import GradePublished
from inspections.models import ProviderComment, Visit
from inspections.services import keep
from inspections.states import LIFE, VisitState, VisitType
from registry_app.core import audit, clock
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish as tell
from registry_app.core.i18n import lazy as _
from registry_app.core.i18n import write_date
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.checks import speaks_for
from registry_app.providers.homes.states import Grade
from registry_app.providers.ties.queries import tied


@transactional
def comment(visit: Visit, *, words: str, actor: Any) -> ProviderComment:
    """The home corrects facts, or says that nothing is to be corrected; once, within five working days (rule I8)."""
    visit = locked(visit)
    speaks_for(actor, visit.home)
    if visit.comments_until is None or clock.today() > visit.comments_until:
        raise DomainError(_("The days to comment are over."))
    target = LIFE.target(visit.state, "comment")
    said = ProviderComment(visit_id=visit.id, given_by_id=actor.id)
    said.words = words or None
    with audit.deed("visit:comment", said, actor):
        pass
    with audit.deed("visit:commented", visit, actor):
        visit.state = target
    return said


def ready_for_review(visit: Visit) -> bool:
    """The home has commented, or its days to comment are over."""
    if visit.state is VisitState.COMMENTED:
        return True
    return visit.state is VisitState.SUBMITTED and visit.comments_until is not None and (
        clock.today() > visit.comments_until
    )  # fmt: skip


def na_to_confirm(visit: Visit) -> tuple[str, ...]:
    """Standards with so many NA that the reviewer confirms them (na_limits)."""
    framework = gradings.framework_of(visit)
    return rules.na_to_confirm(framework, visit.care_type.value, gradings.scores_of(visit.answers))


def outside_the_team(visit: Visit, actor: Any) -> None:
    """NotAllowed for whoever made the visit, works for those who run the home, or has a tie to it."""
    if any(member.user_id == actor.id for member in visit.team):
        raise NotAllowed(_("You were on this visit. Another person reviews it."))
    if actor.agency.value == visit.home.run_by.value:
        raise NotAllowed(_("Your department runs this home. Another department reviews it."))
    if tied(actor, visit.home_id):
        raise NotAllowed(_("You have a tie to this home. Another person reviews it."))


@transactional
def review(
    visit: Visit,
    *,
    actor: Any,
    note: str = "",
    lower_to: Grade | None = None,
    lower_reason: str = "",
    accept_sample_reason: bool = False,
    confirm_na: bool = False,
) -> Visit:
    """Confirm what the rules say, or lower it with a reason; never raise it (rule I4). By somebody not on the team."""
    visit = locked(visit)
    outside_the_team(visit, actor)
    target = LIFE.target(visit.state, "review")
    if not ready_for_review(visit):
        raise DomainError(_("The home may comment until %(day)s.", day=write_date(visit.comments_until)))
    unsure = na_to_confirm(visit)
    if unsure and not confirm_na:
        raise DomainError(_("Many answers of %(standards)s do not apply. Confirm that this is right.",
                            standards=", ".join(unsure)), "confirm_na")  # fmt: skip
    with audit.deed("visit:review", visit, actor, reason=lower_reason or None):
        visit.sample_reason_accepted = accept_sample_reason if visit.sample_reason else None
        keep(visit, gradings.of_visit(visit, **queries.under(visit)))
        visit.grade = visit.computed_grade
        _lower(visit, lower_to, lower_reason)
        visit.reviewed_at, visit.reviewed_by_id, visit.review_note = clock.now(), actor.id, note or None
        visit.state = target
    return visit


def _lower(visit: Visit, to: Grade | None, reason: str) -> None:
    if to is None:
        return
    if visit.computed_grade is None:
        raise DomainError(_("This visit has no grade to lower."), "lower_to")
    if not reason.strip():
        raise DomainError(_("Say why the grade is lowered."), "lower_reason")
    try:
        rules.lower(gradings.framework_of(visit), visit.computed_grade.value, to.value, reason)
    except rules.CannotRaise as error:
        raise DomainError(_("A grade can only be lowered, never raised."), "lower_to") from error
    visit.grade = visit.lowered_to = to
    visit.lowered_reason = reason


@transactional
def publish(visit: Visit, *, actor: Any) -> Visit:
    """The report stands; the home and the register follow. By somebody not on the team."""
    visit = locked(visit)
    outside_the_team(visit, actor)
    target = LIFE.target(visit.state, "publish")
    with audit.deed("visit:publish", visit, actor):
        visit.published_on, visit.published_by_id = clock.today(), actor.id
        visit.state = target
    before = queries.full_before(visit)
    tell_register(visit, actor)
    if visit.grade is Grade.D and before is not None and before.grade is Grade.D and visit.type is VisitType.FULL:
        letters.cancellation_review(visit.home, visit)
    papers.keep(visit, actor=actor)
    letters.published(visit)
    tell(GradePublished(home_id=visit.home_id, visit_id=visit.id))
    return visit


def tell_register(visit: Visit, actor: Any) -> None:
    """The home carries what a published visit says of its grade and of its gate."""
    if visit.grade is not None and _moves_the_grade(visit):
        homes.record_grade(
            visit.home, visit.grade, visit.day, visit.announced,
            [entry["rule"] for entry in visit.limited_by or []], _gate(visit), actor,
        )  # fmt: skip
    elif visit.protection_met is False and visit.home.protection_met:
        homes.record_protection_not_met(visit.home, actor=actor)


def _gate(visit: Visit) -> bool | None:
    """What the visit saw of the protection gate; a door that stayed shut takes back nothing that was found before."""
    if visit.protection_met is None and visit.home.protection_met is False:
        return False
    return visit.protection_met


def _moves_the_grade(visit: Visit) -> bool:
    """A full visit always does; a smaller one only where a limiting rule bites (scoring_rules.completeness)."""
    if visit.type is VisitType.FULL:
        return True
    framework, kept = gradings.framework_of(visit), visit.home.grade
    return (
        kept is not None and visit.grade is not None and framework.rank(visit.grade.value) > framework.rank(kept.value)
    )
