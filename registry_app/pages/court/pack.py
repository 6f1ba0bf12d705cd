"""The report in one language: what every format is written from, so that their figures agree."""

from dataclasses import dataclass
from datetime import date

from registry_app.core.i18n import gettext, in_language, write_date
from registry_app.pages.court import registers, tables, words
from registry_app.pages.court.facts import CourtFacts
from registry_app.pages.court.registers import HomeLine
from registry_app.pages.reports.tables import Line, Table


@dataclass(frozen=True)
class Pack:
    """`wrong` says that a sum does not agree; `command` makes the same report again."""

    language: str
    on: date
    known_on: date
    running: bool
    made_up: bool
    made_up_words: str
    title: str
    day_words: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    homes: tuple[HomeLine, ...]
    wrong: bool
    command: str

    @property
    def file_name(self) -> str:
        """Without its ending: letters, digits and hyphens only."""
        return f"court-report-{self.on}-known-{self.known_on}-{self.language}"

    @property
    def register(self) -> Table:
        """The list of homes as one more table, for workbooks and machines."""
        return _register(self.homes)


def pack(facts: CourtFacts, language: str) -> Pack:
    """Say the facts in `language`."""
    made: Pack = in_language(language, lambda: _pack(facts, language))
    return made


def _pack(facts: CourtFacts, language: str) -> Pack:
    return Pack(
        language=language,
        on=facts.on,
        known_on=facts.known_on,
        running=facts.running,
        made_up=facts.made_up,
        made_up_words=gettext("Made-up data.")
        + " "
        + gettext("The homes, people and numbers on this page are not real."),
        title=gettext("Report on children's homes and alternative care in Sindh"),
        day_words=gettext(
            "Position on %(day)s, as known on %(known)s", day=write_date(facts.on), known=write_date(facts.known_on)
        ),
        sentences=words.sentences(facts),
        notes=words.notes(facts),
        tables=tables.tables(facts),
        homes=registers.lines(facts),
        wrong=any(not check.agrees for check in facts.checks),
        command=f"registry report court --on {facts.on} --known {facts.known_on}",
    )


def _register(homes: tuple[HomeLine, ...]) -> Table:
    heads = (
        gettext("Name"), gettext("District"), gettext("Run by"), gettext("Kind of care"), gettext("Standing"),
        gettext("Since"), gettext("Notices and their service"), gettext("On lists"), gettext("Last visit"),
    )  # fmt: skip
    said = (
        gettext("Children"), gettext("Findings"), gettext("Put right"), gettext("Past their day"),
        gettext("Visitors' book: written"), gettext("Visitors' book: seen done"),
    )  # fmt: skip
    rows = tuple(
        Line(
            one.number, one.number, one.figures,
            (one.name, one.district, one.run_by, one.care, one.place, one.since, "\n".join(one.notices),
             "\n".join(one.lists), one.visit),
        )
        for one in homes
    )  # fmt: skip
    measures = tuple(zip(registers.FIGURES, said, strict=True))
    return Table("register", gettext("Every known home"), gettext("Register number"), measures, rows, heads)
