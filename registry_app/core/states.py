"""A lifecycle is a table; services, buttons, tests and the manual all read the same table."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


class WrongState(Exception):
    """The action is not possible from where the thing stands now."""


@dataclass(frozen=True)
class Move(Generic[S]):
    """One arrow: `action` leads from any of `sources` to `target`, for those who hold `permission`."""

    action: str
    sources: frozenset[S]
    target: S
    permission: StrEnum


class Lifecycle(Generic[S]):
    """All the arrows of one kind of thing, and where it begins. An action may lead to different targets by source."""

    def __init__(self, initial: S, *moves: Move[S]) -> None:
        self.initial = initial
        self.moves: tuple[Move[S], ...] = moves
        self._by: dict[tuple[S, str], Move[S]] = {}
        for move in moves:
            for source in move.sources:
                if (source, move.action) in self._by:
                    raise ValueError(f"two arrows {move.action} from {source}")
                self._by[source, move.action] = move

    @property
    def actions(self) -> list[str]:
        return sorted({move.action for move in self.moves})

    def open_moves(self, state: S) -> list[Move[S]]:
        """What may happen next, for drawing buttons."""
        return [move for move in self.moves if state in move.sources]

    def target(self, state: S, action: str) -> S:
        """Where `action` leads from `state`; WrongState when it leads nowhere."""
        move = self._by.get((state, action))
        if move is None:
            raise WrongState(f"{action} is not possible from {state}.")
        return move.target


def move(action: str, sources: S | Iterable[S], target: S, permission: StrEnum) -> Move[S]:
    """An arrow written short: one source or several."""
    many = frozenset([sources]) if isinstance(sources, StrEnum) else frozenset(sources)
    return Move(action, many, target, permission)
