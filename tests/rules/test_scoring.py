"""`registry score` on its worked examples, its shape and its limits, each threshold from both sides."""

import json
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from inspections import framework as frameworks
from inspections.framework import Framework
from inspections.scoring import grade, judge
from registry_app.cli import main
from registry_app.core import rulebook

BOOK: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("inspections", "standards", "0.1")))
CARE_TYPES = [row["code"] for row in BOOK["care_types"]]
FRAMEWORK: Framework = frameworks.of_version("0.1")


def visit(scores: dict[str, Any], care_type: str = "RESIDENTIAL", **more: Any) -> dict[str, Any]:
    return {"framework": "0.1", "care_type": care_type, "scores": scores, **more}


@pytest.mark.parametrize("vector", BOOK["test_vectors"], ids=lambda vector: vector["name"])
def test_worked_examples_of_the_standards(vector: dict[str, Any]) -> None:
    answer = judge(visit(vector["scores"], vector["care_type"], flags=vector["flags"]))
    limited_by = answer.pop("limited_by")
    assert answer == vector["expected"]
    assert [entry["rule"] for entry in limited_by] == vector["expected"]["rules_applied"]


EXAMPLE = visit(
    {"*": 3, "S7": 2, "S7.3": 0, "S9.4": "NA"},
    flags={"obstruction": True, "child_sample_short": True},
)
ANSWER = (
    '{"standards": {"S1": 100.0, "S2": 100.0, "S3": 100.0, "S4": 100.0, "S5": 100.0, "S6": 100.0, "S7": 54.9, '
    '"S8": 100.0, "S9": 100.0, "S10": 100.0}, "overall_percent": 95.5, "rules_applied": ["L1", "L6", "L8", "L9"], '
    '"grade": "D", "limited_by": [{"rule": "L1", "criteria": ["S7.3"]}, {"rule": "L6", "standards": ["S7"]}, '
    '{"rule": "L8"}, {"rule": "L9"}]}'
)


def test_the_answer_has_the_keys_in_the_order_of_the_contract() -> None:
    assert json.dumps(judge(EXAMPLE)) == ANSWER


def test_the_command_prints_only_the_answer(tmp_path: Any) -> None:
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    run = CliRunner().invoke(main, ["score", str(file)])
    assert (run.exit_code, json.dumps(json.loads(run.stdout)), run.stderr) == (0, ANSWER, "")


def test_a_list_gives_a_list_and_dash_reads_standard_input() -> None:
    run = CliRunner().invoke(main, ["score", "-"], input=json.dumps([EXAMPLE, visit({"*": 2})]))
    assert run.exit_code == 0
    assert [entry["grade"] for entry in json.loads(run.stdout)] == ["D", "B"]


def test_one_unusable_entry_refuses_the_list_and_names_its_position() -> None:
    run = CliRunner().invoke(main, ["score", "-"], input=json.dumps([EXAMPLE, visit({"*": 4})]))
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr == 'Entry 2: The score of "*" is 4; a score is 0, 1, 2, 3 or "NA".\n'


def test_wrong_usage_ends_with_two() -> None:
    assert CliRunner().invoke(main, ["score"]).exit_code == 2


def test_help_says_what_goes_in() -> None:
    run = CliRunner().invoke(main, ["score", "--help"])
    assert run.exit_code == 0
    assert '"framework": "0.1"' in run.stdout


@pytest.mark.parametrize(
    ("care_type", "asked"),
    [
        ("KINSHIP", 49),
        ("GUARDIAN", 49),
        ("KAFALAH", 49),
        ("FOSTER", 62),
        ("RESPITE", 66),
        ("SIL", 67),
        ("SMALL_GROUP", 69),
        ("RESIDENTIAL", 69),
        ("EMERGENCY", 68),
    ],
)
def test_each_care_type_has_its_own_criteria(care_type: str, asked: int) -> None:
    criteria = FRAMEWORK.criteria_for(care_type)
    assert len(criteria) == asked
    assert judge(visit({c.id: 2 for c in criteria}, care_type)) == judge(visit({"*": 2}, care_type))
    assert judge(visit({"*": 2}, care_type))["grade"] == "B"


