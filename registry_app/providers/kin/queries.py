"""Families with a temporary approval, and what the register knew of a family before."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import joinedload

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import LIVE
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import AuthorisationStanding, Kind
from registry_app.providers.homes.access import PROVINCE_ROLES
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import CareType, Standing
from registry_app.providers.kin import rules
from registry_app.providers.kin.access import DISTRICT_ROLES
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.powers.states import Mode
from registry_app.providers.ties.queries import untied
from registry_app.providers.vetting.models import Person

PACKAGE = "registry_app.providers.kin"
LISTED = 100
REFUSED = (Standing.REFUSED, Standing.CANCELLED, Standing.SUSPENDED)


def book(on: date | None = None) -> rules.Book:
    """The numbers in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "kin", on or clock.today()))
    return body


def _reach(actor: Any) -> Any:
    """Approvals the person may see: all of Sindh or the own districts, without those to whose family there is a tie."""
    clauses = [untied(actor, KinApproval.home_id)] if actor.has(*PROVINCE_ROLES) else []
    held = actor.districts(*DISTRICT_ROLES) if actor.has(*DISTRICT_ROLES) else set()
    here = true() if held is None else Home.district.in_(held)
    return or_(*clauses, and_(here, untied(actor, KinApproval.home_id)))


def _whole(actor: Any) -> Any:
    return select(KinApproval).join(Home).where(_reach(actor)).options(joinedload(KinApproval.home))


def approvals(actor: Any) -> Sequence[KinApproval]:
    """Those the person may see, the one that ends first on top; those that are over last."""
    over = KinApproval.until < clock.today()
    found: Sequence[KinApproval] = db.session.scalars(
        _whole(actor).order_by(over, KinApproval.until, KinApproval.id).limit(LISTED)
    ).all()
    return found


def one(actor: Any, approval_id: uuid.UUID) -> KinApproval | None:
    """One approval, if the person may see it."""
    found: KinApproval | None = db.session.scalars(_whole(actor).where(KinApproval.id == approval_id)).one_or_none()
    return found


def of_home(home: Home) -> Sequence[KinApproval]:
    """Every approval and recommendation of a family, the last one first."""
    query = select(KinApproval).where(KinApproval.home_id == home.id)
    return db.session.scalars(query.order_by(KinApproval.on.desc(), KinApproval.no.desc(), KinApproval.id)).all()


def before(home: Home | None) -> rules.Before:
    """What the register knows of this family."""
    if home is None:
        return rules.Before()
    given = authorisations.of_home(home)
    temporary = [one for one in given if one.kind is Kind.KIN_TEMPORARY]
    other = [one for one in given if one.kind is not Kind.KIN_TEMPORARY]
    return rules.Before(
        times=len(temporary),
        last_until=max((one.until for one in temporary if one.ended_on is None), default=None),
        otherwise_authorised=any(one.standing is AuthorisationStanding.IN_FORCE for one in other),
        was_refused=home.standing in REFUSED,
    )


def kinship(home: Home) -> Service | None:
    """The care by relatives that a family gives."""
    return next((service for service in home.services if service.care_type is CareType.KINSHIP), None)


def light_track(home: Home) -> Application | None:
    """The application of a family that runs, also while it is filled in and the office sees nothing of it yet."""
    live = select(Application).where(Application.home_id == home.id, Application.state.in_(LIVE))
    return db.session.scalars(live).first()


def family_of(person: Person | None) -> Home | None:
    """The family home in which a person lives already, so that the same family is not recorded twice."""
    if person is None:
        return None
    for post in person.posts:
        if post.left_on is None and post.home.household and post.home.same_as_id is None:
            return post.home
    return None


def running(on: date) -> Sequence[KinApproval]:
    """Approvals that stand on the day."""
    query = select(KinApproval).join(Authorisation).where(
        KinApproval.mode == Mode.ACT, Authorisation.standing == AuthorisationStanding.IN_FORCE, KinApproval.until >= on
    )  # fmt: skip
    return db.session.scalars(query.order_by(KinApproval.until, KinApproval.id)).all()
