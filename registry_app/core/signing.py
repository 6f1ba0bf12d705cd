"""Signatures that anybody can check without us: Ed25519, its private keys derived from the master keys by HKDF.

A public key is named by its own fingerprint, so that a key id can never come to mean another key, and says nothing
about the master key behind it. Whoever signs keeps the public key, so that it outlives the master key.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from registry_app.core import keys


@dataclass(frozen=True)
class PublicKey:
    """A public key of 32 bytes under its id."""

    raw: bytes

    @property
    def id(self) -> str:
        """The first eight signs of its SHA-256, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()[:8]

    @property
    def pem(self) -> str:
        """The key as programs such as openssl read it."""
        made = Ed25519PublicKey.from_public_bytes(self.raw)
        return made.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")

    def fits(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature` was made over just these bytes with the private key of this one."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


def _private(purpose: str, kid: str | None = None) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keys.ring().derive(f"sign:{purpose}", kid))


def _public(private: Ed25519PrivateKey) -> PublicKey:
    return PublicKey(private.public_key().public_bytes_raw())


def current(purpose: str) -> PublicKey:
    """The public key of what is signed for `purpose` now."""
    return _public(_private(purpose))


def own(purpose: str) -> list[PublicKey]:
    """The public keys of every master key in the key file, the current one first."""
    return [_public(_private(purpose, kid)) for kid in keys.ring().ids]


def sign(purpose: str, message: bytes) -> bytes:
    """The 64 bytes of the signature with the current key; the same for the same bytes."""
    return _private(purpose).sign(message)


def to_text(raw: bytes) -> str:
    """Bytes in letters that may stand in an address (base64url without its padding)."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def from_text(text: str) -> bytes:
    """Those bytes again; ValueError for anything that `to_text` would not have written."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("This is not base64url.") from error
    if to_text(raw) != text:
        raise ValueError("This is not how these bytes are written.")
    return raw
