"""Messages that the demonstration tells in full, one in each state, by the services and the officers themselves."""

from datetime import datetime, timedelta
from typing import Any

from complaints import casework, coming_back, filing, numbers, queries, reprisals
from complaints.filing import Telling
from complaints.models import Complaint
from complaints.states import (
    About,
    AgeBand,
    Better,
    Category,
    Channel,
    Consent,
    Danger,
    Finding,
    Level,
    Office,
    ReplyBy,
    SafeAct,
    Sex,
    State,
    Want,
)
from registry_app.core import clock, codes
from registry_app.core.db import db
from registry_app.demo import voices
from registry_app.demo.chance import Chance
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.homes.models import Home

ANSWERED_NUMBER = "55510042"
"""Eight digits; with the ninth, the check digit, they open an answer on the child's page of the demonstration."""
WAY = (
    State.TRIAGED, State.SAFETY_ACTION, State.INVESTIGATING, State.DECIDED, State.CHILD_TOLD, State.RESOLVED,
    State.CLOSED_BETTER,
)  # fmt: skip


def answered_number() -> str:
    """The nine digits that open an answer."""
    return ANSWERED_NUMBER + codes.check_digit(ANSWERED_NUMBER)


class Ear:
    """Takes a message down and works on it, each step some hours or days later."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people = chance, people
        self.count = 0

    def hear(
        self, place: Place | None, hours: float, category: Category, about: About, *, danger: Danger = Danger.NO,
        language: str = "sd", digits: str | None = None, **facts: Any,
    ) -> Complaint:  # fmt: skip
        """A message that came so many hours ago."""
        self.count += 1
        home = db.session.get_one(Home, place.id) if place else None
        given = {
            "story": voices.told(category, language, self.count), "age": AgeBand.A12, "sex": Sex.GIRL,
            "wants": (Want.TALK,), **facts,
        }  # fmt: skip
        telling = Telling(category=category, home=home, about=about, danger=danger, language=language, **given)
        with clock.set_to(self._ago(hours)):
            return filing.file_message(telling, lookup=numbers.lookup(digits) if digits else None)

    def _ago(self, hours: float) -> datetime:
        return clock.now() - timedelta(hours=hours)

    def work(self, complaint: Complaint, state: State, hours: float) -> Complaint:
        """Up to `state`, spread over the time since it came."""
        district = complaint.district or "SD-HYD"
        officer, head = self.people.of("complaints", district), self.people.of("cpuhead", district)
        steps = [step for step in WAY[: WAY.index(state) + 1] if self._fits(complaint, step)]
        for number, step in enumerate(steps, start=1):
            with clock.set_to(self._ago(hours * (1 - number / (len(steps) + 1)))):
                self._step(complaint, step, officer, head)
        return complaint

    def _fits(self, complaint: Complaint, step: State) -> bool:
        return step is not State.SAFETY_ACTION or complaint.level in (Level.P1, Level.P2)

    def _step(self, complaint: Complaint, step: State, officer: Any, head: Any) -> None:
        match step:
            case State.TRIAGED:
                casework.triage(
                    complaint, level=complaint.level, category=complaint.category, about=complaint.about,
                    consent=Consent.YES, ground=None, reply_by=ReplyBy.NUMBER, actor=officer,
                )  # fmt: skip
                casework.record_contact(complaint, actor=officer)
            case State.SAFETY_ACTION:
                casework.make_safe(
                    complaint, act=SafeAct.SEPARATE_ACCUSED, words="Made up. The child sleeps beside a friend now.",
                    person="Made-up carer", actor=officer,
                )  # fmt: skip
            case State.INVESTIGATING:
                able = [user for user in queries.candidates(complaint) if user.id not in (officer.id, head.id)]
                investigator = (able or queries.candidates(complaint))[0]
                casework.investigate(
                    complaint, investigator=investigator, plan="Made up. Talks, then the book of nights.", actor=officer
                )
            case State.DECIDED:
                self._decide(complaint, officer)
            case State.CHILD_TOLD:
                for language, words in zip(voices.LANGUAGES, voices.ANSWER, strict=True):
                    casework.write_answer(complaint, language=language, words=words, not_done="", actor=officer)
                by_number = complaint.code_lookup is not None
                casework.tell(
                    complaint,
                    told="Made up. In the garden, alone; the child smiled.",
                    by_number=by_number,
                    actor=officer,
                )
            case State.RESOLVED:
                casework.resolve(complaint, actor=officer)
            case State.CLOSED_BETTER:
                coming_back.say_how_it_is(complaint, Better.BETTER)
                self._check(complaint, officer)
                casework.close_better(complaint, actor=officer)

    def _decide(self, complaint: Complaint, officer: Any) -> None:
        for task in complaint.tasks:
            casework.do_task(task, actor=officer)
        casework.decide(
            complaint, finding=Finding.PARTLY, heard="Made up. Said the same again, alone.",
            accused="Made up. Answered in writing.", evidence="Made up. Book of nights, two talks.", actor=officer,
        )  # fmt: skip

    def _check(self, complaint: Complaint, officer: Any) -> None:
        db.session.refresh(complaint, ["checks"])
        for check in complaint.checks[:1]:
            reprisals.hold_check(check, reprisal=False, words="Made up. Nothing changed for the worse.", actor=officer)


def tell_in_full(chance: Chance, people: People, houses: Houses) -> int:
    """One message in each state, most of Hyderabad; gives how many."""
    ear = Ear(chance, people)
    home, boys = houses.managers, houses.of(Sort.AUTHORISED, "SD-HYD")[1]
    sukkur = houses.of(Sort.AUTHORISED, "SD-SKR")[0]
    department = houses.of(Sort.SWD_RUN, "SD-HYD")[0]
    ear.hear(home, 2.5, Category.AFRAID, About.STAFF, danger=Danger.YES)
    ear.hear(home, 20, Category.SICK, About.NOBODY, language="ur")
    ear.hear(home, 26, Category.FAMILY, About.MANAGER, language="ur")
    ear.work(ear.hear(home, 50, Category.FOOD, About.NOBODY), State.TRIAGED, 50)
    ear.work(ear.hear(boys, 70, Category.AFRAID, About.CHILD, sex=Sex.BOY), State.SAFETY_ACTION, 70)
    ear.work(ear.hear(boys, 200, Category.WORK, About.STAFF, sex=Sex.BOY, language="ur"), State.INVESTIGATING, 200)
    ear.work(ear.hear(home, 260, Category.SCHOOL, About.NOBODY, language="en"), State.DECIDED, 260)
    ear.work(ear.hear(home, 300, Category.OTHER, About.NOBODY, digits=answered_number()), State.CHILD_TOLD, 300)
    ear.work(ear.hear(boys, 500, Category.FOOD, About.NOBODY, sex=Sex.BOY), State.RESOLVED, 500)
    ear.work(ear.hear(home, 900, Category.SCHOOL, About.NOBODY), State.CLOSED_BETTER, 900)
    worse = ear.work(ear.hear(home, 400, Category.AFRAID, About.CHILD), State.CHILD_TOLD, 400)
    with clock.set_to(clock.now() - timedelta(hours=5)):
        coming_back.say_how_it_is(worse, Better.WORSE)
    _appealed(ear, boys)
    _not_confirmed(ear, home)
    ear.hear(home, 30, Category.OTHER, About.CPU_HEAD, language="en")
    ear.hear(department, 44, Category.FOOD, About.STAFF, language="ur")
    ear.hear(sukkur, 6, Category.AFRAID, About.STAFF, danger=Danger.UNSURE)
    ear.work(ear.hear(sukkur, 90, Category.SCHOOL, About.NOBODY, language="ur"), State.TRIAGED, 90)
    ear.hear(houses.families[0], 52, Category.FAMILY, About.FAMILY, language="en")
    ear.hear(
        None, 8, Category.HURT, About.FAMILY, district="SD-HYD", channel=Channel.CH01, by_child=False, language="ur",
        also_never=(Office.PROVIDER,), age=AgeBand.A7,
    )  # fmt: skip
    return ear.count


def _appealed(ear: Ear, place: Place) -> None:
    complaint = ear.work(ear.hear(place, 600, Category.WORK, About.STAFF, sex=Sex.BOY), State.CHILD_TOLD, 600)
    with clock.set_to(clock.now() - timedelta(hours=40)):
        casework.appeal(complaint, words="Made up. The child does not agree.", actor=ear.people["complaints.hyd"])


def _not_confirmed(ear: Ear, place: Place) -> None:
    """Asked, no word for weeks, signed by the supervisor."""
    complaint = ear.work(ear.hear(place, 2000, Category.FOOD, About.NOBODY, language="en"), State.RESOLVED, 2000)
    with clock.set_to(clock.now() - timedelta(days=3)):
        ear._check(complaint, ear.people["complaints.hyd"])
        casework.close_not_confirmed(complaint, actor=ear.people["cpuhead.hyd"])
