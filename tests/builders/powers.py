"""Powers as tests need them: changed by the law officer, and what they make public by two people."""

from datetime import timedelta

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.providers.powers import publication, services
from registry_app.providers.powers.access import APPROVERS
from registry_app.providers.powers.models import Power
from registry_app.providers.powers.states import Act, PowerStatus
from tests.builders.people import person


def publishing(
    act: Act, setting: str, *, holder: str = "SCPA_AUTHORITY", basis: str | None = "Rules 2026",
    status: PowerStatus = PowerStatus.IN_FORCE,
) -> Power:  # fmt: skip
    """The power as it stands since yesterday, and its setting proposed and approved today."""
    law, today = person(Role.LAW_OFFICER), clock.today()
    services.change(act, holder=holder, basis=basis, status=status, since=today - timedelta(days=1), actor=law)
    proposal = publication.propose(act, setting, since=today, why="The rules say so.", actor=law)
    return publication.approve(proposal, actor=person(APPROVERS[act]))
