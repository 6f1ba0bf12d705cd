"""Finding lists, rows and reviews. Lists start from what the person may see."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import joinedload, selectinload

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.placements.legacy.models import LegacyList, LegacyReview, LegacyRow
from registry_app.placements.legacy.states import SIGNED, ListState
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.queries import untied

OPEN = (ListState.DRAFT, ListState.HOME_SIGNED)


def of_home(home: Home) -> Sequence[LegacyList]:
    """Every list of a home, the newest first."""
    rows = selectinload(LegacyList.rows)
    query = select(LegacyList).where(LegacyList.home_id == home.id).options(
        rows.joinedload(LegacyRow.child), rows.joinedload(LegacyRow.same_child), joinedload(LegacyList.home_signer),
        joinedload(LegacyList.unit_signer),
    )  # fmt: skip
    return db.session.scalars(query.order_by(LegacyList.number.desc())).all()


def open_list(home: Home) -> LegacyList | None:
    """The list of a home that is not signed by both yet."""
    query = select(LegacyList).where(LegacyList.home_id == home.id, LegacyList.state.in_(OPEN))
    return db.session.scalars(query.options(selectinload(LegacyList.rows))).one_or_none()


def known_rows(home: Home) -> dict[str, LegacyRow]:
    """The rows of all lists of a home, by their number in one writing."""
    return {row.same: row for row in db.session.scalars(select(LegacyRow).where(LegacyRow.home_id == home.id))}


def row_of(home: Home, row_id: uuid.UUID) -> LegacyRow | None:
    """A row of a home's list that is being written."""
    query = select(LegacyRow).join(LegacyList, LegacyList.id == LegacyRow.list_id)
    return db.session.scalars(
        query.where(LegacyRow.id == row_id, LegacyRow.home_id == home.id, LegacyList.state == ListState.DRAFT)
    ).one_or_none()


def reach(actor: Any) -> ColumnElement[bool]:
    """A WHERE clause over Home: the unit's districts, or the province; never where a tie stands."""
    if actor.has(Role.SWD_DIRECTOR, Role.SCPA_DG):
        return untied(actor, Home.id)
    held = actor.districts(Role.CPO, Role.CPU_HEAD) if actor.has(Role.CPO, Role.CPU_HEAD) else frozenset()
    if held is None:
        return untied(actor, Home.id)
    return (Home.district.in_(held) & untied(actor, Home.id)) if held else false()


def visible_to(actor: Any) -> Sequence[tuple[LegacyList, int]]:
    """The lists an officer may see, with the number of their rows: those that wait for the unit first."""
    rows = select(func.count()).where(LegacyRow.list_id == LegacyList.id).scalar_subquery()
    query = select(LegacyList, rows).join(Home, Home.id == LegacyList.home_id).where(reach(actor))
    waits = (LegacyList.state != ListState.HOME_SIGNED, LegacyList.state, Home.district, Home.register_number)
    whole = query.options(joinedload(LegacyList.home)).order_by(*waits, LegacyList.number)
    return [(row[0], row[1]) for row in db.session.execute(whole)]


def one(actor: Any, list_id: uuid.UUID) -> LegacyList | None:
    """A list by key, if the officer may see it."""
    query = select(LegacyList).join(Home, Home.id == LegacyList.home_id).where(LegacyList.id == list_id, reach(actor))
    whole = query.options(joinedload(LegacyList.home), selectinload(LegacyList.rows).joinedload(LegacyRow.child))
    return db.session.scalars(whole).one_or_none()


def is_listed(child_id: uuid.UUID) -> bool:
    """Whether the child is on a list that both signed."""
    query = select(LegacyRow.id).join(LegacyList, LegacyList.id == LegacyRow.list_id)
    return bool(db.session.scalar(query.where(LegacyRow.child_id == child_id, LegacyList.state.in_(SIGNED)).limit(1)))


def due_days(child_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, date]:
    """The next review of each of these children that stood on a list."""
    query = select(LegacyRow.child_id, LegacyRow.due_on).where(LegacyRow.child_id.in_(child_ids))
    return {row[0]: row[1] for row in db.session.execute(query) if row[0] and row[1]}


def reviewed_until(on: date) -> ColumnElement[bool]:
    """A WHERE clause over Stay: on basis LEGACY, reviewed, and the next review is not before the day."""
    later = select(LegacyRow.id).where(
        LegacyRow.child_id == Stay.child_id, LegacyRow.reviewed_on.is_not(None), LegacyRow.due_on >= on
    )
    return (Stay.basis == Basis.LEGACY) & later.exists()


def reviews_of(row: LegacyRow) -> Sequence[LegacyReview]:
    """The reviews of one stay, the newest first."""
    query = select(LegacyReview).where(LegacyReview.row_id == row.id)
    return db.session.scalars(query.order_by(LegacyReview.held_on.desc(), LegacyReview.recorded_at.desc())).all()
