"""Six browsers bring the same code of the app, and the same code from paper, at the same moment: one comes in."""

import base64
import multiprocessing
import os
from datetime import timedelta
from typing import Any

import pytest

from registry_app.accounts.models import User
from registry_app.accounts.second import rules, services
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from tests.builders.people import person

BROWSERS = 6
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))


def bring(app: Any, user: Any, code: str, barrier: Any, results: Any) -> None:
    """What one process does: the code, all at the same moment."""
    with app.app_context():
        db.engine.dispose(close=False)
        barrier.wait(timeout=120)
        try:
            services.pass_second(db.session.get(User, user), code)
            results.put("in")
        except DomainError:
            results.put("out")
        except Exception as error:
            results.put(repr(error))
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.parametrize("kind", ["app", "paper"])
def test_of_six_one_comes_in(app, monkeypatch, kind, turn):
    monkeypatch.setattr(services, "TRIES", BROWSERS + 1)
    with app.app_context():
        user = person(Role.CPO)
        letters = rules.new_secret()
        secret = base64.b32decode(letters)
        with clock.set_to(clock.now() - timedelta(minutes=5)):
            paper = services.set_up(user, letters, rules.code_at(secret, rules.step_of(clock.now())))
        code = paper[0] if kind == "paper" else rules.code_at(secret, rules.step_of(clock.now()))
        key = user.id
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(BROWSERS), context.Queue()
    workers = [context.Process(target=bring, args=(app, key, code, barrier, results)) for _ in range(BROWSERS)]
    for worker in workers:
        worker.start()
    said = sorted(results.get(timeout=180) for _ in range(BROWSERS))
    for worker in workers:
        worker.join(timeout=60)
    assert said == ["in"] + ["out"] * (BROWSERS - 1), turn
