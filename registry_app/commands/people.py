"""`registry user`: the first accounts."""

import click

from registry_app.accounts.states import Role
from registry_app.commands.starting import with_application


@click.group()
def user() -> None:
    """People who sign in."""


@user.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--district", help="District code such as SD-HYD; without it the role reaches all of Sindh.")
@click.option("--name", help="The person's name.")
@with_application
def add(email: str, role: str, district: str | None, name: str | None) -> None:
    """Make an account and print its one-time link, good for 72 hours."""
    from registry_app.accounts import commands

    commands.add(email, role, district, name)
