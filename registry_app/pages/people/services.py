"""What the administrator does with accounts; nobody ever sets another person's password (security.md 12)."""

from typing import Any

from registry_app.accounts import services as accounts
from registry_app.accounts.commands import AGENCIES
from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit
from registry_app.core.db import transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _


@transactional
def add(
    *, name: str, email: str, role: Role, district: str | None, language: str, woman: bool | None, actor: Any
) -> tuple[User, str]:
    """A new account with one role, and the token of its one-time link; DomainError when the address is taken."""
    user = accounts.add_user(
        name=name, email=email, language=language, agency=AGENCIES.get(role, Agency.OTHER), woman=woman, actor=actor
    )
    accounts.grant_role(user, role, district=district, actor=actor)
    return user, new_link(user, actor=actor)


@transactional
def new_link(user: User, *, actor: Any) -> str:
    """The token of a fresh one-time link, so that the person can choose a password."""
    if not user.is_active:
        raise DomainError(_("This account is closed. A closed account gets no link."))
    audit.note("account:make-link", user, actor)
    return accounts.make_link(user)


@transactional
def close(user: User, *, actor: Any) -> None:
    """Close an account the day its owner leaves; nobody closes their own, so that an administrator always remains."""
    if user.id == actor.id:
        raise DomainError(_("You cannot close your own account. Ask another administrator."))
    if not user.is_active:
        raise DomainError(_("This account is closed already."))
    accounts.disable(user, actor=actor)
