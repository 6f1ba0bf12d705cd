"""Words of an arrival: who brought the child, how it is, what became of the notice."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    BEGIN = "arrival:begin"
    LIST_OWN = "arrival:list-own"
    VIEW_OWN = "arrival:view-own"
    LIST = "arrival:list"
    VIEW = "arrival:view"
    SEND_FOR = "arrival:send-for-a-home"
    SEE = "arrival:see"
    TRACE = "arrival:trace"
    SETTLE = "arrival:settle"
    OPEN_PHOTO = "arrival:open-photo"
    OPEN_RECEIVER = "arrival:open-receiver"
    DESK_LIST = "arrival:desk-list"
    DESK_SEND = "arrival:desk-send"
    CLOCK = "arrival:clock"


class Via(StrEnum):
    """Who sent the notice; police and hospital by the mouth of an officer who calls them back."""

    HOME = "HOME"
    DESK = "DESK"
    CPU = "CPU"
    POLICE = "POLICE"
    HOSPITAL = "HOSPITAL"


BY_MOUTH = frozenset({Via.POLICE, Via.HOSPITAL})


class Group(StrEnum):
    """Why several children came together."""

    FLOOD = "FLOOD"
    RAID = "RAID"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


class BroughtBy(StrEnum):
    POLICE = "POLICE"
    HOSPITAL = "HOSPITAL"
    CPU = "CPU"
    RELATIVE = "RELATIVE"
    PUBLIC = "PUBLIC"
    CRADLE = "CRADLE"
    ALONE = "ALONE"


class Condition(StrEnum):
    """How the child is, as one sees it at the door."""

    WELL = "WELL"
    TIRED = "TIRED"
    AFRAID = "AFRAID"
    ILL = "ILL"
    HURT = "HURT"


URGENT = frozenset({Condition.ILL, Condition.HURT})


class Found(StrEnum):
    """How the child was found (README 9b)."""

    BEGGING = "BEGGING"
    LABOUR = "LABOUR"
    DRUGS = "DRUGS"
    SCAVENGING = "SCAVENGING"
    NEGLECT = "NEGLECT"
    SEXUAL_ABUSE = "SEXUAL_ABUSE"
    LOST = "LOST"
    ABANDONED = "ABANDONED"
    DISASTER = "DISASTER"
    NOT_SAID = "NOT_SAID"


class State(StrEnum):
    """Where a notice stands."""

    SENT = "SENT"
    SEEN = "SEEN"
    SETTLED = "SETTLED"


class SeenBy(StrEnum):
    """Who saw the child, not over the phone."""

    CPO = "CPO"
    DOCTOR = "DOCTOR"
    POLICE_WOMAN = "POLICE_WOMAN"
    OTHER_OFFICER = "OTHER_OFFICER"


class Trace(StrEnum):
    """A step of looking for the family, and the numbers that come of it."""

    ZARRA = "ZARRA"
    POLICE_LIST = "POLICE_LIST"
    FIR = "FIR"
    HELPLINE = "HELPLINE"
    VISIT = "VISIT"
    CALL = "CALL"
    NOTICE = "NOTICE"
    OTHER = "OTHER"


NUMBERED = frozenset({Trace.ZARRA, Trace.POLICE_LIST, Trace.FIR})


class Outcome(StrEnum):
    """What came of an arrival by day 7 (gatekeeping.yaml `stays` ARRIVAL)."""

    HOME = "HOME"
    RELATIVES = "RELATIVES"
    HANDED_OVER = "HANDED_OVER"
    EMERGENCY = "EMERGENCY"
    PANEL_DATE = "PANEL_DATE"


LEAVES = frozenset({Outcome.HOME, Outcome.RELATIVES, Outcome.HANDED_OVER})
"""After these the child is no longer in the home, and somebody signed for it."""

LIFE = Lifecycle(
    State.SENT,
    move("see", State.SENT, State.SEEN, Permission.SEE),
    move("settle", State.SEEN, State.SETTLED, Permission.SETTLE),
)

labels(
    {
        Via.HOME: _("The home itself"),
        Via.DESK: _("Helpline 1121"),
        Via.CPU: _("Child Protection Unit"),
        Via.POLICE: _("Police, by telephone"),
        Via.HOSPITAL: _("Hospital, by telephone"),
    }
)
labels(
    {
        Group.FLOOD: _("A flood or another disaster"),
        Group.RAID: _("A raid or a rescue"),
        Group.FAMILY: _("Brothers and sisters"),
        Group.OTHER: _("Another reason"),
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
    }
)
labels(
    {
        Condition.WELL: _("Well"),
        Condition.TIRED: _("Hungry or very tired"),
        Condition.AFRAID: _("Afraid, or does not speak"),
        Condition.ILL: _("Ill"),
        Condition.HURT: _("Hurt"),
    }
)
labels(
    {
        Found.BEGGING: _("Begging"),
        Found.LABOUR: _("At work"),
        Found.DRUGS: _("With drugs"),
        Found.SCAVENGING: _("Collecting scrap"),
        Found.NEGLECT: _("Not cared for"),
        Found.SEXUAL_ABUSE: _("Sexually abused"),
        Found.LOST: _("Lost or run away"),
        Found.ABANDONED: _("Left by the family"),
        Found.DISASTER: _("In a flood or disaster"),
        Found.NOT_SAID: _("Not known"),
    }
)
labels({State.SENT: _("Not seen yet"), State.SEEN: _("Seen"), State.SETTLED: _("Settled")})
labels(
    {
        SeenBy.CPO: _("An officer of the Child Protection Unit"),
        SeenBy.DOCTOR: _("A doctor or nurse"),
        SeenBy.POLICE_WOMAN: _("A woman police officer"),
        SeenBy.OTHER_OFFICER: _("Another officer"),
    }
)
labels(
    {
        Trace.ZARRA: _("Number in the ZARRA list of missing children"),
        Trace.POLICE_LIST: _("Number in the missing children list of the police"),
        Trace.FIR: _("Number of the FIR"),
        Trace.HELPLINE: _("Asked the helpline and other helplines"),
        Trace.VISIT: _("Visit to a place the child names"),
        Trace.CALL: _("Telephone call"),
        Trace.NOTICE: _("Notice in the neighbourhood, without a picture of the child"),
        Trace.OTHER: _("Another way"),
    }
)
labels(
    {
        Outcome.HOME: _("Home to the parents, with a receipt"),
        Outcome.RELATIVES: _("With relatives, with a receipt"),
        Outcome.HANDED_OVER: _("Handed over to another place, with a receipt"),
        Outcome.EMERGENCY: _("Stays as an emergency, approved"),
        Outcome.PANEL_DATE: _("Stays, with a date before the panel"),
    }
)
