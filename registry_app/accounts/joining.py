"""A home or a family makes its own account: name, mobile number, password, language, and six digits by SMS.

Nothing is stored before the digits are right: until then all of it stands in the visitor's own sealed session, so that
nobody takes a number that is not theirs. Whether a number has an account already is told to that number only.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from registry_app.accounts import passwords, queries
from registry_app.accounts.models import SignInAttempt, User
from registry_app.accounts.services import grant_role
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, outbox
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _

GOOD_FOR = timedelta(minutes=10)
WAIT = timedelta(minutes=1)
MOST_CODES = 5
MOST_TRIES = 5
ROLES = {"provider": Role.PROVIDER, "family": Role.FAMILY_CARER}

Pending = dict[str, Any]
"""What stands in the session until the code is right: name, phone, language, role, password and code as their hashes,
sent (when, ISO), tries."""


def begin(*, name: str, phone: str, password: str, language: str, role: str) -> Pending:
    """Send the first code; DomainError when the password will not do or too many codes were asked for."""
    pending: Pending = {
        "name": name,
        "phone": phone,
        "language": language,
        "role": ROLES[role].value,
        "password": passwords.make(password),
    }
    return _send_code(pending)


def again(pending: Pending) -> Pending:
    """Send a new code; the one before stops working. DomainError within a minute of the last one."""
    if clock.now() - datetime.fromisoformat(pending["sent"]) < WAIT:
        raise DomainError(_("Wait one minute, then ask again."))
    return _send_code(pending)


@transactional
def _send_code(pending: Pending) -> Pending:
    phone, language = pending["phone"], pending["language"]
    digest = hashlib.sha256(f"join:{phone}".encode()).hexdigest()
    if queries.recent_failures(digest) >= MOST_CODES:
        raise DomainError(_("Too many codes were sent to this number. Wait five minutes, then try again."))
    db.session.add(SignInAttempt(digest=digest))
    code = f"{secrets.randbelow(10**6):06d}"
    if queries.by_name(phone):
        outbox.sms(phone, language, _("You have an account with this number already. Sign in with your password."))
    else:
        outbox.sms(
            phone, language, _("%(code)s is your code for the Sindh Care Register. Tell it to nobody.", code=code)
        )
    audit.note("account:send-code", None, None)
    return {**pending, "code": code_digest(phone, code), "sent": clock.now().isoformat(), "tries": 0}


def code_digest(phone: str, code: str) -> str:
    return hashlib.sha256(f"{phone}:{code}".encode()).hexdigest()


def tried(pending: Pending, code: str) -> Pending:
    """Count one more try; DomainError when the code does not fit, is too old, or was tried too often."""
    counted = {**pending, "tries": pending["tries"] + 1}
    late = clock.now() - datetime.fromisoformat(pending["sent"]) > GOOD_FOR
    fits = hmac.compare_digest(pending["code"], code_digest(pending["phone"], code))
    counted["fits"] = fits and not late and counted["tries"] <= MOST_TRIES
    return counted


@transactional
def finish(pending: Pending) -> User:
    """Make the account once the code was right; DomainError when it was not, or when the number was taken meanwhile."""
    if not pending.get("fits"):
        raise DomainError(_("This code does not fit. Look again, or ask for a new one."), "code")
    if queries.by_name(pending["phone"]):
        raise DomainError(_("There is an account with this already. Sign in instead."), "code")
    user = User(
        name=pending["name"],
        phone=pending["phone"],
        language=pending["language"],
        password_hash=pending["password"],
        password_set_on=clock.today(),
    )
    with audit.deed("account:join", user, user):
        pass
    grant_role(user, Role(pending["role"]), actor=user)
    return user
