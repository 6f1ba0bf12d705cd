"""The map of districts: a list first, a drawing second, one that moves third; no request leaves the site."""

import gzip
import json
import re

import pytest

from registry_app.core import settings as known_settings
from registry_app.core.settings import BadSettings
from registry_app.places import gazetteer, maps
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import Standing
from registry_app.providers.register import districts
from tests import manners
from tests.builders import homes
from tests.builders.asking import questions


@pytest.fixture
def world(app):
    """Two homes and a family in Hyderabad, one of them a shelter; one home in each of two districts of Karachi."""
    with app.app_context():
        for _ in range(2):
            homes.authorised_home(district="SD-HYD")
        homes.home(district="SD-HYD", shelters_survivors=True, name="Hidden Shelter", latitude=25.39, longitude=68.37)
        homes.authorised_home(district="SD-HYD", household=True)
        homes.home(district="SD-KCE")
        homes.authorised_home(district="SD-KSO")
        closed = homes.home(district="SD-BDN")
        home_services.set_standing(closed, Standing.CLOSED_VOLUNTARILY, None)


def row(html, code):
    cells = re.search(rf'register\?district={code}">[^<]+</a></th>(.*?)</tr>', html)
    return [int(number) for number in re.findall(r">(\d+)</td>", cells[1])]


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_list_says_every_district_and_needs_no_script(client, world, lang):
    html = client.get(f"/{lang}/register/map").get_data(as_text=True)
    assert manners.faults(html, language=lang) == []
    assert manners.english_left(html) == []
    assert row(html, "SD-HYD") == [3, 2, 1]
    assert row(html, "SD-KCE") == [1, 0, 0]
    assert row(html, "SD-BDN") == [0, 0, 0]
    assert html.count("</tr>") == 31
    assert "Hidden Shelter" not in html
    assert "68.37" not in html


def test_the_drawing_has_every_area_and_point(client, world):
    html = client.get("/en/register/map").get_data(as_text=True)
    shown = re.findall(r'data-district="([\w-]+)"', html)
    assert len(shown) == len(set(shown)) == 31
    assert set(shown) == {one.code for one in gazetteer.districts()} | {maps.KARACHI}
    assert "<title>Karachi: 2 homes known, 1 authorised</title>" in html


def test_one_question_however_many_homes(client, app, world):
    asked = []
    for _ in range(2):
        client.get("/en/register/map")
        with questions(app) as found:
            client.get("/en/register/map")
        asked.append(len(found))
        with app.app_context():
            for _ in range(20):
                homes.a_home("SD-SKR")
    assert asked[0] == asked[1] <= 4


@pytest.mark.parametrize(("authorised", "level"), [(0, 0), (1, 1), (2, 2), (4, 2), (5, 3), (9, 3), (10, 4), (99, 4)])
def test_the_colours(authorised, level):
    assert districts.InDistrict("SD-HYD", 100, authorised).level == level


def test_no_address_of_another_site_and_the_usual_policy(client, world):
    answer = client.get("/en/register/map")
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]
    assert not re.search(r'(src|href|data-\w+)="https?://', answer.get_data(as_text=True))


def test_a_tile_server_only_by_setting_and_only_on_this_page(client, app, world):
    with app.app_context():
        known = app.config["SETTINGS"]
        tiles = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"
        app.config["SETTINGS"] = type(known)(**{**vars(known), "map_tiles": tiles, "map_tiles_credit": "<b>Tiles"})
    try:
        answer = client.get("/en/register/map")
        assert "img-src https://*.tiles.example.org 'self' data:" in answer.headers["Content-Security-Policy"]
        assert tiles in answer.get_data(as_text=True)
        assert "&lt;b&gt;Tiles" in answer.get_data(as_text=True)
        assert "tiles.example" not in client.get("/en/register").headers["Content-Security-Policy"]
    finally:
        app.config["SETTINGS"] = known


@pytest.mark.parametrize(
    "address",
    ["http://x.example/{z}/{x}/{y}.png", "https://x.example/", "https://x.example/{z}; script-src *", "tiles"],
)
def test_a_tile_server_must_be_named_whole(address):
    with pytest.raises(BadSettings, match="MAP_TILES"):
        known_settings.from_environment({"MAP_TILES": address})
    assert known_settings.from_environment({"MAP_TILES": "https://x.example/{z}/{x}/{y}.png"}).map_tiles


def test_the_boundaries_are_open_data_and_whole(client):
    answer = client.get("/api/v1/districts.geojson", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.get_data()) < 30_000
    shapes = json.loads(gzip.decompress(answer.get_data()))["features"]
    kinds = [one["geometry"]["type"] for one in shapes]
    assert (len(kinds), kinds.count("Point")) == (31, 7)
    for one in shapes:
        place = one["geometry"]["coordinates"]
        for piece in {"Polygon": [place], "MultiPolygon": place}.get(one["geometry"]["type"], []):
            for ring in piece:
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
    again = client.get(
        "/api/v1/districts.geojson",
        headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]},
    )
    assert (again.status_code, again.get_data()) == (304, b"")


def test_the_page_with_its_map_stays_light(client, world):
    """The first view of B8, as a browser counts it; the letters are those of every page."""
    html = client.get("/en/register/map", headers={"Accept-Encoding": "gzip"}).get_data()
    names = set(re.findall(r'"(/static/[\w./-]+\?v=\w+)"', gzip.decompress(html).decode()))
    assert any("leaflet.js" in name for name in names)
    whole = len(html) + 40_000
    for path in (*names, "/static/css/map.css", "/api/v1/districts.geojson"):
        with client.get(path, headers={"Accept-Encoding": "gzip"}) as found:
            assert found.status_code == 200
            whole += len(found.get_data())
    assert whole <= 150_000
