"""The office that lets a clock of an application run out is told so, once for each clock."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry_app.accounts.states import Role
from registry_app.core import audit
from registry_app.core.db import db, transactional
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers import telling
from registry_app.providers.applications import clocks
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import IN_OFFICE, TimedStep
from registry_app.providers.applications.timing import Clock

WHO: dict[TimedStep, tuple[Role, ...]] = {
    TimedStep.COMPLETENESS: (Role.REGISTRY_OFFICER,),
    TimedStep.VETTING: (Role.REGISTRY_OFFICER,),
    TimedStep.VISIT: (Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR),
    TimedStep.GATE: (Role.CPU_HEAD,),
    TimedStep.RECOMMENDATION: (Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR),
    TimedStep.DECISION: (Role.AUTHORISER, Role.SCPA_DG),
}
"""Whose step it is. The applicant's own days end with the application itself, and a hearing has no last day."""


class _Late:
    """Words with the step and the application's number, put together in the reader's language."""

    def __init__(self, words: Any, application: Application, step: TimedStep) -> None:
        self.words, self.number, self.step = words, application.number, step

    def __str__(self) -> str:
        return str(self.words) % {"number": self.number, "step": label(self.step)}


@transactional
def tell_late(today: date) -> int:
    """Write to the offices whose last day for an application is over; how many clocks were said to be late."""
    query = select(Application).where(Application.state.in_(IN_OFFICE), Application.home_id.is_not(None))
    late = [
        (application, one)
        for application in db.session.scalars(query.order_by(Application.id).options(selectinload(Application.home)))
        for one in clocks.running(application, today)
        if one.late and one.step in WHO
    ]
    for application, one in late:
        _tell(application, one)
    if late:
        audit.note("application:tell-late", None, None, changes={"late": [None, len(late)]})
    return len(late)


def _tell(application: Application, one: Clock) -> None:
    assert application.home is not None
    telling.tell(
        telling.offices_for(application.home, *WHO[one.step]),
        _Late(_("The last day for application %(number)s is over"), application, one.step),
        _Late(
            _("Application %(number)s: the last day of this step is over: %(step)s. Sign in and take it now."),
            application,
            one.step,
        ),
        f"application-late:{application.id}:{one.step.value}:{one.by.isoformat()}",
    )
