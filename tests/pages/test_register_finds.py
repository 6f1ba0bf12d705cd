"""What people find on the register: names in any spelling, free places for the few, visits as they were."""

import csv
import io
from datetime import timedelta

import pytest

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import transaction
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import CareType, Standing
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.states import Act, GradePublication, NamingUnregistered, PowerStatus
from registry_app.providers.register import queries as register
from registry_app.providers.register import rules
from registry_app.providers.ties import models as ties
from tests import manners
from tests.builders import authorisations as built
from tests.builders import homes, visits
from tests.builders.asking import questions
from tests.builders.people import person, sign_in_as
from tests.builders.powers import publishing

SPELLINGS = ("Dar ul Atfal", "Darulatfal", "dar-ul-atfaal", "DAR UL ATFAL", "دارالاطفال", "دار الاطفال", "دارُالاَطفال")


@pytest.fixture
def named(app):
    """Homes of one name in three scripts, one more that must stay hidden, and others."""
    with app.app_context():
        powers.load_reference()
        powers.mark_demo()
        found = []
        for facts in (
            {"name": "Dar ul Atfal Hyderabad"},
            {"name": "Darulatfal Sukkur", "district": "SD-SKR"},
            {"name": "Home of Children", "name_ur": "دارالاطفال", "name_sd": "دار الاطفال"},
        ):
            found.append(homes.authorised_home(**facts).register_number)
        homes.authorised_home(name="Dar ul Atfal Hidden", shelters_survivors=True)
        homes.authorised_home(name="Dar ul Aman")
        homes.authorised_home(name="Noor Home")
        homes.home(name="Dar ul Atfal Whispered")
        return sorted(found)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_spelling_finds_the_same_homes(client, named, typed):
    found = client.get("/api/v1/register", query_string={"q": typed}).json["homes"]
    assert [home["number"] for home in found] == named
    html = client.get("/ur/register", query_string={"q": typed}).get_data(as_text=True)
    assert all(number in html for number in named)
    assert "Hidden" not in html
    assert "Whispered" not in html


def test_the_name_together_with_the_district(client, named):
    found = client.get("/api/v1/register", query_string={"q": "دارالاطفال", "district": "SD-SKR"}).json["homes"]
    assert [home["name"] for home in found] == ["Darulatfal Sukkur"]


def test_a_search_asks_the_same_number_of_questions_however_many_it_finds(client, app, named):
    asked = []
    for _ in range(2):
        client.get("/en/register?q=darulatfal")
        with questions(app) as found:
            client.get("/en/register?q=darulatfal")
        asked.append(len(found))
        with app.app_context():
            for number in range(20):
                homes.authorised_home(name=f"Dar ul Atfal {number}")
    assert asked[0] == asked[1] <= 5


@pytest.fixture
def places(app):
    """A home with 10 places and 4 children; one that is full; one that takes nobody now; officers."""
    with app.app_context(), built.without_setting():
        built.in_force()
        some, full, shut, open_action = (built.authorised().home for _ in range(4))
        home_services.record_open_critical_actions(open_action, 1, actor=None)
        home_services.record_present(some, 4, actor=None)
        home_services.record_present(full, 12, actor=None)
        home_services.freeze_admissions(shut, actor=None, reason="x")
        people = {
            role: person(role, district="SD-HYD").id
            for role in (Role.CPO, Role.CPU_HEAD, Role.PANEL_CHAIR, Role.PANEL_MEMBER, Role.PROVIDER, Role.SWD_DIRECTOR)
        }
        return [home.register_number for home in (some, full, shut, open_action)], people


def test_only_units_and_panels_see_free_places(client, places):
    (some, full, shut, open_action), people = places
    pages = ("/en/register", f"/en/register/{some}")
    for role in (None, Role.PROVIDER, Role.SWD_DIRECTOR):
        if role:
            sign_in_as(client, people[role])
        for page in pages:
            assert "Free places" not in client.get(page).get_data(as_text=True), role
    for role in (Role.CPO, Role.CPU_HEAD, Role.PANEL_CHAIR, Role.PANEL_MEMBER):
        sign_in_as(client, people[role])
        html = client.get("/en/register").get_data(as_text=True)
        rows = {number: html.split(number, 1)[1].split("</tr>")[0] for number in (some, full, shut, open_action)}
        assert 'data-label="Free places">6<' in rows[some]
        assert 'data-label="Free places">0<' in rows[full]
        assert 'data-label="Free places">–<' in rows[shut]
        assert 'data-label="Free places">–<' in rows[open_action]
        assert "Free places: <bdi>6</bdi>" in client.get(f"/en/register/{some}").get_data(as_text=True)
    for lang in ("en", "ur", "sd"):
        for page in (f"/{lang}/register", f"/{lang}/register/{shut}"):
            assert manners.faults(client.get(page).get_data(as_text=True), language=lang) == []
    data = client.get("/api/v1/register").get_data(as_text=True) + client.get("/api/v1/register.csv").get_data(True)
    assert "free" not in data
    assert "present" not in data


