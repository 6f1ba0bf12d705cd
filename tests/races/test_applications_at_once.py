"""Two people press at the same moment: one answer is kept and the other is told; one application is sent once."""

import multiprocessing
import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.states import WrongState
from registry_app.providers.applications import answer_services, queries, services
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State, Track
from registry_app.providers.homes.models import Home
from tests.builders import filling
from tests.builders.people import person

PROCESSES = 4
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))


def save_capacity(application: Application, number: int) -> None:
    section = answer_services.asked(application).section("care")
    step = section.step("places") if section else None
    assert step is not None
    given = {"capacity": 10 + number}
    answer_services.save(application, step, given, not_known=False, seen={}, actor=application.applicant)


def send(application: Application, _number: int) -> None:
    services.send(application, declared=True, actor=application.applicant)


def press(app: Flask, deed: Callable[..., None], number: int, keys: list[UUID], barrier: Any, results: Any) -> None:
    """What one process does: the same deed on each application, at the same moment as the others."""
    with app.app_context():
        db.engine.dispose(close=False)
        for key in keys:
            application = db.session.get_one(Application, key)
            barrier.wait(timeout=120)
            try:
                deed(application, number)
                results.put((key, "won"))
            except (DomainError, WrongState):
                results.put((key, "told"))
            except Exception as error:
                results.put((key, repr(error)))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def all_at_once(app: Flask, deed: Callable[..., None], keys: list[UUID]) -> dict[UUID, list[str]]:
    """What each process said about each application."""
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [
        context.Process(target=press, args=(app, deed, number, keys, barrier, results)) for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(PROCESSES * len(keys))]
    for worker in workers:
        worker.join(timeout=60)
    return {key: sorted(word for one, word in said if one == key) for key in keys}


def test_one_of_four_saves_the_answer_and_the_others_are_told(app: Flask) -> None:
    with app.app_context():
        applicant = person(Role.PROVIDER)
        keys = []
        for _ in range(ROUNDS):
            made = services.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=applicant)
            answer_services.save(
                made, answer_services.asked(made).sections[0].steps[0],
                {"legal_name": "Noor Trust", "legal_name_ur": None, "legal_name_sd": None},
                not_known=False, seen={}, actor=applicant,
            )  # fmt: skip
            keys.append(made.id)
        db.session.remove()
        db.engine.dispose()
    for said in all_at_once(app, save_capacity, keys).values():
        assert said == ["told"] * (PROCESSES - 1) + ["won"]
    with app.app_context():
        for key in keys:
            application = db.session.get_one(Application, key)
            assert len(queries.history(application, "care", "capacity")) == 1


def test_an_application_sent_four_times_at_once_is_sent_once(app: Flask) -> None:
    with app.app_context():
        keys = [filling.filled(person(Role.PROVIDER)).id for _ in range(ROUNDS)]
        db.session.remove()
        db.engine.dispose()
    for said in all_at_once(app, send, keys).values():
        assert said == ["told"] * (PROCESSES - 1) + ["won"]
    with app.app_context():
        applications = [db.session.get_one(Application, key) for key in keys]
        assert {one.state for one in applications} == {State.SUBMITTED}
        assert [len(one.sendings) for one in applications] == [1] * ROUNDS
        assert db.session.query(Home).count() == ROUNDS
