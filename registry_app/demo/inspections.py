"""Visits of the year with real scores: planned, made, answered, graded by the rules, commented, reviewed, published."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inspections import finding_services, gradings, review_services, services
from inspections import queries as visits
from inspections.models import Finding, Visit
from inspections.services import Given
from inspections.states import ActionState, Entry, Mark, Method, Severity, Signature, VerifiedBy, VisitType
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo import vetted
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade, Ownership, Sexes

MIXES: dict[Grade, dict[Mark, int]] = {
    Grade.A: {Mark.EMBEDDED: 84, Mark.MET: 16},
    Grade.B: {Mark.EMBEDDED: 40, Mark.MET: 56, Mark.PARTLY: 4},
    Grade.C: {Mark.EMBEDDED: 12, Mark.MET: 66, Mark.PARTLY: 22},
    Grade.D: {Mark.EMBEDDED: 6, Mark.MET: 56, Mark.PARTLY: 30, Mark.NOT_MET: 8},
}
"""How often each answer is given, by the grade a home is meant to come to; the rules say which it gets."""
MEANT = {Grade.A: 5, Grade.B: 12, Grade.C: 8, Grade.D: 1}
WEAK = {Grade.C: {"S3.2": Mark.PARTLY}, Grade.D: {"S7.3": Mark.NOT_MET}}
"""Critical criteria that hold a grade down: at 1 no better than C, at 0 no better than D."""
NOTES = {
    Mark.NOT_MET: "Made up. Not there, and nobody could say since when.",
    Mark.PARTLY: "Made up. Begun, but not for every child.",
}
SEEN = "Made up. Seen on the visit of this day."


@dataclass(frozen=True)
class Team:
    """Who goes."""

    lead: User
    members: tuple[User, ...]


class Rounds:
    """Makes visits through the services, each on its day."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people = chance, people
        self.made = 0

    def team(self, place: Place) -> Team:
        """Three people with a woman and a nurse among them; SCPA leads where SWD runs the home."""
        if place.run_by is Ownership.SWD:
            return Team(self.people["scpa.inspector"], (self.people["scpa.inspector2"],))
        everybody = self.people.inspectors()
        leads = [user for user in everybody if user.woman] if place.sexes is not Sexes.BOYS else everybody
        last = visits.last_lead(db.session.get_one(Home, place.id))
        lead = self.chance.choice([user for user in leads if user.id != last])
        nurse = self.chance.choice([user for user in everybody if user.health_professional and user is not lead])
        third = self.chance.choice([user for user in everybody if user not in (lead, nurse)])
        return Team(lead, (nurse, third))

    def plan(self, place: Place, kind: VisitType, on: date, *, team: Team | None = None, **facts: Any) -> Visit:
        """A plan made a week before the day, or now for a day to come."""
        team = team or self.team(place)
        home = db.session.get_one(Home, place.id)
        with clock.set_to(min(at(on - timedelta(days=7), 10), clock.now())):
            vetted.searched(clock.today())
            visit = services.plan(
                home, type=kind, on=on, announced=kind is VisitType.PRE_REGISTRATION, care_type=place.care,
                lead=team.lead, members=team.members, actor=self.people["director"],
                **{"why": "Made up. The yearly plan.", **facts},
            )  # fmt: skip
            if visit.team_lacks:
                services.acknowledge_team(
                    visit, reason="Made up. Nobody else is free this week.", actor=self.people["reviewer"]
                )
        self.made += 1
        return visit

    def begin(
        self, visit: Visit, place: Place, mix: dict[Mark, int], fixed: dict[str, Mark], *, share: float = 1
    ) -> None:
        """The visit itself: danger first, then answers (a `share` of them), then the children."""
        lead = visit.lead
        with clock.set_to(min(at(visit.planned_for, 9, 30), clock.now() - timedelta(minutes=50))):
            vetted.searched(clock.today())
            services.arrive(visit, entry=Entry.LET_IN, opened_by="The guard", actor=lead)
            services.record_dangers(visit, [], actor=lead)
            services.save_answers(visit, self._answers(visit, mix, fixed, share), actor=lead)
            if share == 1:
                asked = max(1, min(place.capacity // 2, 30))
                services.record_children(visit, present=asked, heard=asked, coached=0, actor=lead)

    def _answers(self, visit: Visit, mix: dict[Mark, int], fixed: dict[str, Mark], share: float) -> dict[str, Given]:
        criteria, given = gradings.framework_of(visit).criteria, {}
        for key in visit.scope[: round(len(visit.scope) * share)]:
            mark = fixed.get(key) or self.chance.one_of(mix)
            if criteria[key].critical and key not in fixed and mark in (Mark.NOT_MET, Mark.PARTLY):
                mark = Mark.MET
            methods = (Method.DOCUMENT, Method.TALK_WITH_CHILD) if mark in (Mark.MET, Mark.EMBEDDED) else (
                Method.OBSERVATION, Method.TALK_WITH_CHILD)  # fmt: skip
            given[key] = Given(mark=mark, methods=methods, note=NOTES.get(mark, ""))
        return given

    def submit(self, visit: Visit) -> None:
        with clock.set_to(min(at(visit.planned_for, 15), clock.now() - timedelta(minutes=5))):
            services.submit(visit, signature=Signature.SIGNED, signed_by="The manager", actor=visit.lead)

    def comment(self, visit: Visit, place: Place, words: str = "") -> None:
        with clock.set_to(min(at(visit.planned_for + timedelta(days=1), 12), clock.now())):
            review_services.comment(visit, words=words, actor=place.user)

    def review(self, visit: Visit, days: int = 6) -> None:
        """Confirmed by somebody outside the team, `days` after the visit."""
        with clock.set_to(min(at(visit.planned_for + timedelta(days=days), 11), clock.now())):
            review_services.review(visit, actor=self.people["reviewer"], confirm_na=True)

    def publish(self, visit: Visit, days: int = 8) -> None:
        with clock.set_to(min(at(visit.planned_for + timedelta(days=days), 11), clock.now())):
            review_services.publish(visit, actor=self.people["reviewer"])

    def whole(self, place: Place, kind: VisitType, on: date, mix: dict[Mark, int], fixed: dict[str, Mark]) -> Visit:
        """From the plan to the published report."""
        visit = self.plan(place, kind, on)
        self.begin(visit, place, mix, fixed)
        self.submit(visit)
        self.comment(visit, place)
        self.review(visit)
        self.publish(visit)
        return visit


def go_round(chance: Chance, people: People, houses: Houses) -> int:
    """A year of visits of the first round of homes; gives how many."""
    rounds = Rounds(chance, people)
    places = houses.first(Sort.AUTHORISED)
    meant = _meant(places)
    for place in places:
        if place.id in meant:
            _inspect(rounds, place, meant[place.id])
    _at_the_office(rounds, houses)
    _these_days(rounds, houses)
    _never_graded(rounds, houses)
    return rounds.made


def _meant(places: list[Place]) -> dict[Any, Grade]:
    """Which grade each home is meant to come to; the newest one stays without, when it is not one of the examples."""
    drawn = [place for place in places if place.grade is None]
    newest = max(drawn, key=lambda place: place.authorised_from or place.known_since)
    wanted = [grade for grade, count in MEANT.items() for _n in range(count)]
    for place in places:
        if place.grade in wanted:
            wanted.remove(place.grade)
    return {p.id: p.grade or wanted.pop(len(wanted) // 2) for p in places if p is not newest and (p.grade or wanted)}


def _inspect(rounds: Rounds, place: Place, grade: Grade) -> None:
    begun, today = place.authorised_from or place.known_since, clock.today()
    bad = grade is Grade.D
    first = (
        today - timedelta(days=12) if bad else rounds.chance.day(begun + timedelta(days=14), today - timedelta(days=45))
    )
    rounds.whole(place, VisitType.FULL, workday(first), MIXES[grade], WEAK.get(grade, {}))
    _answer_actions(rounds, place)
    for days in (60, 110):
        on = workday(first + timedelta(days=days))
        if on < today - timedelta(days=16):
            rounds.whole(place, VisitType.MONITORING, on, MIXES[Grade.A if grade is Grade.A else Grade.B], {})


def workday(on: date) -> date:
    """The day, or the Friday before a weekend."""
    return on - timedelta(days=max(0, on.weekday() - 4))


def _answer_actions(rounds: Rounds, place: Place) -> None:
    """The home shows what it did about some actions; those that paper can show are verified."""
    home = db.session.get_one(Home, place.id)
    for number, finding in enumerate(visits.findings(home, open_only=True)):
        if finding.severity is Severity.CRITICAL or number % 3 == 2 or finding.state is not ActionState.OPEN:
            continue
        _prove(rounds, finding, place, verify=number % 3 == 0)


def _prove(rounds: Rounds, finding: Finding, place: Place, *, verify: bool) -> None:
    shown = min(finding.found_on + timedelta(days=9), clock.today() - timedelta(days=1))
    with clock.set_to(at(max(shown, finding.found_on), 17)):
        finding_services.prove(finding, note="Made up. Done, and the staff were told.", actor=place.user)
    if verify and finding.severity in (Severity.MODERATE, Severity.MINOR):
        with clock.set_to(min(at(shown + timedelta(days=4), 11), clock.now())):
            finding_services.verify(finding, how=VerifiedBy.EVIDENCE, note=SEEN, actor=rounds.people["inspector3"])


def _at_the_office(rounds: Rounds, houses: Houses) -> None:
    """Reports at each step: the home may comment, to be reviewed, to be published."""
    homes = [houses.managers, *houses.of(Sort.AUTHORISED, "SD-KEA")[:1], *houses.of(Sort.AUTHORISED, "SD-KCE")[:1]]
    for place, days in zip(homes, (2, 9, 11), strict=True):
        visit = rounds.plan(place, VisitType.MONITORING, workday(clock.today() - timedelta(days=days)))
        weak = [key for key in visit.scope if not gradings.framework_of(visit).criteria[key].critical][:3]
        rounds.begin(visit, place, MIXES[Grade.B], dict.fromkeys(weak, Mark.PARTLY))
        rounds.submit(visit)
        if days > 2:
            rounds.comment(visit, place, "Made up. The second exit was locked for one hour only, for painting.")
        if days > 9:
            rounds.review(visit, days=9)


def _these_days(rounds: Rounds, houses: Houses) -> None:
    """Planned for today and the coming days, one under way, one cancelled, one before registration."""
    today, people = clock.today(), rounds.people
    hyderabad = houses.of(Sort.AUTHORISED, "SD-HYD")
    own = Team(people["inspector1"], (people["inspector3"], people["inspector2"]))
    rounds.plan(hyderabad[1], VisitType.MONITORING, today, team=own)
    rounds.plan(hyderabad[3], VisitType.FOLLOW_UP, today + timedelta(days=1), team=own, why="Made up. Grade D.")
    women = Team(people["inspector3"], (people["inspector1"], people["inspector2"]))
    rounds.plan(houses.managers, VisitType.FULL, today + timedelta(days=2), team=women)
    karachi = houses.of(Sort.AUTHORISED, "SD-KSO")[0]
    visit = rounds.plan(
        karachi, VisitType.FULL, today, team=Team(people["inspector4"], (people["inspector3"], people["inspector5"]))
    )
    rounds.begin(visit, karachi, MIXES[Grade.B], {}, share=0.5)
    called_off = rounds.plan(houses.of(Sort.AUTHORISED, "SD-SKR")[0], VisitType.MONITORING, today + timedelta(days=5))
    services.cancel(called_off, reason="Made up. The road is under water.", actor=people["director"])
    rounds.plan(houses.of(Sort.IN_PROCESS, "SD-SKR")[0], VisitType.PRE_REGISTRATION, today + timedelta(days=3))


def never_graded(houses: Houses) -> list[Place]:
    """Those of them that the demonstration tells more about."""
    return houses.first(Sort.FEDERAL)[:3] + houses.first(Sort.SWD_RUN)[:2]


def _never_graded(rounds: Rounds, houses: Houses) -> None:
    """Homes that are not authorised are visited too, without a grade; those of the department by SCPA."""
    for number, place in enumerate(never_graded(houses)):
        on = workday(clock.today() - timedelta(days=40 + 20 * number))
        visit = rounds.plan(place, VisitType.THEMATIC, on, standards=("S3", "S7"), why="Made up. Safe and heard.")
        rounds.begin(visit, place, MIXES[Grade.C], {})
        rounds.submit(visit)
