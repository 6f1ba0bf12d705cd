"""What a line says about a home, or every fault in it. Plain Python over cells and the day."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, partial
from typing import Any

from registry_app.core import names, phones
from registry_app.core.i18n import LANGUAGES, direction, in_language, label
from registry_app.core.letters import western
from registry_app.places import gazetteer
from registry_app.providers.findings.states import LISTS, TOLD
from registry_app.providers.homes.states import CareType, KnownFrom, Ownership, Sexes
from registry_app.providers.imports.sheets import Line, Sheet, short
from registry_app.providers.imports.states import REQUIRED, Column, Reason

SERVICE = (Column.CARE_TYPE, Column.SEXES, Column.AGE_FROM, Column.AGE_TO, Column.CAPACITY)
LONGEST = {
    Column.NAME: 200, Column.NAME_UR: 200, Column.NAME_SD: 200, Column.ORGANISATION: 200, Column.TALUKA: 80,
    Column.ADDRESS: 500, Column.PERSON: 120, Column.LIST_NAME: 200, Column.LIST_NUMBER: 40, Column.NOTE: 500,
}  # fmt: skip
OTHERS = 80
"""No code, number or day is longer."""
_KEPT_SIGNS = {"\u200c", "\u200d"}  # they part and join letters in Urdu and Sindhi
_YES = {"yes", "y", "1", "true", "ہاں", "ها"}
_NO = {"no", "n", "0", "false", "نہیں", "نه"}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one line; the column is None when it is the whole line."""

    line: int
    column: Column | None
    reason: Reason
    facts: Mapping[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        """What is wrong and what to do, in the language of the reader."""
        facts = self.facts
        if direction() == "rtl":
            facts = {name: f"\u2068{fact}\u2069" for name, fact in facts.items()}
        return label(self.reason) % facts


@dataclass(frozen=True)
class Told:
    """A good line: a home as somebody tells of it. Values by column; what was left empty is None."""

    line: int
    values: Mapping[Column, Any]

    def __getitem__(self, column: Column) -> Any:
        return self.values.get(column)

    @property
    def names(self) -> list[str]:
        """The home's names."""
        return [name for name in (self[Column.NAME], self[Column.NAME_UR], self[Column.NAME_SD]) if name]

    @property
    def list_key(self) -> tuple[KnownFrom, date, str] | None:
        """Which list names it: whose, of which day, under which title."""
        dated = self[Column.LIST_DATE]
        return (self[Column.KNOWN_FROM], dated, self[Column.LIST_NAME] or "") if dated else None

    @cached_property
    def fingerprint(self) -> str:
        """One for every writing of this line: which home, where, and who says so."""
        said = [names.letters(str(self[column] or "")) for column in _WHICH]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


_WHICH = (
    Column.NAME, Column.NAME_UR, Column.NAME_SD, Column.DISTRICT, Column.ORGANISATION, Column.TALUKA, Column.ADDRESS,
    Column.CARE_TYPE, Column.SEXES, Column.KNOWN_FROM, Column.LIST_NAME, Column.LIST_DATE, Column.LIST_NUMBER,
)  # fmt: skip


class Bad(Exception):
    """A cell that cannot be taken."""

    def __init__(self, reason: Reason, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, {name: str(fact) for name, fact in facts.items()}


def read(sheet: Sheet, today: date) -> tuple[list[Told], list[Fault]]:
    """The good lines and every fault of the others, in the order of the file."""
    good: list[Told] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    numbers: dict[Any, Told] = {}
    for line in sheet.lines:
        told, wrong = read_line(line, sheet.columns, today)
        if told is not None:
            wrong = _repeated(told, seen, numbers)
        if wrong or told is None:
            faults += wrong
        else:
            good.append(told)
    return good, faults


def _repeated(told: Told, seen: dict[str, int], numbers: dict[Any, Told]) -> list[Fault]:
    """What is wrong with a line beside the good ones before it."""
    first = seen.setdefault(told.fingerprint, told.line)
    if first != told.line:
        return [Fault(told.line, Column.NAME, Reason.REPEATED, {"value": str(first)})]
    number = told[Column.LIST_NUMBER]
    holder = numbers.setdefault((told.list_key, number), told) if number else told
    if holder is not told:
        facts = {"value": number, "limit": short(holder[Column.NAME])}
        return [Fault(told.line, Column.LIST_NUMBER, Reason.NUMBER_TAKEN, facts)]
    return []


def read_line(line: Line, columns: tuple[Column, ...], today: date) -> tuple[Told | None, list[Fault]]:
    """What one line says; None with its faults when anything in it is wrong."""
    cells = line.cells
    if len(cells) > len(columns) and not any(cell.strip() for cell in cells[len(columns) :]):
        cells = cells[: len(columns)]
    if len(cells) != len(columns):
        facts = {"count": str(len(cells)), "limit": str(len(columns))}
        return None, [Fault(line.number, None, Reason.CELLS, facts)]
    values: dict[Column, Any] = {}
    faults = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column] = _value(column, cell, today)
        except Bad as bad:
            faults.append(Fault(line.number, column, bad.reason, bad.facts))
    wrong = {fault.column for fault in faults}
    for column, found in _together(values, wrong):
        faults.append(Fault(line.number, column, found.reason, found.facts))
    return (None, faults) if faults else (Told(line.number, values), [])


def _value(column: Column, cell: str, today: date) -> Any:
    text = clean(cell)
    if not text:
        if column in REQUIRED:
            raise Bad(Reason.EMPTY)
        return None
    longest = LONGEST.get(column, OTHERS)
    if len(text) > longest:
        raise Bad(Reason.TOO_LONG, limit=longest, count=len(text))
    return READERS[column](text, today) if column in READERS else text


def clean(cell: str) -> str:
    """One line without invisible signs; the apostrophe with which spreadsheets disarm a formula goes."""
    text = " ".join(cell.split())
    text = "".join(c for c in text if unicodedata.category(c) != "Cf" or c in _KEPT_SIGNS)
    if "\ufffd" in text:
        raise Bad(Reason.BROKEN_LETTERS)
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in text):
        raise Bad(Reason.SIGNS)
    return text[1:] if re.match("'[=+@-]", text) else text


