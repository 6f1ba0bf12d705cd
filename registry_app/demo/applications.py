"""Applications in every state, written by the services themselves on the days of the past year."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo import answers, vetted, words
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications import services
from registry_app.providers.applications.models import Application, ApplicationPaper
from registry_app.providers.applications.states import Decision, State, Track
from registry_app.providers.authorisations import decision_services, queries, rules
from registry_app.providers.authorisations import services as checks
from registry_app.providers.authorisations.decision_services import Wish
from registry_app.providers.authorisations.set_aside_services import set_decision_aside
from registry_app.providers.authorisations.states import CrmCheckKey, VettedGroup, VettingCheckCode, VettingOutcome
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, MemberRole, Sexes, Standing
from registry_app.providers.need import queries as need_queries
from registry_app.providers.need import services as need
from registry_app.providers.need.states import Need
from registry_app.providers.powers import publication
from registry_app.providers.powers.states import Act

TOLD_IN_FULL = ("SD-HYD", "SD-KSO", "SD-SKR", "SD-LRK", "SD-JMS")
"""Homes of these districts go the whole way by the services, with letters and certificates as PDF; others in bulk."""
BEFORE_DECISION = 58
"""Days from the sending to the decision."""
SUITABILITY = {"runs": "yes", "children": "yes", "where": "yes", "who": "home"}
IN_PROCESS = {
    "SD-HYD": State.VISITED,
    "SD-KCE": State.SUBMITTED,
    "SD-KEA": State.RETURNED,
    "SD-MLR": State.COMPLETE,
    "SD-SKR": State.VETTING,
    "SD-SBA": State.RECOMMENDED,
}
"""One home in process in each state of the office."""
DAYS_AGO = {
    State.SUBMITTED: 4,
    State.RETURNED: 20,
    State.COMPLETE: 19,
    State.VETTING: 33,
    State.VISITED: 45,
    State.RECOMMENDED: 60,
}
ORDER = (State.SUBMITTED, State.COMPLETE, State.VETTING, State.VISITED, State.RECOMMENDED)
REASONS = (
    "Made up. The papers are whole, the people are clear, the visit found nothing critical, children can complain."
)
UNDONE = "SD-SBA"
"""Here a decision was set aside and waits to be taken anew."""
WHY_UNDONE = "Made up. The applicant was not heard before the decision (step 8).\nThe night rota was not looked at."
NEEDED = "Made up. Nine children of this district live in homes more than three hours away."
WHY_NEEDED = "Made up. Brothers and sisters of the coast are placed in three towns; no family could be found for all."
CONDITION = {"code": "MONTHLY_MONITORING", "detail": "Until the second woman carer is in post."}


class Desk:
    """Takes applications through the offices, each step on its own day."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people = chance, people
        self.vetting = vetted.Vetting(people.card, chance.key, people["registrar"])

    def send(self, place: Place, on: date, track: Track = Track.FACILITIES) -> Application:
        """Started, filled and sent on the day `on`."""
        actor, home = place.user, db.session.get_one(Home, place.id)
        with clock.set_to(at(on - timedelta(days=6), 11)):
            application = services.start(track=track, suitability=SUITABILITY, actor=actor, home=home)
            answers.fill(self.chance, application, place, actor)
            answers.promise_papers(self.chance, application, actor)
        db.session.expire(application)
        with clock.set_to(at(on, 12)):
            return services.send(application, declared=True, actor=actor)

    def bring_to(self, application: Application, place: Place, state: State, sent_on: date) -> None:
        """From SUBMITTED to `state`, in the usual number of days."""
        steps: dict[State, Callable[[date], Any]] = {
            State.COMPLETE: lambda day: self._complete(application, day),
            State.VETTING: lambda day: self._vet(application, place, day),
            State.VISITED: lambda day: self._visit(application, place, day),
            State.RECOMMENDED: lambda day: self._recommend(application, place, day),
        }
        days = {State.COMPLETE: 6, State.VETTING: 14, State.VISITED: 24, State.RECOMMENDED: 29}
        for step in ORDER[1 : ORDER.index(state) + 1]:
            day = sent_on + timedelta(days=days[step])
            with clock.set_to(at(day, 11)):
                steps[step](day)

    def _complete(self, application: Application, day: date) -> None:
        registrar = self.people["registrar"]
        seen = update(ApplicationPaper).where(ApplicationPaper.application_id == application.id)
        db.session.execute(seen.values(seen_at=at(day, 10), seen_by_id=registrar.id))
        db.session.expire(application, ["papers"])
        office.mark_complete(application, actor=registrar)

    def _vet(self, application: Application, place: Place, day: date) -> None:
        names = [(words.adult(self.chance, woman), woman) for woman in (False, True, True, True)]
        self.vetting.name_home(db.session.get_one(Home, place.id), names, day - timedelta(days=20), day)
        cells = rules.vetting_cells(queries.book(day), place.household)
        clear = {(VettedGroup(who), VettingCheckCode(check)): VettingOutcome.CLEAR for who, check in cells}
        checks.record_vetting(application, clear, actor=self.people["registrar"])

    def _visit(self, application: Application, place: Place, day: date) -> None:
        asked = rules.crm_checks(queries.book(day), place.household)
        results = {CrmCheckKey(key): True for key in asked}
        checks.record_crm_check(application, results, on=day, actor=self.people.of("cpo", place.district))
        checks.record_pre_registration_visit(
            application, on=day, critical_zero=False, actor=self.people.of("district", place.district)
        )

    def _recommend(self, application: Application, place: Place, day: date) -> None:
        said = "Made up. Visited and found in order; the children were heard alone."
        checks.recommend(application, recommendation=Decision.FULL, text=said, actor=self.people["director"])

    def decide(self, application: Application, place: Place, kind: Decision, on: date) -> None:
        """The decision of the day `on`, by the authorising officer, after a hearing where one is needed."""
        vetted.searched(on)
        if kind is Decision.CONDITIONAL:
            self._hear(application, on)
        self._say_needed(application, on)
        conditions = (CONDITION,) if kind is Decision.CONDITIONAL else ()
        wish = Wish(
            outcome=kind, reasons=REASONS, conditions=conditions,
            need_answer="Made up. The district has no other home of this kind within an hour's way.",
            places={} if kind is not Decision.PROVISIONAL else {place.service_id: place.capacity * 3 // 4},
        )  # fmt: skip
        with clock.set_to(at(on, 15)):
            decision_services.decide(application, wish, actor=self.people["authoriser"])

    def _say_needed(self, application: Application, on: date) -> None:
        """The Authority's opinion, some days before a new residential home is decided about."""
        if rules.needs_answer(queries.facts(application)) and need_queries.opinion_on(application) is None:
            with clock.set_to(at(on - timedelta(days=3), 12)):
                need.give_opinion(application, need=Need.NEEDED, words=NEEDED, actor=self.people["registrar"])

    def _hear(self, application: Application, on: date) -> None:
        registrar = self.people["registrar"]
        with clock.set_to(at(on - timedelta(days=5), 15)):
            checks.record_hearing(
                application, notice_on=on - timedelta(days=20), held_on=on - timedelta(days=5),
                said="Made up. The second carer starts next month.", actor=registrar,
            )  # fmt: skip


def authorise(chance: Chance, people: People, houses: Houses) -> int:
    """Homes with a certificate; six in process, one in each state; drafts, and ways that ended. Gives the count."""
    desk = Desk(chance, people)
    told = [place for place in houses.first(Sort.AUTHORISED) if place.district in TOLD_IN_FULL]
    given = sorted(told, key=lambda place: place.authorised_from or place.known_since)
    # A provisional home takes nobody new, so the homes of the panel's cases are not among them.
    short = [place for place in given if place.grade is None][-2:]
    for number, place in enumerate(given):
        kind = Decision.CONDITIONAL if number % 6 == 3 else Decision.FULL
        if place in short:
            kind = Decision.PROVISIONAL
        _whole_way(desk, place, kind)
    for place in houses.first(Sort.IN_PROCESS):
        _part_of_the_way(desk, place, IN_PROCESS[place.district])
    _to_be_approved(desk)
    _set_aside(desk, next(p for p in houses.first(Sort.IN_PROCESS) if p.district == UNDONE))
    _notices(desk)
    _half_way(desk, houses)
    _taken_back(desk, houses)
    _lapsed(desk, houses.first(Sort.MAPPED)[0])
    _refused(desk, houses.first(Sort.CLOSED)[0])
    return len(given) + len(IN_PROCESS) + 4


def _whole_way(desk: Desk, place: Place, kind: Decision) -> None:
    decided = place.authorised_from
    assert decided is not None
    sent = decided - timedelta(days=BEFORE_DECISION)
    application = desk.send(place, sent)
    desk.bring_to(application, place, State.RECOMMENDED, sent)
    desk.decide(application, place, kind, decided)
    home = db.session.get_one(Home, place.id)
    if place.district != "SD-HYD":
        # The people of Hyderabad are told one by one (`staffing`).
        desk.vetting.complete(home, max(decided, clock.today() - timedelta(days=desk.chance.randint(20, 280))))
    place.authorised_until = home.authorised_until
    if kind is Decision.PROVISIONAL:
        place.capacity = place.capacity * 3 // 4


def _part_of_the_way(desk: Desk, place: Place, state: State) -> None:
    sent = clock.today() - timedelta(days=DAYS_AGO[state])
    application = desk.send(place, sent)
    if state is State.RETURNED:
        _ask(desk, application, sent + timedelta(days=8))
    else:
        desk.bring_to(application, place, state, sent)


def _set_aside(desk: Desk, place: Place) -> None:
    """Authorised, then set aside by the Director General, because nobody had heard the applicant about a condition."""
    application = db.session.scalars(select(Application).where(Application.home_id == place.id)).one()
    desk.decide(application, place, Decision.FULL, clock.today() - timedelta(days=20))
    with clock.set_to(at(clock.today() - timedelta(days=10), 12)):
        set_decision_aside(application, reason=WHY_UNDONE, back_to=State.RECOMMENDED, actor=desk.people["dg"])
    with clock.set_to(at(clock.today() - timedelta(days=3), 12)):
        checks.record_hearing(application, notice_on=clock.today(), actor=desk.people["registrar"])


def _to_be_approved(desk: Desk) -> None:
    """The legal focal person proposes to name no home any more; the director of SWD has not answered yet."""
    publication.propose(
        Act.NAME_UNREGISTERED_HOME, "off", since=clock.today() + timedelta(days=14), actor=desk.people["law"],
        why="Made up. Until the Orphanages Act has been read again, no home is named in public.",
    )  # fmt: skip


def _notices(desk: Desk) -> None:
    """Notices of intent: one of owner@ that was answered, one of owner@ that waits, and one that waits too long."""
    plans = (
        ("owner", "SD-HYD", CareType.SMALL_GROUP, 10, 70), ("owner", "SD-THT", CareType.RESIDENTIAL, 24, 6),
        ("provider1", "SD-SKR", CareType.RESIDENTIAL, 60, 40),
    )  # fmt: skip
    for who, district, care, places, ago in plans:
        with clock.set_to(at(clock.today() - timedelta(days=ago), 11)):
            given = need.give_notice(
                district=district, care_type=care, sexes=Sexes.BOTH, places=places, why=WHY_NEEDED,
                actor=desk.people[who],
            )  # fmt: skip
        if ago == 70:
            with clock.set_to(at(clock.today() - timedelta(days=ago - 12), 11)):
                need.answer(given, need=Need.NEEDED, words=NEEDED, actor=desk.people["registrar"])


def _ask(desk: Desk, application: Application, on: date) -> None:
    registrar = desk.people["registrar"]
    with clock.set_to(at(on, 12)):
        for section, field, note in (
            ("building", "beds", "The beds do not fit the number of rooms. Count them again."),
            ("papers", "D07", "The fire certificate is out of date. Bring the new one, or the receipt."),
        ):
            office.flag(application, section=section, field=field, note=note, actor=registrar)
        office.return_to_applicant(application, actor=registrar)


def _half_way(desk: Desk, houses: Houses) -> None:
    """owner@ has filled five parts of ten and promised six papers."""
    owner = desk.people["owner"]
    like = houses.of(Sort.IN_PROCESS, "SD-HYD")[0]
    with clock.set_to(clock.now() - timedelta(days=3)):
        draft = services.start(track=Track.FACILITIES, suitability=SUITABILITY, actor=owner)
        answers.fill(desk.chance, draft, _new_home(like), owner, parts=5)
        answers.promise_papers(desk.chance, draft, owner, most=6)
        draft.home_name, draft.district = NEW_HOME[0], like.district
    db.session.flush()


NEW_HOME = ("Quince Tree Boys' Home", "بہی کا درخت، لڑکوں کا گھر", "بهيءَ جو وڻ، ڇوڪرن جو گهر")


def _new_home(like: Place) -> Place:
    return Place(**{**vars(like), "names": NEW_HOME, "capacity": 24})


def _taken_back(desk: Desk, houses: Houses) -> None:
    user = houses.first(Sort.IN_PROCESS)[1].user
    with clock.set_to(clock.now() - timedelta(days=90)):
        draft = services.start(track=Track.FACILITIES, suitability=SUITABILITY, actor=user)
        draft.home_name, draft.district = "Made-up Hostel", "SD-KOR"
    with clock.set_to(clock.now() - timedelta(days=80)):
        services.withdraw(draft, reason="Made up. The building was sold.", actor=user)


def _owns(desk: Desk, place: Place, sent: date) -> None:
    """Nobody was known to speak for this home before: the registrar has noted its owner a week before the sending."""
    home = db.session.get_one(Home, place.id)
    assert home.organisation is not None
    with clock.set_to(at(sent - timedelta(days=7), 11)):
        homes.add_member(home.organisation, place.user, MemberRole.OWNER, actor=desk.people["registrar"])


def _lapsed(desk: Desk, place: Place) -> None:
    """A home that mapping found applied, was asked, and never answered."""
    sent = clock.today() - timedelta(days=120)
    place.user = desk.people["provider40"] if "provider40" in desk.people.known else desk.people["provider1"]
    _owns(desk, place, sent)
    application = desk.send(place, sent)
    _ask(desk, application, sent + timedelta(days=9))
    with clock.set_to(at(sent + timedelta(days=41), 6)):
        office.lapse(application)


def _refused(desk: Desk, place: Place) -> None:
    """A home that was refused after a hearing, and closed with a plan for each child."""
    sent = clock.today() - timedelta(days=150)
    place.user = desk.people["provider2"]
    _owns(desk, place, sent)
    application = desk.send(place, sent)
    desk.bring_to(application, place, State.RECOMMENDED, sent)
    on = sent + timedelta(days=BEFORE_DECISION)
    desk._hear(application, on)
    wish = Wish(
        outcome=Decision.REFUSED, reasons="Made up. No woman is in charge at night, and the stairs are not safe.",
        child_plan="Made up. Eleven children went home, four to relatives, each with a visit after a week.",
        appeal_note="Made up. Within 30 days, in writing, to the office named above.",
    )  # fmt: skip
    with clock.set_to(at(on, 15)):
        decision_services.decide(application, wish, actor=desk.people["authoriser"])
    with clock.set_to(at(on + timedelta(days=30), 12)):
        homes.set_standing(
            db.session.get_one(Home, place.id),
            Standing.CLOSED_VOLUNTARILY,
            desk.people["registrar"],
            "Made up. Closed.",
        )
