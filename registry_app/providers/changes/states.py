"""Kinds of changes, and the way of one from asking to the decision."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST_OWN = "change:list-own"
    ASK = "change:ask"
    VIEW_OWN = "change:view-own"
    WITHDRAW = "change:withdraw"
    QUEUE = "change:list"
    VIEW = "change:view"
    LOOK = "change:look-into"
    DECIDE = "change:decide"
    INVITE_OWNER = "change:invite-owner"


class ChangeKind(StrEnum):
    """registration.yaml `terms.CHANGE.events`."""

    OWNER = "OWNER"
    ADDRESS = "ADDRESS"
    RESPONSIBLE_PERSON = "RESPONSIBLE_PERSON"
    MANAGER = "MANAGER"
    CARE_TYPE = "CARE_TYPE"
    SEX_OR_AGE = "SEX_OR_AGE"
    CAPACITY = "CAPACITY"
    BUILDING_WORK = "BUILDING_WORK"


class ChangeState(StrEnum):
    ASKED = "ASKED"
    LOOKED_INTO = "LOOKED_INTO"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


C = ChangeState
OPEN = (C.ASKED, C.LOOKED_INTO)
LIFE: Lifecycle[ChangeState] = Lifecycle(
    C.ASKED,
    move("look", OPEN, C.LOOKED_INTO, Permission.LOOK),
    move("approve", C.LOOKED_INTO, C.APPROVED, Permission.DECIDE),
    move("refuse", C.LOOKED_INTO, C.REFUSED, Permission.DECIDE),
    move("withdraw", OPEN, C.WITHDRAWN, Permission.WITHDRAW),
)


class Answer(StrEnum):
    """What is advised, or decided."""

    APPROVE = "APPROVE"
    REFUSE = "REFUSE"


class ChangeBlock(StrEnum):
    """What stands against approving."""

    NOT_VISITED = "NOT_VISITED"
    PEOPLE_NOT_CLEAR = "PEOPLE_NOT_CLEAR"
    NO_WOMAN = "NO_WOMAN"
    BELOW_PRESENT = "BELOW_PRESENT"
    SPACE_NOT_KNOWN = "SPACE_NOT_KNOWN"
    ABOVE_SPACE = "ABOVE_SPACE"
    NOTHING_IN_FORCE = "NOTHING_IN_FORCE"
    VILLAGE_NOT_SMALL = "VILLAGE_NOT_SMALL"


labels(
    {
        ChangeKind.OWNER: _("Another owner"),
        ChangeKind.ADDRESS: _("Another address"),
        ChangeKind.RESPONSIBLE_PERSON: _("Another responsible person"),
        ChangeKind.MANAGER: _("Another manager"),
        ChangeKind.CARE_TYPE: _("Another kind of care"),
        ChangeKind.SEX_OR_AGE: _("Other children: girls, boys, ages"),
        ChangeKind.CAPACITY: _("More or fewer places"),
        ChangeKind.BUILDING_WORK: _("Building work"),
        C.ASKED: _("Asked for"),
        C.LOOKED_INTO: _("Looked into, waiting for the decision"),
        C.APPROVED: _("Approved"),
        C.REFUSED: _("Refused"),
        C.WITHDRAWN: _("Withdrawn"),
        Answer.APPROVE: _("Approve"),
        Answer.REFUSE: _("Refuse"),
        ChangeBlock.NOT_VISITED: _("Nobody has seen the home since this was asked for."),
        ChangeBlock.PEOPLE_NOT_CLEAR: _("The vetting of the new owner or manager is not clear."),
        ChangeBlock.NO_WOMAN: _("Girls would live here, but no woman is in charge."),
        ChangeBlock.BELOW_PRESENT: _("More children live there than there would be places."),
        ChangeBlock.SPACE_NOT_KNOWN: _("Write down beds and sleeping rooms before there are more places."),
        ChangeBlock.ABOVE_SPACE: _("Beds and sleeping rooms do not allow so many places."),
        ChangeBlock.VILLAGE_NOT_SMALL: _(
            "It is a children's village, and not every house is a small group home by the rule: it is residential."
        ),
        ChangeBlock.NOTHING_IN_FORCE: _("No authorisation of this home is in force that could be changed."),
    }
)