def _together(values: Mapping[Column, Any], wrong: set[Column | None]) -> list[tuple[Column, Bad]]:
    """What no cell shows by itself."""
    found: list[tuple[Column, Bad]] = []
    place = (Column.LATITUDE, Column.LONGITUDE)
    if any(values.get(c) is not None for c in place):
        found += [(c, Bad(Reason.BOTH)) for c in place if values.get(c) is None and c not in wrong]
    if any(values.get(c) is not None for c in SERVICE):
        all_of_them = ", ".join(SERVICE)
        found += [
            (c, Bad(Reason.SERVICE, limit=all_of_them)) for c in SERVICE if values.get(c) is None and c not in wrong
        ]
    youngest, oldest = values.get(Column.AGE_FROM), values.get(Column.AGE_TO)
    if youngest is not None and oldest is not None and youngest > oldest:
        found.append((Column.AGE_TO, Bad(Reason.AGES, value=youngest, limit=oldest)))
    return found + _list_cells(values, wrong)


def _list_cells(values: Mapping[Column, Any], wrong: set[Column | None]) -> list[tuple[Column, Bad]]:
    source, dated = values.get(Column.KNOWN_FROM), values.get(Column.LIST_DATE)
    named = values.get(Column.LIST_NAME) or values.get(Column.LIST_NUMBER)
    if named and dated is None and Column.LIST_DATE not in wrong:
        return [(Column.LIST_DATE, Bad(Reason.LIST_DATE))]
    if (named or dated) and source is not None and source not in LISTS:
        return [(Column.KNOWN_FROM, Bad(Reason.NO_LIST, value=short(source), limit=", ".join(LISTS)))]
    return []


