"""What happens to the second step: begun, set, passed, renewed, taken away by two."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import delete, update

from registry_app.accounts import services as accounts
from registry_app.accounts.models import SignInAttempt, User
from registry_app.accounts.queries import recent_failures
from registry_app.accounts.second import queries, rules
from registry_app.accounts.second.models import RecoveryCode, SecondFactor, SecondTaken
from registry_app.core import audit, clock, keys, outbox, sessions
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _

T = TypeVar("T")
TRIES = 5
NO_FIT = _("This code does not fit. Wait for the next one and write it again.")


def _tries(user: User) -> str:
    return hashlib.sha256(f"second:{user.id}".encode()).hexdigest()


def _digest(user: User, code: str, kid: str | None = None) -> str:
    """A hash under a key that is not in the database: fifty bits alone could be tried out by whoever steals it."""
    key = keys.ring().derive("recovery codes", kid)
    return hmac.new(key, f"{user.id}:{rules.bare(code)}".encode(), hashlib.sha256).hexdigest()


def set_up(user: User, secret: str, typed: str) -> list[str]:
    """The first code of the app that holds `secret` (base32) is right: from now on it is asked. Gives the codes for
    paper, which are shown once. DomainError when the code does not fit or the step is set already."""
    return _counting_wrong(user, lambda: _set_up(user, secret, typed))


@transactional
def _set_up(user: User, secret: str, typed: str) -> list[str]:
    locked(user)
    if queries.of_user(user.id) is not None:
        raise DomainError(_("The second step is set already."))
    factor = SecondFactor(user_id=user.id)
    factor.secret = secret
    with audit.deed("account:set-second-step", factor, user):
        pass
    _pass_code(user, factor, typed)
    return _fresh_codes(user)


def renew_codes(user: User, typed: str) -> list[str]:
    """New codes for paper, for a code of the app; the old ones stop working."""
    return _counting_wrong(user, lambda: _renew_codes(user, typed))


@transactional
def _renew_codes(user: User, typed: str) -> list[str]:
    _with_app(user, typed)
    return _fresh_codes(user)


def _counting_wrong(user: User, deed: Callable[[], T]) -> T:
    """The deed; a code that does not fit is counted by itself, for what the deed began is taken back."""
    try:
        return deed()
    except DomainError:
        _count_wrong(user)
        raise


def _fresh_codes(user: User) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = rules.new_recovery_codes()
    db.session.add_all(RecoveryCode(user_id=user.id, digest=_digest(user, code)) for code in codes)
    audit.note("account:make-recovery-codes", user, user)
    return codes


def pass_second(user: User, typed: str) -> None:
    """The second step of signing in: six digits of the app, or a code from paper, each good once.

    DomainError: it does not fit, was used, or too many were tried in five minutes. Wrong ones are counted apart from
    wrong passwords, so that whoever does not know the password cannot keep anybody out.
    """
    way = _with_app if rules.bare(typed).isdigit() else _with_paper
    _counting_wrong(user, lambda: way(user, typed))


def prove(user: User, password: str, code: str | None) -> None:
    """Password and, where the second step is set (`code` is not None), its code, by whoever is signed in already."""
    if accounts.sign_in(user.email or user.phone or "", password).id != user.id:
        raise AssertionError("a name belongs to one account")
    if code is not None:
        pass_second(user, code)


@transactional
def _with_app(user: User, typed: str) -> None:
    factor = queries.of_user(user.id)
    if factor is None:
        raise DomainError(NO_FIT, "code")
    _pass_code(user, factor, typed)


def _pass_code(user: User, factor: SecondFactor, typed: str) -> None:
    if recent_failures(_tries(user)) >= TRIES:
        raise DomainError(_("Too many tries. Wait five minutes, then try again."), "code")
    step = rules.fitting_step(base64.b32decode(factor.secret or ""), rules.bare(typed), clock.now())
    if step is None or not _spend(factor, step):
        raise DomainError(NO_FIT, "code")
    audit.note("account:second-step", user, user)


def _spend(factor: SecondFactor, step: int) -> bool:
    """Whether this step was still unused: one UPDATE decides, also among processes."""
    newer = update(SecondFactor).where(SecondFactor.id == factor.id, SecondFactor.last_step < step)
    done: Any = db.session.execute(newer.values(last_step=step))
    db.session.refresh(factor)
    return bool(done.rowcount)


@transactional
def _with_paper(user: User, typed: str) -> None:
    if recent_failures(_tries(user)) >= TRIES:
        raise DomainError(_("Too many tries. Wait five minutes, then try again."), "code")
    digests = [_digest(user, typed, kid) for kid in keys.ring().ids]
    unused = update(RecoveryCode).where(RecoveryCode.digest.in_(digests), RecoveryCode.used_at.is_(None))
    done: Any = db.session.execute(unused.values(used_at=clock.now()))
    if not done.rowcount:
        raise DomainError(NO_FIT, "code")
    audit.note("account:use-recovery-code", user, user)
    _tell(user, _("A code from your paper was used to sign in to the register. Was it not you? Call your office now."))


def _tell(user: User, words: Any) -> None:
    if user.email:
        outbox.mail(user.email, user.language, _("Sindh Care Register: your account"), words)
    elif user.phone:
        outbox.sms(user.phone, user.language, words)


@transactional
def _count_wrong(user: User) -> None:
    db.session.add(SignInAttempt(digest=_tries(user)))
    audit.note("account:second-step", user, None, outcome="refused")


@transactional
def ask_taking(user: User, reason: str, *, actor: Any) -> SecondTaken:
    """An officer asks that a lost phone's step be taken away; nothing changes until another one agrees."""
    locked(user)
    if actor.id == user.id:
        raise DomainError(_("Somebody else must ask this for you."), "reason")
    if not queries.is_set(user.id):
        raise DomainError(_("This account has no second step."), "reason")
    if not reason.strip():
        raise DomainError(_("Write how you know that it is this person who asks."), "reason")
    if any(one.user_id == user.id for one in queries.asked()):
        raise DomainError(_("This was asked already. Another officer must agree."), "reason")
    taken = SecondTaken(user_id=user.id, reason=reason.strip(), asked_by_id=actor.id)
    with audit.deed("account:ask-taking-second-step", taken, actor):
        pass
    return taken


@transactional
def agree_taking(taken: SecondTaken, *, actor: Any) -> None:
    """The other officer agrees: the app and the paper stop working, the password stays, open pages end."""
    taken = locked(taken)
    if taken.agreed_at is not None:
        raise DomainError(_("This was done already."))
    if actor.id in (taken.asked_by_id, taken.user_id):
        raise DomainError(_("Another person must agree to this."))
    with audit.deed("account:take-second-step", taken, actor):
        taken.agreed_by_id, taken.agreed_at = actor.id, clock.now()
    db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == taken.user_id))
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == taken.user_id))
    sessions.end_all_of(taken.user_id)
    _tell(taken.user, _("The second step of your account was taken away by two officers. You set it up again when you "
                        "next sign in. Did you not ask for it? Call your office now."))  # fmt: skip
