"""Why two records may be one home, and what a person said about it."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "twin:view"
    DECIDE = "twin:decide"


class Why(StrEnum):
    """What two records share."""

    NAME = "NAME"
    PLACE = "PLACE"
    PEOPLE = "PEOPLE"


class Verdict(StrEnum):
    """What is said of a pair."""

    OPEN = "OPEN"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"


V = Verdict
LIFE: Lifecycle[Verdict] = Lifecycle(
    V.OPEN,
    move("say_same", V.OPEN, V.SAME, Permission.DECIDE),
    move("say_different", V.OPEN, V.DIFFERENT, Permission.DECIDE),
    move("look_again", (V.SAME, V.DIFFERENT), V.OPEN, Permission.DECIDE),
)

labels(
    {
        Why.NAME: _("Name"),
        Why.PLACE: _("Place"),
        Why.PEOPLE: _("Person or phone"),
        Verdict.OPEN: _("Not decided"),
        Verdict.SAME: _("The same home"),
        Verdict.DIFFERENT: _("Two homes"),
    }
)
