"""The list of a home and the reviews on screen: written, signed, refused with a sentence; other homes are not there."""

import io

import pytest

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.placements.legacy import queries
from registry_app.placements.legacy.models import LegacyList, LegacyRow
from registry_app.placements.legacy.states import ListState
from registry_app.placements.models import Child
from registry_app.placements.states import Sex
from registry_app.providers.homes.models import Home, Membership
from registry_app.providers.homes.states import MemberRole
from registry_app.providers.ties.models import Tie, TieKind
from tests import manners
from tests.builders import asking, cases, homes, legacy
from tests.builders.homes import a_home
from tests.builders.legacy import an_entry
from tests.builders.people import person, sign_in_as
from tests.services.test_legacy_lists import line, sheet


@pytest.fixture
def world(app):
    """A home with its manager, another with its own, officers near and far, a panel, and a signed list of three."""
    with app.app_context():
        home, other = a_home("SD-HYD"), a_home("SD-HYD")
        managers = [person(Role.PROVIDER), person(Role.PROVIDER)]
        with transaction():
            for manager, house in zip(managers, (home, other), strict=True):
                db.session.add(
                    Membership(user_id=manager.id, organisation_id=house.organisation_id, role=MemberRole.MANAGER)
                )
        cpo, far = person(Role.CPO, district="SD-HYD"), person(Role.CPO, district="SD-SKR")
        tied = person(Role.CPU_HEAD, district="SD-HYD")
        with transaction():
            db.session.add(Tie(user_id=tied.id, home_id=home.id, kind=TieKind.DONOR))
        signed = legacy.a_signed_list(
            home, an_entry("1", name="Sealed Marker"), an_entry("2"), an_entry("3"), manager=managers[0], officer=cpo
        )
        panel = cases.a_panel()
        return {
            "home": home.id, "other": other.id, "manager": managers[0].id, "stranger": managers[1].id, "cpo": cpo.id,
            "far": far.id, "tied": tied.id, "list": signed.id, "rows": [row.id for row in signed.rows],
            "codes": [row.child.code for row in signed.rows], "chair": panel.chair.id, "meeting": panel.meeting.id,
            "members": [member.id for member in panel.members], "director": person(Role.SWD_DIRECTOR).id,
        }  # fmt: skip


def own(world, part=""):
    return f"/provider/homes/{world['home']}/present{part}"


def typed(**facts):
    today = clock.today()
    return {
        "number": "77", "sex": "boy", "birth_year": str(today.year - 9), "age_method": "SAID", "since-day": "1",
        "since-month": "2", "since-year": str(today.year - 1), "origin": "SD-HYD", "parents": "BOTH_DEAD",
        "paper": "NONE", **facts,
    }  # fmt: skip


def test_a_home_writes_changes_and_signs_its_list(client, world, app):
    sign_in_as(client, world["manager"])
    kept = client.post(own(world, "/new"), data=typed(name="Another Marker"))
    assert kept.headers["Location"].endswith(own(world))
    page = client.get(own(world))
    assert "List 2" in page.text
    assert "Marker" not in page.text
    with app.app_context():
        row = db.session.scalars(db.select(LegacyRow).where(LegacyRow.number == "77")).one().id
    again = client.get(own(world, f"/rows/{row}"))
    assert manners.faults(again.text) == []
    assert "Marker" not in again.text
    client.post(own(world, f"/rows/{row}"), data=typed(number="78"))
    client.post(own(world, "/sign"))
    with app.app_context():
        here = queries.open_list(db.session.get_one(Home, world["home"]))
        assert (here.state, here.rows[0].number, here.rows[0].name) == (ListState.HOME_SIGNED, "78", "Another Marker")
    assert client.get(own(world, f"/rows/{row}")).status_code == 404
    assert client.post(own(world, f"/rows/{row}/remove")).status_code == 404


def test_what_is_wrong_is_said_at_its_box_and_what_was_typed_stays(client, world, app):
    sign_in_as(client, world["manager"])
    page = client.post(own(world, "/new"), data=typed(birth_year="2000", number="1", paper="COURT_ORDER"))
    assert page.status_code == 200
    for sentence in ("This person is 18 or older", "Write the number of the order"):
        assert sentence in page.text
    assert 'value="2000"' in page.text
    assert manners.faults(page.text) == []
    page = client.post(own(world, "/new"), data=typed(number="1"))
    assert "stands in the list already" in page.text
    with app.app_context():
        assert db.session.query(LegacyRow).count() == 3


