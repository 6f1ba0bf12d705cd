"""B1 and B2: the public list of homes; and the search by name in three scripts, under the same bar."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import quote

from bench import serving
from bench.client import Client, p50
from bench.houses import FOLDER, House, house
from bench.measure import Figure, ratio
from registry_app.core.i18n import LANGUAGES
from registry_app.places import gazetteer

PAGES = 120
SPELLINGS = ("Dar ul Atfal", "Darulatfal", "دارالاطفال", "دار الاطفال")


def lists() -> list[str]:
    """Lists by district and grade in three languages, another mix each time."""
    chance = random.Random()  # noqa: S311 - which pages are asked for
    districts = [one.code for one in gazetteer.districts()]
    return [
        f"/{chance.choice(list(LANGUAGES))}/register?district={chance.choice(districts)}&grade={chance.choice('ABCD')}"
        for _ in range(PAGES)
    ]


def searches() -> list[str]:
    """The same name, looked for as four people write it."""
    return [f"/{lang}/register?q={quote(name)}" for lang in LANGUAGES for name in SPELLINGS] * (PAGES // 12)


def floor_pages() -> list[str]:
    """As many pages of the floor, each from another row on."""
    chance = random.Random()  # noqa: S311 - which pages are asked for
    return [f"/rows?after=Home%20{chance.randrange(9000):05d}" for _ in range(PAGES)]


Sides = tuple[float, float, float]


def _beside_floor(of: House, pages: Callable[[], list[str]]) -> tuple[Sides, Sides]:
    """Beside the floor: as visitors find it, and when something of the register changed before each single page."""
    with (
        serving.application(of) as ours,
        serving.floor(FOLDER / "floor.sqlite3") as bare,
        Client(ours) as asked,
        Client(bare) as beside,
        _changing(of) as change,
    ):
        for _ in range(8):
            p50(asked, pages())
        return (
            ratio(lambda: p50(asked, pages()), lambda: p50(beside, floor_pages())),
            ratio(lambda: p50(asked, pages(), change), lambda: p50(beside, floor_pages())),
        )


@contextmanager
def _changing(of: House) -> Iterator[Callable[[], object]]:
    """Says of the register what every change of it says, so that no page kept before may be given again."""
    with closing(sqlite3.connect(of.file, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA synchronous = 0")
        yield lambda: connection.execute("UPDATE audit_head SET shown = hex(randomblob(16))")


def _figures(id_: str, what: str, pages: Callable[[], list[str]]) -> Iterator[Figure]:
    for tail, state, (value, took, floor) in zip(
        ("", ".cold"), ("", ", no page kept"), _beside_floor(house(100_000), pages), strict=True
    ):
        note = f"p50 {took:.2f} ms, floor {floor:.2f} ms"
        yield Figure(id_ + tail, what + state, value, 2.0, "ratio", note=note)


def measure_list() -> Iterator[Figure]:
    """B1."""
    yield from _figures("B1", "register, 50 homes by district and grade, 100,000 homes / floor", lists)


def measure_search() -> Iterator[Figure]:
    """The name in four spellings, which must find the same homes."""
    of = house(100_000)
    alike = _alike(of)
    yield from _figures("search", "search by name in three scripts, 100,000 homes / floor", searches)
    yield Figure("search.alike", "how many different lists four spellings find", alike, 1, "lists")


def _alike(of: House) -> int:
    app = of.app()
    found = set()
    for name in SPELLINGS:
        answer = app.test_client().get(f"/api/v1/register?q={quote(name)}")
        found.add(tuple(home["number"] for home in answer.get_json()["homes"]))
    if () in found:
        raise RuntimeError("A spelling found no home.")
    return len(found)


def measure_growth() -> Iterator[Figure]:
    """B2: a million homes beside ten thousand; no page kept, for a kept page costs the same whatever is behind it."""
    many, few = house(1_000_000), house(10_000)
    with (
        serving.application(many) as of_many,
        serving.application(few) as of_few,
        Client(of_many) as large,
        Client(of_few) as small,
        _changing(many) as change_many,
        _changing(few) as change_few,
    ):
        for _ in range(8):
            p50(large, lists())
            p50(small, lists())
        value, took_many, took_few = ratio(
            lambda: p50(large, lists(), change_many), lambda: p50(small, lists(), change_few)
        )
    note = f"p50 {took_many:.2f} ms and {took_few:.2f} ms, no page kept"
    yield Figure("B2", "the same page, 1,000,000 homes / 10,000 homes", value, 1.3, "ratio", note=note)
