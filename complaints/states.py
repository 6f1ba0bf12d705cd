"""The words and the life of a message from or about a child (complaints-0.1.yaml; SCPP 5.3.2(i)-(k), 5.4.2.1)."""

from enum import StrEnum

from complaints.rules import categories, channels
from registry_app.core import rulebook
from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    QUEUE = "complaint:queue"
    VIEW = "complaint:view"
    ACT = "complaint:act"
    WORK = "complaint:work"
    AGREE_LEVEL = "complaint:agree-level"
    REVIEW = "complaint:review"
    SIGN_OFF = "complaint:sign-off"
    DESK = "complaint:desk"
    ENTER = "complaint:enter"


class State(StrEnum):
    RECEIVED = "RECEIVED"
    TRIAGED = "TRIAGED"
    SAFETY_ACTION = "SAFETY_ACTION"
    INVESTIGATING = "INVESTIGATING"
    DECIDED = "DECIDED"
    CHILD_TOLD = "CHILD_TOLD"
    RESOLVED = "RESOLVED"
    APPEALED = "APPEALED"
    REOPENED = "REOPENED"
    CLOSED_BETTER = "CLOSED_BETTER"
    CLOSED_NOT_CONFIRMED = "CLOSED_NOT_CONFIRMED"


S = State
CLOSED = frozenset({S.CLOSED_BETTER, S.CLOSED_NOT_CONFIRMED})
ANSWERED = frozenset({S.CHILD_TOLD, S.RESOLVED, *CLOSED})

# The child's word "the same" or "worse" is enough wherever an answer was given, closed or not yet.
LIFE: Lifecycle[State] = Lifecycle(
    S.RECEIVED,
    move("triage", (S.RECEIVED, S.REOPENED), S.TRIAGED, Permission.WORK),
    move("make_safe", S.TRIAGED, S.SAFETY_ACTION, Permission.WORK),
    move("investigate", (S.TRIAGED, S.SAFETY_ACTION), S.INVESTIGATING, Permission.WORK),
    move("decide", S.INVESTIGATING, S.DECIDED, Permission.WORK),
    move("answer", S.TRIAGED, S.DECIDED, Permission.WORK),
    move("tell", S.DECIDED, S.CHILD_TOLD, Permission.WORK),
    move("appeal", S.CHILD_TOLD, S.APPEALED, Permission.WORK),
    move("review", S.APPEALED, S.DECIDED, Permission.REVIEW),
    move("resolve", S.CHILD_TOLD, S.RESOLVED, Permission.WORK),
    move("close_better", S.RESOLVED, S.CLOSED_BETTER, Permission.WORK),
    move("close_not_confirmed", S.RESOLVED, S.CLOSED_NOT_CONFIRMED, Permission.SIGN_OFF),
    move("reopen", (S.CHILD_TOLD, S.RESOLVED, *sorted(CLOSED)), S.REOPENED, Permission.WORK),
)


class Level(StrEnum):
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Category(StrEnum):
    """The nine pictures in their order, and idea for adults and the desk."""

    HURT = "hurt"
    TOUCHED = "touched"
    AFRAID = "afraid"
    FOOD = "food"
    SICK = "sick"
    WORK = "work"
    SCHOOL = "school"
    FAMILY = "family"
    OTHER = "other"
    IDEA = "idea"


class About(StrEnum):
    CHILD = "CHILD"
    STAFF = "STAFF"
    MANAGER = "MANAGER"
    HOUSEHOLD = "HOUSEHOLD"
    FAMILY = "FAMILY"
    OTHER_ADULT = "OTHER_ADULT"
    CPO = "CPO"
    CPU_HEAD = "CPU_HEAD"
    DISTRICT_OFFICER = "DISTRICT_OFFICER"
    SWD_DIRECTORATE = "SWD_DIRECTORATE"
    SWD_HOME = "SWD_HOME"
    SCPA = "SCPA"
    POLICE = "POLICE"
    COURT = "COURT"
    INSPECTOR = "INSPECTOR"
    NOBODY = "NOBODY"
    UNKNOWN = "UNKNOWN"


class Channel(StrEnum):
    CH01 = "CH01"
    CH02 = "CH02"
    CH03 = "CH03"
    CH04 = "CH04"
    CH05 = "CH05"
    CH06 = "CH06"
    CH07 = "CH07"
    CH08 = "CH08"
    CH09 = "CH09"
    CH10 = "CH10"
    CH11 = "CH11"
    CH12 = "CH12"
    CH13 = "CH13"
    CH14 = "CH14"


class Office(StrEnum):
    """Who may be meant by a route, a copy or an exclusion."""

    CPU_COMPLAINT_OFFICER = "CPU_COMPLAINT_OFFICER"
    CPU_HEAD = "CPU_HEAD"
    OTHER_DISTRICT_CPU_HEAD = "OTHER_DISTRICT_CPU_HEAD"
    OTHER_CPO = "OTHER_CPO"
    SWD_DISTRICT = "SWD_DISTRICT"
    SWD_DIRECTOR = "SWD_DIRECTOR"
    SCPA = "SCPA"
    SCPA_DG = "SCPA_DG"
    OMBUDSMAN = "OMBUDSMAN"
    MINISTER = "MINISTER"
    POLICE = "POLICE"
    IG_POLICE = "IG_POLICE"
    COURT = "COURT"
    INSPECTION_TEAM = "INSPECTION_TEAM"
    PROVIDER = "PROVIDER"
    HOUSEHOLD = "HOUSEHOLD"
    APPROVING_OFFICER = "APPROVING_OFFICER"


