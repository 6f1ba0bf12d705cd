"""The districts of Sindh drawn by the server: SVG paths for a map that needs no script, no tiles and no network.

Corners are snapped to whole pixels. Each corner is judged by itself, so that two neighbours keep one border between
them and no gap opens, whatever the width.
"""

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from registry_app.core import rulebook
from registry_app.core.geo import Point
from registry_app.places.gazetteer import PACKAGE, District, Division, district, divisions

KARACHI = "DIV-KHI"
_MARGIN = 4
_MIN_WIDTH, _MAX_WIDTH = 100, 2000


@dataclass(frozen=True)
class Area:
    """One coloured area: a district, or the whole of Karachi (code DIV-KHI). `d` is an SVG path; x, y lie within it."""

    code: str
    name: str
    name_ur: str
    name_sd: str
    d: str
    x: float
    y: float


@dataclass(frozen=True)
class Dot:
    """One of the seven districts of Karachi, shown as a point in pixels."""

    code: str
    name: str
    name_ur: str
    name_sd: str
    x: float
    y: float


@dataclass(frozen=True)
class DistrictMap:
    """Everything a template needs for `<svg viewBox="0 0 width height">`; sizes in pixels."""

    width: int
    height: int
    areas: tuple[Area, ...]
    dots: tuple[Dot, ...]
    west: float
    north: float
    scale_x: float
    scale_y: float

    @property
    def view_box(self) -> str:
        """The value of the `viewBox` attribute."""
        return f"0 0 {self.width} {self.height}"

    def place(self, point: Point) -> tuple[float, float]:
        """Where a position falls on this map, in pixels to one decimal."""
        x = _MARGIN + (point.lon - self.west) * self.scale_x
        y = _MARGIN + (self.north - point.lat) * self.scale_y
        return round(x, 1), round(y, 1)


Ring = list[list[float]]


@cache
def boundaries_text() -> str:
    """The boundaries as GeoJSON, as they were shipped."""
    return rulebook.text(rulebook.versions(PACKAGE, "boundaries")[-1])


@cache
def light_boundaries() -> str:
    """The same for a screen: positions to a hundred metres, which no map of a province shows, in a third less bytes."""
    shapes = json.loads(boundaries_text())
    for feature in shapes["features"]:
        feature["geometry"]["coordinates"] = _rounded(feature["geometry"]["coordinates"])
    return json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))


def _rounded(part: Any) -> Any:
    """Numbers to three decimals; corners that fall together once."""
    if not isinstance(part, list):
        return round(part, 3)
    made = [_rounded(one) for one in part]
    return [one for one, before in zip(made, [None, *made], strict=False) if one != before or not isinstance(one, list)]


@cache
def _features() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(boundaries_text())["features"])


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    pieces = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for piece in pieces for ring in piece]


def _middle(corners: list[tuple[int, int]]) -> tuple[float, float]:
    """The centre of gravity of a closed ring of pixels; the mean of its corners when it has no surface."""
    twice = mx = my = 0.0
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, mx, my = twice + cross, mx + (x1 + x2) * cross, my + (y1 + y2) * cross
    if not twice:
        return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
    return round(mx / (3 * twice), 1), round(my / (3 * twice), 1)


def _path(corners: list[tuple[int, int]]) -> str:
    """A closed path in relative steps, the shortest way to write one."""
    (x, y), rest = corners[0], corners[1:]
    steps = []
    for nx, ny in rest:
        steps.append(f"{nx - x},{ny - y}")
        x, y = nx, ny
    return f"M{corners[0][0]},{corners[0][1]}l{' '.join(steps)}z"


def _snap(ring: Ring, plan: DistrictMap) -> list[tuple[int, int]]:
    """The ring in whole pixels without repeated corners; fewer than three corners are no ring and come back empty."""
    corners: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = plan.place(Point(lat, lon))
        corner = (round(x), round(y))
        if not corners or corners[-1] != corner:
            corners.append(corner)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return corners if len(corners) >= 3 else []


@lru_cache(maxsize=8)
def boundary_svg_paths(width: int) -> DistrictMap:
    """The map at `width` pixels (100 to 2000): 23 districts, Karachi as one area, and seven dots within it.

    Flat projection true at the middle latitude, which at the size of Sindh is off by less than a pixel or two.
    """
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        raise ValueError(f"A map is {_MIN_WIDTH} to {_MAX_WIDTH} pixels wide.")
    drawn = [one for one in _features() if one["geometry"]["type"] != "Point"]
    corners = [corner for one in drawn for ring in _rings(one["geometry"]) for corner in ring]
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    south, north = min(c[1] for c in corners), max(c[1] for c in corners)
    scale_x = (width - 2 * _MARGIN) / (east - west)
    scale_y = scale_x / math.cos(math.radians((south + north) / 2))
    height = math.ceil((north - south) * scale_y) + 2 * _MARGIN
    plan = DistrictMap(width, height, (), (), west, north, scale_x, scale_y)
    areas = tuple(_area(one, plan) for one in sorted(drawn, key=lambda one: str(one["properties"]["name_en"])))
    dots = tuple(_dot(one, plan) for one in _features() if one["geometry"]["type"] == "Point")
    return DistrictMap(width, height, areas, dots, west, north, scale_x, scale_y)


def _area(feature: dict[str, Any], plan: DistrictMap) -> Area:
    rings = [corners for ring in _rings(feature["geometry"]) if (corners := _snap(ring, plan))]
    whose = _whose(feature)
    d = "".join(_path(corners) for corners in rings)
    return Area(whose.code, whose.name, whose.name_ur, whose.name_sd, d, *_middle(max(rings, key=len)))


def _whose(feature: dict[str, Any]) -> District | Division:
    """The district of a feature, or the division of Karachi; names come from the gazetteer, the one place for them."""
    code = feature["properties"]["district_code"]
    return district(code) if code else next(one for one in divisions() if one.code == KARACHI)


def _dot(feature: dict[str, Any], plan: DistrictMap) -> Dot:
    lon, lat = feature["geometry"]["coordinates"]
    whose = _whose(feature)
    return Dot(whose.code, whose.name, whose.name_ur, whose.name_sd, *plan.place(Point(lat, lon)))
