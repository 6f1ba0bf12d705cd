"""`registry import`: known homes in bulk."""

import sys
from pathlib import Path

import click

from registry_app.commands.starting import refuse, with_application


@click.group(name="import")
def bring() -> None:
    """Known homes in bulk, from a file."""


@bring.command()
@click.argument("file", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--template", is_flag=True, help="Print the columns, as the first line of a file.")
def providers(file: str | None, dry_run: bool, template: bool) -> None:
    """Load known homes from FILE.csv (- is stdin): each good row whole, each bad row left out and named.

    Ends 1 when any row was bad. A file loaded twice adds nothing.
    """
    if template:
        from registry_app.providers.imports import sheets

        click.echo(sheets.template(), nl=False)
        return
    if file is None:
        raise click.UsageError("Name the file, or - for stdin; --template prints its columns.")
    _bring(_content(file), "stdin" if file == "-" else Path(file).name, dry_run)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise refuse(f"{file} cannot be read: {error.strerror}.") from error


@with_application
def _bring(content: bytes, name: str, dry_run: bool) -> None:
    from registry_app.providers.imports import services

    if dry_run:
        found = services.plan(content)
        loaded, listed, known, faults, left_out = (
            len(found.new), len(found.listed), len(found.known), found.faults, found.left_out,
        )  # fmt: skip
    else:
        run = services.load(content, name, actor=None)
        loaded, listed, known, left_out = run.loaded, run.listed, run.known, run.left_out
        faults = [services.from_json(kept) for kept in run.faults]
    for fault in faults:
        click.echo(f"line {fault.line}, {fault.column or 'whole line'}: {fault.sentence()}")
    would = "would be " if dry_run else ""
    click.echo(f"{loaded} homes {would}loaded, {listed} known ones {would}noted on a list, {known} there already.")
    if left_out:
        raise refuse(f"{left_out} bad rows {would or 'were '}left out; mend them and load the file again.")
