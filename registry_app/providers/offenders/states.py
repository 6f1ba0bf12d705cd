"""Where an entry of the list stands, who may move it, and in which words the list is asked."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST = "offender:list"
    VIEW = "offender:view"
    PROPOSE = "offender:propose"
    WITHDRAW = "offender:withdraw"
    NOTIFY = "offender:notify"
    RECORD_ANSWER = "offender:record-answer"
    DECIDE = "offender:decide"
    RECORD_APPEAL = "offender:record-appeal"
    DECIDE_APPEAL = "offender:decide-appeal"
    CORRECT = "offender:correct"
    EXPIRE = "offender:expire"
    ASK = "offender:ask"
    QUESTIONS = "offender:questions"


class State(StrEnum):
    """From a proposal to the list, and off it again."""

    PROPOSED = "PROPOSED"
    NOTICED = "NOTICED"
    ANSWERED = "ANSWERED"
    RECOMMENDED = "RECOMMENDED"
    LISTED = "LISTED"
    APPEALED = "APPEALED"
    NOT_LISTED = "NOT_LISTED"
    WITHDRAWN = "WITHDRAWN"
    REMOVED = "REMOVED"
    EXPIRED = "EXPIRED"


S = State
# An appeal never lifts a safety measure (complaints.yaml `stay`): whoever appeals stays on the list meanwhile.
ON_LIST = (S.LISTED, S.APPEALED)
OPEN = (S.PROPOSED, S.NOTICED, S.ANSWERED, S.RECOMMENDED)
ENDED = (S.NOT_LISTED, S.WITHDRAWN, S.REMOVED, S.EXPIRED)
READY = (S.NOTICED, S.ANSWERED, S.RECOMMENDED)
LIFE: Lifecycle[State] = Lifecycle(
    S.PROPOSED,
    move("notify", S.PROPOSED, S.NOTICED, Permission.NOTIFY),
    move("answer", S.NOTICED, S.ANSWERED, Permission.RECORD_ANSWER),
    move("list", READY, S.LISTED, Permission.DECIDE),
    move("recommend", (S.NOTICED, S.ANSWERED), S.RECOMMENDED, Permission.DECIDE),
    move("decline", READY, S.NOT_LISTED, Permission.DECIDE),
    move("withdraw", OPEN, S.WITHDRAWN, Permission.WITHDRAW),
    move("appeal", S.LISTED, S.APPEALED, Permission.RECORD_APPEAL),
    move("uphold", S.APPEALED, S.LISTED, Permission.DECIDE_APPEAL),
    move("allow", S.APPEALED, S.REMOVED, Permission.DECIDE_APPEAL),
    move("correct", ON_LIST, S.REMOVED, Permission.CORRECT),
    move("expire", ON_LIST, S.EXPIRED, Permission.EXPIRE),
)


class Ground(StrEnum):
    """What a proposal rests on: the final finding of a competent body (complaints.yaml `offender_registry`)."""

    COURT_CONVICTION = "COURT_CONVICTION"
    COURT_FINDING = "COURT_FINDING"
    AUTHORITY_FINDING = "AUTHORITY_FINDING"


class NoticeMeans(StrEnum):
    """How the notice reached the person."""

    BY_HAND = "BY_HAND"
    REGISTERED_POST = "REGISTERED_POST"
    AT_LAST_ADDRESS = "AT_LAST_ADDRESS"


class Purpose(StrEnum):
    """Why somebody asks whether a person is on the list."""

    WORK_WITH_CHILDREN = "WORK_WITH_CHILDREN"
    FAMILY_CARE = "FAMILY_CARE"
    OFFICE_OR_PANEL = "OFFICE_OR_PANEL"
    INQUIRY = "INQUIRY"


class LetterKind(StrEnum):
    """Letters to the person, or to the office that holds the power."""

    NOTICE = "NOTICE"
    DECISION = "DECISION"


labels(
    {
        S.PROPOSED: _("Proposed"),
        S.NOTICED: _("Notice served"),
        S.ANSWERED: _("Answered"),
        S.RECOMMENDED: _("Recommended, not on the list"),
        S.LISTED: _("On the list"),
        S.APPEALED: _("On the list, appeal running"),
        S.NOT_LISTED: _("Not put on the list"),
        S.WITHDRAWN: _("Proposal taken back"),
        S.REMOVED: _("Taken off the list"),
        S.EXPIRED: _("No longer on the list, term over"),
        Ground.COURT_CONVICTION: _("Conviction by a court"),
        Ground.COURT_FINDING: _("Finding of a court without conviction"),
        Ground.AUTHORITY_FINDING: _("Finding of a panel of the Authority after a hearing"),
        NoticeMeans.BY_HAND: _("Given into the person's hand"),
        NoticeMeans.REGISTERED_POST: _("Registered post, with the receipt"),
        NoticeMeans.AT_LAST_ADDRESS: _("Left at the last known address before two witnesses"),
        Purpose.WORK_WITH_CHILDREN: _("Work with children"),
        Purpose.FAMILY_CARE: _("Care of a child in a family"),
        Purpose.OFFICE_OR_PANEL: _("A seat in an office, a panel or an inspection team"),
        Purpose.INQUIRY: _("An inquiry into harm to a child"),
        LetterKind.NOTICE: _("Notice to the person"),
        LetterKind.DECISION: _("Letter of the decision"),
    }
)
