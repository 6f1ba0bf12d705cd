"""Outside lists that do not agree, who told of each home, pairs that may be one home, and a file that was loaded."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update

from registry_app.core import audit, clock, codes
from registry_app.core.db import db
from registry_app.demo.bulk import Rows, sealed
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.findings.services import digests
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom
from registry_app.providers.imports.models import HomeImport
from registry_app.providers.imports.rules import Fault
from registry_app.providers.imports.services import as_json
from registry_app.providers.imports.states import Column, Reason
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.states import Verdict, Why

S = Sort


@dataclass(frozen=True)
class Plan:
    """A list: who gave it, how old it is, and how much of each sort of home it names."""

    source: KnownFrom
    title: str
    days: int
    shares: dict[Sort, float]


PLANS = (
    Plan(KnownFrom.SWD_LIST, "Homes of Sindh (made up)", 640,
         {S.AUTHORISED: 0.7, S.SWD_RUN: 1, S.NOTICED: 0.4, S.CLOSED: 0.75, S.SCPA_RUN: 1}),
    Plan(KnownFrom.SWD_LIST, "Homes of Sindh (made up)", 250,
         {S.AUTHORISED: 0.85, S.SWD_RUN: 1, S.NOTICED: 0.4, S.IN_PROCESS: 0.5, S.SCPA_RUN: 1}),
    Plan(KnownFrom.FEDERAL_LIST, "Sweet Homes (made up)", 400, {S.FEDERAL: 1}),
    Plan(KnownFrom.COURT_FILING, "Petition 12 (made up)", 240,
         {S.AUTHORISED: 0.75, S.SWD_RUN: 1, S.NOTICED: 0.6, S.FEDERAL: 0.6, S.IN_PROCESS: 0.3, S.CLOSED: 0.5}),
    Plan(KnownFrom.MAPPING, "District walk (made up)", 130,
         {S.AUTHORISED: 0.5, S.NOTICED: 0.8, S.FEDERAL: 0.4, S.IN_PROCESS: 0.6, S.BEING_BUILT: 1}),
    Plan(KnownFrom.DONOR, "Supported homes (made up)", 320,
         {S.AUTHORISED: 0.3, S.NOTICED: 0.2, S.IN_PROCESS: 0.3}),
)  # fmt: skip
"""The two homes that mapping found stand on none of them (domain README 9b)."""


def tell(chance: Chance, people: People, houses: Houses) -> int:
    """Make them; the number of tellings."""
    officer = people["registrar"]
    told = Rows(Finding)
    for plan in PLANS:
        kept = OutsideList(
            id=chance.key(), source=plan.source, title=plan.title, dated=clock.today() - timedelta(days=plan.days),
            recorded_by=officer.id,
        )  # fmt: skip
        db.session.add(kept)
        db.session.flush()
        named = [place for place in houses.homes if chance.yes(plan.shares.get(place.sort, 0))]
        for number, place in enumerate(named, start=1):
            _telling(chance, told, place, plan.source, kept.dated, officer.id, kept, number)
    pairs = _pairs(houses)
    phones = {place.id: f"+92240055{n:04d}" for n, pair in enumerate(pairs) for place in pair}
    apart = [*houses.of(S.MAPPED), *houses.of(S.NOTICED), *(place for pair in pairs for place in pair)]
    for place in {place.id: place for place in apart}.values():
        source = {S.MAPPED: KnownFrom.MAPPING, S.NOTICED: KnownFrom.COMPLAINT}.get(place.sort, KnownFrom.PRESS)
        _telling(chance, told, place, source, place.known_since, officer.id, phone=phones.pop(place.id, None))
    told.store()
    _verdicts(chance, people, pairs)
    _file(chance, people)
    audit.note("finding:load-made-up", None, None, changes={"findings": [None, told.count]})
    return told.count


def _telling(
    chance: Chance, told: Rows, place: Place, source: KnownFrom, on: date, by: object, kept: OutsideList | None = None,
    number: int | None = None, phone: str | None = None,
) -> None:  # fmt: skip
    said = place.capacity - chance.randint(0, 12) if chance.yes(0.6) else None
    key = chance.key()
    told.add(
        id=key, home_id=place.id, source=source, on=on, list_id=kept.id if kept else None,
        list_number=str(number) if number else None, name_written=chance.choice([place.name, place.name.upper()]),
        children=max(said, 1) if said else None, recorded_by=by, created_at=at(max(on, place.known_since)),
        phone_sealed=sealed(Finding, "phone_sealed", key, phone), **digests(None, phone),
    )  # fmt: skip


def _pairs(houses: Houses) -> list[tuple[Place, Place]]:
    """Homes of one district that two people described by one phone number."""
    authorised = houses.of(S.AUTHORISED)
    found = []
    for odd in (*houses.of(S.MAPPED)[:1], *houses.of(S.NOTICED)[:1]):
        beside = [place for place in authorised if place.district == odd.district]
        found += [(odd, beside[0])] if beside else []
    return found


def _verdicts(chance: Chance, people: People, pairs: list[tuple[Place, Place]]) -> None:
    """The first pair waits for a person; on the others a person has decided."""
    for number, (one, other) in enumerate(pairs):
        twin = _pair(chance, one, other, f"{Why.PLACE} {Why.PEOPLE}")
        if number:
            twin.verdict = Verdict.DIFFERENT
            twin.reason = "One compound with two gates: boys live on one side, girls on the other (made up)."
            twin.decided_by, twin.decided_at = people["registrar"].id, at(clock.today() - timedelta(days=20))
        db.session.add(twin)
        beside = db.session.get_one(Home, other.id)
        near = {"latitude": beside.latitude, "longitude": beside.longitude}
        db.session.execute(update(Home).where(Home.id == one.id).values(near))
    db.session.flush()


def _pair(chance: Chance, one: Place, other: Place, why: str) -> Twin:
    first, second = sorted((one, other), key=lambda place: place.number)
    return Twin(id=chance.key(), first_id=first.id, second_id=second.id, why=why)


def _file(chance: Chance, people: People) -> None:
    faults = [
        Fault(4, Column.DISTRICT, Reason.DISTRICT, {"value": "“Lahore”"}),
        Fault(7, Column.PHONE, Reason.PHONE, {"value": "“12345”"}),
    ]
    db.session.add(
        HomeImport(
            id=chance.key(),
            number=codes.next_number("import"),
            file_name="mapping-made-up.csv",
            sha256=hashlib.sha256(b"made up").hexdigest(),
            loaded=2,
            listed=3,
            known=0,
            left_out=2,
            faults=[as_json(fault) for fault in faults],
            recorded_by=people["registrar"].id,
            created_at=at(clock.today() - timedelta(days=130)),
        )
    )
    db.session.flush()
