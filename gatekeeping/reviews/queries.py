"""The queue of reviews by district, what is known of each child, the items of a meeting, and the progress."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.models import Meeting
from gatekeeping.bodies.states import Sitting
from gatekeeping.reviews.access import CPU_ROLES, PANEL_ROLES, PROVINCE_ROLES
from gatekeeping.reviews.models import Preparation, ReviewInterest, ReviewItem, ReviewVote
from gatekeeping.reviews.rules import Facts
from gatekeeping.reviews.states import SETTLED, WAITING, ItemState
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.placements.legacy.models import LegacyRow
from registry_app.placements.legacy.rules import Facts as OrderFacts
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade, Standing
from registry_app.providers.ties.queries import untied

FELL = frozenset({Standing.SUSPENDED, Standing.EXPIRED, Standing.CANCELLED})


@dataclass(frozen=True)
class Subject:
    """One stay from before the register, with what is known of it; what pages and permissions speak about."""

    row: LegacyRow
    stay: Stay
    preparation: Preparation | None
    last_item: ReviewItem | None

    @property
    def home_id(self) -> uuid.UUID | None:
        return self.stay.home_id

    @property
    def district(self) -> str:
        return self.stay.home.district if self.stay.home else self.row.home.district

    @property
    def homes(self) -> frozenset[uuid.UUID]:
        """Homes whose ties count: where the child sleeps, and where the list was written."""
        return frozenset({self.row.home_id} | ({self.stay.home_id} if self.stay.home_id else set()))

    def facts(self) -> Facts:
        """What decides whether the stay may be confirmed with others."""
        said, item, home = self.preparation, self.last_item, self.stay.home
        child = self.row.child
        assert child is not None
        signed = self.row.of_list.unit_signed_at or self.stay.recorded_at
        pulled = item is not None and item.state not in SETTLED and item.pulled_by is not None
        return Facts(
            born_latest=child.born_latest, parents=said.parents if said else self.row.parents,
            since=clock.local(self.stay.started_at).date(),
            looked_on=self.row.reviewed_on or clock.local(signed).date(), heard_on=said.on_day if said else None,
            child_objects=said.child_objects if said else None, parent_objects=said.parent_objects if said else None,
            changed=said.changed if said else None,
            home_fell=home is not None and (home.grade is Grade.D or home.standing in FELL), pulled_out=pulled,
        )  # fmt: skip

    def order_facts(self) -> OrderFacts:
        """What decides the order, as it is known today."""
        child, known = self.row.child, self.facts()
        assert child is not None
        return OrderFacts(known.born_latest, known.parents, child.disability, known.since, self.row.siblings_elsewhere)


def _here() -> ColumnElement[bool]:
    """The stay of this row's child is still open on this basis."""
    return and_(Stay.child_id == LegacyRow.child_id, Stay.ended_at.is_(None), Stay.basis == Basis.LEGACY)


def _where(actor: Any) -> ColumnElement[bool]:
    clauses: list[ColumnElement[bool]] = []
    if actor.has(*PROVINCE_ROLES):
        clauses.append(true())
    if actor.has(*CPU_ROLES):
        held = actor.districts(*CPU_ROLES)
        clauses.append(true() if held is None else Home.district.in_(held))
    if actor.has(*PANEL_ROLES):
        clauses.append(Home.district.in_(bodies.districts_of(actor)))
    known = select(ReviewInterest.row_id).where(ReviewInterest.user_id == actor.id)
    apart = and_(untied(actor, Stay.home_id), untied(actor, LegacyRow.home_id), LegacyRow.id.not_in(known))
    return and_(or_(*clauses), apart) if clauses else false()


