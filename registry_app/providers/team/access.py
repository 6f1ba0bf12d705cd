"""The people of an organisation see each other; owners and managers invite; only an owner hands over or lets go."""

from typing import Any

from registry_app.accounts.access import signed_in
from registry_app.core import clock
from registry_app.providers.homes.access import is_provider
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.team.states import Permission


def _role(actor: Any, organisation: Any) -> MemberRole | None:
    organisation = getattr(organisation, "organisation", organisation)
    today = clock.today()
    running = (m for m in organisation.members if m.user_id == actor.id and (m.until is None or m.until >= today))
    return next((m.role for m in running), None)


def belongs(actor: Any, organisation: Any) -> bool:
    """The actor signs in for it today."""
    return _role(actor, organisation) is not None


def leads(actor: Any, organisation: Any) -> bool:
    """The actor is an owner or the manager."""
    return _role(actor, organisation) in (MemberRole.OWNER, MemberRole.MANAGER)


def owns(actor: Any, organisation: Any) -> bool:
    """The actor is an owner."""
    return _role(actor, organisation) is MemberRole.OWNER


POLICY = {
    Permission.VIEW: [[is_provider, belongs]],
    Permission.INVITE: [[is_provider, leads]],
    Permission.HAND_OVER: [[is_provider, owns]],
    Permission.LEAVE: [[is_provider, belongs]],
    Permission.JOIN: [[signed_in]],
}
