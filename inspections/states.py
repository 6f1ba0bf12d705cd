"""Words and states of visits and of the actions that follow them (standards_of_care.yaml `visit_types`, `severity`)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    DAY = "visit:day"
    PLAN = "visit:plan"
    PLAN_HERE = "visit:plan-here"
    CHANGE_TEAM = "visit:change-team"
    BRIEF = "visit:brief"
    FILL = "visit:fill"
    CANCEL = "visit:cancel"
    ACKNOWLEDGE = "visit:acknowledge-team"
    QUEUE = "visit:queue"
    VIEW = "visit:view"
    REVIEW = "visit:review"
    PUBLISH = "visit:publish"
    VIEW_AS_PROVIDER = "visit:view-own"
    COMMENT = "visit:comment"
    VIEW_ACTION = "action:view"
    PROVE = "action:prove"
    VERIFY = "action:verify"
    ANSWER_COMMENT = "visit:answer-comment"
    PROPOSE_CORRECTION = "visit:propose-correction"
    DECIDE_CORRECTION = "visit:decide-correction"
    APPEAL = "visit:appeal"
    DECIDE_APPEAL = "visit:decide-appeal"


class VisitType(StrEnum):
    PRE_REGISTRATION = "PRE_REGISTRATION"
    FULL = "FULL"
    MONITORING = "MONITORING"
    FOLLOW_UP = "FOLLOW_UP"
    THEMATIC = "THEMATIC"
    RESPONSIVE = "RESPONSIVE"


class VisitState(StrEnum):
    PLANNED = "PLANNED"
    UNDER_WAY = "UNDER_WAY"
    SUBMITTED = "SUBMITTED"
    COMMENTED = "COMMENTED"
    REVIEWED = "REVIEWED"
    PUBLISHED = "PUBLISHED"
    CANCELLED = "CANCELLED"


V = VisitState
LIFE: Lifecycle[VisitState] = Lifecycle(
    V.PLANNED,
    move("arrive", V.PLANNED, V.UNDER_WAY, Permission.FILL),
    move("change_team", V.PLANNED, V.PLANNED, Permission.CHANGE_TEAM),
    move("cancel", V.PLANNED, V.CANCELLED, Permission.CANCEL),
    move("submit", V.UNDER_WAY, V.SUBMITTED, Permission.FILL),
    move("comment", V.SUBMITTED, V.COMMENTED, Permission.COMMENT),
    move("review", (V.SUBMITTED, V.COMMENTED), V.REVIEWED, Permission.REVIEW),
    move("publish", V.REVIEWED, V.PUBLISHED, Permission.PUBLISH),
)
OPEN = (V.PLANNED, V.UNDER_WAY)
AT_THE_OFFICE = (V.SUBMITTED, V.COMMENTED, V.REVIEWED, V.PUBLISHED)


class TeamRole(StrEnum):
    LEAD = "LEAD"
    MEMBER = "MEMBER"


class Mark(StrEnum):
    """The answer to a criterion; no answer at all means that it was not seen yet."""

    NOT_MET = "0"
    PARTLY = "1"
    MET = "2"
    EMBEDDED = "3"
    NA = "NA"


class Method(StrEnum):
    """How something came to be known (standards_of_care.yaml `methods`)."""

    DOCUMENT = "document"
    OBSERVATION = "observation"
    TALK_WITH_CHILD = "talk_with_child"
    TALK_WITH_STAFF_OR_CARER = "talk_with_staff_or_carer"
    TALK_WITH_FAMILY_OR_CASE_WORKER = "talk_with_family_or_case_worker"


class Entry(StrEnum):
    """Was the team let in? A refusal is a result, not a failure of the visit (L8)."""

    LET_IN = "LET_IN"
    LATE = "LATE"
    REFUSED = "REFUSED"


class Danger(StrEnum):
    """What is looked at before anything else."""

    CHILD_HURT = "CHILD_HURT"
    LOCKED_IN = "LOCKED_IN"
    EXIT_BLOCKED = "EXIT_BLOCKED"
    UNSAFE_ADULT = "UNSAFE_ADULT"
    NO_FOOD_OR_WATER = "NO_FOOD_OR_WATER"
    CHILD_MISSING = "CHILD_MISSING"


class Signature(StrEnum):
    SIGNED = "SIGNED"
    WOULD_NOT_SIGN = "WOULD_NOT_SIGN"


class Severity(StrEnum):
    CRITICAL = "CRITICAL"
    MAJOR = "MAJOR"
    MODERATE = "MODERATE"
    MINOR = "MINOR"


class ActionState(StrEnum):
    OPEN = "OPEN"
    PROVED = "PROVED"
    VERIFIED = "VERIFIED"


class VerifiedBy(StrEnum):
    VISIT = "VISIT"
    EVIDENCE = "EVIDENCE"


A = ActionState
ACTION_LIFE: Lifecycle[ActionState] = Lifecycle(
    A.OPEN,
    move("prove", (A.OPEN, A.PROVED), A.PROVED, Permission.PROVE),
    move("return", A.PROVED, A.OPEN, Permission.VERIFY),
    move("verify", (A.OPEN, A.PROVED), A.VERIFIED, Permission.VERIFY),
)


class CorrectionState(StrEnum):
    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"


C = CorrectionState
CORRECTION_LIFE: Lifecycle[CorrectionState] = Lifecycle(
    C.PROPOSED,
    move("approve", C.PROPOSED, C.APPROVED, Permission.DECIDE_CORRECTION),
    move("refuse", C.PROPOSED, C.REFUSED, Permission.DECIDE_CORRECTION),
)


class GradeAppealState(StrEnum):
    """Where an appeal against a grade stands; a wrong fact is then mended by a correction, never by hand."""

    FILED = "FILED"
    STANDS = "STANDS"
    WRONG_FACT = "WRONG_FACT"


G = GradeAppealState
APPEAL_LIFE: Lifecycle[GradeAppealState] = Lifecycle(
    G.FILED,
    move("uphold", G.FILED, G.STANDS, Permission.DECIDE_APPEAL),
    move("allow", G.FILED, G.WRONG_FACT, Permission.DECIDE_APPEAL),
)


class TeamLack(StrEnum):
    """What a team lacks; the approver acknowledges it. Only a conflict of interest refuses."""

    TEAM_TOO_SMALL = "TEAM_TOO_SMALL"
    NO_WOMAN = "NO_WOMAN"
    NO_HEALTH_PROFESSIONAL = "NO_HEALTH_PROFESSIONAL"
    LEAD_NOT_A_WOMAN = "LEAD_NOT_A_WOMAN"
    SAME_INSPECTOR = "SAME_INSPECTOR"


class Why(StrEnum):
    """Why a home is due for a visit, the most pressing first."""

    CRITICAL_OPEN = "CRITICAL_OPEN"
    CALLED_FOR = "CALLED_FOR"
    TWO_MAJOR_OVERDUE = "TWO_MAJOR_OVERDUE"
    BEFORE_REGISTRATION = "BEFORE_REGISTRATION"
    FOLLOW_UP_DUE = "FOLLOW_UP_DUE"
    FULL_DUE = "FULL_DUE"
    NEVER_GRADED = "NEVER_GRADED"
    ACTIONS_OVERDUE = "ACTIONS_OVERDUE"
    PROOF_WAITS = "PROOF_WAITS"
    THEMES = "THEMES"
    NEW_CHILDREN = "NEW_CHILDREN"
    MONITORING_DUE = "MONITORING_DUE"
    REVIEW_DUE = "REVIEW_DUE"
    SILENT = "SILENT"


labels(
    {
        VisitType.PRE_REGISTRATION: _("Visit before registration"),
        VisitType.FULL: _("Full inspection"),
        VisitType.MONITORING: _("Monitoring visit"),
        VisitType.FOLLOW_UP: _("Follow-up visit"),
        VisitType.THEMATIC: _("Visit on one theme"),
        VisitType.RESPONSIVE: _("Visit after a complaint or serious event"),
        VisitState.PLANNED: _("Planned"),
        VisitState.UNDER_WAY: _("Under way"),
        VisitState.SUBMITTED: _("The home may comment"),
        VisitState.COMMENTED: _("To be reviewed"),
        VisitState.REVIEWED: _("To be published"),
        VisitState.PUBLISHED: _("Published"),
        VisitState.CANCELLED: _("Cancelled"),
        TeamRole.LEAD: _("Leads the visit"),
        TeamRole.MEMBER: _("Member of the team"),
        Mark.NOT_MET: _("Not met"),
        Mark.PARTLY: _("Partly met"),
        Mark.MET: _("Met"),
        Mark.EMBEDDED: _("Embedded"),
        Mark.NA: _("Does not apply"),
        Method.DOCUMENT: _("Papers read"),
        Method.OBSERVATION: _("Seen by the inspector"),
        Method.TALK_WITH_CHILD: _("Private talk with a child"),
        Method.TALK_WITH_STAFF_OR_CARER: _("Talk with staff or a carer"),
        Method.TALK_WITH_FAMILY_OR_CASE_WORKER: _("Talk with family or the case worker"),
        Entry.LET_IN: _("Yes, at once"),
        Entry.LATE: _("Yes, after waiting"),
        Entry.REFUSED: _("No, we were refused"),
        Danger.CHILD_HURT: _("Is a child hurt or very ill?"),
        Danger.LOCKED_IN: _("Is a child locked in or tied?"),
        Danger.EXIT_BLOCKED: _("Is a fire exit blocked or locked?"),
        Danger.UNSAFE_ADULT: _("Is an unsafe adult present?"),
        Danger.NO_FOOD_OR_WATER: _("Is there no food or no clean water today?"),
        Danger.CHILD_MISSING: _("Is a child missing?"),
        Signature.SIGNED: _("Signed"),
        Signature.WOULD_NOT_SIGN: _("Would not sign"),
        Severity.CRITICAL: _("Critical: danger now"),
        Severity.MAJOR: _("Major"),
        Severity.MODERATE: _("Moderate"),
        Severity.MINOR: _("Minor"),
        ActionState.OPEN: _("Open"),
        ActionState.PROVED: _("Proof given"),
        ActionState.VERIFIED: _("Verified"),
        VerifiedBy.VISIT: _("Seen on a visit"),
        VerifiedBy.EVIDENCE: _("By the proof given"),
        GradeAppealState.FILED: _("Waits for a decision"),
        GradeAppealState.STANDS: _("The report stands"),
        GradeAppealState.WRONG_FACT: _("A fact is wrong and will be corrected"),
        TeamLack.TEAM_TOO_SMALL: _("The team has fewer than three people."),
        TeamLack.NO_WOMAN: _("No woman is in the team."),
        TeamLack.NO_HEALTH_PROFESSIONAL: _("No health professional is in the team."),
        TeamLack.LEAD_NOT_A_WOMAN: _("Girls live here, and no woman leads the team."),
        TeamLack.SAME_INSPECTOR: _("The same inspector led the last visit. Ask for another colleague."),
        Why.CRITICAL_OPEN: _("A critical action is open"),
        Why.CALLED_FOR: _("A visit was asked for"),
        Why.TWO_MAJOR_OVERDUE: _("Two major actions are overdue"),
        Why.BEFORE_REGISTRATION: _("The application waits for a visit"),
        Why.FOLLOW_UP_DUE: _("Follow-up after grade D is due"),
        Why.FULL_DUE: _("Full inspection is due"),
        Why.NEVER_GRADED: _("Never graded"),
        Why.ACTIONS_OVERDUE: _("Actions are overdue"),
        Why.PROOF_WAITS: _("Proof waits to be checked"),
        Why.THEMES: _("The same things are told again and again"),
        Why.NEW_CHILDREN: _("Many children are new"),
        Why.MONITORING_DUE: _("Monitoring visit is due"),
        Why.REVIEW_DUE: _("The yearly review of the family is due"),
        Why.SILENT: _("Hardly anything is heard from the children"),
    }
)
# Apart from the others, because REFUSED is also what may happen at the door.
labels(
    {
        CorrectionState.PROPOSED: _("Waits for a second person"),
        CorrectionState.APPROVED: _("Corrected"),
        CorrectionState.REFUSED: _("Not corrected"),
    }
)
