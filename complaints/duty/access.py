"""Heads of units and the director plan; everybody who works messages reads."""

from complaints.duty.states import Permission
from complaints.offices import READERS
from registry_app.accounts.access import holds
from registry_app.accounts.states import Role

ABLE = (Role.COMPLAINT_OFFICER, Role.CPU_HEAD, Role.CPO, Role.DISTRICT_OFFICER)
"""Who can be on duty: they may come to a child the same day."""
PLANNERS = (Role.CPU_HEAD, Role.SWD_DIRECTOR)

POLICY = {Permission.VIEW: [[holds(*READERS)]], Permission.PLAN: [[holds(*PLANNERS)]]}
