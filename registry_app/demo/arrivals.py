"""A year of arrivals in the planned proportions (README 9b): who brought the child, how it was found, what came of it.

Every stay on basis ARRIVAL that the rest of the demonstration made gets its notice; the others are made here, most of
them home or handed over within seven days. A few of the last days are not seen yet, and a few are past day 7.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from registry_app.core import audit, clock, codes
from registry_app.core.db import db
from registry_app.demo import leaving, words
from registry_app.demo.bulk import Rows, numbers, sealed, store
from registry_app.demo.chance import Chance, at
from registry_app.demo.children import Young
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.placements.arrivals import queries, rules
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice, ArrivalTrace
from registry_app.placements.arrivals.states import (
    BroughtBy,
    Condition,
    Found,
    Group,
    Outcome,
    SeenBy,
    State,
    Trace,
    Via,
)
from registry_app.placements.models import Child, ChildIdentity, Stay
from registry_app.placements.states import AgeMethod, Basis, Exit, Sex
from registry_app.providers.homes.states import Sexes

YEAR = 6000
AGES = {(0, 5): 16, (6, 10): 50, (11, 15): 32, (16, 17): 2}
BROUGHT = {
    BroughtBy.POLICE: 79, BroughtBy.HOSPITAL: 4, BroughtBy.RELATIVE: 5, BroughtBy.PUBLIC: 6, BroughtBy.CRADLE: 1,
    BroughtBy.ALONE: 2, BroughtBy.CPU: 3,
}  # fmt: skip
FOUND = {
    Found.BEGGING: 54, Found.LABOUR: 13, Found.DRUGS: 11, Found.SCAVENGING: 9, Found.NEGLECT: 9, Found.SEXUAL_ABUSE: 4,
}  # fmt: skip
CONDITIONS = {
    Condition.WELL: 45, Condition.TIRED: 30, Condition.AFRAID: 17, Condition.ILL: 5, Condition.HURT: 3,
}  # fmt: skip
LEFT = {Outcome.HOME: 82, Outcome.RELATIVES: 18}
EXITS = {Outcome.HOME: Exit.REUNIFIED, Outcome.RELATIVES: Exit.KINSHIP, Outcome.HANDED_OVER: Exit.MOVED_PLACEMENT}
OUTCOMES = {exit_kind: outcome for outcome, exit_kind in EXITS.items()}
GROUPS = {1: 82, 2: 10, 3: 5, 4: 2, 7: 1}
RECEIVERS = ("The mother, at home", "The father, at home", "The uncle, with his CNIC", "The grandmother")
DAY = timedelta(days=1)
SEERS = {SeenBy.CPO: 80, SeenBy.DOCTOR: 12, SeenBy.POLICE_WOMAN: 8}
STATIONS = ("Market", "City", "Cantonment", "Saddar", "A Section", "B Section", "Railway", "Site")


@dataclass
class Came:
    """One child of a notice, with the stay that was or will be stored."""

    child: UUID
    stay: UUID
    ended: datetime | None
    exit: Exit | None
    condition: Condition
    waits: bool = False
    """Its stay still rests on the arrival alone."""


class Arrivals:
    """Writes notices with their children, and what came of them."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people, self.now, self.book = chance, people, clock.now(), queries.book()
        self.today = clock.today()
        self.children, self.identities, self.stays = Rows(Child), Rows(ChildIdentity), Rows(Stay)
        self.notices, self.arrivals, self.traces = Rows(ArrivalNotice), Rows(Arrival), Rows(ArrivalTrace)
        self.waiting: list[tuple[datetime, Place, list[Came], dict[str, Any]]] = []

    def new_child(self, place: Place, came: datetime, brought: BroughtBy, group: UUID | None) -> Came:
        """A child who came and left again within a week."""
        chance, key, stay = self.chance, self.chance.key(), self.chance.key()
        first, last = chance.one_of(AGES)
        on = clock.local(came).date()
        earliest, latest = rules.born(chance.randint(first, last), on)
        sex = {Sexes.GIRLS: Sex.GIRL, Sexes.BOYS: Sex.BOY}.get(place.sexes) or chance.choice((Sex.GIRL, Sex.BOY))
        district = place.district if chance.yes(0.6) else "OUT-UNKNOWN"
        young = Young(key, chance.code("C"), sex, latest, district, place)
        self.children.add(
            id=key, code=young.code, sex=sex, born_earliest=earliest, born_latest=latest,
            age_method=AgeMethod.ESTIMATED, home_district=district,
            sibling_group=group, unaccompanied=brought is not BroughtBy.RELATIVE, disability=chance.yes(0.04),
            special_needs="", created_at=came,
        )  # fmt: skip
        self._identity(key, sex)
        outcome = chance.one_of(LEFT)
        ended = min(came + timedelta(hours=chance.randint(10, 160)), self.now)
        self.stays.add(
            id=stay, child_id=key, home_id=place.id, care_type=place.care, basis=Basis.ARRIVAL, warrant_id=None,
            order_reference=None, order_court=None, approved_by=None, brought_by=brought.value,
            diary_number=str(chance.randint(100, 9999)), started_at=came, limit_on=on + timedelta(days=7),
            **leaving.facts(chance, self.people, young, (ended, EXITS[outcome]), stay),
            recorded_by=self.people.of("cpo", place.district).id, recorded_at=came,
        )  # fmt: skip
        return Came(key, stay, ended, EXITS[outcome], chance.one_of(CONDITIONS))

    def _identity(self, child: UUID, sex: Sex) -> None:
        key = self.chance.key()
        name = words.child(self.chance, sex is Sex.GIRL) if self.chance.yes(0.3) else None
        self.identities.add(
            id=key, child_id=child, name_sealed=sealed(ChildIdentity, "name_sealed", key, name), parents_sealed=None,
            papers_sealed=None, address_sealed=None,
        )  # fmt: skip

    def note(self, came: datetime, place: Place, children: list[Came], **facts: Any) -> None:
        """Keep a notice back, so that numbers follow the order in which the notices came."""
        self.waiting.append((came, place, children, facts))

    def write(self) -> None:
        """Number the notices year by year, and store everything."""
        by_year: dict[int, int] = {}
        self.waiting.sort(key=lambda one: one[0])
        for came, *_rest in self.waiting:
            by_year[_year(came)] = by_year.get(_year(came), 0) + 1
        given = {year: numbers(f"arrival:{year}", count) for year, count in by_year.items()}
        for came, place, children, facts in self.waiting:
            body = f"AN-{_year(came)}-{next(given[_year(came)]):05d}"
            self._notice(f"{body}-{codes.check_letter(body)}", came, place, children, facts)
        store(self.children, self.identities, self.stays, self.notices, self.arrivals, self.traces)

    def _notice(self, number: str, came: datetime, place: Place, children: list[Came], facts: dict[str, Any]) -> None:
        chance, key, brought = self.chance, self.chance.key(), facts["brought_by"]
        # Most are sent at once; one in ten from a phone that had no network for some hours.
        wait = chance.randint(60, 500) if chance.yes(0.1) else chance.randint(1, 20)
        received = min(came + timedelta(minutes=wait), self.now)
        due = rules.seen_by(self.book, received, [one.condition for one in children])
        seen = self._seen(received, due, children)
        settled = all(not one.waits for one in children)
        late = due < self.now and (seen is None or seen > due)
        sender = place.user or self.people.of("cpo", place.district)
        self.notices.add(
            id=key, number=number, home_id=place.id, via=Via.HOME if place.user else Via.CPU, post=None,
            post_phone=None, together=facts["together"], children=len(children), brought_by=brought,
            police_station=chance.choice(STATIONS) if brought is BroughtBy.POLICE else None,
            diary_number=facts["diary"] if brought is BroughtBy.POLICE else None,
            hospital="Civil Hospital" if brought is BroughtBy.HOSPITAL else None, note_left=chance.yes(0.01),
            words_sealed=None, arrived_at=came, written_at=came if wait > 60 else None, clock_off=0,
            received_at=received, seen_by=due, sent_by_id=sender.id, content_hash=f"demo:{key.hex}",
            state=State.SENT if seen is None else State.SETTLED if settled else State.SEEN, no_unit=False,
            seen_at=seen, late_told_at=due + timedelta(minutes=1) if late else None,
            higher_told_at=due + timedelta(hours=13) if late and seen is None and due < self.now - DAY else None,
            overdue_told_on=None,
        )  # fmt: skip
        for position, one in enumerate(children, start=1):
            self._arrival(key, position, one, place, seen)

    def _seen(self, received: datetime, due: datetime, children: list[Came]) -> datetime | None:
        """When somebody was there: mostly in time; of those who still wait, some were not seen yet."""
        chance = self.chance
        first_end = min((one.ended for one in children if one.ended), default=self.now)
        forgotten, since = chance.yes(0.04), at(self.today - DAY, 14)
        if all(one.waits for one in children) and (received > since or forgotten):
            return None
        span = (due - received) * (1.3 if chance.yes(0.07) else chance.uniform(0.2, 0.95))
        return max(received, min(received + span, first_end, self.now))

    def _arrival(self, notice: UUID, position: int, one: Came, place: Place, seen: datetime | None) -> None:
        chance, key = self.chance, self.chance.key()
        cpo = self.people.of("cpo", place.district)
        # Whoever went on another way than these has its own record; a stay that goes on had a day before the panel.
        outcome = OUTCOMES.get(one.exit) if one.exit else None
        if one.exit is Exit.NEW_BASIS:
            outcome = Outcome.PANEL_DATE
        ended = clock.local(one.ended).date() if one.ended else None
        leaves = outcome in EXITS
        receiver = chance.choice(RECEIVERS) if leaves else None
        self.arrivals.add(
            id=key, notice_id=notice, position=position, child_id=one.child, stay_id=one.stay, condition=one.condition,
            found=chance.one_of(FOUND), photo_id=None, seen_at=seen,
            seen_by=None if seen is None else chance.one_of(SEERS),
            seen_told_by_id=None if seen is None else cpo.id, outcome=outcome, outcome_on=ended if outcome else None,
            outcome_by_id=cpo.id if outcome else None,
            receipt=f"{place.district[3:]}-{chance.randint(1000, 9999)}" if leaves else None,
            receiver_sealed=sealed(Arrival, "receiver_sealed", key, receiver),
            panel_on=ended + timedelta(days=5) if outcome is Outcome.PANEL_DATE and ended else None,
        )  # fmt: skip
        if seen is not None and chance.yes(0.25):
            self._traces(key, clock.local(seen).date(), cpo.id)

    def _traces(self, arrival: UUID, on: date, officer: UUID) -> None:
        for kind in self.chance.sample((Trace.ZARRA, Trace.POLICE_LIST, Trace.FIR, Trace.HELPLINE), 2):
            numbered = rules.trace_needs_number(kind)
            self.traces.add(
                id=self.chance.key(), arrival_id=arrival, kind=kind, on=on,
                number=str(self.chance.randint(1000, 99999)) if numbered else None, words_sealed=None, by_id=officer,
                recorded_at=min(at(on, 17), self.now),
            )  # fmt: skip


