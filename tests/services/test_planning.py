"""What the planner may know of a home, read from what others keep: never one message, never another's home."""

from datetime import timedelta

from sqlalchemy import event

from complaints import filing, numbers
from complaints.states import About, Category
from inspections import planning
from inspections.due import queries as due
from inspections.due import rules
from inspections.due.rules import Share
from inspections.due.states import RiskPart
from inspections.states import Mark, VisitState, VisitType, Why
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.codes import answer_number
from registry_app.core.db import db, transaction
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import stays, visits
from tests.builders.people import person


def told(home, category=Category.FOOD, about=About.NOBODY):
    number = answer_number()
    said = filing.Telling(category, home=home, about=about, story="there is little of it")
    filing.file_message(said, lookup=numbers.lookup(number), token=numbers.digest(number))


def seen(home, actor=None):
    rows = planning.due(actor or person(Role.DISTRICT_OFFICER, district="SD-HYD"), clock.today())
    (row,) = [one for one in rows if one.home.id == home.id]
    return row


def whys(home):
    return {reason.why for reason in seen(home).reasons}


def test_one_message_or_two_change_nothing_that_a_planner_sees(here):
    home = visits.authorised_home()
    before = seen(home)
    told(home)
    told(home)
    assert (seen(home).reasons, seen(home).risk) == (before.reasons, before.risk)
    told(home)
    assert Why.THEMES in whys(home)
    assert {part.part: part.points for part in seen(home).risk.parts}[RiskPart.THEMES] == 10


def test_messages_about_those_who_plan_count_in_nothing(here):
    home = visits.authorised_home()
    for about in (About.DISTRICT_OFFICER, About.INSPECTOR, About.SWD_DIRECTORATE):
        for _ in range(3):
            told(home, about=about)
    assert not whys(home) & {Why.THEMES}


def test_whoever_has_a_tie_sees_neither_the_home_nor_its_full_visits(here):
    home, officer = visits.authorised_home(), person(Role.DISTRICT_OFFICER, district="SD-HYD")
    visits.planned(home)
    year = clock.today().year
    assert due.of_district(officer, "SD-HYD", year).total == 1
    with transaction() as session:
        session.add(Tie(user_id=officer.id, home_id=home.id, kind=TieKind.DONOR))
    assert planning.due(officer, clock.today()) == []
    assert due.of_district(officer, "SD-HYD", year) == Share()


def test_silence_ends_with_a_private_talk(here):
    home = visits.authorised_home(known_since=clock.today() - timedelta(days=400), present=9)
    with transaction():
        home.authorised_from = clock.today() - timedelta(days=400)
    assert Why.SILENT in whys(home)
    visits.submitted(home, None, Mark.MET, S1_2=Mark.PARTLY)
    assert Why.SILENT not in whys(home)


def test_the_first_visit_counts_from_the_first_child_and_new_children_are_counted_once(here):
    home = visits.authorised_home()
    assert seen(home).reasons[0].day is None
    for _ in range(3):
        stays.legacy(home)
    assert Why.NEW_CHILDREN not in whys(home)
    for _ in range(3):
        stays.arrived(home)
    row = seen(home)
    assert row.reasons[0].day == rules.rules.next_visit_due(planning.governed.in_force_on(clock.today()), "new",
                                                            clock.today()).full  # fmt: skip
    assert Why.NEW_CHILDREN in {reason.why for reason in row.reasons}


def test_full_visits_by_notice_of_a_year(here):
    officer, today = person(Role.DISTRICT_OFFICER, district="SD-HYD"), clock.today()
    visits.planned(announced=True)
    visits.planned(announced=True)
    visits.planned()
    visits.planned(type=VisitType.MONITORING)
    gone = visits.planned(announced=True)
    with transaction():
        gone.state, gone.cancelled_reason = VisitState.CANCELLED, "Flood."
    found = due.shares(officer, today.year)
    assert found["SD-HYD"][today.month] == Share(without=1, told=2)
    book = planning.books.in_force_on(today)
    assert rules.below(book, due.whole(found["SD-HYD"]))
    assert due.shares(person(Role.DISTRICT_OFFICER, district="SD-SKR"), today.year) == {}


def test_the_page_asks_as_often_for_many_homes_as_for_few(here):
    director, counted = person(Role.SWD_DIRECTOR), []

    def questions():
        db.session.expire_all()
        counted.clear()
        due.lines(due.by_risk(director, clock.today()), due.shares(director, clock.today().year), clock.today())
        return len(counted)

    def count(*_given):
        counted.append(1)

    visits.published()
    event.listen(db.engine, "before_cursor_execute", count)
    before = questions()
    for district in ("SD-SKR", "SD-HYD", "SD-THR"):
        home = visits.authorised_home(district)
        stays.legacy(home)
        told(home)
        visits.planned(home, visits.inspector(), members=[])
    after = questions()
    event.remove(db.engine, "before_cursor_execute", count)
    assert after <= before
    assert db.session.query(Home).count() == 4
