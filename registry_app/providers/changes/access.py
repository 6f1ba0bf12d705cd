"""The home asks; one officer looks into it, another one decides; a tie to the home closes all of it."""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.changes.states import Permission
from registry_app.providers.homes.access import is_provider, leads, signs_in_for
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.access import no_tie

PROVINCE_ROLES = (Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR)
DISTRICT_ROLES = (Role.DISTRICT_OFFICER,)


def of_own_home(actor: Any, change: Any) -> bool:
    """The change is of a home the actor signs in for."""
    return signs_in_for(actor, change.home)


def speaks_for_its_home(actor: Any, change: Any) -> bool:
    """The actor is an owner or the manager of the home: its other staff read what was asked."""
    return leads(actor, change.home)


def not_run_by_swd(_actor: Any, change: Any) -> bool:
    """The Social Welfare Department does not look into a home of its own."""
    return change.home.run_by is not Ownership.SWD


def not_own_wing(actor: Any, change: Any) -> bool:
    """A home that SCPA runs is decided by the full Authority, without the wing that runs it (powers.yaml)."""
    return not (change.home.run_by is Ownership.SCPA and actor.has(Role.SCPA_DG, Role.REGISTRY_OFFICER))


def did_not_ask(actor: Any, change: Any) -> bool:
    return bool(change.asked_by_id != actor.id)


def did_not_look(actor: Any, change: Any) -> bool:
    return bool(change.looked_by_id != actor.id)


POLICY = {
    Permission.LIST_OWN: [[is_provider, signs_in_for]],
    Permission.ASK: [[is_provider, leads]],
    Permission.VIEW_OWN: [[is_provider, of_own_home]],
    Permission.WITHDRAW: [[is_provider, speaks_for_its_home]],
    Permission.QUEUE: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.VIEW: [[holds(*PROVINCE_ROLES), no_tie], [in_district(*DISTRICT_ROLES), no_tie]],
    Permission.LOOK: [
        [holds(Role.REGISTRY_OFFICER), no_tie, did_not_ask],
        [holds(Role.SWD_DIRECTOR), no_tie, did_not_ask, not_run_by_swd],
        [in_district(Role.DISTRICT_OFFICER), no_tie, did_not_ask, not_run_by_swd],
    ],
    Permission.INVITE_OWNER: [[holds(Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG), no_tie]],
    Permission.DECIDE: [[holds(Role.AUTHORISER, Role.SCPA_DG), no_tie, did_not_ask, did_not_look, not_own_wing]],
}
