"""Districts, towns, the map, distances and the folding of letters."""

import json
import re
from datetime import date
from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core.geo import Point, box, km
from registry_app.core.letters import fold
from registry_app.places import gazetteer, maps

SINDH = st.builds(Point, st.floats(23.5, 28.6), st.floats(66.3, 71.3))


def test_thirty_districts_in_six_divisions() -> None:
    assert len(gazetteer.districts()) == 30
    assert {one.name: len(one.districts) for one in gazetteer.divisions()} == {
        "Hyderabad": 9,
        "Karachi": 7,
        "Larkana": 5,
        "Mirpur Khas": 3,
        "Shaheed Benazirabad": 3,
        "Sukkur": 3,
    }
    assert sum(one.population for one in gazetteer.districts()) == 55_696_147


def test_a_district_by_code_in_three_languages() -> None:
    hyderabad = gazetteer.district("SD-HYD")
    assert [hyderabad.name_in(language) for language in ("en", "ur", "sd")] == ["Hyderabad", "حیدرآباد", "حيدرآباد"]
    assert hyderabad.point == Point(25.3924, 68.3737)
    assert all(one.name_ur and one.name_sd and one.headquarters for one in gazetteer.districts())
    assert all(one.name_ur and one.name_sd for one in gazetteer.divisions())


@pytest.mark.parametrize("code", ["SD-XXX", "OUT-PB", "", "sd-hyd"])
def test_no_district_with_another_code(code: str) -> None:
    with pytest.raises(gazetteer.UnknownDistrict):
        gazetteer.district(code)


def test_one_division_or_two() -> None:
    assert gazetteer.same_division("SD-KCE", "SD-KEM")
    assert gazetteer.same_division("SD-HYD", "SD-HYD")
    assert not gazetteer.same_division("SD-HYD", "SD-SKR")
    with pytest.raises(gazetteer.UnknownDistrict):
        gazetteer.same_division("SD-HYD", "OUT-PB")


def test_places_outside_sindh() -> None:
    codes = [one.code for one in gazetteer.outside()]
    assert codes == ["OUT-PB", "OUT-KP", "OUT-BA", "OUT-ICT", "OUT-GB", "OUT-AJK", "OUT-ABROAD", "OUT-UNKNOWN"]
    assert all(gazetteer.is_place_code(code) for code in [*codes, "SD-HYD"])
    assert not gazetteer.is_place_code("OUT-XX")
    assert gazetteer.place_name("OUT-ABROAD", "ur") == "پاکستان سے باہر"
    assert gazetteer.place_name("SD-SKR", "sd") == "سکر"


def test_holidays_of_the_shipped_list() -> None:
    assert date(2026, 11, 9) in gazetteer.holidays()
    assert date(2026, 11, 10) not in gazetteer.holidays()
    assert len(gazetteer.holidays()) == 32


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hyderabad", "Hyderabad"),
        ("HYDER", "Hyderabad"),
        ("كراچی", "Karachi"),  # Arabic kaf, Urdu yeh
        ("کراچي", "Karachi"),  # Urdu kaf, Arabic yeh
        ("ڪراچي", "Karachi"),
        ("shahdadkot", "Shāhdādkot"),
        ("ٹَنڈو  آدم", "Tando Adam"),
        ("adam", "Tando Adam"),
    ],
)
def test_towns_are_found_in_any_letters(query: str, first: str) -> None:
    assert gazetteer.towns(query)[0].name == first


@pytest.mark.parametrize("query", ["", "   ", "qqqq", "yderabad"])
def test_no_town_for_no_beginning(query: str) -> None:
    assert gazetteer.towns(query) == ()


def _inside(point: Point, ring: list[list[float]]) -> bool:
    """Whether a point lies within a ring: how often a line to the east crosses it is odd."""
    crossings = 0
    for (west, south), (east, north) in pairwise([*ring, ring[0]]):
        if (south > point.lat) != (north > point.lat):
            crossings += point.lon < west + (east - west) * (point.lat - south) / (north - south)
    return crossings % 2 == 1


def _areas_at(point: Point) -> list[str]:
    """The codes of the districts within whose boundary the point lies; Karachi has no code."""
    found = []
    for one in json.loads(maps.boundaries_text())["features"]:
        shape = one["geometry"]
        parts = {"Polygon": [shape["coordinates"]], "MultiPolygon": shape["coordinates"]}.get(shape["type"], [])
        if any(_inside(point, part[0]) for part in parts):
            found.append(one["properties"]["district_code"])
    return found


