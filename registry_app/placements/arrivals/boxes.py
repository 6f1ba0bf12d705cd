"""What a phone seals for the office: a notice that only the office can open, not the phone that wrote it (DP22).

The phone makes a key pair for one notice, agrees on a secret with the office's public key (P-256), forgets its own
half, and keeps the sealed text until the office has it. The office's key is derived from the master key, so that a
notice sealed before the key was changed still opens. The box is bound to the notice's own key: moved to another it
does not open. `registry_app/static/js/arrival-box.js` is the other side.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from registry_app.core import keys

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PURPOSE = "arrival-box"


class Unreadable(ValueError):
    """This is no box for this notice, or its key is not here."""


@dataclass(frozen=True)
class Opened:
    """The boxes of the form as (name, text), and photographs by the name of their box."""

    fields: list[tuple[str, str]]
    photos: dict[str, bytes]


def _private(kid: str) -> ec.EllipticCurvePrivateKey:
    try:
        secret = keys.ring().derive(PURPOSE, kid)
    except keys.KeyMissing as error:
        raise Unreadable from error
    return ec.derive_private_key(int.from_bytes(secret) % (ORDER - 1) + 1, CURVE)


def public_key() -> tuple[str, str]:
    """(id, raw point as URL-safe base64) of the key that phones seal for."""
    kid = keys.ring().current
    raw = _private(kid).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return kid, base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: Any) -> bytes:
    return base64.urlsafe_b64decode(str(text) + "=" * (-len(str(text)) % 4))


def bound_to(kid: str, notice_id: uuid.UUID) -> bytes:
    """What key and text are bound to."""
    return f"arrival|1|{kid}|{notice_id}".encode()


def open_box(box: Mapping[str, Any], notice_id: uuid.UUID) -> Opened:
    """The notice as it was typed. Unreadable when it was changed, meant for another notice, or is no box at all."""
    try:
        kid, bound = str(box["kid"]), bound_to(str(box["kid"]), notice_id)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _bytes(box["epk"]))
        shared = _private(kid).exchange(ec.ECDH(), theirs)
        key = HKDF(algorithm=SHA256(), length=32, salt=b"\0" * 32, info=bound).derive(shared)
        said = json.loads(AESGCM(key).decrypt(_bytes(box["iv"]), _bytes(box["text"]), bound))
        fields = [(str(name), str(text)) for name, text in said["fields"]]
        photos = {str(name): _bytes(picture) for name, picture in said.get("photos", {}).items()}
    except (KeyError, TypeError, ValueError, AttributeError, InvalidTag, binascii.Error) as error:
        raise Unreadable from error
    return Opened(fields, photos)
