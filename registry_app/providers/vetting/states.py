"""Posts in a home, the checks V01-V12 with their results and outcome, and what follows from a match in the list."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    LIST_OWN = "person:list-own"
    VIEW_OWN = "person:view-own"
    ADD = "person:add"
    GIVE_PAPER = "person:give-paper"
    RECORD_LEAVING = "person:record-leaving"
    OFFICIALS = "official:list"
    NAME_OFFICIAL = "official:name"
    RECORD_OFFICIAL_LEAVING = "official:record-leaving"
    QUEUE = "person:list"
    LIST_HOME = "person:list-home"
    VIEW = "person:view"
    FIND = "person:find"
    RECORD = "person:record-check"
    ANSWER_MATCH = "match:record-answer"
    JUDGE_MATCH = "match:judge"
    LIFT_MATCH = "match:lift"
    CHECK_PLACE = "match:check-place"


class PostKind(StrEnum):
    """What a person is in a home (registration.yaml `person_vetting.who`, employees by what the checks ask of them)."""

    OWNER = "OWNER"
    GOVERNING_MEMBER = "GOVERNING_MEMBER"
    RESPONSIBLE_PERSON = "RESPONSIBLE_PERSON"
    MANAGER = "MANAGER"
    CARER = "CARER"
    SOCIAL_WORKER = "SOCIAL_WORKER"
    HEALTH_WORKER = "HEALTH_WORKER"
    TEACHER = "TEACHER"
    COOK = "COOK"
    DRIVER = "DRIVER"
    GUARD = "GUARD"
    EMPLOYEE = "EMPLOYEE"
    VOLUNTEER = "VOLUNTEER"
    CONTRACTOR = "CONTRACTOR"
    INTERPRETER = "INTERPRETER"
    HOUSEHOLD_ADULT = "HOUSEHOLD_ADULT"


class OfficialKind(StrEnum):
    """Who comes to children from an office (registration.yaml `person_vetting.who`); their post is in no home."""

    INSPECTOR = "INSPECTOR"
    PANEL_MEMBER = "PANEL_MEMBER"


class Experience(StrEnum):
    """Whom V04 asks for references."""

    EXPERIENCED = "EXPERIENCED"
    NEWLY_GRADUATED = "NEWLY_GRADUATED"
    OTHER = "OTHER"


class Check(StrEnum):
    """registration.yaml `person_vetting.checks`."""

    V01 = "V01"
    V02 = "V02"
    V03 = "V03"
    V04 = "V04"
    V05 = "V05"
    V06 = "V06"
    V07 = "V07"
    V08 = "V08"
    V09 = "V09"
    V10 = "V10"
    V11 = "V11"
    V12 = "V12"


class Result(StrEnum):
    """What an officer found."""

    PASSED = "PASSED"
    WITH_CONDITION = "WITH_CONDITION"
    FAILED = "FAILED"


class Standing(StrEnum):
    """How a check stands on a day."""

    GOOD = "GOOD"
    CONDITION = "CONDITION"
    BAD = "BAD"
    MISSING = "MISSING"
    LAPSED = "LAPSED"
    TOO_OLD = "TOO_OLD"
    TOO_FEW = "TOO_FEW"
    NOT_ASKED = "NOT_ASKED"


class VettingOutcome(StrEnum):
    """registration.yaml `person_vetting.outcome`. PENDING is not CLEAR (R10)."""

    CLEAR = "CLEAR"
    CLEAR_WITH_CONDITION = "CLEAR_WITH_CONDITION"
    NOT_CLEAR = "NOT_CLEAR"
    PENDING = "PENDING"


class Leaving(StrEnum):
    """Why a post ended."""

    RESIGNED = "RESIGNED"
    DISMISSED = "DISMISSED"
    CONTRACT_OVER = "CONTRACT_OVER"
    OTHER = "OTHER"


class MatchState(StrEnum):
    """A person's number was found in the list of offenders; what became of it."""

    FOUND = "FOUND"
    ANSWERED = "ANSWERED"
    CONFIRMED = "CONFIRMED"
    REFUTED = "REFUTED"
    LIFTED = "LIFTED"


