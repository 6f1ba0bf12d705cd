"""Passwords: Argon2id at 64 MiB, any characters, twelve or more, none of the common ones."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _

LONGEST = 256
SHORTEST = 12
COMMON = (
    "password", "passw0rd", "123456789012", "qwertyuiop", "pakistan", "karachi", "hyderabad", "sindh", "sukkur", "scpa",
    "children", "orphanage", "welfare", "iloveyou", "bismillah", "administrator", "abcdefghijkl", "allahuakbar",
)  # fmt: skip


@cache
def hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


@cache
def _nobody() -> str:
    return hasher().hash("nobody has this password")


def make(password: str) -> str:
    """The hash to store; DomainError with a sentence when the password will not do."""
    if len(password) < SHORTEST:
        raise DomainError(
            _("Use at least 12 letters or numbers. Three or four words are easy to remember."), "password"
        )
    if len(password) > LONGEST:
        raise DomainError(_("Use at most 256 letters."), "password")
    bare = "".join(c for c in password.lower() if c.isalnum())
    settings = current_app.config["SETTINGS"]
    published = password == settings.demo_password and not settings.made_up
    if published or any(bare.startswith(word) and len(bare) - len(word) <= 6 for word in COMMON) or len(set(bare)) < 5:
        raise DomainError(_("Others use this password too. Choose other words."), "password")
    return hasher().hash(password)


def fits(stored: str | None, typed: str) -> bool:
    """Whether the password is right; takes as long when there is no account."""
    if len(typed) > LONGEST:
        return False
    try:
        return hasher().verify(stored or _nobody(), typed) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
