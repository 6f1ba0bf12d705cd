"""Which version of the standards is meant: by number, by day, by key. Shipped ones are read without the database."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import or_, select

from inspections import framework as frameworks
from inspections.framework import Framework
from inspections.standards import rules
from inspections.standards.models import StandardsVersion
from inspections.standards.states import VersionState
from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.core.rulebook import UnknownVersion

_Row = tuple[str, date, date | None]


def of_version(number: str) -> Framework:
    """The framework with this very number, a draft too; rulebook.UnknownVersion when there is none."""
    if number in frameworks.known():
        return frameworks.of_version(number)
    row = db.session.scalars(select(StandardsVersion).where(StandardsVersion.number == number)).one_or_none()
    if row is None:
        raise UnknownVersion(f"There is no version {number!r} of the standards; known: {', '.join(numbers())}.")
    return of_row(row)


def of_row(row: StandardsVersion) -> Framework:
    """The framework of a stored version; parsed once for each text that it ever had."""
    return _parsed(row.number, json.dumps([row.book, row.terms]))


@lru_cache(maxsize=16)
def _parsed(number: str, text: str) -> Framework:
    book, terms = json.loads(text)
    return frameworks.made_of(number, book, terms)


def digest(row: StandardsVersion) -> str:
    """A text that changes with every change of a draft."""
    return hashlib.sha256(json.dumps([row.book, row.terms], sort_keys=True).encode()).hexdigest()


def in_force_on(day: date) -> Framework:
    """The framework a visit of this day is read under (rule I12): the latest approved one that began, and stands.

    rulebook.UnknownVersion when none was in force. Where nothing is governed yet, the shipped index decides.
    """
    fit = [row for row in _approved() if row[1] <= day and (row[2] is None or day < row[2])]
    if not fit:
        return frameworks.in_force_on(day)
    return of_version(fit[-1][0])


def first_day(number: str) -> date:
    """From which day a version is in force; rulebook.UnknownVersion when it is a draft or there is none."""
    for known, begins, _ends in _approved():
        if known == number:
            return begins
    return rulebook.exact(frameworks.PACKAGE, "standards", number).in_force_from


def number_in_force(day: date) -> str:
    return in_force_on(day).version


def _approved() -> Sequence[_Row]:
    """Versions with a day, the earliest first; read once in each transaction, however many homes ask."""
    session = db.session()
    here = session.get_transaction()
    kept = session.info.get("standards")
    if kept is not None and here is not None and kept[0] is here:
        rows: Sequence[_Row] = kept[1]
        return rows
    query = select(StandardsVersion.number, StandardsVersion.in_force_from, StandardsVersion.withdrawn_from).where(
        StandardsVersion.in_force_from.is_not(None)
    )
    order = (StandardsVersion.in_force_from, StandardsVersion.approved_at, StandardsVersion.number)
    rows = [(number, begins, ends) for number, begins, ends in db.session.execute(query.order_by(*order)) if begins]
    session.info["standards"] = (session.get_transaction(), rows)
    return rows


def forget() -> None:
    """What is in force was changed inside this transaction."""
    db.session().info.pop("standards", None)


def numbers() -> list[str]:
    """Every number there is, shipped and stored."""
    stored = db.session.scalars(select(StandardsVersion.number))
    return sorted({*frameworks.known(), *stored})


def all_versions() -> list[StandardsVersion]:
    """Every version, the newest first."""
    return list(db.session.scalars(select(StandardsVersion).order_by(StandardsVersion.drafted_at.desc())))


def one(actor: Any, version_id: uuid.UUID) -> StandardsVersion | None:
    return db.session.get(StandardsVersion, version_id)


def stands_in_force(number: str, day: date) -> bool:
    """Whether this is the version in force on the day."""
    try:
        return number_in_force(day) == number
    except UnknownVersion:
        return False


def row_in_force(day: date) -> StandardsVersion | None:
    """The stored row of the version in force, for what a draft begins with and is compared to."""
    number = number_in_force(day)
    return db.session.scalars(select(StandardsVersion).where(StandardsVersion.number == number)).one_or_none()


def against_in_force(row: StandardsVersion) -> list[rules.Change]:
    """What this version would change beside the one in force today; nothing for that one itself."""
    present = row_in_force(clock.today())
    if present is None or present.id == row.id:
        return []
    return rules.differences((present.book, present.terms), (row.book, row.terms))


def last_ids() -> dict[str, int]:
    """The highest criterion number of each standard over every version there ever was, withdrawn drafts too."""
    found: dict[str, int] = {}
    for row in db.session.scalars(select(StandardsVersion.last_ids)):
        for standard, number in row.items():
            found[standard] = max(number, found.get(standard, 0))
    return found


def stays_covered(without: StandardsVersion, day: date) -> bool:
    """Whether another approved version is in force from that day when this one is withdrawn."""
    others = select(StandardsVersion.id).where(
        StandardsVersion.id != without.id,
        StandardsVersion.state == VersionState.APPROVED,
        StandardsVersion.in_force_from <= day,
        or_(StandardsVersion.withdrawn_from.is_(None), StandardsVersion.withdrawn_from > day),
    )
    return db.session.scalars(others.limit(1)).first() is not None
