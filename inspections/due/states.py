"""The parts of a home's risk. Why a home is due is told by `inspections.states.Why`."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class RiskPart(StrEnum):
    """planning-0.1.yaml `score`, in the order in which the parts are shown."""

    CALLED = "called"
    ACTIONS = "actions"
    ACTIONS_OVERDUE = "actions_overdue"
    GRADE = "grade"
    LATE = "late"
    THEMES = "themes"
    SILENCE = "silence"
    NEW_CHILDREN = "new_children"
    AGE = "age"
    CARE = "care"


labels(
    {
        RiskPart.CALLED: _("A visit was asked for"),
        RiskPart.ACTIONS: _("Open actions"),
        RiskPart.ACTIONS_OVERDUE: _("Overdue actions"),
        RiskPart.GRADE: _("Last grade"),
        RiskPart.LATE: _("Visit overdue"),
        RiskPart.THEMES: _("What children tell"),
        RiskPart.SILENCE: _("Silence"),
        RiskPart.NEW_CHILDREN: _("New children"),
        RiskPart.AGE: _("Age of the grade"),
        RiskPart.CARE: _("Kind of care"),
    }
)
