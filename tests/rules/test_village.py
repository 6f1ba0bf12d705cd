"""A house of a village is a small group home only when it is a home of its own (registration.yaml `village_rule`)."""

from hypothesis import given
from hypothesis import strategies as st

from registry_app.providers.applications.progress import village_too_large
from registry_app.providers.homes.rules import House, is_small_group, lacks, village_is_small_group
from registry_app.providers.homes.states import HouseLack

HOUSES = st.builds(House, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 30))


def test_ten_children_with_all_of_their_own_are_a_small_group() -> None:
    assert is_small_group(House(True, True, True, 10), community_school=True)
    assert not is_small_group(House(True, True, True, 11), community_school=True)
    assert not is_small_group(House(True, True, True, 10), community_school=False)
    assert not is_small_group(House(False, True, True, 10), community_school=True)
    assert not is_small_group(House(True, False, True, 10), community_school=True)
    assert not is_small_group(House(True, True, False, 10), community_school=True)


@given(st.lists(HOUSES), st.booleans())
def test_one_house_that_is_none_makes_the_village_residential(houses: list[House], school: bool) -> None:
    wanted = bool(houses) and all(is_small_group(house, school) for house in houses)
    assert village_is_small_group(houses, school) is wanted
    if not school:
        assert not village_is_small_group(houses, school)


def test_the_form_says_so_only_where_small_groups_are_asked_for() -> None:
    row = {"name": "1", "children": "11", "own_carer": "yes", "own_kitchen": "yes", "own_door": "yes"}
    answers = {("care", "care_type"): "SMALL_GROUP", ("care", "village"): "yes", ("care", "houses"): [row]}
    assert village_too_large(answers)
    assert not village_too_large({**answers, ("care", "care_type"): "RESIDENTIAL"})
    assert not village_too_large({**answers, ("care", "village"): "no"})
    fitting = {**answers, ("care", "houses"): [{**row, "children": "10"}]}
    assert not village_too_large(fitting)
    assert village_too_large({**fitting, ("school", "school_kind"): "INSIDE"})


def test_a_house_that_is_none_says_everything_that_is_missing() -> None:
    assert lacks(House(True, True, True, 10), True) == []
    assert lacks(House(False, False, False, 11), False) == [
        HouseLack.NO_CARER, HouseLack.NO_KITCHEN, HouseLack.NO_DOOR, HouseLack.TOO_MANY, HouseLack.SCHOOL_INSIDE,
    ]  # fmt: skip
    assert lacks(House(True, True, True, 10), None) == [HouseLack.SCHOOL_NOT_KNOWN]


@given(HOUSES, st.sampled_from([True, False, None]))
def test_a_house_is_a_small_group_home_exactly_when_nothing_is_missing(house: House, school: bool | None) -> None:
    fits = house.own_carer and house.own_kitchen and house.own_door and house.children <= 10 and school is True
    assert is_small_group(house, school) is fits is (lacks(house, school) == [])
