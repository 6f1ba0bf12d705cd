"""Places are found in our own list, through geopy's own interface; a server is asked only where one is set."""

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import geo, geocoding
from registry_app.core.settings import BadSettings, from_environment
from registry_app.places import gazetteer


def test_a_town_is_found_in_three_scripts() -> None:
    for name in ("Hala", "ہالا", "هالا"):
        found = geocoding.find(name, gazetteer.search)
        assert found, name
        assert gazetteer.nearest_headquarters(found[0][1])[1] < 120


def test_it_speaks_as_a_geocoder_of_geopy_does() -> None:
    own = geocoding.Gazetteer(gazetteer.search)
    assert isinstance(own, Geocoder)
    one = own.geocode("Sukkur")
    assert isinstance(one, Location)
    assert geo.km(geo.Point(one.latitude, one.longitude), gazetteer.district("SD-SKR").point) < 15
    assert len(own.geocode("Sukkur", exactly_one=False, limit=3)) <= 3
    assert own.geocode("nowhere at all") is None
    assert own.geocode("nowhere at all", exactly_one=False) == []


def test_a_server_that_is_set_is_asked_first_and_replaced_when_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    class Server:
        def geocode(self, query: str, **_facts: object) -> list[Location]:
            asked.append(query)
            if query == "Sukkur":
                raise GeocoderUnavailable("down")
            return [Location("There", (25.0, 68.0), {})]

    monkeypatch.setattr(geocoding, "server", lambda address: Server())
    assert geocoding.find("Village", gazetteer.search, "https://places.example.org") == [
        ("There", geo.Point(25.0, 68.0))
    ]
    assert geocoding.find("Sukkur", gazetteer.search, "https://places.example.org")[0][0].startswith("Sukkur")
    geocoding.find("Sukkur", gazetteer.search)
    assert asked == ["Village", "Sukkur"]


def test_the_server_is_the_one_of_the_setting() -> None:
    made = geocoding.server("https://places.example.org/nominatim")
    assert made.api == "https://places.example.org/nominatim/search"
    assert from_environment({"REGISTRY_MODE": "demo"}).nominatim_url == ""
    with pytest.raises(BadSettings):
        from_environment({"NOMINATIM_URL": "places"})


@given(st.floats(-55, 55), st.floats(-170, 170), st.floats(0.01, 400))
def test_the_wide_box_leaves_out_nothing_of_the_measured_one(lat: float, lon: float, radius: float) -> None:
    wide, exact = (make(geo.Point(lat, lon), radius) for make in (geo.wide_box, geo.box))
    assert wide.south <= exact.south
    assert exact.north <= wide.north
    assert wide.west <= exact.west
    assert exact.east <= wide.east
