"""Inviting, coming in, leaving, handing over: an organisation is never without an owner."""

import secrets
from typing import Any

from flask import current_app
from sqlalchemy import select

from registry_app.accounts import services as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, outbox
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import services as applications
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.access import PROVIDER_ROLES
from registry_app.providers.homes.models import Membership, Organisation
from registry_app.providers.homes.states import MemberRole, Ownership
from registry_app.providers.team import queries, rules
from registry_app.providers.team.models import Invitation
from registry_app.providers.team.states import LIFE

MOST_OPEN = 10


@transactional
def invite(
    organisation: Organisation, role: MemberRole, *, mail: str | None, phone: str | None, language: str, actor: Any
) -> str:
    """Ask one person in by a link that works once, for seven days; the token of the link. An owner is made by handing
    over, never by a link."""
    organisation = locked(organisation)
    if role is MemberRole.OWNER:
        raise DomainError(_("Invite the person first, then hand over."), "role")
    if not mail and not phone:
        raise DomainError(_("Write a mobile number or a mail address."), "phone")
    if len(queries.waiting(organisation)) >= MOST_OPEN:
        raise DomainError(_("Ten invitations are open already. Take one back first."), "phone")
    return _send(organisation, role, mail, phone, language, actor)


@transactional
def invite_owner(organisation: Organisation, reach: str, *, language: str, actor: Any) -> str:
    """The office asks in who takes over: an approved change of owner, never a press of the home itself. A link sent
    before opens nothing any more; DomainError when there is an owner already."""
    organisation = locked(organisation)
    if any(one.role is MemberRole.OWNER for one in queries.people(organisation)):
        raise DomainError(_("The new owner has come in already."))
    for before in queries.waiting(organisation):
        if before.role is MemberRole.OWNER:
            take_back(before, actor=actor)
    mail = reach if "@" in reach else None
    return _send(organisation, MemberRole.OWNER, mail, None if mail else reach, language, actor)


def _send(
    organisation: Organisation, role: MemberRole, mail: str | None, phone: str | None, language: str, actor: Any
) -> str:
    token = secrets.token_urlsafe(24)
    made = Invitation(organisation_id=organisation.id, role=role, digest=queries.digest(token), invited_by_id=actor.id)
    made.reach = mail or phone
    with audit.deed("team:invite", made, actor):
        pass
    link = f"{current_app.config['SETTINGS'].public_url}/join/{token}"
    words = _(
        "You are asked to help with a home in the Sindh Care Register. Open this within 7 days: %(link)s", link=link
    )
    if mail:
        outbox.mail(mail, language, _("An invitation to the Sindh Care Register"), words)
    elif phone:
        outbox.sms(phone, language, words)
    return token


@transactional
def take_back(invitation: Invitation, *, actor: Any) -> Invitation:
    """The link opens nothing any more."""
    invitation = locked(invitation)
    target = LIFE.target(invitation.state, "take_back")
    with audit.deed("team:take-back", invitation, actor):
        invitation.state, invitation.settled_at = target, clock.now()
    return invitation


@transactional
def accept(token: str, *, actor: User) -> Membership:
    """The person with the link signs in for the organisation from now on. An officer cannot: it would be a conflict."""
    invitation = queries.by_token(token)
    if invitation is None:
        raise DomainError(_("This invitation was used, taken back or is too old. Ask for a new one."))
    invitation = locked(invitation)
    if actor.roles - set(PROVIDER_ROLES):
        raise DomainError(_("This account belongs to an office. Nobody works for an office and for a home."))
    organisation = invitation.organisation
    takes_over = invitation.role is MemberRole.OWNER
    if not takes_over and any(one.user_id == actor.id for one in queries.people(organisation)):
        raise DomainError(_("You belong to it already."))
    target = LIFE.target(invitation.state, "accept")
    with audit.deed("team:accept", invitation, actor):
        invitation.state, invitation.settled_at, invitation.accepted_by_id = target, clock.now(), actor.id
    family = organisation.ownership is Ownership.FAMILY
    accounts.grant_role(actor, Role.FAMILY_CARER if family else Role.PROVIDER, actor=actor)
    came = homes.add_member(organisation, actor, invitation.role, actor=actor)
    if takes_over:
        applications.take_over(organisation, actor, actor=actor)
    return came


def _places(organisation: Organisation) -> list[rules.Place]:
    return [rules.Place(one.user_id, one.role.value) for one in queries.people(organisation)]


@transactional
def leave(organisation: Organisation, person: User, *, actor: Any) -> None:
    """The person signs in for it no more, from now. What they started goes on with an owner."""
    organisation = locked(organisation)
    hindrance = rules.hindrance(_places(organisation), person.id)
    if hindrance:
        raise DomainError(label(hindrance))
    for membership in queries.people(organisation):
        if membership.user_id == person.id:
            homes.end_member(membership, actor=actor)
    heir = next(one.user for one in queries.people(organisation) if one.role is MemberRole.OWNER)
    applications.pass_on(organisation, person, heir, actor=actor)


@transactional
def hand_over(organisation: Organisation, heir: User, *, actor: Any) -> None:
    """Another person of the organisation becomes its owner; the one before stays as a manager, and may then leave."""
    organisation = locked(organisation)
    places = {one.user_id: one for one in queries.people(organisation)}
    mine, theirs = places.get(actor.id), places.get(heir.id)
    if mine is None or mine.role is not MemberRole.OWNER:
        raise DomainError(_("Only an owner can hand over."))
    if theirs is None or theirs is mine:
        raise DomainError(_("Choose somebody else of your people."), "heir")
    homes.add_member(organisation, heir, MemberRole.OWNER, actor=actor)
    homes.add_member(organisation, db.session.get_one(User, actor.id), MemberRole.MANAGER, actor=actor)
    applications.pass_on(organisation, db.session.get_one(User, actor.id), heir, actor=actor)


def invitation_of(organisation: Organisation, key: Any) -> Invitation | None:
    """One invitation of this organisation."""
    found = select(Invitation).where(Invitation.organisation_id == organisation.id, Invitation.id == key)
    return db.session.scalars(found).one_or_none()
