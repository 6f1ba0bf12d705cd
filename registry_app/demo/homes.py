"""Organisations, homes and families, with the people who sign in for them."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes
from registry_app.core.db import db
from registry_app.demo import words
from registry_app.demo.bulk import Rows, change, numbers, sealed, store
from registry_app.demo.chance import Chance, at
from registry_app.demo.people import People, Sign
from registry_app.demo.plan import (
    FAMILIES,
    FAMILY_DISTRICTS,
    HYDERABAD,
    OWNERSHIP,
    PRIVATE_OWNERS,
    WHERE,
    Known,
    Sort,
)
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home, HomeName, HomeStep, Membership, Organisation, Service
from registry_app.providers.homes.services import name_rows
from registry_app.providers.homes.states import (
    CareType,
    Grade,
    KnownFrom,
    MemberRole,
    Ownership,
    Sexes,
    Standing,
)
from registry_app.providers.ties.models import Tie, TieKind

STANDINGS = {
    Sort.CLOSED: Standing.CLOSED_VOLUNTARILY,
    Sort.BEING_BUILT: Standing.BEING_BUILT,
}
KNOWN_FROM = {
    Sort.FEDERAL: KnownFrom.FEDERAL_LIST,
    Sort.SWD_RUN: KnownFrom.SWD_LIST,
    Sort.SCPA_RUN: KnownFrom.COURT_FILING,
    Sort.MAPPED: KnownFrom.MAPPING,
    Sort.NOTICED: KnownFrom.COMPLAINT,
}

STAFF = 2
"""Sign-ins of a home beside its owner."""
ROUND = 100
"""Each round of homes counts on from the next hundred."""


@dataclass
class Place:
    """One home or family as the rest of the demonstration needs it."""

    id: UUID
    organisation_id: UUID
    service_id: UUID
    sort: Sort
    names: words.Said
    number: str
    district: str
    run_by: Ownership
    care: CareType
    sexes: Sexes
    age_from: int
    age_to: int
    capacity: int
    known_since: date
    grade: Grade | None = None
    closed_on: date | None = None
    authorised_from: date | None = None
    authorised_until: date | None = None
    user: User | None = None
    staff: list[User] = field(default_factory=list)
    present: int = 0
    house: int = 0
    """Which home of its sort and district it is, 0 first; the examples stand in the first round."""

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def household(self) -> bool:
        return self.care in FAMILIES

    @property
    def authorised(self) -> bool:
        return self.sort is Sort.AUTHORISED


class Houses:
    """Every home and family, in the order of its register number."""

    def __init__(self, homes: list[Place], families: list[Place]) -> None:
        self.homes, self.families = homes, families
        self.manager: User | None = None

    @property
    def all(self) -> list[Place]:
        return self.homes + self.families

    def of(self, sort: Sort, district: str | None = None) -> list[Place]:
        """Homes of a sort, of one district or of all."""
        return [p for p in self.homes if p.sort is sort and district in (None, p.district)]

    def first(self, sort: Sort) -> list[Place]:
        """Homes of a sort in the first round, whatever the scale: those that services write, one by one."""
        return [place for place in self.of(sort) if place.house < ROUND]

    @property
    def managers(self) -> Place:
        """The home of manager@example.org."""
        return self.of(Sort.AUTHORISED, "SD-HYD")[0]


def build(chance: Chance, people: People, scale: int) -> Houses:
    """Make them all: 60 homes and 48 families, `scale` times."""
    made = Houses(_homes(chance, scale), _families(chance, scale))
    given = numbers("home", len(made.all))
    for place in made.all:
        place.number = codes.register_number(next(given))
    _providers(people, made)
    db.session.flush()
    _store(chance, made)
    _ties(chance, people, made)
    audit.note("home:load-made-up", None, None, changes={"homes": [None, len(made.all)]})
    return made


def _homes(chance: Chance, scale: int) -> list[Place]:
    homes: list[Place] = []
    counts = dict.fromkeys(Sort, 0)
    for turn in range(scale):
        for district, sorts in WHERE.items():
            for number, sort in enumerate(sorts):
                known = HYDERABAD[number] if turn == 0 and district == "SD-HYD" and sort is Sort.AUTHORISED else None
                homes.append(_home(chance, sort, district, len(homes), counts[sort], known))
                homes[-1].house = number + ROUND * turn
                counts[sort] += 1
    return homes


def _home(chance: Chance, sort: Sort, district: str, number: int, of_sort: int, known: Known | None) -> Place:
    known = known or _drawn(chance, sort)
    run_by = OWNERSHIP.get(sort) or chance.one_of(PRIVATE_OWNERS)
    since = clock.today() - timedelta(
        days=chance.randint(60, 110) if sort is Sort.NOTICED else chance.randint(300, 520)
    )
    closed = chance.day(since + timedelta(days=100), clock.today()) if sort is Sort.CLOSED else None
    return Place(
        chance.key(), chance.key(), chance.key(), sort, _names(sort, known, number, of_sort), "", district, run_by,
        known.care, known.sexes, known.age_from, known.age_to, known.capacity, since, known.grade, closed,
        clock.today() - timedelta(days=chance.randint(90, 215)) if sort is Sort.AUTHORISED else None,
    )  # fmt: skip


def _drawn(chance: Chance, sort: Sort) -> Known:
    if sort is Sort.SCPA_RUN:
        return Known(CareType.RESIDENTIAL, Sexes.BOTH, 0, 17, 100, None)
    if sort is Sort.FEDERAL:
        return Known(CareType.RESIDENTIAL, Sexes.BOYS, 4, 16, 120, None)
    sexes = chance.one_of({Sexes.GIRLS: 4, Sexes.BOYS: 5, Sexes.BOTH: 2})
    if sexes is Sexes.BOTH and sort is Sort.AUTHORISED:
        return Known(CareType.SMALL_GROUP, sexes, 2, 9, chance.randint(8, 14), None)
    lowest, highest = chance.choice((4, 5, 6)), chance.choice((16, 17, 17))
    return Known(CareType.RESIDENTIAL, sexes, lowest, highest, chance.randrange(40, 125, 5), None)


def _names(sort: Sort, known: Known, number: int, of_sort: int) -> words.Said:
    fixed = {Sort.FEDERAL: words.FEDERAL, Sort.SWD_RUN: words.SWD_HOME, Sort.SCPA_RUN: words.SCPA_HOME}.get(sort)
    if fixed:
        return words.numbered(fixed, of_sort + 1)
    return words.named(number, words.SMALL if known.care is CareType.SMALL_GROUP else words.HOUSES[known.sexes])


def _families(chance: Chance, scale: int) -> list[Place]:
    return [
        _family(chance, care, n) for _turn in range(scale) for care, count in FAMILIES.items() for n in range(count)
    ]


def _family(chance: Chance, care: CareType, n: int) -> Place:
    """A family carer; the first foster family lives in Hyderabad and is that of foster@example.org."""
    district = FAMILY_DISTRICTS[n % len(FAMILY_DISTRICTS)]
    since = clock.today() - timedelta(days=chance.randint(200, 500))
    places = 1 if care in (CareType.KAFALAH, CareType.GUARDIAN) else 3 if n == 0 else chance.randint(1, 3)
    return Place(
        chance.key(), chance.key(), chance.key(), Sort.AUTHORISED, ("", "", ""), "", district, Ownership.FAMILY,
        care, Sexes.BOTH, 0, 17, places, since, None, None,
        clock.today() - timedelta(days=chance.randint(30, 190)),
    )  # fmt: skip


def _providers(people: People, made: Houses) -> None:
    """Somebody signs in for every authorised home and every home in process; foster@ for the first foster family."""
    made.manager = people["manager"]
    made.families[0].user = people["foster"]
    for number, family in enumerate(made.families[1:], start=1):
        family.user = people.add(Sign(f"family{number}", Role.FAMILY_CARER, number % 3 > 0))
    answering = [p for p in made.homes if p.sort in (Sort.AUTHORISED, Sort.IN_PROCESS) and p.user is None]
    for number, place in enumerate(answering):
        place.user = people.add(Sign(f"provider{number + 1}", Role.PROVIDER, number % 2 == 0))
    for place in [made.managers, *answering]:
        place.staff = [people.add(Sign(f"staff{len(people.known)}", Role.PROVIDER, n == 0)) for n in range(STAFF)]


def _store(chance: Chance, made: Houses) -> None:
    bodies, members, homes = Rows(Organisation), Rows(Membership), Rows(Home)
    keys, services, steps = Rows(HomeName), Rows(Service), Rows(HomeStep)
    refused = made.first(Sort.CLOSED)[0]
    for place in made.all:
        if place.household:
            place.names = (f"Family {place.number}", "", "")
        _body(chance, bodies, place)
        homes.add(**_row(chance, place))
        for key in name_rows(place.id, filter(None, place.names)):
            keys.add(**key)
        services.add(
            id=place.service_id, home_id=place.id, care_type=place.care, sexes=place.sexes, age_from=place.age_from,
            age_to=place.age_to, capacity=place.capacity,
            special_needs=", ".join(chance.some(("wheelchair", "deaf", "epilepsy"), 2)) if place.authorised else "",
            woman_in_charge=place.household or place.sexes is not Sexes.BOYS or chance.yes(0.2),
        )  # fmt: skip
        step(steps, place, place.known_since, Standing.KNOWN_UNREGISTERED, 1)
        if place.sort in STANDINGS and place is not refused:
            # The one that is refused goes its way by the services, later.
            step(steps, place, place.closed_on or place.known_since + timedelta(30), STANDINGS[place.sort], 2)
        for user, role in _members(made, place):
            members.add(id=chance.key(), organisation_id=place.organisation_id, user_id=user.id, role=role,
                        since=place.known_since)  # fmt: skip
    store(bodies, members, homes, keys, services, steps)


def step(steps: Rows, place: Place, on: date, standing: Standing, number: int) -> None:
    """One step of a place's trail, as the services would have written it on that day."""
    steps.add(
        id=uuid5(place.id, f"step {number}"), home_id=place.id, number=number, taken_at=at(on), standing=standing,
        run_by=place.run_by, district=place.district, household=place.household, care=place.care.value,
        visited_on=None, name=place.name, name_ur=place.names[1], name_sd=place.names[2],
    )  # fmt: skip


