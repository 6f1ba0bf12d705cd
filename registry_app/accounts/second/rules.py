"""Time-based codes (RFC 6238) and who needs them: plain Python over the well-kept implementation of `cryptography`."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from registry_app.accounts.states import OFFICE_ROLES, Role

STEP = 30
"""Seconds that one code lasts; the code before and the one after are taken too, for clocks differ."""
SECRET_BYTES = 20
RECOVERY_CODES = 10
GRACE = timedelta(days=30)
"""So long a home's or a family's own new account may do without: an application must not fail for want of an app."""
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that cannot be taken for one another."""


def new_secret() -> str:
    """A secret for an app, as the base32 letters that apps read."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP


def code_at(secret: bytes, step: int) -> str:
    """The six digits of one step."""
    # SHA-1 is what every app on a phone speaks; what it is weak at, collisions, plays no part here.
    return TOTP(secret, 6, SHA1(), STEP).generate(step * STEP).decode()  # noqa: S303


def fitting_step(secret: bytes, digits: str, moment: datetime) -> int | None:
    """The step whose code this is, of now and one to each side; None when it fits none of them."""
    here = step_of(moment)
    steps = (step for step in (here, here - 1, here + 1) if secrets.compare_digest(code_at(secret, step), digits))
    return next(steps, None)


def needed(roles: Iterable[Role], made_at: datetime, moment: datetime) -> bool:
    """Whether this account may no longer sign in with the password alone: officers never, homes and families after
    `GRACE`."""
    held = set(roles)
    return bool(held & OFFICE_ROLES) or (bool(held) and moment - made_at > GRACE)


def new_recovery_codes() -> list[str]:
    """Ten codes such as ABCDE-23456, 49 bits each, to be kept on paper."""
    return [f"{_five()}-{_five()}" for _ in range(RECOVERY_CODES)]


def _five() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(5))


def bare(typed: str) -> str:
    """What was typed without blanks, hyphens and the difference of capital letters."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def link(secret_text: str, name: str) -> str:
    """What the QR code holds for the app: whose account, of which register."""
    issuer = "Sindh Care Register"
    asked = urlencode({"secret": secret_text, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(name)}?{asked}"
