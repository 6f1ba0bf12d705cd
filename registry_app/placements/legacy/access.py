"""A home writes and signs its own list; the unit of its district signs after it, never somebody with a tie to it."""

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.placements.access import CPU, PROVIDER, PROVINCE, of_own_home
from registry_app.placements.legacy.states import Permission
from registry_app.providers.ties.access import no_tie

POLICY = {
    Permission.VIEW_OWN: [[PROVIDER, of_own_home]],
    Permission.WRITE: [[PROVIDER, of_own_home]],
    Permission.SIGN_HOME: [[PROVIDER, of_own_home]],
    Permission.LIST: [[holds(Role.CPO, Role.CPU_HEAD)], [PROVINCE]],
    Permission.VIEW: [[CPU, no_tie], [PROVINCE, no_tie]],
    Permission.SIGN_UNIT: [[CPU, no_tie]],
    Permission.CLOSE: [[CPU, no_tie]],
}
