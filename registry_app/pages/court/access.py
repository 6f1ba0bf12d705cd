"""The court report holds true figures, also small ones: it is read by those who answer before the court."""

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.pages.court.states import Permission

POLICY = {Permission.READ_COURT: [[holds(Role.SWD_DIRECTOR, Role.SCPA_DG, Role.LAW_OFFICER)]]}
