"""A home writes down the courses of its own people; an officer sees the certificate; a tie closes the file."""

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.homes.access import is_provider, signs_in_for
from registry_app.providers.ties.access import no_tie
from registry_app.providers.training.states import Permission
from registry_app.providers.vetting.access import (
    DISTRICT_ROLES,
    PROVINCE_ROLES,
    in_reach,
    no_tie_anywhere,
    of_own_home,
)

RECORDERS = [
    [holds(Role.REGISTRY_OFFICER), no_tie_anywhere],
    [holds(Role.DISTRICT_OFFICER), in_reach, no_tie_anywhere],
]
POLICY = {
    Permission.LIST_OWN: [[is_provider, signs_in_for]],
    Permission.ADD: [[is_provider, of_own_home]],
    Permission.LIST_HOME: [[holds(*PROVINCE_ROLES), no_tie], [in_district(*DISTRICT_ROLES), no_tie]],
    Permission.VIEW_PERSON: [
        [holds(*PROVINCE_ROLES), no_tie_anywhere],
        [holds(*DISTRICT_ROLES), in_reach, no_tie_anywhere],
    ],
    Permission.RECORD: RECORDERS,
    Permission.SEE: RECORDERS,
}
