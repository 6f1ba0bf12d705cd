"""What is learnt about a child: a better age, a brother or sister, what its care needs. Never by overwriting."""

from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements.children.models import AgeLine, SiblingLine
from registry_app.placements.children.states import Faith, FaithNeed, Speech
from registry_app.placements.models import Child, Stay
from registry_app.placements.services import refuse_before_birth
from registry_app.placements.states import AgeMethod


@transactional
def correct_age(child: Child, *, born: tuple[Any, Any], method: AgeMethod, reason: str, actor: Any) -> AgeLine:
    """A better age, as a new line; the one before stays to be read. `born` is (earliest, latest) day of birth."""
    if not reason.strip():
        raise DomainError(_("Write what shows this age."), "reason")
    if born[1] > clock.today():
        raise DomainError(_("The date must be today or earlier."), "age")
    child = locked(child)
    first = db.session.scalar(select(Stay.started_at).where(Stay.child_id == child.id).order_by(Stay.started_at))
    if first is not None:
        refuse_before_birth(clock.local(first).date(), born[0], "age")
    if db.session.scalar(select(AgeLine.id).where(AgeLine.child_id == child.id).limit(1)) is None:
        db.session.add(_line(child, None, recorded_at=child.created_at))
    with audit.deed("child:correct-age", child, actor):
        child.born_earliest, child.born_latest, child.age_method = born[0], born[1], method
    line = _line(child, actor)
    line.reason = reason.strip()
    with audit.deed("child:age-line", line, actor):
        pass
    return line


def _line(child: Child, actor: Any, **facts: Any) -> AgeLine:
    return AgeLine(
        child_id=child.id, born_earliest=child.born_earliest, born_latest=child.born_latest, method=child.age_method,
        recorded_by=getattr(actor, "id", None), **facts,
    )  # fmt: skip


@transactional
def link_sibling(child: Child, other: Child, *, reason: str, actor: Any) -> None:
    """Two children are brothers or sisters, and with them everybody who already was one of theirs."""
    _said(reason)
    if child.id == other.id:
        raise DomainError(_("This is the same child. Write the code of the brother or sister."), "code")
    if child.sibling_group is not None and child.sibling_group == other.sibling_group:
        raise DomainError(_("These two are linked already."), "code")
    first, second = sorted((child, other), key=lambda one: str(one.id))
    locked(first), locked(second)
    group, old = child.sibling_group or other.sibling_group or child.id, other.sibling_group
    joining = [child, other]
    if old is not None and old != group:
        joining += db.session.scalars(select(Child).where(Child.sibling_group == old, Child.id != other.id)).all()
    for one in joining:
        if one.sibling_group != group:
            with audit.deed("child:link-sibling", one, actor):
                one.sibling_group = group
    _keep(child, other, True, reason, actor)


@transactional
def unlink_sibling(child: Child, *, other: Child, reason: str, actor: Any) -> None:
    """The other child is no brother or sister of this one after all: it leaves the group."""
    _said(reason)
    if child.sibling_group is None or child.sibling_group != other.sibling_group:
        raise DomainError(_("These two are not linked."), "code")
    group = child.sibling_group
    with audit.deed("child:unlink-sibling", other, actor):
        other.sibling_group = None
    left = db.session.scalars(select(Child).where(Child.sibling_group == group)).all()
    if len(left) == 1:
        with audit.deed("child:unlink-sibling", left[0], actor):
            left[0].sibling_group = None
    _keep(child, other, False, reason, actor)


def _said(reason: str) -> None:
    if not reason.strip():
        raise DomainError(_("Write how this is known."), "reason")


def _keep(child: Child, other: Child, linked: bool, reason: str, actor: Any) -> None:
    """One line in each of the two files."""
    for one, two in ((child, other), (other, child)):
        line = SiblingLine(child_id=one.id, other_code=two.code, linked=linked, recorded_by=actor.id)
        line.reason = reason.strip()
        with audit.deed("child:sibling-line", line, actor):
            pass


@transactional
def write_care(
    child: Child, *, speech: Speech | None, special_needs: str, disability: bool, faith: Faith | None,
    faith_need: FaithNeed | None, actor: Any,
) -> None:  # fmt: skip
    """What care must know. The faith is recorded only with the need for it."""
    if faith is not None and faith_need is None:
        raise DomainError(_("Say for what the faith is needed, or leave it out."), "faith_need")
    if faith is None and faith_need is not None:
        raise DomainError(_("Choose the faith, or leave out for what it is needed."), "faith")
    with audit.deed("child:write-care", child, actor):
        child.speech, child.special_needs, child.disability = speech, special_needs.strip(), disability
        child.faith, child.faith_need = faith, faith_need
