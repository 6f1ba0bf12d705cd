"""A change asked for, looked into and decided on the pages, each by its own person."""

import re

import pytest

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.providers.changes.models import Change
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import MemberRole
from tests.builders import authorisations as built
from tests.builders.people import person, sign_in_as

DAY = {"on-day": "1", "on-month": "12", "on-year": "2031"}


@pytest.fixture
def cast(app):
    with app.app_context():
        built.in_force()
        home = built.authorised().home
        manager = person(Role.PROVIDER)
        home_services.add_member(home.organisation, manager, MemberRole.MANAGER, actor=None)
        registrar, decider = person(Role.REGISTRY_OFFICER), person(Role.AUTHORISER)
        return {
            "home": home.id, "service": str(home.services[0].id), "manager": manager.id, "registrar": registrar.id,
            "decider": decider.id,
        }  # fmt: skip


def test_from_asking_to_the_new_certificate(client, app, cast):
    own = f"/provider/homes/{cast['home']}/changes"
    sign_in_as(client, cast["manager"])
    assert f"{own}/new/CAPACITY" in client.get(own).get_data(as_text=True)
    wrong = client.post(f"{own}/new/CAPACITY", data=DAY | {"service": cast["service"], "capacity": "x", "why": "Y"})
    assert wrong.status_code == 200
    assert 'value="x"' in wrong.get_data(as_text=True)
    asked = client.post(f"{own}/new/CAPACITY", data=DAY | {"service": cast["service"], "capacity": "8", "why": "Y"})
    assert asked.status_code == 303
    assert "turn since" in client.get(asked.headers["Location"]).get_data(as_text=True)
    with app.app_context():
        change = db.session.query(Change).one().id
    sign_in_as(client, cast["registrar"])
    assert str(change) in client.get("/office/changes").get_data(as_text=True)
    assert client.post(f"/office/changes/{change}/look", data={"found": "Seen", "advice": "APPROVE"}).status_code == 303
    assert client.get(f"/office/changes/{change}/decision").status_code == 403
    sign_in_as(client, cast["decider"])
    body = {"answer": "APPROVE", "reasons": "As asked"}
    assert client.post(f"/office/changes/{change}/decision", data=body).status_code == 303
    page = client.get(f"/office/changes/{change}").get_data(as_text=True)
    for path in re.findall(r'href="([^"]*letter-[a-z]+\.pdf)"', page):
        assert client.get(path).data.startswith(b"%PDF")
    sign_in_as(client, cast["manager"])
    assert client.get(f"{own}/{change}/letter.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["OWNER", "ADDRESS", "MANAGER", "CARE_TYPE", "SEX_OR_AGE", "BUILDING_WORK"])
def test_each_kind_has_its_page(client, cast, kind):
    sign_in_as(client, cast["manager"])
    path = f"/provider/homes/{cast['home']}/changes/new/{kind}"
    assert client.get(path).status_code == 200
    assert client.post(path, data={}).status_code == 200
    assert client.get(path.replace(kind, "NOTHING")).status_code == 404


def test_another_home_does_not_see_it(client, app, cast):
    with app.app_context():
        stranger = person(Role.PROVIDER).id
    sign_in_as(client, stranger)
    assert client.get(f"/provider/homes/{cast['home']}/changes").status_code == 404
