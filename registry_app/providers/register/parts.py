"""Room on the public page of a home for what the packages above know: they give parts, the page puts them in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app

from registry_app.providers.homes.models import Home
from registry_app.providers.powers.states import GradePublication

SLOTS = ("why", "standards", "actions", "earlier", "visit")


@dataclass(frozen=True)
class Part:
    """A template of another package for one place of the page; it gets `context` as `part`."""

    slot: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Happening:
    """One line of the timeline; `future` for what is still to come."""

    on: date
    words: str
    future: bool = False


@dataclass(frozen=True)
class Given:
    """What the packages above add to the page of one home."""

    parts: Sequence[Part] = ()
    happenings: Sequence[Happening] = ()

    def by_slot(self) -> dict[str, list[Part]]:
        """The parts by their place."""
        found: dict[str, list[Part]] = {slot: [] for slot in SLOTS}
        for part in self.parts:
            found[part.slot].append(part)
        return found


@dataclass(frozen=True)
class Giver:
    """One package's addition; it gives no more than the settings of publication allow."""

    give: Callable[[Home, GradePublication], Given] = field(compare=False)


def given_for(home: Home, publication: GradePublication) -> Given:
    """Everything the packages above add for this home."""
    givers: Sequence[Giver] = current_app.extensions["register_givers"]
    all_given = [giver.give(home, publication) for giver in givers]
    return Given(
        [part for given in all_given for part in given.parts],
        [happening for given in all_given for happening in given.happenings],
    )
