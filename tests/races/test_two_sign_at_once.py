"""Six officers of the unit sign the same list at the same moment: each row becomes one child, on both databases."""

import multiprocessing
import os
from typing import Any

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.placements.legacy import queries, services
from registry_app.placements.legacy.models import LegacyList
from registry_app.placements.models import Child, Stay
from registry_app.providers.homes.models import Home
from tests.builders.homes import a_home
from tests.builders.legacy import an_entry
from tests.builders.people import person

OFFICERS = 6
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))


def sign_each(app: Any, lists: list[Any], officer: Any, barrier: Any, results: Any) -> None:
    """What one process does: in each round it signs the list of that round, all at the same moment."""
    with app.app_context():
        db.engine.dispose(close=False)
        for key in lists:
            here, actor = db.session.get(LegacyList, key), db.session.get(User, officer)
            barrier.wait(timeout=120)
            try:
                services.sign_unit(here, actor=actor)
                results.put("signed")
            except DomainError:
                results.put("too late")
            except Exception as error:
                results.put(repr(error))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def test_of_six_who_sign_one_does(app):
    lists, homes = [], []
    with app.app_context():
        officers = [person(Role.CPO, district="SD-HYD").id for _ in range(OFFICERS)]
        for _ in range(ROUNDS):
            home, manager = a_home(), person(Role.PROVIDER)
            for number in range(3):
                services.add_row(home, an_entry(str(number)), actor=manager)
            lists.append(services.sign_home(queries.open_list(home), actor=manager).id)
            homes.append(home.id)
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(OFFICERS), context.Queue()
    workers = [context.Process(target=sign_each, args=(app, lists, one, barrier, results)) for one in officers]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(OFFICERS * ROUNDS)]
    for worker in workers:
        worker.join(timeout=60)
    assert sorted(said) == ["signed"] * ROUNDS + ["too late"] * (OFFICERS - 1) * ROUNDS
    with app.app_context():
        assert db.session.query(Child).count() == db.session.query(Stay).count() == 3 * ROUNDS
        assert [db.session.get_one(Home, key).present for key in homes] == [3] * ROUNDS
