"""Who sends a report, and which offices see it: the unit and SWD, for homes of SWD the unit and SCPA, never the home.
A report about somebody of the unit goes past it, to SWD and SCPA.

A reporter sees what they sent themselves. The home, its manager too, sees a report of somebody else only as the short
summary that an office released.
"""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.incidents.states import Permission, WhoDid
from registry_app.providers.homes.access import is_provider, signs_in_for
from registry_app.providers.homes.states import Ownership
from registry_app.providers.ties.access import no_tie

CPU_ROLES = (Role.CPU_HEAD, Role.COMPLAINT_OFFICER)
SWD_DISTRICT, SWD_PROVINCE, SCPA = Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR, Role.SCPA_DG
READERS = (*CPU_ROLES, SWD_DISTRICT, SWD_PROVINCE, SCPA)


def run_by_swd(_actor: Any, incident: Any) -> bool:
    """The home is one of the department's own; its directorate neither sees nor works the report (SCPP 4(1))."""
    return bool(incident.home.run_by is Ownership.SWD)


def not_run_by_swd(actor: Any, incident: Any) -> bool:
    return not run_by_swd(actor, incident)


def about_cpu(_actor: Any, incident: Any) -> bool:
    """Somebody of the unit is named: it neither sees nor works the report; SWD and SCPA do."""
    return bool(incident.who is WhoDid.CPU)


def not_about_cpu(actor: Any, incident: Any) -> bool:
    return not about_cpu(actor, incident)


def no_provider(actor: Any, _incident: Any) -> bool:
    return not actor.has(Role.PROVIDER, Role.FAMILY_CARER)


def sent_it(actor: Any, incident: Any) -> bool:
    return bool(incident.sent_by_id == actor.id)


def released_to_own_home(actor: Any, incident: Any) -> bool:
    return incident.released_at is not None and signs_in_for(actor, incident.home)


_OFFICES = [
    [in_district(*CPU_ROLES), not_about_cpu, no_tie, no_provider],
    [holds(SWD_PROVINCE), not_run_by_swd, no_tie, no_provider],
    [in_district(SWD_DISTRICT), not_run_by_swd, no_tie, no_provider],
    [holds(SCPA), run_by_swd, no_tie, no_provider],
    [holds(SCPA), about_cpu, no_tie, no_provider],
]
POLICY = {
    Permission.LIST_OWN: [[is_provider]],
    Permission.SEND: [[is_provider]],
    Permission.VIEW_OWN: [[is_provider, sent_it], [is_provider, released_to_own_home]],
    Permission.QUEUE: [[holds(*READERS), no_provider]],
    Permission.VIEW: _OFFICES,
    Permission.WORK: _OFFICES,
}
