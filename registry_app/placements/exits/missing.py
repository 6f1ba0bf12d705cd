"""A child who went missing: the FIR within four hours, and the head of the unit told once when it is not there."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.missing_models import MissingChild
from registry_app.placements.exits.truth import CORRECTED, told
from registry_app.placements.limits import districts_of
from registry_app.placements.models import Stay
from registry_app.placements.rules import terms
from registry_app.placements.states import Exit
from registry_app.providers.telling import tell
from registry_app.providers.ties.queries import tied


def of_stay(stay: Stay) -> MissingChild | None:
    """What waits for the child of this stay, if it really went missing."""
    if stay.leaving.exit is not Exit.MISSING:
        return None
    return db.session.scalars(select(MissingChild).where(MissingChild.stay_id == stay.id)).one_or_none()


def due(since: datetime) -> datetime:
    """By when the police have written the FIR, for a child missing since then."""
    return since + timedelta(hours=terms().missing_fir_hours)


@transactional
def watch(stay: Stay, since: datetime, *, actor: Any) -> MissingChild:
    """The four hours run from the moment at which the child went missing."""
    line = MissingChild(stay_id=stay.id, due_at=due(since))
    with audit.deed("missing:watch", line, actor):
        pass
    return line


@transactional
def write_fir(stay: Stay, *, number: str, on: date, actor: Any) -> MissingChild:
    """The police wrote an FIR: its number and day, once."""
    left = locked(stay).leaving
    if left.exit is not Exit.MISSING or left.ended_at is None:
        raise DomainError(_("This child is not missing."))
    if not number.strip():
        raise DomainError(_("Write the number of the FIR."), "number")
    if not clock.local(left.ended_at).date() <= on <= clock.today():
        raise DomainError(_("The FIR is written after the child went missing, and not later than today."), "on")
    line = of_stay(stay) or watch(stay, left.ended_at, actor=actor)
    if line.fir_number is not None:
        raise DomainError(_("The number of the FIR was written already. What was written stays."))
    with audit.deed("missing:fir", line, actor):
        line.fir_number, line.fir_on, line.fir_by = number.strip(), on, actor.id
    return line


@transactional
def escalate() -> int:
    """Tell the head of the unit of each missing child whose four hours are over without an FIR, once. Runs often."""
    now = clock.now()
    query = select(MissingChild, Stay).join(Stay, Stay.id == MissingChild.stay_id)
    query = query.outerjoin(ExitCorrection, CORRECTED).where(
        MissingChild.fir_number.is_(None), MissingChild.late_told_at.is_(None), MissingChild.due_at <= now,
        told("exit") == Exit.MISSING,
    )  # fmt: skip
    found = db.session.execute(query.order_by(MissingChild.due_at, MissingChild.id)).all()
    for line, stay in found:
        heads = [user for code in districts_of(stay) for user in holding(Role.CPU_HEAD, code)]
        tell(
            [user for user in heads if stay.home_id is None or not tied(user, stay.home_id)],
            _("A child is missing, and no FIR number is written"),
            _("The standard is an FIR within four hours; they are over. Go to the police, then sign in and write the "
              "number at the stay of the child."),
            f"missing-fir:{line.id}",
        )  # fmt: skip
        with audit.deed("missing:tell-late", line, None):
            line.late_told_at = now
    return len(found)
