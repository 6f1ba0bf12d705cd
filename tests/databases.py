"""Databases for tests: SQLite files, or PostgreSQL databases made from one template, fresh for each test."""

import os
import shutil
from pathlib import Path

import psycopg
from sqlalchemy import Engine, create_engine, event, insert
from sqlalchemy.engine import make_url

from gatekeeping.cases.ladder_services import shipped_reasons
from registry_app.core import db as database
from registry_app.models import metadata
from registry_app.placements.models import LadderReason

ADMIN = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def make_tables(url: str) -> None:
    """All tables with their triggers, as the models say, and the reasons of the ladder."""
    engine = engine_for(url)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        metadata().create_all(connection)
        connection.execute(insert(LadderReason), shipped_reasons())
    engine.dispose()


def engine_for(url: str) -> Engine:
    """An engine that behaves as the application's."""
    engine = create_engine(url)
    event.listen(engine, "connect", database._on_connect)
    event.listen(engine, "begin", database._on_begin)
    return engine


class SqliteHouse:
    """A template file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self.template, self.file = folder / "template.sqlite3", folder / "test.sqlite3"
        self.url = f"sqlite:///{self.file}"
        self.template_url = f"sqlite:///{self.template}"

    def fresh(self) -> None:
        """A new file, not the old one written over: a connection that a test forgot keeps the old one to itself."""
        for end in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)
        shutil.copyfile(self.template, self.file)

    def close_template(self) -> None:
        engine = engine_for(self.template_url)
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def end(self) -> None:
        pass


class PostgresHouse:
    """A template database and a test database a worker.

    A new database from the template costs half a second, emptying its tables some milliseconds. So a test gets the
    emptied one, unless the test before left other tables or triggers behind, or more rows than are quickly deleted.
    """

    EASY = 16 * 1024 * 1024
    """Bytes of tables up to which emptying is the cheaper way."""

    def __init__(self, name: str) -> None:
        self.name = f"care_test_{name}"
        base = make_url(ADMIN.replace("postgresql://", "postgresql+psycopg://"))
        self.url = base.set(database=self.name).render_as_string(hide_password=False)
        self.template_url = base.set(database=self.name + "_tpl").render_as_string(hide_password=False)
        self._do(f'DROP DATABASE IF EXISTS "{self.name}_tpl" WITH (FORCE)', f'CREATE DATABASE "{self.name}_tpl"')
        self.rows: dict[str, bytes] = {}
        self.shape: object = None

    def _do(self, *statements: str) -> None:
        with psycopg.connect(ADMIN, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def fresh(self) -> None:
        if self.shape is None or not self._emptied():
            self._do(
                f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)',
                f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_tpl"',
            )
            with self._open() as connection:
                self.shape = _shape(connection)

    def _open(self, end: str = "") -> psycopg.Connection:
        address = make_url(ADMIN).set(database=self.name + end).render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)

    def _emptied(self) -> bool:
        """Every table as the template has it; False when that is not to be had quickly. Nobody else stays connected."""
        with self._open() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            size = connection.execute(
                "SELECT sum(pg_relation_size(oid)) FROM pg_class "
                "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            ).fetchone()
            if _shape(connection) != self.shape or size is None or size[0] > self.EASY:
                return False
            # Triggers and foreign keys sleep meanwhile: what may never be deleted is not what a test's end is about.
            tables = "; ".join(f'DELETE FROM "{table}"' for table in _tables(connection))
            connection.execute(f"SET lock_timeout = '5s'; SET session_replication_role = replica; {tables}")
            _restored(connection, self.rows)
        return True

    def close_template(self) -> None:
        """Remember the rows that the template begins with."""
        with self._open("_tpl") as connection:
            for table in _tables(connection):
                with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as copy:
                    content = b"".join(bytes(part) for part in copy)
                if content:
                    self.rows[table] = content

    def end(self) -> None:
        self._do(
            f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)',
            f'DROP DATABASE IF EXISTS "{self.name}_tpl" WITH (FORCE)',
        )


def _tables(connection: psycopg.Connection) -> list[str]:
    asked = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    return [row[0] for row in connection.execute(asked)]


def _restored(connection: psycopg.Connection, rows: dict[str, bytes]) -> None:
    """What the template holds, and its sequences from their beginning."""
    for table, content in rows.items():
        with connection.cursor().copy(f'COPY "{table}" FROM STDIN') as copy:
            copy.write(content)
    for (name,) in connection.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'").fetchall():
        connection.execute(f'ALTER SEQUENCE "{name}" RESTART')


def _shape(connection: psycopg.Connection) -> object:
    """Tables, columns and waking triggers: what a test that breaks in by force would have changed."""
    return connection.execute(
        "SELECT (SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname) "
        "FROM pg_trigger WHERE NOT tgisinternal), "
        "(SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped)"
    ).fetchone()
