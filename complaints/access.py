"""Who sees and works a message: those it is routed to, never those it is about, nor anyone tied to the home.

Conflict of interest beats every role (complaints-0.1.yaml `routing.rule`, `visibility`; SCPP 4(1)). Roles of providers
hold no permission here at all.
"""

from typing import Any

from complaints.offices import READERS, SUPERVISORS, TAKERS
from complaints.states import Permission
from registry_app.accounts.access import holds
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.providers.ties.access import no_tie


def grants(actor: Any) -> list[tuple[Role, str | None]]:
    """The (role, district) pairs held today; an empty district is all of Sindh."""
    return [(g.role, g.district) for g in actor.grants if g.runs(clock.today())] if actor.is_active else []


def meets(role: Role, district: str | None, row: Any) -> bool:
    """Whether a grant and a row (Reach or Exclusion) speak of the same role and place; empty means any place."""
    return role == row.role and (district is None or row.district is None or district == row.district)


def not_shut_out(actor: Any, complaint: Any) -> bool:
    held = grants(actor)
    return not any(
        row.user_id == actor.id or any(meets(role, district, row) for role, district in held)
        for row in complaint.exclusions
    )


def no_provider(actor: Any, _complaint: Any) -> bool:
    return not actor.has(Role.PROVIDER, Role.FAMILY_CARER)


def called(actor: Any, complaint: Any) -> bool:
    """On duty, the actor was called about it."""
    return any(call.user_id == actor.id for call in complaint.calls)


def handles(actor: Any, complaint: Any) -> bool:
    """It is routed to the actor's office, the actor investigates it, or was called about it on duty."""
    held = grants(actor)
    return (
        complaint.investigator_id == actor.id
        or called(actor, complaint)
        or any(row.handles and any(meets(role, district, row) for role, district in held) for row in complaint.reaches)
    )


def reached(actor: Any, complaint: Any) -> bool:
    """It is routed or copied to the actor's office, the actor investigates it, or was called about it on duty."""
    held = grants(actor)
    return (
        complaint.investigator_id == actor.id
        or called(actor, complaint)
        or any(meets(role, district, row) for row in complaint.reaches for role, district in held)
    )


def took_no_part(actor: Any, complaint: Any) -> bool:
    """For a review: the actor neither decided nor investigated it (closure_and_appeal.first_review)."""
    return actor.id not in (complaint.decided_by_id, complaint.investigator_id, complaint.told_by_id)


def did_not_ask(actor: Any, complaint: Any) -> bool:
    return bool(complaint.lower_by_id != actor.id)


_CLEAR = [no_tie, not_shut_out, no_provider]

POLICY = {
    Permission.QUEUE: [[holds(*READERS), no_provider]],
    Permission.VIEW: [[reached, *_CLEAR]],
    # The door of the verbs; each verb asks for its own permission behind it.
    Permission.ACT: [[reached, *_CLEAR]],
    Permission.WORK: [[handles, *_CLEAR]],
    Permission.AGREE_LEVEL: [[reached, did_not_ask, *_CLEAR]],
    Permission.REVIEW: [[holds(*SUPERVISORS), reached, took_no_part, *_CLEAR]],
    Permission.SIGN_OFF: [[holds(*SUPERVISORS), reached, *_CLEAR]],
    Permission.DESK: [[holds(Role.DESK)]],
    # Whoever hears something writes it down; what becomes of it only those see to whom it is routed.
    Permission.ENTER: [[holds(*TAKERS), no_provider]],
}
