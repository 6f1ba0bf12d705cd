"""Made-up homes in bulk, straight into SQLite: every column of a real one, so that rows are as wide and CHECKs hold."""

import random
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from registry_app.core import clock, codes
from registry_app.demo.words import HOUSES, THINGS
from registry_app.places import gazetteer
from registry_app.providers.homes.services import name_rows

Row = dict[str, Any]
PER_BODY = 10
WITH_NAMES = 100_000
"""Up to so many homes get the keys of search and their certificates; beyond, only the list is measured."""
SOUGHT = ("Dar ul Atfal", "دارالاطفال", "دار الاطفال")
ONE_IN = 2500
"""So many homes apart bear the name that is sought."""
CARES = (("RESIDENTIAL", 50), ("SMALL_GROUP", 30), ("FOSTER", 20))
STANDINGS = (("AUTHORISED", 70), ("IN_PROCESS", 12), ("KNOWN_UNREGISTERED", 10), ("EXPIRED", 8))


def fill(connection: sqlite3.Connection, homes: int) -> None:
    """Put `homes` homes with their bodies and services into empty tables."""
    connection.execute("PRAGMA synchronous = 0")
    connection.execute("PRAGMA cache_size = -200000")
    indexes = _without_indexes(connection)
    for start in range(0, homes, 50_000):
        _batch(connection, range(start + 1, min(start + 50_000, homes) + 1), homes <= WITH_NAMES)
    for statement in indexes:
        connection.execute(statement)
    connection.execute("ANALYZE")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Take the indexes off the tables that are filled; gives the statements that make them anew, faster in one go."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('home', 'service', 'organisation', 'home_name', 'authorisation')"
    ).fetchall()
    for name, _sql in rows:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _name, sql in rows]


def _batch(connection: sqlite3.Connection, numbers: range, whole: bool) -> None:
    chance = random.Random(f"bench {numbers.start}")  # noqa: S311 - made-up data
    homes = [_home(chance, number) for number in numbers]
    bodies = {home["organisation_id"]: _body(home) for home in homes}
    services = [_service(chance, home) for home in homes]
    _insert(connection, "organisation", bodies.values())
    _insert(connection, "home", homes)
    _insert(connection, "service", services)
    if whole:
        _insert(connection, "home_name", _names(homes))
        user = _decider(connection)
        given = zip(homes, services, strict=True)
        _insert(connection, "authorisation", (_given(*one, user) for one in given if one[0]["certificate_number"]))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    names = ", ".join(first)
    places = ", ".join(f":{name}" for name in first)
    statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of our own
    if table != "organisation":
        statement = statement.replace("OR IGNORE ", "")
    connection.executemany(statement, _and_rest(first, rows))


def _and_rest(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _key(kind: str, number: int) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}/{number}").hex


