"""Changes to a draft as pure functions: the shipped file is sound, and numbers, words and framework stay together."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from inspections import framework as frameworks
from inspections.standards import rules
from inspections.states import Method
from registry_app.core import rulebook

METHODS = frozenset(method.value for method in Method)
BOOK = rulebook.body(rulebook.exact("inspections", "standards", "0.1"))
TERMS = rulebook.body(rulebook.exact("inspections", "terms", "0.1"))
KNOWN = rules.numbers(BOOK, TERMS)


def test_the_shipped_file_passes_the_validator_of_drafts():
    assert list(rules.faults(BOOK, TERMS, METHODS)) == []


@given(st.fixed_dictionaries({}, optional={key: st.integers(1, 100) for key in KNOWN if key != "band.D"}))
def test_numbers_set_are_numbers_read_and_their_words_follow(wanted):
    book, terms = rules.with_numbers(BOOK, TERMS, wanted)
    assert rules.numbers(book, terms) == KNOWN | wanted
    assert not [key for key, code in rules.faults(book, terms, METHODS) if code == "WORDS"]
    changed = {one.where for one in rules.differences((BOOK, TERMS), (book, terms))}
    assert changed == {key for key, value in wanted.items() if KNOWN[key] != value}
    made = frameworks.made_of("draft", book, terms)
    assert {band.grade: int(band.minimum) for band in made.bands} == {
        key[-1]: value for key, value in (KNOWN | wanted).items() if key.startswith("band.")
    }


def test_the_given_book_is_never_touched():
    before = repr(BOOK), repr(TERMS)
    rules.with_numbers(BOOK, TERMS, {"band.A": 99, "limit.L7": 4, "length.CRITICAL.fix": 70})
    rules.without_criterion(BOOK, "S1.1")
    rules.with_cap(BOOK, "L9", "D")
    assert (repr(BOOK), repr(TERMS)) == before


def test_faults_name_what_is_wrong():
    def codes(book):
        return {code for _, code in rules.faults(book, TERMS, METHODS)}

    row = rules.criteria(BOOK)["S1.2"]
    assert codes(rules.with_criterion(BOOK, "S1.2", {**row, "weight": 4})) == {"WEIGHT"}
    assert codes(rules.with_criterion(BOOK, "S1.2", {**row, "critical": True})) == {"FAILS_IF"}
    assert codes(rules.with_criterion(BOOK, "S1.2", {**row, "methods": ["guess"]})) == {"METHODS"}
    assert codes(rules.with_criterion(BOOK, "S1.2", {**row, "applies_to": ["PALACE"]})) == {"APPLIES_TO"}
    assert codes(rules.with_criterion(BOOK, "S1.2", {**row, "text": " "})) == {"TEXT"}
    assert codes(rules.with_criterion(BOOK, "S1.x", row)) == {"ID"}


def test_the_command_is_in_the_help():
    said = subprocess.run(
        [sys.executable, "-m", "registry_app.cli", "--help"], capture_output=True, text=True, check=True
    )
    assert "rescore" in said.stdout
