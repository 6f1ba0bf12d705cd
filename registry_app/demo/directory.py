"""Services of a made-up directory: every entry says that it is made up, except the public helplines."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.bulk import Rows, sealed, store
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses
from registry_app.demo.people import People
from registry_app.demo.plan import WHERE
from registry_app.demo.words import adult
from registry_app.providers.directory.models import ListedService, PlaceAnswer
from registry_app.providers.directory.states import Answered, Days, MayRefer, RunBy, ServiceKind
from registry_app.providers.training.models import Training
from registry_app.providers.training.states import Course
from registry_app.providers.vetting.models import Post

K, M = ServiceKind, MayRefer


@dataclass(frozen=True)
class Sort:
    """A kind of service that each district with homes has once."""

    kind: ServiceKind
    names: tuple[str, str, str]
    run_by: RunBy
    refer: tuple[MayRefer, ...]
    public: bool = True


SORTS = (
    Sort(K.HEALTH, ("Children's ward, district hospital", "بچوں کا وارڈ، ضلعی ہسپتال", "ٻارن جو وارڊ، ضلعي اسپتال"),
         RunBy.DEPARTMENT, (M.ANYBODY,)),
    Sort(K.LAW, ("Legal help desk for children", "بچوں کے لیے قانونی مدد", "ٻارن لاءِ قانوني مدد"),
         RunBy.ORGANISATION, (M.ANYBODY, M.UNIT)),
    Sort(K.COUNSELLING, ("Talking room for children", "بچوں سے بات کا کمرہ", "ٻارن سان ڳالهائڻ جو ڪمرو"),
         RunBy.ORGANISATION, (M.UNIT, M.HOMES)),
    Sort(K.SHELTER, ("Night shelter for children", "بچوں کی رات کی پناہ گاہ", "ٻارن جي رات جي پناهه گاهه"),
         RunBy.ORGANISATION, (M.UNIT, M.POLICE_OR_COURT), public=False),
)  # fmt: skip
HELPLINES = (
    ("Child helpline 1121", "چائلڈ ہیلپ لائن 1121", "چائلڊ هيلپ لائين 1121", K.HELPLINE, "1121"),
    ("Police emergency 15", "پولیس ایمرجنسی 15", "پوليس ايمرجنسي 15", K.POLICE, "15"),
)
"""Numbers that everybody knows; nothing else here is real."""


def list_services(chance: Chance, people: People) -> int:
    """The helplines, and four services in each district with homes; gives how many."""
    services, answers = Rows(ListedService), Rows(PlaceAnswer)
    today = clock.today()
    for name, ur, sd, kind, phone in HELPLINES:
        services.add(
            id=chance.key(), name=name, name_ur=ur, name_sd=sd, kind=kind, run_by=RunBy.DEPARTMENT, district=None,
            phone=phone, place="", days=Days.ALWAYS, opens="", closes="", may_refer=[M.ANYBODY.value],
            agreed_until=None, focal_sealed=None, focal_phone_sealed=None, public=True, made_up=False,
            checked_on=today, ended_on=None,
        )  # fmt: skip
    for district in WHERE:
        for sort in SORTS:
            key = chance.key()
            _service(chance, services, sort, district, key)
            if sort.kind in (K.SHELTER, K.COUNSELLING):
                free = chance.yes(0.5)
                answers.add(
                    id=chance.key(), service_id=key, answered=Answered.FREE if free else Answered.FULL,
                    places=chance.randint(1, 4) if free else None,
                    asked_at=at(today - timedelta(days=chance.randint(1, 50))),
                    asked_by_id=people.of("cpo", district).id,
                )  # fmt: skip
    store(services, answers)
    return services.count


OFFICE = Sort(
    K.WELFARE_OFFICE,
    ("District office, Social Welfare Department", "ضلعی دفتر، محکمہ سماجی بہبود", "ضلعي آفيس، سماجي ڀلائي کاتو"),
    RunBy.DEPARTMENT, (M.ANYBODY,),
)  # fmt: skip


def list_offices(chance: Chance) -> int:
    """The district office of the department in each district with homes; gives how many."""
    services = Rows(ListedService)
    for district in WHERE:
        _service(chance, services, OFFICE, district, chance.key())
    store(services)
    return services.count


def _service(chance: Chance, services: Rows, sort: Sort, district: str, key: object) -> None:
    today = clock.today()
    agreed = today + timedelta(days=chance.randint(-60, 400)) if sort.run_by is RunBy.ORGANISATION else None
    phone = f"022 555{chance.randint(0, 9999):04d}"
    number = f"+92300555{chance.randint(0, 9999):04d}"
    focal = adult(chance, chance.yes(0.5))
    services.add(
        id=key, name=sort.names[0], name_ur=sort.names[1], name_sd=sort.names[2], kind=sort.kind, run_by=sort.run_by,
        district=district, phone=phone, place="", days=Days.MON_SAT, opens="09:00", closes="16:00",
        may_refer=[one.value for one in sort.refer], agreed_until=agreed,
        focal_sealed=sealed(ListedService, "focal_sealed", key, focal),  # type: ignore[arg-type]
        focal_phone_sealed=sealed(ListedService, "focal_phone_sealed", key, number),  # type: ignore[arg-type]
        public=sort.public, made_up=True, checked_on=today - timedelta(days=chance.randint(5, 90)), ended_on=None,
    )  # fmt: skip


COURSES = (Course.SAFEGUARDING, Course.FIRST_AID, Course.BEHAVIOUR, Course.LISTENING, Course.FIRE)


def train(chance: Chance, people: People, houses: Houses) -> int:
    """Courses of the people of homes that the demonstration tells in full; some certificates were seen, some ended."""
    rows, today = Rows(Training), clock.today()
    officer = people["registrar"]
    seen_people = set()
    for post in db.session.scalars(select(Post).order_by(Post.since, Post.id)):
        if post.person_id in seen_people:
            continue
        seen_people.add(post.person_id)
        for course in chance.some(COURSES, 3):
            held = today - timedelta(days=chance.randint(20, 900))
            seen = chance.yes(0.6)
            rows.add(
                id=chance.key(), person_id=post.person_id, course=course, held_on=held,
                hours=chance.choice((6, 12, 18)),
                given_by="Made up. Training centre of the department",
                expires_on=held + timedelta(days=730) if course is Course.FIRST_AID else None,
                recorded_by_id=officer.id,
                recorded_at=at(held + timedelta(days=5)), seen_on=held + timedelta(days=6) if seen else None,
                seen_by_id=officer.id if seen else None,
            )  # fmt: skip
    rows.store()
    return rows.count
