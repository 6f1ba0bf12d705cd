"""Finding entries, and the names that their words may not hold."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.placements.models import ChildIdentity, Stay
from registry_app.placements.visitors.models import BookEntry, BookStep
from registry_app.placements.visitors.states import Step
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home


def _whole() -> Any:
    return select(BookEntry).options(
        joinedload(BookEntry.home), joinedload(BookEntry.written_by), joinedload(BookEntry.corrects),
        selectinload(BookEntry.steps).joinedload(BookStep.taken_by),
    )  # fmt: skip


def of_home(home: Home) -> Sequence[BookEntry]:
    """The whole book of a home, the newest entry first."""
    query = _whole().where(BookEntry.home_id == home.id).order_by(BookEntry.number.desc())
    found: Sequence[BookEntry] = db.session.scalars(query).all()
    return found


def one_of_own(actor: Any, home_id: uuid.UUID, number: int) -> BookEntry | None:
    """An entry of a home the person signs in for."""
    home = homes.one_of_own(actor, home_id)
    return _numbered(home, number) if home else None


def one(actor: Any, number: str, entry_number: int) -> BookEntry | None:
    """An entry by its own number, of the home with this register number that the officer may see."""
    query = select(Home).where(homes.reach(actor), Home.register_number == number)
    home = db.session.scalars(query).one_or_none()
    return _numbered(home, entry_number) if home else None


def _numbered(home: Home, number: int) -> BookEntry | None:
    query = _whole().where(BookEntry.home_id == home.id, BookEntry.number == number)
    found: BookEntry | None = db.session.scalars(query).one_or_none()
    return found


def open_ones(actor: Any, token: str | None) -> Page[BookEntry]:
    """Entries whose action is not done, of the homes the officer may see; the first due on top."""
    done = exists().where(BookStep.entry_id == BookEntry.id, BookStep.kind == Step.DONE)
    query = _whole().join(Home, Home.id == BookEntry.home_id).where(homes.reach(actor), ~done)
    return page(query, (BookEntry.due_on, BookEntry.id), token)


def names_there(home: Home) -> list[str]:
    """The names of the children who ever stayed here, to keep them out of the book's words; shown to nobody."""
    stayed = select(Stay.child_id).where(Stay.home_id == home.id)
    kept = db.session.scalars(select(ChildIdentity).where(ChildIdentity.child_id.in_(stayed)))
    return [one.name for one in kept if one.name]
