"""Words and states of notices of intent and of opinions on need (registration.yaml `steps` no. 1, `need`; R14)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST_OWN = "need:list-own"
    GIVE = "need:give"
    VIEW_OWN = "need:view-own"
    WITHDRAW = "need:withdraw"
    LIST = "need:list"
    VIEW = "need:view"
    ANSWER = "need:answer"
    OPINE = "need:opine"


class IntentState(StrEnum):
    """GIVEN waits for the Authority; nothing that was answered is taken back."""

    GIVEN = "GIVEN"
    ANSWERED = "ANSWERED"
    TAKEN_BACK = "TAKEN_BACK"


N = IntentState
LIFE: Lifecycle[IntentState] = Lifecycle(
    N.GIVEN,
    move("answer", N.GIVEN, N.ANSWERED, Permission.ANSWER),
    move("take_back", N.GIVEN, N.TAKEN_BACK, Permission.WITHDRAW),
)


class Need(StrEnum):
    """What the Authority thinks; never a refusal by itself."""

    NEEDED = "NEEDED"
    NOT_NEEDED = "NOT_NEEDED"


labels(
    {
        N.GIVEN: _("Waiting for the opinion"),
        N.ANSWERED: _("Answered"),
        N.TAKEN_BACK: _("Taken back"),
        Need.NEEDED: _("A need is declared"),
        Need.NOT_NEEDED: _("No need is declared"),
    }
)
