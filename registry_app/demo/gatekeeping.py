"""Bodies with their seats and sittings, and the cases of Hyderabad: one at each step, some decided."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from gatekeeping.bodies import services as bodies
from gatekeeping.bodies.models import Body, Meeting
from gatekeeping.bodies.states import Presence, SeatKind, Template
from gatekeeping.cases import ladder_services, search, services
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import Answer, Ground, Hearing, LegalCare, Relation, Screening, Source
from gatekeeping.decisions import emergency_services, proposal
from gatekeeping.decisions import services as decisions
from gatekeeping.decisions.models import Decision
from gatekeeping.decisions.services import Words
from gatekeeping.decisions.states import Choice, Office, Outcome
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo import vetted, words
from registry_app.demo.chance import at
from registry_app.demo.children import Childhood, Young
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import BODIES, PANEL, People
from registry_app.demo.plan import Sort
from registry_app.placements.models import Child
from registry_app.placements.states import RANKS, Basis, Rung
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType

HYD = "SD-HYD"
SEATS = {
    "chair": SeatKind.CHAIR, "deputy": SeatKind.DEPUTY_CHAIR, "health": SeatKind.HEALTH,
    "education": SeatKind.EDUCATION, "police": SeatKind.POLICE, "law": SeatKind.LAW,
    "civil": SeatKind.CIVIL_SOCIETY, "community": SeatKind.COMMUNITY,
}  # fmt: skip
HYDERABAD = {
    "chair.hyd": SeatKind.CHAIR, "member1": SeatKind.DEPUTY_CHAIR, "member2": SeatKind.HEALTH,
    "member3": SeatKind.EDUCATION, "member4": SeatKind.POLICE, "member5": SeatKind.LAW,
    "member6": SeatKind.CIVIL_SOCIETY,
}  # fmt: skip
RULED_OUT = {
    Rung.PRESERVE: "R03_UNSAFE_ABUSE", Rung.REUNIFY: "R03_UNSAFE_ABUSE", Rung.KINSHIP: "R05_REFUSES_TO_CARE",
    Rung.GUARDIAN: "R05_REFUSES_TO_CARE", Rung.FOSTER: "R10_NOT_SUITABLE_ON_ASSESSMENT",
    Rung.KAFALAH: "R10_NOT_SUITABLE_ON_ASSESSMENT", Rung.SIL: "R16_AGE_OR_CAPACITY",
    Rung.SMALL_GROUP: "R12_SPECIAL_NEED_UNMET",
}  # fmt: skip
SITTINGS = (56, 42, 28, 14)
"""Days ago on which the body of Hyderabad sat."""
DECIDED_FROM = 10
"""From this child on the cases are decided; the two before only arrived."""
ELSEWHERE = {
    "khi": "SD-KCE", "skr": "SD-SKR", "lrk": "SD-LRK", "mpk": "SD-MPK", "sba": "SD-SBA", "kot": "SD-JMS",
}  # fmt: skip
"""The other bodies, each with the district of its cases."""
STEPS = ("assessed", "on the list", "back to the parents", "to a home")
"""How far the four cases of such a body have come; the last two were decided."""
SITTING = 21
"""Days ago on which these bodies sat."""
OUTCOMES = (
    (Outcome.APPROVE, True), (Outcome.APPROVE_WITH_CONDITIONS, False), (Outcome.APPROVE, False),
    (Outcome.DEFER, False), (Outcome.APPROVE, False), (Outcome.APPROVE, True),
)  # fmt: skip
"""Outcome, and whether the way leads back to the parents."""
REASON = "Made up. Every way to a family was looked at, one by one, and the child was heard."
LONG_REASON = "Made up. The panel looked at this warning and goes on, for the reasons written down."


class Bench:
    """Works on cases as the protection officer of a district and decides them with its body."""

    def __init__(self, people: People, body: Body, ending: str = "hyd", district: str = HYD) -> None:
        self.people, self.body, self.district = people, body, district
        self.cpo, self.chair = people.of("cpo", district), people[f"chair.{ending}"]
        self.members = [people[key] for key in _seats(ending)]

    def refer(self, young: Young, on: date, source: Source = Source.POLICE, **facts: Any) -> Case:
        given = {
            "danger": False, "screening": Screening.SAFE_AT_HOME, "legal_care": LegalCare.PARENTS,
            "whereabouts": "Made up. In the home that took the child in", "story": words.story(young.code), **facts,
        }  # fmt: skip
        with clock.set_to(at(on, 10)):
            child = db.session.get_one(Child, young.id)
            return services.refer(child, district=self.district, source=source, actor=self.cpo, **given)

    def assess(self, case: Case, on: date) -> Case:
        """Assessed in person, with the family asked."""
        with clock.set_to(at(on, 12)):
            services.assess(
                case, on_day=on, necessary=True, grounds=[Ground.HARM, Ground.NEGLECT],
                harm="Made up. Marks seen by the doctor, and fear of going back.",
                help_tried="Made up. Visits and talks over three weeks, food support offered.", parent_objects=False,
                tracing_exhausted=True, in_conflict_with_law=False, age_disputed=False, actor=self.cpo,
            )  # fmt: skip
            for relation, answer in ((Relation.UNCLE_AUNT, Answer.UNWILLING), (Relation.GRANDPARENT, Answer.WITH_HELP)):
                services.add_family_member(
                    case, relation=relation, name="Made-up relative", answer=answer, asked_on=on, actor=self.cpo,
                    note="Made up. Asked at the house, alone.",
                )  # fmt: skip
        return case

    def hear(self, case: Case, on: date, objects_to: tuple[Rung, ...] = ()) -> Case:
        with clock.set_to(at(on, 14)):
            services.hear_child(
                case, on_day=on, how=Hearing.TALK, asked_by="Made up. A teacher the child trusts", alone=True,
                explained=True, language="Sindhi", words="Made up. I want to go to school and see my sister.",
                objects_to=objects_to, actor=self.cpo,
            )  # fmt: skip
        return case

    def rule_out(self, case: Case, below: Rung, on: date, *, most: int = 9) -> Case:
        """The first `most` rungs before `below` ruled out, each with evidence."""
        with clock.set_to(at(on, 15)):
            for rung in [one for one in Rung if RANKS[one] < RANKS[below]][:most]:
                evidence = f"Made up. Visit and talk of {on.isoformat()}"
                ladder_services.rule_out(case, rung, code=RULED_OUT[rung], evidence=evidence, on_day=on, actor=self.cpo)
        return case

    def propose(self, case: Case, care: Rung, place: Place | None, on: date) -> Case:
        with clock.set_to(at(on, 16)):
            services.pick(
                case, care, reason="Made up. The nearest place that fits and has room", actor=self.cpo,
                home=self._open_home(case, care, place) if place else None, school_changes=False,
                culture_mismatch=False, religion_mismatch=False, shares_unit=False, siblings_together=True,
                escort_is_woman=True,
            )  # fmt: skip
        return case

    def _open_home(self, case: Case, care: Rung, place: Place) -> Home:
        """The home where the child is, or the nearest that is open to it where that one is not."""
        here = db.session.get_one(Home, place.id)
        found = [option.home for option in search.open_ones(search.options(case, care, clock.today()))]
        return found[0] if found and here not in found else here

    def send(self, case: Case, on: date) -> Case:
        with clock.set_to(at(on, 16, 30)):
            return services.send(case, actor=self.cpo)

    def ready(self, young: Young, care: Rung, place: Place | None, on: date, **facts: Any) -> Case:
        """From the referral to the list of the body, within five days up to `on`; back home where no place is open."""
        case = self.refer(young, on - timedelta(days=5), **facts)
        self.hear(self.assess(case, on - timedelta(days=3)), on - timedelta(days=2))
        if place and not search.open_ones(search.options(case, care, clock.today())):
            care, place = Rung.REUNIFY, None
        self.rule_out(case, care, on)
        return self.send(self.propose(case, care, place, on), on)

    def sit(self, on: date) -> Meeting:
        """A meeting with everybody there."""
        with clock.set_to(at(on, 9)):
            meeting = bodies.plan_meeting(self.body, on_day=on, urgent=False, actor=self.chair)
            roll = {user.id: Presence.PRESENT for user in self.members}
            return bodies.call_roll(meeting, roll, actor=self.chair)

    def decide(self, case: Case, meeting: Meeting, outcome: Outcome, on: date) -> Decision:
        """Decided with every vote for it, save where it is put off; read aloud; the child told the next day."""
        with clock.set_to(at(on, 11)):
            votes = {user.id: Choice.FOR for user in self.members}
            decision = decisions.decide(
                case, meeting, outcome=outcome, votes=votes, words=self._words(case, outcome, on),
                actor=self.chair,
            )  # fmt: skip
            decisions.lock(decision, actor=self.chair)
        with clock.set_to(at(on, 17)):
            decisions.tell(
                decision, told_on=on, reaction="Made up. Nodded, and asked when the sister may visit.", actor=self.cpo
            )
        return decision

    def _words(self, case: Case, outcome: Outcome, on: date) -> Words:
        weighed = proposal.weighed(case)
        passed = {}
        for rule, level in (weighed.warning_levels if weighed else {}).items():
            passed[rule] = LONG_REASON
            if list(Office).index(Office(level)) > list(Office).index(Office.PANEL):
                decisions.override(case, rule, reason=LONG_REASON, actor=self.people["dg"])
        return Words(
            reasons=REASON, review_on=on + timedelta(days=14), task="Made up. Visit the aunt each week",
            task_owner=self.cpo, task_due=on + timedelta(days=7), passed=passed,
            question="Made up. Has the grandmother been asked with help in hand?" if outcome is Outcome.DEFER else "",
            conditions="Made up. A visit of the sister every Friday."
            if outcome is Outcome.APPROVE_WITH_CONDITIONS else "",
        )  # fmt: skip


def notify(people: People) -> dict[str, Body]:
    """Seven bodies serve the thirty districts."""
    made = {}
    notified = clock.today() - timedelta(days=400)
    with clock.set_to(at(notified, 12)):
        vetted.searched(notified)
        for number, (ending, districts) in enumerate(BODIES.items(), start=1):
            template = Template.DISTRICT_PANEL if len(districts) == 1 else Template.DIVISIONAL_PANEL
            body = bodies.notify_body(
                template=template, notification=f"Made up, No. GB-{number}", notified_on=notified, districts=districts,
                actor=people["director"],
            )  # fmt: skip
            for key, seat in _seats(ending).items():
                bodies.fill_seat(body, people[key], seat, since=notified, actor=people["director"])
            made[ending] = body
    return made


def _seats(ending: str) -> dict[str, SeatKind]:
    """Who sits where on the body whose addresses end like this."""
    return HYDERABAD if ending == "hyd" else {f"{seat}.{ending}": SEATS[seat] for seat in PANEL}


def children_of_cases(childhood: Childhood, houses: Houses, scale: int) -> tuple[list[Young], list[Young]]:
    """The children of the cases, taken in some days ago: of Hyderabad, and of the other bodies."""
    return _of_hyderabad(childhood, houses), [
        one for _turn in range(scale) for district in ELSEWHERE.values() for one in _of(childhood, houses, district)
    ]


def _of(childhood: Childhood, houses: Houses, district: str) -> list[Young]:
    """Four children, in the homes of the district that have the most room."""
    places = houses.of(Sort.AUTHORISED, district)
    young = []
    for number in range(len(STEPS)):
        place = max(places, key=lambda p: p.capacity - p.present)
        one = childhood.child(place, years=min(9 + number, place.age_to))
        days = SITTING + 6 if number > 1 else 4
        childhood.stay(one, Basis.ARRIVAL, at(clock.today() - timedelta(days=days), 9))
        young.append(one)
    return young


def _of_hyderabad(childhood: Childhood, houses: Houses) -> list[Young]:
    young = []
    for number in range(DECIDED_FROM + len(OUTCOMES)):
        place = houses.managers if number % 2 == 0 else houses.of(Sort.AUTHORISED, HYD)[1]
        one = childhood.child(place, years=9 + number % 5)
        days = SITTINGS[number % len(SITTINGS)] + 6 if number >= DECIDED_FROM else 3 + number % 4
        childhood.stay(one, Basis.ARRIVAL, at(clock.today() - timedelta(days=days), 9))
        young.append(one)
    return young


def hear_cases(people: People, houses: Houses, young: list[Young], others: list[Young]) -> int:
    """One case at each step, decisions of the last sittings, and a meeting for today; gives the number of cases."""
    made = notify(people)
    bench = Bench(people, made["hyd"])
    _at_each_step(bench, houses, young[:7])
    _emergency(bench, young[7])
    _decided(bench, young[DECIDED_FROM:])
    for body in made.values():
        chair = next(seat.user for seat in body.seats if seat.seat is SeatKind.CHAIR)
        for days in (0, 7):
            bodies.plan_meeting(body, on_day=clock.today() + timedelta(days=days), urgent=False, actor=chair)
    for ending, district in ELSEWHERE.items():
        _elsewhere(
            Bench(people, made[ending], ending, district), [one for one in others if one.place.district == district]
        )
    db.session.flush()
    return db.session.scalar(select(func.count()).select_from(Case)) or 0


def _elsewhere(bench: Bench, young: list[Young]) -> None:
    """Of every four children one is being assessed, one waits for the sitting, two were decided about."""
    decided: list[tuple[Case, Outcome]] = []
    for number, one in enumerate(young):
        step = STEPS[number % len(STEPS)]
        if step == "assessed":
            bench.assess(bench.refer(one, _ago(3)), _ago(2))
        elif step == "on the list":
            bench.ready(one, Rung(one.place.care.value), one.place, _ago(1))
        else:
            case = _ready(bench, one, step == "back to the parents", _ago(SITTING))
            decided.append((case, Outcome.APPROVE if _nothing_against(case) else Outcome.DEFER))
    meeting = bench.sit(_ago(SITTING))
    for case, outcome in decided:
        bench.decide(case, meeting, outcome, _ago(SITTING))
    with clock.set_to(at(_ago(SITTING), 18)):
        bodies.close_meeting(meeting, actor=bench.chair)


def _nothing_against(case: Case) -> bool:
    """Whether the rules let the body say yes; that it has not sat yet is no reason against."""
    weighed = proposal.weighed(case)
    return weighed is not None and not weighed.exceptions and set(weighed.blocks) <= {"HB12"}


def _ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def _at_each_step(bench: Bench, houses: Houses, waiting: list[Young]) -> None:
    home, boys = houses.managers, houses.of(Sort.AUTHORISED, HYD)[1]
    relative = next(family for family in houses.families if family.care is CareType.KINSHIP)
    steps: tuple[Callable[[Young], Any], ...] = (
        lambda one: bench.refer(one, _ago(1), danger=True, screening=Screening.NEEDS_EMERGENCY),
        lambda one: bench.rule_out(bench.assess(bench.refer(one, _ago(3)), _ago(2)), Rung.RESIDENTIAL, _ago(1), most=3),
        lambda one: _all_but_the_proposal(bench, one),
        lambda one: bench.ready(one, Rung.RESIDENTIAL, boys if one.place is boys else home, _ago(1)),
        lambda one: bench.ready(one, Rung.KINSHIP, relative, _ago(1), source=Source.FAMILY),
        lambda one: _known_to_a_member(bench, one, home if one.place is home else boys),
        lambda one: services.close(
            bench.refer(one, _ago(3), Source.NEIGHBOUR), "Made up. Safe at home.", actor=bench.cpo
        ),
    )  # fmt: skip
    for step, young in zip(steps, waiting, strict=True):
        step(young)


def _all_but_the_proposal(bench: Bench, young: Young) -> None:
    case = bench.assess(bench.refer(young, _ago(4), Source.HOSPITAL), _ago(3))
    bench.rule_out(bench.hear(case, _ago(2)), Rung.RESIDENTIAL, _ago(1))


def _known_to_a_member(bench: Bench, young: Young, place: Place) -> None:
    case = bench.ready(young, Rung.RESIDENTIAL, place, _ago(1))
    services.declare_interest(
        case, bench.people["member5"], "Made up. A neighbour of the family.", actor=bench.people["member5"]
    )


def _emergency(bench: Bench, young: Young) -> None:
    """Day 5 of an emergency: the body has two days left."""
    case = bench.refer(young, _ago(4), danger=True, screening=Screening.NEEDS_EMERGENCY)
    bench.assess(case, _ago(4))
    home = db.session.get_one(Home, young.place.id)
    with clock.set_to(at(_ago(4), 18)):
        emergency_services.begin_emergency(
            case, home, young.place.care, danger="Made up. Followed to the gate by the man who hurt the child.",
            tried="Made up. The aunt was called and is in another province.", escort_is_woman=True,
            actor=bench.people["cpuhead.hyd"],
        )  # fmt: skip


def _decided(bench: Bench, young: list[Young]) -> None:
    """What the last sittings decided: homes, a way back to the parents, one put off with a question."""
    by_day: dict[int, list[tuple[Young, Outcome, bool]]] = {}
    for number, (one, (outcome, back)) in enumerate(zip(young, OUTCOMES, strict=True), start=DECIDED_FROM):
        by_day.setdefault(SITTINGS[number % len(SITTINGS)], []).append((one, outcome, back))
    for days, cases in by_day.items():
        ready = [(_ready(bench, one, back, _ago(days)), outcome) for one, outcome, back in cases]
        meeting = bench.sit(_ago(days))
        for case, outcome in ready:
            bench.decide(case, meeting, outcome, _ago(days))
        with clock.set_to(at(_ago(days), 18)):
            bodies.close_meeting(meeting, actor=bench.chair)


def _ready(bench: Bench, young: Young, back: bool, on: date) -> Case:
    return bench.ready(young, Rung.REUNIFY if back else Rung(young.place.care.value), None if back else young.place, on)
