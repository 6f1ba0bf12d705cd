"""What a children's village is: each house judged by rule, with reasons (registration.yaml `village_rule`)."""

from collections.abc import Collection
from dataclasses import dataclass

from registry_app.providers.homes.states import HouseLack

MOST_IN_A_HOUSE = 10


@dataclass(frozen=True)
class House:
    """One house of a children's village."""

    own_carer: bool
    own_kitchen: bool
    own_door: bool
    children: int


def lacks(house: House, community_school: bool | None) -> list[HouseLack]:
    """Why a house is no small group home; none when it is one. None for the school: nobody knows yet."""
    there = {
        HouseLack.NO_CARER: not house.own_carer,
        HouseLack.NO_KITCHEN: not house.own_kitchen,
        HouseLack.NO_DOOR: not house.own_door,
        HouseLack.TOO_MANY: house.children > MOST_IN_A_HOUSE,
        HouseLack.SCHOOL_INSIDE: community_school is False,
        HouseLack.SCHOOL_NOT_KNOWN: community_school is None,
    }
    return [lack for lack, found in there.items() if found]


def is_small_group(house: House, community_school: bool | None) -> bool:
    """Whether a house of a village counts as a small group home."""
    return not lacks(house, community_school)


def village_is_small_group(houses: Collection[House], community_school: bool | None) -> bool:
    """Whether a village counts as small group homes: every house is one; else the site is residential."""
    return bool(houses) and all(is_small_group(house, community_school) for house in houses)
