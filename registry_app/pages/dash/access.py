"""Who sees the dashboard."""

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.pages.dash.states import Permission

MANAGERS = holds(Role.SWD_DIRECTOR, Role.SCPA_DG, Role.TWG)
SWD = holds(Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER)
POLICY = {Permission.TODAY: [[MANAGERS]], Permission.LIST: [[MANAGERS]], Permission.SILENCE: [[SWD]]}
