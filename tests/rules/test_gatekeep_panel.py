"""HB09, HB12, the quorum and the majority, and an oracle that counts them in another way."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeping.rules import Member, conflicted, judge, panel_outcome
from tests.rules.gatekeeping_input import SEATS, good, member, spoiled


def sitting(*members: dict[str, Any], urgent: bool | None = False, care_type: str = "KINSHIP") -> dict[str, Any]:
    return good(care_type, panel={"urgent": urgent, "members": list(members)})


def panel_of(proposal: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = judge(proposal)["panel"]
    return found


def votes(votes_for: int, against: int = 0, abstain: int = 0, silent: int = 0) -> list[dict[str, Any]]:
    """Quorate members with these votes, without changing who is a woman or from where."""
    cast = ["FOR"] * votes_for + ["AGAINST"] * against + ["ABSTAIN"] * abstain + [None] * silent
    return [member(place, vote=vote) for place, vote in enumerate(cast)]


@pytest.mark.parametrize(
    ("members", "quorate"),
    [
        ([member(p) for p in range(7)], True),
        ([member(p) for p in range(5)], True),
        ([member(p) for p in range(4)], False),
        ([member(p) for p in range(1, 7)], False),
        ([member(0, seat="DEPUTY_CHAIR"), *(member(p) for p in range(1, 5))], True),
        ([member(0, seat=None), *(member(p) for p in range(1, 5))], False),
        ([member(p, woman=p < 2) for p in range(5)], True),
        ([member(p, woman=p < 1) for p in range(5)], False),
        ([member(p, woman=None if p else True) for p in range(5)], False),
        ([member(p, from_swd=p < 3) for p in range(5)], True),
        ([member(p, from_swd=p < 4) for p in range(5)], False),
        ([member(p, from_swd=None) for p in range(5)], False),
        ([member(p, present=p < 4) for p in range(7)], False),
        ([member(p, present=None if p == 4 else True) for p in range(5)], False),
        ([member(p) for p in range(4)] + [member(4, conflicts=["board"], vote=None)], False),
        ([member(p) for p in range(4)] + [member(4, conflicts=None, vote=None)], False),
        ([member(p) for p in range(4)] + [member(4, presented=True, vote=None)], False),
        ([member(p) for p in range(4)] + [member(4, presented=None, vote=None)], False),
        ([], False),
    ],
)
def test_the_full_quorum(members: list[dict[str, Any]], quorate: bool) -> None:
    answer = judge(sitting(*members))
    assert answer["panel"]["quorate"] is quorate
    assert answer["blocks"] == ([] if quorate else ["HB09"])
    assert answer["panel"]["carried"] is quorate
    assert judge(sitting(*members, urgent=None)) == answer


@pytest.mark.parametrize(
    ("members", "quorate"),
    [
        ([member(0, from_swd=True), member(1, from_swd=True), member(2)], True),
        ([member(0), member(1)], False),
        ([member(0, seat="DEPUTY_CHAIR"), member(1), member(2)], False),
        ([member(p, woman=False) for p in range(3)], False),
        ([member(p, woman=p == 1) for p in range(3)], True),
        ([member(p, from_swd=True) for p in range(3)], False),
    ],
)
def test_the_urgent_quorum_needs_the_chair(members: list[dict[str, Any]], quorate: bool) -> None:
    assert panel_of(sitting(*members, urgent=True))["quorate"] is quorate


@pytest.mark.parametrize(
    ("cast", "simple", "two_thirds"),
    [
        (votes(6), True, True),
        (votes(4, 2), True, True),
        (votes(4, 0, 2), True, True),
        (votes(4, 0, 0, 2), True, True),
        (votes(3, 3), False, False),
        (votes(3, 0, 3), False, False),
        (votes(3, 0, 0, 3), False, False),
        (votes(4, 3), True, False),
        (votes(5, 2), True, True),
        (votes(3, 2), True, False),
        (votes(2, 1, 2), False, False),
        (votes(0, 0, 5), False, False),
        (votes(0, 0, 0, 7), False, False),
    ],
)
def test_majorities_are_counted_of_those_who_count(cast: list[Any], simple: bool, two_thirds: bool) -> None:
    assert panel_of(sitting(*cast)) == {"quorate": True, "majority": "simple", "carried": simple}
    grouped = sitting(*cast, care_type="RESIDENTIAL")
    assert panel_of(grouped) == {"quorate": True, "majority": "two_thirds", "carried": two_thirds}
    assert judge(grouped)["blocks"] == []
    assert judge(grouped)["may_proceed"] is two_thirds


@pytest.mark.parametrize(
    ("paths", "majority"),
    [
        ({}, "simple"),
        ({"child__objects": True}, "two_thirds"),
        ({"child__objects": None}, "simple"),
        ({"child__siblings_in_care": 1, "child__siblings_kept_together": False}, "two_thirds"),
        ({"child__siblings_in_care": 1, "child__siblings_kept_together": True}, "simple"),
        ({"child__siblings_in_care": 1, "child__siblings_kept_together": None}, "simple"),
        ({"child__siblings_in_care": 0, "child__siblings_kept_together": False}, "simple"),
    ],
)
def test_two_thirds_against_the_childs_wish_and_for_siblings_apart(paths: dict[str, Any], majority: str) -> None:
    assert panel_of(spoiled("FOSTER", **paths))["majority"] == majority


@pytest.mark.parametrize("care_type", ["KINSHIP", "GUARDIAN", "FOSTER", "KAFALAH", "SIL", "RESPITE"])
def test_a_simple_majority_is_enough_for_family_care(care_type: str) -> None:
    assert panel_of(good(care_type))["majority"] == "simple"


@pytest.mark.parametrize(
    "changes",
    [
        {"conflicts": ["sits on the board"]},
        {"conflicts": [""]},
        {"conflicts": None},
        {"presented": True},
        {"presented": None},
        {"conflicts": ["landlord"], "present": False},
    ],
)
@pytest.mark.parametrize("vote", ["FOR", "AGAINST", "ABSTAIN"])
def test_a_vote_in_conflict_is_hb09_even_where_the_quorum_stands(changes: dict[str, Any], vote: str) -> None:
    others = [member(place) for place in range(6)]
    answer = judge(sitting(*others, member(6, vote=vote, **changes)))
    assert answer["blocks"] == ["HB09"]
    assert answer["panel"]["quorate"] is True
    assert "M6" in answer["explain"]["HB09"][0]
    assert judge(sitting(*others, member(6, **(changes | {"vote": None}))))["blocks"] == []


def test_the_vote_of_an_absent_member_is_not_counted() -> None:
    cast = [*votes(2, 3), member(5, present=False), member(6, present=False)]
    assert panel_of(sitting(*cast))["carried"] is False


def test_a_lost_vote_is_no_block() -> None:
    answer = judge(sitting(*votes(2, 3)))
    assert answer["blocks"] == []
    assert answer["may_proceed"] is False


def test_no_panel_is_hb12_and_never_hb09() -> None:
    answer = judge(good(panel=None))
    assert answer["blocks"] == ["HB12"]
    assert answer["panel"] is None


def oracle(members: list[Member], urgent: bool, two_thirds: bool) -> tuple[bool, bool]:
    """Quorum and vote written from the sentences of the rule, by striking out members one by one."""
    left = list(members)
    for one in members:
        if one.present is not True or one.conflicts is None or one.conflicts or one.presented is not False:
            left.remove(one)
    led = {"CHAIR"} if urgent else {"CHAIR", "DEPUTY_CHAIR"}
    size, few = (3, 1) if urgent else (5, 2)
    quorate = (
        len(left) >= size
        and bool(led & {one.seat for one in left})
        and len([one for one in left if one.woman]) >= few
        and len([one for one in left if one.from_swd is False]) >= few
    )
    if not left:
        return False, False
    share = Fraction(sum(1 for one in left if one.vote == "FOR"), len(left))
    won = share >= Fraction(2, 3) if two_thirds else share > Fraction(1, 2)
    return quorate, quorate and won


MEMBERS = st.builds(
    Member,
    id=st.uuids().map(str),
    seat=st.sampled_from([*SEATS, "DEPUTY_CHAIR", None]),
    woman=st.sampled_from([True, True, False, None]),
    from_swd=st.sampled_from([True, False, False, None]),
    present=st.sampled_from([True, True, True, False, None]),
    conflicts=st.sampled_from([(), (), (), ("kin",), None]),
    presented=st.sampled_from([False, False, False, True, None]),
    vote=st.sampled_from(["FOR", "FOR", "AGAINST", "ABSTAIN", None]),
)


@settings(deadline=None)
@given(members=st.lists(MEMBERS, max_size=9), urgent=st.booleans(), two_thirds=st.booleans())
def test_the_outcome_agrees_with_the_oracle(members: list[Member], urgent: bool, two_thirds: bool) -> None:
    found = panel_outcome(members, urgent, two_thirds)
    assert (found.quorate, found.carried) == oracle(members, urgent, two_thirds)
    assert found.tainted == tuple(one for one in members if one.vote and conflicted(one))
    assert bool(found.shortfalls) is not found.quorate


def test_every_count_of_votes_agrees_with_the_oracle() -> None:
    for cast in product(["FOR", "AGAINST", "ABSTAIN", None], repeat=5):
        members = [Member(f"M{p}", SEATS[p], p < 2, p < 3, True, (), False, vote) for p, vote in enumerate(cast)]
        for urgent, two_thirds in product([True, False], repeat=2):
            found = panel_outcome(members, urgent, two_thirds)
            assert (found.quorate, found.carried) == oracle(members, urgent, two_thirds)
            assert found.votes_for == cast.count("FOR")


def test_the_votes_needed_are_told() -> None:
    members = [Member(f"M{p}", SEATS[p], True, False, True, (), False, None) for p in range(7)]
    assert [panel_outcome(members[:count], False, False).needed for count in (5, 6, 7)] == [3, 4, 4]
    assert [panel_outcome(members[:count], False, True).needed for count in (5, 6, 7)] == [4, 4, 5]
