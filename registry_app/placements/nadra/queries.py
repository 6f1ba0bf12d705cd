"""Finding packs and sheets, the children without papers of a home, and how far everything is by home and district."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.placements import queries as stays
from registry_app.placements.models import Child, ChildIdentity, Stay
from registry_app.placements.nadra import rules
from registry_app.placements.nadra.models import NadraPack, NadraSheet, NadraStep
from registry_app.placements.nadra.states import Refusal, SheetState
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.papers.states import BForm
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

COUNTED = (
    SheetState.PREPARED, SheetState.SIGNED, SheetState.SENT, SheetState.REGISTERED, SheetState.REFUSED,
    SheetState.MORE_ASKED,
)  # fmt: skip

OPENS = (*stays.PROVINCE, *stays.DISTRICT)
"""Who may read sheets by a child's code; other officers see figures only."""


@dataclass(frozen=True)
class Young:
    """A child of the home without a B-Form, with its latest sheet."""

    stay: Stay
    b_form: BForm | None
    sheet: NadraSheet | None
    apply_by: date
    free: bool
    """Whether a new sheet may be made."""

    @property
    def elsewhere(self) -> bool:
        """The latest sheet is of another home."""
        return self.sheet is not None and self.sheet.home_id != self.stay.home_id


@dataclass
class Count:
    """Children and sheets of a home or of a district, as numbers."""

    without: int = 0
    silent: int = 0
    states: Counter[SheetState] = field(default_factory=Counter)

    def add(self, other: "Count") -> None:
        self.without += other.without
        self.silent += other.silent
        self.states.update(other.states)


def _latest() -> ColumnElement[bool]:
    """The sheet is the child's last one: no other was made again of it."""
    later = aliased(NadraSheet)
    return ~exists().where(later.again_of_id == NadraSheet.id)


def last_sheets(children: Collection[uuid.UUID]) -> dict[uuid.UUID, NadraSheet]:
    """The latest sheet of each of these children, of whichever home."""
    query = select(NadraSheet).where(NadraSheet.child_id.in_(children), _latest())
    query = query.options(joinedload(NadraSheet.pack), joinedload(NadraSheet.stay))
    return {sheet.child_id: sheet for sheet in db.session.scalars(query)}


def last_words(children: Collection[uuid.UUID]) -> dict[uuid.UUID, BForm]:
    """What was recorded last of the B-Form of each of these children."""
    newer = aliased(BFormStep)
    later = exists().where(newer.child_id == BFormStep.child_id, newer.number > BFormStep.number)
    query = select(BFormStep.child_id, BFormStep.status).where(BFormStep.child_id.in_(children), ~later)
    return {row.child_id: row.status for row in db.session.execute(query)}


def without_papers(home: Home) -> list[Young]:
    """The children who live there and have no B-Form, the longest there first."""
    there = stays.at_home(home)
    keys = [stay.child_id for stay in there]
    words, sheets, days = last_words(keys), last_sheets(keys), rules.terms(clock.today()).apply_days
    made = []
    for stay in there:
        word, sheet = words.get(stay.child_id), sheets.get(stay.child_id)
        if word is BForm.HAS:
            continue
        came = clock.local(stay.started_at).date()
        free = rules.may_prepare(word, sheet.state if sheet else None, sheet.given if sheet else None)
        made.append(Young(stay, word, sheet, rules.apply_by(came, days), free or left_behind(sheet, stay)))
    return made


def left_behind(sheet: NadraSheet | None, stay: Stay) -> bool:
    """A sheet of another home that the child has left: it is in nobody's way.

    Also one that was sent: its answer goes to the head of a home where the child no longer is, and may never come.
    """
    there = (SheetState.PREPARED, SheetState.SIGNED, SheetState.SENT)
    return sheet is not None and sheet.state in there and sheet.stay.ended_at is not None and sheet.stay_id != stay.id


def _whole() -> Select[Any]:
    return select(NadraPack).options(
        joinedload(NadraPack.home), joinedload(NadraPack.prepared_by),
        selectinload(NadraPack.sheets).options(
            joinedload(NadraSheet.child), joinedload(NadraSheet.stay),
            selectinload(NadraSheet.steps).joinedload(NadraStep.recorded_by),
        ),
    )  # fmt: skip


def of_home(home: Home) -> Sequence[NadraPack]:
    """Every pack of a home with its sheets, the newest first."""
    query = _whole().where(NadraPack.home_id == home.id).order_by(NadraPack.number.desc())
    return db.session.scalars(query).all()


def own_home(actor: Any, home_id: uuid.UUID) -> Home | None:
    """A home the person signs in for; a family has no pack."""
    home = homes.one_of_own(actor, home_id)
    return home if home and not home.household else None


def own_pack(actor: Any, home_id: uuid.UUID, number: int) -> NadraPack | None:
    """A pack of a home the person signs in for."""
    home = own_home(actor, home_id)
    query = _whole().where(NadraPack.home_id == home.id, NadraPack.number == number) if home else None
    return db.session.scalars(query).one_or_none() if query is not None else None


