"""The page of due visits, and that nobody who may not plan learns of it."""

import pytest

from inspections.states import VisitType
from registry_app.accounts.states import Role
from registry_app.core.db import transaction
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import visits
from tests.builders.people import person, sign_in_as

PAGE = "/office/due-visits"


@pytest.fixture
def made(app):
    with app.app_context():
        home = visits.authorised_home(name="Sukoon House")
        visits.authorised_home("SD-SKR", name="Far House")
        visits.planned(announced=True, home=home)
        return {
            "home": home.id, "officer": person(Role.DISTRICT_OFFICER, district="SD-HYD").id,
            "director": person(Role.SWD_DIRECTOR).id, "manager": visits.manager_of(home).id,
            "reviewer": person(Role.REVIEWER).id,
        }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_an_officer_sees_the_homes_of_the_district_with_the_parts_of_their_risk(client, made, language):
    sign_in_as(client, made["officer"])
    client.get(f"/language/{language}")
    page = client.get(PAGE).text
    assert page.count(f"/field/plan/{made['home']}") == 1
    assert "Far House" not in page
    assert "<li><strong><bdi>25</bdi></strong>" in page
    if language == "en":
        assert "The home was never graded." in page
        assert "0 of 1" in page
        assert "Only 0 of 1 full visits in this district are without notice this year." in page


def test_a_director_chooses_the_district_and_the_kind(client, made):
    sign_in_as(client, made["director"])
    every = client.get(PAGE).text
    assert "district=SD-HYD" in every
    assert "Sukoon House" not in every
    assert "Sukoon House" in client.get(PAGE, query_string={"district": "SD-HYD", "kind": "FULL"}).text
    assert "No home is due here" in client.get(PAGE, query_string={"district": "SD-HYD", "kind": "THEMATIC"}).text
    nowhere = client.get(PAGE, query_string={"district": "SD-XXX", "kind": "NONE"})
    assert nowhere.status_code == 200


def test_only_planners_see_it_and_nobody_with_a_tie(app, client, made):
    for who in ("manager", "reviewer"):
        assert sign_in_as(client, made[who]).get(PAGE).status_code in (403, 404)
    with app.app_context(), transaction() as session:
        session.add(Tie(user_id=made["officer"], home_id=made["home"], kind=TieKind.FAMILY))
    page = sign_in_as(client, made["officer"]).get(PAGE).text
    assert "Sukoon House" not in page
    assert "0 of 1" not in page


def test_the_kinds_in_the_filter_are_all_of_the_standards(client, made):
    page = sign_in_as(client, made["director"]).get(PAGE).text
    assert all(f'value="{kind}"' in page for kind in VisitType)
