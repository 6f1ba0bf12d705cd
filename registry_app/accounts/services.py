"""What happens to accounts: made, opened, given roles, disabled."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from registry_app.accounts import passwords, queries
from registry_app.accounts.models import OneTimeLink, RoleGrant, SignInAttempt, User
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit, clock, phones, sessions
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _

TRIES = 10


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transactional
def add_user(
    *, name: str, email: str | None = None, phone: str | None = None, language: str = "en",
    agency: Agency = Agency.OTHER, woman: bool | None = None, health_professional: bool = False, actor: Any = None,
) -> User:  # fmt: skip
    """A new account without a password; DomainError when the address or number is taken."""
    email = email.strip().lower() if email else None
    for value, field in ((email, "email"), (phone, "phone")):
        if value and queries.by_name(value):
            raise DomainError(_("There is an account with this already. Sign in instead."), field)
    user = User(
        name=name, email=email, phone=phone, language=language, agency=agency, woman=woman,
        health_professional=health_professional,
    )  # fmt: skip
    with audit.deed("account:add", user, actor):
        pass
    return user


@transactional
def grant_role(user: User, role: Role, *, district: str | None = None, actor: Any = None) -> RoleGrant:
    """Let a person act in a role, for one district or for all of Sindh. Giving it twice changes nothing."""
    for grant in user.grants:
        if grant.role == role and grant.district == district and grant.runs(clock.today()):
            return grant
    grant = RoleGrant(user_id=user.id, role=role, district=district)
    with audit.deed("account:grant-role", grant, actor):
        pass
    db.session.refresh(user)
    return grant


@transactional
def make_link(user: User, purpose: str = "first-password", *, hours: int = 72) -> str:
    """A one-time token for a link; only its hash is stored."""
    token = secrets.token_urlsafe(24)
    expires = clock.now() + timedelta(hours=hours)
    db.session.add(OneTimeLink(user_id=user.id, digest=_digest(token), purpose=purpose, expires_at=expires))
    return token


@transactional
def make_code(user: User, purpose: str) -> str:
    """Six digits for a phone, good for ten minutes; an older code of the same purpose stops working."""
    old = select(OneTimeLink).where(
        OneTimeLink.user_id == user.id, OneTimeLink.purpose == purpose, OneTimeLink.used_at.is_(None)
    )
    for link in db.session.scalars(old):
        link.used_at = clock.now()
    code = f"{secrets.randbelow(10**6):06d}"
    expires = clock.now() + timedelta(minutes=10)
    db.session.add(OneTimeLink(user_id=user.id, digest=_code_digest(user, code), purpose=purpose, expires_at=expires))
    audit.note("account:make-code", user, None)
    return code


def _code_digest(user: User, code: str) -> str:
    return _digest(f"{user.id}:{code}")


def link_holder(token: str, purpose: str = "first-password") -> User | None:
    """Whose link this is, while it is unused and in time."""
    link = db.session.scalars(select(OneTimeLink).where(OneTimeLink.digest == _digest(token))).one_or_none()
    if link is None or link.purpose != purpose or link.used_at or link.expires_at < clock.now():
        return None
    return db.session.get(User, link.user_id)


@transactional
def use_code(user: User, code: str, purpose: str) -> None:
    """Spend a six-digit code; DomainError when it is wrong, used or late."""
    link = db.session.scalars(
        select(OneTimeLink).where(OneTimeLink.digest == _code_digest(user, code)).with_for_update()
    ).one_or_none()
    if link is None or link.purpose != purpose or link.used_at or link.expires_at < clock.now():
        raise DomainError(_("This code does not fit. Look again, or ask for a new one."), "code")
    link.used_at = clock.now()
    audit.note("account:use-code", user, user)


@transactional
def open_with_link(token: str, password: str) -> User:
    """Set the first password by a one-time link, and spend the link."""
    user = link_holder(token)
    if user is None:
        raise DomainError(_("This link was used or is too old. Ask for a new one."))
    link = db.session.scalars(select(OneTimeLink).where(OneTimeLink.digest == _digest(token)).with_for_update()).one()
    link.used_at = clock.now()
    set_password(user, password, actor=user)
    return user


@transactional
def set_password(user: User, password: str, *, actor: Any) -> None:
    """A new password; every session of the person ends."""
    stored = passwords.make(password)
    with audit.deed("account:set-password", user, actor):
        user.password_hash = stored
        user.password_set_on = clock.today()
    sessions.end_all_of(user.id)


@transactional
def change_password(user: User, old: str, new: str) -> None:
    """Change one's own password; the old one must be right."""
    if not passwords.fits(user.password_hash, old):
        raise DomainError(_("The old password is not right."), "old")
    set_password(user, new, actor=user)


@transactional
def set_language(user: User, language: str) -> None:
    """The language of a person's pages and letters."""
    with audit.deed("account:set-language", user, user):
        user.language = language


@transactional
def disable(user: User, *, actor: Any) -> None:
    """Close an account the same day its owner leaves; open pages die with their next request."""
    with audit.deed("account:disable", user, actor):
        user.disabled_at = clock.now()
    sessions.end_all_of(user.id)


def sign_in(name: str, password: str) -> User:
    """The person, when name and password fit; DomainError with one and the same sentence otherwise.

    A phone number may be written in any usual way; tries are counted for the number, however it is written.
    """
    name = phones.as_kept(name)
    digest = _digest(f"sign-in:{name.lower()}")
    if queries.recent_failures(digest) >= TRIES:
        raise DomainError(_("Too many tries. Wait five minutes, then try again."))
    user = queries.by_name(name)
    stored = user.password_hash if user and user.is_active else None
    if not passwords.fits(stored, password):
        _count_failure(digest, user)
        raise DomainError(_("The name or the password is not right. Look again."))
    assert user is not None
    _record_sign_in(user)
    return user


@transactional
def _count_failure(digest: str, user: User | None) -> None:
    db.session.add(SignInAttempt(digest=digest))
    audit.note("account:sign-in", user, None, outcome="refused")


@transactional
def _record_sign_in(user: User) -> None:
    audit.note("account:sign-in", user, user)
