"""A file of cells as people save it: read whole or refused with a sentence that says how to save it again.

UTF-8 with or without a mark, commas, semicolons or tabs, lines ended in any way, cells in quotes over several lines.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy_gettext as _
from registry_app.core.letters import western
from registry_app.providers.imports.states import REQUIRED, Column

LIMIT = 16 * 1024 * 1024
"""Far more than 10,000 homes need; a cell can be no longer than its file."""
SEPARATORS = (",", ";", "\t")
OTHER_CODES = (
    (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK", "Excel (.xlsx)"), (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One record: the line it begins on in the file, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What a file holds: its columns in their order, and its lines without the empty ones."""

    columns: tuple[Any, ...]
    lines: tuple[Line, ...]


def template(known: type[StrEnum] = Column) -> str:
    """The first line of a file."""
    return ",".join(known) + "\r\n"


def read(content: bytes, known: type[StrEnum] = Column, required: Sequence[StrEnum] = REQUIRED) -> Sheet:
    """The sheet in the bytes of a file; DomainError with one sentence when it cannot be read as one.

    `known` are the columns it may have, homes' unless said otherwise; `required` those it must have.
    """
    text = _text(content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    lines = list(_lines(text, separator))
    if not lines:
        raise DomainError(_("The file is empty. Its first line names the columns; take the template."))
    return Sheet(_columns(lines[0], known, required), tuple(lines[1:]))


def _text(content: bytes) -> str:
    if len(content) > LIMIT:
        raise DomainError(_("The file is over 16 MB. Part it into smaller ones, each with the line of columns."))
    for start, kind in OTHER_CODES:
        if content.startswith(start):
            raise DomainError(
                _("This is a file of the kind %(kind)s. Save it as “CSV UTF-8” and try again.", kind=kind)
            )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DomainError(
            _("Line %(line)s is not written in UTF-8. Save the file as “CSV UTF-8” and try again.", line=line)
        ) from error


def _lines(text: str, separator: str) -> Iterator[Line]:
    csv.field_size_limit(LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DomainError(
                _(
                    "The record that begins on line %(line)s has a quote that is not closed, or one too many. Mend it.",
                    line=begins,
                )
            ) from error
        if any(cell.strip() for cell in cells):
            yield Line(begins, tuple(cells))
        begins = reader.line_num + 1


def _columns(first: Line, known: type[StrEnum], required: Sequence[StrEnum]) -> tuple[StrEnum, ...]:
    named = ["_".join(cell.replace("_", " ").split()).lower() for cell in first.cells]
    while named and not named[-1]:
        named.pop()
    unknown = [
        first.cells[place].strip() or str(place + 1) for place, name in enumerate(named) if name not in set(known)
    ]
    if unknown:
        raise DomainError(
            _(
                "These columns are not known: %(names)s. Known are: %(known)s.",
                names=_list(unknown),
                known=_list(known),
            )
        )
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise DomainError(_("These columns stand there twice: %(names)s. Keep one of each.", names=_list(twice)))
    missing = [column for column in required if column not in named]
    if missing:
        raise DomainError(_("These columns are missing: %(names)s. Take the template.", names=_list(missing)))
    return tuple(known(name) for name in named)


def _list(names: object) -> str:
    return ", ".join(short(str(name)) for name in names)  # type: ignore[attr-defined]


def short(text: str) -> str:
    """A typed text as a report may repeat it: short, on one line, without signs that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else " " for letter in western(text))
    plain = " ".join(plain.split())
    return f"“{plain[:40]}…”" if len(plain) > 40 else f"“{plain}”"
