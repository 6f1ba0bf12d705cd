"""What triage refuses, each with one sentence that names the key and never what it held; and the command itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from complaints.rules import channels, judge
from registry_app.cli import main
from registry_app.core.judging import Unusable
from tests.builders.messages import ABOUT, CATEGORIES, MONDAY, RUN_BY, message, triaged

EXAMPLE = {
    "received_at": "2026-11-23T22:30:00+05:00",
    "arrived_at": "2026-11-24T06:10:00+05:00",
    "channel": "CH02",
    "category": "hurt",
    "text": "He has a knife.",
    "age_years": 10,
    "about": "MANAGER",
    "provider_run_by": "NGO",
    "danger_now": None,
    "accused_has_access_tonight": None,
    "disability": False,
    "consent": "not_asked",
    "no_consent_ground": None,
    "history": [{"level": "P3", "on": "2026-10-01"}],
}
ENUMS = {
    "channel": tuple(f"CH{n:02}" for n in range(1, 15)),
    "category": tuple(CATEGORIES),
    "about": ABOUT,
    "provider_run_by": RUN_BY,
    "danger_now": ("yes", "no", "unsure"),
    "consent": ("yes", "no", "not_asked"),
    "no_consent_ground": ("CHILD_LIFE_OR_SAFETY", "OTHER_LIFE", "REQUIRED_BY_LAW"),
}
FLAGS = ("accused_has_access_tonight", "disability", "pregnant", "no_family_contact")


def test_the_example_of_the_contract() -> None:
    assert judge(EXAMPLE) == {
        "level": "P1",
        "because": ["red flag: knife"],
        "clocks": {
            "first_contact_by": "2026-11-24T07:10:00+05:00",
            "child_safe_by": "2026-11-25T06:10:00+05:00",
            "investigation_starts_by": "2026-11-25T06:10:00+05:00",
            "decision_by": "2026-12-18T23:59:00+05:00",
        },
        "routes_to": "CPU_COMPLAINT_OFFICER",
        "copied_to": ["CPU_HEAD", "POLICE", "SWD_DIRECTOR"],
        "never_to": ["PROVIDER"],
        "may_share": True,
        "tasks": ["explain_to_child", "freeze_admissions", "medical_care", "police_referral", "safety_action"],
    }


def test_only_the_time_is_needed() -> None:
    answer = judge({"received_at": MONDAY})
    assert (answer["level"], answer["routes_to"], answer["may_share"]) == ("P3", "CPU_COMPLAINT_OFFICER", False)
    everything_null = dict.fromkeys([*ENUMS, *FLAGS, "arrived_at", "text", "age_years", "history", "holidays"])
    assert judge({"received_at": MONDAY, **everything_null}) == answer


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in ENUMS.items() for value in values])
def test_every_listed_value_can_be_judged(key: str, value: str) -> None:
    assert triaged(**{key: value})["level"] in {"P1", "P2", "P3", "P4"}


def test_channels_are_those_of_the_reference_data() -> None:
    assert tuple(channels()) == ENUMS["channel"]
    assert channels()["CH01"] == "Helpline 1121 (free, 24/7)"


@pytest.mark.parametrize("key", ENUMS)
@pytest.mark.parametrize("value", ["SECRET-WORDS", "", 1, True, ["yes"], {"yes": 1}, 1.5])
def test_other_values_are_refused(key: str, value: Any) -> None:
    with pytest.raises(Unusable, match=f"^{key} must be one of .*, or null\\.$") as refusal:
        triaged(**{key: value})
    assert "SECRET" not in str(refusal.value)
    assert all(one in str(refusal.value) for one in ENUMS[key])


@pytest.mark.parametrize("key", ENUMS)
def test_capitals_matter(key: str) -> None:
    with pytest.raises(Unusable, match=key):
        triaged(**{key: ENUMS[key][0].swapcase()})


@pytest.mark.parametrize("key", FLAGS)
@pytest.mark.parametrize("value", ["yes", "true", 1, 0, "", [], {}])
def test_facts_are_true_or_false(key: str, value: Any) -> None:
    with pytest.raises(Unusable, match=f"^{key} must be true, false or null"):
        triaged(**{key: value})


@pytest.mark.parametrize("value", ["ten", "10", 10.5, 10.0, -1, 151, True, [10], {}])
def test_age_is_a_whole_number(value: Any) -> None:
    with pytest.raises(Unusable, match="^age_years must be a whole number of years from 0 to 150"):
        triaged(age_years=value)


def test_the_ends_of_the_ages() -> None:
    assert triaged(age_years=0)["level"] == "P2"
    assert triaged(age_years=150)["level"] == "P3"


@pytest.mark.parametrize("value", [1, ["words"], {"words": 1}, True])
def test_text_is_text(value: Any) -> None:
    with pytest.raises(Unusable, match="^text must be text or null") as refusal:
        triaged(text=value)
    assert "words" not in str(refusal.value)


@pytest.mark.parametrize("key", ["received_at", "arrived_at"])
@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("2026-11-23T22:30:00", "must carry its offset"),
        ("2026-11-23 22:30", "must carry its offset"),
        ("2026-11-23", "must be a date and time"),
        ("yesterday", "must be a date and time"),
        ("", "must be a date and time"),
        ("2026-11-23T22:30:00+5", "must be a date and time"),
        ("2026-11-23T22:30:00+05:00 ", "must be a date and time"),
        ("2026-11-23T22:30:00+05:00\n", "must be a date and time"),
        ("٢٠٢٦-11-23T22:30:00+05:00", "must be a date and time"),
        ("2026-02-30T22:30:00+05:00", "no date and time of the calendar"),
        ("2026-11-23T25:30:00+05:00", "no date and time of the calendar"),
        ("2026-11-23T22:30:00+25:00", "no date and time of the calendar"),
        ("0000-11-23T22:30:00+05:00", "no date and time of the calendar"),
        (1795000000, "must be a date and time"),
        (True, "must be a date and time"),
        ({}, "must be a date and time"),
    ],
)
def test_moments(key: str, value: Any, sentence: str) -> None:
    with pytest.raises(Unusable, match=f"^{key} .*{sentence}"):
        triaged(**{key: value})


@pytest.mark.parametrize("missing", [{}, {"arrived_at": MONDAY}, {"received_at": None, "arrived_at": MONDAY}])
def test_the_time_must_be_there(missing: dict[str, Any]) -> None:
    with pytest.raises(Unusable, match="^received_at is missing"):
        judge(missing)


@pytest.mark.parametrize("key", ["colour", "Category", "category ", "", "on", "child_name"])
def test_unknown_keys(key: str) -> None:
    with pytest.raises(Unusable, match="^Unknown key .* a message may have: received_at, arrived_at") as refusal:
        judge({**message(), key: None})
    assert repr(key) in str(refusal.value)


def test_a_key_that_is_no_text() -> None:
    odd: dict[Any, Any] = {**message(), 7: 1}
    with pytest.raises(Unusable, match="^Unknown key 7"):
        judge(odd)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("P3", "^history must be a list"),
        ({"level": "P3", "on": "2026-10-01"}, "^history must be a list"),
        (["P3"], "^history, entry 1, must be an object"),
        ([{"level": "P3"}], "^history, entry 1, must be an object with level and on"),
        ([{"on": "2026-10-01"}], "^history, entry 1, must be an object"),
        ([{"level": "P3", "on": "2026-10-01", "who": "x"}], "^history, entry 1, must be an object"),
        ([{"level": "P5", "on": "2026-10-01"}], "^history, entry 1, level must be one of P1, P2, P3, P4"),
        ([{"level": None, "on": "2026-10-01"}], "^history, entry 1, level"),
        ([{"level": ["P1"], "on": "2026-10-01"}], "^history, entry 1, level"),
        (
            [{"level": "P1", "on": "2026-10-01"}, {"level": "P1", "on": "01.10.2026"}],
            "^history, entry 2, on must be a date",
        ),
        ([{"level": "P1", "on": "20261001"}], "^history, entry 1, on must be a date"),
        ([{"level": "P1", "on": "2026-10-01T00:00:00+05:00"}], "^history, entry 1, on must be a date"),
        ([{"level": "P1", "on": None}], "^history, entry 1, on must be a date"),
        ([{"level": "P1", "on": "2026-02-29"}], "^history, entry 1, on is no day of the calendar"),
    ],
)
def test_history(value: Any, sentence: str) -> None:
    with pytest.raises(Unusable, match=sentence):
        triaged(history=value)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("2026-11-09", "^holidays must be a list"),
        ({}, "^holidays must be a list"),
        (["2026-11-09", "9 November"], "^holidays, entry 2 must be a date"),
        (["2026-11-31"], "^holidays, entry 1 is no day"),
        ([None], "^holidays, entry 1 must be a date"),
        ([["2026-11-09"]], "^holidays, entry 1 must be a date"),
    ],
)
def test_holidays(value: Any, sentence: str) -> None:
    with pytest.raises(Unusable, match=sentence):
        triaged(holidays=value)


@pytest.mark.parametrize("value", [None, [], "text", 7])
def test_a_message_is_an_object(value: Any) -> None:
    with pytest.raises(Unusable, match="must be an object"):
        judge(value)


def run(tmp_path: Path, content: str) -> Result:
    file = tmp_path / "message.json"
    file.write_text(content, encoding="utf-8")
    return CliRunner().invoke(main, ["triage", str(file)])


def test_one_object_gives_one_answer(tmp_path: Path) -> None:
    result = run(tmp_path, json.dumps(EXAMPLE))
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == judge(EXAMPLE)


def test_a_list_gives_a_list(tmp_path: Path) -> None:
    result = run(tmp_path, json.dumps([EXAMPLE, message(), message(category="idea")]))
    assert result.exit_code == 0
    assert [answer["level"] for answer in json.loads(result.stdout)] == ["P1", "P3", "P4"]
    assert json.loads(run(tmp_path, "[]").stdout) == []


def test_one_unusable_entry_refuses_the_list_and_names_its_position(tmp_path: Path) -> None:
    result = run(tmp_path, json.dumps([EXAMPLE, message(category="pain"), EXAMPLE]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Entry 2: category must be one of hurt")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "content", ["", "{", "[1]", "7", '"text"', "null", '{"received_at": NaN}', '{"text": 1, "text": 2}']
)
def test_what_cannot_be_judged_ends_1_with_one_sentence(tmp_path: Path, content: str) -> None:
    result = run(tmp_path, content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


def test_standard_input() -> None:
    result = CliRunner().invoke(main, ["triage", "-"], input=json.dumps(EXAMPLE))
    assert json.loads(result.stdout) == judge(EXAMPLE)


def test_danger_ends_0_and_wrong_usage_ends_2(tmp_path: Path) -> None:
    assert run(tmp_path, json.dumps(message(danger_now="yes"))).exit_code == 0
    assert CliRunner().invoke(main, ["triage"]).exit_code == 2
    assert CliRunner().invoke(main, ["triage", "--colour", "x.json"]).exit_code == 2


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["triage", str(tmp_path / "none.json")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cannot be read" in result.stderr


def test_what_the_child_wrote_is_never_printed(tmp_path: Path) -> None:
    words = "my secret words about blood"
    told = run(tmp_path, json.dumps(message(text=words)))
    refused = run(tmp_path, json.dumps(message(text=[words])))
    assert (told.exit_code, refused.exit_code) == (0, 1)
    assert "secret" not in told.output + refused.output


def test_help_names_every_key() -> None:
    shown = CliRunner().invoke(main, ["triage", "--help"]).output
    assert all(key in shown for key in [*EXAMPLE, "pregnant", "no_family_contact", "holidays"])
    assert all(about in shown for about in ABOUT)
