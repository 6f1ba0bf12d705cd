"""Words and states of organisations and homes."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.states import Lifecycle, move


class Permission(StrEnum):
    VIEW = "home:view"
    VIEW_AS_PROVIDER = "home:view-own"
    PORTAL = "provider:portal"
    EDIT = "home:edit"
    RECORD_KNOWN = "home:record-known"
    SET_STANDING = "home:set-standing"
    DECLARE_TIE = "home:declare-tie"


class Ownership(StrEnum):
    """Who runs a home (registration.yaml `ownership`)."""

    SWD = "SWD"
    SCPA = "SCPA"
    WOMEN_DEVELOPMENT = "WOMEN_DEVELOPMENT"
    OTHER_PROVINCIAL = "OTHER_PROVINCIAL"
    FEDERAL_PBM = "FEDERAL_PBM"
    NGO = "NGO"
    TRUST = "TRUST"
    FAITH_BODY = "FAITH_BODY"
    PRIVATE = "PRIVATE"
    FAMILY = "FAMILY"


class CareType(StrEnum):
    KINSHIP = "KINSHIP"
    GUARDIAN = "GUARDIAN"
    KAFALAH = "KAFALAH"
    FOSTER = "FOSTER"
    RESPITE = "RESPITE"
    SIL = "SIL"
    SMALL_GROUP = "SMALL_GROUP"
    RESIDENTIAL = "RESIDENTIAL"
    EMERGENCY = "EMERGENCY"


FAMILY_CARE = frozenset({CareType.KINSHIP, CareType.GUARDIAN, CareType.KAFALAH, CareType.FOSTER})
GROUP_CARE = frozenset({CareType.SMALL_GROUP, CareType.RESIDENTIAL, CareType.EMERGENCY})


class Standing(StrEnum):
    """Where a home stands with the register. Authorised ones carry an authorisation in force beside it; what was
    recorded twice names the record that stays."""

    KNOWN_UNREGISTERED = "KNOWN_UNREGISTERED"
    NOTICE_SERVED = "NOTICE_SERVED"
    IN_PROCESS = "IN_PROCESS"
    BEING_BUILT = "BEING_BUILT"
    AUTHORISED = "AUTHORISED"
    SUSPENDED = "SUSPENDED"
    EXPIRED = "EXPIRED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    CLOSED_VOLUNTARILY = "CLOSED_VOLUNTARILY"
    CLOSED_BY_ORDER = "CLOSED_BY_ORDER"
    RECORDED_TWICE = "RECORDED_TWICE"


S = Standing
CLOSED = (S.CLOSED_VOLUNTARILY, S.CLOSED_BY_ORDER)
GONE = (*CLOSED, S.RECORDED_TWICE)
NOT_AUTHORISED = (S.KNOWN_UNREGISTERED, S.NOTICE_SERVED, S.BEING_BUILT, S.EXPIRED, S.REFUSED, S.CANCELLED)
LIFE: Lifecycle[Standing] = Lifecycle(
    S.KNOWN_UNREGISTERED,
    move("serve_notice", (S.KNOWN_UNREGISTERED, S.EXPIRED, S.REFUSED, S.CANCELLED), S.NOTICE_SERVED,
         Permission.SET_STANDING),
    move("withdraw_notice", S.NOTICE_SERVED, S.KNOWN_UNREGISTERED, Permission.SET_STANDING),
    move("build", (S.KNOWN_UNREGISTERED, S.IN_PROCESS), S.BEING_BUILT, Permission.SET_STANDING),
    move("apply", (*NOT_AUTHORISED, *CLOSED), S.IN_PROCESS, Permission.SET_STANDING),
    move("give_up", (S.IN_PROCESS, S.BEING_BUILT), S.KNOWN_UNREGISTERED, Permission.SET_STANDING),
    move("authorise", (S.IN_PROCESS, S.SUSPENDED, S.EXPIRED, S.CANCELLED), S.AUTHORISED, Permission.SET_STANDING),
    move("reopen", (S.AUTHORISED, S.SUSPENDED), S.IN_PROCESS, Permission.SET_STANDING),
    move("refuse", S.IN_PROCESS, S.REFUSED, Permission.SET_STANDING),
    move("suspend", S.AUTHORISED, S.SUSPENDED, Permission.SET_STANDING),
    move("expire", (S.AUTHORISED, S.SUSPENDED), S.EXPIRED, Permission.SET_STANDING),
    move("cancel", (S.AUTHORISED, S.SUSPENDED), S.CANCELLED, Permission.SET_STANDING),
    move("close", tuple(s for s in Standing if s not in GONE), S.CLOSED_VOLUNTARILY, Permission.SET_STANDING),
    move("close_by_order", tuple(s for s in Standing if s not in GONE), S.CLOSED_BY_ORDER, Permission.SET_STANDING),
    move("merge", S.KNOWN_UNREGISTERED, S.RECORDED_TWICE, Permission.SET_STANDING),
    move("part", S.RECORDED_TWICE, S.KNOWN_UNREGISTERED, Permission.SET_STANDING),
)  # fmt: skip


class FreezeSource(StrEnum):
    """What keeps a home from taking in children; it opens again only when nothing of it is left."""

    CRITICAL_ACTION = "CRITICAL_ACTION"
    MEASURE = "MEASURE"


class HouseLack(StrEnum):
    """Why a house of a children's village is no small group home (registration.yaml `village_rule`)."""

    NO_CARER = "NO_CARER"
    NO_KITCHEN = "NO_KITCHEN"
    NO_DOOR = "NO_DOOR"
    TOO_MANY = "TOO_MANY"
    SCHOOL_INSIDE = "SCHOOL_INSIDE"
    SCHOOL_NOT_KNOWN = "SCHOOL_NOT_KNOWN"


