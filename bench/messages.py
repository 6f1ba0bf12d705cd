"""B3: a child's message filed whole, number, sealing, routing, clocks, tasks and audit, by eight processes at once.

The pages before it are not in it: what is asked is how many messages can be kept for good, and that none is lost.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from bench.houses import FOLDER, House, demo
from bench.measure import Figure

CLIENTS, EACH, TURNS = 8, 25, 5
STORY = "بورچي مون کي روز ماريندو آهي ۽ کاڌو نٿو ڏئي. مان ڊڄان ٿو، ڪنهن کي نه ٻڌائجو. " * 4


def measure() -> Iterator[Figure]:
    """Messages a second with eight clients, and how many of them failed."""
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as clients:
        house = _copy()
        rates, lost = [], 0
        list(clients.map(_file_some, [(house, 1)] * CLIENTS))
        for _ in range(TURNS):
            began = time.perf_counter()
            done = sum(clients.map(_file_some, [(house, EACH)] * CLIENTS))
            rates.append(done / (time.perf_counter() - began))
            lost += CLIENTS * EACH - done
    note = f"{CLIENTS} processes, SQLite that waits for the disk"
    yield Figure("B3", "children's messages filed a second", median(rates), 40, "per second", most=False, note=note)
    yield Figure("B3.errors", "messages that failed", lost, 0, "messages")


def _copy() -> House:
    """The demonstration on a file of its own: what is filed here stays out of the other measurements."""
    made = House(FOLDER / "messages")
    shutil.rmtree(made.folder, ignore_errors=True)
    shutil.copytree(demo().folder, made.folder)
    return made


def _file_some(given: tuple[House, int]) -> int:
    """File so many messages; gives how many were kept."""
    from sqlalchemy import select

    from complaints import filing, numbers
    from complaints.states import Category
    from registry_app.core.codes import answer_number
    from registry_app.core.db import db
    from registry_app.providers.homes.models import Home

    house, count = given
    app, kept = house.app(), 0
    for n in range(count):
        with app.app_context():
            home = db.session.scalars(select(Home).where(Home.district == "SD-HYD").limit(1)).one()
            told = filing.Telling(Category.HURT if n % 3 else Category.FOOD, home=home, story=STORY)
            try:
                number = answer_number()
                filing.file_message(told, lookup=numbers.lookup(number), token=numbers.digest(number))
                kept += 1
            except Exception as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
    return kept
