"""Reports of incidents: a few of one year at every stage, from people with and without an account. All made up."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.placements.incidents import services
from registry_app.placements.incidents.models import Incident
from registry_app.placements.incidents.states import IncidentKind, IncidentOutcome, StepKind, WhoDid
from registry_app.placements.models import Child, Stay
from registry_app.providers.homes.models import Home

K, W = IncidentKind, WhoDid


@dataclass(frozen=True)
class Told:
    """One report: hours ago, what, how far the office came (0 sent to 4 closed), and how late it was told."""

    ago: float
    kind: IncidentKind
    who: WhoDid
    words: str
    stage: int
    gap: float = 3
    outcome: IncidentOutcome = IncidentOutcome.CONFIRMED


OF_MANAGER = (
    Told(2400, K.ACCIDENT, W.NOBODY, "A child fell from the swing and cut a knee.", 4),
    Told(300, K.ILLNESS, W.NOBODY, "Nine children have fever since the morning.", 2, 30),
    Told(5, K.BUILDING, W.NOBODY, "The kitchen wall has a long crack after the rain.", 0),
)
OF_STAFF = (
    Told(700, K.PUNISHMENT, W.MANAGER, "Two children had to stand in the yard all night.", 3),
    Told(0.4, K.ABUSE, W.STAFF, "A child told me that a carer comes to her bed. I heard it with my own ears.", 0, 1),
)
WITHOUT_ACCOUNT = (
    Told(900, K.PUNISHMENT, W.STAFF, "They are locked in the store when they are loud.", 4, 20, IncidentOutcome.PARTLY),
    Told(30, K.MISSING, W.UNKNOWN, "One boy is gone since Friday. Nobody told the police.", 1, 26),
)
ELSEWHERE = (
    Told(1500, K.INJURY, W.NOBODY, "A boy broke his arm at cricket. He is in hospital.", 4),
    Told(80, K.POLICE, W.OUTSIDE, "The police came and asked for one child by name.", 2),
)


def report(people: People, houses: Houses) -> int:
    """Send them in the order of time, so that the serial numbers follow the days; gives how many."""
    home, swd = houses.managers, houses.first(Sort.SWD_RUN)[0]
    others = [place for place in houses.first(Sort.AUTHORISED) if place is not home and place.user][:3]
    waiting: list[tuple[Told, Place, User | None]] = []
    waiting += [(told, home, people["manager"]) for told in OF_MANAGER]
    waiting += [(told, home, home.staff[0]) for told in OF_STAFF]
    waiting += [(told, place, None) for told, place in zip(WITHOUT_ACCOUNT, (home, swd), strict=True)]
    waiting += [(told, place, place.user) for place in others for told in ELSEWHERE]
    for told, place, sender in sorted(waiting, key=lambda row: -row[0].ago):
        _one(people, told, place, sender)
    return len(waiting)


def _one(people: People, told: Told, place: Place, sender: User | None) -> None:
    moment = clock.now() - timedelta(hours=told.ago)
    with clock.set_to(moment):
        incident, _opener = services.send(
            db.session.get_one(Home, place.id), told.kind, happened_at=moment - timedelta(hours=told.gap),
            words=f"Made up. {told.words}", who=told.who, done="Made up. The doctor was called.",
            children=_code(place), actor=sender,
        )  # fmt: skip
    _follow(people, incident, told, place)


def _code(place: Place) -> str:
    """The code of a child who lives there."""
    query = select(Child.code).join(Stay, Stay.child_id == Child.id).order_by(Child.code).limit(1)
    return db.session.scalar(query.where(Stay.home_id == place.id, Stay.ended_at.is_(None))) or ""


def _follow(people: People, incident: Incident, told: Told, place: Place) -> None:
    officer = people.of("cpuhead", place.district)
    moment = incident.sent_at + timedelta(minutes=40)
    if told.stage > 0:
        with clock.set_to(min(moment, clock.now())):
            services.contact(incident, words="Made up. Spoken by phone, away from the home.", actor=officer)
    if told.stage > 1:
        with clock.set_to(min(moment + timedelta(hours=5), clock.now())):
            services.follow(incident, kind=StepKind.SAFE, words="Made up. Seen with our own eyes.", actor=officer)
    if told.stage > 2:
        with clock.set_to(min(moment + timedelta(days=2), clock.now())):
            services.follow(incident, kind=StepKind.VISIT, words="Made up. Talked with five children.", actor=officer)
            services.release(incident, summary="Made up. Nobody may be punished in this way. Show your staff the rule.",
                             actor=officer)  # fmt: skip
    if told.stage > 3:
        with clock.set_to(min(moment + timedelta(days=6), clock.now())):
            services.close(incident, outcome=told.outcome, answer="Made up. Thank you. The home was told what to do.",
                           actor=officer)  # fmt: skip
