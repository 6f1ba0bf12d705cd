"""The home's manager makes, signs and sends; its other staff read; the unit of the district sees the paper."""

from typing import Any

from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.placements.access import CPU, of_own_home
from registry_app.placements.access import PROVINCE as OF_CHILDREN
from registry_app.placements.nadra.states import Permission
from registry_app.providers.homes.access import is_provider, leads, signs_in_for
from registry_app.providers.ties.access import no_tie

PROVINCE = (Role.SWD_DIRECTOR, Role.SCPA_DG, Role.REGISTRY_OFFICER)
DISTRICT = (Role.CPO, Role.CPU_HEAD, Role.DISTRICT_OFFICER)


def a_home(_actor: Any, subject: Any) -> bool:
    """Not a family: the High Court speaks of the head of an institution."""
    home = subject if getattr(subject, "__tablename__", "") == "home" else subject.home
    return not home.household


POLICY = {
    Permission.LIST_OWN: [[is_provider, signs_in_for, a_home]],
    Permission.CHANGE_OWN: [[is_provider, signs_in_for, leads, a_home]],
    Permission.PRINT_OWN: [[is_provider, signs_in_for, leads, a_home, of_own_home]],
    Permission.OVERVIEW: [[holds(*PROVINCE, *DISTRICT)]],
    Permission.OF_HOME: [[OF_CHILDREN, no_tie], [CPU, no_tie]],
    Permission.CONFIRM: [[CPU, no_tie]],
}
