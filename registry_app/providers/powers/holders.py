"""Who signs in today for the office that holds a power; other packages build their rules of access on it."""

from collections.abc import Callable
from typing import Any

from registry_app.accounts.states import Role
from registry_app.providers.powers import queries
from registry_app.providers.powers.states import Act

# Who signs in for the office that holds a power; an office that nobody signs in for is written to by SCPA's head.
ROLE_OF_OFFICE = {
    "SCPA_AUTHORITY": Role.AUTHORISER,
    "SCPA_DG": Role.SCPA_DG,
    "SCPA_REGISTRY": Role.REGISTRY_OFFICER,
    "SWD_SECRETARY": Role.SWD_DIRECTOR,
    "SWD_HEAD": Role.SWD_DIRECTOR,
    "SWD_DISTRICT": Role.DISTRICT_OFFICER,
}


def holding_role(act: Act) -> Role:
    """Who signs in for the office that holds this power today."""
    return ROLE_OF_OFFICE.get(queries.power(act).holder, Role.SCPA_DG)


def holds_power(act: Act) -> Callable[[Any, Any], bool]:
    """A rule: the actor signs in for the office that holds this power today."""

    def rule(actor: Any, _subject: Any) -> bool:
        return bool(actor.is_authenticated and actor.has(holding_role(act)))

    rule.__name__ = f"holds_the_power_to_{act.value}"
    return rule
