"""A year of messages in bulk, each judged by the rules of triage on its day, most of them answered and closed."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from complaints.filing import RUN_BY
from complaints.models import Answer, Complaint, Exclusion, Reach, ReprisalCheck, Step, Task
from complaints.offices import EVERYWHERE, HANDLERS, LOCAL, SHUT_OUT
from complaints.rules import Judgement, assess
from complaints.states import (
    AGE_OF_BAND,
    About,
    AgeBand,
    Better,
    Channel,
    Consent,
    Danger,
    Finding,
    Level,
    Office,
    ReplyBy,
    Sex,
    State,
    Want,
)
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.demo import voices
from registry_app.demo.bulk import Rows, sealed, store
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.places import gazetteer
from registry_app.providers.homes.states import Sexes

MONTHS = 12
CHANNELS = {
    Channel.CH02: 50, Channel.CH01: 18, Channel.CH03: 10, Channel.CH04: 8, Channel.CH05: 4, Channel.CH07: 3,
    Channel.CH10: 4, Channel.CH12: 3,
}  # fmt: skip
BY_CHILD = (Channel.CH01, Channel.CH02, Channel.CH03)
AGES = {AgeBand.A7: 40, AgeBand.A12: 32, AgeBand.A15: 18, AgeBand.A3: 0, AgeBand.NOT_SAID: 10}
SILENT = 6
"""Every sixth home has not one message in the year: silence is an indicator too."""
OLD, RECENT = 45, 14
"""Days: older messages are closed, those of the last days are only sorted."""


class Book:
    """Rows of messages and of what was done about them."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people, self.now = chance, people, clock.now()
        self.complaints, self.reaches, self.exclusions = Rows(Complaint), Rows(Reach), Rows(Exclusion)
        self.tasks, self.steps, self.answers = Rows(Task), Rows(Step), Rows(Answer)
        self.checks = Rows(ReprisalCheck)

    def add(self, place: Place, level: Level, arrived: datetime) -> None:
        """One message that arrived at this moment."""
        chance = self.chance
        category, about, danger = chance.choice(voices.KINDS[level])
        if place.household and about is About.STAFF:
            about = About.HOUSEHOLD
        language, channel = chance.choice(("sd", "sd", "ur", "en")), chance.one_of(CHANNELS)
        age, words = chance.one_of(AGES), voices.told(category, language, chance.randint(0, 9))
        key, days = chance.key(), (self.now - arrived).days
        judged = assess(
            {
                "received_at": arrived.isoformat(), "arrived_at": arrived.isoformat(), "channel": channel.value,
                "category": category.value, "text": words, "age_years": AGE_OF_BAND.get(age), "about": about.value,
                "provider_run_by": RUN_BY[place.run_by], "danger_now": danger, "consent": "not_asked", "history": [],
            },
            gazetteer.holidays(),
        )  # fmt: skip
        facts = self._facts(place, judged, key, arrived)
        said = {
            "channel": channel, "by_child": channel in BY_CHILD, "language": language, "category": category,
            "about": about, "danger": Danger(danger), "age": age, "sex": self._sex(place),
            "story_sealed": sealed(Complaint, "story_sealed", key, words), "wants": [chance.choice(list(Want)).value],
        }  # fmt: skip
        state = self._state(days, Level(judged.level))
        self.complaints.add(**facts | said | self._done(key, judged, state, arrived, place))
        self._routed(key, place, judged, about)
        self._worked(key, judged, state, arrived, language, place)

    def _sex(self, place: Place) -> Sex:
        if self.chance.yes(0.15):
            return Sex.NOT_SAID
        known = {Sexes.GIRLS: Sex.GIRL, Sexes.BOYS: Sex.BOY}.get(place.sexes)
        return known or self.chance.choice((Sex.GIRL, Sex.BOY))

    def _state(self, days: int, level: Level) -> State:
        if days > OLD:
            return self.chance.one_of({State.CLOSED_BETTER: 64, State.CLOSED_NOT_CONFIRMED: 28, State.RESOLVED: 8})
        if days > RECENT:
            return self.chance.one_of({State.CHILD_TOLD: 50, State.RESOLVED: 25, State.CLOSED_BETTER: 25})
        return State.TRIAGED if days > 1 or level is Level.P1 else State.RECEIVED

    def _facts(self, place: Place, judged: Judgement, key: UUID, arrived: datetime) -> dict[str, Any]:
        clocks, reasons = judged.clocks, json.dumps([list(r) for r in judged.reasons], ensure_ascii=False)
        return {
            "id": key, "home_id": place.id, "district": place.district, "level": Level(judged.level),
            "rules_version": judged.version, "reasons_sealed": sealed(Complaint, "reasons_sealed", key, reasons),
            "received_at": arrived, "arrived_at": arrived, "contact_by": clocks.first_contact_by,
            "safe_by": clocks.child_safe_by, "start_by": clocks.investigation_starts_by,
            "decision_by": clocks.decision_by, "office": Office(judged.routes_to), "helps": [],
            "reply_by": ReplyBy.NUMBER, "consent": Consent.NOT_ASKED,
        }  # fmt: skip

    def _done(self, key: UUID, judged: Judgement, state: State, arrived: datetime, place: Place) -> dict[str, Any]:
        """What was done by now; nine in ten of the clocks were kept."""
        officer = self.people.of("complaints", place.district).id
        if state is State.RECEIVED:
            return dict.fromkeys(DONE) | {"state": state, "better": None, "by_number_only": False}
        contact = self._kept(arrived, judged.clocks.first_contact_by)
        answered = state is not State.TRIAGED
        decided = self._kept(arrived, judged.clocks.decision_by) if answered else None
        told = min(decided + timedelta(hours=20), self.now) if decided else None
        closed = state in (State.CLOSED_BETTER, State.CLOSED_NOT_CONFIRMED)
        head = self.people.of("cpuhead", place.district).id
        level = Level(judged.level)
        return {
            "state": state, "contact_at": contact, "safe_at": contact if level <= Level.P2 else None,
            "taken_by_id": officer, "started_at": contact if answered and level is not Level.P4 else None,
            "investigator_id": officer if answered and level is not Level.P4 else None, "decided_at": decided,
            "decided_by_id": officer if answered else None, "told_at": told, "asked_at": told,
            "told_by_id": officer if answered else None,
            "finding": self.chance.choice((Finding.SUBSTANTIATED, Finding.PARTLY, Finding.NOT_SUBSTANTIATED))
            if answered and level is not Level.P4 else None,
            "better": Better.BETTER if state is State.CLOSED_BETTER else None,
            "better_at": told if state is State.CLOSED_BETTER else None, "by_number_only": answered,
            "closed_at": min(told + timedelta(days=18), self.now) if closed and told else None,
            "signed_off_by_id": head if state is State.CLOSED_NOT_CONFIRMED else None,
        }  # fmt: skip

    def _kept(self, arrived: datetime, by: datetime) -> datetime:
        share = self.chance.uniform(0.1, 0.8) if self.chance.yes(0.9) else 1.3
        return min(arrived + (by - arrived) * share, self.now)

    def _routed(self, key: UUID, place: Place, judged: Judgement, about: About) -> None:
        never = {Office(name) for name in judged.never_to}
        copies = [Office(name) for name in judged.copied_to]
        for office, handles in [(Office(judged.routes_to), True), *((o, False) for o in copies if o not in never)]:
            for role in HANDLERS.get(office, ()):
                self.reaches.add(
                    id=self.chance.key(), complaint_id=key, role=role, handles=handles,
                    district=place.district if office in LOCAL else None,
                )  # fmt: skip
        for office in sorted(never):
            for role in SHUT_OUT.get(office, ()):
                self.exclusions.add(
                    id=self.chance.key(), complaint_id=key, role=role, user_id=None,
                    district=None if office in EVERYWHERE else place.district,
                )  # fmt: skip

    def _worked(
        self, key: UUID, judged: Judgement, state: State, arrived: datetime, language: str, place: Place
    ) -> None:
        officer, level, chance = self.people.of("complaints", place.district).id, Level(judged.level), self.chance
        done = state not in (State.RECEIVED, State.TRIAGED)
        for name in judged.tasks:
            self.tasks.add(
                id=chance.key(), complaint_id=key, kind=name, owner="", done_by_id=officer if done else None,
                done_at=arrived + timedelta(hours=3) if done else None,
            )  # fmt: skip
        for number, (action, stood) in enumerate(_way(state, level)):
            self.steps.add(
                id=chance.key(), complaint_id=key, at=min(arrived + timedelta(hours=5 * number), self.now),
                action=action, state=stood, level=level, actor_id=None if action == "file" else officer,
            )  # fmt: skip
        if not done:
            return
        answer = chance.key()
        words = voices.ANSWER[voices.LANGUAGES.index(language)]
        self.answers.add(
            id=answer, complaint_id=key, language=language, words_sealed=sealed(Answer, "words_sealed", answer, words),
            written_by_id=officer, written_as=Role.COMPLAINT_OFFICER, written_at=arrived + timedelta(days=2),
        )  # fmt: skip
        if level is not Level.P4:
            self._checked(key, arrived, officer)

    def _checked(self, key: UUID, arrived: datetime, officer: UUID) -> None:
        for days in (14, 30, 90):
            due = clock.local(arrived).date() + timedelta(days=days)
            held = due <= clock.today() and self.chance.yes(0.9)
            check = self.chance.key()
            self.checks.add(
                id=check, complaint_id=key, due_on=due, held_on=due if held else None,
                held_by_id=officer if held else None, reprisal=False if held else None,
                words_sealed=sealed(ReprisalCheck, "words_sealed", check, "Made up. Talked alone; nothing new.")
                if held else None,
            )  # fmt: skip

    def store(self) -> None:
        store(self.complaints, self.reaches, self.exclusions, self.tasks, self.steps, self.answers, self.checks)
        audit.note("complaint:load-made-up", None, None, changes={"messages": [None, self.complaints.count]})


