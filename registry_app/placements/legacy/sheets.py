"""A file of children present: each good line a row of the list, each bad one told with its line, column and reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry_app.core.i18n import direction, label
from registry_app.placements.legacy import rules
from registry_app.placements.legacy.rules import Entry
from registry_app.placements.legacy.states import REQUIRED, Column, LegalPaper, Parents, Wrong
from registry_app.placements.states import AgeMethod, Sex
from registry_app.places import gazetteer
from registry_app.providers.imports import rules as cells
from registry_app.providers.imports import sheets
from registry_app.providers.imports.sheets import Line
from registry_app.providers.imports.states import Reason

LONGEST = {Column.NAME: 120, Column.NUMBER: 20, Column.PAPER_NUMBER: 60, Column.SIBLINGS: 4}
OTHERS = 60
OLDEST_YEAR = 1990


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one line; the column is None when it is the whole line."""

    line: int
    column: Column | None
    reason: Reason | Wrong
    facts: Mapping[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        """What is wrong and what to do, in the language of the reader."""
        facts = self.facts
        if direction() == "rtl":
            facts = {name: f"\u2068{fact}\u2069" for name, fact in facts.items()}
        return label(self.reason) % facts


def origin(text: str) -> str | None:
    """The code of a place: a district by code or name, or a place outside Sindh by its code."""
    found = gazetteer.district_named(text)
    if found is not None:
        return found.code
    return text.strip().upper() if gazetteer.is_place_code(text.strip().upper()) else None


def _origin(text: str, _today: date) -> str:
    found = origin(text)
    if found is None:
        raise cells.Bad(Reason.CHOICE, value=sheets.short(text), limit="SD-HYD …, OUT-PB …")
    return found


READERS: Mapping[Column, Callable[[str, date], Any]] = {
    Column.SEX: cells.choice(Sex), Column.BIRTH_YEAR: cells.whole(OLDEST_YEAR, 2100),
    Column.AGE_FROM: cells.whole(0, 21), Column.AGE_TO: cells.whole(0, 21), Column.AGE_METHOD: cells.choice(AgeMethod),
    Column.SINCE: cells.day, Column.ORIGIN: _origin, Column.PARENTS: cells.choice(Parents),
    Column.PAPER: cells.choice(LegalPaper), Column.SIBLINGS_ELSEWHERE: cells.yes_no, Column.DISABILITY: cells.yes_no,
}  # fmt: skip
CODES: Mapping[Column, tuple[str, ...]] = {
    Column.SEX: tuple(Sex), Column.AGE_METHOD: tuple(AgeMethod), Column.PARENTS: tuple(Parents),
    Column.PAPER: tuple(LegalPaper), Column.SIBLINGS_ELSEWHERE: ("yes", "no"), Column.DISABILITY: ("yes", "no"),
}  # fmt: skip
BOXES = {column.value: column for column in Column}


def template() -> str:
    """The first line of a file."""
    return sheets.template(Column)


def read(content: bytes, today: date, cut_over: date) -> tuple[list[tuple[int, Entry]], list[Fault]]:
    """(line, row) of every good line, and every fault of the others. DomainError when the bytes are no sheet."""
    sheet = sheets.read(content, Column, REQUIRED)
    good: list[tuple[int, Entry]] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for line in sheet.lines:
        entry, wrong = _line(line, sheet.columns, today, cut_over)
        if entry is not None and seen.setdefault(rules.same_number(entry.number), line.number) != line.number:
            entry, wrong = None, [Fault(line.number, Column.NUMBER, Wrong.TWICE)]
        faults += wrong
        if entry is not None:
            good.append((line.number, entry))
    return good, faults


def _line(line: Line, columns: tuple[Any, ...], today: date, cut_over: date) -> tuple[Entry | None, list[Fault]]:
    cells_of = line.cells
    if len(cells_of) > len(columns) and not any(cell.strip() for cell in cells_of[len(columns) :]):
        cells_of = cells_of[: len(columns)]
    if len(cells_of) != len(columns):
        facts = {"count": str(len(cells_of)), "limit": str(len(columns))}
        return None, [Fault(line.number, None, Reason.CELLS, facts)]
    values, faults = {}, []
    for column, cell in zip(columns, cells_of, strict=True):
        try:
            values[column] = _value(column, cell, today)
        except cells.Bad as bad:
            faults.append(Fault(line.number, column, bad.reason, bad.facts))
    if faults:
        return None, faults
    entry = _entry(values)
    wrong = [Fault(line.number, BOXES[box], code) for box, code in rules.wrong(entry, today, cut_over)]
    return (None, wrong) if wrong else (entry, [])


def _value(column: Column, cell: str, today: date) -> Any:
    text = cells.clean(cell)
    if not text:
        if column in REQUIRED:
            raise cells.Bad(Reason.EMPTY)
        return None
    longest = LONGEST.get(column, OTHERS)
    if len(text) > longest:
        raise cells.Bad(Reason.TOO_LONG, limit=longest, count=len(text))
    return READERS[column](text, today) if column in READERS else text


def _entry(values: Mapping[Column, Any]) -> Entry:
    got = values.get
    return Entry(
        number=got(Column.NUMBER) or "", sex=values[Column.SEX], age_method=values[Column.AGE_METHOD],
        since=values[Column.SINCE], origin=values[Column.ORIGIN], parents=values[Column.PARENTS],
        paper=values[Column.PAPER], birth_year=got(Column.BIRTH_YEAR), age_from=got(Column.AGE_FROM),
        age_to=got(Column.AGE_TO), paper_number=got(Column.PAPER_NUMBER) or "", siblings=got(Column.SIBLINGS) or "",
        siblings_elsewhere=bool(got(Column.SIBLINGS_ELSEWHERE)), disability=bool(got(Column.DISABILITY)),
        name=got(Column.NAME) or "",
    )  # fmt: skip
