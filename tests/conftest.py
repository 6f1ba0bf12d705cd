"""One application a worker; a fresh copy of the database for each test that asks for it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as examples

from registry_app.core import keys
from registry_app.core.settings import Settings
from tests import databases

# A busy machine is no failing test: examples have no time limit. `make soak` tries ten times as many.
examples.register_profile(
    "care",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=1000 if os.environ.get("SOAK") else 100,
)
examples.load_profile("care")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", default="sqlite", choices=["sqlite", "postgres"], help="where the rows live")


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The database of this worker, with all tables and the reference data in its template."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if request.config.getoption("--database") == "postgres":
        made: Any = databases.PostgresHouse(f"{worker}_{os.getpid()}")
    else:
        made = databases.SqliteHouse(tmp_path_factory.mktemp("database"))
    databases.make_tables(made.template_url)
    made.close_template()
    yield made
    made.end()


@pytest.fixture(scope="session")
def settings(house: Any, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var = tmp_path_factory.mktemp("var")
    key_file = tmp_path_factory.mktemp("keys") / "master.json"
    keys.create(key_file)
    return Settings(mode="demo", database_url=house.url, var=Path(var), key_file=key_file)


@pytest.fixture(scope="session")
def the_app(settings: Settings, house: Any) -> Flask:
    from registry_app.app import create_app

    house.fresh()
    return create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False)


@pytest.fixture
def app(the_app: Flask, house: Any) -> Iterator[Flask]:
    """The application on a fresh database, outside any application context: requests make their own."""
    from registry_app.core.db import db

    with the_app.app_context():
        db.engine.dispose()
    house.fresh()
    yield the_app
    with the_app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def list_of_children_present_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests put children on the list of those present whatever day it is; the test of its closing sets its own day.

    A stay on that basis needs a signed list, so one is made for each such child, as both signers would have left it.
    """
    from registry_app.placements import rules, services
    from registry_app.placements.legacy import rules as lists
    from tests.builders.legacy import listed_first

    monkeypatch.setattr(rules, "legacy_open", lambda _on, _started_on: True)
    monkeypatch.setattr(lists, "ARRIVAL_DAYS", 0)
    monkeypatch.setattr(services, "record_stay", listed_first(services.record_stay))


@pytest.fixture
def here(app: Flask) -> Iterator[Flask]:
    """For tests of services and queries: an application context is open. Do not use it together with `client`."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