def test_a_file_is_checked_then_loaded(client, world, app):
    sign_in_as(client, world["manager"])
    content = sheet(line("50"), line("51", sex="lamp"))
    for what, number in (("check", 3), ("load", 4), ("load", 4)):
        page = client.post(own(world, "/file"), data={"file": (io.BytesIO(content), "c.csv"), "what": what})
        assert "is not one of" in page.text
        assert manners.faults(page.text) == []
        with app.app_context():
            assert db.session.query(LegacyRow).count() == number
    page = client.post(own(world, "/file"), data={"file": (io.BytesIO(b"PK\x03\x04"), "c.xlsx"), "what": "load"})
    assert "CSV UTF-8" in page.text
    assert client.get(own(world, "/template.csv")).data.startswith(b"\xef\xbb\xbfnumber,name,sex")


@pytest.mark.parametrize("code", ["en", "ur", "sd"])
def test_the_paper_has_no_name_and_opens_in_each_language(client, world, code):
    sign_in_as(client, world["manager"])
    paper = client.get(own(world, f"/1.pdf?lang={code}"))
    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF")


@pytest.mark.parametrize("part", ["", "/new", "/file", "/template.csv", "/1.pdf"])
def test_the_list_of_another_home_is_not_there(client, world, part):
    for who in ("stranger", "cpo"):
        sign_in_as(client, world[who])
        assert client.get(own(world, part)).status_code in (403, 404)
    sign_in_as(client, world["stranger"])
    assert client.get(own(world, part)).status_code == 404
    assert client.post(own(world, "/sign")).status_code == 404
    assert client.post(own(world, "/new"), data=typed()).status_code == 404


def test_a_row_of_another_home_is_not_there(client, world, app):
    with app.app_context():
        from registry_app.placements.legacy import services

        row = services.add_row(db.session.get_one(Home, world["home"]), an_entry("9"), actor=person()).id
    sign_in_as(client, world["stranger"])
    theirs = f"/provider/homes/{world['other']}/present/rows/{row}"
    assert client.get(theirs).status_code == 404
    assert client.post(theirs + "/remove").status_code == 404


def test_the_unit_signs_sends_back_and_closes_and_a_tie_hides_the_list(client, world, app):
    sign_in_as(client, world["manager"])
    client.post(own(world, "/new"), data=typed())
    client.post(own(world, "/sign"))
    with app.app_context():
        here = queries.open_list(db.session.get_one(Home, world["home"])).id
    address = f"/panel/present/{here}"
    for who in ("far", "tied", "manager", "chair"):
        sign_in_as(client, world[who])
        assert client.get(address).status_code in (403, 404)
        assert client.post(address + "/sign").status_code in (403, 404)
    sign_in_as(client, world["director"])
    assert client.get(address).status_code == 200
    assert client.post(address + "/sign").status_code == 403
    sign_in_as(client, world["cpo"])
    empty = client.post(address + "/back", data={"reason": " "})
    assert "Write what has to be put right" in empty.text
    client.post(address + "/back", data={"reason": "Row 1: look at the year"})
    sign_in_as(client, world["manager"])
    assert "Row 1: look at the year" in client.get(own(world)).text
    client.post(own(world, "/sign"))
    sign_in_as(client, world["cpo"])
    for deed in ("/sign", "/sign", "/close", "/close"):
        assert client.post(address + deed).status_code == 303
    page = client.get(address)
    assert manners.faults(page.text) == []
    assert "Closed, the paper is filed" in page.text
    with app.app_context():
        assert db.session.get_one(LegacyList, here).state is ListState.CLOSED
        assert db.session.query(Child).count() == 4


def hear(client, world, row):
    today = clock.today()
    said = {
        "on_day-day": str(today.day), "on_day-month": str(today.month), "on_day-year": str(today.year), "how": "TALK",
        "words": "I like it here", "child_objects": "no", "parents": "BOTH_DEAD", "parent_objects": "no",
        "changed": "no",
    }  # fmt: skip
    sign_in_as(client, world["cpo"])
    return client.post(f"/panel/legacy/{row}/prepare", data=said)


