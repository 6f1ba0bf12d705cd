"""Who may see a body's meetings and lead them: those who sit in it, and the Child Protection Unit of its districts."""

from typing import Any

from gatekeeping.bodies.states import LEADING, Permission
from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.core import clock


def _body(subject: Any) -> Any:
    return getattr(subject, "body", subject)


def sits(actor: Any, subject: Any) -> bool:
    """The actor holds a seat in the body today."""
    return any(seat.user_id == actor.id and seat.runs(clock.today()) for seat in _body(subject).seats)


def leads(actor: Any, subject: Any) -> bool:
    """The actor is chair or deputy today."""
    today = clock.today()
    return any(s.user_id == actor.id and s.seat in LEADING and s.runs(today) for s in _body(subject).seats)


def serves_its_district(actor: Any, subject: Any) -> bool:
    """The actor works in the Child Protection Unit of a district this body serves."""
    return any(actor.reaches(row.district, Role.CPO, Role.CPU_HEAD) for row in _body(subject).districts)


PANEL = holds(Role.PANEL_CHAIR, Role.PANEL_MEMBER)
CPU = holds(Role.CPO, Role.CPU_HEAD)
PROVINCE = holds(Role.SWD_DIRECTOR, Role.SCPA_DG)
POLICY = {
    Permission.VIEW: [[PANEL], [CPU], [PROVINCE]],
    Permission.VIEW_MEETING: [[PANEL, sits], [CPU, serves_its_district]],
    Permission.PLAN: [[PANEL, leads], [holds(Role.CPU_HEAD), serves_its_district]],
    Permission.LEAD: [[holds(Role.PANEL_CHAIR, Role.PANEL_MEMBER), leads]],
}
