"""Who sends from a phone, settles what two inspectors say, sees and blocks phones.

A phone is blocked by those who answer for inspectors in the province and by the administrator of accounts; what lies in
a visit stays with its team, and with the directors where the phone itself is in doubt.
"""

from typing import Any

from inspections.access import DIRECTORS, on_team, other_directorate
from inspections.sync.states import Permission
from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.providers.ties.access import no_tie

_SEES_PHONES = (*DIRECTORS, Role.ADMIN)


def leads(actor: Any, subject: Any) -> bool:
    """The actor leads the visit."""
    return any(member.user_id == actor.id and member.role == "LEAD" for member in _visit(subject).team)


def goes(actor: Any, subject: Any) -> bool:
    """The actor is on the visit's team."""
    return on_team(actor, _visit(subject))


def _visit(subject: Any) -> Any:
    return subject if subject.__tablename__ == "visit" else subject.visit


POLICY = {
    Permission.DOOR: [[holds(Role.INSPECTOR)]],
    Permission.PHONE: [[holds(Role.INSPECTOR)]],
    Permission.SEND: [[holds(Role.INSPECTOR)]],
    Permission.OUTBOX: [[holds(Role.INSPECTOR)]],
    Permission.MERGE: [[holds(Role.INSPECTOR), goes, no_tie, other_directorate]],
    Permission.SETTLE: [
        [holds(Role.INSPECTOR), leads, no_tie, other_directorate],
        [holds(*DIRECTORS), no_tie],
    ],
    Permission.PHONES: [[holds(*_SEES_PHONES)]],
    Permission.REVOKE: [[holds(*_SEES_PHONES)]],
}
