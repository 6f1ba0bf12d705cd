"""Eight homes add the same person at the same moment, and eight officers propose one number: one person, one entry."""

import multiprocessing
import os
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.providers.homes.models import Home
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.vetting.models import Person, Post
from tests.builders import homes
from tests.builders import vetting as built
from tests.builders.people import person

PROCESSES = 8
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))


def act(app: Flask, what: str, home: UUID, officer: UUID, numbers: list[str], barrier: Any, results: Any) -> None:
    """What one process does: the same deed as all others, for each number when all have come."""
    with app.app_context():
        db.engine.dispose(close=False)
        for number in numbers:
            place, actor = db.session.get_one(Home, home), db.session.get_one(User, officer)
            barrier.wait(timeout=180)
            try:
                if what == "add":
                    built.in_post(place, number=number, name="Same Name", actor=actor)
                else:
                    built.proposed(number, actor=actor)
                results.put("done")
            except DomainError:
                results.put("told")
            except Exception as error:
                results.put(repr(error))
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("what", "done"), [("add", PROCESSES), ("propose", 1)])
def test_one_number_is_one_person_and_one_entry_however_many_come_at_once(app: Flask, what: str, done: int) -> None:
    numbers = [built.cnic() for _turn in range(ROUNDS)]
    with app.app_context():
        places = [homes.home().id for _turn in range(PROCESSES)]
        officers = [person(Role.SWD_DIRECTOR).id for _turn in range(PROCESSES)]
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [
        context.Process(target=act, args=(app, what, place, officer, numbers, barrier, results))
        for place, officer in zip(places, officers, strict=True)
    ]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=300) for _turn in range(PROCESSES * ROUNDS)]
    for worker in workers:
        worker.join(timeout=60)
    assert sorted(said) == sorted(["done"] * done * ROUNDS + ["told"] * (PROCESSES - done) * ROUNDS)
    with app.app_context():
        people, posts, entries = (
            db.session.scalar(select(func.count()).select_from(model)) for model in (Person, Post, OffenderEntry)
        )
        assert (people, posts, entries) == ((ROUNDS, ROUNDS * PROCESSES, 0) if what == "add" else (0, 0, ROUNDS))
        assert audit.verify()[0] == audit.SOUND
