"""The clocks of an application: limits as data, days in, days out (registration.yaml `steps`; domain rule R3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from registry_app.core import rulebook
from registry_app.core.workdays import working_day_after
from registry_app.providers.applications.states import HelpStage

PACKAGE = "registry_app.providers"


@dataclass(frozen=True)
class Limits:
    """How long each step may take. Days are calendar days unless the name says working days."""

    intent_working_days: int
    completeness_working_days: int
    answer_days: int
    returns: int
    vetting_days: int
    visit_days: int
    recommendation_days: int
    hearing_notice_days: int
    decision_days: int
    provisional_days: int
    appeal_days: int
    phone_link_minutes: int


def book(version: str) -> Any:
    """The parsed form book of this version: limits, tracks, sections, papers. Read-only."""
    return rulebook.body(rulebook.exact(PACKAGE, "applications", version))


def limits(version: str) -> Limits:
    """The limits of a version of the form book."""
    return Limits(**book(version)["limits"])


def completeness_by(submitted: date, limit: Limits, holidays: Collection[date]) -> date:
    """The last day on which the office says: complete, or these questions."""
    return working_day_after(submitted, limit.completeness_working_days, holidays)


def answer_by(returned: date, limit: Limits) -> date:
    """The last day on which the applicant may answer; that day still counts."""
    return returned + timedelta(days=limit.answer_days)


def visit_by(complete: date, limit: Limits) -> date:
    """The last day for the visit before registration."""
    return complete + timedelta(days=limit.visit_days)


def vetting_by(complete: date, limit: Limits) -> date:
    """The last day for the vetting, which runs beside the visit."""
    return complete + timedelta(days=limit.vetting_days)


def recommendation_by(visited: date, limit: Limits) -> date:
    """The last day for the recommendation after the visit."""
    return visited + timedelta(days=limit.recommendation_days)


def decision_by(submitted: date, stood_still: int, returned: date | None, today: date, limit: Limits) -> date:
    """The last day for the decision, which moves on by every day it was, or is, the applicant's turn.

    `stood_still`: days of past returns; `returned`: since when it lies with the applicant now, None when it does not.
    """
    waiting = (today - returned).days if returned else 0
    return submitted + timedelta(days=limit.decision_days + stood_still + max(waiting, 0))


def days_left(last: date, today: date) -> int:
    """Days until `last`; below zero when it is past."""
    return (last - today).days


def appeal_by(decided: date, limit: Limits) -> date:
    """The last day to ask for a review of the decision; that day still counts."""
    return decided + timedelta(days=limit.appeal_days)


def help_stage(
    saved: datetime, read_back: datetime | None, signed: datetime | None, ended: datetime | None
) -> HelpStage:
    """How far help is. What was read back or signed before the last change counts no more."""
    if ended is not None:
        return HelpStage.ENDED
    if read_back is None or read_back < saved:
        return HelpStage.OPEN
    return HelpStage.SIGNED if signed is not None and signed >= read_back else HelpStage.READ_BACK
