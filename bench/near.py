"""B6: the nearest 20 homes that may take this child, beside the bounding box asked of the database alone."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

from sqlalchemy import select

from bench.houses import House, house
from bench.measure import ROUNDS, Figure, ratio
from registry_app.core import clock
from registry_app.core.geo import Box, Point, box

ASKED = 40


def measure() -> Iterator[Figure]:
    """B6 and its growth from 10,000 to 100,000 homes."""
    large, small = house(100_000), house(10_000)
    with large.app().app_context():
        search, alone = _sides(large)
        value, took, box_took = ratio(search, alone)
    note = f"{took:.2f} ms against {box_took:.2f} ms"
    yield Figure("B6", "nearest 20 homes for this child, 100,000 homes / box SQL alone", value, 2.0, "ratio", note=note)
    with small.app().app_context():
        search, _alone = _sides(small)
        before = median(search() for _ in range(ROUNDS))
    with large.app().app_context():
        search, _alone = _sides(large)
        after = median(search() for _ in range(ROUNDS))
    note = f"{before:.2f} ms, then {after:.2f} ms"
    yield Figure("B6.growth", "the same, 100,000 homes / 10,000 homes", after / before, 1.3, "ratio", note=note)


def _starts() -> list[Point]:
    from registry_app.places import gazetteer

    chance = random.Random(6)  # noqa: S311 - places to begin at
    seats = [one.point for one in gazetteer.districts()]
    return [Point(seat.lat + chance.uniform(-0.1, 0.1), seat.lon + chance.uniform(-0.1, 0.1)) for seat in seats]


def _sides(of: House) -> tuple[Callable[[], float], Callable[[], float]]:
    from registry_app.accounts.models import User
    from registry_app.core.db import db
    from registry_app.providers.homes.states import CareType, Sexes
    from registry_app.providers.register import nearest
    from registry_app.providers.ties.queries import tied_homes

    starts = _starts()[:ASKED]
    child = nearest.Child(CareType.RESIDENTIAL, Sexes.GIRLS, 9)
    actor = db.session.scalars(select(User)).one()
    # How far the twentieth home is, so that the box asked alone holds just as many.
    boxes = [box(start, nearest.nearest(actor, start, child, "en")[-1].km) for start in starts]

    facts = {"today": clock.today(), "tied": list(tied_homes(actor))}
    question = nearest.pinned(child)

    def in_box(around: Box) -> list[Any]:
        return list(db.session.connection().execute(question, {**facts, **nearest.sides(around)}))

    def search() -> float:
        return _p50([partial(nearest.nearest, actor, start, child, "en") for start in starts])

    def alone() -> float:
        return _p50([partial(in_box, around) for around in boxes])

    return search, alone


def _p50(asked: list[Callable[[], Any]]) -> float:
    times = []
    for ask in asked:
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)
