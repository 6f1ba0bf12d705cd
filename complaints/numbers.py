"""The child's nine digits: found by a slow keyed hash, never stored, written down or put into an address.

Argon2id (19 MiB, two passes) over the digits under a secret pepper, so that a stolen table gives no number away. One
run for a known and for an unknown number alike; at most two at once in a process, so that guessing slows itself.
"""

import hashlib
import hmac
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from registry_app.core import keys
from registry_app.core.codes import answer_number_fits
from registry_app.core.letters import western

_AT_ONCE = BoundedSemaphore(2)
LENGTH = 9


def tidy(typed: str) -> str:
    """The digits of what was typed, in any digits, with or without spaces and hyphens; cut where too long."""
    return "".join(sign for sign in western(typed[:60]) if sign in "0123456789")


def lookup(digits: str) -> str:
    """The column value under which a number is found; 64 signs."""
    ring = keys.ring()
    peppered = hmac.new(ring.derive("child-code"), digits.encode(), hashlib.sha256).digest()
    with _AT_ONCE:
        raw = hash_secret_raw(
            secret=peppered,
            salt=ring.derive("child-code-salt")[:16],
            time_cost=2,
            memory_cost=19 * 1024,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
    return raw.hex()


def fits(digits: str) -> bool:
    """Whether it can be a number at all, so that a slip of the finger costs no try."""
    return answer_number_fits(digits)


def digest(token: str) -> str:
    """The hash of a poster's or page's token; the token itself is random and long, so that a quick hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
