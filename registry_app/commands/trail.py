"""`registry audit`: is the record of deeds sound?"""

import json
from pathlib import Path

import click

from registry_app.commands.starting import refuse, with_application


@click.group()
def audit() -> None:
    """The record of deeds."""


@audit.command()
@click.option(
    "--anchors", type=click.Path(exists=True, dir_okay=False), help="Anchors kept outside: {line: mac}, JSON."
)
@with_application
def verify(anchors: str | None) -> None:
    """Walk the chain: 0 sound, 10 edited, 11 gap, 12 fork, 13 truncated, 14 anchor differs."""
    from registry_app.core.audit import verify as walk

    kept: dict[int, str] = {}
    if anchors:
        try:
            kept = {int(line): str(mac) for line, mac in json.loads(Path(anchors).read_text(encoding="utf-8")).items()}
        except (ValueError, AttributeError) as error:
            raise refuse("The anchors must be one JSON object of line numbers and macs.") from error
    status, sentence = walk(kept)
    click.echo(sentence, err=status != 0)
    raise SystemExit(status)
