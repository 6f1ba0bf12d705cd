"""Words of bodies and meetings (gatekeeping.yaml `bodies`, `panel`)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "panel:view"
    VIEW_MEETING = "meeting:view"
    PLAN = "meeting:plan"
    LEAD = "meeting:lead"


class Template(StrEnum):
    """Which committee sits is notified, not coded."""

    DISTRICT_PANEL = "GB1"
    DCC_SUB_COMMITTEE = "GB2"
    CHILD_PROTECTION_COMMITTEE = "GB3"
    DIVISIONAL_PANEL = "GB4"


class SeatKind(StrEnum):
    CHAIR = "CHAIR"
    DEPUTY_CHAIR = "DEPUTY_CHAIR"
    HEALTH = "HEALTH"
    EDUCATION = "EDUCATION"
    POLICE = "POLICE"
    LAW = "LAW"
    CIVIL_SOCIETY = "CIVIL_SOCIETY"
    COMMUNITY = "COMMUNITY"


LEADING = frozenset({SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR})


class Presence(StrEnum):
    PRESENT = "PRESENT"
    BY_PHONE = "BY_PHONE"
    ABSENT = "ABSENT"


class Sitting(StrEnum):
    """Where a meeting stands. Roll call opens it; what is decided is decided while it sits."""

    PLANNED = "PLANNED"
    SITTING = "SITTING"
    CLOSED = "CLOSED"


LIFE: Lifecycle[Sitting] = Lifecycle(
    Sitting.PLANNED,
    move("open", Sitting.PLANNED, Sitting.SITTING, Permission.LEAD),
    move("close", (Sitting.PLANNED, Sitting.SITTING), Sitting.CLOSED, Permission.LEAD),
)

labels(
    {
        Template.DISTRICT_PANEL: _("District Gatekeeping Panel"),
        Template.DCC_SUB_COMMITTEE: _("Gatekeeping sub-committee of the District Coordination Committee"),
        Template.CHILD_PROTECTION_COMMITTEE: _("Child Protection Committee"),
        Template.DIVISIONAL_PANEL: _("Divisional panel"),
        SeatKind.CHAIR: _("Chair"),
        SeatKind.DEPUTY_CHAIR: _("Deputy chair"),
        SeatKind.HEALTH: _("Health or psychology"),
        SeatKind.EDUCATION: _("Education"),
        SeatKind.POLICE: _("Police, child protection"),
        SeatKind.LAW: _("Lawyer or legal aid"),
        SeatKind.CIVIL_SOCIETY: _("Civil society, child rights"),
        SeatKind.COMMUNITY: _("Community member"),
        Presence.PRESENT: _("Here"),
        Presence.BY_PHONE: _("By phone"),
        Presence.ABSENT: _("Not here"),
        Sitting.PLANNED: _("Planned"),
        Sitting.SITTING: _("Sitting now"),
        Sitting.CLOSED: _("Over"),
    }
)
