"""Signed lists of the children who were there before, and their reviews: some districts ahead, some behind."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gatekeeping.bodies import services as bodies
from gatekeeping.bodies.models import Body, BodyDistrict, Meeting
from gatekeeping.bodies.states import Presence, SeatKind
from gatekeeping.cases.states import Hearing
from gatekeeping.decisions.states import Choice
from gatekeeping.reviews import queries, services
from gatekeeping.reviews.models import Preparation, ReviewItem, ReviewVote
from gatekeeping.reviews.rules import bars
from gatekeeping.reviews.states import ItemState, Why
from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.demo import words
from registry_app.demo.bulk import Rows, change, sealed
from registry_app.demo.chance import Chance, at
from registry_app.placements import rules as stays
from registry_app.placements.legacy import rules
from registry_app.placements.legacy.models import LegacyList, LegacyReview, LegacyRow
from registry_app.placements.legacy.states import LegalPaper, ListState, Parents, ReviewOutcome
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import AgeMethod, Basis, Sex

if TYPE_CHECKING:
    from registry_app.demo.children import Young
    from registry_app.demo.homes import Houses, Place
    from registry_app.demo.people import People

PARENTS = {
    Parents.MOTHER_LIVING: 34, Parents.BOTH_LIVING: 22, Parents.BOTH_DEAD: 22, Parents.NOT_KNOWN: 14,
    Parents.FATHER_LIVING: 8,
}  # fmt: skip
PAPERS = {
    LegalPaper.PARENT_LETTER: 40, LegalPaper.NONE: 25, LegalPaper.POLICE_LETTER: 12, LegalPaper.COURT_ORDER: 12,
    LegalPaper.GUARDIAN_CERTIFICATE: 8, LegalPaper.OTHER: 3,
}  # fmt: skip
SIGNED = (190, 160)
"""Days ago on which the first and the last lists were signed."""
NEWCOMERS = 0.15
"""So many came in the months before the list; with both parents dead they may be confirmed in one vote."""
AHEAD = ("SD-HYD", "SD-KCE", "SD-KSO", "SD-SKR", "SD-MLR")
"""Districts whose reviews are all held in time."""
BEHIND = 0.45
"""So many of the reviews that were due elsewhere are late."""
SPOKEN = "Made up. I am used to this place. My friends are here and the school is near."
REASONS = "Made up. The child was heard, the family was looked for, and nobody nearer can care today."


def signed_on(place: Place) -> date:
    """The day of the second signature: some months ago, and not before the home was known."""
    first, last = SIGNED
    days = first - place.house * 7 % (first - last)
    return max(place.known_since, clock.today() - timedelta(days=days))


class Lists:
    """Writes a list for each home, the rows of its children, and then both signatures."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people = chance, people
        self.lists, self.rows = Rows(LegacyList), Rows(LegacyRow)
        self._of_home: dict[uuid.UUID, tuple[uuid.UUID, Place]] = {}
        self._place: Counter[uuid.UUID] = Counter()

    def start(self, young: Young, planned: datetime) -> datetime:
        """When the child came: for some only months before the list."""
        last, first = signed_on(young.place) - timedelta(days=3), clock.today() - timedelta(days=350)
        if first < last and young.born < first and self.chance.yes(NEWCOMERS):
            return at(self.chance.day(first, last))
        return planned

    def due_days(self, children: list[tuple[Young, date]], place: Place) -> list[tuple[Parents, date]]:
        """What is known of each child's parents, and the day of its review, by the rules of the list."""
        on = signed_on(place)
        parents = [self.chance.one_of(PARENTS) for _young, _since in children]
        facts = [
            rules.Facts(young.born, known, young.disability, since, self._apart(young, children))
            for (young, since), known in zip(children, parents, strict=True)
        ]
        last = max(on, stays.terms().cut_over_on)
        return list(zip(parents, rules.due_days(facts, on, last, rules.order()), strict=True))

    def _apart(self, young: Young, children: list[tuple[Young, date]]) -> bool:
        return young.siblings is not None and sum(one.siblings == young.siblings for one, _since in children) == 1

    def add(self, young: Young, since: date, parents: Parents, due: date, *, apart: bool = False) -> None:
        """One row of the list of the child's home."""
        place, chance = young.place, self.chance
        if place.id not in self._of_home:
            self._of_home[place.id] = chance.key(), place
        self._place[place.id] += 1
        number, paper = str(100 + self._place[place.id]), chance.one_of(PAPERS)
        key = chance.key()
        self.rows.add(
            id=key, list_id=self._of_home[place.id][0], home_id=place.id, place=self._place[place.id], number=number,
            same=number, sex=young.sex, born_earliest=young.born_earliest, born_latest=young.born,
            birth_year=young.born.year, age_from=None, age_to=None, age_method=young.method, since=since,
            origin=young.district, parents=parents, paper=paper,
            paper_number=f"{chance.randint(10, 900)}/{since.year}" if paper in rules.NUMBERED else "",
            siblings="" if apart or young.siblings is None else "S", siblings_elsewhere=apart,
            disability=young.disability,
            name_sealed=sealed(LegacyRow, "name_sealed", key, words.child(chance, young.sex is Sex.GIRL)),
            child_id=young.id, due_on=due, reviewed_on=None,
        )  # fmt: skip

    def store(self) -> None:
        """Lists as they are written, their rows, and then the signatures: the database asks for this order."""
        signatures = []
        for key, place in self._of_home.values():
            on, head = at(signed_on(place)), self.people.of("cpuhead", place.district)
            home = place.user or self.people["registrar"]
            self.lists.add(
                id=key, home_id=place.id, number=1, state=ListState.DRAFT, begun_by=home.id, begun_at=on,
            )  # fmt: skip
            signatures.append({"b_id": key, "b_home": home.id, "b_unit": head.id, "b_at": on})
        self.lists.store()
        self.rows.store()
        values = {
            "state": ListState.CLOSED, "home_signed_by": "b_home", "home_signed_at": "b_at", "unit_signed_by": "b_unit",
            "unit_signed_at": "b_at", "closed_by": "b_unit", "closed_at": "b_at",
        }  # fmt: skip
        change(LegacyList, signatures, values)
        audit.note("legacy-list:load-made-up", None, None, changes={"rows": [None, self.rows.count]})


