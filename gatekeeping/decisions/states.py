"""Words of decisions (gatekeeping.yaml `procedure` steps 9-11, `panel`)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Choice(StrEnum):
    FOR = "FOR"
    AGAINST = "AGAINST"
    ABSTAIN = "ABSTAIN"


class Outcome(StrEnum):
    APPROVE = "APPROVE"
    APPROVE_WITH_CONDITIONS = "APPROVE_WITH_CONDITIONS"
    DEFER = "DEFER"
    REJECT = "REJECT"


APPROVING = frozenset({Outcome.APPROVE, Outcome.APPROVE_WITH_CONDITIONS})


class Office(StrEnum):
    """Who may lift what: the ladder of persons, upwards (`override_ladder`)."""

    CPU_HEAD = "CPU_HEAD"
    PANEL_CHAIR = "PANEL_CHAIR"
    PANEL = "PANEL"
    SWD_DIRECTOR = "SWD_DIRECTOR"
    SCPA_DG = "SCPA_DG"
    COURT = "COURT"


labels(
    {
        Choice.FOR: _("In favour"),
        Choice.AGAINST: _("Against"),
        Choice.ABSTAIN: _("Did not vote"),
        Outcome.APPROVE: _("Approved"),
        Outcome.APPROVE_WITH_CONDITIONS: _("Approved with conditions"),
        Outcome.DEFER: _("Put off, with a question to answer"),
        Outcome.REJECT: _("Not approved"),
        Office.CPU_HEAD: _("Head of the Child Protection Unit"),
        Office.PANEL_CHAIR: _("Chair of the panel"),
        Office.PANEL: _("Panel"),
        Office.SWD_DIRECTOR: _("Director, Social Welfare Department"),
        Office.SCPA_DG: _("Director General, SCPA"),
        Office.COURT: _("Court"),
    }
)
