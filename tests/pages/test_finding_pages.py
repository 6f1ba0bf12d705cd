"""Lists, tellings, pairs and files on screen: who may, what is refused with which words, nothing half."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.findings.services import record_known
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.imports.models import HomeImport
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.states import Verdict
from tests import manners
from tests.builders.people import person, sign_in_as
from tests.rules.test_import_rules import GOOD, a_file

ROLES = (Role.REGISTRY_OFFICER, Role.SWD_DIRECTOR, Role.DISTRICT_OFFICER, Role.AUDITOR, Role.INSPECTOR, Role.PROVIDER)
DAY = {"known_since-day": "1", "known_since-month": "3", "known_since-year": "2026"}


@pytest.fixture
def world(app):
    with app.app_context():
        for name in ("Dar ul Atfal", "دارالاطفال"):
            record_known(name=name, district="SD-HYD", ownership=Ownership.NGO, known_from=KnownFrom.PRESS, actor=None)
        people = {role: person(role, district="SD-SKR" if role is Role.DISTRICT_OFFICER else None).id for role in ROLES}
        twin = db.session.scalars(select(Twin)).one()
        return {
            "people": people,
            "twin": twin.id,
            "first": twin.first.register_number,
            "second": twin.second.register_number,
        }


def as_(client, world, role=Role.REGISTRY_OFFICER):
    sign_in_as(client, world["people"][role])
    return client


def count(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def give(client, content, what="load", name="homes.csv"):
    return client.post("/office/imports", data={"file": (BytesIO(content), name), "what": what})


def test_who_reads_what(client, world):
    expected = {
        "/office/lists": (200, 200, 200, 200, 403, 403),
        "/office/lists/new": (200, 200, 403, 403, 403, 403),
        "/office/twins": (200, 200, 200, 200, 403, 403),
        f"/office/twins/{world['twin']}": (200, 200, 404, 200, 403, 404),
        "/office/imports": (200, 200, 403, 403, 403, 403),
        f"/office/homes/{world['first']}/told": (200, 200, 404, 403, 403, 404),
    }
    for path, statuses in expected.items():
        assert tuple(as_(client, world, role).get(path).status_code for role in ROLES) == statuses, path
    verdict = {"keep": "different", "reason": "x"}
    path = f"/office/twins/{world['twin']}/verdict"
    assert [as_(client, world, role).post(path, data=verdict).status_code for role in ROLES[1:]] == [
        403,
        404,
        403,
        403,
        404,
    ]
    menu = as_(client, world, Role.INSPECTOR).get("/office/homes").text
    assert "/office/lists" not in menu


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_pages_have_their_manners(client, world, lang):
    as_(client, world)
    give(client, a_file({**GOOD, "list_date": "2026-03-01"}, {**GOOD, "name": ""}))
    client.get(f"/language/{lang}")
    for path in ("lists", "lists/new", "lists?on=none", "twins", "twins?verdict=SAME", "imports", "imports/1",
                 f"twins/{world['twin']}", "homes", "homes/new", f"homes/{world['first']}",
                 f"homes/{world['first']}/told"):  # fmt: skip
        page = client.get(f"/office/{path}").text
        assert manners.faults(page) == [], path
        if lang != "en":
            assert manners.english_left(page) == [], path


def test_a_home_is_recorded_with_who_told_of_it_and_its_twin_is_seen(client, app, world):
    as_(client, world)
    swd = client.post("/office/lists/new", data={"source": "SWD_LIST", "title": "Homes <2026>", "dated-day": "2",
                                                 "dated-month": "5", "dated-year": "2026"})  # fmt: skip
    key = swd.headers["Location"].rpartition("/")[2]
    form = {"name": "Darulatfal", "district": "SD-HYD", "ownership": "NGO", "known_from": "PRESS", **DAY, "list": key,
            "list_number": "4", "children": "21", "person": "Sakina", "phone": "0300 1234567",
            "note": "Dawn"}  # fmt: skip
    wrong = client.post("/office/homes/new", data={**form, "phone": "12", "children": "many"})
    assert "A phone number looks like" in wrong.text
    assert 'value="many"' in wrong.text
    answer = client.post("/office/homes/new", data=form)
    page = client.get(answer.headers["Location"]).text
    for words in ("Homes &lt;2026&gt;", "21 children, as they say", "May be the same home as", "Dawn"):
        assert words in page, words
    listed = client.get(f"/office/lists/{key}").text
    assert "Darulatfal" in listed
    assert "Darulatfal" in client.get("/office/lists?on=SWD_LIST").text
    again = client.post("/office/homes/new", data={**form, "name": "Sahara"})
    assert "Another home has this number on the list." in again.text
    assert count(app, Home) == 3


def test_another_telling_stands_beside_the_first(client, app, world):
    as_(client, world)
    path = f"/office/homes/{world['first']}/told"
    late = client.post(path, data={"known_from": "DONOR", **DAY, "known_since-year": "2099", "note": "Seen at night"})
    assert "The date must be today or earlier." in late.text
    assert "Seen at night" in late.text
    assert client.post(path, data={"known_from": "DONOR", **DAY}).status_code == 303
    assert client.post(path, data={"known_from": "DONOR", **DAY, "list": "x"}).status_code == 200
    assert (count(app, Finding), count(app, Home)) == (3, 2)


def test_a_person_decides_on_a_pair(client, app, world):
    as_(client, world)
    path = f"/office/twins/{world['twin']}"
    bare = client.post(f"{path}/verdict", data={"keep": world["first"]})
    assert "Write why, so that others can follow." in bare.text
    assert client.post(f"{path}/verdict", data={"keep": "H-9", "reason": "x"}).status_code == 200
    assert client.post(f"{path}/verdict", data={"keep": world["first"], "reason": "One gate."}).status_code == 303
    twice = client.post(f"{path}/verdict", data={"keep": "different", "reason": "Two."})
    assert "Somebody has decided on this pair already." in twice.text
    assert client.get(f"/office/homes/{world['second']}").status_code == 404
    assert "Also recorded as" in client.get(f"/office/homes/{world['first']}").text
    public = client.get(f"/en/register/{world['second']}")
    assert (public.status_code, public.headers["Location"]) == (301, f"/en/register/{world['first']}")
    assert "One gate." in client.get(path).text
    assert world["second"] in client.get("/office/twins?verdict=SAME").text
    assert client.post(f"{path}/again", data={"reason": "A second gate."}).status_code == 303
    again = client.post(f"{path}/again", data={"reason": "Twice."})
    assert "This pair is open already." in again.text
    with app.app_context():
        assert db.session.get(Twin, world["twin"]).verdict is Verdict.OPEN


def test_a_file_is_checked_then_loaded_with_the_same_report(client, app, world):
    as_(client, world)
    content = a_file({**GOOD, "phone": "+923001234567"}, {**GOOD, "name": "=SUM(Home)", "district": "=cmd|x"})
    checked = give(client, content, "check").text
    assert (count(app, Home), "Nothing is stored yet." in checked) == (2, True)
    loaded = client.get(give(client, content).headers["Location"]).text
    for page in (checked, loaded):
        assert "“=cmd|x” is no district of Sindh." in page
    assert count(app, Home) == 3
    table = client.get("/office/imports/1/faults.csv")
    assert table.data.decode("utf-8-sig").splitlines()[1].startswith("3,district,")
    assert give(client, content).status_code == 303
    assert (count(app, Home), count(app, HomeImport), count(app, OutsideList)) == (3, 2, 0)
    template = client.get("/office/imports/template.csv").data
    assert give(client, template).status_code == 303
    assert client.get("/office/imports/99").status_code == 404


def test_what_is_no_file_of_homes_is_refused_with_a_sentence(client, app, world):
    as_(client, world)
    for content, says in (
        (b"", "Choose a file."), (b"PK\x03\x04", "Excel (.xlsx)"), (b"\xff\xfe\x00", "UTF-16"),
        (b"colour\n", "“colour”"),
        (b"name,district,ownership,known_from\n\x93\n", "Line 2 is not written in UTF-8."),
    ):  # fmt: skip
        answer = give(client, content, name="" if content == b"" else "homes.csv")
        assert (answer.status_code, says in answer.text) == (200, True), says
    assert client.post("/office/imports", data={"what": "load"}).status_code == 200
    assert (count(app, HomeImport), count(app, Home)) == (0, 2)