def _year(moment: datetime) -> int:
    return clock.local(moment).year


def tell_a_year(chance: Chance, people: People, houses: Houses, scale: int) -> int:
    """Notices for the stays that are there, and so many more as make the year; gives how many children came."""
    # Its own draws, so that the rest of the year stays as it was.
    chance = Chance(hashlib.sha256(repr(chance.getstate()).encode()).hexdigest())
    made = Arrivals(chance, people)
    places = {place.id: place for place in houses.all}
    told = _those_who_are_there(made, places)
    open_homes = [home for home in houses.homes if home.authorised or home.sort in (Sort.FEDERAL, Sort.SWD_RUN)]
    for place, came, size in _nights(chance, open_homes, YEAR * scale - told, made.now):
        brought = chance.one_of(BROUGHT)
        together = None if size == 1 else Group.FLOOD if size > 4 else chance.choice((Group.RAID, Group.FAMILY))
        group = chance.key() if together is Group.FAMILY else None
        children = [made.new_child(place, came, brought, group) for _turn in range(size)]
        made.note(came, place, children, brought_by=brought, together=together, diary=str(chance.randint(100, 9999)))
    made.write()
    audit.note("arrival:load-made-up", None, None, changes={"arrivals": [None, made.arrivals.count]})
    return made.arrivals.count


