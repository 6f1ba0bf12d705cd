"""The data protection officer and the auditor read the record; nobody changes it."""

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.pages.deeds.states import Permission

POLICY = {Permission.READ: [[holds(Role.DPO, Role.AUDITOR)]]}
