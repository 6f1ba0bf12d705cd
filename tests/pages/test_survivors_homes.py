"""No page, table, search or file that anybody may open tells more of a survivors' home than number and district."""

from datetime import timedelta

import pytest

from registry_app.core import clock
from registry_app.core.access import Public
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.states import CareType, Grade
from registry_app.providers.orphanages import services as board
from tests.builders import authorisations as built
from tests.builders.homes import home as a_home

SECRETS = (
    "Panah Ghar", "Panah", "پناہ گھر", "پناھ گهر", "7 Quiet Lane", "Qasimabad", "Trust of the Quiet", "DA-1976-QUIET",
    "25.3911", "68.3377",
)  # fmt: skip
OPEN = {Public.PAGE, Public.MACHINE, Public.CHILD}


@pytest.fixture
def world(app):
    """A survivors' home about which everything is known that the register can know."""
    with app.app_context(), built.without_setting():
        built.in_force()
        facts = {
            "shelters_survivors": True, "name": SECRETS[0], "name_ur": SECRETS[2], "name_sd": SECRETS[3],
            "address": SECRETS[4], "taluka": SECRETS[5], "latitude": 25.3911, "longitude": 68.3377,
        }  # fmt: skip
        given = built.authorised(home=facts, care_type=CareType.EMERGENCY, district="SD-LRK")
        shelter = given.home
        homes.edit_organisation(shelter.organisation, name=SECRETS[6], actor=None)
        homes.record_grade(shelter, Grade.D, clock.today() - timedelta(days=20), False, ["L1"], False, actor=None)
        board.record(shelter, number=SECRETS[7], given_on=clock.today() - timedelta(days=30), actor=None)
        return {"number": shelter.register_number, "certificate": given.certificate_number, "home": shelter.id}


def addresses(app, world):
    """Every address that anybody may open, filled with the home's own number, in each language."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "GET" not in rule.methods or getattr(view, "permission", None) not in OPEN:
            continue
        if rule.arguments - {"lang", "number", "track"}:
            continue
        number = world["certificate"] if "verify" in rule.rule else world["number"]
        for lang in ("en", "ur", "sd") if "lang" in rule.arguments else ("en",):
            path = rule.rule.replace("<lang:lang>", lang).replace("<number>", number).replace("<track>", "homes")
            yield path.replace("<int:number>", "1")


def test_no_open_address_tells_who_or_where(app, client, world):
    seen = 0
    for path in addresses(app, world):
        answer = client.get(path)
        assert answer.status_code < 500, path
        text = answer.get_data(as_text=True) if answer.mimetype != "application/pdf" else ""
        for secret in SECRETS:
            assert secret not in text, (path, secret)
        seen += world["number"] in text
    assert seen > 8


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_its_page_shows_no_grade_no_visit_and_no_day(client, world, lang):
    main = (
        client.get(f"/{lang}/register/{world['number']}")
        .get_data(as_text=True)
        .split("<main", 1)[1]
        .split("</main", 1)[0]
    )
    today = clock.today()
    assert 'class="grade' not in main
    assert "protection" not in main.lower()
    assert str(today.year) not in main
    assert world["certificate"] not in main
    assert world["number"] in main


def test_neither_search_nor_filter_finds_it_by_what_is_hidden(client, world):
    def listed(query):
        return [one["number"] for one in client.get(f"/api/v1/register?{query}").json["homes"]]

    for typed in (*SECRETS[:6], "panah ghar", "pnah gr", "Trust", world["certificate"]):
        assert listed(f"q={typed}") == [], typed
        assert world["number"] not in client.get(f"/en/register?q={typed}").get_data(as_text=True)
        assert world["number"] not in client.get(f"/api/v1/register.csv?q={typed}").get_data(as_text=True)
    assert listed("grade=D") == []
    assert listed("type=EMERGENCY") == []
    assert listed("grade=none") == listed("district=SD-LRK") == [world["number"]]


def test_the_certificate_check_names_number_and_district_only(client, world):
    said = client.get(f"/api/v1/verify/{world['certificate']}").json
    assert (said["home"], said["name"], said["district"], said["answer"]) == (
        world["number"], None, "SD-LRK", "IN_FORCE",
    )  # fmt: skip


def test_an_officer_still_finds_it_by_name(app, client, world):
    from registry_app.accounts.states import Role
    from tests.builders.people import person, sign_in_as

    with app.app_context():
        other = a_home(name="Panah Gah").register_number
        officer = person(Role.REGISTRY_OFFICER).id
    sign_in_as(client, officer)
    text = client.get("/office/homes?q=panah").get_data(as_text=True)
    assert world["number"] in text
    assert other in text


def test_the_registry_says_which_home_is_a_shelter_and_the_public_pages_follow(app, client):
    from registry_app.accounts.states import Role
    from registry_app.providers.homes.states import Standing
    from tests.builders.people import person, sign_in_as

    with app.app_context():
        home = a_home(name="Open House")
        homes.set_standing(home, Standing.IN_PROCESS, None)
        number = home.register_number
        people = {role: person(role).id for role in (Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.PROVIDER)}
    path = f"/office/homes/{number}/survivors"
    for role, status in ((Role.SWD_DIRECTOR, 403), (Role.PROVIDER, 404), (Role.REGISTRY_OFFICER, 200)):
        sign_in_as(client, people[role])
        assert client.get(path).status_code == status
    assert "Open House" in client.get(f"/en/register/{number}").get_data(as_text=True)
    assert client.post(path, data={"shelters": "yes", "reason": ""}).status_code == 200
    assert "Open House" in client.get(f"/en/register/{number}").get_data(as_text=True)
    assert client.post(path, data={"shelters": "yes", "reason": "Women are sheltered here."}).status_code == 303
    assert "Open House" not in client.get(f"/en/register/{number}").get_data(as_text=True)
    assert client.get("/api/v1/register?q=open").json["homes"] == []
    client.post(path, data={"shelters": "no", "reason": "It moved."})
    assert "Open House" in client.get(f"/en/register/{number}").get_data(as_text=True)