def _ties(chance: Chance, people: People, made: Houses) -> None:
    """Two officers who are tied to a home and therefore see nothing of it."""
    ties = Rows(Tie)
    for user, place, kind in (
        (people["member3"], made.of(Sort.AUTHORISED, "SD-HYD")[2], TieKind.DONOR),
        (people["complaints.kce"], made.of(Sort.AUTHORISED, "SD-KCE")[0], TieKind.SUPPLIER),
    ):
        ties.add(id=chance.key(), user_id=user.id, home_id=place.id, kind=kind, note="Made up.", declared=True,
                 since=place.known_since)  # fmt: skip
    ties.store()


def _members(made: Houses, place: Place) -> list[tuple[User, MemberRole]]:
    """The owner; at the home of manager@ somebody else owns it."""
    members = [(place.user, MemberRole.OWNER)] if place.user else []
    members += [(user, MemberRole.STAFF) for user in place.staff]
    return [*members, (made.manager, MemberRole.MANAGER)] if place is made.managers and made.manager else members


def _body(chance: Chance, bodies: Rows, place: Place) -> None:
    names = place.names if place.household or place.sort in OWNERSHIP else body_names(place.names)
    bodies.add(
        id=place.organisation_id, name=names[0], name_ur=names[1] or None, name_sd=names[2] or None,
        ownership=place.run_by, registration_law=None if place.household else "SOCIETIES",
        registration_number=None if place.household else f"KAR-{chance.randint(100, 9999)}",
        phone=None if place.household else f"+923{chance.randint(0, 99):02d}5550{chance.randint(0, 999):03d}",
        created_at=at(place.known_since),
    )  # fmt: skip


