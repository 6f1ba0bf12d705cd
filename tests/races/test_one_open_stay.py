"""Eight officers record where the same child sleeps at the same moment: one open stay, on both databases."""

import multiprocessing
import os
from typing import Any

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.placements import services
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person

PROCESSES = 8
ROUNDS = 3 * int(os.environ.get("SOAK", "1"))


def record_each(app: Any, jobs: list[dict[str, Any]], barrier: Any, results: Any) -> None:
    """What one process does: in each round it puts the child into its own home, all at the same moment."""
    with app.app_context():
        db.engine.dispose(close=False)
        for job in jobs:
            child, home = db.session.get(Child, job["child"]), db.session.get(Home, job["home"])
            officer = db.session.get(User, job["cpo"])
            barrier.wait(timeout=120)
            try:
                services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=officer)
                results.put("recorded")
            except Exception as error:
                results.put(repr(error))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def test_of_eight_at_once_each_is_recorded_and_one_is_open(app):
    jobs: list[list[dict[str, Any]]] = [[] for _ in range(PROCESSES)]
    children = []
    with app.app_context():
        cpo = person(Role.CPO, district="SD-HYD")
        for _ in range(ROUNDS):
            child = a_child()
            children.append(child.id)
            for number in range(PROCESSES):
                jobs[number].append({"child": child.id, "home": a_home().id, "cpo": cpo.id})
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [context.Process(target=record_each, args=(app, jobs[n], barrier, results)) for n in range(PROCESSES)]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(PROCESSES * ROUNDS)]
    for worker in workers:
        worker.join(timeout=60)
    assert set(said) == {"recorded"}
    with app.app_context():
        for child_id in children:
            stays = db.session.scalars(db.select(Stay).where(Stay.child_id == child_id)).all()
            assert len(stays) == PROCESSES
            assert sum(stay.ended_at is None for stay in stays) == 1
        for row in jobs:
            for job in row:
                here = db.select(db.func.count()).where(Stay.home_id == job["home"], Stay.ended_at.is_(None))
                assert db.session.get(Home, job["home"]).present == db.session.scalar(here)
