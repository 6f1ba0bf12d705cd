"""Places that look like homes: mapped, outside with their day, one that must register, one that is there no more."""

from dataclasses import dataclass
from datetime import timedelta

from registry_app.core import audit, clock, codes
from registry_app.core.db import db
from registry_app.demo import words
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.lookalikes import queries, services
from registry_app.providers.lookalikes.models import LookAlike, LookAlikeCheck
from registry_app.providers.lookalikes.rules import Seen
from registry_app.providers.lookalikes.states import LookAlikeKind, LookAlikeState

K = LookAlikeKind
NAMES: dict[LookAlikeKind, words.Said] = {
    K.MADRASAH: ("Madrasah", "مدرسہ", "مدرسو"),
    K.HOSTEL: ("Hostel", "ہاسٹل", "هاسٽل"),
    K.DISABILITY_CENTRE: ("Centre", "مرکز", "مرڪز"),
    K.DRUG_REHABILITATION: ("Recovery House", "بحالی گھر", "بحالي گهر"),
}


@dataclass(frozen=True)
class Plan:
    """One place: what it is, where, since how many days it is known, and the days ago on which somebody looked."""

    kind: LookAlikeKind
    district: str
    known: int
    looked: tuple[int, ...] = ()
    sleep: int = 0
    closed: bool = False


PLANS = (
    Plan(K.MADRASAH, "SD-HYD", 45),
    Plan(K.MADRASAH, "SD-HYD", 300, (280, 20), 85),
    Plan(K.HOSTEL, "SD-HYD", 12),
    Plan(K.HOSTEL, "SD-KEA", 400, (380,), 60),
    Plan(K.DISABILITY_CENTRE, "SD-SKR", 150, (130,), 22),
    Plan(K.DRUG_REHABILITATION, "SD-KSO", 90, (70,), 0),
    Plan(K.MADRASAH, "SD-LRK", 200, (), 0, closed=True),
    Plan(K.HOSTEL, "SD-MPK", 25),
)
SAW = "Made up. Beds counted, the book of parents' names seen, two parents called."


def map_them(chance: Chance, people: People, houses: Houses) -> int:
    """Make them; how many there are."""
    officer = people["registrar"]
    for number, one in enumerate(PLANS):
        with clock.set_to(at(clock.today() - timedelta(days=one.known))):
            said = words.named(len(houses.homes) + number, NAMES[one.kind])
            place = services.record(
                kind=one.kind, name=said[0], name_ur=said[1], name_sd=said[2], district=one.district,
                ownership=Ownership.FAITH_BODY if one.kind is K.MADRASAH else Ownership.PRIVATE,
                known_from=KnownFrom.MAPPING, address=words.address(chance, one.district[3:]), actor=officer,
            )  # fmt: skip
        for days in one.looked:
            with clock.set_to(at(clock.today() - timedelta(days=days))):
                services.check(place, Seen(one.sleep), on=clock.today(), why=SAW, actor=officer)
        if one.closed:
            services.close(place, reason="Made up. The building is a shop now.", actor=officer)
    _of_a_home(people, houses)
    return len(PLANS) + 1


def _of_a_home(people: People, houses: Houses) -> None:
    """A home that mapping found was mapped as a madrasah first; children without a family slept there."""
    home = db.session.get_one(Home, houses.of(Sort.MAPPED)[0].id)
    officer, on = people["registrar"], home.known_since
    place = LookAlike(
        number=services.number(codes.next_number("look-alike")), kind=K.MADRASAH, name=home.name, name_ur=home.name_ur,
        name_sd=home.name_sd, ownership=home.run_by, district=home.district, known_from=KnownFrom.MAPPING,
        known_since=on - timedelta(days=9), state=LookAlikeState.MUST_REGISTER, checked_on=on, home_id=home.id,
        recorded_by_id=officer.id,
    )  # fmt: skip
    db.session.add(place)
    db.session.flush()
    look = LookAlikeCheck(
        place_id=place.id, on=on, sleep=31, without_family=6, not_home=11, parents_decide=False,
        verdict=LookAlikeState.MUST_REGISTER, reasons="WITHOUT_FAMILY NOT_TAKEN_HOME PLACE_DECIDES", by_id=officer.id,
        rules_version=queries.book()["version"],
    )  # fmt: skip
    look.why = SAW
    db.session.add(look)
    db.session.flush()
    audit.note("look-alike:load-made-up", place, officer, changes={"home": [None, home.register_number]})
