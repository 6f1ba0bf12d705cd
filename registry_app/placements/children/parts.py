"""What other packages add to the child's file: lines with a link, such as a case and its decision.

The file lies below them in the house, so they give; who may read a line is asked by whoever gives it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from registry_app.placements.models import Child


@dataclass(frozen=True)
class Line:
    """One happening in the life of a child here: day, words, and where it can be read."""

    on: date
    words: Any
    url: str = ""


Giver = Callable[[Any, Child], Sequence[Line]]


def lines(actor: Any, child: Child) -> list[Line]:
    """Everything that was given for this child and this reader, the newest first."""
    givers: Sequence[Giver] = current_app.extensions["child_file_givers"]
    return sorted((line for give in givers for line in give(actor, child)), key=lambda line: line.on, reverse=True)
