"""Who may see and record stays."""

from typing import Any

from registry_app.accounts.access import holds, in_district
from registry_app.accounts.states import Role
from registry_app.placements.states import Permission
from registry_app.providers.homes.models import Membership
from registry_app.providers.ties.access import no_tie


def of_own_home(actor: Any, subject: Any) -> bool:
    """The actor signs in for the organisation of the stay's home, or of the home itself."""
    from registry_app.core import clock
    from registry_app.core.db import db

    home = subject if getattr(subject, "__tablename__", "") == "home" else getattr(subject, "home", None)
    if home is None:
        return False
    today = clock.today()
    mine = db.session.query(Membership).filter_by(user_id=actor.id, organisation_id=home.organisation_id).all()
    return any(m.since <= today and (m.until is None or m.until >= today) for m in mine)


def still_there(_actor: Any, subject: Any) -> bool:
    """The stay is open: a home sees its children while they live there, and not afterwards (DP05)."""
    return getattr(subject, "ended_at", None) is None


def recorded_it(actor: Any, subject: Any) -> bool:
    return getattr(subject, "recorded_by", None) == actor.id


CPU = in_district(Role.CPO, Role.CPU_HEAD)
PROVINCE = holds(Role.SWD_DIRECTOR, Role.SCPA_DG)
PROVIDER = holds(Role.PROVIDER, Role.FAMILY_CARER)
POLICY = {
    Permission.VIEW: [
        [CPU, no_tie],
        [PROVINCE, no_tie],
        [holds(Role.CPO, Role.CPU_HEAD), recorded_it, no_tie],
        [PROVIDER, of_own_home, still_there],
    ],
    Permission.VIEW_CHILD: [[CPU, no_tie], [PROVINCE, no_tie], [holds(Role.CPO, Role.CPU_HEAD), recorded_it, no_tie]],
    Permission.OPEN_IDENTITY: [[CPU, no_tie]],
    Permission.LIST: [[holds(Role.CPO, Role.CPU_HEAD)], [PROVINCE]],
    Permission.LIST_OWN: [[PROVIDER, of_own_home]],
    Permission.RECORD: [[holds(Role.CPO, Role.CPU_HEAD)]],
    Permission.RECORD_ARRIVAL: [[PROVIDER, of_own_home]],
    Permission.END: [[CPU, no_tie]],
    Permission.CORRECT_EXIT: [[CPU, no_tie]],
    Permission.DECIDE_CORRECTION: [[in_district(Role.CPU_HEAD), no_tie]],
    Permission.REVIEW_DEATH: [[in_district(Role.CPU_HEAD), no_tie]],
}
