"""Words and states of what phones send."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    DOOR = "field:door"
    PHONE = "field:phone"
    SEND = "field:send"
    OUTBOX = "field:outbox"
    MERGE = "field:merge"
    SETTLE = "field:settle"
    PHONES = "field:phones"
    REVOKE = "field:revoke"


class RecordState(StrEnum):
    """Where one person's record of a visit stands at the office."""

    BEGUN = "BEGUN"
    UNDER_WAY = "UNDER_WAY"
    FILES = "FILES"
    WAITS = "WAITS"
    AT_THE_OFFICE = "AT_THE_OFFICE"
    ASIDE = "ASIDE"


class Because(StrEnum):
    """Why a record waits for somebody, or was put aside."""

    CLASHES = "clashes"
    COLLEAGUE = "colleague"
    WANTING = "wanting"
    REVOKED_PHONE = "revoked phone"
    REPORT_WAS_SENT = "report was sent"
    CANCELLED = "cancelled"
    FROM_PAPER = "from paper"
    NOT_BEGUN = "not begun"
    DOES_NOT_FIT = "does not fit"


class Settled(StrEnum):
    """What a person made of content that was put aside."""

    TAKEN = "TAKEN"
    LEFT = "LEFT"


class FileKind(StrEnum):
    PHOTO = "PHOTO"
    GATE = "GATE"
    SIGNATURE = "SIGNATURE"
    PAPER = "PAPER"


class Stratum(StrEnum):
    """What the sample of children must hold (scoring_rules.child_sample)."""

    GIRL = "GIRL"
    BOY = "BOY"
    OTHER = "OTHER"
    YOUNGEST = "YOUNGEST"
    OLDEST = "OLDEST"
    DISABILITY = "DISABILITY"
    NEWEST = "NEWEST"


labels(
    {
        RecordState.BEGUN: _("Begun on a phone"),
        RecordState.UNDER_WAY: _("Under way, not sent yet"),
        RecordState.FILES: _("Photos are missing"),
        RecordState.WAITS: _("Waits for the one who leads"),
        RecordState.AT_THE_OFFICE: _("At the office"),
        RecordState.ASIDE: _("Put aside until somebody decides"),
        Because.CLASHES: _("Two inspectors answered differently"),
        Because.COLLEAGUE: _("A colleague has not finished"),
        Because.WANTING: _("Something is still missing in the visit"),
        Because.REVOKED_PHONE: _("The phone was blocked"),
        Because.REPORT_WAS_SENT: _("The report had been sent before"),
        Because.CANCELLED: _("The visit had been cancelled"),
        Because.FROM_PAPER: _("The visit was typed in from paper"),
        Because.NOT_BEGUN: _("The visit could not be begun"),
        Because.DOES_NOT_FIT: _("It does not fit the rules"),
        Settled.TAKEN: _("Taken into the visit"),
        Settled.LEFT: _("Left beside the visit"),
        FileKind.PHOTO: _("Photo"),
        FileKind.GATE: _("Photo of the gate"),
        FileKind.SIGNATURE: _("Signature on the phone"),
        FileKind.PAPER: _("Photo of a paper"),
    }
)
labels(
    {
        Stratum.GIRL: _("Girl"),
        Stratum.BOY: _("Boy"),
        Stratum.OTHER: _("Transgender child"),
        Stratum.YOUNGEST: _("Among the youngest"),
        Stratum.OLDEST: _("Among the oldest"),
        Stratum.DISABILITY: _("With a disability"),
        Stratum.NEWEST: _("Came last"),
    }
)