def _one_of(chance: random.Random, choices: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def _home(chance: random.Random, number: int) -> Row:
    today = clock.today()
    place = chance.choice(gazetteer.districts())
    standing = _one_of(chance, STANDINGS)
    living = standing in ("AUTHORISED", "EXPIRED")
    until = today + timedelta(days=chance.randint(1, 1000) * (1 if standing == "AUTHORISED" else -1))
    grade = _one_of(chance, (("A", 15), ("B", 45), ("C", 30), ("D", 10))) if living and chance.random() < 0.95 else None
    household = chance.random() < 0.15
    names = _name(chance, number, household)
    return {
        "id": _key("home", number), "organisation_id": _key("body", number // PER_BODY),
        "register_number": codes.register_number(number), "name": names[0], "name_ur": names[1], "name_sd": names[2],
        "run_by": "FAMILY" if household else "NGO", "district": place.code, "taluka": place.headquarters[:80],
        "address_sealed": chance.randbytes(92),
        "latitude": round(place.point.lat + chance.uniform(-0.3, 0.3), 5),
        "longitude": round(place.point.lon + chance.uniform(-0.3, 0.3), 5),
        "household": household, "shelters_survivors": chance.random() < 0.02, "standing": standing,
        "known_from": "APPLICATION", "known_since": _day(today - timedelta(days=1500)),
        "certificate_number": codes.certificate_number(2026, number) if living else None,
        "authorised_from": _day(until - timedelta(days=1090)) if living else None,
        "authorised_until": _day(until) if living else None,
        "admissions_frozen": chance.random() < 0.03, "frozen_by": "", "open_critical_actions": 0, "offender_matches": 0,
        "grade": grade, "grade_on": _day(today - timedelta(days=chance.randint(5, 500))) if grade else None,
        "grade_with_notice": chance.random() < 0.5 if grade else None,
        "grade_limits": "L1 L6" if grade == "D" else None, "protection_met": grade != "D" if grade else None,
        "present": 0, "created_at": f"{_day(today - timedelta(days=1500))} 08:00:00.000000",
    }  # fmt: skip


def _day(day: date) -> str:
    return day.isoformat()


def _name(chance: random.Random, number: int, household: bool) -> tuple[str, str | None, str | None]:
    if household:
        return f"Family {number}", None, None
    if number % ONE_IN == 0:
        way = number // ONE_IN % 3
        return (f"{SOUGHT[0]} {number}", SOUGHT[1 + way % 2], None) if way else ("Darulatfal", None, SOUGHT[2])
    one = chance.choice(THINGS)
    other = chance.choice((*THINGS, *HOUSES.values()))
    said = [f"{first} {second.split()[0]}" for first, second in zip(one, other, strict=True)]
    return said[0], said[1], said[2]


def _names(homes: list[Row]) -> Iterator[Row]:
    for home in homes:
        said = [home[name] for name in ("name", "name_ur", "name_sd") if home[name]]
        yield from ({"key": row["key"], "home_id": home["id"]} for row in name_rows(uuid.UUID(home["id"]), said))


def _body(home: Row) -> Row:
    return {
        "id": home["organisation_id"], "name": home["name"], "ownership": home["run_by"],
        "created_at": home["created_at"],
    }  # fmt: skip


def _service(chance: random.Random, home: Row) -> Row:
    care = "FOSTER" if home["household"] else _one_of(chance, CARES[:2])
    youngest = chance.choice((0, 4, 6))
    capacity = chance.randint(1, 3) if home["household"] else chance.randint(8, 80)
    home["present"] = chance.randint(0, capacity)
    home["frozen_by"] = "CRITICAL_ACTION" if home["admissions_frozen"] else ""
    return {
        "id": _key("service", int(home["register_number"].split("-")[1])), "home_id": home["id"], "care_type": care,
        "sexes": chance.choice(("GIRLS", "BOYS", "BOTH")), "age_from": youngest, "age_to": chance.choice((12, 16, 17)),
        "capacity": capacity, "special_needs": "", "woman_in_charge": True,
    }  # fmt: skip


def _given(home: Row, service: Row, user: str) -> Row:
    serial = int(home["register_number"].split("-")[1])
    expired = home["standing"] == "EXPIRED"
    return {
        "id": _key("authorisation", serial), "home_id": home["id"], "service_id": service["id"],
        "kind": "KIN_TEMPORARY", "standing": "EXPIRED" if expired else "IN_FORCE",
        "certificate_number": home["certificate_number"], "year": 2026, "serial": serial,
        "valid_from": home["authorised_from"], "valid_until": home["authorised_until"],
        "capacity": service["capacity"], "decided_by_id": user, "decided_on": home["authorised_from"],
        "rules_version": "0.1", "made_up": True, "ended_on": home["authorised_until"] if expired else None,
    }  # fmt: skip


def _decider(connection: sqlite3.Connection) -> str:
    """An officer who looks for places and whose decision stands on the certificates."""
    key = _key("user", 1)
    row = {
        "id": key, "name": "Made up", "email": "cpuhead@example.org", "language": "en", "agency": "CPU",
        "health_professional": False, "created_at": "2024-01-01 08:00:00.000000",
    }  # fmt: skip
    grants = [
        {"id": _key("grant", at), "user_id": key, "role": role, "district": None, "since": "2024-01-01"}
        for at, role in enumerate(("CPU_HEAD", "SWD_DIRECTOR"))
    ]
    if connection.execute("SELECT 1 FROM user_account WHERE id = ?", (key,)).fetchone() is None:
        _insert(connection, "user_account", [row])
        _insert(connection, "role_grant", grants)
    return key