def test_there_are_nine_care_types() -> None:
    assert len(CARE_TYPES) == 9


def test_a_criterion_wins_over_its_standard_and_that_over_the_default_in_any_order() -> None:
    scores = {"S7.3": 0, "S7": 2, "*": 3}
    assert judge(visit(scores)) == judge(visit(dict(reversed(scores.items()))))
    assert judge(visit(scores))["limited_by"][0] == {"rule": "L1", "criteria": ["S7.3"]}


def test_standards_pass_over_criteria_that_do_not_apply() -> None:
    # S4.2 and S4.6 do not exist for kin, S5.6 neither.
    answer = judge(visit({"*": 3, "S4": 2, "S5": 0}, "KINSHIP"))
    assert answer["standards"]["S4"] == 66.7
    zeros = next(entry for entry in answer["limited_by"] if entry["rule"] == "L7")
    assert zeros["criteria"] == ["S5.1", "S5.2", "S5.3", "S5.4", "S5.5"]


def test_a_standard_without_a_scored_criterion_is_left_out() -> None:
    answer = judge(visit({"*": 2, "S5": "NA"}))
    assert "S5" not in answer["standards"]
    assert list(answer["standards"]) == ["S1", "S2", "S3", "S4", "S6", "S7", "S8", "S9", "S10"]
    assert answer["overall_percent"] == 66.7


def test_flags_that_are_false_say_nothing() -> None:
    flags = {"obstruction": False, "child_sample_short": False}
    assert judge(visit({"*": 3}, flags=flags)) == judge(visit({"*": 3}))


@pytest.mark.parametrize(
    ("flag", "rule", "expected"),
    [("obstruction", "L8", "D"), ("child_sample_short", "L9", "B")],
)
def test_flags_limit_the_grade(flag: str, rule: str, expected: str) -> None:
    answer = judge(visit({"*": 3}, flags={flag: True}))
    assert (answer["grade"], answer["limited_by"]) == (expected, [{"rule": rule}])


def test_a_cap_never_lifts_a_lower_band() -> None:
    answer = judge(visit({"*": 1}, flags={"child_sample_short": True}))
    assert answer["grade"] == "D"
    assert answer["rules_applied"] == ["L2", "L3", "L4", "L5", "L6", "L9"]
    assert answer["limited_by"][3:5] == [
        {"rule": "L5", "standards": ["S4", "S5", "S6", "S7", "S8", "S9", "S10"]},
        {"rule": "L6", "standards": [f"S{n}" for n in range(1, 11)]},
    ]


def test_everything_failed() -> None:
    answer = judge(visit({"*": 0}))
    critical = [c["id"] for s in BOOK["standards"] for c in s["criteria"] if c["critical"]]
    everything = [c["id"] for s in BOOK["standards"] for c in s["criteria"]]
    assert (answer["overall_percent"], answer["grade"]) == (0.0, "D")
    assert answer["limited_by"][0] == {"rule": "L1", "criteria": critical}
    assert answer["limited_by"][-1] == {"rule": "L7", "criteria": everything}
    assert answer["rules_applied"] == ["L1", "L3", "L4", "L5", "L6", "L7"]


def test_percentages_round_half_up() -> None:
    # S9 of a home without young people of 15: 3 x 3 + 2 x 3 + 1 x 3 = 18; 11 of 18 is 61.111..., 61.1.
    scores = {"*": 3, "S9.1": 2, "S9.2": 2, "S9.3": 1, "S9.4": "NA"}
    assert judge(visit(scores))["standards"]["S9"] == 61.1


def test_the_gate_is_shown_apart_from_the_grade() -> None:
    everything = {c.id: 3 for c in FRAMEWORK.criteria_for("RESIDENTIAL")}
    assert grade(FRAMEWORK, "RESIDENTIAL", everything).protection_met is True
