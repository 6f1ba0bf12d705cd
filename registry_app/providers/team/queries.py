"""The people of an organisation, and the invitations that wait."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.models import Membership, Organisation
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.team import rules
from registry_app.providers.team.models import Invitation
from registry_app.providers.team.states import Invited


def people(organisation: Organisation) -> Sequence[Membership]:
    """Who signs in for it today: owners first, then managers, each the longest first."""
    running = or_(Membership.until.is_(None), Membership.until >= clock.today())
    found = db.session.scalars(select(Membership).where(Membership.organisation_id == organisation.id, running))
    return sorted(found, key=lambda one: (list(MemberRole).index(one.role), one.since, one.id))


def one_of_own(actor: Any, organisation_id: uuid.UUID) -> Organisation | None:
    """An organisation for which the person signs in today."""
    found = db.session.get(Organisation, organisation_id)
    return found if found and any(one.user_id == actor.id for one in people(found)) else None


def waiting(organisation: Organisation) -> Sequence[Invitation]:
    """Open invitations, the newest first; lapsed ones too, so that they can be sent again."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.organisation_id == organisation.id, Invitation.state == Invited.OPEN)
        .order_by(Invitation.invited_at.desc(), Invitation.id)
    ).all()


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(f"invitation:{token}".encode()).hexdigest()


def by_token(token: str) -> Invitation | None:
    """The invitation of this link while it can be accepted."""
    found = db.session.scalars(select(Invitation).where(Invitation.digest == digest(token))).one_or_none()
    if found is None or found.state is not Invited.OPEN or not rules.stands(found.invited_at, clock.now()):
        return None
    return found
