"""From a day to the bytes of a file."""

from datetime import date

from registry_app.pages.court import queries, sheets, story
from registry_app.pages.court.pack import Pack, pack
from registry_app.pages.reports.states import Format

WRITERS = {Format.PDF: story.document, Format.XLSX: sheets.workbook, Format.JSON: sheets.machine}


def written(made: Pack, kind: Format) -> bytes:
    """The report in a format."""
    return WRITERS[kind](made)


def court(on: date | None, kind: Format, language: str, known_on: date | None = None) -> tuple[str, bytes]:
    """(file name, bytes) of the report of a day as known on another, both by default today.

    DomainError for a day to come, and for a day of knowledge before the day itself.
    """
    made = pack(queries.facts(on, known_on=known_on), language)
    return f"{made.file_name}.{kind.value}", written(made, kind)
