"""Which records may be one home."""

import uuid
from typing import Any

import pytest

from registry_app.core.geo import Point
from registry_app.providers.twins.rules import Record, contradict, may_be_one, pairs
from registry_app.providers.twins.states import Why


def record(*names: str, district: str = "SD-HYD", **facts: Any) -> Record:
    return Record(uuid.uuid4(), names, district, **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dar ul Atfal", "Darulatfal Orphanage, Hyderabad"), ("Dar ul Atfal", "دارالاطفال"),
        ("Edhi Home", "ایدھی یتیم خانہ"),
        ("Edhi Home Hyderabad", "ايڌي گهر حيدرآباد"), ("Noor Welfare Trust", "Nur Home for Children"),
    ],
)  # fmt: skip
def test_one_name_in_one_district_is_enough(one: str, other: str) -> None:
    assert may_be_one(record(one), record(other)) == (Why.NAME,)
    assert may_be_one(record(one, district="SD-SKR"), record(other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Noor Home for Girls", "Noor Home for Boys"), ("Home 1", "Home 2"), ("Noor Home", "Roshni Home"),
     ("Dar ul Aman", "Dar ul Atfal")],
)  # fmt: skip
def test_another_name_is_another_home(one: str, other: str) -> None:
    assert may_be_one(record(one), record(other)) == ()


def test_people_need_the_name_or_the_place_beside_them() -> None:
    phone, other = {"people": frozenset({"p"})}, {"people": frozenset({"p", "q"})}
    assert may_be_one(record("Noor", **phone), record("Roshni", **other)) == ()
    assert may_be_one(record("Noor", district="SD-SKR", **phone), record("Nur", **other)) == (Why.NAME, Why.PEOPLE)
    here, near = Point(25.39, 68.37), Point(25.391, 68.371)
    assert may_be_one(record("A", point=here, **phone), record("B", point=near, **other)) == (Why.PLACE, Why.PEOPLE)
    assert may_be_one(record("A", point=here), record("B", point=near)) == ()
    street = {"address": "House 12, Block 4, Latifabad"}
    assert Why.PLACE in may_be_one(
        record("A", **street, **phone), record("B", address="house 12 block 4 latifabad", **other)
    )


def test_two_places_speak_against_one_home() -> None:
    assert contradict(record("A", address="Street 12, Latifabad"), record("A", address="Tower Road, Kotri"))
    assert not contradict(record("A", address="Street 12, Latifabad"), record("A", address="Street 12"))
    assert not contradict(record("A", address="Street 12, Latifabad"), record("A"))
    assert contradict(record("A", point=Point(25.3, 68.3)), record("A", point=Point(25.4, 68.3)))


def test_many_of_one_name_are_not_all_paired() -> None:
    every = [record("Noor Home") for _ in range(40)]
    found = list(pairs(every, every))
    assert 39 <= len({frozenset((one, other)) for one, other, _ in found}) <= 40 * 5
    assert all(one != other for one, other, _ in found)
