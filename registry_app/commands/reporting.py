"""`registry report`: the report as a file."""

import sys
from pathlib import Path

import click

from registry_app.commands.starting import refuse, with_application

FORMATS = ("pdf", "xlsx", "csv", "json")


@click.group()
def report() -> None:
    """The reports: monthly, court."""


@report.command()
@click.option("--month", "written", required=True, help="Such as 2026-10.")
@click.option("--format", "kind", required=True, type=click.Choice(FORMATS))
@click.option("--lang", "language", type=click.Choice(("en", "ur", "sd")), default="en", show_default=True)
@click.option("-o", "target", required=True, help="The file to write; - is stdout.")
@with_application
def monthly(written: str, kind: str, language: str, target: str) -> None:
    """The monthly report of the Social Welfare Department, with true counts."""
    from registry_app.pages.reports import formats, month
    from registry_app.pages.reports.states import Format

    try:
        wanted = month.read(written)
    except ValueError as error:
        raise click.BadParameter("write the month as 2026-10", param_hint="--month") from error
    _name, content = formats.monthly(wanted, Format(kind), language)
    _put(target, content)


@report.command()
@click.option("--on", "written", default="", help="A day such as 2026-11-23; today when it is left out.")
@click.option("--known", "learnt", default="", help="As it was known on this day; today when it is left out.")
@click.option("--format", "kind", required=True, type=click.Choice(("pdf", "xlsx", "json")))
@click.option("--lang", "language", type=click.Choice(("en", "ur", "sd")), default="en", show_default=True)
@click.option("-o", "target", required=True, help="The file to write; - is stdout.")
@with_application
def court(written: str, learnt: str, kind: str, language: str, target: str) -> None:
    """The position of every known home and every child on a day, as a court asks for it; true counts."""
    from datetime import date

    from registry_app.core.errors import DomainError
    from registry_app.pages.court import formats
    from registry_app.pages.reports.states import Format

    days: list[date | None] = []
    for typed, option in ((written, "--on"), (learnt, "--known")):
        try:
            days.append(date.fromisoformat(typed) if typed else None)
        except ValueError as error:
            raise click.BadParameter("write the day as 2026-11-23", param_hint=option) from error
    try:
        _name, content = formats.court(days[0], Format(kind), language, days[1])
    except DomainError as error:
        raise refuse(str(error.sentence)) from error
    _put(target, content)


def _put(target: str, content: bytes) -> None:
    if target == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(target).write_bytes(content)
    except OSError as error:
        raise refuse(f"{target} cannot be written: {error.strerror}.") from error
