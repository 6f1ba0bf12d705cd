"""Stays on screen: recorded in one form, kept when something is missing, seen only by those whose work it is."""

import pytest

from registry_app.accounts.states import Role
from registry_app.core import audit
from registry_app.core.db import db
from registry_app.placements import services
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Membership
from registry_app.providers.homes.states import MemberRole
from tests import manners
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as


@pytest.fixture
def world(app):
    """Keys of a CPO of Hyderabad, one of Sukkur, a home's manager, the home and a stay in it."""
    with app.app_context():
        here, there = person(Role.CPO, district="SD-HYD"), person(Role.CPO, district="SD-SKR")
        manager, home = person(Role.PROVIDER), a_home("SD-HYD")
        from registry_app.core.db import transaction

        with transaction():
            db.session.add(
                Membership(user_id=manager.id, organisation_id=home.organisation_id, role=MemberRole.MANAGER)
            )
        stay = services.record_stay(a_child(name="Zulekha Marker"), basis=Basis.LEGACY, home=home, actor=here)
        return {"here": here.id, "there": there.id, "manager": manager.id, "home": home.id, "stay": stay.id}


FOUND = {
    "sex": "girl", "age": "7", "age_method": "ESTIMATED", "home_district": "OUT-UNKNOWN", "basis": "OUTSIDE",
    "place": "a workshop near the bridge", "since-day": "1", "since-month": "1", "since-year": "2026",
}  # fmt: skip


def test_a_found_child_is_recorded_in_one_form(client, app, world):
    sign_in_as(client, world["here"])
    answer = client.post("/panel/stays/new", data=FOUND)
    assert answer.status_code == 303
    with app.app_context():
        stay = db.session.scalars(db.select(Stay).where(Stay.basis == Basis.OUTSIDE)).one()
        assert stay.place == "a workshop near the bridge"
        assert stay.child.age(stay.limit_on) <= 7
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert manners.faults(page.text) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"place": ""}, "Say where the child sleeps."),
        ({"basis": "COURT_DIRECT"}, "Write the court and the number of its order."),
        ({"basis": "EMERGENCY"}, "The head of the Child Protection Unit approves an emergency stay."),
        ({"since-year": "2999"}, "The date must be today or earlier."),
        ({"age": "1", "age_method": "DOCUMENT", "since-year": "2020"}, "The child came before it was born."),
        ({"age": "17", "since-year": "1890"}, "The child came before it was born."),
        (
            {"basis": "COURT_DIRECT", "order_court": "MAGISTRATE", "order_reference": "affidavit of head"},
            "An affidavit for NADRA makes nobody a guardian",
        ),
        ({"since-month": "13"}, "Write a real date"),
        ({"age": "x"}, "Write a whole number, like 12."),
        ({"age": ""}, "Write the age in years"),
        ({"sex": "king"}, "Choose one from the list."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, app, world, change, sentence):
    sign_in_as(client, world["here"])
    page = client.post("/panel/stays/new", data={**FOUND, "name": "Typed Name", **change})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Typed Name" in page.text
    assert manners.faults(page.text) == []
    with app.app_context():
        assert len(db.session.scalars(db.select(Child)).all()) == 1


def test_another_district_sees_nothing(client, world):
    sign_in_as(client, world["there"])
    assert client.get(f"/panel/stays/{world['stay']}").status_code == 404
    assert "C-" not in client.get("/panel/stays").text.split("<main")[1]


def test_opening_a_child_and_its_name_leaves_lines(client, app, world):
    sign_in_as(client, world["here"])
    shown = client.get(f"/panel/stays/{world['stay']}")
    assert "Zulekha" not in shown.text
    refused = client.post(f"/panel/stays/{world['stay']}/identity", data={"reason": ""})
    assert "Zulekha" not in refused.text
    opened = client.post(f"/panel/stays/{world['stay']}/identity", data={"reason": "school asks for the certificate"})
    assert "Zulekha Marker" in opened.text
    with app.app_context():
        actions = [e.action for e in db.session.scalars(db.select(audit.AuditEntry).order_by(audit.AuditEntry.seq))]
        assert actions.count("child:open") == 1
        assert actions.count("child:open-identity") == 1


def test_a_home_sees_its_own_children_by_code_only(client, world):
    sign_in_as(client, world["manager"])
    page = client.get(f"/provider/homes/{world['home']}/children")
    assert page.status_code == 200
    assert "C-" in page.text
    assert "Zulekha" not in page.text
    assert client.get("/panel/stays").status_code == 403
    assert client.get(f"/panel/stays/{world['stay']}").status_code == 403


def test_the_list_asks_as_much_for_many_as_for_few(client, app, world):
    from sqlalchemy import event

    def asked():
        counted = []
        with app.app_context():
            engine = db.engine

        def count(*args):
            counted.append(args[2])

        event.listen(engine, "before_cursor_execute", count)
        sign_in_as(client, world["here"])
        before = len(counted)
        client.get("/panel/stays")
        event.remove(engine, "before_cursor_execute", count)
        return len(counted) - before

    few = asked()
    with app.app_context():
        actor = db.session.get(type(person(Role.CPO)), world["here"])
        for _ in range(30):
            services.record_stay(a_child(), basis=Basis.OUTSIDE, home=a_home("SD-HYD"), actor=actor)
    assert asked() == few
