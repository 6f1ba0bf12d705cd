"""The file of a child under its code: seen by whose work it is, the name apart, corrections beside what was written."""

import pytest
from sqlalchemy import event

from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes
from registry_app.core.db import db, transaction
from registry_app.placements import services
from registry_app.placements.children.models import AgeLine
from registry_app.placements.children.states import Faith
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
    """A child with a sister in a home of Hyderabad, another child elsewhere; officers, and managers of both homes."""
    with app.app_context():
        cpo, head = person(Role.CPO, district="SD-HYD", woman=True), person(Role.CPU_HEAD, district="SD-HYD")
        far, home, other = person(Role.CPO, district="SD-SKR"), a_home("SD-HYD"), a_home("SD-SKR")
        managers = [person(Role.PROVIDER), person(Role.FAMILY_CARER)]
        with transaction():
            for manager, house in zip(managers, (home, other), strict=True):
                db.session.add(
                    Membership(user_id=manager.id, organisation_id=house.organisation_id, role=MemberRole.MANAGER)
                )
        child = a_child(name="Zulekha Marker", parents="Marker Parents", special_needs="epilepsy at night")
        sister, stranger = a_child(6), a_child(7)
        stay = services.record_stay(child, basis=Basis.LEGACY, home=home, actor=cpo)
        services.record_stay(sister, basis=Basis.LEGACY, home=home, actor=cpo)
        services.record_stay(stranger, basis=Basis.LEGACY, home=other, actor=far)
        return {
            "cpo": cpo.id, "head": head.id, "far": far.id, "manager": managers[0].id, "carer": managers[1].id,
            "home": home.id, "other": other.id, "code": child.code, "sister": sister.code, "stranger": stranger.code,
            "stay": stay.id,
        }  # fmt: skip


def today(name):
    """The boxes of a day as the page sends them."""
    day = clock.today()
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def file_of(world, which="code", part=""):
    return f"/panel/children/{world[which]}{part}"


def test_a_child_is_found_by_its_code_only(client, world):
    sign_in_as(client, world["cpo"])
    found = client.get("/panel/children", query_string={"code": f" {world['code'].lower()} "})
    assert found.headers["Location"].endswith(file_of(world))
    for typed in (world["stranger"], "Zulekha", "%", "C-' OR 1=1"):
        page = client.get("/panel/children", query_string={"code": typed})
        assert page.status_code == 200
        assert "No child with this code" in page.text
        assert manners.faults(page.text) == []


@pytest.mark.parametrize("part", ["", "/age", "/siblings", "/care", "/stay"])
def test_the_file_and_its_forms_open_for_the_district_and_for_nobody_else(client, world, part):
    sign_in_as(client, world["cpo"])
    page = client.get(file_of(world, part=part))
    assert page.status_code == 200
    assert manners.faults(page.text) == []
    assert "Zulekha" not in page.text
    sign_in_as(client, world["far"])
    assert client.get(file_of(world, part=part)).status_code == 404
    for provider in ("manager", "carer"):
        sign_in_as(client, world[provider])
        assert client.get(file_of(world, part=part)).status_code in (403, 404)


def test_the_name_is_opened_with_a_reason_and_who_opened_it_is_listed_for_the_head(client, app, world):
    sign_in_as(client, world["cpo"])
    refused = client.post(file_of(world, part="/identity"), data={"reason": " "})
    assert "Zulekha" not in refused.text
    assert "Write the reason. It is recorded." in refused.text
    opened = client.post(file_of(world, part="/identity"), data={"reason": "the school asks for the certificate"})
    assert "Zulekha Marker" in opened.text
    assert "Zulekha" not in client.get(file_of(world)).text
    assert client.get(file_of(world, part="/openings")).status_code == 403
    sign_in_as(client, world["head"])
    listed = client.get(file_of(world, part="/openings"))
    assert "the school asks for the certificate" in listed.text
    assert "Zulekha" not in listed.text
    with app.app_context():
        words = " ".join(str(e.changes) + str(e.reason) for e in db.session.scalars(db.select(audit.AuditEntry)))
        assert "Zulekha" not in words
        assert "epilepsy" not in words


def test_a_corrected_age_is_a_new_line(client, app, world):
    sign_in_as(client, world["cpo"])
    kept = client.post(file_of(world, part="/age"), data={"age": "12", "method": "DOCUMENT", "reason": ""})
    assert "Write what shows this age." in kept.text
    assert 'value="12"' in kept.text
    data = {"age": "12", "method": "DOCUMENT", "reason": "birth certificate seen"}
    assert client.post(file_of(world, part="/age"), data=data).status_code == 303
    page = client.get(file_of(world)).text
    assert "birth certificate seen" in page
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(AgeLine)) == 2
        child = db.session.scalars(db.select(Child).where(Child.code == world["code"])).one()
        assert db.session.scalars(db.select(Stay).where(Stay.child_id == child.id)).one().basis is Basis.LEGACY


