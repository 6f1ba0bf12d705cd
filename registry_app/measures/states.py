"""Words and states of measures (registration.yaml `measures`, `unregistered_route`, `appeal`; README R17-R21)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST = "measure:list"
    VIEW = "measure:view"
    PREPARE = "measure:prepare"
    FOLLOW = "measure:follow"
    DECIDE = "measure:decide"
    SUSPEND_AT_ONCE = "measure:suspend-at-once"
    CONFIRM = "measure:confirm"
    LIFT = "measure:lift"
    DECIDE_APPEAL = "measure:decide-appeal"
    PLAN_CHILDREN = "measure:plan-children"
    LIST_OWN = "measure:list-own"
    VIEW_OWN = "measure:view-own"
    ANSWER = "measure:answer"
    CLOSE_OWN = "measure:close-own"
    TAKE_BACK = "measure:take-back"
    RUN_CLOCK = "measure:run-clock"


class MeasureKind(StrEnum):
    """The steps towards a home without authorisation, then the ladder of measures, then the holder's own closing."""

    PUBLIC_NOTICE = "PUBLIC_NOTICE"
    NOTICE_TO_APPLY = "NOTICE_TO_APPLY"
    SHOW_CAUSE = "SHOW_CAUSE"
    COURT_FILE = "COURT_FILE"
    ADVICE = "ADVICE"
    IMPROVEMENT_NOTICE = "IMPROVEMENT_NOTICE"
    CONDITION = "CONDITION"
    ADMISSIONS_FROZEN = "ADMISSIONS_FROZEN"
    SUSPENSION = "SUSPENSION"
    CANCELLATION = "CANCELLATION"
    CLOSURE_ORDER = "CLOSURE_ORDER"
    PROSECUTION = "PROSECUTION"
    VOLUNTARY_CLOSURE = "VOLUNTARY_CLOSURE"


K = MeasureKind
ROUTE = (K.PUBLIC_NOTICE, K.NOTICE_TO_APPLY, K.SHOW_CAUSE, K.COURT_FILE)
NOTICES = (K.PUBLIC_NOTICE, K.NOTICE_TO_APPLY, K.SHOW_CAUSE)
LADDER = (
    K.ADVICE, K.IMPROVEMENT_NOTICE, K.CONDITION, K.ADMISSIONS_FROZEN, K.SUSPENSION, K.CANCELLATION, K.CLOSURE_ORDER,
    K.PROSECUTION,
)  # fmt: skip
WAITING_KINDS = frozenset({K.CANCELLATION, K.CLOSURE_ORDER, K.VOLUNTARY_CLOSURE})
# While one of these is decided, no new child comes: a child who came now would have to leave again.
FREEZING_KINDS = frozenset({K.ADMISSIONS_FROZEN, *WAITING_KINDS})
COURT_KINDS = frozenset({K.COURT_FILE, K.CLOSURE_ORDER, K.PROSECUTION})


class MeasureState(StrEnum):
    """PROPOSED is known to the office alone; WAITING is decided and takes effect on a day to come."""

    PROPOSED = "PROPOSED"
    NOTICED = "NOTICED"
    WAITING = "WAITING"
    IN_FORCE = "IN_FORCE"
    RECOMMENDED = "RECOMMENDED"
    DROPPED = "DROPPED"
    LIFTED = "LIFTED"
    ENDED = "ENDED"
    SET_ASIDE = "SET_ASIDE"


M = MeasureState
OPEN = (M.PROPOSED, M.NOTICED, M.WAITING, M.IN_FORCE)
DECIDED = (M.WAITING, M.IN_FORCE, M.LIFTED, M.ENDED, M.SET_ASIDE)
LIFE: Lifecycle[MeasureState] = Lifecycle(
    M.PROPOSED,
    move("notify", M.PROPOSED, M.NOTICED, Permission.FOLLOW),
    move("decide", (M.PROPOSED, M.NOTICED, M.RECOMMENDED), M.IN_FORCE, Permission.DECIDE),
    move("decide_later", (M.PROPOSED, M.NOTICED, M.RECOMMENDED), M.WAITING, Permission.DECIDE),
    move("recommend", (M.PROPOSED, M.NOTICED), M.RECOMMENDED, Permission.DECIDE),
    move("drop", (M.PROPOSED, M.NOTICED, M.RECOMMENDED), M.DROPPED, Permission.FOLLOW),
    move("take_effect", M.WAITING, M.IN_FORCE, Permission.RUN_CLOCK),
    move("lift", (M.WAITING, M.IN_FORCE), M.LIFTED, Permission.LIFT),
    move("take_back", M.WAITING, M.LIFTED, Permission.TAKE_BACK),
    move("end", M.IN_FORCE, M.ENDED, Permission.RUN_CLOCK),
    move("set_aside", (M.WAITING, M.IN_FORCE), M.SET_ASIDE, Permission.DECIDE_APPEAL),
)