def body_names(names: words.Said) -> words.Said:
    said = [f"{name.split('،')[0].strip()} {body}" for name, body in zip(names, words.BODY, strict=True)]
    return (said[0], said[1], said[2])


def _row(chance: Chance, place: Place) -> dict[str, Any]:
    point = gazetteer.district(place.district).point
    where = gazetteer.district(place.district).headquarters
    return {
        "id": place.id, "organisation_id": place.organisation_id, "register_number": place.number, "name": place.name,
        "name_ur": place.names[1] or None, "name_sd": place.names[2] or None,
        "run_by": place.run_by, "district": place.district,
        "taluka": where[:80], "address_sealed": sealed(Home, "address_sealed", place.id, words.address(chance, where)),
        "latitude": round(point.lat + chance.uniform(-0.02, 0.02), 4),
        "longitude": round(point.lon + chance.uniform(-0.02, 0.02), 4),
        "household": place.household, "shelters_survivors": place.authorised and place.house == 3,
        "standing": STANDINGS.get(place.sort, Standing.KNOWN_UNREGISTERED), "closed_on": place.closed_on,
        "known_from": KNOWN_FROM.get(place.sort, KnownFrom.APPLICATION), "known_since": place.known_since,
        "created_at": at(place.known_since),
    }  # fmt: skip


def poster_token(place: Place) -> str:
    """The token on the poster of a made-up home; a real one is drawn by chance when its poster is made."""
    return hashlib.sha256(f"poster {place.id}".encode()).hexdigest()[:32]


def keep_present(places: list[Place]) -> None:
    """Keep on each home how many children stay there."""
    change(Home, [{"b_id": place.id, "b_present": place.present} for place in places], {"present": "b_present"})
