"""The pages and papers of the NADRA pack: for the own home only, by code, names on the printed sheet with a reason."""

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import event, select

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.i18n import LANGUAGES
from registry_app.placements.nadra import queries, reports
from registry_app.placements.nadra.models import NadraSheet
from registry_app.placements.nadra.states import SheetState
from registry_app.providers.homes.models import Home, Membership
from registry_app.providers.homes.states import MemberRole
from tests import manners
from tests.builders.homes import a_home
from tests.builders.nadra import a_sheet, there
from tests.builders.people import person, sign_in_as
from tests.pages.test_child_file import today

S = SheetState
NAME = "Zulekha Marker"


@pytest.fixture
def world(app):
    """Two homes with a manager and a worker each; a sheet in every state in the first, a child without one."""
    with app.app_context():
        home, other = a_home("SD-HYD"), a_home("SD-SKR")
        people = {name: person(Role.PROVIDER) for name in ("manager", "staff", "elsewhere")}
        with transaction():
            for name, house, role in (
                ("manager", home, MemberRole.MANAGER), ("staff", home, MemberRole.STAFF),
                ("elsewhere", other, MemberRole.MANAGER),
            ):  # fmt: skip
                db.session.add(Membership(user_id=people[name].id, organisation_id=house.organisation_id, role=role))
        people |= {
            "cpo": person(Role.CPO, district="SD-HYD"), "far": person(Role.CPO, district="SD-SKR"),
            "director": person(Role.SWD_DIRECTOR), "dg": person(Role.SCPA_DG),
            "district": person(Role.DISTRICT_OFFICER, district="SD-HYD"), "desk": person(Role.DESK),
        }  # fmt: skip
        sheets = {state: a_sheet(state, home=home) for state in SheetState if state is not S.PREPARED}
        sheets[S.PREPARED] = a_sheet(stay=there(home, name=NAME, parents="Marker Parents"))
        free = there(home)
        return {
            **{name: one.id for name, one in people.items()}, "home": home.id, "other": other.id,
            "number": home.register_number, "free": free.child.code,
            "packs": {state: sheet.pack.number for state, sheet in sheets.items()},
            "sheets": {state: sheet.id for state, sheet in sheets.items()},
            "codes": {state: sheet.child.code for state, sheet in sheets.items()},
        }  # fmt: skip


def at(world, *parts, home="home"):
    return "/".join(["/provider/homes", str(world[home]), "nadra", *(str(part) for part in parts)])


def pages(world):
    """Every page of the home's packs that can be opened."""
    found = [at(world), at(world, "letter-en.pdf")]
    for state, number in world["packs"].items():
        found += [at(world, number), at(world, number, "union-council-ur.pdf")]
        found += [at(world, number, name) for name in ("sign", "send", "copy")]
        found += [at(world, number, 1, name) for name in ("answer", "correct", "take-back")]
        assert state in SheetState
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_good_manners_and_no_name(client, world, language):
    sign_in_as(client, world["manager"])
    client.get(f"/language/{language}")
    for address in pages(world):
        page = client.get(address)
        assert page.status_code == 200, address
        if page.mimetype == "text/html":
            assert manners.faults(page.text) == [], address
            assert "Zulekha" not in page.text
            if language != "en":
                assert manners.english_left(page.text) == [], address


def test_nothing_of_it_is_there_for_another_home(client, world):
    for who in ("elsewhere", "cpo", "director", "desk"):
        sign_in_as(client, world[who])
        for address in pages(world):
            assert client.get(address).status_code in (403, 404), (who, address)
    sign_in_as(client, world["elsewhere"])
    assert {client.get(address).status_code for address in pages(world)} == {404}
    for number in (1, 2):
        assert client.get(at(world, number, home="other")).status_code == 404
        assert client.post(at(world, number, "sheets"), data={"reason": "Look", "language": "en"}).status_code == 404


def test_the_homes_staff_read_and_do_not_write_or_print(client, world):
    sign_in_as(client, world["staff"])
    number = world["packs"][S.PREPARED]
    assert client.get(at(world)).status_code == client.get(at(world, number)).status_code == 200
    assert client.get(at(world, number, "sign")).status_code == 403
    assert client.post(at(world, "new"), data={"children": world["free"]}).status_code == 403
    assert client.post(at(world, number, "sheets"), data={"reason": "Look", "language": "en"}).status_code == 403


def test_a_family_has_no_pack(client, world, app):
    with app.app_context(), transaction():
        db.session.get_one(Home, world["home"]).household = True
    sign_in_as(client, world["manager"])
    assert client.get(at(world)).status_code == 404


