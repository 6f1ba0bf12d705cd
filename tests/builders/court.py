"""The court report for tests: its figures by table, line and measure, and what must hold for any register."""

import io
import json
from datetime import date, timedelta
from typing import Any

import openpyxl

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.pages.court import queries
from registry_app.pages.court.pack import Pack, pack
from registry_app.placements.models import Stay
from registry_app.providers.homes.models import Home

Figures = dict[tuple[str, str, str], Any]


def figures(made: Pack) -> Figures:
    """(table, line, measure) -> figure, with the list of homes as the table `register`."""
    return {
        (table.key, line.code, code): value
        for table in (*made.tables, made.register)
        for line in table.all_lines
        for (code, _words), value in zip(table.measures, line.figures, strict=True)
    }


def from_json(content: bytes) -> Figures:
    body = json.loads(content)
    found = {
        (key, line["code"], measure): line[measure]
        for key, table in body["tables"].items()
        for line in table["lines"]
        for measure in table["measures"]
    }
    names = ("children", "found", "put_right", "overdue", "asked", "asked_done")
    return found | {("register", home["number"], name): home[name] for home in body["homes"] for name in names}


def from_workbook(content: bytes, made: Pack) -> Figures:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for table, sheet in zip((*made.tables, made.register), book.worksheets[1:], strict=True):
        words = 1 + len(table.more)
        if not table.all_lines:
            continue
        rows = sheet.iter_rows(min_row=4, max_row=3 + len(table.all_lines), values_only=True)
        for line, row in zip(table.all_lines, rows, strict=True):
            for at, (measure, _words) in enumerate(table.measures):
                found[table.key, line.code, measure] = row[words + at]
    return found


def adds_up_for_the_demonstration() -> None:
    """Every sum agrees today and a year ago; homes and children are those of the tables themselves, each once."""
    today = clock.today()
    for on in (today, today - timedelta(days=365)):
        facts = queries.facts(on)
        assert [check for check in facts.checks if not check.agrees] == []
        assert _homes_known(on) == {home.row.number for home in facts.homes.each}
        assert len(facts.homes.each) == len({home.row.id for home in facts.homes.each})
        assert facts.children.present == _children_there(on)
        made = pack(facts, "en")
        assert (made.wrong, made.made_up) == (False, True)
    assert queries.facts(today).homes.places["AUTHORISED"].homes == 27
    assert queries.facts(today).children.present == db.session.query(Stay).filter(Stay.ended_at.is_(None)).count()


def _homes_known(on: date) -> set[str]:
    return {home.register_number for home in db.session.query(Home).filter(Home.known_since <= on)}


def _children_there(on: date) -> int:
    """Counted another way: the children with a stay over the end of the day, read one by one."""
    end = min(clock.now(), queries.moment(on, clock.now()).end)
    there = [s for s in db.session.query(Stay) if s.started_at < end and (s.ended_at is None or s.ended_at >= end)]
    return len({stay.child_id for stay in there})
