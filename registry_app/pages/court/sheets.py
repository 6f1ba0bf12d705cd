"""The report as a workbook and as JSON."""

import json
from typing import Any

from registry_app.core.i18n import gettext, in_language
from registry_app.pages.court.pack import Pack
from registry_app.pages.reports import sheets
from registry_app.pages.reports.tables import Table


def workbook(pack: Pack) -> bytes:
    """XLSX: what it says first, then a sheet a table, then every home."""
    made: bytes = in_language(pack.language, lambda: _workbook(pack))
    return made


def _workbook(pack: Pack) -> bytes:
    front = [(pack.title, "title"), (pack.day_words, "title")]
    front += [(pack.made_up_words, "mark")] if pack.made_up else []
    front += [("", "words"), *((said, "words") for said in pack.sentences), ("", "words")]
    front += [(gettext("What to know about these figures"), "head"), *((said, "words") for said in pack.notes)]
    front += [("", "words"), (gettext("Made again with: %(command)s", command=pack.command), "words")]
    mark = pack.made_up_words if pack.made_up else ""
    return sheets.write(
        front, (*pack.tables, pack.register), language=pack.language, of=str(pack.on), first=pack.on, mark=mark
    )


def machine(pack: Pack) -> bytes:
    """JSON: what it says, every table with figures under their codes, and every home."""
    body = {
        "report": "court",
        "on": pack.on.isoformat(),
        "known_on": pack.known_on.isoformat(),
        "day_over": not pack.running,
        "language": pack.language,
        "made_up": pack.made_up,
        "sums_agree": not pack.wrong,
        "title": pack.title,
        "sentences": list(pack.sentences),
        "notes": list(pack.notes),
        "tables": {table.key: _table(table) for table in pack.tables},
        "homes": [_home(pack, place) for place in range(len(pack.homes))],
    }
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _table(table: Table) -> dict[str, Any]:
    codes = [code for code, _said in table.measures]
    return {
        "title": table.title,
        "measures": dict(table.measures),
        "lines": [
            {"code": line.code, "words": line.words, **({"beside": list(line.more)} if any(line.more) else {}),
             **dict(zip(codes, line.figures, strict=True))}
            for line in table.all_lines
        ],
    }  # fmt: skip


def _home(pack: Pack, place: int) -> dict[str, Any]:
    one = pack.homes[place]
    figures = dict(zip([code for code, _said in pack.register.measures], one.figures, strict=True))
    return {
        "number": one.number, "name": one.name, "family": one.family, **one.codes, "care": one.care,
        "notices": list(one.notices), "lists": list(one.lists), **figures,
    }  # fmt: skip
