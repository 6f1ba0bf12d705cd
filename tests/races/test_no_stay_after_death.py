"""A death and new lines about where a child sleeps, all at one moment: nothing follows the death, nothing overlaps."""

import multiprocessing
import os
from datetime import timedelta
from typing import Any

import pytest

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.placements import services
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.states import Cause
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Basis, Exit
from registry_app.providers.homes.models import Home
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person

PROCESSES = 6
ROUNDS = 3 * int(os.environ.get("SOAK", "1"))


def die(job: dict[str, Any], officer: User) -> None:
    facts = Facts(
        cause=Cause.ILLNESS, certified_by="Civil Hospital", found_dead=False, burial_pending=True,
        police_on=clock.today(),
    )  # fmt: skip
    services.end_stay(db.session.get_one(Stay, job["stay"]), Exit.DIED, actor=officer, facts=facts)


def record(job: dict[str, Any], officer: User) -> None:
    child, home = db.session.get_one(Child, job["child"]), db.session.get_one(Home, job["home"])
    services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=officer)


def by_sql(job: dict[str, Any], _officer: User) -> None:
    """Past the service, a stay that is over already, from long before until now."""
    facts = {"ended_at": clock.now(), "exit": Exit.MOVED_PLACEMENT, "limit_on": clock.today()}
    with transaction():
        started = clock.now() - timedelta(days=1)
        db.session.add(
            Stay(child_id=job["child"], home_id=job["home"], basis=Basis.OUTSIDE, started_at=started, **facts)
        )


def work(app: Any, deed: Any, jobs: list[dict[str, Any]], barrier: Any, results: Any) -> None:
    """What one process does: the same deed in each round, at the same moment as the others."""
    with app.app_context():
        db.engine.dispose(close=False)
        for job in jobs:
            officer = db.session.get_one(User, job["cpo"])
            barrier.wait(timeout=120)
            try:
                deed(job, officer)
                results.put((deed.__name__, "done"))
            except Exception as error:
                results.put((deed.__name__, str(error)))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("deeds", [(die, record), (by_sql,)], ids=["services", "by-sql"])
def test_whoever_is_first_no_stay_overlaps_and_none_follows_a_death(app, deeds):
    jobs: list[dict[str, Any]] = []
    with app.app_context():
        cpo = person(Role.CPO, district="SD-HYD")
        for _ in range(ROUNDS):
            child, home = a_child(), a_home()
            job = {"child": child.id, "home": home.id, "cpo": cpo.id}
            if die in deeds:
                job["stay"] = services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=cpo).id
            jobs.append(job)
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [
        context.Process(target=work, args=(app, deeds[n % len(deeds)], jobs, barrier, results))
        for n in range(PROCESSES)
    ]  # fmt: skip
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(PROCESSES * ROUNDS)]
    for worker in workers:
        worker.join(timeout=60)
    refusals = ("done", "has ended already", "death of this child", "ends before the next")
    assert [one for one in said if not any(words in one[1] for words in refusals)] == []
    with app.app_context():
        for job in jobs:
            query = db.select(Stay).where(Stay.child_id == job["child"])
            stays = db.session.scalars(query.order_by(Stay.started_at, Stay.ended_at)).all()
            for earlier, later in zip(stays, stays[1:], strict=False):
                assert earlier.exit is not Exit.DIED
                assert earlier.ended_at <= later.started_at
            assert len(stays) == 1 or record in deeds
