"""The pages of posters, cards and slips: the office's, and the home's own."""

import io

import pytest

from complaints.doors import services
from complaints.doors.models import Door
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders.doors import picture_bytes
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as


@pytest.fixture
def place(app):
    with app.app_context():
        home = a_home("SD-HYD")
        people = {
            "officer": person(Role.COMPLAINT_OFFICER, district="SD-HYD"),
            "other": person(Role.COMPLAINT_OFFICER, district="SD-SUK"),
            "inspector": person(Role.INSPECTOR, district="SD-HYD"),
            "manager": person(Role.PROVIDER),
            "stranger": person(Role.PROVIDER),
        }
        homes.add_member(home.organisation, people["manager"], MemberRole.MANAGER, actor=people["manager"])
        serial = services.make_poster(home, actor=people["officer"]).serial
        return {"id": home.id, "at": f"/office/homes/{home.register_number}/doors", "serial": serial,
                "people": {name: user.id for name, user in people.items()}}  # fmt: skip


def signed(app, place, who):
    return sign_in_as(app.test_client(), place["people"][who])


def wall():
    return {"photo": (io.BytesIO(picture_bytes()), "wall.jpg")}


BRIEF = {"brief-held_on-day": "1", "brief-held_on-month": "2", "brief-held_on-year": "2026", "brief-trustees": "2",
         "brief-staff": "4", "brief-words": "In the hall"}  # fmt: skip


def test_the_officer_records_the_talk_and_the_home_shows_the_poster(app, place):
    officer, manager = signed(app, place, "officer"), signed(app, place, "manager")
    own = f"/provider/homes/{place['id']}/poster"
    assert "First an officer speaks" in manager.get(own).get_data(as_text=True)
    refused = manager.post(f"{own}/{place['serial']}/hung", data=wall())
    assert refused.status_code == 422
    assert "First the officer speaks" in refused.get_data(as_text=True)
    assert officer.post(f"{place['at']}/briefings", data={**BRIEF, "brief-staff": "0"}).status_code == 422
    assert officer.post(f"{place['at']}/briefings", data=BRIEF).status_code == 303
    assert manager.post(f"{own}/{place['serial']}/hung", data=wall()).status_code == 303
    page = officer.get(place["at"]).get_data(as_text=True)
    assert "Photo on the wall" in page
    seen = officer.get(f"{place['at']}/{place['serial']}/photo")
    assert (seen.status_code, seen.mimetype) == (200, "image/jpeg")
    with app.app_context():
        assert db.session.query(Door).one().hung_on == clock.today()


def test_posters_are_printed_by_both_and_slips_only_by_officers(app, place):
    officer, manager = signed(app, place, "officer"), signed(app, place, "manager")
    for client, at in ((officer, place["at"]), (manager, f"/provider/homes/{place['id']}/poster")):
        for size in ("A4", "A3"):
            assert client.get(f"{at}/{place['serial']}-{size}.pdf").data[:5] == b"%PDF-"
        assert client.get(f"{at}/{place['serial']}-A5.pdf").status_code == 404
    assert officer.post(f"{place['at']}/slips", data={"slips-slips": "2"}).data[:5] == b"%PDF-"
    assert manager.post(f"{place['at']}/slips", data={"slips-slips": "2"}).status_code == 404
    assert signed(app, place, "inspector").post(f"{place['at']}/slips", data={"slips-slips": "2"}).status_code == 403
    assert officer.post(f"{place['at']}/slips", data={"slips-slips": "many"}).status_code == 422


def test_nobody_else_sees_the_doors_of_the_home(app, place):
    assert signed(app, place, "other").get(place["at"]).status_code == 404
    assert signed(app, place, "manager").get(place["at"]).status_code == 404
    assert signed(app, place, "stranger").get(f"/provider/homes/{place['id']}/poster").status_code == 404
    with app.app_context(), transaction():
        db.session.add(Tie(user_id=place["people"]["officer"], home_id=place["id"], kind=TieKind.FAMILY))
    assert signed(app, place, "officer").get(place["at"]).status_code == 404


def test_cards_are_given_at_visits_and_a_family_never_sees_them(app, place):
    with app.app_context():
        family = a_home("SD-HYD", household=True)
        manager = db.session.get(Home, place["id"]).organisation.members[0].user
        homes.add_member(family.organisation, manager, MemberRole.MANAGER, actor=manager)
        key, at = family.id, f"/office/homes/{family.register_number}/doors"
    officer, inspector = signed(app, place, "officer"), signed(app, place, "inspector")
    assert officer.post(f"{at}/cards", data={"cards-count": "2"}).data[:5] == b"%PDF-"
    with app.app_context():
        serial = db.session.query(Door).filter(Door.home_id == key).first().serial
    assert "Still to be given" in inspector.get(at).get_data(as_text=True)
    assert inspector.post(f"{at}/{serial}/given").status_code == 303
    assert "hand" in inspector.get(at).get_data(as_text=True)
    assert officer.post(f"{at}/{serial}/end").status_code == 303
    assert signed(app, place, "manager").get(f"/provider/homes/{key}/poster/{serial}-A4.pdf").status_code == 404


def test_the_address_of_a_poster_leads_to_the_home(app, place):
    with app.app_context():
        token = db.session.query(Door).one().token
    client = app.test_client()
    assert client.get(f"/h/{token}").headers["Location"] == "/b"
    assert "Staying well" in client.get("/b").get_data(as_text=True)
