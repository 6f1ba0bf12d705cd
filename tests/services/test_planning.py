"""What the planner may know of a home, read from what others keep: never one message, never another's home."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from complaints import filing, numbers
from complaints.states import About, Category
from inspections import planning
from inspections.due import proposals, rules
from inspections.due import queries as due
from inspections.due.rules import Share
from inspections.due.states import RiskPart
from inspections.states import Mark, VisitState, VisitType, Why
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.codes import answer_number
from registry_app.core.db import db, transaction
from registry_app.placements.incidents import services as incidents
from registry_app.placements.incidents.states import IncidentKind, WhoDid
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Ownership, Sexes
from registry_app.providers.ties.models import Tie, TieKind
from registry_app.providers.ties.queries import tied, tied_people
from tests.builders import stays, visits
from tests.builders.homes import service
from tests.builders.people import person, sign_in_as


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


@pytest.mark.parametrize(
    ("tie", "goes"),
    [(None, True), ({}, False), ({"until_days": 720}, False), ({"until_days": 735}, True)],
)  # fmt: skip
def test_who_had_a_link_in_24_months_is_no_candidate(here, tie, goes):
    home, inspector, today = visits.authorised_home(), visits.inspector(), clock.today()
    if tie is not None:
        until = today - timedelta(days=tie["until_days"]) if tie else None
        with transaction() as session:
            session.add(Tie(user_id=inspector.id, home_id=home.id, kind=TieKind.STAFF, since=today - timedelta(900),
                            until=until))  # fmt: skip
    assert ({one.key for one in proposals.candidates(home)} == {inspector.id}) is goes
    assert (inspector.id in tied_people(home.id)) is tied(inspector, home.id)


def test_the_own_directorate_is_no_candidate_and_scpa_leads_in_the_departments_homes(here):
    home = visits.authorised_home(run_by=Ownership.SWD)
    visits.inspector(agency=Agency.SWD)
    other, scpa = visits.inspector(agency=Agency.OTHER), visits.inspector(agency=Agency.SCPA)
    framework = planning.governed.in_force_on(clock.today())
    assert {one.key for one in proposals.candidates(home)} == {other.id, scpa.id}
    assert (
        proposals.of(person(Role.SWD_DIRECTOR), home, framework, VisitType.FULL, clock.today()).team.lead.key == scpa.id
    )


def test_the_form_of_a_plan_holds_the_best_team_and_says_what_it_lacks(app, client):
    with app.app_context():
        home, man = visits.authorised_home(), visits.inspector(woman=False)
        service(home, sexes=Sexes.GIRLS)
        nurse = visits.inspector(health_professional=True, name="Nurse Shazia")
        visits.planned(visits.authorised_home(), man, announced=True, members=[])
        keys = home.id, man.id, nurse.id
    page = sign_in_as(client, keys[1]).get(f"/field/plan/{keys[0]}").text
    assert f'<option selected value="{keys[2]}">Nurse Shazia</option>' in page
    assert f'value="{keys[1]}" checked' in page
    assert "The team has fewer than three people." in page
    assert "It lacks nothing." not in page
    assert "Full visits without notice in this district this year: 0 of 1." in page
    assert "Plan a full visit here without notice." in page


@pytest.mark.parametrize("kind", IncidentKind)
def test_a_death_or_a_missing_child_calls_for_a_visit_that_says_nothing_of_it(here, kind):
    home = visits.authorised_home()
    incidents.send(home, kind, happened_at=clock.now(), words="It happened at night.", who=WhoDid.NOBODY, actor=None)
    called = kind in (IncidentKind.DEATH, IncidentKind.MISSING)
    assert (Why.CALLED_FOR in whys(home)) is called
    if called:
        assert (seen(home).suggested, seen(home).risk.parts[0].facts) == (VisitType.RESPONSIVE, {})
