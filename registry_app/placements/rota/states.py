"""Words of the rota: parts of the day, why somebody is refused or struck, and what a shift lacks."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    VIEW_OWN = "rota:view-own"
    PLAN = "rota:plan"
    VIEW = "rota:view"
    STAND_DOWNS = "stand-down:list"
    STAND_DOWN = "stand-down:close"


class Part(StrEnum):
    """A day has two shifts."""

    DAY = "DAY"
    NIGHT = "NIGHT"


class Struck(StrEnum):
    """Why somebody is on a shift no longer."""

    NOT_CLEAR = "NOT_CLEAR"
    LEFT = "LEFT"
    TAKEN_OFF = "TAKEN_OFF"


class Lack(StrEnum):
    """What a shift lacks."""

    NOBODY = "NOBODY"
    TOO_FEW = "TOO_FEW"
    NO_WOMAN = "NO_WOMAN"
    NO_FIRST_AID = "NO_FIRST_AID"


class Refusal(StrEnum):
    """Why the rota refuses a person."""

    NOT_CLEAR = "NOT_CLEAR"
    PENDING = "PENDING"
    CHECK_ENDS = "CHECK_ENDS"
    NOT_STARTED = "NOT_STARTED"
    WOMAN_FIRST = "WOMAN_FIRST"


labels(
    {
        Part.DAY: _("Day shift"),
        Part.NIGHT: _("Night shift"),
        Struck.LEFT: _("Has left the home"),
        Struck.TAKEN_OFF: _("Taken off by the home"),
        Lack.NOBODY: _("Nobody is on this shift."),
        Lack.TOO_FEW: _("Too few adults for the children."),
        Lack.NO_WOMAN: _("Girls live here and no woman is on this shift."),
        Lack.NO_FIRST_AID: _("Nobody with first aid is on this shift."),
        Refusal.PENDING: _("Pending: not every check is in order. No contact with children."),
        Refusal.CHECK_ENDS: _("A check ends before that day. Give the new paper first."),
        Refusal.NOT_STARTED: _("Has not started yet on that day."),
        Refusal.WOMAN_FIRST: _("Girls live here. Put a woman on this night first."),
    }
)
# "NOT_CLEAR" of two enums is the same text, so each has its own call.
labels({Struck.NOT_CLEAR: _("Struck: may not be with children")})
labels({Refusal.NOT_CLEAR: _("Not clear: no contact with children.")})
