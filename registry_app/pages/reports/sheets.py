"""The report as a workbook, a plain table and JSON. No text of a cell can become a formula."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from registry_app.core.i18n import DIRECTIONS, gettext, in_language
from registry_app.pages.reports.pack import Pack
from registry_app.pages.reports.tables import Figure, Table

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def workbook(pack: Pack) -> bytes:
    """XLSX: the sentences first, then a sheet a table, from right to left in Urdu and Sindhi."""
    made: bytes = in_language(pack.language, lambda: _workbook(pack))
    return made


def _workbook(pack: Pack) -> bytes:
    lines = [(pack.title, "title"), (pack.month_words, "title")]
    lines += [(pack.made_up_words, "mark")] if pack.made_up else []
    lines += [("", "words"), *((said, "words") for said in pack.sentences), ("", "words")]
    lines += [(gettext("What to know about these figures"), "head"), *((said, "words") for said in pack.doubts)]
    mark = pack.made_up_words if pack.made_up else ""
    return write(lines, pack.tables, language=pack.language, of=pack.month_words, first=pack.month.first, mark=mark)


def write(
    front: Sequence[tuple[str, str]], tables: Sequence[Table], *, language: str, of: str, first: date, mark: str
) -> bytes:
    """A workbook: `front` has lines of (text, look) for its first sheet, whose name is `of`; then a sheet a table.

    The same book for the same figures: it bears the day `first`. `mark` stands under each table; empty for none.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # A moment in a format that knows no zone.
    book.set_properties({"title": f"{front[0][0]}, {of}", "created": datetime.combine(first, time.min)})
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#EFE7DA", "text_wrap": True, "valign": "top"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": "#12204A"}),
        "mark": book.add_format({"bold": True, "font_color": "#8E1F2F"}),
        "total": book.add_format({"bold": True, "top": 1}),
    }
    _front(book, looks, front, language, of)
    for number, table in enumerate(tables, start=1):
        _sheet(book, looks, table, number, language, mark)
    book.close()
    return out.getvalue()


def _new_sheet(book: Any, language: str, name: str) -> Any:
    sheet = book.add_worksheet(_FORBIDDEN.sub(" ", name)[:_LONGEST_NAME].strip())
    if DIRECTIONS[language] == "rtl":
        sheet.right_to_left()
    return sheet


def _front(book: Any, looks: dict[str, Any], lines: Sequence[tuple[str, str]], language: str, name: str) -> None:
    sheet = _new_sheet(book, language, name)
    sheet.set_column(0, 0, 100)
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 0, text, looks[look])


def _sheet(book: Any, looks: dict[str, Any], table: Table, number: int, language: str, mark: str) -> None:
    sheet = _new_sheet(book, language, f"{number} {table.title}")
    words = 1 + len(table.more)
    sheet.set_column(0, words - 1, 34)
    sheet.set_column(words, words + len(table.measures) - 1, 14)
    sheet.write_string(0, 0, table.title, looks["title"])
    head = [table.head, *table.more, *(said for _code, said in table.measures)]
    for column, text in enumerate(head):
        sheet.write_string(2, column, text, looks["head"])
    for row, line in enumerate(table.all_lines, start=3):
        look = looks["total"] if line is table.total else looks["words"]
        for column, text in enumerate((line.words, *line.more)):
            sheet.write_string(row, column, text, look)
        for column, figure in enumerate(line.figures, start=words):
            _write(sheet, row, column, figure, look)
    sheet.freeze_panes(3, 1)
    if mark:
        sheet.write_string(len(table.all_lines) + 4, 0, mark, looks["mark"])


def _write(sheet: Any, row: int, column: int, figure: Figure, look: Any) -> None:
    if isinstance(figure, int | float):
        sheet.write_number(row, column, figure, look)
    else:
        sheet.write_string(row, column, figure or "–", look)


def plain(pack: Pack) -> bytes:
    """CSV, one figure a line, with the codes beside the words; it begins with a mark that tells Excel the letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("month", "table", "table_name", "line", "line_name", "measure", "measure_name", "figure"))
    for table in pack.tables:
        for line in table.all_lines:
            for (code, said), figure in zip(table.measures, line.figures, strict=True):
                texts = (str(pack.month), table.key, table.title, line.code, line.words, code, said)
                writer.writerow((*map(guarded, texts), "" if figure is None else figure))
    if pack.made_up:
        writer.writerow((str(pack.month), "made_up", pack.made_up_words, "", "", "", "", ""))
    return out.getvalue().encode("utf-8-sig")


def machine(pack: Pack) -> bytes:
    """JSON: the sentences and every table, figures under their codes."""
    body = {
        "report": "monthly",
        "month": str(pack.month),
        "language": pack.language,
        "made_up": pack.made_up,
        "small_numbers_hidden": not pack.exact,
        "title": pack.title,
        "sentences": list(pack.sentences),
        "notes": list(pack.doubts),
        "tables": {table.key: _as_json(table) for table in pack.tables},
    }
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _as_json(table: Table) -> dict[str, Any]:
    codes = [code for code, _said in table.measures]
    return {
        "title": table.title,
        "measures": dict(table.measures),
        "lines": [
            {"code": line.code, "words": line.words, **dict(zip(codes, line.figures, strict=True))}
            for line in table.all_lines
        ],
    }
