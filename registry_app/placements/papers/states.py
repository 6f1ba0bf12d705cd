"""How far a child's B-Form is (domain README 1.3: the High Court wants each child registered)."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    RECORD = "child:record-b-form"


class BForm(StrEnum):
    """What was found; nothing recorded is none of these."""

    NONE = "NONE"
    APPLIED = "APPLIED"
    HAS = "HAS"


labels(
    {
        BForm.NONE: _("None yet"),
        BForm.APPLIED: _("Applied for"),
        BForm.HAS: _("B-Form issued"),
    }
)
