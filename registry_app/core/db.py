"""The one database session and the one way to write to it.

Reading happens in an ordinary transaction. Writing happens only inside `transaction()`: on SQLite it starts with BEGIN
IMMEDIATE, so that two writers queue up instead of both deciding on what they read before (measured: the default
overbooks the last bed every time); on PostgreSQL services lock the row they decide about with `locked()`.
"""

import random
import re
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, Select, event, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from registry_app.core.settings import BadSettings

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = {"foreign_keys": 1, "synchronous": 2, "trusted_schema": 0, "secure_delete": 1, "recursive_triggers": 1}
"""With recursive triggers also INSERT OR REPLACE asks the triggers that forbid deleting."""
WRITES = {"INSERT", "UPDATE", "DELETE", "REPLACE"}
WRITTEN = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM)\s+\"?(\w+)", re.I
)
"""Which table a writing statement is about."""
RETRY_STATES = {"40001", "40P01"}
ATTEMPTS = 5


class Base(DeclarativeBase):
    """Every row is born with its key, so that a child row and a sealed column can name it before anything is stored."""

    metadata = MetaData(naming_convention=NAMES)

    def __init__(self, **facts: Any) -> None:
        if isinstance(self, Keyed):
            facts = {"id": uuid.uuid4(), **facts}
        for name, value in facts.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, value)


class Keyed:
    """A row known by a random key made in Python, here or on an inspector's phone."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-100)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

P = ParamSpec("P")
T = TypeVar("T")
Late = Callable[[], object]


class Doomed(RuntimeError):
    """An inner block failed and somebody swallowed the error; half a deed is never stored."""


class UnsavedChanges(RuntimeError):
    """Something was changed outside a transaction; services change things, views do not."""


def _begin_writing(session: Session) -> None:
    if session.new or session.dirty or session.deleted:
        raise UnsavedChanges("A row was changed before its transaction began.")
    session.rollback()
    session.connection(execution_options={"writing": True})


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit when the outermost block ends well; undo everything when any block fails.

    What was read before the outermost block is read again inside it, so that a decision rests on what is true now.
    """
    session: Session = db.session()
    info = session.info
    depth: int = info.get("depth", 0)
    if depth == 0:
        _begin_writing(session)
        info["held"] = set()
    info["depth"] = depth + 1
    try:
        yield session
        if depth == 0:
            _finish(session)
    except BaseException:
        info["doomed"] = True
        if depth == 0:
            session.rollback()
            for key in ("after_commit", "before_commit", "doomed", "written"):
                info.pop(key, None)
        raise
    finally:
        info["depth"] = depth
        if depth == 0:
            info.pop("held", None)
    if depth == 0:
        for deed in info.pop("after_commit", []):
            deed()


def _finish(session: Session) -> None:
    if session.info.get("doomed"):
        raise Doomed
    session.flush()
    while deeds := session.info.pop("before_commit", {}):
        for deed in deeds.values():
            deed()
    session.commit()
    session.info.pop("written", None)


def in_transaction() -> bool:
    """Whether a writing block is open here."""
    return bool(db.session().info.get("depth", 0))


def before_commit(name: str, deed: Late) -> None:
    """Run `deed` once, last thing before the commit; a second one of the same name in one transaction is the same."""
    db.session().info.setdefault("before_commit", {}).setdefault(name, deed)


def after_commit(deed: Late) -> None:
    """Keep a side effect (mail, file removal) back until the change is really stored."""
    db.session().info.setdefault("after_commit", []).append(deed)


def written_here() -> set[str]:
    """The tables that the open transaction has written to so far."""
    written: set[str] = db.session().info.setdefault("written", set())
    return written


_LISTENERS: list[Callable[[str], None]] = []


def on_written(listener: Callable[[str], None]) -> None:
    """Tell `listener` the name of each table when a transaction first writes to it, however the statement was made."""
    _LISTENERS.append(listener)


def _note_written(statement: str) -> None:
    found = WRITTEN.match(statement)
    table = found[1].lower() if found else ""
    if table and has_app_context() and in_transaction() and table not in (written := written_here()):
        written.add(table)
        for listener in _LISTENERS:
            listener(table)


def transactional(service: Callable[P, T]) -> Callable[P, T]:
    """Mark a service: all of it is stored, or none of it. The outermost one is tried again after a deadlock."""

    @wraps(service)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        outermost = not in_transaction()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction():
                    return service(*args, **kwargs)
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                if not outermost or state not in RETRY_STATES or attempt == ATTEMPTS:
                    raise
                time.sleep(random.uniform(0.005, 0.05) * attempt)  # noqa: S311 - jitter, not a secret
        raise AssertionError("unreachable")

    inside.is_transactional = True  # type: ignore[attr-defined]
    return inside


def locked(thing: T) -> T:
    """The same row, read anew and kept from every other writer until the end of the transaction.

    A row that was found by `hold` is not read a second time: nobody else can have changed it since.
    """
    session, state = db.session(), inspect(thing)
    if state.session is session and state.key in session.info.get("held", ()):
        return thing
    model = type(thing)
    # A stored row is known by its identity; asking an expired one for its id would read it once more.
    key = state.identity[0] if state.identity else thing.id  # type: ignore[attr-defined]
    return session.scalars(
        select(model).where(model.id == key).with_for_update().execution_options(populate_existing=True)  # type: ignore[attr-defined]
    ).one()


def hold(query: Select[Any], model: type[T]) -> Sequence[T]:
    """The rows of `model` that a query finds, read anew, kept from every other writer, and not read again by `locked`.

    For a road that goes through many services with one row in hand, and whose collections no service changes behind it.
    """
    session = db.session()
    read = query.with_for_update(of=model).execution_options(populate_existing=True)
    rows: Sequence[T] = session.scalars(read).unique().all()
    if "held" in session.info:
        session.info["held"].update(inspect(row).key for row in rows)
    return rows


def _on_connect(raw: Any, _record: object) -> None:
    if not isinstance(raw, sqlite3.Connection):
        return
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA busy_timeout = 30000")
    cursor.execute("PRAGMA journal_mode = WAL")
    for pragma, value in PRAGMAS.items():
        cursor.execute(f"PRAGMA {pragma} = {value}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing")
        # Straight to the driver: every page begins with this, and a statement of SQLAlchemy's costs as much as a row.
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")


def _before_statement(
    connection: Connection, _cursor: object, statement: str, _parameters: object, _context: object, _many: bool
) -> None:
    """Outside `transaction()` a writing statement would take SQLite's only lock and keep it until somebody gives up."""
    first = statement.lstrip().partition(" ")[0].upper()
    if first not in WRITES:
        return
    if not connection.get_execution_options().get("writing"):
        raise UnsavedChanges(f"{first} outside a transaction: put it into a service marked @transactional.")
    _note_written(statement)


def init_app(app: Flask) -> None:
    """Bind the session to the application's database and make sure the database behaves as every rule here assumes."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        event.listen(engine, "before_cursor_execute", _before_statement)
        assert_sound(engine)


def assert_sound(engine: Engine) -> None:
    """Refuse to start on a SQLite connection without its pragmas, or a PostgreSQL that answers before it has stored."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            wrong = {p: v for p, v in PRAGMAS.items() if connection.exec_driver_sql(f"PRAGMA {p}").scalar() != v}
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            if wrong or (mode != "wal" and engine.url.database not in (None, "", ":memory:")):
                raise BadSettings(f"SQLite did not take its settings: {wrong or mode}.")
        elif connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "off":
            raise BadSettings("PostgreSQL runs with synchronous_commit off; records here may not be lost.")
