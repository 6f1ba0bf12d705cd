"""Offices as roles: who can act for an office of the routing table, and whom an office's name shuts out.

Outside bodies have no accounts; a message for them is carried by an office inside that the table does not exclude.
"""

from complaints.states import Office
from registry_app.accounts.states import Role

O = Office  # noqa: E741 - the table below reads better short

# Who works a message that is routed there.
HANDLERS: dict[Office, tuple[Role, ...]] = {
    O.CPU_COMPLAINT_OFFICER: (Role.COMPLAINT_OFFICER,),
    O.CPU_HEAD: (Role.CPU_HEAD,),
    O.OTHER_DISTRICT_CPU_HEAD: (Role.CPU_HEAD,),
    O.OTHER_CPO: (Role.CPO,),
    O.SWD_DISTRICT: (Role.DISTRICT_OFFICER,),
    O.SWD_DIRECTOR: (Role.SWD_DIRECTOR,),
    O.SCPA: (Role.SCPA_DG,),
    O.SCPA_DG: (Role.SCPA_DG,),
    O.OMBUDSMAN: (Role.SWD_DIRECTOR,),
}

# Offices of one district; the others are of the whole province.
LOCAL = frozenset({O.CPU_COMPLAINT_OFFICER, O.CPU_HEAD, O.OTHER_CPO, O.SWD_DISTRICT})

# Who never sees it when the office is named in `never`. A Child Protection Officer is under the head of the unit.
SHUT_OUT: dict[Office, tuple[Role, ...]] = {
    O.PROVIDER: (Role.PROVIDER, Role.FAMILY_CARER),
    O.HOUSEHOLD: (Role.PROVIDER, Role.FAMILY_CARER),
    O.APPROVING_OFFICER: (),
    O.CPU_COMPLAINT_OFFICER: (Role.COMPLAINT_OFFICER, Role.CPO),
    O.CPU_HEAD: (Role.CPU_HEAD,),
    O.SWD_DISTRICT: (Role.DISTRICT_OFFICER,),
    O.SWD_DIRECTOR: (Role.SWD_DIRECTOR,),
    O.SCPA: (Role.REGISTRY_OFFICER, Role.AUTHORISER, Role.SCPA_DG),
    O.SCPA_DG: (Role.SCPA_DG,),
    O.POLICE: (),
    O.COURT: (),
    O.INSPECTION_TEAM: (Role.INSPECTOR, Role.REVIEWER),
}
EVERYWHERE = frozenset({O.PROVIDER, O.HOUSEHOLD, O.SWD_DIRECTOR, O.SCPA, O.SCPA_DG, O.INSPECTION_TEAM})

# When nobody of an office is left, the message goes up.
NEXT_UP: dict[Office, Office] = {
    O.CPU_COMPLAINT_OFFICER: O.CPU_HEAD,
    O.OTHER_CPO: O.CPU_HEAD,
    O.OTHER_DISTRICT_CPU_HEAD: O.SWD_DIRECTOR,
    O.CPU_HEAD: O.SWD_DIRECTOR,
    O.SWD_DISTRICT: O.SWD_DIRECTOR,
    O.SWD_DIRECTOR: O.SCPA_DG,
    O.SCPA: O.SCPA_DG,
    O.SCPA_DG: O.OMBUDSMAN,
}

# The roles that may have the list of messages at all; what is in it, the rows of Reach and Exclusion say.
READERS = (
    Role.COMPLAINT_OFFICER, Role.CPU_HEAD, Role.CPO, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR, Role.SCPA_DG,
)  # fmt: skip
TAKERS = (*READERS, Role.INSPECTOR, Role.REVIEWER, Role.REGISTRY_OFFICER, Role.LAW_OFFICER)
SUPERVISORS = (Role.CPU_HEAD, Role.SWD_DIRECTOR, Role.SCPA_DG)
