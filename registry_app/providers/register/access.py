"""Who sees free places: those who look for a place for a child, and nobody else (SCPP 4(7): no bed invites a child)."""

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.register.states import Permission

POLICY = {Permission.FREE_PLACES: [[holds(Role.CPO, Role.CPU_HEAD, Role.PANEL_CHAIR, Role.PANEL_MEMBER)]]}
