"""Reading records for comparing, and pairs for deciding."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from registry_app.core.db import db
from registry_app.core.geo import Point
from registry_app.core.paging import Page, page
from registry_app.providers.findings.models import Finding
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.rules import Record
from registry_app.providers.twins.states import Verdict

SIZE = 25


def digests(home_ids: Collection[uuid.UUID] | None = None) -> dict[uuid.UUID, frozenset[str]]:
    """The people of homes as keyed hashes; of all homes when none are named."""
    query = select(Finding.home_id, Finding.person_digest, Finding.phone_digest).where(
        or_(Finding.person_digest.is_not(None), Finding.phone_digest.is_not(None))
    )
    if home_ids is not None:
        query = query.where(Finding.home_id.in_(home_ids))
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for home_id, *marks in db.session.execute(query):
        found[home_id].update(mark for mark in marks if mark)
    return {home_id: frozenset(marks) for home_id, marks in found.items()}


def record(home: Home, people: frozenset[str] = frozenset()) -> Record:
    """A home as it is compared."""
    at = Point(home.latitude, home.longitude) if home.latitude is not None and home.longitude is not None else None
    return Record(home.id, tuple(home.names), home.district, home.address or "", at, people)


def comparable(districts: Iterable[str], marks: Collection[str]) -> list[Home]:
    """Homes that could be one with a home of these districts and people, by register number; families never are."""
    people = exists().where(
        Finding.home_id == Home.id, or_(Finding.person_digest.in_(marks), Finding.phone_digest.in_(marks))
    )
    near = Home.district.in_(set(districts))
    query = select(Home).where(
        Home.household.is_(False), Home.standing != Standing.RECORDED_TWICE, or_(near, people) if marks else near
    )
    return list(db.session.scalars(query.order_by(Home.register_number)))


def _visible(actor: Any) -> Select[Any]:
    """Pairs of which the person may see both records, also after one of them was put under the other."""
    first, second = aliased(Home), aliased(Home)
    seen = select(Home.id).where(homes.reach_with_twice(actor))
    return (
        select(Twin)
        .join(first, first.id == Twin.first_id)
        .join(second, second.id == Twin.second_id)
        .where(and_(first.id.in_(seen), second.id.in_(seen)))
        .options(selectinload(Twin.first), selectinload(Twin.second), selectinload(Twin.decider))
    )


def one(actor: Any, twin_id: uuid.UUID) -> Twin | None:
    """A pair by key, if the person may see both homes."""
    return db.session.scalars(_visible(actor).where(Twin.id == twin_id)).one_or_none()


def listed(actor: Any, verdict: Verdict, token: str | None) -> Page[Twin]:
    """Pairs of a verdict, the oldest first."""
    return page(_visible(actor).where(Twin.verdict == verdict), [Twin.created_at, Twin.id], token, SIZE)


def of_home(home: Home) -> list[Twin]:
    """The pairs of a home that were not found to be two."""
    query = select(Twin).where(
        or_(Twin.first_id == home.id, Twin.second_id == home.id), Twin.verdict != Verdict.DIFFERENT
    )
    return list(db.session.scalars(query.order_by(Twin.created_at, Twin.id)))
