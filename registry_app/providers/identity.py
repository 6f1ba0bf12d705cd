"""Who a person is on paper: kinds of identity, their numbers in one form, and a keyed index by which to match them.

A number is stored sealed. Beside it stands its keyed hash, so that the same number is found again without opening any
other, and a stolen table cannot be tried through with all numbers there are.
"""

import hashlib
import hmac
import re
from enum import StrEnum

from registry_app.core import keys
from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import one_digit, western


class IdentityKind(StrEnum):
    """registration.yaml `identity_kinds`."""

    CNIC = "CNIC"
    NICOP = "NICOP"
    POC = "POC"
    POR_OR_ACC_CARD = "POR_OR_ACC_CARD"
    PASSPORT = "PASSPORT"
    VOUCHED_BY_TWO_CNIC_HOLDERS = "VOUCHED_BY_TWO_CNIC_HOLDERS"


K = IdentityKind
# NADRA gives one person one number of 13 digits, whichever of its cards it stands on.
OF_NADRA = frozenset({K.CNIC, K.NICOP, K.POC})
NUMBERED = tuple(kind for kind in K if kind is not K.VOUCHED_BY_TWO_CNIC_HOLDERS)

labels(
    {
        K.CNIC: _("CNIC"),
        K.NICOP: _("NICOP (Pakistanis abroad)"),
        K.POC: _("Pakistan Origin Card"),
        K.POR_OR_ACC_CARD: _("Proof of Registration or Afghan Citizen Card"),
        K.PASSPORT: _("Passport"),
        K.VOUCHED_BY_TWO_CNIC_HOLDERS: _("Known to two persons with a CNIC"),
    }
)


def normal(kind: IdentityKind, typed: str) -> str | None:
    """The number without spaces and dashes, in the digits 0-9 and capital letters; None when it cannot be one."""
    text = re.sub(r"[\s\u200e\u200f\u2066-\u2069./-]", "", western(typed)).upper()
    if kind in OF_NADRA:
        return text if re.fullmatch(r"[0-9]{13}", text) and not one_digit(text) else None
    if kind is K.VOUCHED_BY_TWO_CNIC_HOLDERS:
        return None
    return text if re.fullmatch(r"(?=[A-Z]*[0-9])[A-Z0-9]{5,20}", text) else None


def written(kind: IdentityKind, number: str) -> str:
    """The number as it stands on the card."""
    return f"{number[:5]}-{number[5:12]}-{number[12]}" if kind in OF_NADRA else number


def digest(kind: IdentityKind, number: str, key_id: str | None = None) -> str:
    """The keyed hash of a number in its normal form, with the id of the key that made it."""
    ring = keys.ring()
    key_id = key_id or ring.current
    family = "NADRA" if kind in OF_NADRA else kind.value
    made = hmac.new(ring.derive("identity", key_id), f"{family}|{number}".encode(), hashlib.sha256).hexdigest()
    return f"{key_id}:{made}"


def digests(kind: IdentityKind, number: str) -> list[str]:
    """The hash under every key there is, for finding a row that an earlier key made."""
    return [digest(kind, number, key_id) for key_id in keys.ring().ids]


def current_key() -> str:
    """The id of the key that makes the hashes now."""
    return keys.ring().current