DONE = (
    "contact_at", "safe_at", "taken_by_id", "started_at", "investigator_id", "decided_at", "decided_by_id", "told_at",
    "asked_at", "told_by_id", "finding", "better_at", "closed_at", "signed_off_by_id",
)  # fmt: skip
FILED = (("file", State.RECEIVED),)
SORTED = (*FILED, ("triage", State.TRIAGED))
LOOKED_INTO = (("investigate", State.INVESTIGATING), ("decide", State.DECIDED))
TOLD = ("tell", State.CHILD_TOLD)
RESOLVED = ("resolve", State.RESOLVED)
CLOSED = {State.CLOSED_BETTER: "close_better", State.CLOSED_NOT_CONFIRMED: "close_not_confirmed"}


def _way(state: State, level: Level) -> tuple[tuple[str, State], ...]:
    """The steps that lead to a state; an idea or question is answered without an inquiry."""
    if state in (State.RECEIVED, State.TRIAGED):
        return FILED if state is State.RECEIVED else SORTED
    way = (*SORTED, *((("answer", State.DECIDED),) if level is Level.P4 else LOOKED_INTO), TOLD)
    if state is State.CHILD_TOLD:
        return way
    return (*way, RESOLVED) if state is State.RESOLVED else (*way, RESOLVED, (CLOSED[state], state))


def tell_a_year(chance: Chance, people: People, houses: Houses, scale: int) -> int:
    """The messages of twelve months, `scale` times as many; gives how many."""
    book = Book(chance, people)
    inhabited = [home for home in houses.homes if home.present]
    heard = [home for number, home in enumerate(inhabited) if number % SILENT]
    heard += [family for family in houses.families if family.present][:: SILENT * 2]
    today = clock.today()
    for month in range(MONTHS):
        for level, count in voices.MONTHLY.items():
            for _n in range(count * scale):
                day = today - timedelta(days=chance.randint(30 * month + 2, 30 * month + 31))
                book.add(chance.choice(heard), level, at(day, chance.randint(7, 21), chance.randint(0, 59)))
    book.store()
    return book.complaints.count
