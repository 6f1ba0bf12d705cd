"""One file loaded by four processes at the same moment is in once, and its numbers have no gap."""

import multiprocessing
from typing import Any

from flask import Flask
from sqlalchemy import select

from registry_app.core import audit
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.imports import services
from registry_app.providers.imports.models import HomeImport
from tests.services.test_import import many

PROCESSES = 4


def load(app: Flask, content: bytes, barrier: Any, results: Any) -> None:
    """What one process does."""
    with app.app_context():
        db.engine.dispose(close=False)
        barrier.wait(timeout=180)
        try:
            results.put(services.load(content, "homes.csv", actor=None).loaded)
        except Exception as error:
            results.put(repr(error))
        db.session.remove()
        db.engine.dispose()


def test_four_loads_of_one_file_make_one_of_each_home(app: Flask) -> None:
    content = many(90)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    racers = [context.Process(target=load, args=(app, content, barrier, results)) for _ in range(PROCESSES)]
    for racer in racers:
        racer.start()
    found = [results.get(timeout=180) for _ in racers]
    for racer in racers:
        racer.join(timeout=60)
    assert sorted(map(str, found)) == ["0", "0", "0", "87"]
    with app.app_context():
        numbers = db.session.scalars(select(Home.register_number).order_by(Home.register_number)).all()
        assert [number[:7] for number in numbers] == [f"H-{n:05d}" for n in range(1, 88)]
        assert db.session.scalars(select(HomeImport.number).order_by(HomeImport.number)).all() == [1, 2, 3, 4]
        assert audit.verify()[0] == audit.SOUND
