"""Whatever becomes of a request, the next writer does not wait for it: no transaction outlives its request."""

import pytest
from flask import Flask, abort
from sqlalchemy import select, update

from registry_app.accounts import services
from registry_app.accounts.models import User
from registry_app.core.access import Public, guard
from registry_app.core.db import db, transaction
from tests.builders.people import person


def _raises_before_writing() -> str:
    with transaction():
        raise ValueError


def _raises_after_writing() -> str:
    with transaction():
        db.session.execute(update(User).values(name="Half a deed"))
        raise ValueError


def _is_refused_after_writing() -> str:
    with transaction():
        db.session.execute(update(User).values(name="Half a deed"))
        abort(403)


def _swallows_an_inner_error() -> str:
    with transaction():
        try:
            with transaction():
                db.session.execute(update(User).values(name="Half a deed"))
                raise ValueError
        except ValueError:
            return "never stored"


@pytest.mark.parametrize(
    "view", [_raises_before_writing, _raises_after_writing, _is_refused_after_writing, _swallows_an_inner_error]
)
def test_a_view_that_fails_leaves_nothing_behind_and_nothing_locked(app: Flask, monkeypatch, view):
    with app.app_context():
        key = person(name="As before").id
    monkeypatch.setitem(app.view_functions, "doors.front", guard(Public.PAGE)(lambda lang: view()))
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert app.test_client().get("/en/").status_code in (403, 500)
    with app.app_context():
        assert db.session.scalars(select(User.name).where(User.id == key)).one() == "As before"
        services.add_user(name="The next writer", email="next@example.org", agency=db.session.get(User, key).agency)