def _rows() -> Select[Any]:
    """Rows whose child still stays on this basis, joined with the stay and the home it is in."""
    lives_in = func.coalesce(Stay.home_id, LegacyRow.home_id)
    query = select(LegacyRow).join(Stay, _here()).join(Home, Home.id == lives_in)
    return query.options(joinedload(LegacyRow.child), joinedload(LegacyRow.home), joinedload(LegacyRow.of_list))


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the rows this person may see: by district or seat, never where a tie or an interest stands."""
    return _rows().where(_where(actor))


def queue(actor: Any, *, district: str = "", late: bool = False, token: str | None = None) -> Page[Subject]:
    """Who is reviewed next, a page at a time: the most overdue first."""
    query = visible_to(actor)
    if district:
        query = query.where(Home.district == district)
    if late:
        query = query.where(LegacyRow.due_on < clock.today())
    found = page(query, (LegacyRow.due_on, LegacyRow.id), token)
    return Page(subjects(found.rows), found.next_token)


def subjects(rows: Sequence[LegacyRow]) -> list[Subject]:
    """The rows with their stays, newest preparations and last items: three queries for all of them."""
    children, keys = [row.child_id for row in rows], [row.id for row in rows]
    stays = select(Stay).where(Stay.child_id.in_(children), Stay.ended_at.is_(None), Stay.basis == Basis.LEGACY)
    here = {stay.child_id: stay for stay in db.session.scalars(stays.options(joinedload(Stay.home)))}
    said = select(Preparation).where(Preparation.row_id.in_(keys)).order_by(Preparation.recorded_at, Preparation.id)
    prepared = {one.row_id: one for one in db.session.scalars(said.options(joinedload(Preparation.by)))}
    items = select(ReviewItem).where(ReviewItem.row_id.in_(keys)).order_by(ReviewItem.put_at, ReviewItem.id)
    last = {one.row_id: one for one in db.session.scalars(items.options(joinedload(ReviewItem.meeting)))}
    return [
        Subject(row, here[row.child_id], prepared.get(row.id), last.get(row.id)) for row in rows if row.child_id in here
    ]


def one(actor: Any, row_id: uuid.UUID) -> Subject | None:
    """One child's review by the key of its row, if the person may see it."""
    rows = db.session.scalars(visible_to(actor).where(LegacyRow.id == row_id)).all()
    return next(iter(subjects(rows)), None)


def fresh(row: LegacyRow) -> Subject | None:
    """The same without asking who looks, for services; None when the child stays here no more."""
    return next(iter(subjects([row])), None)


def candidates(meeting: Meeting, heard_since: date) -> list[Subject]:
    """Children of the body's districts who were heard since a day and wait in no meeting, the next review first."""
    districts = [row.district for row in meeting.body.districts]
    waits = select(ReviewItem.row_id).join(Meeting, Meeting.id == ReviewItem.meeting_id)
    waits = waits.where(ReviewItem.state.in_(WAITING), Meeting.state != Sitting.CLOSED)
    heard = select(Preparation.row_id).where(Preparation.on_day >= heard_since)
    query = _rows().where(Home.district.in_(districts), LegacyRow.id.in_(heard), LegacyRow.id.not_in(waits))
    return subjects(db.session.scalars(query.order_by(LegacyRow.due_on, LegacyRow.id)).all())


def waiting_item(row: LegacyRow) -> ReviewItem | None:
    """The item of this row that is not settled."""
    query = select(ReviewItem).where(ReviewItem.row_id == row.id, ReviewItem.state.in_(WAITING))
    return db.session.scalars(query.options(joinedload(ReviewItem.meeting))).one_or_none()


def items(meeting: Meeting) -> Sequence[ReviewItem]:
    """Every review of a meeting, in the order in which it was put there."""
    query = select(ReviewItem).where(ReviewItem.meeting_id == meeting.id)
    whole = query.options(joinedload(ReviewItem.row).joinedload(LegacyRow.child),
                          joinedload(ReviewItem.row).joinedload(LegacyRow.home),
                          joinedload(ReviewItem.row).joinedload(LegacyRow.of_list))  # fmt: skip
    return db.session.scalars(whole.order_by(ReviewItem.put_at, ReviewItem.id)).all()


