"""Who may search for a child, correct its file, see who opened its identity; a home sees what its care needs."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.access import CPU, PROVIDER, PROVINCE, of_own_home, still_there
from registry_app.placements.children.states import Permission
from registry_app.providers.ties.access import no_tie

POLICY = {
    Permission.SEARCH: [[holds(Role.CPO, Role.CPU_HEAD)], [PROVINCE]],
    Permission.CHANGE: [[CPU, no_tie]],
    Permission.OPENINGS: [[in_district(Role.CPU_HEAD), no_tie], [PROVINCE, no_tie]],
    Permission.CARE: [[PROVIDER, of_own_home, still_there]],
}
