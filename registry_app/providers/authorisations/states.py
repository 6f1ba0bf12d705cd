"""Words and states of authorisations, and of what is looked at before one is given (registration.yaml)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move
from registry_app.providers.applications.states import Decision
from registry_app.providers.vetting.states import VettingOutcome as VettingOutcome


class Permission(StrEnum):
    QUEUE = "authorisation:list"
    VIEW = "authorisation:view"
    LIST_HOMES = "authorisation:list-homes"
    VIEW_HOME = "authorisation:view-home"
    RECORD_VETTING = "authorisation:record-vetting"
    RECORD_CRM = "authorisation:record-complaint-gate"
    RECORD_VISIT = "authorisation:record-visit"
    RECOMMEND = "authorisation:recommend"
    RECORD_HEARING = "authorisation:record-hearing"
    DECIDE = "authorisation:decide"
    VIEW_CERTIFICATE = "authorisation:view-certificate"
    SUSPEND = "authorisation:suspend"
    REINSTATE = "authorisation:reinstate"
    CANCEL = "authorisation:cancel"
    CLOSE = "authorisation:close"
    EXPIRE = "authorisation:expire"
    SET_ASIDE = "authorisation:set-aside"


class Kind(StrEnum):
    """registration.yaml `authorisation_kind`, and the temporary approval of a relative (`terms_add`)."""

    PROVISIONAL = "PROVISIONAL"
    CONDITIONAL = "CONDITIONAL"
    FULL = "FULL"
    KIN_TEMPORARY = "KIN_TEMPORARY"


DECIDED_KINDS = (Kind.PROVISIONAL, Kind.CONDITIONAL, Kind.FULL)


class AuthorisationStanding(StrEnum):
    """registration.yaml `authorisation_standing`, and what its decision, once set aside, leaves of it.

    `admissions_frozen` is a flag of the home beside it.
    """

    IN_FORCE = "IN_FORCE"
    SUSPENDED = "SUSPENDED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    CLOSED_VOLUNTARILY = "CLOSED_VOLUNTARILY"
    SET_ASIDE = "SET_ASIDE"


A = AuthorisationStanding
LIVING = (A.IN_FORCE, A.SUSPENDED)
LIFE: Lifecycle[AuthorisationStanding] = Lifecycle(
    A.IN_FORCE,
    move("suspend", A.IN_FORCE, A.SUSPENDED, Permission.SUSPEND),
    move("reinstate", A.SUSPENDED, A.IN_FORCE, Permission.REINSTATE),
    move("restore", A.CANCELLED, A.IN_FORCE, Permission.REINSTATE),
    move("expire", LIVING, A.EXPIRED, Permission.EXPIRE),
    move("cancel", LIVING, A.CANCELLED, Permission.CANCEL),
    move("close", LIVING, A.CLOSED_VOLUNTARILY, Permission.CLOSE),
    move("set_aside", LIVING, A.SET_ASIDE, Permission.SET_ASIDE),
    # What a decision replaced carries on when that decision is set aside, up to its own last day.
    move("revive", A.EXPIRED, A.IN_FORCE, Permission.SET_ASIDE),
)


OUTCOMES = (Decision.FULL, Decision.CONDITIONAL, Decision.PROVISIONAL, Decision.REFUSED)
_OUTCOMES = {
    Decision.FULL: _("Full authorisation"),
    Decision.CONDITIONAL: _("Conditional authorisation"),
    Decision.PROVISIONAL: _("Provisional authorisation"),
    Decision.REFUSED: _("Refusal"),
}


def outcome_words(outcome: Decision | None) -> str:
    """What is proposed or decided, as a thing: Full authorisation, Refusal. Empty for none."""
    return str(_OUTCOMES[outcome]) if outcome else ""


class VettedGroup(StrEnum):
    """For whom the three first checks must be clear (`decision_rules`)."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    CARERS = "CARERS"


class VettingCheckCode(StrEnum):
    """Those checks of `person_vetting` that can stop an authorisation."""

    V01 = "V01"
    V02 = "V02"
    V03 = "V03"


class CrmCheckKey(StrEnum):
    """The seven checks of the complaint-mechanism gate (complaints.yaml `registration_gate`; SCPP 5.3.2(j))."""

    POSTERS = "POSTERS"
    PRIVATE_PHONE = "PRIVATE_PHONE"
    LOCKED_BOX = "LOCKED_BOX"
    NON_REPRISAL = "NON_REPRISAL"
    NAMED_CONTACT = "NAMED_CONTACT"
    CHILDRENS_SESSION = "CHILDRENS_SESSION"
    OPEN_REGISTER = "OPEN_REGISTER"