M = MatchState
# A match keeps a person from children from the moment it is found, before anybody has answered.
BLOCKING = (M.FOUND, M.ANSWERED, M.CONFIRMED)
MATCH_LIFE: Lifecycle[MatchState] = Lifecycle(
    M.FOUND,
    move("answer", M.FOUND, M.ANSWERED, Permission.ANSWER_MATCH),
    move("confirm", (M.FOUND, M.ANSWERED), M.CONFIRMED, Permission.JUDGE_MATCH),
    move("refute", (M.FOUND, M.ANSWERED), M.REFUTED, Permission.JUDGE_MATCH),
    move("lift", BLOCKING, M.LIFTED, Permission.LIFT_MATCH),
)

labels(
    {
        PostKind.OWNER: _("Owner"),
        PostKind.GOVERNING_MEMBER: _("Member of the governing body"),
        PostKind.RESPONSIBLE_PERSON: _("Responsible person"),
        PostKind.MANAGER: _("Manager"),
        PostKind.CARER: _("Carer"),
        PostKind.SOCIAL_WORKER: _("Social worker"),
        PostKind.HEALTH_WORKER: _("Nurse or other health worker"),
        PostKind.TEACHER: _("Teacher"),
        PostKind.COOK: _("Cook"),
        PostKind.DRIVER: _("Driver"),
        PostKind.GUARD: _("Guard"),
        PostKind.EMPLOYEE: _("Another employee"),
        PostKind.VOLUNTEER: _("Volunteer"),
        PostKind.CONTRACTOR: _("Contractor who comes in"),
        PostKind.INTERPRETER: _("Interpreter"),
        PostKind.HOUSEHOLD_ADULT: _("Adult of the household"),
        OfficialKind.INSPECTOR: _("Inspector"),
        OfficialKind.PANEL_MEMBER: _("Panel member"),
        Experience.EXPERIENCED: _("Worked before"),
        Experience.NEWLY_GRADUATED: _("Newly graduated"),
        Experience.OTHER: _("Neither"),
        Check.V01: _("Identity"),
        Check.V02: _("Police certificate"),
        Check.V03: _("List of offenders"),
        Check.V04: _("References"),
        Check.V05: _("Work history with gaps explained and reason for leaving child work"),
        Check.V06: _("Qualifications seen"),
        Check.V07: _("Health fit for the work"),
        Check.V08: _("Money fit (owner)"),
        Check.V09: _("Safeguarding interview scored"),
        Check.V10: _("Code of conduct signed"),
        Check.V11: _("Induction done before contact"),
        Check.V12: _("First aid"),
        Result.PASSED: _("In order"),
        Result.WITH_CONDITION: _("In order, with a condition"),
        Result.FAILED: _("Not in order"),
        Standing.GOOD: _("In order"),
        Standing.CONDITION: _("In order, with a condition"),
        Standing.BAD: _("Not in order"),
        Standing.MISSING: _("Not recorded yet"),
        Standing.LAPSED: _("Must be renewed"),
        Standing.TOO_OLD: _("Too old at the start"),
        Standing.TOO_FEW: _("Too few references"),
        Standing.NOT_ASKED: _("Not asked"),
        VettingOutcome.CLEAR: _("Clear"),
        VettingOutcome.CLEAR_WITH_CONDITION: _("Clear, with a condition"),
        VettingOutcome.NOT_CLEAR: _("Not clear"),
        VettingOutcome.PENDING: _("Pending"),
        Leaving.RESIGNED: _("Resigned"),
        Leaving.DISMISSED: _("Dismissed"),
        Leaving.CONTRACT_OVER: _("The contract was over"),
        M.FOUND: _("Found, waiting for an answer"),
        M.ANSWERED: _("Answered, waiting for a word"),
        M.CONFIRMED: _("It is this person"),
        M.REFUTED: _("It is another person"),
        M.LIFTED: _("No longer on the list"),
    }
)
# "OTHER" of two enums is the same text, so each has its own call.
labels({Leaving.OTHER: _("Another reason")})
