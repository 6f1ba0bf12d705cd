"""From a month to the bytes of a file."""

from registry_app.pages.reports import queries, sheets, story
from registry_app.pages.reports.month import Month
from registry_app.pages.reports.pack import Pack, pack
from registry_app.pages.reports.states import Format

WRITERS = {
    Format.PDF: story.document,
    Format.XLSX: sheets.workbook,
    Format.CSV: sheets.plain,
    Format.JSON: sheets.machine,
}


def written(made: Pack, kind: Format) -> bytes:
    """The report in a format."""
    return WRITERS[kind](made)


def monthly(month: Month, kind: Format, language: str, exact: bool = True) -> tuple[str, bytes]:
    """(file name, bytes) of the report of a month; DomainError when it has not begun."""
    made = pack(queries.monthly(month), language, exact)
    return f"{made.file_name}.{kind.value}", written(made, kind)
