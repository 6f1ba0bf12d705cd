"""Words of these reviews: what keeps a child off the list of one vote, and where an item of a meeting stands."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    QUEUE = "legacy-review:queue"
    PROGRESS = "legacy-review:progress"
    VIEW = "legacy-review:view"
    PREPARE = "legacy-review:prepare"
    AGENDA = "legacy-review:agenda"
    PULL_OUT = "legacy-review:pull-out"
    DECLARE = "legacy-review:declare-interest"
    DECIDE = "legacy-review:decide"


class Bar(StrEnum):
    """Why a stay may not be confirmed together with others."""

    UNDER_SIX = "UNDER_SIX"
    LIVING_PARENT = "LIVING_PARENT"
    PARENTS_NOT_KNOWN = "PARENTS_NOT_KNOWN"
    CHILD_OBJECTS = "CHILD_OBJECTS"
    PARENT_OBJECTS = "PARENT_OBJECTS"
    LONG_IN_CARE = "LONG_IN_CARE"
    CHANGED = "CHANGED"
    BIRTHDAY = "BIRTHDAY"
    HOME_FELL = "HOME_FELL"
    NOT_HEARD = "NOT_HEARD"
    PULLED_OUT = "PULLED_OUT"


class Why(StrEnum):
    """What took a child off the one vote, or out of the meeting."""

    MEMBER = "MEMBER"
    RULES = "RULES"
    VOTE = "VOTE"
    QUORUM = "QUORUM"
    NOT_REACHED = "NOT_REACHED"


class ItemState(StrEnum):
    """Where the review of one child stands in one meeting."""

    TOGETHER = "TOGETHER"
    SINGLE = "SINGLE"
    CONTINUES = "CONTINUES"
    NEEDS_DECISION = "NEEDS_DECISION"
    DROPPED = "DROPPED"


ITEM_LIFE: Lifecycle[ItemState] = Lifecycle(
    ItemState.TOGETHER,
    move("pull_out", ItemState.TOGETHER, ItemState.SINGLE, Permission.PULL_OUT),
    move("confirm", (ItemState.TOGETHER, ItemState.SINGLE), ItemState.CONTINUES, Permission.DECIDE),
    move("ask_for_case", ItemState.SINGLE, ItemState.NEEDS_DECISION, Permission.DECIDE),
    move("drop", (ItemState.TOGETHER, ItemState.SINGLE), ItemState.DROPPED, Permission.DECIDE),
)
WAITING = (ItemState.TOGETHER, ItemState.SINGLE)
SETTLED = (ItemState.CONTINUES, ItemState.NEEDS_DECISION)

labels(
    {
        Bar.UNDER_SIX: _("The child is under six, or may be"),
        Bar.LIVING_PARENT: _("A parent lives"),
        Bar.PARENTS_NOT_KNOWN: _("It is not known whether a parent lives"),
        Bar.CHILD_OBJECTS: _("The child does not want to stay"),
        Bar.PARENT_OBJECTS: _("A parent objects"),
        Bar.LONG_IN_CARE: _("Over 12 months in care"),
        Bar.CHANGED: _("Something has changed"),
        Bar.BIRTHDAY: _("A birthday since the last look asks for a new one"),
        Bar.HOME_FELL: _("The home is graded D, suspended, or without a valid certificate after having one"),
        Bar.NOT_HEARD: _("What the child says is not written down, or is too old"),
        Bar.PULLED_OUT: _("A member wants to look at it alone"),
    }
)
labels(
    {
        ItemState.TOGETHER: _("On the list of one vote"),
        ItemState.SINGLE: _("To be looked at alone"),
        ItemState.CONTINUES: _("The stay continues"),
        ItemState.NEEDS_DECISION: _("The panel must decide: make it a case"),
        ItemState.DROPPED: _("Not in this meeting: too few may vote on it"),
    }
)
labels(
    {
        Why.MEMBER: _("A member pulled it out"),
        Why.RULES: _("The rules do not let it be confirmed with others"),
        Why.VOTE: _("The votes did not carry it"),
        Why.QUORUM: _("Too few members may vote on this child"),
        Why.NOT_REACHED: _("The meeting ended before it"),
    }
)
