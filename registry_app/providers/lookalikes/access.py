"""Who reads the map of look-alikes, adds to it, and looks at a place."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.lookalikes.states import Permission

PROVINCE_ROLES = (
    Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.LAW_OFFICER, Role.AUDITOR,
)  # fmt: skip
DISTRICT_ROLES = (Role.DISTRICT_OFFICER, Role.CPU_HEAD)

WRITERS = [[holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR)], [in_district(Role.DISTRICT_OFFICER)]]

POLICY = {
    Permission.VIEW: [[holds(*PROVINCE_ROLES, *DISTRICT_ROLES)]],
    Permission.RECORD: [[holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER)]],
    Permission.CHECK: WRITERS,
    Permission.CLOSE: WRITERS,
}
