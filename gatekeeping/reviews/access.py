"""Who sees these reviews and works on them. A tie to the home or a declared interest beats every role (404)."""

from typing import Any

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.access import leads, serves_its_district, sits
from gatekeeping.reviews.states import Permission
from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.ties.access import no_tie

CPU_ROLES = (Role.CPO, Role.CPU_HEAD)
PANEL_ROLES = (Role.PANEL_CHAIR, Role.PANEL_MEMBER)
PROVINCE_ROLES = (Role.SWD_DIRECTOR, Role.SCPA_DG)


def sits_in_its_body(actor: Any, subject: Any) -> bool:
    body = bodies.of_district(subject.district)
    return body is not None and sits(actor, body)


_CPU = [in_district(*CPU_ROLES), no_tie]
_PANEL = [holds(*PANEL_ROLES), sits_in_its_body, no_tie]
POLICY = {
    Permission.QUEUE: [[holds(*CPU_ROLES)], [holds(*PANEL_ROLES)], [holds(*PROVINCE_ROLES)]],
    Permission.PROGRESS: [[holds(*PROVINCE_ROLES)], [holds(*CPU_ROLES)], [holds(*PANEL_ROLES)]],
    Permission.VIEW: [_CPU, _PANEL, [holds(*PROVINCE_ROLES), no_tie]],
    Permission.PREPARE: [_CPU],
    Permission.AGENDA: [[holds(*PANEL_ROLES), leads], [holds(Role.CPU_HEAD), serves_its_district]],
    Permission.PULL_OUT: [[holds(*PANEL_ROLES), sits]],
    Permission.DECLARE: [[holds(*PANEL_ROLES), leads]],
    Permission.DECIDE: [[holds(*PANEL_ROLES), leads]],
}
