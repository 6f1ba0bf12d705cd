"""What `registry score` refuses, each time with one sentence that names what is wrong."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from inspections import framework as frameworks
from inspections.scoring import grade, judge
from registry_app.cli import main
from registry_app.core.judging import Unusable

GOOD: dict[str, Any] = {"framework": "0.1", "care_type": "RESIDENTIAL", "scores": {"*": 2}}
FRAMEWORK = frameworks.of_version("0.1")
CRITICAL = [c for c in FRAMEWORK.criteria.values() if c.critical]
ON_THE_SCALE = 'a score is 0, 1, 2, 3 or "NA".'


def without(key: str) -> dict[str, Any]:
    return {k: v for k, v in GOOD.items() if k != key}


def scored(scores: Any, care_type: str = "RESIDENTIAL") -> dict[str, Any]:
    return GOOD | {"scores": scores, "care_type": care_type}


REFUSALS = [
    (without("framework"), 'The key "framework" is missing'),
    (without("care_type"), 'The key "care_type" is missing'),
    (without("scores"), 'The key "scores" is missing'),
    (GOOD | {"framework": "0.2"}, 'There is no framework "0.2"; known: 0.1.'),
    (GOOD | {"framework": ""}, 'There is no framework ""'),
    (GOOD | {"framework": 0.1}, '"framework" must be a text that names the version'),
    (GOOD | {"framework": None}, "not null."),
    (GOOD | {"framework": ["0.1"]}, 'not ["0.1"].'),
    (GOOD | {"care_type": "residential"}, 'There is no care type "residential"; known: KINSHIP, GUARDIAN,'),
    (GOOD | {"care_type": "PRESERVE"}, 'There is no care type "PRESERVE"'),
    (GOOD | {"care_type": 3}, '"care_type" must be a text that names the kind of care'),
    (GOOD | {"care_type": {}}, "not {}."),
    (GOOD | {"scores": []}, '"scores" must be an object that holds the answers, not [].'),
    (GOOD | {"scores": None}, '"scores" must be an object that holds the answers, not null.'),
    (GOOD | {"scores": 3}, '"scores" must be an object that holds the answers, not 3.'),
    (GOOD | {"flags": None}, '"flags" must be an object'),
    (GOOD | {"flags": ["obstruction"]}, '"flags" must be an object'),
    (
        GOOD | {"flags": {"obstructed": True}},
        'The flag "obstructed" is not known; known: child_sample_short, obstruction.',
    ),
    (GOOD | {"flags": {"obstruction": 1}}, 'The flag "obstruction" must be true or false, not 1.'),
    (GOOD | {"flags": {"obstruction": "true"}}, 'The flag "obstruction" must be true or false, not "true".'),
    (GOOD | {"flags": {"child_sample_short": None}}, 'The flag "child_sample_short" must be true or false, not null.'),
    (
        GOOD | {"visit_type": "FULL"},
        'The key "visit_type" is not known; known are framework, care_type, scores, flags.',
    ),
    (GOOD | {"Scores": {}}, 'The key "Scores" is not known'),
    (scored({"*": 2, "S11": 2}), '"S11" is neither "*", a standard nor a criterion of framework 0.1.'),
    (scored({"*": 2, "S1.8": 2}), '"S1.8" is neither'),
    (scored({"*": 2, "s1.1": 2}), '"s1.1" is neither'),
    (scored({"*": 2, "S1.1 ": 2}), '"S1.1 " is neither'),
    (scored({"*": 2, "": 2}), '"" is neither'),
    (scored({"*": 2, "**": 2}), '"**" is neither'),
    (scored({}), "no answer for S1.1, S1.2, S1.3, S1.4, S1.5 and 64 more."),
    (scored({"S1": 2}), "no answer for S2.1, S2.2, S2.3, S2.4, S2.5 and 57 more."),
    (
        scored({f"S{n}": 2 for n in range(1, 10)} | {"S10.1": 2}),
        "no answer for S10.2, S10.3, S10.4, S10.5, S10.6 and 2 more.",
    ),
    (scored({c.id: 2 for c in FRAMEWORK.criteria.values() if c.id != "S9.4"}), "no answer for S9.4."),
]


@pytest.mark.parametrize(("visit", "sentence"), REFUSALS)
def test_refused_with_the_reason(visit: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unusable) as refused:
        judge(visit)
    message = str(refused.value)
    assert sentence in message
    assert message.endswith(".")
    assert "\n" not in message


def test_what_is_refused_is_refused_only_for_that() -> None:
    assert judge(GOOD)["grade"] == "B"


@pytest.mark.parametrize("key", ["*", "S7", "S7.2"])
@pytest.mark.parametrize(
    "score",
    [
        -1,
        4,
        30,
        10**40,
        True,
        False,
        2.0,
        0.0,
        1.5,
        "3",
        "0",
        "",
        "na",
        "N/A",
        "NA ",
        "not applicable",
        None,
        [],
        [2],
        {},
    ],
)
def test_scores_outside_the_scale_are_refused_wherever_they_stand(key: str, score: Any) -> None:
    with pytest.raises(Unusable) as refused:
        judge(scored({"*": 2} | {key: score}))
    assert str(refused.value) == f"The score of {json.dumps(key)} is {json.dumps(score)}; {ON_THE_SCALE}"


def test_a_wrong_score_is_refused_although_others_win_over_it() -> None:
    everything = {c.id: 2 for c in FRAMEWORK.criteria_for("RESIDENTIAL")}
    with pytest.raises(Unusable, match='The score of "S9" is 9'):
        judge(scored(everything | {"S9": 9}))


def test_each_criterion_that_does_not_apply_is_refused_by_name_but_not_by_its_standard() -> None:
    refused = 0
    for care_type in FRAMEWORK.care_types:
        asked = {c.id for c in FRAMEWORK.criteria_for(care_type)}
        for criterion in FRAMEWORK.criteria.values():
            visit = scored(
                {"*": 2, criterion.standard: 2, criterion.id: "NA" if not criterion.critical else 2}, care_type
            )
            if criterion.id in asked:
                assert judge(visit)["grade"] == "B"
                continue
            refused += 1
            with pytest.raises(Unusable) as error:
                judge(visit)
            assert str(error.value) == f"{criterion.id} does not apply to {care_type}."
    assert refused == 3 * 20 + 7 + 3 + 2 + 0 + 0 + 1


@pytest.mark.parametrize("criterion", CRITICAL, ids=lambda criterion: criterion.id)
def test_na_on_a_critical_criterion_that_applies_is_refused(criterion: Any) -> None:
    for care_type in FRAMEWORK.care_types:
        if care_type in criterion.applies_to:
            with pytest.raises(Unusable) as refused:
                judge(scored({"*": 2, criterion.id: "NA"}, care_type))
            assert str(refused.value) == f"{criterion.id} is critical and applies to {care_type}, so it cannot be NA."


def test_na_by_standard_or_by_default_reaches_critical_criteria_too() -> None:
    with pytest.raises(Unusable, match=r"^S7\.1 is critical"):
        judge(scored({"*": 2, "S7": "NA"}))
    with pytest.raises(Unusable, match=r"^S1\.1 is critical"):
        judge(scored({"*": "NA"}))
    assert judge(scored({"*": 2, "S7": "NA", "S7.1": 2, "S7.3": 2}))["standards"]["S7"] == 66.7
    # For kin S4.2 and S4.6 do not exist, so only S4.1 has to be answered.
    assert judge(scored({"*": 2, "S4": "NA", "S4.1": 3}, "KINSHIP"))["standards"]["S4"] == 100.0


def test_only_critical_criteria_answered_is_a_full_visit() -> None:
    answers = {"*": "NA"} | {c.id: 3 for c in CRITICAL}
    answer = judge(scored(answers))
    assert list(answer["standards"]) == ["S1", "S2", "S3", "S4", "S6", "S7", "S8", "S10"]
    assert (answer["overall_percent"], answer["grade"]) == (100.0, "A")


def test_what_is_shown_of_a_long_value_is_cut_short() -> None:
    with pytest.raises(Unusable) as refused:
        judge(scored({"*": 2, "S" * 10_000: 2}))
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("", "The input is not JSON"),
        ("[[]]", "Entry 1: it is not an object."),
        ('"x"', "The input must be one object or a list of objects."),
        ('{"framework": "0.1", "framework": "0.1"}', "The key 'framework' stands twice"),
        ('{"framework": "0.1", "care_type": "RESIDENTIAL", "scores": {"*": NaN}}', "NaN is not a number"),
        (
            '{"framework": "0.1", "care_type": "RESIDENTIAL", "scores": {"*": ' + "1" * 5000 + "}}",
            "A number of 5000 digits",
        ),
        ('{"framework": "0.1", "care_type": "RESIDENTIAL", "scores": {"\\ud800": 3}}', '"\\ud800" is neither'),
        ('{"framework": "0.1", "care_type": "RESIDENTIAL", "scores": {"*": 1e999}}', 'The score of "*" is Infinity;'),
    ],
)
def test_the_command_ends_with_one_and_a_sentence(given: str, sentence: str) -> None:
    run = CliRunner().invoke(main, ["score", "-"], input=given)
    assert (run.exit_code, run.stdout) == (1, "")
    assert sentence in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_file_that_is_not_there(tmp_path: Any) -> None:
    run = CliRunner().invoke(main, ["score", str(tmp_path / "none.json")])
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr.endswith("cannot be read: No such file or directory.\n")


def test_the_grade_behind_the_page_refuses_the_same() -> None:
    everything = {c.id: 2 for c in FRAMEWORK.criteria_for("KINSHIP")}
    for scores, sentence in (
        (everything | {"S1.2": 2}, "S1.2 does not apply to KINSHIP."),
        (everything | {"S1": 2}, '"S1" is no criterion of framework 0.1.'),
        (everything | {"*": 2}, '"*" is no criterion of framework 0.1.'),
        (everything | {"S1.1": 4}, f'The score of "S1.1" is 4; {ON_THE_SCALE}'),
        (everything | {"S1.1": "NA"}, "S1.1 is critical and applies to KINSHIP, so it cannot be NA."),
        ({c: s for c, s in everything.items() if c != "S1.7"}, "no answer for S1.7."),
    ):
        with pytest.raises(Unusable) as refused:
            grade(FRAMEWORK, "KINSHIP", scores)
        assert str(refused.value).endswith(sentence)
    with pytest.raises(Unusable, match="There is no care type"):
        grade(FRAMEWORK, "KIN", everything)
    with pytest.raises(Unusable, match="The flag"):
        grade(FRAMEWORK, "KINSHIP", everything, {"child_sample_small": True})
