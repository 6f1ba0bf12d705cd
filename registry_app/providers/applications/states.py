"""Where an application stands, whose turn it is, and who may move it (registration.yaml `states`, `steps`)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    START = "application:start"
    RENEW = "application:renew"
    VIEW = "application:view"
    VIEW_AS_APPLICANT = "application:view-own"
    FILL = "application:fill"
    SEND = "application:send"
    ANSWER = "application:answer"
    REPLY = "application:reply"
    WITHDRAW = "application:withdraw"
    CHECK = "application:check"
    VET = "application:vet"
    RECORD_VISIT = "application:record-visit"
    RECOMMEND = "application:recommend"
    DECIDE = "application:decide"
    LAPSE = "application:lapse"
    HELP = "application:help"
    REOPEN = "application:reopen"


class State(StrEnum):
    """registration.yaml `states.application`."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    COMPLETE = "COMPLETE"
    VETTING = "VETTING"
    VISITED = "VISITED"
    RECOMMENDED = "RECOMMENDED"
    DECIDED = "DECIDED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"


IN_OFFICE = (State.SUBMITTED, State.COMPLETE, State.VETTING, State.VISITED, State.RECOMMENDED)
LIVE = (State.DRAFT, State.RETURNED, *IN_OFFICE)
ENDED = (State.DECIDED, State.WITHDRAWN, State.LAPSED)
REOPENED = {State.RECOMMENDED: "decide_again", State.VISITED: "recommend_again", State.VETTING: "look_again"}
"""Where a decision that was set aside sends its application, and by which arrow."""

LIFE: Lifecycle[State] = Lifecycle(
    State.DRAFT,
    move("send", State.DRAFT, State.SUBMITTED, Permission.SEND),
    move("return", State.SUBMITTED, State.RETURNED, Permission.CHECK),
    move("answer", State.RETURNED, State.SUBMITTED, Permission.ANSWER),
    move("complete", State.SUBMITTED, State.COMPLETE, Permission.CHECK),
    move("start_vetting", State.COMPLETE, State.VETTING, Permission.VET),
    # Vetting and the visit run side by side (step 4 and 5), so that a visit never waits for somebody to press a button.
    move("record_visit", (State.COMPLETE, State.VETTING), State.VISITED, Permission.RECORD_VISIT),
    move("recommend", State.VISITED, State.RECOMMENDED, Permission.RECOMMEND),
    move("decide", State.RECOMMENDED, State.DECIDED, Permission.DECIDE),
    move("withdraw", LIVE, State.WITHDRAWN, Permission.WITHDRAW),
    move("lapse", State.RETURNED, State.LAPSED, Permission.LAPSE),
    *(move(action, State.DECIDED, target, Permission.REOPEN) for target, action in REOPENED.items()),
)


class Turn(StrEnum):
    """Who has to do something next; the clock of the decision runs only in the office's turn."""

    APPLICANT = "APPLICANT"
    OFFICE = "OFFICE"
    NOBODY = "NOBODY"


def turn(state: State) -> Turn:
    """Whose turn it is in this state."""
    if state in (State.DRAFT, State.RETURNED):
        return Turn.APPLICANT
    return Turn.OFFICE if state in IN_OFFICE else Turn.NOBODY


class TimedStep(StrEnum):
    """The steps of registration.yaml that have a clock of their own."""

    COMPLETENESS = "COMPLETENESS"
    ANSWERS = "ANSWERS"
    VETTING = "VETTING"
    VISIT = "VISIT"
    GATE = "GATE"
    RECOMMENDATION = "RECOMMENDATION"
    HEARING = "HEARING"
    DECISION = "DECISION"


class Track(StrEnum):
    """registration.yaml `tracks`."""

    FACILITIES = "TRK-A"
    FAMILY = "TRK-B"
    GOVERNMENT = "TRK-C"
    LOOK_ALIKES = "TRK-D"


class Decision(StrEnum):
    """registration.yaml `states.authorisation_kind`, or a refusal."""

    FULL = "FULL"
    CONDITIONAL = "CONDITIONAL"
    PROVISIONAL = "PROVISIONAL"
    REFUSED = "REFUSED"


class PaperMeans(StrEnum):
    """How a paper reaches the office."""

    UPLOAD = "UPLOAD"
    BRING = "BRING"


class Helper(StrEnum):
    """Who fills the task list in beside the applicant."""

    OFFICER = "OFFICER"
    TRUSTED = "TRUSTED"


class HelpStage(StrEnum):
    """How far help is: everything is read back to the applicant, who then signs. A later change begins it again."""

    OPEN = "OPEN"
    READ_BACK = "READ_BACK"
    SIGNED = "SIGNED"
    ENDED = "ENDED"


class TaskStatus(StrEnum):
    """The only statuses of the task list (ux.md 1.1)."""

    NOT_STARTED = "NOT_STARTED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    CANNOT_START_YET = "CANNOT_START_YET"
    PROBLEM = "PROBLEM"


labels(
    {
        State.DRAFT: _("Not sent yet"),
        State.SUBMITTED: _("Sent, being checked"),
        State.RETURNED: _("Questions for the applicant"),
        State.COMPLETE: _("Complete"),
        State.VETTING: _("People are being checked"),
        State.VISITED: _("Visited"),
        State.RECOMMENDED: _("Recommended, waiting for the decision"),
        State.DECIDED: _("Decided"),
        State.WITHDRAWN: _("Withdrawn"),
        State.LAPSED: _("Ended without an answer"),
        Turn.APPLICANT: _("It is the applicant's turn"),
        Turn.OFFICE: _("It is the office's turn"),
        Turn.NOBODY: _("Nothing is waiting"),
        Track.FACILITIES: _("Homes and schemes"),
        Track.FAMILY: _("Family carers"),
        Track.GOVERNMENT: _("Homes run by government"),
        Track.LOOK_ALIKES: _("Hostels, madaris with boarders and centres"),
        Decision.FULL: _("Authorised"),
        Decision.CONDITIONAL: _("Authorised with conditions"),
        Decision.PROVISIONAL: _("Authorised for a short time"),
        Decision.REFUSED: _("Refused"),
        PaperMeans.UPLOAD: _("Sent as a photo or file"),
        PaperMeans.BRING: _("Will be brought to the office"),
        Helper.OFFICER: _("An officer"),
        Helper.TRUSTED: _("A trusted person"),
        HelpStage.OPEN: _("Being filled in"),
        HelpStage.READ_BACK: _("Read back"),
        HelpStage.SIGNED: _("Read back and signed"),
        HelpStage.ENDED: _("Help ended"),
        TaskStatus.NOT_STARTED: _("Not started"),
        TaskStatus.IN_PROGRESS: _("In progress"),
        TaskStatus.COMPLETED: _("Completed"),
        TaskStatus.CANNOT_START_YET: _("Cannot start yet"),
        TaskStatus.PROBLEM: _("There is a problem"),
    }
)
# Steps and states are partly the same text, so each enum has its own call.
labels(
    {
        TimedStep.COMPLETENESS: _("Check whether it is complete"),
        TimedStep.ANSWERS: _("The applicant answers"),
        TimedStep.VETTING: _("Check the people"),
        TimedStep.VISIT: _("Visit the home"),
        TimedStep.GATE: _("See whether children can complain"),
        TimedStep.RECOMMENDATION: _("Recommend"),
        TimedStep.HEARING: _("Hearing, not before"),
        TimedStep.DECISION: _("Decide"),
    }
)
