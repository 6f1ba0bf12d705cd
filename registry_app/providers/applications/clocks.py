"""The clocks of one application as it is stored: for the office, for the applicant, and kept on it for the queue."""

from datetime import date, datetime

from registry_app.core import clock
from registry_app.core.workdays import karachi_date
from registry_app.places import gazetteer
from registry_app.providers.applications import rules, timing
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import ENDED, State, TimedStep
from registry_app.providers.applications.timing import Clock, Moments


def _day(moment: datetime | None) -> date | None:
    return karachi_date(moment) if moment else None


def moments(application: Application) -> Moments | None:
    """What happened so far, in days of Karachi; None for a draft and for what has ended."""
    submitted = _day(application.submitted_at)
    if submitted is None or application.state in ENDED or application.state is State.DRAFT:
        return None
    return Moments(
        state=application.state.value,
        since=karachi_date(application.state_since),
        submitted=submitted,
        stood_still=application.stood_still_days,
        returned=_day(application.returned_at),
        return_by=application.return_by,
        completed=_day(application.completed_at),
        vetted=application.vetted_on,
        gate=application.gate_on,
        visited=application.visited_on,
        recommended=_day(application.recommended_at),
        recommendation=application.recommendation.value if application.recommendation else None,
        hear_from=application.hear_from,
        heard=application.heard_on,
        reopened=application.reopened_on,
    )


def running(application: Application, today: date) -> list[Clock]:
    """Every clock that runs, that of the open step first and that of the decision last; none when nothing waits."""
    at = moments(application)
    if at is None:
        return []
    return timing.running(at, rules.limits(application.form_version), gazetteer.holidays(), today)


def pressing(application: Application, today: date) -> Clock | None:
    """The clock that ends first of those that somebody can be late on; what stands still comes last."""
    found = [one for one in running(application, today) if one.step is not TimedStep.HEARING]
    return min(found, key=lambda one: (one.still, one.by), default=None)


def of_decision(application: Application, today: date) -> Clock | None:
    """The clock of the whole."""
    return next((one for one in running(application, today) if one.step is TimedStep.DECISION), None)


def keep_due(application: Application) -> None:
    """Keep by when somebody must do something next. Needs an open transaction; called inside its deed."""
    at = moments(application)
    if at is None:
        application.due_on = None
        return
    application.due_on = timing.due_on(at, rules.limits(application.form_version), gazetteer.holidays())


def today_of(application: Application) -> list[Clock]:
    """`running` on the day it is."""
    return running(application, clock.today())
