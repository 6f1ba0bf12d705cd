"""Words that only the running program can read: AES-256-GCM under a key of their own, wrapped by the master key.

A sealed value is bound to its table, column and row: moved anywhere else it no longer opens. Its length is rounded up,
so that the size of a story tells nothing. Layout: 1 | length of key id | key id | wrapped key (40) | nonce (12) | text.
"""

import os
from typing import Any, overload
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core import keys

BUCKET = 128


def seal(text: str, place: str) -> bytes:
    """Seal `text` for `place` ("table|column|row id")."""
    return seal_bytes(_padded(text.encode("utf-8")), place)


def unseal(sealed: bytes, place: str) -> str:
    """The text again; cryptography's InvalidTag when it was changed or moved."""
    padded = unseal_bytes(sealed, place)
    return padded[4 : 4 + int.from_bytes(padded[:4])].decode("utf-8")


def seal_bytes(plain: bytes, place: str) -> bytes:
    """Seal bytes (a file, a session) for `place`, without rounding the length."""
    ring = keys.ring()
    data_key, nonce = AESGCM.generate_key(256), os.urandom(12)
    wrapped = aes_key_wrap(ring.derive("seal"), data_key)
    kid = ring.current.encode("ascii")
    return bytes([1, len(kid)]) + kid + wrapped + nonce + AESGCM(data_key).encrypt(nonce, plain, place.encode())


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    """The bytes again; InvalidTag when they were changed or moved, KeyMissing when the key is not here."""
    size = sealed[1]
    kid = sealed[2 : 2 + size].decode("ascii")
    rest = sealed[2 + size :]
    data_key = aes_key_unwrap(keys.ring().derive("seal", kid), rest[:40])
    return AESGCM(data_key).decrypt(rest[40:52], rest[52:], place.encode())


def _padded(plain: bytes) -> bytes:
    framed = len(plain).to_bytes(4) + plain
    return framed + b"\0" * (-len(framed) % BUCKET)


class Sealed:
    """A property that reads and writes a sealed column of the same row.

    Use: `story_sealed: Mapped[bytes | None] = sealed_column("…")` and `story = Sealed("story_sealed")`.
    """

    def __init__(self, column: str) -> None:
        self.column = column

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: Any, owner: type) -> str | None: ...
    def __get__(self, row: Any, owner: type) -> "Sealed | str | None":
        if row is None:
            return self
        stored = getattr(row, self.column)
        return None if stored is None else unseal(stored, self._place(row))

    def __set__(self, row: Any, text: str | None) -> None:
        setattr(row, self.column, None if text is None else seal(text, self._place(row)))

    def _place(self, row: Any) -> str:
        key: UUID = row.id
        return f"{row.__tablename__}|{self.column}|{key}"


def sealed_column(comment: str, *, nullable: bool = True) -> Mapped[Any]:
    """A column for sealed text; what is in it is named in `comment`, never shown by the audit."""
    return mapped_column(LargeBinary, nullable=nullable, comment=comment, info={"sensitive": True})