def test_a_person_with_a_tie_sees_no_free_places_of_that_home(client, app, places):
    (some, full, *_others), people = places
    with app.app_context(), transaction() as session:
        home = register.by_number(some)
        session.add(ties.Tie(user_id=people[Role.CPO], home_id=home.id, kind=ties.TieKind.STAFF))
    sign_in_as(client, people[Role.CPO])
    html = client.get("/en/register").get_data(as_text=True)
    assert 'data-label="Free places">–<' in html.split(some, 1)[1].split("</tr>")[0]
    assert 'data-label="Free places">0<' in html.split(full, 1)[1].split("</tr>")[0]


@pytest.mark.parametrize(("authorised", "present", "free"), [(10, 4, 6), (10, 10, 0), (10, 12, 0), (1, 0, 1)])
def test_free_places(authorised, present, free):
    assert rules.free_places(authorised, present) == free


@pytest.fixture
def visited(app):
    """A home with a published visit made without notice."""
    with app.app_context():
        powers.load_reference()
        powers.mark_demo()
        visit = visits.published()
        return visit.home.register_number


def set_publication(app, setting):
    with app.app_context():
        publishing(Act.PUBLISH_GRADE, setting)


@pytest.mark.parametrize("setting", GradePublication)
def test_a_visit_without_notice_reads_just_so_as_far_as_visits_are_public(client, app, visited, setting):
    set_publication(app, setting)
    html = client.get(f"/en/register/{visited}").get_data(as_text=True)
    assert ("Visited without notice on" in html) is (setting is not GradePublication.OFF)
    assert ("Visit without notice" in html) is (setting is not GradePublication.OFF)
    assert ("About the visit" in html) is (setting is GradePublication.GRADE)
    assert ("grade--l" in html) is (setting is GradePublication.GRADE)
    assert "Visited with notice" not in html


def test_the_settings_their_day_and_their_office_are_public(client, app, visited):
    set_publication(app, GradePublication.STATUS)
    for lang in ("en", "ur", "sd"):
        html = client.get(f"/{lang}/about/responsible").get_data(as_text=True)
        assert manners.faults(html, language=lang) == []
    html = client.get("/en/about/responsible").get_data(as_text=True)
    made = html.split("What is made public")[1].split("</ul>")[0]
    assert "Only that it was inspected" in made
    assert "approved by: Sindh Child Protection Authority" in made
    assert "By name after notice and its term" in made
    with app.app_context():
        publishing(
            Act.NAME_UNREGISTERED_HOME, NamingUnregistered.AFTER_NOTICE_AND_TERM, holder="SWD_SECRETARY", basis=None,
            status=PowerStatus.PROPOSED,
        )  # fmt: skip
    made = client.get("/en/about/responsible").get_data(as_text=True).split("What is made public")[1]
    assert "Never by name" in made, "what is not in force has no effect, whatever the setting says"


def test_open_data_has_what_the_rules_list(client, app):
    with app.app_context(), built.without_setting():
        built.in_force()
        one = built.authorised(home={"name": "Roshan Home"})
        with transaction():
            one.conditions = [{"code": "MONTHLY_MONITORING", "detail": "by Mrs Somebody"}]
        family = built.authorised(home={"household": True, "name": "Somebody"}, care_type=CareType.FOSTER)
        shelter = built.authorised(home={"shelters_survivors": True, "name": "Hidden"})
        numbers = [a.home.register_number for a in (one, family, shelter)]
        certificate = one.certificate_number
    found = {home["number"]: home for home in client.get("/api/v1/register").json["homes"]}
    home, of_family, of_shelter = (found[number] for number in numbers)
    assert (home["certificate"], home["conditions"]) == (certificate, ["MONTHLY_MONITORING"])
    assert home["authorised_from"] == clock.today().isoformat()
    assert home["complain"].endswith("/b")
    assert (of_shelter["certificate"], of_shelter["care_types"], of_shelter["conditions"]) == (None, [], [])
    assert (of_family["name"], of_family["services"]) == (None, [])
    rows = {
        row["number"]: row for row in csv.DictReader(io.StringIO(client.get("/api/v1/register.csv").get_data(True)))
    }
    row = rows[numbers[0]]
    assert (row["sexes"], row["age_from"], row["age_to"], row["capacity"]) == ("BOYS", "6", "17", "10")
    assert (row["certificate"], row["conditions"]) == (certificate, "MONTHLY_MONITORING")
    assert "Mrs Somebody" not in client.get("/api/v1/register").get_data(as_text=True)
    assert rows[numbers[2]]["certificate"] == ""


def test_a_certificate_over_is_no_longer_in_the_open_data(client, app):
    with app.app_context():
        homes.authorised_home(until=clock.today() - timedelta(days=1))
    (home,) = client.get("/api/v1/register").json["homes"]
    assert (home["standing"], home["certificate"], home["authorised_until"]) == (Standing.EXPIRED, None, None)