def seen_items(actor: Any, meeting: Meeting) -> list[tuple[ReviewItem, Subject | None]]:
    """The reviews of a meeting that this person may see, with what is known; None for a child who has left."""
    from registry_app.providers.ties.queries import tied_homes

    found = items(meeting)
    known = {subject.row.id: subject for subject in subjects([item.row for item in found])}
    own = set(db.session.scalars(select(ReviewInterest.row_id).where(ReviewInterest.user_id == actor.id)))
    ties = tied_homes(actor)
    seen = []
    for item in found:
        subject = known.get(item.row_id)
        homes = subject.homes if subject else frozenset({item.row.home_id})
        if item.row_id not in own and not homes & ties:
            seen.append((item, subject))
    return seen


def item_of(actor: Any, item_id: uuid.UUID) -> ReviewItem | None:
    """One item by key, if the person may see its meeting and its child."""
    found = db.session.get(ReviewItem, item_id)
    if found is None or bodies.one(actor, found.meeting_id) is None:
        return None
    return next((item for item, _subject in seen_items(actor, found.meeting) if item.id == item_id), None)


def votes(item: ReviewItem) -> Sequence[ReviewVote]:
    """Who voted how about this child."""
    query = select(ReviewVote).where(ReviewVote.item_id == item.id).options(joinedload(ReviewVote.user))
    return db.session.scalars(query.order_by(ReviewVote.seat, ReviewVote.user_id)).all()


def interests(rows: Sequence[LegacyRow]) -> dict[uuid.UUID, dict[uuid.UUID, str]]:
    """By row, who knows the family or home, and how."""
    made: dict[uuid.UUID, dict[uuid.UUID, str]] = {}
    query = select(ReviewInterest).where(ReviewInterest.row_id.in_([row.id for row in rows]))
    for known in db.session.scalars(query):
        made.setdefault(known.row_id, {})[known.user_id] = known.note
    return made


def sheets_of(row: LegacyRow) -> Sequence[ReviewItem]:
    """The settled reviews of one child, the newest first."""
    query = select(ReviewItem).where(ReviewItem.row_id == row.id, ReviewItem.state.in_(SETTLED))
    return db.session.scalars(
        query.order_by(ReviewItem.settled_at.desc()).options(selectinload(ReviewItem.votes))
    ).all()


@dataclass(frozen=True)
class Progress:
    """One district: children on signed lists, reviewed, gone before a review, overdue, still to review."""

    district: str
    listed: int
    reviewed: int
    gone: int
    late: int
    left: int


def progress(actor: Any, on: date) -> list[Progress]:
    """A line for each district the person may see that has such children; by the home that wrote the list."""
    held: ColumnElement[bool] = true()
    if not actor.has(*PROVINCE_ROLES):
        mine = actor.districts(*CPU_ROLES) if actor.has(*CPU_ROLES) else frozenset()
        seats = bodies.districts_of(actor) if actor.has(*PANEL_ROLES) else []
        held = true() if mine is None else Home.district.in_({*mine, *seats})
    looked, here = LegacyRow.reviewed_on.is_not(None), Stay.id.is_not(None)
    open_stay = and_(Stay.child_id == LegacyRow.child_id, Stay.ended_at.is_(None), Stay.basis == Basis.LEGACY)

    def count(clause: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((clause, 1), else_=0))

    query = (
        select(
            Home.district, func.count(), count(looked), count(and_(~looked, ~here)),
            count(and_(~looked, here, LegacyRow.due_on < on)), count(and_(~looked, here)),
        )
        .select_from(LegacyRow).join(Home, Home.id == LegacyRow.home_id).outerjoin(Stay, open_stay)
        .where(LegacyRow.child_id.is_not(None), held).group_by(Home.district).order_by(Home.district)
    )  # fmt: skip
    return [Progress(row[0], *(int(number) for number in row[1:])) for row in db.session.execute(query)]


def waiting_counts(meeting: Meeting) -> dict[ItemState, int]:
    """How many reviews of a meeting stand where."""
    query = select(ReviewItem.state, func.count()).where(ReviewItem.meeting_id == meeting.id)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(ReviewItem.state))}
