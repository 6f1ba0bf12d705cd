"""A home plans its own rota; the offices that look after it read it; either says that somebody is away."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.access import PROVIDER, of_own_home
from registry_app.placements.rota.states import Permission
from registry_app.providers.ties.access import no_tie

PROVINCE = holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.SCPA_DG)
DISTRICT = in_district(Role.DISTRICT_OFFICER, Role.CPU_HEAD)
POLICY = {
    Permission.VIEW_OWN: [[PROVIDER, of_own_home]],
    Permission.PLAN: [[PROVIDER, of_own_home]],
    Permission.VIEW: [[PROVINCE, no_tie], [DISTRICT, no_tie], [in_district(Role.INSPECTOR), no_tie]],
    Permission.STAND_DOWNS: [[PROVINCE], [holds(Role.DISTRICT_OFFICER, Role.CPU_HEAD)]],
    Permission.STAND_DOWN: [[PROVIDER, of_own_home], [PROVINCE, no_tie], [DISTRICT, no_tie]],
}
