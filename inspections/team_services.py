"""Another team for a visit that is planned: whoever planned it badly, fell ill or is not clear any more is replaced."""

from collections.abc import Sequence
from typing import Any

from inspections import checks, gradings, services
from inspections.models import Visit
from inspections.states import LIFE, TeamRole
from registry_app.accounts.models import User
from registry_app.core import audit
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _


@transactional
def change_team(visit: Visit, *, lead: User, members: Sequence[User], reason: str, actor: Any) -> Visit:
    """These people go instead. What the new team lacks is named anew, and must be agreed to anew (rule I6).

    WrongState once the visit has begun; DomainError when a person does not fit or the team stays as it is.
    """
    visit = locked(visit)
    target = LIFE.target(visit.state, "change_team")
    people = checks.team(visit.home, lead, members)
    wanted = {user.id: TeamRole.LEAD if user.id == lead.id else TeamRole.MEMBER for user in people}
    if wanted == {member.user_id: member.role for member in visit.team}:
        raise DomainError(_("These people go already. Choose somebody else, or go back."), "members")
    framework = gradings.framework_of(visit)
    lacks = checks.lacks(visit.home, framework, visit.type, visit.care_type, lead, people)
    with audit.deed("visit:change-team", visit, actor, reason=reason):
        visit.state, visit.team_lacks = target, [lack.value for lack in lacks]
        # Somebody agreed to other people.
        visit.acknowledged_by_id = visit.acknowledged_reason = None
    _replace(visit, wanted, people, actor)
    return visit


def _replace(visit: Visit, wanted: dict[Any, TeamRole], people: Sequence[User], actor: Any) -> None:
    """Who leaves goes first and nobody leads for a moment, because the database knows one lead only."""
    for member in list(visit.team):
        role = wanted.get(member.user_id)
        if role is None:
            audit.note("visit:take-from-team", member, actor, changes={"user_id": [str(member.user_id), None]})
            db.session.delete(member)
        elif role is not member.role and role is TeamRole.MEMBER:
            with audit.deed("visit:change-role", member, actor):
                member.role = role
    db.session.flush()
    staying = {member.user_id: member for member in visit.team if member.user_id in wanted}
    for user in people:
        stays = staying.get(user.id)
        if stays is None:
            services.add_to_team(visit, user, wanted[user.id], actor=actor)
        elif stays.role is not wanted[user.id]:
            with audit.deed("visit:change-role", stays, actor):
                stays.role = wanted[user.id]
    db.session.expire(visit, ["team"])
