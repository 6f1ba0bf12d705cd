"""Correcting how a child left, on screen: proposed by one, decided by another, the first line stays to be read."""

import pytest

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.placements import queries, services
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
        cpo, head = person(Role.CPO, district="SD-HYD"), person(Role.CPU_HEAD, district="SD-HYD")
        far = person(Role.CPO, district="SD-SKR")
        stay = services.record_stay(a_child(), basis=Basis.LEGACY, home=a_home("SD-HYD"), actor=cpo)
        services.end_stay(stay, Exit.REUNIFIED, actor=cpo)
        page = f"/panel/stays/{stay.id}"
        return {"cpo": cpo.id, "head": head.id, "far": far.id, "stay": stay.id, "child": stay.child_id,
                "code": stay.child.code, "page": page, "form": f"{page}/correction"}  # fmt: skip


def proposed(client, world):
    sign_in_as(client, world["cpo"])
    return client.post(f"{world['form']}/new_basis", data={"reason": "the wrong child was meant"})


def test_a_child_who_never_left(client, app, world):
    sign_in_as(client, world["cpo"])
    assert world["form"] in client.get(world["page"]).text
    chosen = client.post(world["form"], data={"exit": "NEW_BASIS"})
    assert chosen.headers["Location"].endswith("/correction/new_basis")
    assert "without a gap" in client.get(f"{world['form']}/new_basis").text
    assert "Write what was wrong" in client.post(f"{world['form']}/new_basis", data={"reason": ""}).text
    assert proposed(client, world).status_code == 303
    assert "Agree to the correction" not in client.get(world["page"]).text
    assert client.post(f"{world['form']}/decision", data={"decision": "agree"}).status_code == 403
    sign_in_as(client, world["head"])
    assert "Agree to the correction" in client.get(world["page"]).text
    assert client.post(f"{world['form']}/decision", data={"decision": "agree"}).status_code == 303
    shown = client.get(world["page"]).text
    assert "The child never left" in shown
    assert "Written first, wrongly" in shown
    assert "Home to parents" in shown
    file = client.get(f"/panel/children/{world['code']}").text
    assert "corrected; written first: Home to parents" in file
    with app.app_context():
        assert queries.open_stay(world["child"]).continues_id == world["stay"]


def test_another_way_out_and_a_refusal(client, app, world):
    sign_in_as(client, world["cpo"])
    address = f"{world['form']}/guardian_order"
    typed = client.post(address, data={**today("ended_on"), "reason": "an order was read too late"}).text
    assert "Write the number of the court" in typed
    assert "an order was read too late" in typed
    done = client.post(address, data={**today("ended_on"), "reason": "an order was read too late",
                                      "order": "12 of 2026", "court": "MAGISTRATE"})  # fmt: skip
    assert done.status_code == 303, done.text
    sign_in_as(client, world["head"])
    assert client.post(f"{world['form']}/decision", data={"decision": "refuse"}).status_code == 303
    with app.app_context():
        assert db.session.get(Stay, world["stay"]).leaving.exit is Exit.REUNIFIED
    assert world["form"] in client.get(world["page"]).text


def test_closed_to_others_and_to_what_is_no_way_out(client, world):
    sign_in_as(client, world["far"])
    assert client.get(world["form"]).status_code == 404
    sign_in_as(client, world["head"])
    assert client.get(f"{world['form']}/moved_placement").status_code == 404
    assert client.post(f"{world['form']}/decision", data={"decision": "agree"}).status_code == 404
    proposed(client, world)
    assert client.get(world["form"]).status_code == 404


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_each_page_keeps_its_manners_in_each_language(client, world, lang):
    sign_in_as(client, world["cpo"])
    client.get(f"/language/{lang}")
    for address in (world["page"], world["form"], f"{world['form']}/new_basis", f"{world['form']}/died"):
        assert manners.faults(client.get(address).text, language=lang) == []
    proposed(client, world)
    sign_in_as(client, world["head"])
    client.get(f"/language/{lang}")
    assert manners.faults(client.get(world["page"]).text, language=lang) == []
    client.post(f"{world['form']}/decision", data={"decision": "agree"})
    assert manners.faults(client.get(world["page"]).text, language=lang) == []
