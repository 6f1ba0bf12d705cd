"""Officers of the register and of the department that sits on the board, without a tie to the home."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.orphanages.states import Permission
from registry_app.providers.ties.access import no_tie


def no_family(_actor: Any, home: Any) -> bool:
    """The Act is about homes, not about families."""
    return not home.household


POLICY = {Permission.RECORD: [[holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.LAW_OFFICER), no_tie, no_family]]}
