"""Look-alikes on screen: who may, what is refused with which words, and that the public sees nothing of them."""

import pytest
from sqlalchemy import func, select

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.lookalikes import services
from registry_app.providers.lookalikes.models import LookAlike, LookAlikeCheck
from registry_app.providers.lookalikes.states import LookAlikeKind
from tests import manners
from tests.builders.people import person, sign_in_as

ROLES = (Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER, Role.LAW_OFFICER, Role.INSPECTOR,
         Role.PROVIDER)  # fmt: skip
LOOK = {"sleep": "30", "without_family": "0", "not_home": "0", "decides": "parents", "why": "Beds counted."}


@pytest.fixture
def world(app):
    with app.app_context():
        made = services.record(
            kind=LookAlikeKind.HOSTEL, name="Hostel of the Canal", district="SD-HYD", ownership=Ownership.PRIVATE,
            known_from=KnownFrom.MAPPING, actor=None,
        )  # fmt: skip
        people = {role: person(role, district="SD-SKR" if role is Role.DISTRICT_OFFICER else None).id for role in ROLES}
        return {"number": made.number, "people": people}


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_who_reads_and_writes(client, world):
    one = f"/office/look-alikes/{world['number']}"
    expected = {
        "/office/look-alikes": (200, 200, 200, 200, 403, 403),
        "/office/look-alikes/new": (200, 200, 200, 403, 403, 403),
        one: (200, 200, 404, 200, 404, 404),
        f"{one}/check": (200, 200, 404, 403, 404, 404),
        f"{one}/close": (200, 200, 404, 403, 404, 404),
    }
    for path, statuses in expected.items():
        got = []
        for role in ROLES:
            sign_in_as(client, world["people"][role])
            got.append(client.get(path).status_code)
        assert tuple(got) == statuses, path


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_pages_have_their_manners(client, world, lang):
    sign_in_as(client, world["people"][Role.REGISTRY_OFFICER])
    client.get(f"/language/{lang}")
    one = f"/office/look-alikes/{world['number']}"
    client.post(f"{one}/check", data={**LOOK, **day("on", clock.today())})
    for path in ("/office/look-alikes", "/office/look-alikes?state=due", "/office/look-alikes/new", one,
                 f"{one}/check", f"{one}/close"):  # fmt: skip
        text = client.get(path).get_data(as_text=True)
        assert f'lang="{lang}"' in text
        assert manners.faults(text) == [], path


def test_mapping_a_place(app, client, world):
    sign_in_as(client, world["people"][Role.REGISTRY_OFFICER])
    data = {"kind": "MADRASAH", "name": "Nur", "district": "SD-HYD", "ownership": "FAITH_BODY", "known_from": "PRESS"}
    answer = client.post("/office/look-alikes/new", data={**data, **day("known_since", clock.today())})
    assert answer.status_code == 303
    assert "Nur" in client.get(answer.headers["Location"]).get_data(as_text=True)
    again = client.post("/office/look-alikes/new", data={**data, "name": ""})
    assert again.status_code == 200
    assert "There is a problem" in again.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(LookAlike)) == 2


def test_a_look_leads_outside_or_to_a_home(app, client, world):
    sign_in_as(client, world["people"][Role.REGISTRY_OFFICER])
    one = f"/office/look-alikes/{world['number']}"
    client.post(f"{one}/check", data={**LOOK, **day("on", clock.today())})
    assert "Outside the register, checked on" in client.get(one).get_data(as_text=True)
    wrong = client.post(f"{one}/check", data={**LOOK, "without_family": "31", **day("on", clock.today())})
    assert "You wrote 31, but only 30 children sleep there. Which is right?" in wrong.get_data(as_text=True)
    assert "Beds counted." in wrong.get_data(as_text=True)
    client.post(f"{one}/check", data={**LOOK, "without_family": "1", **day("on", clock.today())})
    text = client.get(one).get_data(as_text=True)
    assert "nobody to go home to" in text
    with app.app_context():
        number = db.session.scalars(select(LookAlike)).one().home.register_number
        assert db.session.scalar(select(func.count()).select_from(LookAlikeCheck)) == 2
    assert f"/office/homes/{number}" in text
    assert world["number"] in client.get(f"/office/homes/{number}").get_data(as_text=True)
    assert client.post(f"{one}/check", data={**LOOK, **day("on", clock.today())}).status_code == 200


def test_the_public_never_reads_of_a_look_alike(client, world):
    for path in ("/en/", "/en/register", "/en/register?q=canal", "/en/register/map", "/api/v1/register",
                 "/api/v1/register.csv"):  # fmt: skip
        text = client.get(path).get_data(as_text=True)
        assert "Canal" not in text.replace("q=canal", ""), path
        assert world["number"] not in text, path
    assert client.get(f"/en/register/{world['number']}").status_code == 404


def test_a_hostel_to_which_parents_send_finds_its_way_out(client):
    for number, said in ((1, "YES"), (2, "MORE"), (3, "FAMILY_SENDS")):
        answer = client.post(f"/en/apply/check/{number}", data={"answer": said})
    assert answer.headers["Location"].endswith("/instead/in-place-of-parents")
    text = client.get(answer.headers["Location"]).get_data(as_text=True)
    for words in ("a family to go home to", "within a year", "in place of their parents"):
        assert words in text, words


def test_a_madrasah_in_place_of_parents_comes_to_its_own_track(client):
    for number, said in ((1, "YES"), (2, "MORE"), (3, "LOOK_ALIKE"), (4, "NO")):
        answer = client.post(f"/en/apply/check/{number}", data={"answer": said})
    text = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Hostels, madaris with boarders and centres" in text
    assert "cares for children in place of their parents" in text
