"""Eight phones send the same notice at the same moment, and then each its own: none twice, numbers without gap."""

import multiprocessing
import os
import uuid

import sqlalchemy as sa

from registry_app.accounts.models import User
from registry_app.core import audit
from registry_app.core.db import db
from registry_app.placements.arrivals import services
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice
from registry_app.placements.models import Stay
from registry_app.providers.homes.models import Home
from tests.builders.arrivals import line, told, world

PROCESSES = 8
ROUNDS = 3 * int(os.environ.get("SOAK", "1"))


def send_each(app, jobs, barrier, results):
    with app.app_context():
        db.engine.dispose(close=False)
        for key, home, actor, age in jobs:
            place, person = db.session.get_one(Home, home), db.session.get_one(User, actor)
            barrier.wait(timeout=120)
            try:
                _notice, fresh = services.send(key, told(place, line(age=age)), actor=person)
                results.put("first" if fresh else "again")
            except services.OtherContent:
                results.put("other")
            except Exception as error:
                results.put(repr(error))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def test_a_notice_lands_once_and_no_number_is_lost(app):
    """Seven say the same and one something else about another home; in the second half each has its own."""
    with app.app_context():
        places = [world() for _turn in range(2)]
        homes = [(one.home.id, one.manager.id) for one in places]
        db.session.remove()
        db.engine.dispose()
    jobs = [[] for _ in range(PROCESSES)]
    for _turn in range(ROUNDS):
        key = uuid.uuid4()
        for number in range(PROCESSES):
            jobs[number].append((key, *homes[number == 7], 8))
        for number in range(PROCESSES):
            jobs[number].append((uuid.uuid4(), *homes[number % 2], 9))
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [context.Process(target=send_each, args=(app, jobs[n], barrier, results)) for n in range(PROCESSES)]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(PROCESSES * ROUNDS * 2)]
    for worker in workers:
        worker.join(timeout=60)
    assert set(said) <= {"first", "again", "other"}
    assert said.count("first") == ROUNDS * (1 + PROCESSES)
    with app.app_context():
        numbers = sorted(int(one.split("-")[2]) for one in db.session.scalars(sa.select(ArrivalNotice.number)))
        assert numbers == list(range(1, ROUNDS * (1 + PROCESSES) + 1))
        assert {db.session.scalar(sa.select(sa.func.count()).select_from(m)) for m in (Arrival, Stay)} == {len(numbers)}
        assert sum(db.session.get(Home, home).present for home, _manager in homes) == len(numbers)
        assert audit.verify()[0] == audit.SOUND