class Ground(StrEnum):
    """`cancellation_grounds`, and what stands before them for a home that has no authorisation."""

    STANDARDS_NOT_KEPT = "STANDARDS_NOT_KEPT"
    CONDITION_BROKEN = "CONDITION_BROKEN"
    LAW_BROKEN = "LAW_BROKEN"
    NOT_FIT_AND_PROPER = "NOT_FIT_AND_PROPER"
    UNFIT_PERSON_USED = "UNFIT_PERSON_USED"
    FALSE_DATA = "FALSE_DATA"
    TWO_D_GRADES = "TWO_D_GRADES"
    OBSTRUCTION = "OBSTRUCTION"
    MONEY_FROM_CHILDREN = "MONEY_FROM_CHILDREN"
    CRITICAL_DANGER = "CRITICAL_DANGER"
    NOT_REGISTERED = "NOT_REGISTERED"
    DID_NOT_APPLY = "DID_NOT_APPLY"
    OWN_WISH = "OWN_WISH"


CANCELLATION_GROUNDS = tuple(Ground)[:9]


class PaperKind(StrEnum):
    """A letter of a measure. A recommendation goes to the office that holds the power, never to the home."""

    NOTICE = "NOTICE"
    DECISION = "DECISION"
    RECOMMENDATION = "RECOMMENDATION"
    CONFIRMATION = "CONFIRMATION"


class ServedBy(StrEnum):
    """How a letter reached the home."""

    BY_HAND = "BY_HAND"
    REGISTERED_POST = "REGISTERED_POST"
    PASTED_AT_THE_DOOR = "PASTED_AT_THE_DOOR"
    NEWSPAPER = "NEWSPAPER"
    THROUGH_COURT = "THROUGH_COURT"


class AppealOutcome(StrEnum):
    UPHELD = "UPHELD"
    SET_ASIDE = "SET_ASIDE"


class NextPlace(StrEnum):
    """Where a child goes before a home closes; the gatekeeping body decides every new place (`wind_down`)."""

    FAMILY = "FAMILY"
    FAMILY_CARE = "FAMILY_CARE"
    OTHER_HOME = "OTHER_HOME"
    OWN_LIFE = "OWN_LIFE"


class Lacking(StrEnum):
    """What a measure still needs before it can be decided."""

    WRONG_HOME = "WRONG_HOME"
    AFTER_NOTICE_TO_APPLY = "AFTER_NOTICE_TO_APPLY"
    AFTER_SHOW_CAUSE = "AFTER_SHOW_CAUSE"
    RUNNING_ALREADY = "RUNNING_ALREADY"
    NO_POWER = "NO_POWER"
    ORDER_ANEW = "ORDER_ANEW"
    ALONE_AGAIN = "ALONE_AGAIN"
    GROUND = "GROUND"
    REASONS = "REASONS"
    CONDITION = "CONDITION"
    NOTICE = "NOTICE"
    ANSWER_TIME = "ANSWER_TIME"
    HEARING = "HEARING"
    CHILD_PLAN = "CHILD_PLAN"
    LAST_DAY = "LAST_DAY"
    EFFECT_DAY = "EFFECT_DAY"
    OUTSIDE_MEMBER = "OUTSIDE_MEMBER"


