"""Children under codes, where they sleep and on what basis: 80 in 100 were there before the register (LEGACY)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from registry_app.core import audit, clock
from registry_app.demo import ladders, leaving, words
from registry_app.demo import legacy as legacy_lists
from registry_app.demo.bulk import Rows, sealed, store
from registry_app.demo.chance import Chance, at, not_later
from registry_app.demo.homes import Houses, Place, keep_present
from registry_app.demo.people import People
from registry_app.demo.plan import CHILDREN, LEGACY_SHARE, WHERE, Sort
from registry_app.placements import rules
from registry_app.placements.children.states import Faith, FaithNeed, Speech
from registry_app.placements.exits.models import DeathReview
from registry_app.placements.exits.rules import WAYS
from registry_app.placements.exits.states import CourtType
from registry_app.placements.legacy.states import Parents
from registry_app.placements.models import Child, ChildIdentity, Stay
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.papers.states import BForm
from registry_app.placements.states import AgeMethod, Basis, Exit, Sex
from registry_app.providers.homes.states import Sexes

SPEECH = {Speech.SINDHI: 55, Speech.URDU: 25, Speech.PASHTO: 8, Speech.BALOCHI: 6, Speech.PUNJABI: 4, Speech.SIGNS: 2}
FULL = {
    Sort.FEDERAL: (0.65, 0.95),
    Sort.SWD_RUN: (0.5, 0.9),
    Sort.IN_PROCESS: (0.6, 0.95),
    Sort.NOTICED: (0.4, 0.8),
    Sort.MAPPED: (0.3, 0.5),
    Sort.AUTHORISED: (0.55, 0.95),
}
"""How full homes are, as shares of their places; homes not named here are empty."""
ROOMY = (0.5, 0.7)
"""The homes that the demonstration tells more about have room for the children of its cases."""
SCPA_PRESENT = 3
OUT = ("OUT-PB", "OUT-BA", "OUT-KP", "OUT-UNKNOWN")
ON_THE_WAY = {Basis.DECISION: 74, Basis.COURT_DIRECT: 13, Basis.ARRIVAL: 8, Basis.OUTSIDE: 3, Basis.EMERGENCY: 2}
EXITS = {
    Exit.REUNIFIED: 300, Exit.KINSHIP: 75, Exit.GUARDIAN: 6, Exit.KAFALAH: 4, Exit.FOSTER: 6, Exit.SIL: 3,
    Exit.MOVED_PLACEMENT: 30, Exit.TURNED_18: 14, Exit.COURT_ENDED: 6, Exit.MISSING: 8, Exit.DIED: 16,
    Exit.GUARDIAN_ORDER: 12, Exit.KAFALAH_ORDER: 10, Exit.MARRIED_ADULT: 3, Exit.OTHER_PROVINCE: 25,
    Exit.ABROAD_BY_COURT: 2, Exit.CONSULAR_OR_UNHCR: 3, Exit.LEFT_ALONE_ADULT: 6,
}  # fmt: skip
"""How children of the last year left; every way out at least once among so many (the rest by chance)."""
LEFT = 700
"""Children who came and went in the last year."""
BROUGHT_BY = {"police": 79, "hospital": 6, "relative": 9, "cradle": 2, "CPU": 4}


@dataclass
class Young:
    """One child as the rest of the demonstration needs it."""

    id: UUID
    code: str
    sex: Sex
    born: date
    district: str
    place: Place
    basis: Basis = Basis.LEGACY
    since: date | None = None
    born_earliest: date = date.min
    method: AgeMethod = AgeMethod.SAID
    disability: bool = False
    siblings: UUID | None = None

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class Childhood:
    """Writes children and stays, and keeps who lives where."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people, self.today = chance, people, clock.today()
        self.children, self.identities, self.stays = Rows(Child), Rows(ChildIdentity), Rows(Stay)
        self.reviews = Rows(DeathReview)
        self.ladders = ladders.Ladders(chance)
        self.living: list[Young] = []
        self.lists = legacy_lists.Lists(Chance(str(chance.getrandbits(32))), people)
        self._codes: set[str] = set()
        self._siblings: UUID | None = None

    def child(self, place: Place, *, years: int | None = None) -> Young:
        """A new child that fits the home."""
        chance = self.chance
        sex = {Sexes.GIRLS: Sex.GIRL, Sexes.BOYS: Sex.BOY}.get(place.sexes) or chance.choice((Sex.GIRL, Sex.BOY))
        if chance.yes(0.004):
            sex = Sex.TRANSGENDER
        if years is None:
            years = round(chance.triangular(place.age_from, place.age_to, min(9, place.age_to)))
        born = self.today - timedelta(days=years * 365 + years // 4 + 1 + chance.randint(0, 330))
        young = Young(chance.key(), self._code(), sex, born, self._origin(place), place)
        self._store(young)
        return young

    def _code(self) -> str:
        code = self.chance.code("C")
        while code in self._codes:
            code = self.chance.code("C")
        self._codes.add(code)
        return code

    def _origin(self, place: Place) -> str:
        if self.chance.yes(0.55):
            return place.district
        return self.chance.choice(OUT) if self.chance.yes(0.15) else self.chance.choice(list(WHERE))

    def _store(self, young: Young) -> None:
        chance = self.chance
        # Every eighth child or so is the brother or sister of the one before.
        self._siblings = self._siblings if self._siblings and chance.yes(0.5) else None
        if self._siblings is None and chance.yes(0.12):
            self._siblings = chance.key()
        method = chance.one_of(
            {AgeMethod.DOCUMENT: 40, AgeMethod.SAID: 30, AgeMethod.ESTIMATED: 28, AgeMethod.DISPUTED: 2}
        )
        wide = timedelta(days=365 if method in (AgeMethod.ESTIMATED, AgeMethod.DISPUTED) else 0)
        disability = chance.yes(0.06)
        young.born_earliest, young.method = young.born - wide, method
        young.disability, young.siblings = disability, self._siblings
        self.children.add(
            id=young.id, code=young.code, sex=young.sex, born_earliest=young.born - wide, born_latest=young.born,
            age_method=method, home_district=young.district, sibling_group=self._siblings,
            unaccompanied=chance.choice((None, False, False, True)), disability=disability,
            special_needs=chance.choice(("wheelchair", "deaf", "epilepsy")) if disability else "",
            speech=chance.one_of(SPEECH), faith=Faith.HINDU if (faith := chance.yes(0.08)) else None,
            faith_need=FaithNeed.FOOD_AND_PRAYER if faith else None,
            created_at=at(self.today - timedelta(days=1)),
        )  # fmt: skip
        key = chance.key()
        name = words.child(chance, young.sex is Sex.GIRL)
        parents = f"{words.adult(chance, False)}; {words.adult(chance, True)}" if chance.yes(0.7) else None
        self.identities.add(
            id=key, child_id=young.id, name_sealed=sealed(ChildIdentity, "name_sealed", key, name),
            parents_sealed=sealed(ChildIdentity, "parents_sealed", key, parents), papers_sealed=None,
            address_sealed=None,
        )  # fmt: skip

    def stay(
        self, young: Young, basis: Basis, start: datetime, *, end: tuple[datetime, Exit] | None = None,
        limit: date | None = None, warrant: UUID | None = None,
    ) -> None:  # fmt: skip
        """One line about where the child slept; an open one counts the child as present."""
        place, chance = young.place, self.chance
        key, order = chance.key(), f"Family Court {gazette(place)}, No. {chance.randint(10, 900)}/{start.year}"
        head = self.people.of("cpuhead", place.district)
        self.stays.add(
            id=key, child_id=young.id, home_id=place.id, care_type=place.care, basis=basis, warrant_id=warrant,
            order_reference=order if basis is Basis.COURT_DIRECT else None,
            order_court=CourtType.FAMILY_COURT if basis is Basis.COURT_DIRECT else None,
            approved_by=head.id if basis is Basis.EMERGENCY else None,
            brought_by=chance.one_of(BROUGHT_BY) if basis is Basis.ARRIVAL else None,
            diary_number=str(chance.randint(100, 9999)) if basis is Basis.ARRIVAL else None,
            started_at=start, limit_on=limit or rules.limit(basis, clock.local(start).date()),
            recorded_by=self.people.of("cpo", place.district).id, recorded_at=start,
            **leaving.facts(chance, self.people, young, end, key),
        )  # fmt: skip
        if end is not None and end[1] is Exit.DIED:
            leaving.review(chance, self.reviews, self.people.of("cpuhead", place.district), key, end[0])
        if end is None:
            young.basis, young.since = basis, clock.local(start).date()
            place.present += 1
            self.living.append(young)

    def finish(self) -> None:
        """Store everything; decisions rest on answers and warrants, which therefore come first."""
        store(
            self.children,
            self.identities,
        )
        self.lists.store()
        store(
            self.ladders.answers,
            self.ladders.warrants,
            self.ladders.rungs,
            self.stays,
            self.reviews,
        )


def gazette(place: Place) -> str:
    return place.district[3:]


def settle(chance: Chance, people: People, houses: Houses, scale: int) -> Childhood:
    """Fill homes and families with children, and let others come and go through the year."""
    childhood = Childhood(chance, people)
    wanted = _wanted(chance, houses, scale)
    young = [childhood.child(place) for place in houses.all for _n in range(wanted[place.id])]
    legacy = round(len(young) * LEGACY_SHARE)
    before = [one for one in young if not one.place.authorised]
    rest = [one for one in young if one.place.authorised and not one.place.household]
    families = [one for one in young if one.place.household]
    chance.shuffle(rest)
    new = rest[max(0, legacy - len(before)) :] + families
    of_home: dict[UUID, list[Young]] = defaultdict(list)
    for one in before + rest[: max(0, legacy - len(before))]:
        of_home[one.place.id].append(one)
    for those in of_home.values():
        _were_there(childhood, those)
    for one in new:
        _came(childhood, one, Basis.DECISION if one.place.household else chance.one_of(ON_THE_WAY))
    _come_and_go(childhood, houses, scale)
    return childhood


def store_all(childhood: Childhood, houses: Houses) -> None:
    """Write what was drawn, and keep on each home how many children are there."""
    childhood.finish()
    _b_forms(childhood)
    keep_present(houses.all)
    audit.note("child:load-made-up", None, None, changes={"children": [None, childhood.children.count]})
    audit.note("stay:load-made-up", None, None, changes={"stays": [None, childhood.stays.count]})


def _b_forms(childhood: Childhood) -> None:
    """What is known of the B-Forms of those who live there: of half of them something, told by the child's own key so
    that nothing else of the demonstration is drawn otherwise."""
    rows = Rows(BFormStep)
    for young in childhood.living:
        drawn, since = young.id.int % 20, young.since or childhood.today
        status = BForm.HAS if drawn < 5 else BForm.APPLIED if drawn < 8 else BForm.NONE if drawn < 12 else None
        if status is not None:
            officer = childhood.people.of("cpo", young.place.district)
            rows.add(id=uuid5(young.id, "B-Form"), child_id=young.id, number=1, status=status, since=since,
                     recorded_by_id=officer.id, recorded_at=at(since))  # fmt: skip
    rows.store()


def _wanted(chance: Chance, houses: Houses, scale: int) -> dict[UUID, int]:
    """How many children live in each place, in all exactly as many as planned."""
    wanted = {family.id: chance.randint(1, max(1, family.capacity - 1)) for family in houses.families}
    for home in houses.homes:
        low, high = ROOMY if home.grade else FULL.get(home.sort, (0, 0))
        wanted[home.id] = (
            SCPA_PRESENT if home.sort is Sort.SCPA_RUN else round(home.capacity * chance.uniform(low, high))
        )
    missing = CHILDREN * scale - sum(wanted.values())
    movable = [home for home in houses.homes if home.sort in (Sort.FEDERAL, Sort.IN_PROCESS, Sort.SWD_RUN)]
    turn = 0
    while missing:
        home = movable[turn % len(movable)]
        step = (missing > 0) - (missing < 0)
        if wanted[home.id] + step > 0:
            wanted[home.id] += step
            missing -= step
        turn += 1
    return wanted


def _were_there(childhood: Childhood, those: list[Young]) -> None:
    """The children on the list of one home, each with the day of its review."""
    lists, place = childhood.lists, those[0].place
    came = [(young, lists.start(young, _start(childhood.chance, young))) for young in those]
    days = [(young, clock.local(start).date()) for young, start in came]
    for (young, start), (parents, due) in zip(came, lists.due_days(days, place), strict=True):
        alone = young.siblings is not None and sum(one.siblings == young.siblings for one in those) == 1
        lists.add(young, clock.local(start).date(), parents, due, apart=alone)
        childhood.stay(young, Basis.LEGACY, start, limit=due)


def _start(chance: Chance, young: Young) -> datetime:
    known = young.place.known_since
    return at(chance.day(max(young.born, known - timedelta(days=2200)), known - timedelta(days=5)))


def _came(childhood: Childhood, young: Young, basis: Basis) -> None:
    chance, today, place = childhood.chance, childhood.today, young.place
    since = place.authorised_from or place.known_since
    if basis is Basis.DECISION:
        decided = max(since, today - timedelta(days=chance.randint(2, 300)))
        officer = childhood.people.of("cpo", place.district)
        if chance.yes(0.4) and not place.household:
            arrived = at(decided - timedelta(days=chance.randint(2, 6)), chance.randint(8, 21))
            childhood.stay(young, Basis.ARRIVAL, arrived, end=(at(decided, 12), Exit.NEW_BASIS))
        warrant = childhood.ladders.warrant(young.id, place, decided, officer)
        childhood.stay(young, basis, not_later(at(decided, 12)), warrant=warrant)
        return
    days = {Basis.ARRIVAL: 7, Basis.EMERGENCY: 12, Basis.OUTSIDE: 3}.get(basis, 60)
    start = max(since, max(young.born, today - timedelta(days=chance.randint(0, days))))
    childhood.stay(young, basis, chance.moment(start, 0, 23))


def _come_and_go(childhood: Childhood, houses: Houses, scale: int) -> None:
    """Arrivals of the year who are home again, most within a week."""
    chance, today = childhood.chance, childhood.today
    open_homes = [home for home in houses.homes if home.authorised or home.sort in (Sort.FEDERAL, Sort.SWD_RUN)]
    ways = [way for way in EXITS for _n in range(scale)]
    ways += [chance.one_of(EXITS) for _n in range(LEFT * scale - len(ways))]
    for way_out in ways:
        place = chance.choice(open_homes)
        grown = WAYS[way_out].adult
        young = childhood.child(place, years=19 if grown else None)
        came = max(place.known_since, young.born, today - timedelta(days=chance.randint(8, 364)))
        basis = Basis.LEGACY if grown else Basis.ARRIVAL
        start = at(came - timedelta(days=900 if grown else 0), chance.randint(7, 20))
        stayed = timedelta(days=900 if grown else min(chance.randint(0, 9), (today - came).days), hours=1)
        left = not_later(start + stayed)
        if grown:
            since = max(clock.local(start).date(), young.born_earliest)
            childhood.lists.add(young, since, Parents.NOT_KNOWN, since + timedelta(days=rules.LEGACY_DAYS))
        childhood.stay(young, basis, start, end=(left, way_out))
        if way_out is Exit.MOVED_PLACEMENT:
            young.place = chance.choice(open_homes)
            home = not_later(left + timedelta(days=chance.randint(0, 6), hours=2))
            childhood.stay(young, Basis.ARRIVAL, left, end=(home, Exit.REUNIFIED), limit=came + timedelta(days=7))
