"""Many rows at once: past the services, through the models, so that every CHECK and trigger still holds."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from registry_app.core import codes, sealing
from registry_app.core.db import db

AT_ONCE = 2000


class Rows:
    """Rows of one model, kept back until there are enough to store them together."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.count = 0
        self._waiting: list[dict[str, Any]] = []

    def add(self, **facts: Any) -> None:
        """One row more; every row of a model names the same columns."""
        self.count += 1
        self._waiting.append(facts)

    def store(self) -> None:
        """Write what waits."""
        for start in range(0, len(self._waiting), AT_ONCE):
            db.session.execute(insert(self.model), self._waiting[start : start + AT_ONCE])
        self._waiting.clear()


def sealed(model: Any, column: str, key: UUID, words: str | None) -> bytes | None:
    """`words` as the sealed column of the row with this key holds them."""
    return None if words is None else sealing.seal(words, f"{model.__tablename__}|{column}|{key}")


def numbers(counter: str, count: int) -> Iterator[int]:
    """The next `count` numbers of a gap-free counter, taken together. Needs an open transaction."""
    return iter(codes.next_numbers(counter, count))


def store(*rows: Rows) -> None:
    """Write several kinds in the order in which they need each other."""
    for kind in rows:
        kind.store()


def change(model: Any, rows: list[dict[str, Any]], values: dict[str, Any]) -> None:
    """Change many rows by key: a row holds `b_id` and what `values` names as `b_…`; all else there is for every row."""
    table = model.__table__
    given = {column: _value(value, table.c[column]) for column, value in values.items()}
    statement = update(table).where(table.c.id == bindparam("b_id")).values(given)
    for start in range(0, len(rows), AT_ONCE):
        db.session.connection().execute(statement, rows[start : start + AT_ONCE])


def _value(value: Any, column: Any) -> Any:
    named = isinstance(value, str) and value.startswith("b_")
    return bindparam(value, type_=column.type) if named else value