labels(
    {
        K.PUBLIC_NOTICE: _("Public notice"),
        K.NOTICE_TO_APPLY: _("Notice to apply"),
        K.SHOW_CAUSE: _("Show-cause notice"),
        K.COURT_FILE: _("Court file"),
        K.ADVICE: _("Advice"),
        K.IMPROVEMENT_NOTICE: _("Improvement notice"),
        K.CONDITION: _("Condition"),
        K.ADMISSIONS_FROZEN: _("Admissions frozen"),
        K.SUSPENSION: _("Suspension"),
        K.CANCELLATION: _("Cancellation"),
        K.CLOSURE_ORDER: _("Closure order through the court"),
        K.PROSECUTION: _("Prosecution"),
        K.VOLUNTARY_CLOSURE: _("Closing by its owner"),
    }
)
labels(
    {
        M.PROPOSED: _("Prepared"),
        M.NOTICED: _("Notice given"),
        M.WAITING: _("Decided, not yet in effect"),
        M.IN_FORCE: _("In force"),
        M.RECOMMENDED: _("Recommended"),
        M.DROPPED: _("Not pursued"),
        M.LIFTED: _("Lifted"),
        M.ENDED: _("Ended"),
        M.SET_ASIDE: _("Set aside on appeal"),
        Ground.STANDARDS_NOT_KEPT: _("The standards of care are not kept."),
        Ground.CONDITION_BROKEN: _("A condition was broken."),
        Ground.LAW_BROKEN: _("The law was broken."),
        Ground.NOT_FIT_AND_PROPER: _("The holder is not fit and proper."),
        Ground.UNFIT_PERSON_USED: _("A person who must not work with children works there."),
        Ground.FALSE_DATA: _("False information was given."),
        Ground.TWO_D_GRADES: _("Two visits running ended with grade D."),
        Ground.OBSTRUCTION: _("Inspectors were kept from doing their work."),
        Ground.MONEY_FROM_CHILDREN: _("Money was made from the children."),
        Ground.CRITICAL_DANGER: _("Children are in danger."),
        Ground.NOT_REGISTERED: _("Children live there without an authorisation."),
        Ground.DID_NOT_APPLY: _("Notice was given, its term is over, and no application came."),
        Ground.OWN_WISH: _("The holder wishes to close."),
        PaperKind.NOTICE: _("Notice"),
        PaperKind.DECISION: _("Decision"),
        PaperKind.RECOMMENDATION: _("Recommendation"),
        PaperKind.CONFIRMATION: _("Confirmation"),
        ServedBy.BY_HAND: _("By hand, signed for"),
        ServedBy.REGISTERED_POST: _("By registered post"),
        ServedBy.PASTED_AT_THE_DOOR: _("Pasted at the door, before two witnesses"),
        ServedBy.NEWSPAPER: _("In a newspaper"),
        ServedBy.THROUGH_COURT: _("Through the court"),
        AppealOutcome.UPHELD: _("The measure stands"),
        NextPlace.FAMILY: _("With parents or relatives"),
        NextPlace.FAMILY_CARE: _("In foster care, kafalah or with a guardian"),
        NextPlace.OTHER_HOME: _("In another home that is authorised"),
        NextPlace.OWN_LIFE: _("Grown up, living on their own with support"),
    }
)
labels(
    {
        Lacking.WRONG_HOME: _("This step does not fit where the home stands now."),
        Lacking.AFTER_NOTICE_TO_APPLY: _(
            "First comes a notice to apply, and its last day must be over. Only danger to children goes before it."
        ),
        Lacking.AFTER_SHOW_CAUSE: _(
            "First the home is asked to show cause, and has answered or let the day pass. Only danger goes before it."
        ),
        Lacking.RUNNING_ALREADY: _("The same measure is already under way for this home."),
        Lacking.NO_POWER: _("It is recommended already. It can be decided once the power for it is in force."),
        Lacking.ORDER_ANEW: _(
            "A suspension that one person orders alone is ordered anew, on the day on which it begins."
        ),
        Lacking.ALONE_AGAIN: _(
            "A suspension ordered alone ended here without a hearing in the last 90 days. Prepare an ordinary "
            "suspension: another person decides it after the hearing."
        ),
        Lacking.GROUND: _("Choose at least one ground."),
        Lacking.REASONS: _("Write what happened, with dates."),
        Lacking.CONDITION: _("Choose the condition."),
        Lacking.NOTICE: _("Give notice with the reasons first."),
        Lacking.ANSWER_TIME: _("The home may still answer. Decide after its answer or after the last day for it."),
        Lacking.HEARING: _("Hear the home first, on a day of which it had notice."),
        Lacking.CHILD_PLAN: _("Say what happens to the children who live there."),
        Lacking.LAST_DAY: _("Choose a last day within the term of this measure."),
        Lacking.EFFECT_DAY: _("Choose a day within the time for winding down."),
        Lacking.OUTSIDE_MEMBER: _("Name the outside member: a government home is not decided without one."),
    }
)
labels({AppealOutcome.SET_ASIDE: _("The measure is set aside")})
