"""Bringing a database up to date, on both kinds, without a configuration file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

FOLDER = Path(__file__).parents[2] / "migrations"


def config() -> Config:
    """Alembic's configuration, made here."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    return made


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run every migration that is missing."""
    _run(engine, lambda made: command.upgrade(made, to))


def downgrade(engine: Engine, to: str) -> None:
    """Go back to an older state of the tables."""
    _run(engine, lambda made: command.downgrade(made, to))


def _run(engine: Engine, task: object) -> None:
    made = config()
    with engine.connect().execution_options(writing=True) as connection:
        # Batch rebuilding of a SQLite table drops and renames it, which foreign keys would see as a deletion.
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = 0")  # type: ignore[union-attr]
        with connection.begin():
            made.attributes["connection"] = connection
            task(made)  # type: ignore[operator]
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = 1")  # type: ignore[union-attr]
