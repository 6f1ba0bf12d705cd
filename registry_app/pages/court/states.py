"""Who reads the court report, its formats, and where a home can stand in it."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.pages.reports.states import Format


class Permission(StrEnum):
    READ_COURT = "report:read-court"


FORMATS = (Format.PDF, Format.XLSX, Format.JSON)


class Place(StrEnum):
    """Where a home stands on a day; each known home has exactly one. (An enum of the report, not of the register.)"""

    AUTHORISED = "AUTHORISED"
    IN_PROCESS = "IN_PROCESS"
    NOTICE_SERVED = "NOTICE_SERVED"
    NEVER_APPLIED = "NEVER_APPLIED"
    APPLIED_BEFORE = "APPLIED_BEFORE"
    FEDERAL = "FEDERAL"
    BEING_BUILT = "BEING_BUILT"
    SUSPENDED = "SUSPENDED"
    EXPIRED = "EXPIRED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    CLOSED = "CLOSED"


class LastVisit(StrEnum):
    """How the last visit of a home by a day was."""

    WITHOUT_NOTICE = "WITHOUT_NOTICE"
    WITH_NOTICE = "WITH_NOTICE"
    NOT_SAID = "NOT_SAID"
    NEVER = "NEVER"


class BroughtBy(StrEnum):
    """Who brought a child; what is written otherwise counts as OTHER, and nothing as NOT_SAID."""

    POLICE = "POLICE"
    HOSPITAL = "HOSPITAL"
    CPU = "CPU"
    RELATIVE = "RELATIVE"
    PUBLIC = "PUBLIC"
    CRADLE = "CRADLE"
    ALONE = "ALONE"
    OTHER = "OTHER"
    NOT_SAID = "NOT_SAID"


class Notable(StrEnum):
    """Ways out, and dangers, that courts and the Assembly ask for by name (domain README 1.3)."""

    GUARDIANSHIP = "GUARDIANSHIP"
    KAFALAH = "KAFALAH"
    MARRIED = "MARRIED"
    MARRIAGE_PLAN = "MARRIAGE_PLAN"
    MARRIAGE_PLAN_TOLD = "MARRIAGE_PLAN_TOLD"
    ABROAD_BY_COURT = "ABROAD_BY_COURT"
    ABROAD_OTHERWISE = "ABROAD_OTHERWISE"
    OTHER_PROVINCE = "OTHER_PROVINCE"
    MISSING = "MISSING"
    DIED = "DIED"


labels(
    {
        Place.AUTHORISED: _("Authorised"),
        Place.IN_PROCESS: _("Application in process"),
        Place.NOTICE_SERVED: _("Not registered, notice served"),
        Place.NEVER_APPLIED: _("Never applied"),
        Place.APPLIED_BEFORE: _("Applied earlier, nothing came of it"),
        Place.FEDERAL: _("Federal (Pakistan Bait-ul-Mal), not authorised here"),
        Place.BEING_BUILT: _("Being built"),
        Place.SUSPENDED: _("Suspended"),
        Place.EXPIRED: _("Authorisation ended"),
        Place.REFUSED: _("Refused"),
        Place.CANCELLED: _("Cancelled"),
        Place.CLOSED: _("Closed"),
    }
)
labels(
    {
        LastVisit.WITHOUT_NOTICE: _("Without notice"),
        LastVisit.WITH_NOTICE: _("With notice"),
        LastVisit.NOT_SAID: _("With or without notice: not recorded"),
        LastVisit.NEVER: _("Never visited"),
    }
)
labels(
    {
        BroughtBy.POLICE: _("The police"),
        BroughtBy.HOSPITAL: _("A hospital"),
        BroughtBy.CPU: _("The Child Protection Unit"),
        BroughtBy.RELATIVE: _("A parent or relative"),
        BroughtBy.PUBLIC: _("Somebody from the street or the neighbourhood"),
        BroughtBy.CRADLE: _("Left in the cradle or at the door"),
        BroughtBy.ALONE: _("The child came alone"),
        BroughtBy.OTHER: _("Somebody else"),
        BroughtBy.NOT_SAID: _("Not recorded"),
    }
)
labels(
    {
        Notable.GUARDIANSHIP: _("Handed to a guardian by a court's order"),
        Notable.KAFALAH: _("Handed to a kafil family by a court's order"),
        Notable.MARRIED: _("Married as an adult, with own consent"),
        Notable.MARRIAGE_PLAN: _("Plans to marry off a child that became known"),
        Notable.MARRIAGE_PLAN_TOLD: _("Of these plans: told to the police"),
        Notable.ABROAD_BY_COURT: _("Moved abroad by a court's order"),
        Notable.ABROAD_OTHERWISE: _("Went abroad another way (consulate, UNHCR, or as an adult)"),
        Notable.OTHER_PROVINCE: _("To another province, through its authority"),
        Notable.MISSING: _("Missing"),
        Notable.DIED: _("Died"),
    }
)
