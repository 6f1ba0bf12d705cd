"""The head of the Child Protection Unit approves in the own district, and never a family to which there is a tie."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.homes.access import PROVINCE_ROLES
from registry_app.providers.kin.states import Permission
from registry_app.providers.ties.access import no_tie

DISTRICT_ROLES = (Role.CPU_HEAD, Role.CPO, Role.PANEL_CHAIR)

POLICY = {
    Permission.LIST: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.START: [[holds(Role.CPU_HEAD)]],
    Permission.VIEW: [[holds(*PROVINCE_ROLES), no_tie], [in_district(*DISTRICT_ROLES), no_tie]],
    Permission.APPROVE_AGAIN: [[in_district(Role.CPU_HEAD), no_tie]],
    Permission.LIGHT_TRACK: [[in_district(Role.CPU_HEAD, Role.CPO), no_tie]],
}
