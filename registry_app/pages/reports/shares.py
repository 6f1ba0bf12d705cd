"""A figure as what it is: so many of so many, under the number of its definition."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")
SMALLEST_RATE = 20


@dataclass(frozen=True)
class Share:
    """`part` of `whole`, as the indicator `id` of indicators.yaml or complaints.yaml defines them."""

    id: str
    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The rate, where there is one."""
        return percent(self.part, self.whole)


def percent(part: int, whole: int) -> int | None:
    """Half up, without decimals; None where the whole is under 20: such a rate is told as a count."""
    return (200 * part + whole) // (2 * whole) if whole >= SMALLEST_RATE else None


def keyed(rows: Iterable[Row], key: Callable[[Row], str | None], order: Sequence[str]) -> dict[str, list[Row]]:
    """The rows under each key of `order`, empty ones too; an unknown value is a category (`""`), never dropped."""
    found: dict[str, list[Row]] = {one: [] for one in order}
    for row in rows:
        found.setdefault(key(row) or "", []).append(row)
    return found


def counted(keys: Iterable[str | None], order: Sequence[str]) -> dict[str, int]:
    """How often each key of `order` comes, with zeros; what is not known stands last under `""`."""
    found = Counter(key or "" for key in keys)
    return {one: found.get(one, 0) for one in [*order, *(key for key in found if key not in order)]}