class Sexes(StrEnum):
    """Whom a service takes in."""

    GIRLS = "GIRLS"
    BOYS = "BOYS"
    BOTH = "BOTH"


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class KnownFrom(StrEnum):
    """How the register first learned of a home."""

    APPLICATION = "APPLICATION"
    SWD_LIST = "SWD_LIST"
    FEDERAL_LIST = "FEDERAL_LIST"
    COURT_FILING = "COURT_FILING"
    MAPPING = "MAPPING"
    COMPLAINT = "COMPLAINT"
    PRESS = "PRESS"
    DONOR = "DONOR"


class MemberRole(StrEnum):
    """What a person is in an organisation."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    STAFF = "STAFF"


labels(
    {
        HouseLack.NO_CARER: _("No carer of its own"),
        HouseLack.NO_KITCHEN: _("No kitchen of its own"),
        HouseLack.NO_DOOR: _("No door of its own"),
        HouseLack.TOO_MANY: _("More than 10 children"),
        HouseLack.SCHOOL_INSIDE: _("The children do not go to a school outside"),
        HouseLack.SCHOOL_NOT_KNOWN: _("Nobody wrote down yet where the children go to school"),
        FreezeSource.CRITICAL_ACTION: _("A critical action is open."),
        FreezeSource.MEASURE: _("A measure froze admissions."),
        Ownership.SWD: _("Social Welfare Department"),
        Ownership.SCPA: _("Sindh Child Protection Authority"),
        Ownership.WOMEN_DEVELOPMENT: _("Women Development Department"),
        Ownership.OTHER_PROVINCIAL: _("Another department of Sindh"),
        Ownership.FEDERAL_PBM: _("Pakistan Bait-ul-Mal (federal)"),
        Ownership.NGO: _("Non-governmental organisation"),
        Ownership.TRUST: _("Trust"),
        Ownership.FAITH_BODY: _("Faith body"),
        Ownership.PRIVATE: _("Private"),
        Ownership.FAMILY: _("Family"),
        CareType.KINSHIP: _("Care by relatives"),
        CareType.GUARDIAN: _("Guardian appointed by the court"),
        CareType.KAFALAH: _("Kafalah"),
        CareType.FOSTER: _("Foster family"),
        CareType.RESPITE: _("Short break care"),
        CareType.SIL: _("Supervised independent living"),
        CareType.SMALL_GROUP: _("Small group home"),
        CareType.RESIDENTIAL: _("Residential home"),
        CareType.EMERGENCY: _("Emergency shelter"),
        Standing.KNOWN_UNREGISTERED: _("Known, not registered"),
        Standing.NOTICE_SERVED: _("Not registered, notice served"),
        Standing.IN_PROCESS: _("Application in process"),
        Standing.BEING_BUILT: _("Being built"),
        Standing.AUTHORISED: _("Authorised"),
        Standing.SUSPENDED: _("Suspended"),
        Standing.EXPIRED: _("Authorisation ended"),
        Standing.REFUSED: _("Refused"),
        Standing.CANCELLED: _("Cancelled"),
        Standing.CLOSED_VOLUNTARILY: _("Closed"),
        Standing.CLOSED_BY_ORDER: _("Closed by order"),
        Standing.RECORDED_TWICE: _("Recorded twice"),
        Sexes.GIRLS: _("Girls"),
        Sexes.BOYS: _("Boys"),
        Sexes.BOTH: _("Girls and boys"),
        Grade.A: _("Strong"),
        Grade.B: _("Good"),
        Grade.C: _("Must improve"),
        Grade.D: _("Inadequate"),
        KnownFrom.APPLICATION: _("It applied"),
        KnownFrom.SWD_LIST: _("List of the Social Welfare Department"),
        KnownFrom.FEDERAL_LIST: _("List of Pakistan Bait-ul-Mal"),
        KnownFrom.COURT_FILING: _("Court filing"),
        KnownFrom.MAPPING: _("Mapping on the ground"),
        KnownFrom.COMPLAINT: _("Somebody told us"),
        KnownFrom.PRESS: _("Press"),
        KnownFrom.DONOR: _("Donor"),
        MemberRole.OWNER: _("Owner"),
        MemberRole.MANAGER: _("Manager"),
        MemberRole.STAFF: _("Staff member"),
    }
)
