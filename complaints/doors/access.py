"""Officers without a tie make and see the doors of a home; the home prints its poster and shows that it hangs."""

from typing import Any

from complaints.doors.states import Permission
from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.homes.access import is_provider, signs_in_for
from registry_app.providers.ties.access import no_tie

PROVINCE = (Role.SWD_DIRECTOR, Role.SCPA_DG, Role.REGISTRY_OFFICER)
KEEPERS = (Role.COMPLAINT_OFFICER, Role.CPU_HEAD, Role.CPO, Role.DISTRICT_OFFICER)


def no_provider(actor: Any, _subject: Any) -> bool:
    return not actor.has(Role.PROVIDER, Role.FAMILY_CARER)


POLICY = {
    Permission.VIEW: [
        [holds(*PROVINCE), no_tie, no_provider],
        [in_district(*KEEPERS, Role.INSPECTOR), no_tie, no_provider],
    ],
    # Slips carry the key to an answer: nobody of a home ever prints them.
    Permission.KEEP: [[in_district(*KEEPERS), no_tie, no_provider]],
    Permission.SEEN: [[in_district(*KEEPERS, Role.INSPECTOR), no_tie, no_provider]],
    Permission.VIEW_OWN: [[is_provider, signs_in_for]],
    Permission.HANG_OWN: [[is_provider, signs_in_for]],
}
