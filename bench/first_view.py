"""B8: the bytes of a first view as they travel: the page, its style, its scripts and its pictures, compressed."""

import re
from collections.abc import Iterator

from bench import serving
from bench.asked import signed_in
from bench.client import Client
from bench.houses import house
from bench.measure import Figure

VIEWS = (
    ("B8", "the child's page", "/b", 40, False),
    ("B8.public", "the public list of homes", "/ur/register", 150, False),
    ("B8.dash", "the dashboard", "/dash", 200, True),
)
LOADED = re.compile(rb'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="(/static/[^"#]+)"')
NOTE = "page, styles, scripts and pictures it names; fonts are not in it: a browser loads those it needs"


def measure() -> Iterator[Figure]:
    """The child's, a public and an officer's page."""
    of = house(10_000)
    cookie = f"s={signed_in(of.app())}"
    with serving.application(of) as port:
        for id_, what, path, bar, inside in VIEWS:
            with Client(port, cookie if inside else "") as client:
                yield Figure(id_, f"first view of {what}", _bytes(client, path) / 1000, bar, "kB", note=NOTE)


def _bytes(client: Client, path: str) -> int:
    import gzip

    status, body = client.get(path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}.")
    page = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    files = {found.decode().replace("&amp;", "&") for found in LOADED.findall(page)}
    return len(body) + sum(len(client.get(file)[1]) for file in files)