def test_from_the_talk_to_the_sheet_of_each_child(client, world):
    for row in world["rows"]:
        assert hear(client, world, row).status_code == 303
    sign_in_as(client, world["chair"])
    listed = f"/panel/meetings/{world['meeting']}/reviews"
    client.post(listed + "/fill")
    page = client.get(listed)
    assert manners.faults(page.text) == []
    assert all(code in page.text for code in world["codes"])
    pull = page.text.split('/pull-out"')[0].rpartition('action="')[2] + "/pull-out"
    sign_in_as(client, world["members"][5])
    client.post(pull)
    sign_in_as(client, world["chair"])
    votes = {f"vote-{member}": "FOR" for member in world["members"]}
    client.post(listed + "/vote", data=votes)
    page = client.get(listed).text
    assert page.count("The stay continues") == 2
    alone = pull.removesuffix("/pull-out")
    short = client.post(alone, data={**votes, "outcome": "CONTINUES", "reasons": "Yes"})
    assert "at least 20 letters" in short.text
    assert short.text.count(" checked") >= 7
    client.post(alone, data={**votes, "outcome": "CONTINUES", "reasons": "The child was heard by all of us."})
    page = client.get(listed).text
    sheets = [part.partition('"')[0] for part in page.split('href="/panel/legacy/sheets/')[1:]]
    assert len(sheets) == 3
    for key in sheets:
        for code in ("en", "ur", "sd"):
            client.get(f"/language/{code}")
            assert manners.faults(client.get(f"/panel/legacy/sheets/{key}").text) == []
            assert client.get(f"/panel/legacy/sheets/{key}.pdf?lang={code}").data.startswith(b"%PDF")


def test_who_sees_the_queue_and_one_child(client, world):
    address = f"/panel/legacy/{world['rows'][0]}"
    for who in ("cpo", "chair", "director"):
        sign_in_as(client, world[who])
        for page in ("/panel/legacy", "/panel/legacy?late=1", "/panel/legacy/progress", address):
            answer = client.get(page)
            assert answer.status_code == 200
            assert manners.faults(answer.text) == []
            assert "Marker" not in answer.text
    for who in ("far", "tied"):
        sign_in_as(client, world[who])
        assert world["codes"][0] not in client.get("/panel/legacy").text
        assert client.get(address).status_code == 404
        assert client.post(address + "/prepare").status_code == 404
    sign_in_as(client, world["manager"])
    assert client.get("/panel/legacy").status_code == 403
    assert client.get(address).status_code in (403, 404)


def test_only_the_lead_votes_and_only_members_pull_out(client, world):
    for row in world["rows"]:
        hear(client, world, row)
    listed = f"/panel/meetings/{world['meeting']}/reviews"
    sign_in_as(client, world["members"][3])
    assert client.post(listed + "/vote").status_code == 403
    assert client.post(listed + "/fill").status_code == 403
    sign_in_as(client, world["cpo"])
    assert client.get(listed).status_code == 200
    assert client.post(listed + "/vote").status_code == 403
    sign_in_as(client, world["far"])
    assert client.get(listed).status_code == 404


def test_a_broken_page_token_and_a_strange_row_do_no_harm(client, world):
    sign_in_as(client, world["chair"])
    assert client.get("/panel/legacy?after=%F0%9F&district=%27").status_code == 200
    answer = client.post(f"/panel/meetings/{world['meeting']}/reviews/put", data={"row": "nonsense"})
    assert answer.status_code == 303


def test_the_page_of_a_home_asks_the_same_few_questions_for_any_list(client, app):
    with app.app_context():
        manager, officer = person(Role.PROVIDER), person(Role.CPO, district="SD-HYD")
        home = homes.home(manager)
        key, home_id = manager.id, home.id
        legacy.a_signed_list(home, legacy.an_entry(), manager=manager, officer=officer)
    sign_in_as(client, key)
    counts = []
    for _turn in range(2):
        with asking.questions(app) as asked:
            assert client.get(f"/provider/homes/{home_id}/present").status_code == 200
        counts.append(len(asked))
        with app.app_context():
            there = db.session.get_one(Home, home_id)
            entries = [legacy.an_entry(sex=Sex.GIRL) for _n in range(9)]
            legacy.a_signed_list(there, *entries, manager=db.session.get_one(User, key), officer=person(
                Role.CPO, district="SD-HYD"))  # fmt: skip
    assert counts[0] == counts[1]
    assert counts[0] <= 10
