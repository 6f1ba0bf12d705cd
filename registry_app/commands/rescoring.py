"""`registry rescore`: past full visits under another version of the standards; nothing is changed."""

import json

import click

from registry_app.commands.starting import refuse, with_application


@click.command()
@click.option("--framework", "number", required=True, metavar="VERSION", help="Number of the version, a draft too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@with_application
def rescore(number: str, as_json: bool) -> None:
    """Say what every past full visit would have got under a version of the standards. Nothing is changed.

    A criterion that is new has no answer in a past visit and counts neither for nor against it; one that is retired is
    left out. It ends with 1 and one sentence when there is no such version.
    """
    from inspections.standards import queries, rescoring, services
    from registry_app.core.rulebook import UnknownVersion

    try:
        framework = queries.of_version(number)
    except UnknownVersion as error:
        raise refuse(str(error)) from error
    moves = rescoring.past_visits(framework)
    if as_json:
        click.echo(json.dumps({"framework": number, **services.as_kept(moves, all_of_them=True)}))
        return
    click.echo(f"{moves.judged} full visits judged under {number}; {len(moves.changed)} would get another grade.")
    for (before, after), many in sorted(moves.counts.items()):
        click.echo(f"{before} -> {after}  {many}")
    for key, before, after, limits in moves.changed:
        click.echo(f"{key}  {before} -> {after}  {limits}".rstrip())
    if moves.unanswered:
        click.echo(f"{moves.unanswered} visits have no answer to a criterion that is new.")
    for key in moves.unjudged:
        click.echo(f"{key}  cannot be judged: a criterion that is critical here was NA.")
