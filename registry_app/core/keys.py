"""The master key: kept outside the database, named by an id, and the root of every secret the program needs.

The file holds `{"current": "k1", "keys": {"k1": "<32 bytes, base64>"}}`, readable by its owner only, and `"demo": true`
when it was made for the demonstration. Each purpose (sealing, audit chain, sessions, children's codes) gets its own key
derived by HKDF, so that no two share one.
"""

import base64
import json
import os
import secrets
import stat
from functools import cache
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


class KeyMissing(RuntimeError):
    """There is no key, or not the one a record was sealed with; nothing is guessed."""


FEWEST_SIGNS = 16
"""32 random bytes hold about 30 different ones; a key with fewer than this was typed by somebody."""


def create(path: Path, *, demo: bool = False) -> None:
    """Make a new key file; refuses to overwrite one. Production does not start with one made for the demonstration."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body: dict[str, object] = {"current": "k1", "keys": {"k1": base64.b64encode(secrets.token_bytes(32)).decode()}}
    if demo:
        body["demo"] = True
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(body, file)


class Keyring:
    """Master keys by id; derives a 32-byte key for a purpose."""

    def __init__(self, current: str, keys: dict[str, bytes], *, demo: bool = False) -> None:
        if current not in keys or any(len(key) != 32 or len(set(key)) < FEWEST_SIGNS for key in keys.values()):
            raise ValueError("32 random bytes a key, and the name of the current one")
        self.current, self.demo = current, demo
        self._keys = keys
        self._derived: dict[tuple[str, str], bytes] = {}

    @classmethod
    def load(cls, path: Path) -> "Keyring":
        """Read the file; refuses one that others may read."""
        try:
            mode = path.stat().st_mode
        except OSError as error:
            raise KeyMissing(f"There is no key file at {path}. Make one with 'registry key init'.") from error
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyMissing(f"The key file {path} may be read by others. Run: chmod 600 {path}")
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            found = {kid: base64.b64decode(key) for kid, key in body["keys"].items()}
            return cls(body["current"], found, demo=bool(body.get("demo")))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise KeyMissing(f"{path} is no key file of ours. Make one with 'registry key init'.") from error

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all master keys, the current one first."""
        return (self.current, *(kid for kid in self._keys if kid != self.current))

    def derive(self, purpose: str, kid: str | None = None) -> bytes:
        """The 32-byte key of `purpose` under the key `kid` (the current one when not named)."""
        kid = kid or self.current
        if kid not in self._keys:
            raise KeyMissing(f"The key {kid} is not in the key file.")
        if (kid, purpose) not in self._derived:
            hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"registry:{purpose}".encode())
            self._derived[kid, purpose] = hkdf.derive(self._keys[kid])
        return self._derived[kid, purpose]


@cache
def _loaded(path: str) -> Keyring:
    return Keyring.load(Path(path))


def ring() -> Keyring:
    """The keys of the running application."""
    return cast(Keyring, current_app.extensions["keyring"])


def ring_at(path: Path) -> Keyring:
    """The keys of the file at `path`, read once a process."""
    return _loaded(str(path))
