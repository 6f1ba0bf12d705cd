"""Lists a page at a time by key, never by counting everything: the next page begins after the last row's own values."""

import base64
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, literal, tuple_

from registry_app.core.db import db

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows of one page and the token of the next one, if there is one."""

    rows: Sequence[T]
    next_token: str | None


def page(select: Select[Any], columns: Sequence[Any], token: str | None, size: int = 50) -> "Page[Any]":
    """One page of `select` ordered by `columns` (ascending, the last one unique). A broken token starts at the top."""
    return page_of(db.session.scalars(after(select, columns, token, size)).all(), columns, size)


def after(select: Select[Any], columns: Sequence[Any], token: str | None, size: int) -> Select[Any]:
    """The rows of one page and one more, which tells whether there is a next one."""
    ordered = select.order_by(*columns).limit(size + 1)
    if token and (last := _read(token, columns)) is not None:
        ordered = ordered.where(tuple_(*columns) > tuple_(*last))
    return ordered


def page_of(rows: Sequence[Any], columns: Sequence[Any], size: int) -> "Page[Any]":
    """The page that these rows make: what `after` found, in its order."""
    if len(rows) <= size:
        return Page(rows, None)
    last = rows[size - 1]
    return Page(rows[:size], _write([str(getattr(last, column.key)) for column in columns]))


def _write(values: list[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


READERS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    uuid.UUID: uuid.UUID,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _read(token: str, columns: Sequence[Any]) -> list[Any] | None:
    """The values the token names, each as its column's own type; None when somebody tampered with it."""
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if not isinstance(values, list) or len(values) != len(columns):
            return None
        kinds = [column.type.python_type for column in columns]
        read = [READERS[kind](value) for kind, value in zip(kinds, values, strict=True)]
    except (ValueError, TypeError, KeyError):
        return None
    return [literal(value, column.type) for value, column in zip(read, columns, strict=True)]
