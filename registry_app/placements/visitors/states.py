"""Who writes in a visitors' book, who does what was asked, and how far that is."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    LIST_OWN = "visitors-book:list-own"
    WRITE_OWN = "visitors-book:write-own"
    REPORT_OWN = "visitors-book:report-own"
    LIST = "visitors-book:list"
    WRITE = "visitors-book:write"
    FOLLOW = "visitors-book:follow"
    QUEUE = "visitors-book:queue"


class Visitor(StrEnum):
    """Whose office brings the visitor here (domain README 1.3: the High Court has magistrates visit homes)."""

    MAGISTRATE = "MAGISTRATE"
    JUDGE = "JUDGE"
    COMMISSION = "COMMISSION"
    DEPUTY_COMMISSIONER = "DEPUTY_COMMISSIONER"
    OTHER = "OTHER"


class Owner(StrEnum):
    """Who has to do what the visitor asked."""

    HOME = "HOME"
    SWD = "SWD"
    SCPA = "SCPA"
    CPU = "CPU"


class Step(StrEnum):
    """What happened to the action of an entry: told done by the home, sent back, or seen done by an officer."""

    REPORTED = "REPORTED"
    RETURNED = "RETURNED"
    DONE = "DONE"


class Standing(StrEnum):
    """How far the action of an entry is, by its last step."""

    OPEN = "OPEN"
    REPORTED = "REPORTED"
    DONE = "DONE"


labels(
    {
        Visitor.MAGISTRATE: _("Magistrate"),
        Visitor.JUDGE: _("Judge"),
        Visitor.COMMISSION: _("Commission"),
        Visitor.DEPUTY_COMMISSIONER: _("Deputy Commissioner"),
        Visitor.OTHER: _("Another authority"),
        Owner.HOME: _("The home"),
        Owner.SWD: _("Social Welfare Department"),
        Owner.SCPA: _("Sindh Child Protection Authority"),
        Owner.CPU: _("Child Protection Unit"),
        Step.REPORTED: _("The home says it is done"),
        Step.RETURNED: _("Sent back: not yet done"),
        Step.DONE: _("Seen done"),
    }
)
labels(
    {
        Standing.OPEN: _("Open"),
        Standing.REPORTED: _("Waits for an officer to look"),
        Standing.DONE: _("Done"),
    }
)