class TaskKind(StrEnum):
    EXPLAIN_TO_CHILD = "explain_to_child"
    SAFETY_ACTION = "safety_action"
    FREEZE_ADMISSIONS = "freeze_admissions"
    POLICE_REFERRAL = "police_referral"
    ASK_OTHER_RELATIVE = "ask_other_relative"
    MEDICAL_CARE = "medical_care"
    RESPONSIVE_INSPECTION = "responsive_inspection"


class Finding(StrEnum):
    SUBSTANTIATED = "SUBSTANTIATED"
    PARTLY = "PARTLY"
    NOT_SUBSTANTIATED = "NOT_SUBSTANTIATED"
    MALICIOUS_ADULT_REPORT = "MALICIOUS_ADULT_REPORT"
    NOT_DETERMINED = "NOT_DETERMINED"


class Consent(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Ground(StrEnum):
    """The only lawful grounds for passing on without consent (CR05)."""

    CHILD_LIFE_OR_SAFETY = "CHILD_LIFE_OR_SAFETY"
    OTHER_LIFE = "OTHER_LIFE"
    REQUIRED_BY_LAW = "REQUIRED_BY_LAW"


class Better(StrEnum):
    BETTER = "better"
    A_LITTLE = "a_little"
    THE_SAME = "the_same"
    WORSE = "worse"


class Sex(StrEnum):
    GIRL = "girl"
    BOY = "boy"
    TRANSGENDER = "transgender"
    NOT_SAID = "not_said"


class AgeBand(StrEnum):
    A0 = "0-2"
    A3 = "3-6"
    A7 = "7-11"
    A12 = "12-14"
    A15 = "15-17"
    A18 = "18+ care leaver"
    NOT_SAID = "not_said"


class Danger(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Help(StrEnum):
    """What is hard for the child without help."""

    SEE = "see"
    HEAR = "hear"
    WALK = "walk"
    TALK = "talk"


class Want(StrEnum):
    STOP = "stop"
    TALK = "talk"
    CALL = "call"
    KNOW = "know"


class ReplyBy(StrEnum):
    """The way the child chose for the answer: the child-safe contact method."""

    NUMBER = "number"
    VISITOR = "visitor"
    PHONE = "phone"


class SafeAct(StrEnum):
    """Safe first actions: the accused is separated, rather than the child moved."""

    SEPARATE_ACCUSED = "separate_accused"
    MEDICAL_CARE = "medical_care"
    KEEP_EVIDENCE = "keep_evidence"
    FREEZE_ADMISSIONS = "freeze_admissions"
    SAFE_PLACE_WANTED = "safe_place_wanted"


class CallKind(StrEnum):
    """What became of a call at 1121."""

    NUISANCE = "nuisance"
    WRONG_DEPARTMENT = "wrong_department"
    INFORMATION = "information"
    CHILD = "child"


AGE_OF_BAND = {AgeBand.A0: 0, AgeBand.A3: 3, AgeBand.A7: 7, AgeBand.A12: 12, AgeBand.A15: 15, AgeBand.A18: 18}


def _from_file() -> None:
    """Labels of codes are data (labels-0.1.yaml); their translations stand with those of the rule files."""
    written = rulebook.body(rulebook.versions("complaints", "labels")[-1])["labels"]
    for kind, section in (
        (State, "states"),
        (Level, "levels"),
        (Category, "categories_for_staff"),
        (About, "about"),
        (Channel, "channels"),
        (Office, "offices"),
        (TaskKind, "tasks"),
        (Finding, "findings"),
        (Consent, "consent"),
        (Ground, "no_consent_grounds"),
        (Better, "better_now"),
        (Sex, "sex"),
        (AgeBand, "age"),
    ):
        labels({member: _(written[section][member.value]) for member in kind})


_from_file()
assert [c.value for c in Category] == list(categories())
assert [c.value for c in Channel] == list(channels())

labels(
    {
        Danger.YES: _("Yes, in danger now"),
        Danger.NO: _("No danger now"),
        Danger.UNSURE: _("Does not know"),
        Help.SEE: _("Help to see"),
        Help.HEAR: _("Help to hear"),
        Help.WALK: _("Help to walk"),
        Help.TALK: _("Help to talk"),
    }
)
labels(
    {
        Want.STOP: _("Make it stop"),
        Want.TALK: _("Someone comes to talk"),
        Want.CALL: _("A call"),
        Want.KNOW: _("Only that we know"),
    }
)
labels(
    {
        ReplyBy.NUMBER: _("The child comes back with the number"),
        ReplyBy.VISITOR: _("A visitor tells the child"),
        ReplyBy.PHONE: _("A call to the child's own phone"),
    }
)
labels(
    {
        SafeAct.SEPARATE_ACCUSED: _("Keep the accused away from the children"),
        SafeAct.MEDICAL_CARE: _("Medical care within hours"),
        SafeAct.KEEP_EVIDENCE: _("Keep the evidence"),
        SafeAct.FREEZE_ADMISSIONS: _("No new children come to the home"),
        SafeAct.SAFE_PLACE_WANTED: _("A safe place that the child wants"),
    }
)
labels(
    {
        CallKind.NUISANCE: _("Nuisance call"),
        CallKind.WRONG_DEPARTMENT: _("Wrong department"),
        CallKind.INFORMATION: _("Information"),
        CallKind.CHILD: _("A child needs us"),
    }
)
