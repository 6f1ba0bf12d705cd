"""A home sends its own returns; the unit, the department and SCPA read them and settle what differs."""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.access import CPU, PROVIDER, PROVINCE, of_own_home
from registry_app.placements.returns.states import Permission
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.access import no_tie

READERS = (Role.CPO, Role.CPU_HEAD, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR, Role.SCPA_DG)


def not_run_by_swd(_actor: Any, home: Any) -> bool:
    """The department settles nothing about a home of its own."""
    return bool(home.run_by is not Ownership.SWD)


DISTRICT = in_district(Role.DISTRICT_OFFICER)
POLICY = {
    Permission.LIST_OWN: [[PROVIDER, of_own_home]],
    Permission.SEND: [[PROVIDER, of_own_home]],
    Permission.LIST: [[CPU, no_tie], [DISTRICT, no_tie], [PROVINCE, no_tie]],
    Permission.LIST_ALL: [[holds(*READERS)]],
    Permission.SETTLE: [
        [in_district(Role.CPU_HEAD), no_tie],
        [DISTRICT, no_tie, not_run_by_swd],
        [holds(Role.SWD_DIRECTOR), no_tie, not_run_by_swd],
        [holds(Role.SCPA_DG), no_tie],
    ],
}
