"""Where an invitation stands."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "team:view"
    INVITE = "team:invite"
    HAND_OVER = "team:hand-over"
    LEAVE = "team:leave"
    JOIN = "team:join"


class Invited(StrEnum):
    """An invitation that is open too long has lapsed, whatever its row says."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    TAKEN_BACK = "TAKEN_BACK"


class Hindrance(StrEnum):
    """Why somebody cannot leave."""

    NOT_THERE = "NOT_THERE"
    LAST_ONE = "LAST_ONE"
    LAST_OWNER = "LAST_OWNER"


LIFE: Lifecycle[Invited] = Lifecycle(
    Invited.OPEN,
    move("accept", Invited.OPEN, Invited.ACCEPTED, Permission.JOIN),
    move("take_back", Invited.OPEN, Invited.TAKEN_BACK, Permission.INVITE),
)

labels(
    {
        Invited.OPEN: _("Invited"),
        Invited.ACCEPTED: _("Came in"),
        Invited.TAKEN_BACK: _("Invitation taken back"),
        Hindrance.NOT_THERE: _("This person does not belong to it any more."),
        Hindrance.LAST_ONE: _("You are the only one. Invite somebody and hand over first."),
        Hindrance.LAST_OWNER: _("It would be left without an owner. Hand over to somebody first."),
    }
)