def test_a_pack_from_the_first_tick_to_the_paper_that_the_unit_saw(client, world, app):
    sign_in_as(client, world["manager"])
    assert "Choose at least one child." in client.post(at(world, "new"), data={}).text
    assert client.post(at(world, "new"), data={"children": world["codes"][S.SENT]}).status_code == 200
    made = client.post(at(world, "new"), data={"children": world["free"]})
    assert made.status_code == 303
    pack = made.headers["Location"]
    missing = client.post(f"{pack}/sign", data={"head_name": "Head One"})
    assert "Write the day." in missing.text
    assert 'value="Head One"' in missing.text
    assert client.post(f"{pack}/sign", data={"head_name": "Head One", **today("on")}).status_code == 303
    sent = {"office": "NADRA", "office_name": "Centre 1", "receipt_number": "N-77", **today("on")}
    assert client.post(f"{pack}/send", data=sent).status_code == 303
    copied = {"office_name": "UC 7", "receipt_number": "U-9", **today("on")}
    assert client.post(f"{pack}/copy", data=copied).status_code == 303
    corrected = client.post(f"{pack}/1/correct", data={**sent, "receipt_number": "N-78"})
    assert corrected.status_code == 303
    refused = client.post(f"{pack}/1/answer", data={"kind": "REFUSED", **today("on")})
    assert "Choose the reason that the office gave." in refused.text
    answer = {"kind": "REGISTERED", "given": "B_FORM", **today("on")}
    assert client.post(f"{pack}/1/answer", data=answer).status_code == 303
    shown = client.get(pack).text
    for words in ("N-77", "N-78", "U-9", "Registered, says the home", "Corrects line"):
        assert words in shown
    office = f"/office/homes/{world['number']}/nadra/{pack.rpartition('/')[2]}/1/confirm"
    assert client.post(office).status_code in (403, 404)
    for who, wanted in (("far", 404), ("director", 403), ("district", 403), ("cpo", 303)):
        sign_in_as(client, world[who])
        assert client.post(office).status_code == wanted, who
    page = client.get(f"/panel/children/{world['free']}")
    assert "B-Form issued" in page.text
    assert "N-78" in page.text
    sign_in_as(client, world["manager"])
    assert world["free"] not in client.get(at(world)).text.partition("<h2>Packs")[0]


@pytest.mark.parametrize("state", SheetState)
def test_the_page_of_a_pack_shows_the_steps_that_are_open(client, world, state):
    sign_in_as(client, world["manager"])
    page = client.get(at(world, world["packs"][state])).text
    wanted = {"/sign": state is S.PREPARED, "/send": state is S.SIGNED, "/copy": state is S.SENT,
              "/answer": state is S.SENT, "/take-back": state in (S.PREPARED, S.SIGNED),
              "/correct": state in (S.SENT, S.REGISTERED, S.REFUSED, S.MORE_ASKED)}  # fmt: skip
    assert {name: f'{name}"' in page for name in wanted} == wanted


def test_the_sheet_holds_the_name_and_each_opening_is_recorded(client, world, app):
    sign_in_as(client, world["manager"])
    number = world["packs"][S.PREPARED]
    nothing = client.post(at(world, number, "sheets"), data={"language": "en", "reason": " "})
    assert "Write the reason. It is recorded." in nothing.text
    with app.app_context():
        assert openings() == []
    printed = client.post(at(world, number, "sheets"), data={"language": "en", "reason": "For the signature"})
    assert printed.mimetype == "application/pdf"
    words = text(printed.data)
    for wanted in (NAME, "Marker Parents", world["codes"][S.PREPARED], "no say over photographs", "March 2026"):
        assert wanted in words
    with app.app_context():
        sheet = db.session.get_one(NadraSheet, world["sheets"][S.PREPARED])
        assert openings() == [(sheet.child_id, world["manager"], "For the signature")]
    assert client.post(at(world, number, "sheets"), data={"language": "xx", "reason": "R"}).mimetype == "text/html"
    taken = world["packs"][S.TAKEN_BACK]
    assert client.post(at(world, taken, "sheets"), data={"language": "en", "reason": "R"}).status_code == 404


def openings():
    query = select(AuditEntry).where(AuditEntry.action == "child:open-identity")
    return [(one.subject_id, one.actor_id, one.reason) for one in db.session.scalars(query)]


def text(written):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(written)).pages).split())


