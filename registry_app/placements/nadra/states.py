"""How far a child's sheet is, why an office refuses, and over what an affidavit for NADRA gives no say."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST_OWN = "nadra:list-own"
    CHANGE_OWN = "nadra:change-own"
    PRINT_OWN = "nadra:print-own"
    OVERVIEW = "nadra:overview"
    OF_HOME = "nadra:of-home"
    CONFIRM = "nadra:confirm"


class SheetState(StrEnum):
    """Where the sheet of one child stands."""

    PREPARED = "PREPARED"
    SIGNED = "SIGNED"
    SENT = "SENT"
    REGISTERED = "REGISTERED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    MORE_ASKED = "MORE_ASKED"
    TAKEN_BACK = "TAKEN_BACK"


class StepKind(StrEnum):
    """What happened to a sheet; each is one line that stays."""

    SIGNED = "SIGNED"
    SENT = "SENT"
    COPIED = "COPIED"
    REGISTERED = "REGISTERED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    MORE_ASKED = "MORE_ASKED"
    TAKEN_BACK = "TAKEN_BACK"


class Office(StrEnum):
    """Where a pack goes."""

    NADRA = "NADRA"
    UNION_COUNCIL = "UNION_COUNCIL"


class Given(StrEnum):
    """What the office gave. A birth registration is not yet a B-Form."""

    B_FORM = "B_FORM"
    BIRTH_REGISTRATION = "BIRTH_REGISTRATION"


class Refusal(StrEnum):
    """Why an office did not register the child."""

    PARENTS_ASKED = "PARENTS_ASKED"
    HEAD_NOT_ACCEPTED = "HEAD_NOT_ACCEPTED"
    HOME_NOT_ACCEPTED = "HOME_NOT_ACCEPTED"
    AGE_DOUBTED = "AGE_DOUBTED"
    PAPERS_MISSING = "PAPERS_MISSING"
    REGISTERED_BEFORE = "REGISTERED_BEFORE"
    NO_REASON = "NO_REASON"
    OTHER = "OTHER"


class Matter(StrEnum):
    """What only a guardian by order of a court, the child's own word and the law decide about."""

    PHOTOGRAPHS = "PHOTOGRAPHS"
    COMPLAINTS = "COMPLAINTS"
    MARRIAGE = "MARRIAGE"
    TRAVEL = "TRAVEL"


S = SheetState
OPEN_STATES = (S.PREPARED, S.SIGNED, S.SENT)
ANSWERS = (S.REGISTERED, S.REFUSED, S.MORE_ASKED)
LIFE = Lifecycle(
    S.PREPARED,
    move("sign", S.PREPARED, S.SIGNED, Permission.CHANGE_OWN),
    move("send", S.SIGNED, S.SENT, Permission.CHANGE_OWN),
    move("copy", S.SENT, S.SENT, Permission.CHANGE_OWN),
    move("register", S.SENT, S.REGISTERED, Permission.CHANGE_OWN),
    move("refuse", S.SENT, S.REFUSED, Permission.CHANGE_OWN),
    move("ask_more", S.SENT, S.MORE_ASKED, Permission.CHANGE_OWN),
    move("take_back", (S.PREPARED, S.SIGNED), S.TAKEN_BACK, Permission.CHANGE_OWN),
    # The child left that home before the answer came; whoever may make the next sheet does this, never the home itself.
    move("leave_behind", (S.PREPARED, S.SIGNED, S.SENT), S.TAKEN_BACK, Permission.CHANGE_OWN),
    move("confirm", S.REGISTERED, S.CONFIRMED, Permission.CONFIRM),
    move("correct_sent", S.SENT, S.SENT, Permission.CHANGE_OWN),
    move("correct_registered", ANSWERS, S.REGISTERED, Permission.CHANGE_OWN),
    move("correct_refused", ANSWERS, S.REFUSED, Permission.CHANGE_OWN),
    move("correct_more_asked", ANSWERS, S.MORE_ASKED, Permission.CHANGE_OWN),
)

labels(
    {
        S.PREPARED: _("Sheet made, to be signed"),
        S.SIGNED: _("Signed by the head, to be sent"),
        S.SENT: _("Sent, no answer yet"),
        S.REGISTERED: _("Registered, says the home"),
        S.CONFIRMED: _("Registered, paper seen"),
        S.REFUSED: _("Refused"),
        S.MORE_ASKED: _("More was asked for"),
        S.TAKEN_BACK: _("Sheet taken back"),
    }
)
labels(
    {
        StepKind.SIGNED: _("The head signed"),
        StepKind.SENT: _("Sent"),
        StepKind.COPIED: _("Copy given to the union council"),
        StepKind.REGISTERED: _("Registered"),
        StepKind.CONFIRMED: _("The unit saw the paper"),
        StepKind.REFUSED: _("Refused"),
        StepKind.MORE_ASKED: _("More was asked for"),
        StepKind.TAKEN_BACK: _("Sheet taken back"),
    }
)
labels(
    {
        Office.NADRA: _("NADRA"),
        Office.UNION_COUNCIL: _("Union council"),
        Given.B_FORM: _("B-Form"),
        Given.BIRTH_REGISTRATION: _("Birth registration of the union council, not yet a B-Form"),
        Refusal.PARENTS_ASKED: _("Details of the parents were asked for"),
        Refusal.HEAD_NOT_ACCEPTED: _("The word of the head was not accepted"),
        Refusal.HOME_NOT_ACCEPTED: _("The home was not accepted"),
        Refusal.AGE_DOUBTED: _("The age was doubted"),
        Refusal.PAPERS_MISSING: _("A paper was missing"),
        Refusal.REGISTERED_BEFORE: _("The child is registered already"),
        Refusal.NO_REASON: _("No reason was given"),
        Refusal.OTHER: _("Another reason"),
        Matter.PHOTOGRAPHS: _("Photographs"),
        Matter.COMPLAINTS: _("Complaints"),
        Matter.MARRIAGE: _("Marriage"),
        Matter.TRAVEL: _("Travel"),
    }
)
