"""What a look at the signature of a certificate can give."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _

PURPOSE = "certificate"


class Seal(StrEnum):
    """The signature in the code of a certificate."""

    NONE = "NONE"
    FITS = "FITS"
    DOES_NOT_FIT = "DOES_NOT_FIT"


labels(
    {
        Seal.NONE: _("Only the number was looked up. The code on the paper carries the office's signature as well."),
        Seal.FITS: _("The signature in the code is the office's own."),
        Seal.DOES_NOT_FIT: _("The signature in this code does not fit. Do not trust this paper."),
    }
)
