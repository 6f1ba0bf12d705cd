"""A week of a home's rota with what each shift lacks; who may be put on; who must be away within the hour."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.placements import queries as stays
from registry_app.placements.rota import rules
from registry_app.placements.rota.models import RotaShift, StandDown
from registry_app.placements.rota.states import Part, Struck
from registry_app.placements.states import Sex
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Sexes
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting.models import Person, Post
from registry_app.providers.vetting.queries import Member
from registry_app.providers.vetting.states import Check

PACKAGE = "registry_app.placements.rota"
HOLDS = ("GOOD", "CONDITION")


@dataclass(frozen=True)
class Children:
    """Who lives in the home today, as the ratios ask: ages by the younger bound, and whether girls are among them."""

    ages: tuple[int, ...]
    girls: bool


@dataclass(frozen=True)
class Shift:
    """One shift of one day, with who is on it, who was struck, and what it lacks."""

    day: date
    part: Part
    lines: tuple[RotaShift, ...]
    struck: tuple[RotaShift, ...]
    people: tuple[rules.OnShift, ...]
    caring: int
    needed: int
    lacks: tuple[str, ...]

    @property
    def women(self) -> int:
        return sum(bool(one.woman) for one in self.people)

    @property
    def past(self) -> bool:
        return self.day < clock.today()


def book(on: date | None = None) -> rules.Book:
    """The numbers of the rota in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "rota", on or clock.today()))
    return body


def children(home: Home) -> Children:
    """The children of the home today; a home that may take girls is read as one where girls live."""
    here, today = stays.at_home(home), clock.today()
    girls = any(stay.child.sex is not Sex.BOY for stay in here)
    return Children(
        tuple(stay.child.age(today) for stay in here),
        girls or any(service.sexes is not Sexes.BOYS for service in home.services),
    )


def _lines(home: Home, first: date, last: date) -> Sequence[RotaShift]:
    query = select(RotaShift).where(RotaShift.home_id == home.id, RotaShift.on_day >= first, RotaShift.on_day <= last)
    whole = joinedload(RotaShift.post).joinedload(Post.person)
    return db.session.scalars(query.options(whole).order_by(RotaShift.added_at, RotaShift.id)).all()


def first_aiders(members: Collection[Member]) -> set[uuid.UUID]:
    """Keys of the persons who hold first aid that is good today."""
    return {
        one.post.person_id for one in members for line in one.lines if line.code == Check.V12 and line.standing in HOLDS
    }


def week(home: Home, first: date) -> list[Shift]:
    """Fourteen shifts from `first` on: each day and each night."""
    return shifts(home, [first + timedelta(days=n) for n in range(7)])


def shifts(home: Home, days: Sequence[date]) -> list[Shift]:
    """Both shifts of each of these days, in a fixed number of reads."""
    aid, here, numbers = first_aiders(people.staff(home)), children(home), book()
    rows: dict[tuple[date, Part], list[RotaShift]] = defaultdict(list)
    for row in _lines(home, days[0], days[-1]):
        rows[row.on_day, row.part].append(row)
    return [_shift(day, part, rows[day, part], aid, here, numbers) for day in days for part in Part]


def _shift(
    day: date, part: Part, rows: Sequence[RotaShift], aid: set[uuid.UUID], here: Children, numbers: rules.Book
) -> Shift:
    on = tuple(row for row in rows if row.struck_at is None)
    there = tuple(rules.OnShift(r.post.kind.value, r.post.person.woman, r.person_id in aid) for r in on)
    standing = {row.person_id for row in on}
    return Shift(
        day, part, on,
        # Whoever is on the shift again is not shown as struck from it.
        tuple(r for r in rows if r.struck is Struck.NOT_CLEAR and r.person_id not in standing),
        there, rules.caring(numbers, there), rules.adults_needed(numbers, part, here.ages),
        tuple(rules.lacks(numbers, part, there, here.ages, here.girls)),
    )  # fmt: skip


def one_shift(home: Home, day: date, part: Part) -> Shift:
    """One shift of the home."""
    return next(shift for shift in shifts(home, [day]) if shift.part is part)


