"""Who reads the reports, and who reads small numbers in them."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Agency, Role
from registry_app.pages.reports.states import Permission

READERS = (Role.SWD_DIRECTOR, Role.SCPA_DG, Role.TWG, Role.AUDITOR, Role.DPO)


def sees_small_numbers(actor: Any) -> bool:
    """SWD and SCPA read true counts; anyone else sees "<5" (complaints.yaml `small_numbers`)."""
    return bool(actor.has(Role.SWD_DIRECTOR, Role.SCPA_DG) or actor.agency in (Agency.SWD, Agency.SCPA))


POLICY = {Permission.READ: [[holds(*READERS)]]}
