"""The rules of the visitors' book, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.placements.visitors import rules

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [([], "OPEN"), (["REPORTED"], "REPORTED"), (["REPORTED", "RETURNED"], "OPEN"), (["DONE"], "DONE"),
     (["REPORTED", "RETURNED", "REPORTED", "DONE"], "DONE")],
)  # fmt: skip
def test_the_last_step_says_how_far_it_is(steps, expected):
    assert rules.standing(steps) == expected


@pytest.mark.parametrize(
    ("steps", "possible"),
    [([], {"REPORTED", "DONE"}), (["REPORTED"], {"RETURNED", "DONE"}), (["REPORTED", "RETURNED"], {"REPORTED", "DONE"}),
     (["DONE"], set())],
)  # fmt: skip
def test_which_step_can_be_taken_when(steps, possible):
    assert {step for step in ("REPORTED", "RETURNED", "DONE") if rules.may_follow(steps, step)} == possible


@given(st.integers(-50, 50), st.none() | st.integers(-50, 50))
def test_late_is_not_done_by_its_day(due, done):
    done_on = None if done is None else DAY + timedelta(days=done)
    expected = due < 0 and (done is None or done > 0)
    assert rules.late(DAY + timedelta(days=due), done_on, DAY) is expected


@pytest.mark.parametrize(
    "words",
    ["The girl Sana Memon wept.", "sana  MEMON", "C-7K2M9P-X", "see C-7K2M9P-X.", "42101-1234567-1", "4210112345671",
     "بچی ثنا میمن روئی"],
)  # fmt: skip
def test_words_that_name_a_child(words):
    assert rules.names_a_child(words, ["Sana Memon", "ثنا میمن"])


@pytest.mark.parametrize(
    "words", ["A girl of ten wept.", "Sana is a word.", "C.M. 12/2026", "Call 021 34567890", "Memon Sana", ""]
)
def test_words_that_name_nobody(words):
    assert not rules.names_a_child(words, ["Sana Memon", "Sana", ""])
