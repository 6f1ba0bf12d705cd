"""`registry gatekeep` from outside: standard input and files, one and many, statuses and sentences."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from registry_app.cli import main
from tests.rules.gatekeeping_input import changed, good


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["gatekeep", *words], input=given)


def test_a_file_gives_one_object_and_status_0(tmp_path: Path) -> None:
    path = tmp_path / "proposal.json"
    path.write_text(json.dumps(good()), encoding="utf-8")
    found = run(str(path))
    assert found.exit_code == 0
    assert json.loads(found.stdout)["may_proceed"] is True
    assert found.stderr == ""


def test_a_block_still_ends_0() -> None:
    found = run("-", given=json.dumps(good(ladder={})))
    assert found.exit_code == 0
    assert json.loads(found.stdout)["blocks"] == ["HB04"]


def test_a_list_in_gives_a_list_out() -> None:
    found = run("-", given=json.dumps([good(), good(panel=None)]))
    assert [one["blocks"] for one in json.loads(found.stdout)] == [[], ["HB12"]]


def test_one_unusable_entry_refuses_the_list_and_names_its_position() -> None:
    found = run("-", given=json.dumps([good(), changed(good(), "child.age_years", "8")]))
    assert found.exit_code == 1
    assert found.stdout == ""
    assert found.stderr == "Entry 2: child.age_years must be a whole number from 0 upwards, or null.\n"


def test_odd_text_in_the_facts_can_be_printed() -> None:
    given = changed(good(), "child.special_needs", ["\ud800"])
    given["panel"]["members"][0] |= {"id": "\ud800", "conflicts": None}
    found = run("-", given=json.dumps(given))
    assert found.exit_code == 0
    assert json.loads(found.stdout)["blocks"] == ["HB09"]


def test_wrong_usage_ends_2_and_help_tells_the_keys() -> None:
    assert run().exit_code == 2
    assert run("a.json", "b.json").exit_code == 2
    told = run("--help")
    assert told.exit_code == 0
    assert all(word in told.stdout for word in ("FILE.json", "care_type", "approved_exceptions", "standard input"))
