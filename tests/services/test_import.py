"""Homes in bulk: all good lines in, each bad one named, twice the same, and nothing half when the machine stops."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from registry_app.core import audit
from registry_app.core.db import db
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.homes import queries
from registry_app.providers.homes.models import Home, Organisation, Service
from registry_app.providers.imports import services
from registry_app.providers.imports.models import HomeImport
from registry_app.providers.imports.states import Reason
from registry_app.providers.twins.models import Twin
from tests.builders import homes
from tests.rules.test_import_rules import GOOD, a_file


def counts() -> dict[str, int]:
    tables = (Home, Organisation, Service, Finding, OutsideList, Twin)
    return {table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


WHOLE = {
    **GOOD, "name_ur": "نور گھر", "name_sd": "نور گهر", "organisation": "Noor Trust", "taluka": "Latifabad",
    "address": "Street 12, Block 4", "latitude": "25.39", "longitude": "68.37", "person": "Sakina Bibi",
    "phone": "0300 1234567",
    "list_name": "Survey of 2026", "list_date": "2026-03-01", "list_number": "7", "children": "31",
    "care_type": "RESIDENTIAL", "sexes": "GIRLS", "age_from": "6", "age_to": "17", "capacity": "40",
    "shelters_survivors": "no", "note": "Blue gate",
}  # fmt: skip


def load(*rows: dict[str, str]) -> HomeImport:
    return services.load(a_file(*rows), "homes.csv", actor=None)


@pytest.mark.usefixtures("here")
def test_a_good_line_goes_in_whole() -> None:
    run = load(WHOLE)
    assert (run.loaded, run.left_out, run.file_name) == (1, 0, "homes.csv")
    home = db.session.scalars(select(Home)).one()
    assert (home.name_ur, home.address, home.organisation.name, home.services[0].capacity) == (
        "نور گھر", "Street 12, Block 4", "Noor Trust", 40,
    )  # fmt: skip
    told = db.session.scalars(select(Finding)).one()
    assert (told.person, told.phone, told.note, told.children) == ("Sakina Bibi", "+923001234567", "Blue gate", 31)
    assert told.list is not None
    assert (told.list.title, str(told.list.dated), told.list_number) == ("Survey of 2026", "2026-03-01", "7")
    assert db.session.scalars(select(Home).where(queries.named("noor"))).one() == home
    assert audit.verify()[0] == audit.SOUND


@pytest.mark.usefixtures("here")
def test_a_bad_line_leaves_nothing_and_the_others_go_in() -> None:
    run = load(WHOLE, {**GOOD, "name": "Roshni", "district": "Lahore", "age_from": "6"}, {**GOOD, "name": "Sahara"})
    assert (run.loaded, run.left_out, {fault["line"] for fault in run.faults}) == (2, 1, {3})
    assert counts()["home"] == counts()["organisation"] == 2
    assert services.from_json(run.faults[0]).reason is Reason.DISTRICT


@pytest.mark.usefixtures("here")
def test_a_file_loaded_twice_adds_nothing_also_when_a_cell_that_does_not_name_the_home_was_mended() -> None:
    load(WHOLE, GOOD | {"name": "Sahara"})
    before = counts()
    again = load(WHOLE, GOOD | {"name": "SAHARA"})
    mended = load(
        {**WHOLE, "phone": "0333 7654321", "address": "Street 12, Block 4, Latifabad"}, GOOD | {"name": "Sahara"}
    )
    assert [(run.loaded, run.listed, run.known) for run in (again, mended)] == [(0, 0, 2), (0, 0, 2)]
    assert counts() == before


@pytest.mark.usefixtures("here")
def test_a_home_on_a_second_list_gets_no_second_number() -> None:
    load(WHOLE)
    run = load({**GOOD, "name": "Noor  Home", "known_from": "SWD_LIST", "list_date": "2026-05-02", "list_number": "3"})
    assert (run.loaded, run.listed) == (0, 1)
    assert (counts()["home"], counts()["finding"], counts()["outside_list"]) == (1, 2, 2)
    press = {**GOOD, "known_from": "PRESS", "known_since": "2026-06-01"}
    assert [load(press).listed, load(press).listed, counts()["finding"]] == [1, 0, 3]


@pytest.mark.usefixtures("here")
def test_one_name_in_two_places_is_two_homes_for_a_person_to_compare() -> None:
    load({**GOOD, "address": "Tower Road, Kotri"})
    run = load({**GOOD, "known_from": "SWD_LIST", "address": "Street 12, Latifabad", "name": "نور ہوم", "name_ur": "x"})
    assert (run.loaded, counts()["home"], counts()["twin"]) == (1, 2, 1)
    two = load({**GOOD, "name": "Umeed", "phone": "03001234567"}, {**GOOD, "name": "Umeed", "address": "Kotri Road 5"})
    assert (two.loaded, counts()["twin"]) == (2, 2)


@pytest.mark.usefixtures("here")
def test_two_lines_that_meet_one_home_are_not_both_taken_for_it() -> None:
    load({**GOOD, "name_ur": "روشن گھر"})
    run = load({**GOOD, "known_from": "SWD_LIST", "list_date": "2026-05-02"},
               {**GOOD, "name": "روشن گھر", "known_from": "SWD_LIST", "list_date": "2026-05-02"})  # fmt: skip
    assert (run.loaded, run.listed, counts()["twin"]) == (1, 1, 1)


@pytest.mark.usefixtures("here")
def test_a_number_of_a_list_belongs_to_one_home() -> None:
    load(WHOLE)
    run = load({**GOOD, "name": "Sahara", "list_name": "Survey of 2026", "list_date": "2026-03-01", "list_number": "7"})
    assert (run.loaded, run.left_out, run.faults[0]["reason"]) == (0, 1, Reason.NUMBER_TAKEN)
    two = {**GOOD, "list_date": "2026-04-01", "list_number": "1"}
    both = load({**two, "name": "Umeed"}, {**two, "name": "Ashiana"})
    assert (both.loaded, both.left_out, both.faults[0]["facts"]["limit"]) == (1, 1, "“Umeed”")


@pytest.mark.usefixtures("here")
def test_a_family_is_never_named_nor_compared() -> None:
    homes.home(name="Ali", household=True)
    run = load({**GOOD, "name": "Ali", "ownership": "FAMILY"})
    assert (run.loaded, counts()["twin"]) == (1, 0)
    assert all(home.household for home in db.session.scalars(select(Home)))


@pytest.mark.usefixtures("here")
def test_a_dry_run_says_the_same_and_stores_nothing() -> None:
    content = a_file(WHOLE, {**GOOD, "name": ""})
    before = counts()
    found = services.plan(content)
    assert (len(found.new), found.left_out) == (1, 1)
    assert counts() == before
    run = services.load(content, "homes.csv", actor=None)
    assert [services.as_json(fault) for fault in found.faults] == run.faults


def test_the_command(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from registry_app.commands import importing, starting

    monkeypatch.setattr(starting, "application", lambda: app)
    path = tmp_path / "homes.csv"
    path.write_bytes(a_file(WHOLE, {**GOOD, "name": ""}))

    def run(*given: str) -> tuple[int, str, str]:
        ended = CliRunner().invoke(importing.bring, ["providers", *given])
        return ended.exit_code, ended.stdout, ended.stderr

    code, out, err = run("--template")
    assert (code, set(out.strip().split(",")), err) == (0, {*WHOLE, "known_since"}, "")
    code, out, err = run("--dry-run", str(path))
    assert (code, out.splitlines()[0], err.strip().count("\n")) == (1, "line 3, name: Fill in this cell.", 0)
    with app.app_context():
        assert counts()["home"] == 0
    code, out, err = run(str(path))
    assert (code, "1 homes loaded" in out, "1 bad rows were left out" in err) == (1, True, True)
    path.write_bytes(a_file(WHOLE))
    assert run(str(path))[0] == 0
    assert run(str(tmp_path / "none.csv"))[:2] == (1, "")
    assert run()[0] == 2
    path.write_bytes(a_file(WHOLE | {"colour": "blue"}))
    assert "not known: “colour”" in run(str(path))[2]
    with app.app_context():
        assert counts()["home"] == 1


KILLED = """
import sys
from registry_app.app import create_app
from registry_app.core.settings import from_environment
from registry_app.providers.imports import services
with create_app(from_environment()).app_context():
    content = open(sys.argv[1], "rb").read()
    print("ready", flush=True)
    services.load(content, "homes.csv", actor=None)
