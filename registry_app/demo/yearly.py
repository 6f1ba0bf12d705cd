"""The other visits of the year, in bulk: each is answered, graded by the rules of its day, and published.

Homes of the first round get those of the time before they were authorised, so that their grade stays that of the
visits which services make; authorised homes of further rounds get the full visit that grades them as well.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from inspections import checks, finding_services, gradings, rules, services
from inspections import framework as frameworks
from inspections.models import Answer, Finding, Proof, ProviderComment, TeamMember, Visit
from inspections.states import (
    ActionState,
    Entry,
    Mark,
    Method,
    Severity,
    Signature,
    TeamRole,
    VerifiedBy,
    VisitState,
    VisitType,
)
from registry_app.accounts.models import User
from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.core.rulebook import UnknownVersion
from registry_app.demo.bulk import Rows, change, sealed, store
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import ROUND, Houses, Place
from registry_app.demo.inspections import MEANT, MIXES, NOTES, SEEN, WEAK, never_graded, workday
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.applications.models import Application
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import FreezeSource, Grade, Ownership, Sexes

YEAR, NEW = 360, 21
"""Days back in which the visits lie: the reports of the last weeks are still at the office."""
THEMES = (("S3", "S7"), ("S4", "S8"), ("S5", "S10"), ("S2", "S6"))
WHY = {
    VisitType.THEMATIC: "Made up. The yearly plan: one theme in every home.",
    VisitType.RESPONSIVE: "Made up. A neighbour wrote to the office.",
    VisitType.PRE_REGISTRATION: "Made up. Before the decision.",
    VisitType.FULL: "Made up. The yearly plan.",
}
GAP = 25
"""Days between two visits of one home, so that what paper can show is verified before the next."""
BEFORE_EXAMPLES = 140
"""Days: later than that, some homes without a grade have the visits that services make."""


class Book:
    """Rows of visits that are over, of their teams and answers, and of what they found."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people, self.today = chance, people, clock.today()
        self.visits, self.team, self.answers = Rows(Visit), Rows(TeamMember), Rows(Answer)
        self.comments, self.findings, self.proofs = Rows(ProviderComment), Rows(Finding), Rows(Proof)
        self.found: list[dict[str, Any]] = []
        self.open: dict[tuple[UUID, str], dict[str, Any]] = {}
        self.over: list[dict[str, Any]] = []
        self.graded: list[dict[str, Any]] = []
        self.seen: dict[UUID, date] = {}
        self.leads: dict[UUID, UUID] = {}
        self.numbers: dict[UUID, int] = {}
        self.swd, self.scpa = people.inspectors(), people.scpa_inspectors()

    def add(
        self, place: Place, kind: VisitType, on: date, mix: dict[Mark, int], *, standards: tuple[str, ...] = (),
        fixed: dict[str, Mark] | None = None, application: UUID | None = None,
    ) -> None:  # fmt: skip
        """One visit of the day `on`, from the plan to the published report."""
        framework, key = frameworks.in_force_on(on), self.chance.key()
        scope = [
            c.id for c in rules.criteria_in_scope(framework, place.care.value, kind.value)
            if not standards or c.standard in standards
        ]  # fmt: skip
        people, begun = self._team(place, kind), at(on, self.chance.choice((9, 10, 11)), 30)
        heard = max(1, min(place.capacity // 2, 30))
        lacks = checks.lacks(db.session.get_one(Home, place.id), framework, kind, place.care, people[0], people)
        facts: dict[str, Any] = {
            "id": key, "home_id": place.id, "application_id": application, "type": kind, "state": VisitState.UNDER_WAY,
            "care_type": place.care, "framework_version": framework.version, "planned_for": on,
            "announced": kind is VisitType.PRE_REGISTRATION, "why": WHY[kind], "scope": scope,
            "planned_by_id": self.people["director"].id, "planned_at": begun - timedelta(days=7),
            "team_lacks": [lack.value for lack in lacks],
            "acknowledged_by_id": self.people["reviewer"].id if lacks else None,
            "acknowledged_reason": "Made up. Nobody else is free this week." if lacks else None, "arrived_at": begun,
            "entry": Entry.LET_IN, "opened_by": "The guard", "dangers": [], "danger_criteria": [],
            "children_present": heard, "children_heard": heard, "children_coached": 0,
            "sample_size": rules.child_sample_size(framework, heard),
            "records_refused": False, "talks_refused": False,
        }  # fmt: skip
        self.visits.add(**facts)
        self.seen[place.id] = max(on, self.seen.get(place.id, on))
        for user in people:
            role = TeamRole.LEAD if user is people[0] else TeamRole.MEMBER
            self.team.add(id=self.chance.key(), visit_id=key, user_id=user.id, role=role)
        # The rules read this visit as they read a stored one; it is stored in bulk, so no session ever holds it.
        visit = Visit(**facts)
        self._answer(visit, framework, mix, fixed or {}, people[0])
        self._judge(visit, place, people[0])

    def _team(self, place: Place, kind: VisitType) -> list[User]:
        """Three for a home, a woman and a nurse among them; a woman leads where girls live, SCPA where SWD runs it."""
        everybody = self.scpa if place.run_by is Ownership.SWD else self.swd
        leads = [user for user in everybody if user.woman] if place.sexes is not Sexes.BOYS else everybody
        leads = [user for user in leads if user.id != self.leads.get(place.id)] or leads
        lead = self.chance.choice(leads)
        self.leads[place.id] = lead.id
        others = [user for user in everybody if user is not lead]
        nurses = [user for user in others if user.health_professional] or others
        nurse = self.chance.choice(nurses)
        if kind is not VisitType.FULL:
            return [lead, nurse]
        women = [user for user in others if user.woman and user is not nurse]
        return [lead, nurse, self.chance.choice(women)]

    def _answer(
        self, visit: Visit, framework: frameworks.Framework, mix: dict[Mark, int], fixed: dict[str, Mark], lead: User
    ) -> None:
        for place, criterion in enumerate(visit.scope, start=1):
            mark = fixed.get(criterion) or self.chance.one_of(mix)
            if framework.criteria[criterion].critical and criterion not in fixed and mark in NOTES:
                mark = Mark.MET
            good, key = mark not in NOTES, self.chance.key()
            methods = [Method.DOCUMENT if good else Method.OBSERVATION, Method.TALK_WITH_CHILD]
            visit.answers.append(Answer(criterion=criterion, mark=mark))
            self.answers.add(
                id=key, visit_id=visit.id, criterion=criterion, place=place, mark=mark, na_reason="",
                methods=[method.value for method in methods],
                note_sealed=sealed(Answer, "note_sealed", key, NOTES.get(mark)), put_right=False, version=1,
                saved_by_id=lead.id, saved_at=visit.arrived_at,
            )  # fmt: skip

    def _judge(self, visit: Visit, place: Place, lead: User) -> None:
        """Graded by the rules; a smaller visit of a home without a grade gives none."""
        grading, on = gradings.of_visit(visit), visit.planned_for
        services.keep(visit, grading)
        submitted = at(on, 15)
        self._find(visit, grading, place, lead)
        if place.user:
            self.comments.add(
                id=self.chance.key(), visit_id=visit.id, words_sealed=None, given_by_id=place.user.id,
                given_at=submitted + timedelta(days=1),
            )  # fmt: skip
        self.over.append(
            {
                "b_id": visit.id, "b_submitted": submitted, "b_lead": lead.id,
                "b_until": services.comments_until(visit, on),
                "b_signed": sealed(Visit, "signed_by_sealed", visit.id, "The manager"), "b_overall": visit.overall,
                "b_standards": visit.standards, "b_limits": visit.limited_by, "b_met": visit.protection_met,
                "b_computed": visit.computed_grade,
                "b_reviewed": at(on + timedelta(days=9), 11), "b_published": on + timedelta(days=11),
                "b_reviewer": self._reviewer(place).id,
            }
        )  # fmt: skip

    def _reviewer(self, place: Place) -> User:
        """Not of the directorate that runs the home."""
        return self.people["reviewer2" if place.run_by is Ownership.SCPA else "reviewer"]

    def _find(self, visit: Visit, grading: gradings.Grading, place: Place, lead: User) -> None:
        """An action for each criterion at 0 or 1; one that is open stays open until a visit sees that it holds."""
        for criterion in visit.scope:
            score, standing = grading.scores[criterion], self.open.get((place.id, criterion))
            level = rules.severity_of(grading.framework, grading.framework.criteria[criterion], score)
            if level and standing:
                level = rules.one_level_up(grading.framework, standing["severity"])
                standing |= {"severity": Severity(level), "repeated": True}
            elif level:
                self._open(visit, grading, place, criterion, level)
            elif standing:
                standing |= _verified(visit.planned_for, lead, VerifiedBy.VISIT)
                del self.open[place.id, criterion]
        if visit.computed_grade:
            self._grade(visit, place)

    def _open(self, visit: Visit, grading: gradings.Grading, place: Place, criterion: str, level: str) -> None:
        found, key = visit.planned_for, self.chance.key()
        coming = rules.next_visit_due(grading.framework, grading.grade, found).full if grading.grade else None
        due = rules.due_dates(grading.framework, level, found, next_inspection=coming)
        self.numbers[place.id] = self.numbers.get(place.id, 0) + 1
        facts = dict.fromkeys(VERIFIED) | {
            "id": key, "home_id": place.id, "visit_id": visit.id, "number": self.numbers[place.id],
            "criterion": criterion, "severity": Severity(level), "state": ActionState.OPEN, "found_on": found,
            "safe_by": due.child_safe, "plan_by": due.plan, "fix_by": due.fix or found, "cause_by": due.fix_cause,
            "verify_by": due.verify, "repeated": False,
            "froze_admissions": level == Severity.CRITICAL and finding_services.may_freeze(),
        }  # fmt: skip
        self.found.append(facts)
        shown = found + timedelta(days=self.chance.randint(9, 18))
        on_paper = grading.framework.severities[level].verify_by != "visit"
        if place.user is None or not on_paper or shown + timedelta(days=4) >= self.today:
            self.open[place.id, criterion] = facts
            return
        facts |= _verified(shown + timedelta(days=4), self.people["inspector3"], VerifiedBy.EVIDENCE)
        proof = self.chance.key()
        words = sealed(Proof, "note_sealed", proof, "Made up. Done, and the staff were told.")
        self.proofs.add(
            id=proof, finding_id=key, note_sealed=words, file_id=None, given_by_id=place.user.id, given_at=at(shown, 17)
        )

    def _grade(self, visit: Visit, place: Place) -> None:
        """What the home keeps of its last graded visit, and of the critical actions that are open."""
        critical = sum(f["severity"] is Severity.CRITICAL for (home, _c), f in self.open.items() if home == place.id)
        frozen = bool(critical) and finding_services.may_freeze()
        self.graded.append(
            {
                "b_id": place.id, "b_grade": visit.computed_grade, "b_on": visit.planned_for,
                "b_limits": " ".join(entry["rule"] for entry in visit.limited_by or []) or None,
                "b_met": visit.protection_met, "b_critical": critical,
                "b_frozen": frozen, "b_by": FreezeSource.CRITICAL_ACTION.value if frozen else "",
            }
        )  # fmt: skip

    def store(self) -> None:
        """Write them; the database takes no answer of a visit that is at the office, so they come there last."""
        store(self.visits, self.team, self.answers)
        change(Visit, self.over, SENT)
        for facts in self.found:
            self.findings.add(**facts)
        store(self.comments, self.findings, self.proofs)
        change(Home, self.graded, GRADED)
        change(Home, [{"b_id": key, "b_visited": on} for key, on in self.seen.items()], {"visited_on": "b_visited"})
        audit.note("visit:load-made-up", None, None, changes={"visits": [None, self.visits.count]})


VERIFIED = ("verified_on", "verified_by_id", "verified_how", "verified_note")
SENT = {
    "state": VisitState.PUBLISHED, "signature": Signature.SIGNED, "signed_by_sealed": "b_signed",
    "submitted_at": "b_submitted", "submitted_by_id": "b_lead", "comments_until": "b_until", "overall": "b_overall",
    "standards": "b_standards", "limited_by": "b_limits", "protection_met": "b_met", "computed_grade": "b_computed",
    "grade": "b_computed", "reviewed_at": "b_reviewed", "reviewed_by_id": "b_reviewer", "published_on": "b_published",
    "published_by_id": "b_reviewer",
}  # fmt: skip
GRADED = {
    "grade": "b_grade", "grade_on": "b_on", "grade_with_notice": False, "grade_limits": "b_limits",
    "protection_met": "b_met", "open_critical_actions": "b_critical", "admissions_frozen": "b_frozen",
    "frozen_by": "b_by",
}  # fmt: skip


def _verified(on: date, by: User, how: VerifiedBy) -> dict[str, Any]:
    return {
        "state": ActionState.VERIFIED, "verified_on": on, "verified_by_id": by.id, "verified_how": how,
        "verified_note": SEEN,
    }  # fmt: skip


def go_round(chance: Chance, people: People, houses: Houses, wanted: int) -> int:
    """So many visits of the year; gives how many there was room for."""
    book, year = Book(chance, people), Year(chance, houses)
    year.before_registration()
    year.graded()
    year.fill(wanted)
    for place, visits in year.by_home():
        for visit in visits:
            book.add(place, **visit)
    book.store()
    return book.visits.count


class Year:
    """Which home is visited on which day, and why; two visits of one home lie apart."""

    def __init__(self, chance: Chance, houses: Houses) -> None:
        self.chance, self.houses, self.today = chance, houses, clock.today()
        self.visits: dict[UUID, list[dict[str, Any]]] = {place.id: [] for place in houses.homes}

    def _plan(self, place: Place, kind: VisitType, on: date, mix: dict[Mark, int], **facts: Any) -> None:
        """On the list, if standards were in force on that day."""
        with suppress(UnknownVersion):
            frameworks.in_force_on(on)
            self.visits[place.id].append({"kind": kind, "on": on, "mix": mix, **facts})

    def before_registration(self) -> None:
        """The visit that each application speaks of."""
        places = {place.id: place for place in self.houses.homes}
        query = select(Application).where(Application.visited_on.is_not(None)).order_by(Application.number)
        for application in db.session.scalars(query):
            place = places.get(application.home_id) if application.home_id else None
            if place is not None and application.visited_on is not None:
                kind, mix = VisitType.PRE_REGISTRATION, MIXES[Grade.B]
                self._plan(place, kind, application.visited_on, mix, application=application.id)

    def graded(self) -> None:
        """The first full visit of every authorised home of the further rounds."""
        grades = [grade for grade, count in MEANT.items() for _n in range(count)]
        later = [place for place in self.houses.of(Sort.AUTHORISED) if place.house >= ROUND]
        for number, place in enumerate(later):
            grade = grades[number % len(grades)]
            begun = (place.authorised_from or place.known_since) + timedelta(days=14)
            on = workday(self.chance.day(begun, self.today - timedelta(days=45)))
            self._plan(place, VisitType.FULL, on, MIXES[grade], fixed=WEAK.get(grade, {}))

    def fill(self, wanted: int) -> None:
        """Visits on one theme until there are as many as planned, as far as the days allow."""
        places = [place for place in self.houses.homes if place.sort not in (Sort.CLOSED, Sort.BEING_BUILT)]
        for _try in range(20 * wanted):
            if sum(map(len, self.visits.values())) >= wanted:
                return
            place = self.chance.choice(places)
            first, last = self._window(place)
            on = workday(self.chance.day(first, last))
            if first > last or any(abs((visit["on"] - on).days) < GAP for visit in self.visits[place.id]):
                continue
            kind = self.chance.one_of({VisitType.THEMATIC: 4, VisitType.RESPONSIVE: 1})
            mix = MIXES[self.chance.choice((Grade.B, Grade.B, Grade.C))]
            self._plan(place, kind, on, mix, standards=self.chance.choice(THEMES))

    def _window(self, place: Place) -> tuple[date, date]:
        """From when to when: before the application was looked into, and before the visits that services make."""
        first = max(place.known_since, self.today - timedelta(days=YEAR)) + timedelta(days=3)
        seen = [visit["on"] for visit in self.visits[place.id] if visit["kind"] is VisitType.PRE_REGISTRATION]
        if seen:
            return first, min(seen) - timedelta(days=GAP)
        return first, self.today - timedelta(days=BEFORE_EXAMPLES if place in never_graded(self.houses) else NEW)

    def by_home(self) -> Iterator[tuple[Place, list[dict[str, Any]]]]:
        """Each home with its visits in the order of their days."""
        for place in self.houses.homes:
            yield place, sorted(self.visits[place.id], key=itemgetter("on"))
