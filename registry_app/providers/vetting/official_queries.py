"""Inspectors and members of panels with how their checks stand: they come to children from an office, not a home."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from registry_app.accounts import queries as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.vetting import queries, rules
from registry_app.providers.vetting.access import DISTRICT_ROLES, PROVINCE_ROLES
from registry_app.providers.vetting.models import OfficialPost, Person
from registry_app.providers.vetting.states import OfficialKind, VettingOutcome

ROLES: Mapping[OfficialKind, tuple[Role, ...]] = {
    OfficialKind.INSPECTOR: (Role.INSPECTOR,),
    OfficialKind.PANEL_MEMBER: (Role.PANEL_CHAIR, Role.PANEL_MEMBER),
}


@dataclass(frozen=True)
class Official:
    """Somebody who holds the role, with the post under which they are vetted, if the office has named them yet."""

    user: User
    kind: OfficialKind
    post: OfficialPost | None
    lines: tuple[rules.Line, ...]
    outcome: str

    @property
    def with_children(self) -> bool:
        return rules.may_be_with_children(self.outcome)

    @property
    def open(self) -> int:
        """How many checks that are asked are not good."""
        return sum(line.asked and line.standing not in ("GOOD", "CONDITION") for line in self.lines)


def _posts(kind: OfficialKind, users: Collection[uuid.UUID]) -> dict[uuid.UUID, OfficialPost]:
    query = select(OfficialPost).where(
        OfficialPost.kind == kind, OfficialPost.left_on.is_(None), OfficialPost.user_id.in_(users)
    )
    whole = joinedload(OfficialPost.person, innerjoin=True).selectinload(Person.matches)
    return {post.user_id: post for post in db.session.scalars(query.options(whole))}


def vetted(kind: OfficialKind, users: Collection[User], on: date | None = None) -> list[Official]:
    """How each of these people stands in a post of this kind; nobody named by the office is clear."""
    on, book = on or clock.today(), queries.book(on)
    posts = _posts(kind, {user.id for user in users})
    rows = queries.recorded({post.person_id for post in posts.values()})
    found = []
    for user in users:
        post = posts.get(user.id)
        if post is None:
            found.append(Official(user, kind, None, (), VettingOutcome.PENDING.value))
            continue
        facts = rules.PostFacts(kind.value, post.since)
        known = queries.known(post.person, rows.get(post.person_id, []), None)
        lines = tuple(rules.lines(book, facts, known, on))
        found.append(Official(user, kind, post, lines, rules.outcome(lines)))
    return found


def not_clear(kind: OfficialKind, users: Collection[User], on: date | None = None) -> list[Official]:
    """Those of these people who may not be with children."""
    return [one for one in vetted(kind, users, on) if not one.with_children]


def listed(actor: Any, kind: OfficialKind) -> list[Official]:
    """Everybody who holds the role where the officer looks; those who may not be with children first, then by name."""
    users = {user.id: user for role in ROLES[kind] for user in accounts.holding(role) if _reached(actor, user, role)}
    order = sorted(users.values(), key=lambda user: (user.name, str(user.id)))
    return sorted(vetted(kind, order), key=lambda one: rules.ORDER.index(one.outcome))


def _reached(actor: Any, user: User, role: Role) -> bool:
    if actor.has(*PROVINCE_ROLES):
        return True
    held = user.districts(role)
    own = actor.districts(*DISTRICT_ROLES)
    return held is None or own is None or bool(held & own)


def of_person(person: Person, on: date | None = None) -> list[Official]:
    """The posts of an office that the person holds today, each with its checks."""
    living = [post for post in person.official_posts if post.left_on is None]
    return [one for post in living for one in vetted(post.kind, [post.user], on)]


def account(actor: Any, user_id: uuid.UUID) -> User | None:
    """A living account that holds one of the roles."""
    user = db.session.get(User, user_id)
    roles = {role for held in ROLES.values() for role in held}
    sees = actor.is_authenticated and actor.has(*PROVINCE_ROLES)
    return user if user and sees and user.is_active and user.has(*roles) else None


def one_post(actor: Any, post_id: uuid.UUID) -> OfficialPost | None:
    """A post of an office, for the offices of the province."""
    query = select(OfficialPost).where(OfficialPost.id == post_id).options(selectinload(OfficialPost.person))
    return db.session.scalars(query).one_or_none() if actor.has(*PROVINCE_ROLES) else None
