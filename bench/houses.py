"""Databases of made-up homes, 10,000 to 1,000,000: made once and kept under var/bench."""

import hashlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask

from bench import filling
from registry_app.core import keys
from registry_app.core.settings import ROOT, Settings

FOLDER = ROOT / "var" / "bench"
MADE_FROM = (*sorted((ROOT / "migrations" / "versions").glob("*.py")), Path(filling.__file__), Path(__file__))


@dataclass(frozen=True)
class House:
    """A folder with a key and a database of so many homes, and how to run the application on it."""

    folder: Path

    @property
    def file(self) -> Path:
        """The SQLite database."""
        return self.folder / "data" / "registry.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What a server of its own needs to be told."""
        return {"REGISTRY_MODE": "demo", "REGISTRY_VAR": str(self.folder), "DATABASE_URL": "", "REGISTRY_KEY_FILE": ""}

    @cached_property
    def settings(self) -> Settings:
        """The same for an application in this process."""
        return Settings(mode="demo", var=self.folder)

    def app(self) -> Flask:
        """The application on this database, in this process."""
        from registry_app.app import create_app

        return create_app(self.settings)


def house(homes: int) -> House:
    """The database of so many homes, made now when it is not there or the tables changed since."""
    made_from = hashlib.sha256(b"".join(path.read_bytes() for path in MADE_FROM)).hexdigest()[:10]
    made = House(FOLDER / f"{homes}-{made_from}")
    ready = made.folder / "ready"
    if not ready.exists():
        _make(made, homes)
        ready.touch()
    return made


def _make(made: House, homes: int) -> None:
    from registry_app.core.db import db, transaction
    from registry_app.providers.powers import services as powers

    made.file.unlink(missing_ok=True)
    _tables(made)
    with made.app().app_context():
        with transaction():
            powers.mark_demo()
        db.session.remove()
        db.engine.dispose()
    with sqlite3.connect(made.file) as connection:
        filling.fill(connection, homes)
    connection.close()
    os.sync()


def _tables(made: House) -> None:
    from registry_app.core import migrations
    from registry_app.core.db import db
    from registry_app.pages.loading import load_all

    if not made.settings.key_path.exists():
        keys.create(made.settings.key_path, demo=True)
    with made.app().app_context():
        migrations.upgrade(db.engine)
        list(load_all())
        db.session.remove()
        db.engine.dispose()


def demo() -> House:
    """The demonstration as `registry seed demo` makes it."""
    made_from = hashlib.sha256(b"".join(path.read_bytes() for path in MADE_FROM)).hexdigest()[:10]
    made = House(FOLDER / f"demo-{made_from}")
    ready = made.folder / "ready"
    if not ready.exists():
        made.file.unlink(missing_ok=True)
        _tables(made)
        with made.app().app_context():
            from registry_app.core.db import db
            from registry_app.demo.sindh import load

            list(load())
            db.session.remove()
            db.engine.dispose()
        ready.touch()
    return made


def copy(plain: House, made: House) -> None:
    """The same database and key in another folder, to be filled further."""
    shutil.rmtree(made.folder, ignore_errors=True)
    shutil.copytree(plain.folder, made.folder, ignore=shutil.ignore_patterns("ready"))