def go_on(chance: Chance, people: People, houses: Houses) -> int:
    """A list still being written and one that waits for the unit; the reviews until today; gives how many were held."""
    _unfinished(people, houses)
    held = 0
    for body in db.session.scalars(select(Body)).all():
        held += _review(chance, people, body)
    _confirm_some(people)
    return held


def _unfinished(people: People, houses: Houses) -> None:
    waiting = next(
        home for home in houses.homes if home.district == "SD-HYD" and home.user and home.id != houses.managers.id
    )
    for place, state, count in ((houses.managers, ListState.DRAFT, 3), (waiting, ListState.HOME_SIGNED, 4)):
        user = place.user
        assert user is not None
        here = LegacyList(home_id=place.id, number=2, state=ListState.DRAFT, begun_by=user.id)
        for number in range(1, count + 1):
            on = clock.today() - timedelta(days=200 + number * 40)
            row = LegacyRow(
                home_id=place.id, place=number, number=f"B{number}", same=f"B{number}",
                sex=Sex.GIRL if place.sexes.value == "GIRLS" else Sex.BOY, born_earliest=date(on.year - 11, 1, 1),
                born_latest=date(on.year - 9, 12, 31), age_from=9, age_to=11, age_method=AgeMethod.ESTIMATED, since=on,
                origin="SD-HYD", parents=list(Parents)[number], paper=LegalPaper.PARENT_LETTER,
            )  # fmt: skip
            row.name = "Made-up child"
            here.rows.append(row)
        db.session.add(here)
        db.session.flush()
        if state is ListState.HOME_SIGNED:
            here.state, here.home_signed_by, here.home_signed_at = state, user.id, clock.now()
            db.session.flush()
    audit.note("legacy-list:load-made-up", None, None, changes={"open": [None, 2]})


def _sit(body: Body, on: date) -> tuple[Meeting, list[Any]]:
    """A meeting of that day with everybody there, chair first."""
    seats = sorted(body.seats, key=lambda seat: seat.seat is not SeatKind.CHAIR)
    with clock.set_to(at(on, 9)):
        meeting = bodies.plan_meeting(body, on_day=on, urgent=False, actor=seats[0].user)
        bodies.call_roll(meeting, {seat.user_id: Presence.PRESENT for seat in seats}, actor=seats[0].user)
    return meeting, seats


