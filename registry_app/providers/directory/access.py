"""Offices keep the directory: the province's all of it, a district's its own; who refers and the helpline read."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.directory.states import Permission

PROVINCE = (Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR)
DISTRICT = (Role.DISTRICT_OFFICER, Role.CPU_HEAD)
READERS = (*PROVINCE, *DISTRICT, Role.CPO, Role.COMPLAINT_OFFICER, Role.PANEL_CHAIR, Role.SCPA_DG)


def in_own_district(actor: Any, service: Any) -> bool:
    """The service stands in a district of the actor; one of all of Sindh is the province's."""
    return service.district is not None and bool(actor.reaches(service.district, *DISTRICT))


POLICY = {
    Permission.LIST: [[holds(*READERS)]],
    Permission.VIEW: [[holds(*READERS)]],
    Permission.ADD: [[holds(*PROVINCE, *DISTRICT)]],
    Permission.EDIT: [[holds(*PROVINCE)], [holds(*DISTRICT), in_own_district]],
    Permission.ASK: [[holds(*READERS)]],
    Permission.DESK: [[holds(Role.DESK)]],
}
