"""Correcting how a child left: one officer proposes, the head of the unit approves, the first line stays readable."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import services as placements
from registry_app.placements.exits import missing, rules
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.rules import Facts
from registry_app.placements.models import Stay
from registry_app.placements.states import Exit


def living(stay: Stay) -> ExitCorrection | None:
    """The correction of this stay's leaving that waits or holds; a refused one is only kept."""
    query = select(ExitCorrection).where(
        ExitCorrection.stay_id == stay.id, ExitCorrection.approved.is_not(False)
    )  # fmt: skip
    return db.session.scalars(query).one_or_none()


def correctable(stay: Stay) -> bool:
    """The stay ended by a leaving, not by a new line, and no correction waits or holds."""
    return stay.exit is not None and stay.exit not in rules.STAYS_ON and living(stay) is None


@transactional
def propose(
    stay: Stay, exit_kind: Exit, *, reason: str, actor: Any, ended_at: datetime | None = None,
    facts: Facts | None = None,
) -> ExitCorrection:  # fmt: skip
    """What is true instead. NEW_BASIS says that the child never left. DomainError names what is missing."""
    locked(stay.child)
    stay = locked(stay)
    if not correctable(stay):
        raise DomainError(_("Nothing can be corrected here: the stay goes on, or a correction was written already."))
    if not reason.strip():
        raise DomainError(_("Write what was wrong, and how it became known."), "reason")
    facts = rules.out_of_place(exit_kind, facts or Facts())
    if exit_kind is Exit.NEW_BASIS:
        ended_at, facts = stay.ended_at, Facts()
    elif exit_kind in rules.STAYS_ON:
        raise DomainError(_("Choose one."), "exit")
    when = ended_at or clock.now()
    if exit_kind is not Exit.NEW_BASIS:
        placements.check_leaving(stay, exit_kind, when, facts)
    _fits(stay, exit_kind, when)
    line = ExitCorrection(stay_id=stay.id, proposed_by=actor.id)
    line.reason = reason.strip()
    line.leave(exit_kind, when, facts, stay.child.home_district)
    with audit.deed("exit-correction:propose", line, actor):
        pass
    return line


def _fits(stay: Stay, exit_kind: Exit, when: datetime) -> None:
    """No night in two places: what came after this stay stands where it is."""
    later = select(func.min(Stay.started_at)).where(
        Stay.child_id == stay.child_id, Stay.id != stay.id, Stay.started_at >= stay.ended_at
    )
    following = db.session.scalar(later)
    if following is None:
        return
    if exit_kind is Exit.NEW_BASIS:
        raise DomainError(_("The child has a later stay, so it left this one. Correct how it left instead."), "exit")
    if when > following:
        raise DomainError(_("On that day the child slept in its next place already."), "ended_on")


@transactional
def decide(line: ExitCorrection, *, approve: bool, actor: Any) -> ExitCorrection:
    """The head of the unit, who did not propose it, decides. Of a child who never left, the stay goes on."""
    stay = db.session.get_one(Stay, line.stay_id)
    locked(stay.child)
    line = locked(line)
    if line.approved is not None:
        raise DomainError(_("This was decided already."))
    if line.proposed_by == actor.id:
        raise DomainError(_("A second person decides: another head of the Child Protection Unit."))
    if approve and line.exit is not None and line.ended_at is not None:
        _fits(stay, line.exit, line.ended_at)
    with audit.deed("exit-correction:decide", line, actor):
        line.approved, line.decided_by, line.decided_at = approve, actor.id, clock.now()
    if approve and line.exit is Exit.MISSING and stay.exit is not Exit.MISSING and line.ended_at is not None:
        missing.watch(stay, line.ended_at, actor=actor)
    if approve and line.never_left:
        placements.go_on(stay, actor=actor)
    return line
