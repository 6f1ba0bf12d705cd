"""Officers read the table of powers; only the legal focal person changes it."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import OFFICE_ROLES, Role
from registry_app.providers.powers.states import Act, Permission

APPROVERS = {Act.PUBLISH_GRADE: Role.SCPA_DG, Act.NAME_UNREGISTERED_HOME: Role.SWD_DIRECTOR}
"""Who speaks for the office that holds the power to publish (powers.yaml: SCPA_AUTHORITY, SWD_SECRETARY)."""


def approves(actor: Any, proposal: Any) -> bool:
    """The actor speaks for the office that holds this power."""
    return bool(actor.has(APPROVERS[proposal.act]))


def proposed(actor: Any, proposal: Any) -> bool:
    """The actor proposed it."""
    return bool(proposal.proposed_by_id == actor.id)


def did_not_propose(actor: Any, proposal: Any) -> bool:
    return not proposed(actor, proposal)


POLICY = {
    Permission.VIEW: [[holds(*OFFICE_ROLES)]],
    Permission.EDIT: [[holds(Role.LAW_OFFICER)]],
    Permission.PROPOSE: [[holds(Role.LAW_OFFICER)]],
    Permission.APPROVE: [[approves, did_not_propose]],
    Permission.TAKE_BACK: [[holds(Role.LAW_OFFICER), proposed]],
}
