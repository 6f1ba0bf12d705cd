"""What follows a leaving: the review of a death, and the plan to marry off a child, which is never a leaving."""

from datetime import date
from typing import Any

from registry_app.core import audit, clock, events
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements.exits import queries
from registry_app.placements.exits.events import MarriagePlanned
from registry_app.placements.exits.models import DeathReview, MarriagePlan
from registry_app.placements.exits.states import Cause
from registry_app.placements.models import Stay
from registry_app.placements.states import Exit


@transactional
def report_marriage_plan(stay: Stay, *, actor: Any) -> MarriagePlan:
    """A child is to be married: kept at once as danger (P1), also when it was only tried as a way out.

    Tried again while the police have not been told, it is the same plan.
    """
    if stay.ended_at is not None:
        raise DomainError(_("This stay has ended already."))
    if stay.child.age(clock.today()) >= 18:
        raise DomainError(_("By the age recorded this person is 18 or older: whom to marry is her or his own choice."))
    before = queries.plan_of(locked(stay))
    if before is not None and before.police_on is None:
        return before
    plan = MarriagePlan(stay_id=stay.id, reported_by=actor.id)
    with audit.deed("marriage-plan:report", plan, actor):
        pass
    events.publish(MarriagePlanned(plan.id))
    return plan


@transactional
def tell_police(
    plan: MarriagePlan, *, police_on: date, police_number: str, actor: Any, planned_on: date | None = None,
    story: str | None = None,
) -> MarriagePlan:  # fmt: skip
    """The police know: day and number of their diary, written once (Sindh Child Marriage Restraint Act 2013)."""
    plan = locked(plan)
    if plan.police_on is not None:
        raise DomainError(_("The police were told already. What was written stays."))
    if police_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "police_on")
    if not police_number.strip():
        raise DomainError(_("Write the number in the diary of the police station."), "police_number")
    with audit.deed("marriage-plan:tell-police", plan, actor):
        plan.police_on, plan.police_number, plan.police_by = police_on, police_number.strip(), actor.id
        plan.police_recorded_at = clock.now()
        plan.planned_on = planned_on
        if story:
            plan.story = story
    return plan


@transactional
def review_death(
    stay: Stay, *, held_on: date, cause: Cause, certified_by: str, findings: str, actor: Any,
    burial_place: str | None = None, burial_number: str | None = None,
) -> DeathReview:  # fmt: skip
    """What the review of a death found. It needs a cause that is known and the grave; it is written once."""
    left = stay.leaving
    if left.exit is not Exit.DIED or left.ended_at is None:
        raise DomainError(_("There is no death to review."))
    if queries.review_of(locked(stay)) is not None:
        raise DomainError(_("This death was reviewed already. What was written stays."))
    if not clock.local(left.ended_at).date() <= held_on <= clock.today():
        raise DomainError(_("The review is held after the death, and not later than today."), "held_on")
    if cause is Cause.NOT_YET_KNOWN:
        raise DomainError(_("The review says of what the child died."), "cause")
    review = DeathReview(
        stay_id=stay.id, held_on=held_on, cause=cause, certified_by=_filled(certified_by, "certified_by"),
        burial_number=_filled(burial_number or left.burial_number, "burial_number"), recorded_by=actor.id,
    )  # fmt: skip
    review.burial_place = _filled(burial_place or left.burial_place, "burial_place")
    review.findings = _filled(findings, "findings")
    with audit.deed("death:review", review, actor):
        pass
    return review


def _filled(words: str | None, field: str) -> str:
    if not (words or "").strip():
        raise DomainError(_("Fill in this box."), field)
    return str(words).strip()