def _nights(chance: Chance, homes: list[Place], missing: int, now: datetime) -> Iterator[tuple[Place, datetime, int]]:
    """(home, moment, how many) until all have come; children come at night more than by day."""
    while missing > 0:
        size = min(chance.one_of(GROUPS), missing)
        place = chance.choice(homes)
        on = clock.local(now).date() - timedelta(days=chance.randint(2, 364))
        hour = chance.choice((18, 19, 20, 21, 22, 23, 23, 0, 1, 2, 9, 12, 15))
        if on > place.known_since:
            missing -= size
            yield place, at(on, hour, chance.randint(0, 59)), size


def _those_who_are_there(made: Arrivals, places: dict[UUID, Place]) -> int:
    """A notice for each stay on basis ARRIVAL that the rest of the demonstration made."""
    query = select(Stay.id, Stay.child_id, Stay.home_id, Stay.started_at, Stay.ended_at, Stay.exit, Stay.brought_by,
                   Stay.diary_number)  # fmt: skip
    # By what was drawn, not by keys of this run, so that the same seed makes the same year; a child may come twice.
    in_turn = (Child.code, Stay.started_at)
    found = db.session.execute(query.join(Child).where(Stay.basis == Basis.ARRIVAL).order_by(*in_turn)).all()
    known = {"police": BroughtBy.POLICE, "hospital": BroughtBy.HOSPITAL, "relative": BroughtBy.RELATIVE,
             "cradle": BroughtBy.CRADLE, "CPU": BroughtBy.CPU}  # fmt: skip
    for row in found:
        condition = made.chance.one_of(CONDITIONS)
        one = Came(row.child_id, row.id, row.ended_at, row.exit, condition, waits=row.ended_at is None)
        made.note(
            row.started_at, places[row.home_id], [one], together=None, diary=row.diary_number,
            brought_by=known.get(row.brought_by, BroughtBy.PUBLIC),
        )  # fmt: skip
    return len(found)