def own_sheet(actor: Any, home_id: uuid.UUID, number: int, sheet: int) -> NadraSheet | None:
    """One sheet of such a pack, by its number in it."""
    pack = own_pack(actor, home_id, number)
    return next((one for one in pack.sheets if one.number == sheet), None) if pack else None


def office_home(actor: Any, number: str) -> Home | None:
    """A home by register number that the officer may see; a family has no pack."""
    query = select(Home).where(homes.reach(actor), Home.register_number == number, Home.household.is_(False))
    return db.session.scalars(query).one_or_none()


def office_sheet(actor: Any, number: str, pack: int, sheet: int) -> NadraSheet | None:
    """One sheet of a home that the officer may see."""
    home = office_home(actor, number)
    found = (
        db.session.scalars(_whole().where(NadraPack.home_id == home.id, NadraPack.number == pack)).one_or_none()
        if home
        else None
    )
    return next((one for one in found.sheets if one.number == sheet), None) if found else None


def of_child(child: Child) -> Sequence[NadraSheet]:
    """Every sheet of a child, the newest first, for its file."""
    query = (
        select(NadraSheet).join(NadraPack, NadraPack.id == NadraSheet.pack_id).where(NadraSheet.child_id == child.id)
    )
    query = query.options(
        joinedload(NadraSheet.pack).joinedload(NadraPack.home), selectinload(NadraSheet.steps)
    ).order_by(NadraPack.prepared_at.desc(), NadraSheet.id)
    return db.session.scalars(query).all()


def identities(children: Collection[uuid.UUID]) -> Mapping[uuid.UUID, ChildIdentity]:
    """The sealed records of who these children are; the view that prints them records the reason first."""
    found = db.session.scalars(select(ChildIdentity).where(ChildIdentity.child_id.in_(children)))
    return {one.child_id: one for one in found}


def _institutions(actor: Any, district: str) -> list[ColumnElement[bool]]:
    wanted = [homes.reach(actor), Home.household.is_(False), Home.same_as_id.is_(None)]
    return [*wanted, Home.district == district] if district else wanted


def _has_b_form() -> ColumnElement[bool]:
    """The last word about the child of a stay is that its B-Form is issued."""
    newer = aliased(BFormStep)
    last = ~exists().where(newer.child_id == BFormStep.child_id, newer.number > BFormStep.number)
    return exists().where(BFormStep.child_id == Stay.child_id, BFormStep.status == BForm.HAS, last)


def listed(actor: Any, district: str, token: str | None) -> Page[Home]:
    """The homes the officer may see where a child without a B-Form lives or a sheet was made, a page at a time."""
    lives = exists().where(Stay.home_id == Home.id, Stay.ended_at.is_(None), ~_has_b_form())
    made = exists().where(NadraPack.home_id == Home.id)
    query = select(Home).where(*_institutions(actor, district), lives | made)
    return page(query, (Home.register_number, Home.id), token)


def by_home(keys: Collection[uuid.UUID]) -> dict[uuid.UUID, Count]:
    """How far each of these homes is."""
    return _counts(Home.id, [Home.id.in_(keys)])


def by_district(actor: Any) -> dict[str, Count]:
    """How far the homes the officer may see are, added up by district."""
    return _counts(Home.district, _institutions(actor, ""))


def _counts(key: Any, where: Sequence[ColumnElement[bool]]) -> dict[Any, Count]:
    """Two questions, whatever the number of homes: children without a B-Form, and latest sheets by state."""
    made: dict[Any, Count] = defaultdict(Count)
    without = (
        select(key, func.count()).select_from(Stay).join(Home, Home.id == Stay.home_id)
        .where(*where, Stay.ended_at.is_(None), ~_has_b_form()).group_by(key)
    )  # fmt: skip
    for found, many in db.session.execute(without):
        made[found].without = many
    before = clock.today() - timedelta(days=rules.terms(clock.today()).waiting_days)
    late = func.sum(case((and_(NadraSheet.state == SheetState.SENT, NadraSheet.state_on < before), 1), else_=0))
    sheets = (
        select(key, NadraSheet.state, func.count(), late).select_from(NadraSheet)
        .join(Home, Home.id == NadraSheet.home_id).where(*where, _latest()).group_by(key, NadraSheet.state)
    )  # fmt: skip
    for found, state, many, silent in db.session.execute(sheets):
        made[found].states[state] += many
        made[found].silent += silent
    return made


def refusals(actor: Any, district: str) -> list[tuple[Refusal, int]]:
    """How often each reason was given for sheets that stand refused, the most frequent first."""
    query = (
        select(NadraSheet.refusal, func.count()).join(Home, Home.id == NadraSheet.home_id)
        .where(*_institutions(actor, district), NadraSheet.refusal.is_not(None)).group_by(NadraSheet.refusal)
    )  # fmt: skip
    found = [(reason, many) for reason, many in db.session.execute(query) if reason is not None]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].value))
