"""Strict reading of values: each reader takes what JSON gave and returns it checked, or says what is wrong.

Absent and null both read as None, which means "not recorded".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from gatekeeping.rules.saying import shown

Reader = Callable[[Any], Any]

# No home, family or panel has a thousand million of anything; a larger number is a slip and would only slow the sums.
LARGEST = 1_000_000_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Misfit(Exception):
    """A value does not fit; `path` is built from the inside out while the exception climbs."""

    def __init__(self, what: str) -> None:
        """`what` ends the sentence that the path begins."""
        super().__init__(what)
        self.what = what
        self.path = ""

    def within(self, step: str) -> None:
        """Put one step in front of the path: a key, or a position such as [2]."""
        self.path = step if not self.path else f"{step}{'' if self.path.startswith('[') else '.'}{self.path}"


def flag(value: Any) -> bool | None:
    """True, false or not recorded."""
    if value is None or value is True or value is False:
        return value
    raise Misfit("must be true, false or null")


def count(value: Any) -> int | None:
    """A whole number from 0 upwards; true and false are no numbers here."""
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise Misfit("must be a whole number from 0 upwards, or null")
    return value


def amount(value: Any) -> float | None:
    """A number from 0 upwards, with or without decimals."""
    if value is None:
        return None
    if type(value) not in (int, float) or not 0 <= value <= LARGEST:
        raise Misfit("must be a number from 0 upwards, or null")
    found: float = value
    return found


def day(value: Any) -> date | None:
    """A calendar day written YYYY-MM-DD."""
    if value is None:
        return None
    found = _day_of(value) if type(value) is str else None
    if found is None:
        raise Misfit("must be a date written as YYYY-MM-DD, or null")
    return found


@lru_cache(maxsize=4096)
def _day_of(written: str) -> date | None:
    if not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def text(value: Any) -> str | None:
    """Free text without outer blanks; blank text is not recorded."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise Misfit("must be text or null")
    return value.strip() or None


def code(known: Sequence[str]) -> Reader:
    """A reader for one of the `known` codes."""
    allowed = frozenset(known)

    def read(value: Any) -> str | None:
        if type(value) is str:
            if value in allowed:
                return value
            raise Misfit(f"has the unknown code {shown(value)}; known are {', '.join(known)}")
        if value is None:
            return None
        raise Misfit(f"must be one of {', '.join(known)}, or null")

    return read


def listed(reader: Reader) -> Reader:
    """A reader for a list; no entry may be null. Positions in messages count from 1."""

    def read(value: Any) -> tuple[Any, ...] | None:
        if value is None:
            return None
        if not isinstance(value, list):
            raise Misfit("must be a list or null")
        made: list[Any] = []
        try:
            for entry in value:
                if entry is None:
                    raise Misfit("must not be null")
                made.append(reader(entry))
        except Misfit as misfit:
            misfit.within(f"[{len(made) + 1}]")
            raise
        return tuple(made)

    return read


def plain(value: Any) -> str:
    """One entry of a list of free text, without outer blanks; it may be blank."""
    if not isinstance(value, str):
        raise Misfit("must be text")
    return value.strip()


def band(value: Any) -> tuple[int, int] | None:
    """Youngest and oldest age, both included."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise Misfit("must be a list of the youngest and the oldest age, or null")
    youngest, oldest = count(value[0]), count(value[1])
    if youngest is None or oldest is None or youngest > oldest:
        raise Misfit("must be a list of the youngest and the oldest age, or null")
    return youngest, oldest


def record(fields: Mapping[str, Reader], make: Callable[..., Any]) -> Reader:
    """A reader for an object with these keys only; `make` is called with the keys that were given."""

    def read(value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, dict):
            raise Misfit("must be an object or null")
        if not value.keys() <= fields.keys():
            strange = next(key for key in value if key not in fields)
            raise Misfit(f"has the unknown key {shown(str(strange))}; known are {', '.join(fields)}")
        given = {}
        key = ""
        try:
            for key, inner in value.items():
                # Null is the same as absent: the defaults of the frozen objects hold for both.
                if inner is not None:
                    given[key] = fields[key](inner)
        except Misfit as misfit:
            misfit.within(key)
            raise
        return make(**given)

    return read
