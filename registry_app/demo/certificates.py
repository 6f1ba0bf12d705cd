"""Authorisations of many families and of further rounds of homes: decided applications, rulings and numbers in bulk."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select, update

from registry_app.core import audit, clock, codes
from registry_app.core.db import db
from registry_app.core.i18n import LANGUAGES, in_language
from registry_app.demo import answers
from registry_app.demo.applications import REASONS, SUITABILITY
from registry_app.demo.bulk import Rows, change, numbers, store
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import ROUND, Houses, Place, step
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State, Track
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.models import Authorisation, Ruling
from registry_app.providers.authorisations.states import AuthorisationStanding, Kind
from registry_app.providers.homes.models import Home, HomeStep
from registry_app.providers.homes.states import CareType, Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers import reports
from registry_app.providers.powers.states import Act, Mode

FAMILY_DAYS = 25
"""From the sending of a family's application to its decision."""
KIN_SHARE = 4
"""So many relatives of the first round have the temporary approval only."""


KEPT = {
    "standing": Standing.AUTHORISED, "certificate_number": "b_number", "authorised_from": "b_from",
    "authorised_until": "b_until",
}  # fmt: skip
IN_CHECKING = timedelta(days=14)
"""Ten working days, near enough for homes that are loaded in bulk."""


class Book:
    """Rows of many decided applications."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people = chance, people
        self.applications, self.rulings, self.given = Rows(Application), Rows(Ruling), Rows(Authorisation)
        self.steps = Rows(HomeStep)
        self.kept: list[dict[str, Any]] = []
        today = clock.today()
        self.book = queries.book(today)
        self.basis = powers.power(Act.AUTHORISE, today).basis
        self.lines = {c: in_language(c, lambda: list(reports.authority(Act.AUTHORISE, today).lines)) for c in LANGUAGES}

    def add(self, place: Place, application: int, certificate: int) -> None:
        """One place with the numbers of its application and of its certificate."""
        decided = place.authorised_from
        assert decided is not None
        until = rules.usual_last_day(self.book, Decision.FULL.value, decided)
        key, ruling = self.chance.key(), self.chance.key()
        self.applications.add(**self._application(place, key, application, decided))
        self.rulings.add(
            id=ruling, application_id=key, mode=Mode.ACT, outcome=Decision.FULL, on=decided, until=until,
            by_id=self.people["authoriser"].id, recommended_by_id=self.people["director"].id, reasons=REASONS,
            need_answer="", power_lines=self.lines, power_basis=self.basis, rules_version=self.book["version"],
            ruled_at=at(decided, 15),
        )  # fmt: skip
        sent = max(decided - timedelta(days=FAMILY_DAYS), place.known_since)
        step(self.steps, place, sent, Standing.IN_PROCESS, 2)
        step(self.steps, place, decided, Standing.AUTHORISED, 3)
        self._give(place, Kind.FULL, certificate, until, ruling)

    def kin(self, place: Place, certificate: int) -> None:
        """A relative with the temporary approval, given these days."""
        place.authorised_from = clock.today() - timedelta(days=self.chance.randint(2, 20))
        until = rules.usual_last_day(self.book, Kind.KIN_TEMPORARY.value, place.authorised_from)
        step(self.steps, place, place.authorised_from, Standing.AUTHORISED, 2)
        self._give(place, Kind.KIN_TEMPORARY, certificate, until, None)

    def _application(self, place: Place, key: Any, number: int, decided: date) -> dict[str, Any]:
        sent = decided - timedelta(days=FAMILY_DAYS)
        body = f"A-{sent.year}-{number:05d}"
        user, registrar, director = place.user, self.people["registrar"], self.people["director"]
        assert user is not None
        return {
            "id": key, "number": f"{body}-{codes.check_letter(body)}",
            "track": Track.FAMILY if place.household else Track.FACILITIES, "state": State.DECIDED,
            "state_since": at(decided, 15), "rules_version": "0.1", "form_version": "0.1", "applicant_id": user.id,
            "organisation_id": place.organisation_id, "home_id": place.id, "service_id": place.service_id,
            "home_name": None if place.household else place.name, "district": place.district,
            "due_on": None, "suitability": SUITABILITY,
            "started_at": at(sent - timedelta(days=3)), "saved_at": at(sent),
            "submitted_at": at(sent, 12), "completed_at": at(sent + timedelta(days=4)),
            "completed_by_id": registrar.id, "vetting_since": at(sent + timedelta(days=5)),
            "visited_on": sent + timedelta(days=12), "recommended_by_id": director.id,
            "recommended_at": at(sent + timedelta(days=18)), "recommendation": Decision.FULL,
            "recommendation_text": "Made up. Visited and found in order.",
            "decided_by_id": self.people["authoriser"].id, "decided_on": decided, "decision": Decision.FULL,
            "reasons": [REASONS],
        }  # fmt: skip

    def _give(self, place: Place, kind: Kind, serial: int, until: date, ruling: Any) -> None:
        start = place.authorised_from
        assert start is not None
        number = codes.certificate_number(start.year, serial)
        place.authorised_until = until
        self.given.add(
            id=self.chance.key(), home_id=place.id, service_id=place.service_id, kind=kind,
            standing=AuthorisationStanding.IN_FORCE, certificate_number=number, year=start.year, serial=serial,
            start=start, until=until, capacity=place.capacity, ruling_id=ruling,
            decided_by_id=self.people["authoriser"].id, decided_on=start, power_basis=self.basis if ruling else None,
            rules_version=self.book["version"], made_up=True,
        )  # fmt: skip
        self.kept.append({"b_id": place.id, "b_number": number, "b_from": start, "b_until": until})

    def store(self) -> None:
        """Write them, and keep on each home what its neighbours ask."""
        store(self.applications, self.rulings, self.given, self.steps)
        change(Home, self.kept, KEPT)
        audit.note("authorisation:load-made-up", None, None, changes={"authorisations": [None, self.given.count]})


def give(chance: Chance, people: People, houses: Houses) -> int:
    """Certificates for every authorised place that has none yet; gives how many."""
    book = Book(chance, people)
    waiting = [p for p in houses.all if p.authorised and p.authorised_until is None]
    kin = [p for p in waiting if p.care is CareType.KINSHIP][:KIN_SHARE]
    decided = sorted((p for p in waiting if p not in kin), key=_day)
    for year, of_year in groupby(decided, key=lambda place: _day(place).year):
        places = list(of_year)
        sent = numbers(f"application:{year}", len(places))
        given = numbers(f"certificate-{year}", len(places))
        for place in places:
            book.add(place, next(sent), next(given))
    for place in kin:
        book.kin(place, next(numbers(f"certificate-{clock.today().year}", 1)))
    book.store()
    _answered(book, [place for place in decided if place.sort is Sort.AUTHORISED and not place.household])
    _waiting_in_later_rounds(book, houses)
    return len(waiting)


def _answered(book: Book, places: list[Place]) -> None:
    """The answers of the first round, so that each of its applications can be read."""
    for place in (one for one in places if one.house < ROUND):
        application = db.session.scalars(select(Application).where(Application.home_id == place.id)).one()
        assert application.submitted_at is not None
        with clock.set_to(application.submitted_at):
            answers.fill(book.chance, application, place, place.user)


def _day(place: Place) -> date:
    return place.authorised_from or place.known_since


def _waiting_in_later_rounds(book: Book, houses: Houses) -> None:
    """Homes in process of the further rounds stand in the queue, sent some days ago."""
    places = [p for p in houses.of(Sort.IN_PROCESS) if p.house >= ROUND]
    rows, steps, today = Rows(Application), Rows(HomeStep), clock.today()
    given = numbers(f"application:{today.year}", len(places))
    for place in places:
        sent = today - timedelta(days=book.chance.randint(1, 60))
        facts = book._application(place, book.chance.key(), next(given), sent + timedelta(days=FAMILY_DAYS))
        later = ("completed", "vetting", "visited", "recommend", "decid", "decision", "reasons")
        facts = {name: None if name.startswith(later) else value for name, value in facts.items()}
        rows.add(**facts | {"state": State.SUBMITTED, "state_since": at(sent, 12), "due_on": sent + IN_CHECKING})
        step(steps, place, sent, Standing.IN_PROCESS, 2)
    store(rows, steps)
    table: Any = Home.__table__
    for place in places:
        db.session.execute(update(table).where(table.c.id == place.id).values(standing=Standing.IN_PROCESS))