def _review(chance: Chance, people: People, body: Body) -> int:
    """Reviews one by one of what was due so far, in sittings of the last weeks; behind, some were left out."""
    districts = [
        row.district for row in db.session.scalars(select(BodyDistrict).where(BodyDistrict.body_id == body.id))
    ]
    query = select(LegacyRow, Stay, Child).join(Child, Child.id == LegacyRow.child_id)
    query = query.join(Stay, (Stay.child_id == Child.id) & Stay.ended_at.is_(None) & (Stay.basis == Basis.LEGACY))
    due = query.where(LegacyRow.due_on < clock.today()).order_by(LegacyRow.due_on, LegacyRow.number, LegacyRow.id)
    found = [row for row in db.session.execute(due) if row[0].home.district in districts]
    held = [row for row in found if row[0].home.district in AHEAD or not chance.yes(BEHIND)]
    if not held:
        return 0
    on = clock.today() - timedelta(days=20)
    meeting, seats = _sit(body, on)
    said, items, votes, reviews = Rows(Preparation), Rows(ReviewItem), Rows(ReviewVote), Rows(LegacyReview)
    marks = []
    for row, stay, child in held:
        cpo = people.of("cpo", row.home.district)
        said_key, key, next_on = chance.key(), chance.key(), rules.next_review(child.born_latest, on, rules.order())
        said.add(
            id=said_key, row_id=row.id, by_id=cpo.id, recorded_at=at(on - timedelta(days=9)),
            on_day=on - timedelta(days=9), how=Hearing.TALK if child.age(on) > 4 else Hearing.OBSERVED, alone=True,
            words_sealed=sealed(Preparation, "words_sealed", said_key, SPOKEN), child_objects=False,
            parents=row.parents, parent_objects=False, changed=False, note_sealed=None,
        )  # fmt: skip
        state = ItemState.NEEDS_DECISION if child.age(on) < 6 and chance.yes(0.6) else ItemState.CONTINUES
        if state is ItemState.NEEDS_DECISION:
            next_on = on + timedelta(days=rules.order().case_days)
        items.add(
            id=key, meeting_id=meeting.id, row_id=row.id, state=state, put_by=seats[0].user_id, put_at=at(on, 9),
            pulled_by=None, pulled_at=None, why=Why.RULES, together=False, majority="two_thirds",
            reasons_sealed=sealed(ReviewItem, "reasons_sealed", key, REASONS), settled_at=at(on, 11), next_on=next_on,
        )  # fmt: skip
        for seat in seats:
            votes.add(item_id=key, user_id=seat.user_id, seat=seat.seat, vote=Choice.FOR)
        reviews.add(
            id=chance.key(), row_id=row.id, stay_id=stay.id, item_id=key, held_on=on,
            outcome=ReviewOutcome(state.value), together=False, next_on=next_on, recorded_by=seats[0].user_id,
            recorded_at=at(on, 11),
        )  # fmt: skip
        marks.append({"b_id": row.id, "b_due": next_on, "b_on": on})
    for rows in (said, items, votes, reviews):
        rows.store()
    change(LegacyRow, marks, {"due_on": "b_due", "reviewed_on": "b_on"})
    with clock.set_to(at(on, 18)):
        bodies.close_meeting(meeting, actor=seats[0].user)
    audit.note("legacy-review:load-made-up", meeting, None, changes={"reviews": [None, len(held)]})
    db.session.expire_all()
    return len(held)


def _confirm_some(people: People) -> None:
    """In Hyderabad some unchanged stays were confirmed together two weeks ago; others stand on today's list."""
    body = db.session.scalars(select(Body).join(BodyDistrict).where(BodyDistrict.district == "SD-HYD")).one()
    cpo, chair, today = people["cpo.hyd"], people["chair.hyd"], clock.today()
    waiting = _could_be_confirmed(today)
    past, now = waiting[:4], waiting[4:10]
    on = today - timedelta(days=14)
    meeting, _seats = _sit(body, on)
    for rows, day in ((past, on - timedelta(days=5)), (now, today - timedelta(days=3))):
        with clock.set_to(at(day, 14)):
            for row in rows:
                services.prepare(
                    row, on_day=day, how=Hearing.TALK, alone=True, words=SPOKEN, child_objects=False,
                    parents=Parents.BOTH_DEAD, parent_objects=False, changed=False, note="", actor=cpo,
                )  # fmt: skip
    with clock.set_to(at(on, 10)):
        for row in past:
            services.put(meeting, row, actor=chair)
        services.confirm(meeting, {user.id: Choice.FOR for user in _members(body)}, actor=chair)
        bodies.close_meeting(meeting, actor=chair)
    planned = db.session.scalars(select(Meeting).where(Meeting.body_id == body.id, Meeting.on_day == today)).first()
    if planned is not None:
        services.fill(planned, actor=chair)
        late = (
            select(LegacyRow).join(Stay, Stay.child_id == LegacyRow.child_id).order_by(LegacyRow.due_on, LegacyRow.id)
        )
        late = late.where(Stay.ended_at.is_(None), Stay.basis == Basis.LEGACY, LegacyRow.reviewed_on.is_not(None))
        mine = [row for row in db.session.scalars(late) if row.home.district == "SD-HYD"]
        for row in mine[:2]:
            services.put(planned, row, actor=chair)


def _members(body: Body) -> list[Any]:
    return [seat.user for seat in body.seats]


def _could_be_confirmed(today: date) -> list[LegacyRow]:
    """Children of Hyderabad who lack nothing for one vote but to be heard."""
    query = select(LegacyRow).join(Stay, Stay.child_id == LegacyRow.child_id).where(
        Stay.ended_at.is_(None), Stay.basis == Basis.LEGACY, LegacyRow.parents == Parents.BOTH_DEAD,
        LegacyRow.reviewed_on.is_(None), Stay.started_at > at(today - timedelta(days=340)),
    )  # fmt: skip
    rows = [row for row in db.session.scalars(query.order_by(LegacyRow.id)) if row.home.district == "SD-HYD"]
    found = []
    for subject in queries.subjects(rows):
        if {str(bar) for bar in bars(subject.facts(), today, rules.order())} == {"NOT_HEARD"}:
            found.append(subject.row)
    return found
