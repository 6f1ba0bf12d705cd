"""A child who sleeps where there is no home: the unit of that district sees it, ends the stay, finds the next place."""

import pytest

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.pages.reports import queries as reports
from registry_app.pages.reports.month import Month, Period
from registry_app.placements import queries, services
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Basis, Exit
from tests import manners
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as
from tests.pages.test_stays import FOUND


@pytest.fixture
def world(app):
    """A workshop in Hyderabad found by one officer; a colleague, the head, and an officer of Sukkur."""
    with app.app_context():
        finder, colleague = person(Role.CPO, district="SD-HYD"), person(Role.CPO, district="SD-HYD")
        head, far = person(Role.CPU_HEAD, district="SD-HYD"), person(Role.CPO, district="SD-SKR")
        stay = services.record_stay(
            a_child(name="Zulekha Marker", home_district="OUT-UNKNOWN"), basis=Basis.OUTSIDE, place="a workshop",
            actor=finder,
        )  # fmt: skip
        people = {"finder": finder.id, "colleague": colleague.id, "head": head.id, "far": far.id}
        return {**people, "stay": stay.id, "code": stay.child.code, "home": a_home("SD-HYD").id}


def open_stay(app, code):
    with app.app_context():
        child = db.session.scalars(db.select(Child).where(Child.code == code)).one()
        stay = queries.open_stay(child.id)
        return stay and (stay.basis, stay.home_id, stay.district)


@pytest.mark.parametrize("who", ["finder", "colleague", "head"])
def test_the_unit_sees_it_in_its_list_and_takes_every_step(client, app, world, who):
    sign_in_as(client, world[who])
    stay, code = f"/panel/stays/{world['stay']}", world["code"]
    for address in ("/panel/stays", "/panel/stays?late=&district=SD-HYD"):
        assert code in client.get(address).text
    for address in (stay, f"/panel/children/{code}", f"{stay}/end", f"/panel/children/{code}/stay"):
        page = client.get(address)
        assert page.status_code == 200, address
        assert manners.faults(page.text) == []
    for address in (f"{stay}/identity", f"/panel/children/{code}/identity"):
        assert "Zulekha Marker" in client.post(address, data={"reason": "to find the family"}).text
    told = {
        "home": str(world["home"]), "basis": "ARRIVAL", "brought_by": "police", "since-day": str(clock.today().day),
        "since-month": str(clock.today().month), "since-year": str(clock.today().year),
    }  # fmt: skip
    assert client.post(f"/panel/children/{code}/stay", data=told).status_code == 303
    assert open_stay(app, code) == (Basis.ARRIVAL, world["home"], "SD-HYD")


def test_the_head_ends_it(client, app, world):
    sign_in_as(client, world["head"])
    today = clock.today()
    when = {"ended_on-day": today.day, "ended_on-month": today.month, "ended_on-year": today.year}
    page = client.post(f"/panel/stays/{world['stay']}/end/reunified", data=when)
    assert page.status_code == 303, page.text
    assert open_stay(app, world["code"]) is None


def test_another_unit_sees_nothing_of_it(client, world):
    sign_in_as(client, world["far"])
    assert world["code"] not in client.get("/panel/stays").text
    for address in ("", "/end"):
        assert client.get(f"/panel/stays/{world['stay']}{address}").status_code == 404


def test_who_finds_a_child_elsewhere_says_in_which_district(client, app, world):
    sign_in_as(client, world["finder"])
    assert client.post("/panel/stays/new", data={**FOUND, "place_district": "SD-SKR"}).status_code == 303
    with app.app_context():
        found = db.session.scalars(db.select(Stay).where(Stay.id != world["stay"])).one()
        assert found.district == "SD-SKR"
        far = db.session.get_one(User, world["far"])
        assert queries.one(far, found.id) is not None


def test_whoever_leaves_a_home_for_another_place_stays_with_the_unit_that_knows_it(app, world):
    with app.app_context():
        child, manager = a_child(home_district="SD-LRK"), person(Role.PROVIDER)
        services.record_stay(child, basis=Basis.ARRIVAL, home=a_home("SD-SKR"), actor=manager, brought_by="police")
        stay = services.record_stay(child, basis=Basis.ARRIVAL, place="an uncle", actor=manager, brought_by="police")
        assert stay.district == "SD-SKR"
        services.end_stay(stay, Exit.REUNIFIED, actor=manager)
        unknown = services.record_stay(a_child(home_district="SD-LRK"), basis=Basis.OUTSIDE, place="?", actor=None)
        assert unknown.district == "SD-LRK"
        today = clock.today()
        rows = reports.stay_rows(Period(Month(today.year, today.month), clock.now()))
        assert {row.district for row in rows if row.home_id is None} == {"SD-HYD", "SD-SKR", "SD-LRK"}