def test_every_town_lies_in_its_district() -> None:
    """Where there is a boundary: Karachi has only one around its seven districts."""
    outside = [
        (town.name, town.district_code)
        for town, _names in gazetteer._towns()
        if town.district_code and _areas_at(town.point) != [town.district_code]
    ]
    assert outside == []


def test_every_headquarters_lies_in_its_district() -> None:
    for one in gazetteer.districts():
        wanted = [None] if one.division_code == maps.KARACHI else [one.code]
        assert _areas_at(one.point) == wanted, one.name


@pytest.mark.parametrize("town", ["Kotri", "Manjhand", "Sehwan"])
def test_the_towns_west_of_the_river_lie_in_jamshoro(town: str) -> None:
    assert gazetteer.towns(town)[0].district_code == "SD-JMS"


def test_towns_know_their_district_except_in_karachi() -> None:
    assert gazetteer.towns("Tando Adam")[0].district_code == "SD-SGR"
    assert gazetteer.towns("Karachi")[0].district_code is None
    assert len(gazetteer.towns("a", limit=7)) == 7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كراچی", "ڪراچي"),
        ("ہوا", "هوا"),
        ("ھوا", "هوا"),
        ("مُحَمَّد", "محمد"),
        ("آدم", "ادم"),
        ("۱۲۳", "123"),
        ("١٢٣", "123"),
        ("Hāla", "hala"),
        ("Can’t", "can't"),
        ("CAN`T", "can't"),
        ("چا\u200cقو", "چاقو"),
        ("مـــار", "مار"),
        ("ｋｎｉｆｅ", "knife"),
    ],
)
def test_letters_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ڏ", "د"), ("ٿ", "ت"), ("ڇ", "چ"), ("ٹ", "ت"), ("ے", "ی"), ("ڙ", "ر")])
def test_letters_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_is_folding_once() -> None:
    """For the letters of every alphabet and their other forms; folding goes letter by letter, so it holds for texts."""
    letters = [chr(point) for point in (*range(0x2E80), *range(0xFB00, 0x10000))]
    assert [letter for letter in letters if fold(fold(letter)) != fold(letter)] == []


def test_distance_over_the_ground() -> None:
    karachi, hyderabad = Point(24.8607, 67.0011), Point(25.3924, 68.3737)
    assert km(karachi, hyderabad) == pytest.approx(150.6, abs=0.5)
    assert km(karachi, karachi) == 0


@given(SINDH, SINDH, st.floats(0, 300))
def test_the_box_leaves_out_nothing_within_the_radius(centre: Point, other: Point, radius: float) -> None:
    if km(centre, other) <= radius:
        assert box(centre, radius + 0.001).holds(other)


def test_the_box_is_not_much_wider_than_the_circle() -> None:
    centre = Point(26.0, 68.0)
    around = box(centre, 50)
    assert km(centre, Point(26.0, around.east)) == pytest.approx(50, rel=0.01)
    assert km(centre, Point(around.north, 68.0)) == pytest.approx(50, rel=0.001)
    with pytest.raises(ValueError, match="below zero"):
        box(centre, -1)


@pytest.mark.parametrize("width", [100, 320, 900])
def test_the_map_has_every_district_once(width: int) -> None:
    drawn = maps.boundary_svg_paths(width)
    codes = {one.code for one in drawn.areas} | {one.code for one in drawn.dots}
    assert codes == {one.code for one in gazetteer.districts()} | {"DIV-KHI"}
    assert (len(drawn.areas), len(drawn.dots)) == (24, 7)
    assert drawn.view_box == f"0 0 {width} {drawn.height}"
    for area in drawn.areas:
        assert re.fullmatch(r"(M\d+,\d+l(-?\d+,-?\d+ ?)+z)+", area.d), area.code
        assert 0 < area.x < width
        assert 0 < area.y < drawn.height


def test_headquarters_fall_near_their_area() -> None:
    drawn = maps.boundary_svg_paths(900)
    middles = {one.code: (one.x, one.y) for one in drawn.areas}
    x, y = drawn.place(gazetteer.district("SD-SKR").point)
    nearest = min(middles, key=lambda code: hypot(middles[code][0] - x, middles[code][1] - y))
    assert nearest in {"SD-SKR", "SD-SKP"}
    assert drawn.place(gazetteer.district("SD-GTK").point)[1] < drawn.place(gazetteer.district("SD-THT").point)[1]


def test_the_map_is_small_enough_to_send() -> None:
    assert sum(len(one.d) for one in maps.boundary_svg_paths(320).areas) < 30_000


@pytest.mark.parametrize("width", [99, 2001, 0, -5])
def test_no_map_of_a_senseless_width(width: int) -> None:
    with pytest.raises(ValueError, match="pixels wide"):
        maps.boundary_svg_paths(width)