def test_brothers_and_sisters_are_linked_and_unlinked_by_code_with_a_reason(client, app, world):
    sign_in_as(client, world["cpo"])
    for typed, sentence in (
        (world["code"], "This is the same child."),
        ("C-222222-2", "There is no child with this code."),
    ):
        page = client.post(file_of(world, part="/siblings"), data={"code": typed, "linked": "yes", "reason": "told"})
        assert sentence in page.text
        assert f'value="{typed}"' in page.text
    for code in (world["sister"], world["stranger"]):
        data = {"code": code, "linked": "yes", "reason": "the mother said so"}
        assert client.post(file_of(world, part="/siblings"), data=data).status_code == 303
    shown = client.get(file_of(world)).text
    assert world["sister"] in shown
    assert world["stranger"] in shown
    with app.app_context():
        groups = db.session.scalars(db.select(Child.sibling_group)).all()
        assert len(set(groups)) == 1
    data = {"code": world["stranger"], "linked": "no", "reason": "another mother"}
    assert client.post(file_of(world, part="/siblings"), data=data).status_code == 303
    assert world["stranger"] not in client.get(file_of(world)).text
    assert "another mother" in client.get(file_of(world, part="/siblings")).text


def test_the_faith_is_kept_only_with_its_need(client, app, world):
    sign_in_as(client, world["cpo"])
    data = {"speech": "SINDHI", "special_needs": "a lamp at night", "faith": "HINDU", "faith_need": ""}
    page = client.post(file_of(world, part="/care"), data=data)
    assert "Say for what the faith is needed" in page.text
    assert "a lamp at night" in page.text
    data["faith_need"] = "FOOD_AND_PRAYER"
    assert client.post(file_of(world, part="/care"), data=data).status_code == 303
    with app.app_context():
        child = db.session.scalars(db.select(Child).where(Child.code == world["code"])).one()
        assert child.faith is Faith.HINDU
        assert "HINDU" not in str([e.changes for e in db.session.scalars(db.select(audit.AuditEntry))])


def test_another_basis_is_a_new_line_from_the_file(client, app, world):
    sign_in_as(client, world["cpo"])
    data = {"basis": "COURT_DIRECT", "home": str(world["home"]), "order_reference": "12 of 2026", **today("since")}
    page = client.post(file_of(world, part="/stay"), data=data)
    assert "Choose which court gave the order." in page.text
    assert "12 of 2026" in page.text
    data["order_court"] = "MAGISTRATE"
    assert client.post(file_of(world, part="/stay"), data=data).status_code == 303
    with app.app_context():
        assert db.session.get(Stay, world["stay"]).ended_at is not None
    assert "Order of a court" in client.get(file_of(world)).text


def test_a_home_sees_what_care_needs_of_its_own_children_and_404_of_every_other(client, app, world):
    sign_in_as(client, world["manager"])
    page = client.get(f"/provider/homes/{world['home']}/children/{world['code']}")
    assert page.status_code == 200
    assert manners.faults(page.text) == []
    assert "epilepsy at night" in page.text
    for hidden in ("Zulekha", "Marker", "There before the register", "SD-HYD"):
        assert hidden not in page.text
    codes_tried = [world["stranger"], world["code"], world["sister"], *(codes.random_code("C") for _n in range(10))]
    for home in (world["other"], world["stay"], world["home"]):
        for code in [*codes_tried, "x" * 200, "%27", "..%2f.."]:
            expected = 200 if home == world["home"] and code in (world["code"], world["sister"]) else 404
            assert client.get(f"/provider/homes/{home}/children/{code}").status_code == expected, (home, code)
    assert client.get(f"/provider/homes/{world['other']}/children").status_code == 404
    with app.app_context():
        services.record_stay(
            db.session.scalars(db.select(Child).where(Child.code == world["code"])).one(),
            basis=Basis.OUTSIDE, place="elsewhere", actor=None,
        )  # fmt: skip
    assert client.get(f"/provider/homes/{world['home']}/children/{world['code']}").status_code == 404


def counted(app, client, address):
    asked = []
    with app.app_context():
        engine = db.engine

    def count(*args):
        asked.append(args[2])

    event.listen(engine, "before_cursor_execute", count)
    assert client.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", count)
    return len(asked)


def test_the_file_asks_as_much_for_a_long_life_as_for_a_short_one(client, app, world):
    sign_in_as(client, world["head"])
    with app.app_context():
        child = db.session.scalars(db.select(Child).where(Child.code == world["code"])).one()
        services.record_stay(child, basis=Basis.OUTSIDE, home=a_home("SD-HYD"), actor=None)
    client.get(file_of(world))
    few = counted(app, client, file_of(world))
    with app.app_context():
        child = db.session.scalars(db.select(Child).where(Child.code == world["code"])).one()
        for _n in range(12):
            services.record_stay(child, basis=Basis.OUTSIDE, home=a_home("SD-HYD"), actor=None)
    assert counted(app, client, file_of(world)) == few


def test_the_list_of_a_district_and_of_a_basis(client, world):
    sign_in_as(client, world["cpo"])
    assert world["code"] in client.get("/panel/stays?basis=LEGACY&district=SD-HYD").text
    assert world["code"] not in client.get("/panel/stays?basis=OUTSIDE").text
    assert world["code"] not in client.get("/panel/stays?district=SD-SKR").text
    assert client.get("/panel/stays?district=nowhere&basis=x&after=y").status_code == 200
