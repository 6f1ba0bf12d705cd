"""Who reads the lists, adds to them, and records that a home was found."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.findings.states import Permission
from registry_app.providers.ties.access import no_tie

READERS = (
    Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER, Role.LAW_OFFICER,
    Role.AUDITOR,
)  # fmt: skip

POLICY = {
    Permission.VIEW: [[holds(*READERS)]],
    Permission.RECORD: [
        [holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR), no_tie],
        [in_district(Role.DISTRICT_OFFICER), no_tie],
    ],
    Permission.KEEP_LISTS: [[holds(Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR)]],
}
