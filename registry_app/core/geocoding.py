"""Finding a place by its name: in our own list, or on the operator's server. Read in only where somebody searches."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from geopy.exc import GeopyError
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from registry_app.core.geo import Point

Places = Callable[[str, int], Iterable[tuple[str, Point]]]
"""Names and positions of places that somebody calls so, the best first, at most as many as asked for."""
WAIT_SECONDS = 4


class Gazetteer(Geocoder):
    """A geocoder as geopy knows them that asks a list of our own: nothing that is typed leaves the house."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.places = places

    def geocode(self, query: str, *, exactly_one: bool = True, limit: int = 8) -> Any:
        """One location or None, or a list of them, best first."""
        found = [Location(name, tuple(point), {}) for name, point in self.places(query, 1 if exactly_one else limit)]
        return (found[0] if found else None) if exactly_one else found


def server(address: str) -> Geocoder:
    """The operator's own Nominatim server."""
    parts = urlsplit(address)
    domain = parts.netloc + parts.path.rstrip("/")
    return Nominatim(domain=domain, scheme=parts.scheme, user_agent="sindh-care-register", timeout=WAIT_SECONDS)


def find(query: str, places: Places, address: str = "", limit: int = 8) -> list[tuple[str, Point]]:
    """Names and positions: from the server at `address` where one is set and answers, else from our own list."""
    own = Gazetteer(places)
    try:
        asked = server(address).geocode(query, exactly_one=False, limit=limit, country_codes="pk") if address else None
    except GeopyError:
        asked = None
    found = asked or own.geocode(query, exactly_one=False, limit=limit) or []
    return [(one.address, Point(one.latitude, one.longitude)) for one in found]
