"""Places and distances on the ground: with `core.geocoding` the only user of geopy, which is read in when it is needed.

Positions are WGS 84 degrees, distances kilometres.
"""

import math
from functools import cache
from typing import Any, NamedTuple


class Point(NamedTuple):
    """A position: latitude north and longitude east, in degrees."""

    lat: float
    lon: float


class Box(NamedTuple):
    """A rectangle of degrees that holds at least everything within a radius."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies in the box, its edges included."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


@cache
def _geodesic() -> Any:
    # With its forty geocoders geopy would be a tenth of the time that every start of the program takes.
    from geopy.distance import geodesic

    return geodesic


def km(one: Point, other: Point) -> float:
    """The shortest way over the ellipsoid between two points, in kilometres."""
    return float(_geodesic()(one, other).kilometers)


RADIUS_KM, FLATTENING = 6378.137, 1 / 298.257223563
ROUGH = 2e-6
"""By no more than this part of itself does `roughly_km` differ from `km`: two decimetres in a hundred kilometres."""


def roughly_km(one: Point, other: Point) -> float:
    """The same way by Lambert's formula for long lines, seventy times faster: to find which few have to be measured."""
    north, south = (math.atan((1 - FLATTENING) * math.tan(math.radians(point.lat))) for point in (one, other))
    half, apart = (north + south) / 2, (south - north) / 2
    east = math.sin(math.radians(other.lon - one.lon) / 2)
    arc = math.sin(apart) ** 2 + math.cos(north) * math.cos(south) * east * east
    if not 0 < arc < 1:
        return km(one, other)
    angle = 2 * math.asin(math.sqrt(arc))
    less = (angle - math.sin(angle)) * (math.sin(half) * math.cos(apart)) ** 2 / (1 - arc)
    more = (angle + math.sin(angle)) * (math.cos(half) * math.sin(apart)) ** 2 / arc
    return RADIUS_KM * (angle - FLATTENING / 2 * (less + more))


def box(centre: Point, radius_km: float) -> Box:
    """A box around `centre` that leaves out no point within `radius_km`: ask the database by box, then measure.

    East and west are measured on the side nearer to the pole, where a kilometre is the most degrees.
    """
    if radius_km < 0:
        raise ValueError("A radius cannot be below zero.")
    way = _geodesic()(kilometers=radius_km)
    north = float(way.destination(centre, bearing=0).latitude)
    south = float(way.destination(centre, bearing=180).latitude)
    edge = Point(max(north, south, key=abs), centre.lon)
    east = float(way.destination(edge, bearing=90).longitude)
    west = float(way.destination(edge, bearing=270).longitude)
    return Box(south, west, north, east)


def wide_box(centre: Point, radius_km: float) -> Box:
    """A box that holds at least all that `box` holds and hardly more, by two divisions: between 60 south and north."""
    north = radius_km / 110.57
    east = radius_km / (111.31 * math.cos(math.radians(abs(centre.lat) + north)))
    return Box(centre.lat - north, centre.lon - east, centre.lat + north, centre.lon + east)
