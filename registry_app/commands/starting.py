"""Making the application for a command, and the refusals a person at a terminal should read as one sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click
from flask import Flask

from registry_app.core.settings import BadSettings, Settings, from_environment

P = ParamSpec("P")
T = TypeVar("T")
MISSING = ("42P01", "42703")
"""How PostgreSQL calls a table and a column that are not there."""


def refuse(sentence: str) -> SystemExit:
    """Say one sentence on stderr; raise what this gives to end with status 1."""
    click.echo(sentence, err=True)
    return SystemExit(1)


def settings() -> Settings:
    """The settings of the environment; ends 1 with one sentence when one cannot be."""
    try:
        return from_environment()
    except BadSettings as error:
        raise refuse(str(error)) from error


@contextmanager
def plainly() -> Iterator[None]:
    """What a person at a terminal can mend is said in one sentence, and ends with status 1."""
    from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

    from registry_app.core.errors import DomainError
    from registry_app.core.keys import KeyMissing

    try:
        yield
    except (BadSettings, KeyMissing) as error:
        raise refuse(str(error)) from error
    except DomainError as error:
        raise refuse(str(error.sentence)) from error
    except ArgumentError as error:
        raise refuse("DATABASE_URL cannot be read as an address.") from error
    except (OperationalError, ProgrammingError) as error:
        said = str(error.orig).partition("\n")[0]
        if "no such table" in said or "no such column" in said or getattr(error.orig, "sqlstate", "") in MISSING:
            raise refuse("The tables are missing or old. Run: registry db upgrade") from error
        raise refuse(f"The database does not answer as it should: {said}") from error


def application() -> Flask:
    """The application under the settings of the environment; ends 1 with one sentence when it cannot start."""
    from registry_app.app import create_app

    with plainly():
        return create_app(from_environment())
    raise AssertionError("unreachable")


def let_go() -> None:
    """Close every connection of a command, also where the process lives on."""
    from registry_app.core.db import db

    db.session.remove()
    db.engine.dispose()


def with_application(command: Callable[P, T]) -> Callable[P, T]:
    """Run a command inside an application context; a rule's refusal becomes one sentence and status 1."""

    @wraps(command)
    def inside(*args: Any, **kwargs: Any) -> T:
        with application().app_context(), plainly():
            try:
                return command(*args, **kwargs)
            finally:
                let_go()
        raise AssertionError("unreachable")

    return inside