class ConditionCode(StrEnum):
    """`conditions_may_be`, and one in the decider's own words."""

    LOWER_CAPACITY = "LOWER_CAPACITY"
    NO_UNDER_SIXES = "NO_UNDER_SIXES"
    NO_GIRLS_WITHOUT_WOMEN_STAFF = "NO_GIRLS_WITHOUT_WOMEN_STAFF"
    NAMED_TRAINING = "NAMED_TRAINING"
    MONTHLY_MONITORING = "MONTHLY_MONITORING"
    SIBLING_GROUPS_ONLY = "SIBLING_GROUPS_ONLY"
    NO_NEW_ADMISSIONS = "NO_NEW_ADMISSIONS"
    FREE = "FREE"


class Block(StrEnum):
    """`decision_rules.hard_blocks`, and what of them was never looked at."""

    PEOPLE_NOT_NAMED = "PEOPLE_NOT_NAMED"
    VETTING_NOT_CLEAR = "VETTING_NOT_CLEAR"
    CRM_NOT_LOOKED_AT = "CRM_NOT_LOOKED_AT"
    CRM_NOT_PASSED = "CRM_NOT_PASSED"
    NOT_VISITED = "NOT_VISITED"
    CRITICAL_ZERO = "CRITICAL_ZERO"
    NO_FOCAL_PERSON = "NO_FOCAL_PERSON"
    NO_DATA_OFFICER = "NO_DATA_OFFICER"
    NO_WOMAN_IN_CHARGE = "NO_WOMAN_IN_CHARGE"
    CONFLICT_WITH_LAW_MIXED = "CONFLICT_WITH_LAW_MIXED"
    SPACE_NOT_KNOWN = "SPACE_NOT_KNOWN"
    ABOVE_SPACE_NORM = "ABOVE_SPACE_NORM"
    RENEWAL_SPENT = "RENEWAL_SPENT"
    CRITICAL_OPEN = "CRITICAL_OPEN"
    MAJOR_OVERDUE = "MAJOR_OVERDUE"
    GRADE_TOO_LOW = "GRADE_TOO_LOW"
    NO_AUDITED_ACCOUNTS = "NO_AUDITED_ACCOUNTS"
    CRM_TOO_OLD = "CRM_TOO_OLD"


class Lack(StrEnum):
    """What a decision itself must still hold before it can be taken."""

    CONDITION = "CONDITION"
    CONDITION_WORDS = "CONDITION_WORDS"
    REASONS = "REASONS"
    HEARING = "HEARING"
    HEARING_TOO_SOON = "HEARING_TOO_SOON"
    CHILD_PLAN = "CHILD_PLAN"
    APPEAL_NOTE = "APPEAL_NOTE"
    NEED_OPINION = "NEED_OPINION"
    NEED_ANSWER = "NEED_ANSWER"
    OUTSIDE_MEMBER = "OUTSIDE_MEMBER"
    TOO_LONG = "TOO_LONG"
    TOO_MANY_PLACES = "TOO_MANY_PLACES"


class Duty(StrEnum):
    """Why a person may not decide, or may not recommend."""

    PREPARED = "PREPARED"
    RECOMMENDED = "RECOMMENDED"
    INSPECTED = "INSPECTED"
    LOOKED_AT_GATE = "LOOKED_AT_GATE"
    DECIDED = "DECIDED"
    UNDID = "UNDID"
    TIED = "TIED"
    OWN_DIRECTORATE = "OWN_DIRECTORATE"


