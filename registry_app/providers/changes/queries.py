"""Changes of the homes a person may see, and what the rules ask about one."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations import rules as authorising
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import AuthorisationStanding
from registry_app.providers.changes import rules
from registry_app.providers.changes.models import Change
from registry_app.providers.changes.states import OPEN, ChangeKind, ChangeState
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole, Sexes
from registry_app.providers.team.models import Invitation
from registry_app.providers.team.states import Invited
from registry_app.providers.vetting import queries as people

PACKAGE = "registry_app.providers.changes"
LISTED = 100


def book(on: date | None = None) -> rules.Book:
    """What is asked of which change, in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "changes", on or clock.today()))
    return body


def _whole() -> Any:
    return select(Change).options(joinedload(Change.home, innerjoin=True))


def of_home(home: Home) -> Sequence[Change]:
    """Every change of a home, the last asked first."""
    query = _whole().where(Change.home_id == home.id).order_by(Change.asked_on.desc(), Change.number.desc())
    found: Sequence[Change] = db.session.scalars(query).all()
    return found


def one_of_own(actor: Any, home_id: uuid.UUID, change_id: uuid.UUID) -> Change | None:
    """A change of a home the person signs in for."""
    home = homes.one_of_own(actor, home_id)
    change = db.session.get(Change, change_id) if home else None
    return change if home and change and change.home_id == home.id else None


def one(actor: Any, change_id: uuid.UUID) -> Change | None:
    """A change of a home the officer may see."""
    query = _whole().join(Home, Change.home_id == Home.id).where(homes.reach(actor), Change.id == change_id)
    found: Change | None = db.session.scalars(query).one_or_none()
    return found


def queue(actor: Any) -> Sequence[Change]:
    """Changes of the homes the officer may see: the open ones first, the longest waiting on top."""
    waiting = case((Change.state.in_(OPEN), 0), else_=1)
    query = _whole().join(Home, Change.home_id == Home.id).where(homes.reach(actor))
    query = query.order_by(waiting, Change.asked_on, Change.number).limit(LISTED)
    found: Sequence[Change] = db.session.scalars(query).all()
    return found


def waiting_for_their_day(today: date) -> Sequence[Change]:
    """Approved changes of owner whose day has come, the earliest first."""
    query = _whole().where(
        Change.kind == ChangeKind.OWNER, Change.state == ChangeState.APPROVED, Change.took_effect_on.is_(None),
        Change.on <= today,
    )  # fmt: skip
    found: Sequence[Change] = db.session.scalars(query.order_by(Change.on, Change.number)).all()
    return found


def running(home: Home) -> list[Authorisation]:
    """The authorisations of a home that are in force."""
    living = authorisations.living([home.id])[home.id]
    return [one for one in living if one.standing is AuthorisationStanding.IN_FORCE]


def touched(change: Change) -> list[Authorisation]:
    """The authorisations in force that a change is about: of one service, or of the whole home."""
    return [one for one in running(change.home) if change.service_id in (None, one.service_id)]


def owner_invited(change: Change) -> Invitation | None:
    """The last invitation of who takes over, once the change of owner is approved and while nobody has come in."""
    if change.took_effect_on is None:
        return None
    query = select(Invitation).where(
        Invitation.organisation_id == change.home.organisation_id,
        Invitation.role == MemberRole.OWNER,
        Invitation.state == Invited.OPEN,
    )
    return db.session.scalars(query.order_by(Invitation.invited_at.desc()).limit(1)).first()


def facts(change: Change) -> rules.Facts:
    """Everything the rules ask about a change, as it is recorded now."""
    home, wanted, given = change.home, change.wanted, running(change.home)
    before = sum(one.capacity for one in given)
    places = before
    if change.kind is ChangeKind.CAPACITY:
        places += wanted["capacity"] - sum(one.capacity for one in touched(change))
    service = change.service
    sexes = wanted.get("sexes") or (service.sexes.value if service else Sexes.BOYS.value)
    return rules.Facts(
        kind=change.kind.value,
        asked_on=change.asked_on,
        in_force=bool(touched(change)),
        visited_on=change.visited_on,
        vetting=people.block_cells(home),
        girls=sexes != Sexes.BOYS.value,
        woman_in_charge=service.woman_in_charge if service else None,
        places_before=before,
        places=places,
        present=home.present,
        care_type=wanted.get("care_type"),
        village_care=home.village_care,
        places_allowed=authorising.places_allowed(authorisations.book(), change.beds, change.square_feet),
    )
