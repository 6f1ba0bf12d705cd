"""A child leaves, on screen: one question after the other, what is missing is said, what was typed is kept."""

import pytest

from complaints.models import Complaint
from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.placements import services
from registry_app.placements.exits.rules import WAYS, chosen_by_hand
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis, Exit
from tests import manners
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as
from tests.pages.test_child_file import today


@pytest.fixture
def world(app):
    with app.app_context():
        cpo, head = person(Role.CPO, district="SD-HYD", woman=True), person(Role.CPU_HEAD, district="SD-HYD")
        home, far = a_home("SD-HYD"), person(Role.CPO, district="SD-SKR")
        stays = {
            age: services.record_stay(a_child(age), basis=Basis.LEGACY, home=home, actor=cpo).id for age in (9, 19)
        }
        return {"cpo": cpo.id, "head": head.id, "far": far.id, **stays}


def end(world, age=9, way=""):
    return f"/panel/stays/{world[age]}/end" + (f"/{way.lower()}" if way else "")


FILLED = {
    "order": "12 of 2026", "court": "MAGISTRATE", "authority": "An office", "nikahnama_number": "N-77",
    "cause": "ILLNESS", "certified_by": "Civil Hospital", "found_dead": "no", "burial_place": "A graveyard",
    "burial_number": "G-9", "words": "an aunt behind the market",
    **{f"{name}-{part}": value for name in ("consent_on", "police_on")
       for part, value in (("day", "1"), ("month", "11"), ("year", "2025"))},
}  # fmt: skip


@pytest.mark.parametrize("way", chosen_by_hand())
def test_each_way_out_from_the_first_question_to_the_end(client, app, world, way):
    age = 19 if WAYS[way].adult else 9
    sign_in_as(client, world["cpo"])
    assert manners.faults(client.get(end(world, age)).text) == []
    chosen = client.post(end(world, age), data={"exit": way.value})
    assert chosen.headers["Location"].endswith(end(world, age, way))
    page = client.get(end(world, age, way))
    assert page.status_code == 200
    assert manners.faults(page.text) == []
    if WAYS[way].needs:
        refused = client.post(end(world, age, way), data={"words": "an aunt", **today("ended_on")})
        assert refused.status_code == 200
        assert "There is a problem" in refused.text
        assert manners.faults(refused.text) == []
    district = (WAYS[way].districts or ("SD-HYD",))[0]
    data = FILLED | today("ended_on")
    data |= {"consent_to_id": str(world["cpo"]), "district": district}
    if len(WAYS[way].to) > 1:
        data["to"] = WAYS[way].to[-1].value
    ended = client.post(end(world, age, way), data=data)
    assert ended.status_code == 303, ended.text
    with app.app_context():
        stay = db.session.get(Stay, world[age])
        assert stay.exit is way
        assert stay.exit_to is (WAYS[way].to[-1] if WAYS[way].to else None)
    shown = client.get(ended.headers["Location"])
    assert shown.status_code == 200
    assert manners.faults(shown.text) == []


def test_nothing_chosen_and_a_way_that_is_none(client, world):
    sign_in_as(client, world["cpo"])
    assert "Choose one." in client.post(end(world), data={}).text
    for way in ("nonsense", "new_basis", "moved_placement"):
        assert client.get(end(world, way=way)).status_code == 404
    sign_in_as(client, world["far"])
    assert client.get(end(world)).status_code == 404
    assert client.post(end(world, way="reunified"), data={}).status_code == 404


def test_an_order_without_its_court_keeps_what_was_typed(client, world):
    sign_in_as(client, world["cpo"])
    page = client.post(
        end(world, way="kafalah_order"), data={"order": "77 of 2026", "words": "to a family", **today("ended_on")}
    )
    assert "Choose which court gave the order." in page.text
    assert "77 of 2026" in page.text
    assert "to a family" in page.text


def test_a_child_is_not_married_but_its_danger_is_kept_at_the_first_press(client, app, world):
    sign_in_as(client, world["cpo"])
    answer = client.post(end(world), data={"exit": "MARRIED_ADULT"})
    assert answer.headers["Location"].endswith(f"/panel/stays/{world[9]}/marriage-plan")
    assert client.get(end(world, way="married_adult")).status_code == 303
    page = client.get(answer.headers["Location"])
    assert "Nobody under 18 is married from care." in page.text
    assert manners.faults(page.text) == []
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(Complaint)) == 1
        assert db.session.get(Stay, world[9]).ended_at is None
    assert "Tell the police" in client.get("/panel/stays").text
    kept = client.post(answer.headers["Location"], data={"police_number": "", "story": "an uncle wants it"})
    assert "an uncle wants it" in kept.text
    told = {"police_number": "44", **today("police_on")}
    assert client.post(answer.headers["Location"], data=told).status_code == 303
    assert "Tell the police" not in client.get("/panel/stays").text
    assert manners.faults(client.get(answer.headers["Location"]).text) == []


def test_a_death_is_reviewed_by_the_head_only(client, app, world):
    sign_in_as(client, world["cpo"])
    data = {
        "found_dead": "no", "cause": "ACCIDENT", "certified_by": "Civil Hospital", "burial_pending": "y",
        **today("police_on"), **today("ended_on"),
    }  # fmt: skip
    assert client.post(end(world, way="died"), data=data).status_code == 303
    address = f"/panel/stays/{world[9]}/death-review"
    assert client.get(address).status_code == 403
    assert "Review of a death" in client.get("/panel/stays").text
    sign_in_as(client, world["head"])
    said = {"cause": "ACCIDENT", "certified_by": "Civil Hospital", "findings": "the wall fell", **today("held_on")}
    page = client.post(address, data=said)
    assert page.status_code == 200
    assert "the wall fell" in page.text
    said |= {"burial_place": "A graveyard", "burial_number": "G-4"}
    assert client.post(address, data=said).status_code == 303
    held = client.get(address)
    assert "the wall fell" in held.text
    assert manners.faults(held.text) == []
    assert client.get(f"/panel/stays/{world[19]}/death-review").status_code == 404


def test_a_stay_that_ended_is_not_ended_again(client, app, world):
    sign_in_as(client, world["cpo"])
    assert client.post(end(world, way="reunified"), data=today("ended_on")).status_code == 303
    assert "This stay has ended already." in client.post(end(world, way="kinship"), data=today("ended_on")).text
    with app.app_context():
        assert db.session.get(Stay, world[9]).exit is Exit.REUNIFIED