labels(
    {
        Kind.PROVISIONAL: _("Provisional authorisation"),
        Kind.CONDITIONAL: _("Conditional authorisation"),
        Kind.FULL: _("Full authorisation"),
        Kind.KIN_TEMPORARY: _("Temporary approval for relatives"),
        A.IN_FORCE: _("In force"),
        A.SUSPENDED: _("Suspended"),
        A.EXPIRED: _("Expired"),
        A.CANCELLED: _("Cancelled"),
        A.CLOSED_VOLUNTARILY: _("Closed by its owner"),
        A.SET_ASIDE: _("Set aside"),
        VettedGroup.OWNER: _("Owner and governing members"),
        VettedGroup.MANAGER: _("Manager"),
        VettedGroup.CARERS: _("Every adult who cares for children"),
        VettingCheckCode.V01: _("Identity (NADRA)"),
        VettingCheckCode.V02: _("Police certificate"),
        VettingCheckCode.V03: _("List of offenders"),
        CrmCheckKey.POSTERS: _("Posters in Sindhi and Urdu, with pictures, at the height of a child"),
        CrmCheckKey.PRIVATE_PHONE: _("A free, private phone or device, tried out by the officer"),
        CrmCheckKey.LOCKED_BOX: _("A locked box to which only the Child Protection Unit has keys"),
        CrmCheckKey.NON_REPRISAL: _("A signed promise of no revenge by the owner and every staff member"),
        CrmCheckKey.NAMED_CONTACT: _("A named contact who is not the manager"),
        CrmCheckKey.CHILDRENS_SESSION: _("A session with the children, held and repeated every quarter"),
        CrmCheckKey.OPEN_REGISTER: _("A register of concerns that the Child Protection Unit may open"),
        ConditionCode.LOWER_CAPACITY: _("Fewer places than asked for"),
        ConditionCode.NO_UNDER_SIXES: _("No children under six"),
        ConditionCode.NO_GIRLS_WITHOUT_WOMEN_STAFF: _("No girls until women staff are in post"),
        ConditionCode.NAMED_TRAINING: _("Named training by a date"),
        ConditionCode.MONTHLY_MONITORING: _("A monitoring visit every month"),
        ConditionCode.SIBLING_GROUPS_ONLY: _("Groups of brothers and sisters only"),
        ConditionCode.NO_NEW_ADMISSIONS: _("No new admissions"),
        ConditionCode.FREE: _("Another condition, in its own words"),
        Block.PEOPLE_NOT_NAMED: _(
            "The home must name its people: an owner or responsible person, a manager, and a carer."
        ),
        Block.VETTING_NOT_CLEAR: _("Vetting is not clear for the owner, the manager or the carers."),
        Block.CRM_NOT_LOOKED_AT: _("The Child Protection Unit has not looked at the ways children can complain."),
        Block.CRM_NOT_PASSED: _("The ways children can complain are not all in place."),
        Block.NOT_VISITED: _("The visit before registration is not recorded."),
        Block.CRITICAL_ZERO: _("At the visit a critical criterion was not met."),
        Block.NO_FOCAL_PERSON: _("No safeguarding focal person is named."),
        Block.NO_DATA_OFFICER: _("No data protection officer is named."),
        Block.NO_WOMAN_IN_CHARGE: _("Girls live here, but no woman is in charge."),
        Block.CONFLICT_WITH_LAW_MIXED: _("Children in conflict with the law would live with other children."),
        Block.SPACE_NOT_KNOWN: _("The size of the sleeping rooms, or the number of beds, is not known."),
        Block.ABOVE_SPACE_NORM: _("The places asked for are more than beds and sleeping rooms allow."),
        Block.RENEWAL_SPENT: _("An authorisation of this kind cannot be given once more."),
        Block.CRITICAL_OPEN: _("A critical action is open. It must be put right before a renewal."),
        Block.MAJOR_OVERDUE: _("A major action is overdue. It must be put right before a renewal."),
        Block.GRADE_TOO_LOW: _("A renewal needs a last grade of A, B or C."),
        Block.NO_AUDITED_ACCOUNTS: _("A renewal needs the audited accounts."),
        Block.CRM_TOO_OLD: _("The ways children can complain must be looked at again for a renewal."),
        Lack.CONDITION: _("Choose at least one condition."),
        Lack.CONDITION_WORDS: _("Write the condition in your own words."),
        Lack.REASONS: _("Write the reasons, rule by rule."),
        Lack.HEARING: _("Hear the applicant first: a refusal or a condition needs a hearing."),
        Lack.HEARING_TOO_SOON: _("A hearing needs 14 days' notice."),
        Lack.CHILD_PLAN: _("Say what happens to the children who live there."),
        Lack.APPEAL_NOTE: _("Say how and until when the applicant can appeal."),
        Lack.NEED_OPINION: _("The Authority has not written yet whether this district needs another residential home."),
        Lack.NEED_ANSWER: _("Answer in writing whether this district needs another residential home."),
        Lack.OUTSIDE_MEMBER: _("Name the outside member: a government home is not decided without one."),
        Lack.TOO_LONG: _("Choose a last day within the term of this kind of authorisation."),
        Lack.TOO_MANY_PLACES: _(
            "A provisional authorisation covers only the children already there: lower the places."
        ),
        Duty.PREPARED: _("You prepared this application. Another person must take this step."),
        Duty.RECOMMENDED: _("You made the recommendation. Another person must decide."),
        Duty.INSPECTED: _("You visited this home. Another person must decide."),
        Duty.LOOKED_AT_GATE: _("You checked the ways children can complain. Another person must decide."),
        Duty.DECIDED: _("You took this decision. Another person must take this step."),
        Duty.UNDID: _("You set the earlier decision aside. Another person must decide."),
        Duty.TIED: _("You have a tie to this home. Another person must take this step."),
        Duty.OWN_DIRECTORATE: _("Your department runs this home. Another authority must take this step."),
    }
)