def test_the_name_of_a_child_who_left_is_not_printed(client, world, app):
    with app.app_context():
        sheet = db.session.get_one(NadraSheet, world["sheets"][S.PREPARED])
        from registry_app.placements import services as placements
        from registry_app.placements.states import Exit

        placements.end_stay(sheet.stay, Exit.REUNIFIED, actor=None)
    sign_in_as(client, world["manager"])
    number = world["packs"][S.PREPARED]
    assert client.post(at(world, number, "sheets"), data={"language": "en", "reason": "R"}).status_code == 404
    assert "lives here no more" in client.get(at(world, number)).text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_other_papers_name_no_child_and_say_what_the_affidavit_is_not(client, world, app, code):
    sign_in_as(client, world["manager"])
    number = world["packs"][S.PREPARED]
    for address in (at(world, f"letter-{code}.pdf"), at(world, number, f"union-council-{code}.pdf")):
        words = text(client.get(address).data)
        assert "Zulekha" not in words
        assert world["number"] in words
        if code == "en":
            assert "no say over photographs, complaints, marriage or travel" in words
            assert "without insisting on parents' details" in words
    with app.test_request_context():
        assert f"/register/{world['number']}" in reports.public_page(db.session.get_one(Home, world["home"]))
    assert client.get(at(world, "letter-xx.pdf")).status_code == 404
    assert client.get(at(world, number, "union-council-xx.pdf")).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["cpo", "director", "dg", "district"])
def test_the_office_sees_how_far_the_homes_are(client, world, who, language):
    sign_in_as(client, world[who])
    client.get(f"/language/{language}")
    for query in ({}, {"district": "SD-HYD"}, {"district": "XX"}, {"after": "%%%"}):
        page = client.get("/office/nadra", query_string=query)
        assert page.status_code == 200
        assert manners.faults(page.text) == []
        assert "Zulekha" not in page.text
    page = client.get("/office/nadra").text
    assert world["number"] in page
    one = client.get(f"/office/homes/{world['number']}/nadra")
    assert one.status_code == (403 if who == "district" else 200)
    if who != "district":
        assert manners.faults(one.text) == []
        assert world["codes"][S.SENT] in one.text
        assert ("confirm" in one.text) == (who == "cpo")
    assert (world["codes"][S.SENT] in page) is False


def test_other_people_see_nothing_of_it(client, world):
    sign_in_as(client, world["desk"])
    assert client.get("/office/nadra").status_code == 403
    sign_in_as(client, world["far"])
    assert world["number"] not in client.get("/office/nadra").text
    assert client.get(f"/office/homes/{world['number']}/nadra").status_code == 404


def test_who_waits_for_too_long_is_marked(client, world, app):
    with app.app_context(), clock.set_to(clock.now().replace(year=clock.now().year - 1)):
        a_sheet(S.SENT, home=db.session.get_one(Home, world["home"]))
    sign_in_as(client, world["cpo"])
    assert "No answer for over 30 days" in client.get(f"/office/homes/{world['number']}/nadra").text


def test_the_number_of_queries_does_not_grow(client, world, app):
    def count(address):
        seen = []
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", hear := lambda *said: seen.append(said[2]))
        assert client.get(address).status_code == 200
        event.remove(engine, "before_cursor_execute", hear)
        return len(seen)

    def all_pages():
        made = {}
        for who, address in (("manager", at(world)), ("cpo", "/office/nadra"),
                             ("cpo", f"/office/homes/{world['number']}/nadra")):  # fmt: skip
            sign_in_as(client, world[who])
            client.get(address)
            made[address] = count(address)
        return made

    before = all_pages()
    with app.app_context():
        home = db.session.get_one(Home, world["home"])
        for state in (S.SENT, S.REFUSED, S.REGISTERED):
            a_sheet(state, home=home)
            a_sheet(state, home=a_home("SD-HYD"))
        there(home)
        assert len(queries.of_home(home)) == len(SheetState) + 3
    assert all_pages() == before


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_childs_sheet_stands_on_one_page_with_who_printed_it(client, world, code):
    sign_in_as(client, world["manager"])
    said = {"language": code, "reason": "For the signature"}
    printed = client.post(at(world, world["packs"][S.PREPARED], "sheets"), data=said)
    assert len(PdfReader(io.BytesIO(printed.data)).pages) == 1


def test_what_was_tried_again_offers_no_step_any_more(client, world, app):
    sign_in_as(client, world["manager"])
    number = world["packs"][S.REFUSED]
    assert "Try again" in client.get(at(world, number)).text
    with app.app_context():
        a_sheet(stay=db.session.get_one(NadraSheet, world["sheets"][S.REFUSED]).stay)
    page = client.get(at(world, number)).text
    assert ("Try again" in page, "Correct the last line" in page) == (False, False)
