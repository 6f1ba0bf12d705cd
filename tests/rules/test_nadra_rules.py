"""When a sheet may be made, when an office is silent, and that an affidavit for NADRA is no guardianship anywhere."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.placements.exits import rules as exits
from registry_app.placements.exits.rules import WAYS, Facts
from registry_app.placements.exits.states import CourtType
from registry_app.placements.nadra import rules
from registry_app.placements.nadra.states import LIFE, Given, Matter, Refusal, SheetState
from registry_app.placements.states import Exit
from tests.conventions import walk

WITH_ORDER = [one for one, way in WAYS.items() if "order" in way.needs]
PAPERS = ["Affidavit 12/2026", "NADRA guardian 4", "نادرا سرپرست", "حلف نامہ ۱۲", "حلف نامو 3", "حلفنامہ", "AFFIDAVIT"]


def test_the_numbers_are_those_of_the_policy():
    terms = rules.terms()
    assert (terms.apply_days, terms.waiting_days, terms.order_given) == (30, 30, "2026-03")
    assert Refusal.PARENTS_ASKED in terms.against_the_order


def test_guardian_for_nadra_has_no_say_over_anything():
    assert set(rules.terms().no_say_over) == set(Matter) == {"PHOTOGRAPHS", "COMPLAINTS", "MARRIAGE", "TRAVEL"}
    assert not any(rules.gives_say(matter) for matter in Matter)


@pytest.mark.parametrize("exit_kind", WITH_ORDER)
@pytest.mark.parametrize("paper", PAPERS)
def test_no_way_out_takes_an_affidavit_for_the_order_of_a_court(exit_kind, paper):
    said = Facts(order=paper, court=CourtType.FAMILY_COURT)
    assert "affidavit" in exits.faults(exit_kind, said, age=9)
    real = Facts(order="G&W 12 of 2026", court=CourtType.FAMILY_COURT)
    assert "affidavit" not in exits.faults(exit_kind, real, age=9)


def test_guardian_and_kafalah_ways_are_among_them():
    assert {Exit.GUARDIAN, Exit.GUARDIAN_ORDER, Exit.KAFALAH_ORDER, Exit.ABROAD_BY_COURT} <= set(WITH_ORDER)


def test_only_the_pack_and_the_ways_out_know_of_the_affidavit():
    """Whoever reads it elsewhere would read a guardianship out of it."""
    known = {walk.short(path) for path in walk.sources() if "affidavit_number" in path.read_text(encoding="utf-8")}
    assert known
    assert [path for path in known if "/nadra" not in path] == []


@pytest.mark.parametrize(("word", "last", "paper", "free"), [
    (None, None, None, True), ("NONE", None, None, True), ("APPLIED", "REFUSED", None, True),
    ("HAS", None, None, False), ("HAS", "REFUSED", None, False), (None, "SENT", None, False),
    (None, "PREPARED", None, False), (None, "SIGNED", None, False), (None, "REGISTERED", Given.B_FORM, False),
    (None, "CONFIRMED", Given.B_FORM, False), (None, "CONFIRMED", Given.BIRTH_REGISTRATION, True),
    (None, "MORE_ASKED", None, True), (None, "TAKEN_BACK", None, True),
])  # fmt: skip
def test_who_needs_a_new_sheet(word, last, paper, free):
    assert rules.may_prepare(word, last, paper) is free


@given(st.sampled_from(SheetState), st.integers(0, 400), st.integers(1, 90))
def test_only_a_sent_sheet_is_ever_waited_for_too_long(state, ago, days):
    on = date(2026, 11, 1)
    assert rules.silent(state, on - timedelta(days=ago), on, days) == (state is SheetState.SENT and ago > days)


def test_an_open_sheet_always_has_a_way_on():
    for state in (SheetState.PREPARED, SheetState.SIGNED, SheetState.SENT, SheetState.REGISTERED):
        assert LIFE.open_moves(state)
    assert LIFE.open_moves(SheetState.CONFIRMED) == LIFE.open_moves(SheetState.TAKEN_BACK) == []