"""


def many(count: int) -> bytes:
    """`count` homes, every thirtieth with a fault."""
    chance = random.Random(count)
    kinds = [{"district": "Lahore"}, {"phone": "12"}, {"age_to": "3"}]
    return a_file(
        *(
            {**WHOLE, "name": f"Home {n}", "name_ur": f"گھر {n}", "name_sd": "",
             "address": f"Street {n}, Block {n % 7}", "phone": f"0300{n:07d}", "list_number": str(n),
             "person": f"Person {n}"}
            | (chance.choice(kinds) if n % 30 == 0 else {})
            for n in range(count)
        )
    )  # fmt: skip


def test_a_killed_import_leaves_nothing_half(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "homes.csv"
    path.write_bytes(many(600))
    settings = app.config["SETTINGS"]
    env = os.environ | {
        "REGISTRY_MODE": "demo", "DATABASE_URL": settings.database, "REGISTRY_VAR": str(settings.var),
        "REGISTRY_KEY_FILE": str(settings.key_path), "PYTHONPATH": os.getcwd(),
    }  # fmt: skip
    chance, seen = random.Random(), set()
    for _round in range(3):
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], env=env, stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.05, 1.5))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with app.app_context():
            now = counts()
            seen.add(now["home"])
            assert now["home"] in (0, 580)
            assert {now["organisation"], now["service"], now["finding"]} == {now["home"]}
            assert audit.verify()[0] == audit.SOUND
    with app.app_context():
        assert services.load(path.read_bytes(), "homes.csv", actor=None).left_out == 20
        assert counts()["home"] == 580
        numbers = db.session.scalars(select(Home.register_number).order_by(Home.register_number)).all()
        assert [number[:7] for number in numbers] == [f"H-{n:05d}" for n in range(1, 581)]


@pytest.mark.usefixtures("here")
def test_ten_thousand_lines(capsys: pytest.CaptureFixture[str]) -> None:
    size = 10_000 if os.environ.get("SOAK") else 1_000
    content, bad = many(size), (size + 29) // 30
    started = time.perf_counter()
    run = services.load(content, "homes.csv", actor=None)
    with capsys.disabled():
        print(f"\n{size} lines in {time.perf_counter() - started:.1f} s")
    assert (run.loaded, run.left_out, len({fault["line"] for fault in run.faults})) == (size - bad, bad, bad)
    before = counts()
    again = services.load(content, "homes.csv", actor=None)
    assert (again.loaded, again.known, again.faults, counts()) == (0, size - bad, run.faults, before)
