"""The console script `registry`: commands are named here and woken only when they are called, so that help is quick."""

from importlib import import_module

import click

COMMANDS = {
    "audit": "registry_app.commands.trail:audit",
    "db": "registry_app.commands.data:db",
    "gatekeep": "gatekeeping.commands:gatekeep",
    "import": "registry_app.commands.importing:bring",
    "key": "registry_app.commands.data:key",
    "report": "registry_app.commands.reporting:report",
    "rescore": "registry_app.commands.rescoring:rescore",
    "score": "inspections.commands:score",
    "seed": "registry_app.commands.data:seed",
    "serve": "registry_app.commands.serving:serve",
    "triage": "complaints.commands:triage",
    "user": "registry_app.commands.people:user",
    "work": "registry_app.commands.serving:work",
}
HELP = {
    "audit": "The record of deeds: is it sound?",
    "db": "The tables.",
    "gatekeep": "A proposal in; blocks, exceptions and warnings out.",
    "import": "Known homes in bulk, from a file.",
    "key": "The master key.",
    "report": "The reports: monthly.",
    "rescore": "What past full visits would have got under another version.",
    "score": "A visit's answers in, grade out.",
    "seed": "Reference data and made-up demo data.",
    "serve": "The web application.",
    "triage": "A complaint in; level, clocks and route out.",
    "user": "People who sign in.",
    "work": "Clocks, reminders, expiries, outbox.",
}


class LazyGroup(click.Group):
    """A group whose commands live in the packages they belong to."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from words kept here, so that help wakes no package."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, HELP[name]) for name in self.list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The register of alternative care in Sindh."""


if __name__ == "__main__":
    main()
