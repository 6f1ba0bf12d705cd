"""`registry db`, `registry seed`, `registry key`: the tables, what they begin with, and the key that seals."""

import click

from registry_app.commands.starting import refuse, settings, with_application


@click.group()
def db() -> None:
    """The tables."""


@db.command()
@with_application
def upgrade() -> None:
    """Run every migration that is missing, on SQLite or PostgreSQL."""
    from registry_app.core import migrations
    from registry_app.core.db import db as database

    migrations.upgrade(database.engine)
    click.echo("The tables are up to date.")


@click.group()
def key() -> None:
    """The master key."""


@key.command()
def init() -> None:
    """Make a new key file; refuses to overwrite one."""
    from registry_app.core import keys

    chosen = settings()
    path = chosen.key_path
    try:
        keys.create(path, demo=chosen.made_up)
    except FileExistsError as error:
        raise refuse(f"There is a key at {path} already. It was left as it is.") from error
    click.echo(f"Made {path}. Keep a copy apart from every backup: without it nothing sealed can be read again.")


@click.group()
def seed() -> None:
    """What the tables begin with."""


@seed.command()
@with_application
def reference() -> None:
    """Load the reference data shipped with the program; run again it changes nothing."""
    from registry_app.pages.loading import load_all

    for line in load_all():
        click.echo(line)


@seed.command()
@click.option("--scale", type=click.IntRange(1, 1000), default=1, help="N times the size.")
@click.option("--seed", "number", type=int, default=2026, help="Another number makes another Sindh.")
@with_application
def demo(scale: int, number: int) -> None:
    """Load repeatable, made-up data; refuses a database that holds anything but reference data."""
    from registry_app.demo.sindh import load

    for line in load(scale=scale, seed=number):
        click.echo(line)
