"""A hundred thousand past full visits in a database, read and scored under a draft as `registry rescore` does."""

import json
import sqlite3
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench import houses
from inspections import framework as frameworks
from registry_app.core import clock

HOMES = 10_000
CARE = "RESIDENTIAL"


def rescored(visits: int) -> float:
    """Seconds for so many visits; RuntimeError when not every one was judged."""
    house = _house(visits)
    with house.app().app_context():
        from inspections.standards import queries, rescoring, services
        from registry_app.core.db import db

        services.load_shipped()
        present = queries.row_in_force(clock.today())
        assert present is not None
        from inspections.standards.rules import with_numbers

        book, terms = with_numbers(present.book, present.terms, {"band.A": 90, "band.B": 67})
        framework = frameworks.made_of("draft", book, terms)
        began = time.perf_counter()
        moves = rescoring.past_visits(framework)
        took = time.perf_counter() - began
        db.session.remove()
        db.engine.dispose()
    if moves.judged != visits or not moves.changed:
        raise RuntimeError(f"{moves.judged} of {visits} visits were judged, {len(moves.changed)} changed.")
    return took


def _house(visits: int) -> houses.House:
    plain = houses.house(HOMES)
    made = houses.House(plain.folder.with_name(f"{plain.folder.name}-visits-{visits}"))
    ready = made.folder / "ready"
    if not ready.exists():
        houses.copy(plain, made)
        with sqlite3.connect(made.file) as connection:
            _fill(connection, visits)
        connection.close()
        ready.touch()
    return made


def _fill(connection: sqlite3.Connection, visits: int) -> None:
    """Visits of all homes, and their answers; without the laws and indexes meanwhile, for speed."""
    connection.execute("PRAGMA synchronous = 0")
    laws = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        " AND tbl_name IN ('visit', 'visit_answer')"
    ).fetchall()
    for kind, name, _sql in laws:
        connection.execute(f'DROP {kind} "{name}"')
    (user,) = connection.execute("SELECT id FROM user_account LIMIT 1").fetchone()
    homes = [row[0] for row in connection.execute("SELECT id FROM home ORDER BY id")]
    first = _columns(homes[0], user, 0)
    places = ", ".join(f":{name}" for name in first)
    connection.executemany(
        f"INSERT INTO visit ({', '.join(first)}) VALUES ({places})",  # noqa: S608 - names of our own
        (_columns(homes[n % len(homes)], user, n) for n in range(visits)),
    )
    connection.executemany(
        "INSERT INTO visit_answer (id, visit_id, criterion, place, mark, na_reason, methods, put_right, version,"
        " saved_by_id, saved_at) VALUES (?, ?, ?, ?, ?, '', '[]', 0, 1, ?, '2026-02-01 08:00:00.000000')",
        _answers(visits, user),
    )
    for _kind, _name, sql in laws:
        connection.execute(sql)
    connection.commit()


def _columns(home: str, user: str, n: int) -> dict[str, Any]:
    day = clock.today() - timedelta(days=n % 300)
    moment = f"{day.isoformat()} 08:00:00.000000"
    return {
        "id": f"{n:032x}", "home_id": home, "type": "FULL", "state": "PUBLISHED", "care_type": CARE,
        "framework_version": "0.1", "planned_for": day.isoformat(), "announced": 0, "why": "", "scope": "[]",
        "planned_by_id": user, "planned_at": moment, "team_lacks": "[]", "arrived_at": moment, "entry": "LET_IN",
        "records_refused": 0, "talks_refused": 0, "danger_criteria": "[]", "signature": "SIGNED",
        "submitted_at": moment, "submitted_by_id": user, "comments_until": day.isoformat(),
        "computed_grade": "AB"[n % 2], "grade": "AB"[n % 2], "reviewed_at": moment, "reviewed_by_id": user,
        "published_on": day.isoformat(), "published_by_id": user, "standards": "{}", "issue": 1,
        "limited_by": json.dumps([{"rule": "L6"}] if n % 2 else []),
    }  # fmt: skip


def _answers(visits: int, user: str) -> Iterator[tuple[Any, ...]]:
    asked = [criterion.id for criterion in frameworks.of_version("0.1").criteria_for(CARE)]
    for n in range(visits):
        for at, criterion in enumerate(asked):
            mark = "3" if n % 2 == 0 else "23"[(n * 7 + at * at) % 5 == 0]
            yield f"{n:025x}{at:07x}", f"{n:032x}", criterion, at + 1, mark, user