def candidate(member: Member) -> rules.Candidate:
    """What the rota asks about somebody. The list of offenders is searched every night, so its day does not end."""
    ends = [line.until for line in member.lines if line.asked and line.until and line.code != Check.V03]
    return rules.Candidate(member.outcome, member.post.since, member.post.person.woman, ends)


def choices(home: Home, shift: Shift) -> list[tuple[Member, str | None]]:
    """Everybody in post who is not on the shift, each with the reason for which the rota refuses them, if any."""
    girls, numbers = children(home).girls, book()
    on = {line.person_id for line in shift.lines}
    found, seen = [], set(on)
    for member in people.staff(home):
        if member.post.person_id not in seen:
            seen.add(member.post.person_id)
            why = rules.refusal(numbers, candidate(member), shift.day, shift.part, shift.people, girls)
            found.append((member, why))
    return found


def own_line(actor: Any, home_id: uuid.UUID, line_id: uuid.UUID) -> RotaShift | None:
    """A line of the rota of a home the person signs in for."""
    home = homes.one_of_own(actor, home_id)
    line = db.session.get(RotaShift, line_id)
    return line if home and line and line.home_id == home.id else None


def coming(on: date) -> Sequence[RotaShift]:
    """Every line that stands on that day or later."""
    query = select(RotaShift).where(RotaShift.struck_at.is_(None), RotaShift.on_day >= on)
    whole = joinedload(RotaShift.post).joinedload(Post.person).selectinload(Person.matches)
    return db.session.scalars(
        query.options(whole, joinedload(RotaShift.home)).order_by(RotaShift.on_day, RotaShift.id)
    ).all()


def coming_of(person_id: uuid.UUID, on: date) -> Sequence[RotaShift]:
    """The lines of one person that stand on that day or later."""
    query = select(RotaShift).where(
        RotaShift.struck_at.is_(None), RotaShift.on_day >= on, RotaShift.person_id == person_id
    )
    return db.session.scalars(query.order_by(RotaShift.on_day, RotaShift.id)).all()


def open_of(person_id: uuid.UUID) -> dict[uuid.UUID, StandDown]:
    """By home: where this person must still be said to be away."""
    query = select(StandDown).where(StandDown.person_id == person_id, StandDown.done_at.is_(None))
    return {one.home_id: one for one in db.session.scalars(query)}


def open_at(home: Home) -> Sequence[StandDown]:
    """Who must be said to be away from the children of this home."""
    query = select(StandDown).where(StandDown.home_id == home.id, StandDown.done_at.is_(None))
    return db.session.scalars(query.options(joinedload(StandDown.person)).order_by(StandDown.due_at)).all()


def listed(actor: Any, limit: int = 100) -> Sequence[StandDown]:
    """For an office: what is open first, the longest due; then what was done, the last first."""
    query = select(StandDown).join(Home, StandDown.home_id == Home.id).where(homes.reach(actor))
    query = query.options(joinedload(StandDown.home), joinedload(StandDown.person))
    order = (StandDown.done_at.is_not(None), StandDown.done_at.desc(), StandDown.due_at, StandDown.id)
    return db.session.scalars(query.order_by(*order).limit(limit)).all()


def overdue() -> Sequence[StandDown]:
    """Everything open past its hour of which nobody was told yet."""
    query = select(StandDown).where(
        StandDown.done_at.is_(None), StandDown.due_at < clock.now(), StandDown.late_told_at.is_(None)
    )
    return db.session.scalars(query.options(joinedload(StandDown.home)).order_by(StandDown.due_at)).all()


def one_own(actor: Any, home_id: uuid.UUID, one_id: uuid.UUID) -> StandDown | None:
    """A stand-down of a home the person signs in for."""
    home = homes.one_of_own(actor, home_id)
    one = db.session.get(StandDown, one_id)
    return one if home and one and one.home_id == home.id else None


def one_of_office(actor: Any, one_id: uuid.UUID) -> StandDown | None:
    """A stand-down of a home the officer may see."""
    one = db.session.get(StandDown, one_id)
    return one if one and homes.one(actor, one.home_id) else None
