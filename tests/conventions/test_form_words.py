"""Every sentence of the application form has Urdu and Sindhi, and the form asks for everything the rules name."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from registry_app.core import catalogues, rulebook
from registry_app.providers.applications.questions import Question, questions
from registry_app.providers.applications.rules import PACKAGE, limits
from registry_app.providers.applications.states import State, Track

VERSION = "0.1"
BOOK = rulebook.body(rulebook.exact(PACKAGE, "applications", VERSION))
RULES = rulebook.body(rulebook.exact(PACKAGE, "registration", VERSION))
# Said by lists that stand elsewhere, each with its own place in the form.
CARRIED_BY_PAPERS = {
    "organisation.governing members with CNIC and interests": "governing_members",
    "children_present.code": "D17",
    "children_present.entry date": "D17",
    "staff.see person_vetting": "D14",
}


def every_question() -> Iterator[Question]:
    for track in Track:
        yield from questions(VERSION, track.value).fields()


def sentences() -> Iterator[str]:
    for question in every_question():
        yield question.label
        yield question.hint
        yield from (words for _value, words in question.options)
        yield from (part.label for part in question.rows)
    for track in Track:
        book = questions(VERSION, track.value)
        yield from (name for _id, name in book.groups)
        for section in book.sections:
            yield section.name
            for step in section.steps:
                yield from (step.title, step.hint)
        for paper in book.papers:
            yield from (paper.name, paper.why)


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_every_sentence_of_the_form_is_translated(language: str) -> None:
    whole, _quarrels = catalogues.merged(language)
    missing = sorted({words for words in sentences() if words and whole.get(words) is None})
    assert missing == []


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_no_translation_outlives_its_question(language: str) -> None:
    asked = set(sentences())
    path = catalogues.FOLDER / language / "reference-applying.po"
    left = [m.id for file, words in catalogues.areas(language) if file == path for m in words if m.id]
    assert [sentence for sentence in left if sentence not in asked] == []


def test_every_entry_of_the_rules_is_asked_for() -> None:
    carried = {question.carries for question in every_question() if question.carries}
    named = {f"{part}.{_text(entry)}" for part, rows in RULES["application_data"].items() for entry in rows}
    assert named - carried - set(CARRIED_BY_PAPERS) == set()
    assert carried - named == set()


def _text(entry: Any) -> str:
    # An unquoted entry with a colon is read as a mapping of one.
    return entry if isinstance(entry, str) else ": ".join(next(iter(entry.items())))


def test_every_paper_of_the_rules_is_asked_of_somebody() -> None:
    asked = {paper.code for track in Track for paper in questions(VERSION, track.value).papers}
    assert asked == {row["code"] for row in RULES["documents"]}


def test_the_states_are_those_of_the_rules() -> None:
    assert [state.value for state in State] == RULES["states"]["application"]
    assert [track.value for track in Track] == [row["id"] for row in RULES["tracks"]]


def test_the_limits_are_those_of_the_rules() -> None:
    steps = dict(enumerate(RULES["steps"], start=1))
    limit = limits(VERSION)
    assert str(limit.completeness_working_days) == _number(steps[3]["limit"])
    assert f"applicant has {limit.answer_days} days, once" in steps[3]["output"]
    assert limit.returns == 1
    assert str(limit.visit_days) == _number(steps[5]["limit"])
    assert str(limit.recommendation_days) == _number(steps[7]["limit"])
    assert str(limit.decision_days) == _number(steps[9]["limit"])
    assert str(limit.appeal_days) == _number(RULES["appeal"]["limit"])


def _number(text: str) -> str:
    found = re.match(r"\d+", text)
    assert found is not None
    return found[0]


def test_there_are_eleven_parts_of_at_most_six_steps() -> None:
    for track in Track:
        sections = questions(VERSION, track.value).sections
        assert len(sections) == 11
        assert all(1 <= len(section.steps) <= 6 for section in sections)
    assert len(BOOK["sections"]) == 11


def test_answers_that_name_somebody_are_sealed() -> None:
    open_kinds = {"cnic", "phone", "point", "rows"}
    assert [q.id for q in every_question() if q.kind in open_kinds and not q.sealed] == []
    names = [
        q
        for q in every_question()
        if q.id.endswith("_name") and q.id not in ("home_name", "school_name", "bank_name", "legal_name")
    ]
    assert names
    assert [q.id for q in names if not q.sealed] == []
