"""Words of the living register: children, ladder, stays (gatekeeping.yaml `care_ladder`, `stays`)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    LIST = "stay:list"
    LIST_OWN = "stay:list-own"
    VIEW = "stay:view"
    VIEW_CHILD = "child:view"
    OPEN_IDENTITY = "child:open-identity"
    RECORD = "stay:record"
    RECORD_ARRIVAL = "stay:record-arrival"
    END = "stay:end"
    CORRECT_EXIT = "stay:correct-exit"
    DECIDE_CORRECTION = "stay:decide-correction"
    REVIEW_DEATH = "stay:review-death"


class Sex(StrEnum):
    GIRL = "girl"
    BOY = "boy"
    TRANSGENDER = "transgender"


class AgeMethod(StrEnum):
    """How the age is known; an estimate is kept as a range."""

    DOCUMENT = "DOCUMENT"
    SAID = "SAID"
    ESTIMATED = "ESTIMATED"
    DISPUTED = "DISPUTED"


class Rung(StrEnum):
    """The nine rungs of the care ladder, first to be tried first."""

    PRESERVE = "PRESERVE"
    REUNIFY = "REUNIFY"
    KINSHIP = "KINSHIP"
    GUARDIAN = "GUARDIAN"
    FOSTER = "FOSTER"
    KAFALAH = "KAFALAH"
    SIL = "SIL"
    SMALL_GROUP = "SMALL_GROUP"
    RESIDENTIAL = "RESIDENTIAL"


RANKS = {rung: rank for rank, rung in enumerate(Rung)}


class AnswerStatus(StrEnum):
    RULED_OUT = "RULED_OUT"
    NOT_AVAILABLE = "NOT_AVAILABLE"


class Basis(StrEnum):
    """Why a stay may last. Only DECISION needs the ladder; no child who exists may be unrecordable."""

    DECISION = "DECISION"
    EMERGENCY = "EMERGENCY"
    ARRIVAL = "ARRIVAL"
    COURT_DIRECT = "COURT_DIRECT"
    LEGACY = "LEGACY"
    OUTSIDE = "OUTSIDE"


class WarrantStatus(StrEnum):
    INTERIM = "INTERIM"
    CONFIRMED = "CONFIRMED"


class Exit(StrEnum):
    """Why a stay ended (gatekeeping.yaml step 14 and `exits_add`)."""

    REUNIFIED = "REUNIFIED"
    KINSHIP = "KINSHIP"
    GUARDIAN = "GUARDIAN"
    KAFALAH = "KAFALAH"
    FOSTER = "FOSTER"
    SIL = "SIL"
    MOVED_PLACEMENT = "MOVED_PLACEMENT"
    TURNED_18 = "TURNED_18"
    COURT_ENDED = "COURT_ENDED"
    MISSING = "MISSING"
    DIED = "DIED"
    GUARDIAN_ORDER = "GUARDIAN_ORDER"
    KAFALAH_ORDER = "KAFALAH_ORDER"
    MARRIED_ADULT = "MARRIED_ADULT"
    OTHER_PROVINCE = "OTHER_PROVINCE"
    ABROAD_BY_COURT = "ABROAD_BY_COURT"
    CONSULAR_OR_UNHCR = "CONSULAR_OR_UNHCR"
    LEFT_ALONE_ADULT = "LEFT_ALONE_ADULT"
    NEW_BASIS = "NEW_BASIS"


labels(
    {
        Sex.GIRL: _("Girl"),
        Sex.BOY: _("Boy"),
        Sex.TRANSGENDER: _("Transgender child"),
        AgeMethod.DOCUMENT: _("From a document"),
        AgeMethod.SAID: _("As the child or family says"),
        AgeMethod.ESTIMATED: _("Estimated"),
        AgeMethod.DISPUTED: _("Disputed"),
        Rung.PRESERVE: _("Stay with parents, with support"),
        Rung.REUNIFY: _("Return to parents, with support"),
        Rung.KINSHIP: _("Relatives or close family friend"),
        Rung.GUARDIAN: _("Guardian known to the child, by the court"),
        Rung.FOSTER: _("Approved foster family"),
        Rung.KAFALAH: _("Kafil family, formal kafalah"),
        Rung.SIL: _("Living alone with support, from 16"),
        Rung.SMALL_GROUP: _("Small group home, like a family"),
        Rung.RESIDENTIAL: _("Residential home, for a time, last of all"),
        AnswerStatus.RULED_OUT: _("Ruled out"),
        AnswerStatus.NOT_AVAILABLE: _("None available"),
        Basis.DECISION: _("Gatekeeping decision"),
        Basis.EMERGENCY: _("Emergency"),
        Basis.ARRIVAL: _("Arrival"),
        Basis.COURT_DIRECT: _("Order of a court"),
        Basis.LEGACY: _("There before the register"),
        Basis.OUTSIDE: _("Found without any basis"),
        WarrantStatus.INTERIM: _("Interim, until the court orders"),
        WarrantStatus.CONFIRMED: _("Confirmed by the court"),
    }
)
# Apart from the others: two members with the same text would fall together in one dictionary.
labels(
    {
        Exit.REUNIFIED: _("Home to parents"),
        Exit.KINSHIP: _("To relatives"),
        Exit.GUARDIAN: _("To a guardian"),
        Exit.KAFALAH: _("To a kafil family"),
        Exit.FOSTER: _("To a foster family"),
        Exit.SIL: _("To living alone with support"),
        Exit.MOVED_PLACEMENT: _("Moved to another place"),
        Exit.TURNED_18: _("Turned 18"),
        Exit.COURT_ENDED: _("Ended by a court"),
        Exit.MISSING: _("Missing"),
        Exit.DIED: _("Died"),
        Exit.GUARDIAN_ORDER: _("Handed to a guardian by order"),
        Exit.KAFALAH_ORDER: _("Handed to a kafil by order"),
        Exit.MARRIED_ADULT: _("Married as an adult"),
        Exit.OTHER_PROVINCE: _("To another province"),
        Exit.ABROAD_BY_COURT: _("Abroad by order of a court"),
        Exit.CONSULAR_OR_UNHCR: _("To a consulate or UNHCR"),
        Exit.LEFT_ALONE_ADULT: _("Left as an adult"),
        Exit.NEW_BASIS: _("Goes on, on another basis"),
    }
)
