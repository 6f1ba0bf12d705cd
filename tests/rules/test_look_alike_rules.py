"""One child without a family, one who is not taken home, or a place that decides: it stands in place of parents."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from registry_app.providers.lookalikes import rules
from registry_app.providers.lookalikes.queries import book
from registry_app.providers.lookalikes.rules import Seen
from registry_app.providers.lookalikes.states import InPlaceOfParents, LookAlikeKind

BOOK = book(date(2026, 1, 1))
COUNTS = st.integers(0, 40)
SEEN = st.builds(Seen, COUNTS, COUNTS, COUNTS, st.booleans())


def test_a_boarding_school_to_which_parents_send_is_outside() -> None:
    assert rules.reasons(BOOK, Seen(60)) == []


def test_each_reason_alone_is_enough() -> None:
    outside = Seen(60)
    assert rules.reasons(BOOK, replace(outside, without_family=1)) == ["WITHOUT_FAMILY"]
    assert rules.reasons(BOOK, replace(outside, not_home=1)) == ["NOT_TAKEN_HOME"]
    assert rules.reasons(BOOK, replace(outside, parents_decide=False)) == ["PLACE_DECIDES"]


def test_where_no_child_sleeps_there_is_no_care() -> None:
    assert rules.reasons(BOOK, Seen(0, parents_decide=False)) == []


@given(SEEN)
def test_more_children_of_a_kind_never_lead_outside(seen: Seen) -> None:
    if rules.impossible(seen):
        return
    found = rules.reasons(BOOK, seen)
    more = replace(seen, sleep=seen.sleep + 1, without_family=seen.without_family + 1)
    assert set(found) <= set(rules.reasons(BOOK, more))
    assert "WITHOUT_FAMILY" in rules.reasons(BOOK, more)


@given(SEEN)
def test_a_part_is_never_more_than_the_whole(seen: Seen) -> None:
    assert (rules.impossible(seen) is None) is (max(seen.without_family, seen.not_home) <= seen.sleep)


def test_the_book_knows_every_reason_and_the_kinds_are_those_of_the_track() -> None:
    assert {row["code"] for row in BOOK["reasons"]} == set(InPlaceOfParents)
    assert len(LookAlikeKind) == 4


def test_a_mapped_place_is_seen_in_thirty_days_and_an_outside_one_again_within_a_year() -> None:
    day = date(2026, 3, 1)
    assert rules.first_check_by(BOOK, day) == day + timedelta(days=30)
    assert rules.last_next_check(BOOK, day) == day + timedelta(days=365)
