"""Who may see a case and work on it. A tie to the proposed home or a declared interest beats every role (404).

Nobody overrides a rule on a case he or she prepared, and whoever prepared it never decides it.
"""

from typing import Any

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.access import leads, sits
from gatekeeping.cases.states import Permission, State
from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.providers.ties.access import no_tie


def no_interest(actor: Any, case: Any) -> bool:
    """The actor has not declared, and the system has not found, that he or she knows this family or home."""
    return not any(row.user_id == actor.id for row in case.interests)


def did_not_prepare(actor: Any, case: Any) -> bool:
    return bool(case.officer_id != actor.id)


def sits_in_its_body(actor: Any, case: Any) -> bool:
    body = bodies.of_district(case.district)
    return body is not None and sits(actor, body)


def leads_its_body(actor: Any, case: Any) -> bool:
    body = bodies.of_district(case.district)
    return body is not None and leads(actor, body)


def came_before_it(_actor: Any, case: Any) -> bool:
    """The body sees a case from the day it is sent to it."""
    return case.state in (State.BEFORE_PANEL, State.DECIDED)


CPU_ROLES = (Role.CPO, Role.CPU_HEAD)
PANEL_ROLES = (Role.PANEL_CHAIR, Role.PANEL_MEMBER)
PROVINCE_ROLES = (Role.SWD_DIRECTOR, Role.SCPA_DG)
_CLEAN = [no_tie, no_interest]
_CPU = [in_district(*CPU_ROLES), *_CLEAN]
_PANEL = [holds(*PANEL_ROLES), came_before_it, sits_in_its_body, *_CLEAN]
_PROVINCE = [holds(*PROVINCE_ROLES), *_CLEAN]

POLICY = {
    Permission.VIEW: [_CPU, _PANEL, _PROVINCE],
    Permission.REFER: [[holds(*CPU_ROLES)]],
    Permission.PREPARE: [_CPU],
    Permission.EMERGENCY: [[in_district(Role.CPU_HEAD), *_CLEAN]],
    Permission.DECLARE: [_PANEL],
    Permission.OVERRIDE: [
        [in_district(Role.CPU_HEAD), *_CLEAN, did_not_prepare],
        [*_PANEL, leads_its_body, did_not_prepare],
        [*_PROVINCE, did_not_prepare],
    ],
    Permission.DECIDE: [[*_PANEL, leads_its_body, did_not_prepare]],
    Permission.TELL: [_CPU],
}