def _name(text: str, _today: date) -> str:
    if not any(letter.isalpha() for letter in text):
        raise Bad(Reason.NO_LETTER, value=short(text))
    return text


def _district(text: str, _today: date) -> str:
    found = gazetteer.district_named(text)
    if found is None:
        raise Bad(Reason.DISTRICT, value=short(text))
    return found.code


def choice(members: Iterable[StrEnum]) -> Callable[[str, date], StrEnum]:
    """A reader of one of an enum's codes, or of its words in any of the three languages."""
    by_code = {names.letters(member): member for member in members}

    @cache
    def by_words() -> dict[str, StrEnum]:
        return {
            names.letters(in_language(code, partial(label, member))): member
            for member in by_code.values()
            for code in LANGUAGES
        }

    def read_choice(text: str, _today: date) -> StrEnum:
        spelt = names.letters(text)
        found = by_code.get(spelt) or by_words().get(spelt)
        if found is None:
            raise Bad(Reason.CHOICE, value=short(text), limit=", ".join(by_code.values()))
        return found

    return read_choice


def day(text: str, today: date) -> date:
    text = western(text)
    written = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0?0:00(?::00)?)?", text)
    spoken = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    parts = written.groups() if written else spoken.groups()[::-1] if spoken else ()
    try:
        year, month, day = map(int, parts)
        found = date(year, month, day)
    except ValueError:
        raise Bad(Reason.DAY, value=short(text)) from None
    if found.year < 1900:
        raise Bad(Reason.DAY, value=short(text))
    if found > today:
        raise Bad(Reason.FUTURE, value=short(text))
    return found


def whole(lowest: int, highest: int) -> Callable[[str, date], int]:
    def read_whole(text: str, _today: date) -> int:
        digits = western(text).removesuffix(".0")
        if not re.fullmatch(r"\d{1,6}", digits) or not lowest <= int(digits) <= highest:
            raise Bad(Reason.NUMBER, value=short(text), limit=f"{lowest}-{highest}")
        return int(digits)

    return read_whole


def _degrees(lowest: int, highest: int, reason: Reason) -> Callable[[str, date], float]:
    def read_degrees(text: str, _today: date) -> float:
        digits = western(text).replace("٫", ".")
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,15})?", digits):
            raise Bad(reason, value=short(text))
        found = float(digits.replace(",", "."))
        if not lowest <= found <= highest:
            raise Bad(reason, value=short(text))
        return found

    return read_degrees


def _phone(text: str, _today: date) -> str:
    # A spreadsheet takes the first nought away from what it thinks is a number.
    for typed in (text, "0" + text):
        if phones.KEPT.fullmatch(found := phones.as_kept(typed)):
            return found
    raise Bad(Reason.PHONE, value=short(text))


def yes_no(text: str, _today: date) -> bool:
    folded = names.letters(text)
    if folded in {names.letters(word) for word in _YES}:
        return True
    if folded in {names.letters(word) for word in _NO}:
        return False
    raise Bad(Reason.YES_NO, value=short(text))


READERS: Mapping[Column, Callable[[str, date], Any]] = {
    Column.NAME: _name, Column.NAME_UR: _name, Column.NAME_SD: _name, Column.ORGANISATION: _name,
    Column.DISTRICT: _district, Column.OWNERSHIP: choice(Ownership), Column.KNOWN_FROM: choice(TOLD),
    Column.LATITUDE: _degrees(23, 29, Reason.LATITUDE), Column.LONGITUDE: _degrees(66, 72, Reason.LONGITUDE),
    Column.PERSON: _name, Column.PHONE: _phone, Column.KNOWN_SINCE: day, Column.LIST_DATE: day,
    Column.CHILDREN: whole(0, 9999), Column.CARE_TYPE: choice(CareType), Column.SEXES: choice(Sexes),
    Column.AGE_FROM: whole(0, 21), Column.AGE_TO: whole(0, 21), Column.CAPACITY: whole(1, 9999),
    Column.SHELTERS_SURVIVORS: yes_no,
}  # fmt: skip
