"""The numbers spelled in terms-0.1.yaml are those that standards-0.1.yaml says in words, and nothing of it is lost."""

import re
from typing import Any

import pytest
import yaml

from inspections import framework as frameworks
from inspections.framework import Framework
from inspections.term import Term
from registry_app.core import rulebook

BOOK: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("inspections", "standards", "0.1")))
TERMS: dict[str, Any] = yaml.safe_load(rulebook.text(rulebook.exact("inspections", "terms", "0.1")))
FRAMEWORK: Framework = frameworks.of_version("0.1")
WORDS = {"three": 3, "five": 5, "two": 2, "one": 1, "once": 1, "half": 50}


def numbers(sentence: str) -> set[int]:
    words = [WORDS[word] for word in re.findall(r"[a-z]+", sentence.lower()) if word in WORDS]
    return {*words, *(int(digits) for digits in re.findall(r"(?<![A-Z.\d])\d+", sentence))}


def says(term: Term | None, sentence: str | None) -> bool:
    """The sentence holds this amount with this unit."""
    if term is None or sentence is None:
        return False
    unit = term.unit.replace("_", " ").removesuffix("s")
    return re.search(rf"\b{term.amount} {unit}", sentence) is not None


def test_the_framework_holds_ten_standards_69_criteria_15_critical() -> None:
    assert (len(FRAMEWORK.standards), len(FRAMEWORK.criteria)) == (10, 69)
    assert sum(c.critical for c in FRAMEWORK.criteria.values()) == 15
    assert sum(s.weight for s in FRAMEWORK.standards.values()) == 100
    assert all(c.fails_if for c in FRAMEWORK.criteria.values() if c.critical)
    for standard in BOOK["standards"]:
        for row in standard["criteria"]:
            criterion = FRAMEWORK.criteria[row["id"]]
            assert (criterion.text, criterion.weight, criterion.critical) == (
                row["text"],
                row["weight"],
                row["critical"],
            )
            assert (criterion.fails_if, criterion.only_when) == (row.get("fails_if"), row.get("only_when"))
            assert criterion.applies_to == set(row["applies_to"])
            assert criterion.standard == standard["id"]


def test_bands_run_from_the_best_to_the_worst_and_leave_no_hole() -> None:
    assert [(b.grade, b.label, b.minimum) for b in FRAMEWORK.bands] == [
        (row["grade"], row["label"], row["min"]) for row in BOOK["scoring_rules"]["bands"]
    ]
    assert FRAMEWORK.grades == ("A", "B", "C", "D")
    assert FRAMEWORK.bands[-1].minimum == 0
    assert FRAMEWORK.label("C") == "Must improve"


def test_each_limiting_rule_is_spelled_once_and_word_for_word() -> None:
    rules = BOOK["scoring_rules"]["limiting_rules"]
    assert [rule["id"] for rule in rules] == [row["id"] for row in TERMS["limiting_rules"]]
    for rule, spelled, held in zip(rules, TERMS["limiting_rules"], FRAMEWORK.limiting_rules, strict=True):
        assert spelled["source"] == rule["when"]
        assert (held.id, held.when, held.cap, held.basis) == (rule["id"], rule["when"], rule["cap"], rule["basis"])
        conditions = [c for c in (held.critical_scored, held.below, held.zeros, held.flag) if c is not None]
        assert len(conditions) == 1
        if held.flag is None:
            assert int(conditions[0]) in numbers(rule["when"])
        else:
            assert held.flag in FRAMEWORK.flags


def test_the_rules_read_the_standards_they_name() -> None:
    reads = {rule.id: rule.standards for rule in FRAMEWORK.limiting_rules}
    assert (reads["L3"], reads["L4"]) == (("S3",), ("S1", "S2"))
    assert reads["L5"] == ("S4", "S5", "S6", "S7", "S8", "S9", "S10")
    assert reads["L6"] == tuple(FRAMEWORK.standards)
    assert reads["L1"] == reads["L2"] == reads["L7"] == ()


def test_the_gate_is_spelled_as_the_sentence_says() -> None:
    sentence = BOOK["scoring_rules"]["protection_gate"]
    assert "critical criterion of S2 or S3 is 0 or 1, or S3 is below 50" in sentence
    gate = FRAMEWORK.gate
    assert (gate.critical_of, gate.scored_at_most, gate.standard, gate.below) == ({"S2", "S3"}, 1, "S3", 50)


def test_sample_evidence_and_na_are_spelled_as_the_sentences_say() -> None:
    rules = BOOK["scoring_rules"]
    assert "when there are five or fewer; otherwise the larger of five or 20 percent" in rules["child_sample"]
    sample = {k: v for k, v in TERMS["child_sample"].items() if k != "source"}
    assert sample == {"all_up_to": 5, "at_least": 5, "percent": 20}
    assert "A 2 or 3 needs at least two different methods" in rules["evidence_rule"]
    assert "lists talk_with_child" in rules["evidence_rule"]
    assert "0 on a critical criterion needs one credible source" in re.sub(r"\s+", " ", rules["evidence_rule"])
    evidence = {k: v for k, v in TERMS["evidence"].items() if k != "source"}
    assert evidence == {
        "scores_that_need_methods": [2, 3],
        "different_methods": 2,
        "child_method": "talk_with_child",
        "critical_zero_sources": 1,
    }
    assert numbers(" ".join(rules["na_limits"][1:])) >= {20, 15}
    assert TERMS["not_applicable"]["reason_characters"] == 15
    assert TERMS["not_applicable"]["confirmed_above_percent"] == 20


