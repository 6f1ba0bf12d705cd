"""What a phone seals for the office: content that only the office can open, not the phone that wrote it (DP22).

The phone makes a key pair for one box, agrees on a secret with the office's public key (P-256), forgets its own half,
and keeps the sealed text until the office has it. The office's key is derived from the master key, so that a box sealed
before the key was changed still opens. The box is bound to its kind (`arrival`, `field`) and to the key of what it
holds: moved to another it does not open. `registry_app/static/js/arrival-box.js` is the other side.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Mapping
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
"""The name under which the office's key is derived; boxes sealed before other kinds came keep opening."""


class Unreadable(ValueError):
    """This is no box of this kind for this thing, or its key is not here."""


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
    return kid, to_text(raw)


def to_text(raw: bytes) -> str:
    """Bytes as URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def to_bytes(text: Any) -> bytes:
    """Those bytes again; ValueError for what is none."""
    return base64.urlsafe_b64decode(str(text) + "=" * (-len(str(text)) % 4))


def bound_to(kind: str, kid: str, key: uuid.UUID) -> bytes:
    """What the secret and the text are bound to."""
    return f"{kind}|1|{kid}|{key}".encode()


def open_box(kind: str, box: Mapping[str, Any], key: uuid.UUID) -> Any:
    """The JSON that was sealed. Unreadable when it was changed, meant for another thing, or is no box at all."""
    try:
        kid, bound = str(box["kid"]), bound_to(kind, str(box["kid"]), key)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to_bytes(box["epk"]))
        shared = _private(kid).exchange(ec.ECDH(), theirs)
        secret = HKDF(algorithm=SHA256(), length=32, salt=b"\0" * 32, info=bound).derive(shared)
        return json.loads(AESGCM(secret).decrypt(to_bytes(box["iv"]), to_bytes(box["text"]), bound))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidTag, binascii.Error) as error:
        raise Unreadable from error
