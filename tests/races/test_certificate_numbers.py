"""Eight officers decide at the same moment: certificate numbers have no gap, and nothing is decided twice."""

import multiprocessing
import os
from typing import Any
from unittest.mock import patch
from uuid import UUID

from flask import Flask

from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import audit
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations import decision_services
from registry_app.providers.authorisations.decision_services import Wish
from registry_app.providers.authorisations.models import Authorisation, Ruling
from tests.builders import authorisations as built
from tests.builders.people import person

PROCESSES = 8
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))
WISH = Wish(outcome=Decision.FULL, reasons="All is there.")


class PowerCut(RuntimeError):
    """What the test throws after a number was taken, before it is stored."""


def _falls_over(*_given: Any, **_named: Any) -> None:
    raise PowerCut


def decide(app: Flask, officer: UUID, keys: list[UUID], every_other_fails: bool, barrier: Any, results: Any) -> None:
    """What one process does: decide each application when all have come; at times fall over with a number in hand."""
    with app.app_context(), built.without_setting():
        db.engine.dispose(close=False)
        for number, key in enumerate(keys):
            application, actor = db.session.get_one(Application, key), db.session.get_one(User, officer)
            barrier.wait(timeout=180)
            if every_other_fails and number % 2:
                with patch.object(decision_services, "certify", _falls_over):
                    _attempt(application, actor, results)
            _attempt(application, actor, results)
        db.session.remove()
        db.engine.dispose()


def _attempt(application: Application, actor: User, results: Any) -> None:
    try:
        decision_services.decide(application, WISH, actor=actor)
        results.put("decided")
    except DomainError:
        results.put("told")
    except PowerCut:
        results.put("fell over")
    except Exception as error:
        results.put(repr(error))
    db.session.rollback()


def all_at_once(app: Flask, work: list[tuple[UUID, list[UUID]]], fails: bool, answers: int) -> list[str]:
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [context.Process(target=decide, args=(app, who, keys, fails, barrier, results)) for who, keys in work]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=240) for _ in range(answers)]
    for worker in workers:
        worker.join(timeout=60)
    return sorted(said)


def officers() -> list[UUID]:
    return [person(Role.AUTHORISER, agency=Agency.SCPA).id for _ in range(PROCESSES)]


def test_numbers_have_no_gap_when_eight_decide_and_some_fall_over(app: Flask) -> None:
    with app.app_context():
        built.in_force()
        work = [(who, [built.recommended().id for _ in range(ROUNDS)]) for who in officers()]
        db.session.remove()
        db.engine.dispose()
    fallen = PROCESSES * (ROUNDS // 2)
    said = all_at_once(app, work, fails=True, answers=PROCESSES * ROUNDS + fallen)
    assert said == ["decided"] * (PROCESSES * ROUNDS) + ["fell over"] * fallen
    with app.app_context():
        given = db.session.scalars(db.select(Authorisation).order_by(Authorisation.serial)).all()
        assert [one.serial for one in given] == list(range(1, PROCESSES * ROUNDS + 1))
        assert len({one.certificate_number for one in given}) == len(given)
        assert audit.verify()[0] == audit.SOUND


def test_one_application_decided_by_eight_at_once_is_decided_once(app: Flask) -> None:
    with app.app_context():
        built.in_force()
        keys = [built.recommended().id for _ in range(ROUNDS)]
        work = [(who, keys) for who in officers()]
        db.session.remove()
        db.engine.dispose()
    said = all_at_once(app, work, fails=False, answers=PROCESSES * ROUNDS)
    assert said == ["decided"] * ROUNDS + ["told"] * ((PROCESSES - 1) * ROUNDS)
    with app.app_context():
        assert {db.session.get_one(Application, key).state for key in keys} == {State.DECIDED}
        assert db.session.query(Ruling).count() == ROUNDS
        assert db.session.query(Authorisation).count() == ROUNDS
