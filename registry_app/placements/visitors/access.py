"""The home's manager and officers of SWD and SCPA write; the home reads all of its book; an officer follows it up."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.visitors.states import Permission
from registry_app.providers.homes.access import is_provider, leads, signs_in_for
from registry_app.providers.ties.access import no_tie

WRITERS = (Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG, Role.SWD_DIRECTOR)
DISTRICT_WRITERS = (Role.DISTRICT_OFFICER,)
READERS = (*WRITERS, Role.LAW_OFFICER, Role.AUDITOR)
DISTRICT_READERS = (*DISTRICT_WRITERS, Role.CPU_HEAD)


POLICY = {
    Permission.LIST_OWN: [[is_provider, signs_in_for]],
    Permission.WRITE_OWN: [[is_provider, signs_in_for, leads]],
    Permission.REPORT_OWN: [[is_provider, signs_in_for, leads]],
    Permission.LIST: [[holds(*READERS), no_tie], [in_district(*DISTRICT_READERS), no_tie]],
    Permission.WRITE: [[holds(*WRITERS), no_tie], [in_district(*DISTRICT_WRITERS), no_tie]],
    Permission.FOLLOW: [[holds(*WRITERS), no_tie], [in_district(*DISTRICT_WRITERS), no_tie]],
    Permission.QUEUE: [[holds(*READERS, *DISTRICT_READERS)]],
}