@pytest.mark.parametrize("row", BOOK["severity"], ids=lambda row: row["level"])
def test_the_terms_of_each_severity_are_spelled_as_the_sentences_say(row: dict[str, Any]) -> None:
    severity = FRAMEWORK.severities[row["level"]]
    assert (severity.child_safe is None) == ("child_safe_by" not in row)
    if severity.child_safe:
        assert says(severity.child_safe, row["child_safe_by"])
    assert says(severity.plan, row["plan_due"])
    assert says(severity.fix, row["fix_due"])
    assert (severity.fix_cause is None) == ("cause" not in row["fix_due"])
    assert severity.fix_cause is None or says(severity.fix_cause, row["fix_due"])
    assert severity.fix_ends_at_next_inspection == ("next inspection, whichever is sooner" in row["fix_due"])
    assert severity.verify_by.replace("_", " ") in row["verify_by"]
    assert (severity.verify is None) == (row["verify_by"] == "next inspection")
    assert severity.verify is None or says(severity.verify, row["verify_by"])
    assert severity.wording["default_measure"] == row["default_measure"]
    for finding in severity.found_by:
        assert f"scored {finding['score']}" in row["from"]
        kind = "critical criterion" if "critical" in finding else None
        assert kind is None or kind in row["from"]
        assert all(f"weight-{weight}" in row["from"] for weight in finding.get("weights", ()))
    assert all(criterion in row["from"] for criterion in severity.danger_seen_in)


def test_notices_are_spelled_as_the_sentences_say() -> None:
    words = {row["level"]: row.get("notify") for row in BOOK["severity"]}
    terms = {level: severity.notify for level, severity in FRAMEWORK.severities.items()}
    assert "the same day" in words["CRITICAL"]
    assert terms == {"CRITICAL": Term(0, "days"), "MAJOR": Term(24, "hours"), "MODERATE": None, "MINOR": None}
    assert says(terms["MAJOR"], words["MAJOR"])


def test_escalation_is_spelled_as_the_sentences_say() -> None:
    overdue, repeated, review, extension = BOOK["severity_escalation"]
    terms = TERMS["escalation"]
    assert "more than half its term" in overdue
    assert numbers(overdue) >= {terms["overdue_above_percent_of_term"]}
    assert "0 or 1 in two inspections running" in repeated
    assert terms["repeated_scores"] == [0, 1]
    assert review == "two MAJOR overdue at once triggers a suspension review"
    assert terms["suspension_review"] == {"level": "MAJOR", "overdue": 2}
    assert extension == "an extension needs a reason, may be given once, never for CRITICAL"
    assert (terms["extensions"], terms["never_extended"]) == (1, ["CRITICAL"])


@pytest.mark.parametrize("name", list(BOOK["frequency_by_grade"]))
def test_the_rhythm_of_visits_is_spelled_as_the_sentences_say(name: str) -> None:
    sentence = BOOK["frequency_by_grade"][name].replace("once a year", "12 months").replace("a year", "12 months")
    row = TERMS["frequency"][name]
    assert set(TERMS["frequency"]) == set(BOOK["frequency_by_grade"])
    for part, said in row.items():
        assert says(Term.read(said), sentence), part
    assert ("follow_up" in row) == ("follow-up" in sentence)


def test_visit_types_are_spelled_as_the_sentences_say() -> None:
    assert list(FRAMEWORK.visit_types) == [row["type"] for row in BOOK["visit_types"]]
    for row in BOOK["visit_types"]:
        kind = FRAMEWORK.visit_types[row["type"]]
        said = {True: "yes", False: "no"}.get(row["announced"], str(row["announced"]).split(";")[0])
        assert kind.announced == said
        assert all(standard in row["scope"] for standard in kind.standards)
        assert ("quarterly" in row["scope"]) == (kind.every is not None)
    assert FRAMEWORK.visit_types["MONITORING"].every == Term(3, "months")
    assert len(FRAMEWORK.visit_types["MONITORING"].standards) == len(
        re.findall(r"S\d+", BOOK["visit_types"][2]["scope"])
    )
    assert says(FRAMEWORK.visit_types["RESPONSIVE"].start, BOOK["visit_types"][5]["scope"])
    assert (
        "at least three people for a facility, one woman and one health professional" in BOOK["visit_types"][1]["team"]
    )
    team = TERMS["team"]
    assert (team["facility_members"], team["women"], team["health_professionals"]) == (3, 1, 1)


def test_the_steps_of_an_inspection_are_spelled_as_the_table_says() -> None:
    due = {row["step"]: row["due"] for row in BOOK["inspection_process"]}
    step = {
        "report": "report submitted",
        "comments": "provider factual comments",
        "publish": "review and publish",
        "authority_acts": "action by authority",
        "appeal": "grade appeal",
        "appeal_decided": "grade appeal",
    }
    assert set(step) == set(TERMS["process"]) - {"source"}
    for name, row in step.items():
        assert says(Term.read(TERMS["process"][name]), due[row]), name


def test_versions_are_known_by_number_and_by_day() -> None:
    from datetime import date

    assert frameworks.known() == ("0.1",)
    assert frameworks.in_force_on(date(2026, 1, 1)) is FRAMEWORK
    with pytest.raises(rulebook.UnknownVersion):
        frameworks.in_force_on(date(2025, 12, 31))
    with pytest.raises(rulebook.UnknownVersion):
        frameworks.of_version("0.2")
    terms = {v.version for v in rulebook.versions("inspections", "terms")}
    assert terms == set(frameworks.known())
