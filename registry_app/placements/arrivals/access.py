"""Who may send and see a notice of arrival, and who may open a photograph.

A home sees what it sent, never the photograph again. A photograph serves the search for the family and nothing else:
only the unit of the district may open it, with a reason, and only while the search goes on.
"""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.access import CPU, PROVIDER, PROVINCE
from registry_app.placements.arrivals.states import LEAVES, Permission
from registry_app.providers.homes.access import signs_in_for
from registry_app.providers.ties.access import no_tie


def still_traced(_actor: Any, subject: Any) -> bool:
    """The child is not back with anybody yet."""
    return getattr(subject, "outcome", None) not in LEAVES


CPU_ANYWHERE = holds(Role.CPO, Role.CPU_HEAD)
POLICY = {
    Permission.BEGIN: [[PROVIDER]],
    Permission.LIST_OWN: [[PROVIDER]],
    Permission.VIEW_OWN: [[PROVIDER, signs_in_for]],
    Permission.LIST: [[CPU_ANYWHERE], [PROVINCE]],
    Permission.VIEW: [[CPU, no_tie], [PROVINCE, no_tie]],
    Permission.SEND_FOR: [[CPU_ANYWHERE]],
    Permission.SEE: [[CPU, no_tie]],
    Permission.TRACE: [[CPU, no_tie]],
    Permission.SETTLE: [[CPU, no_tie]],
    Permission.OPEN_PHOTO: [[in_district(Role.CPO, Role.CPU_HEAD), no_tie, still_traced]],
    Permission.OPEN_RECEIVER: [[in_district(Role.CPO, Role.CPU_HEAD), no_tie]],
    Permission.DESK_LIST: [[holds(Role.DESK)]],
    Permission.DESK_SEND: [[holds(Role.DESK)]],
    Permission.CLOCK: [[PROVIDER]],
}
