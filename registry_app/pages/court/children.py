"""Each child once: present, or gone for good, or moved on without a next place; rows in, counts out; plain Python."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

PAPERS = ("HAS", "APPLIED", "NONE", "NOT_SAID")
"""What is known of a child's B-Form: issued, applied for, none yet, or nothing recorded."""
ONWARD = ("MOVED_PLACEMENT", "NEW_BASIS")
_BROUGHT = {"police": "POLICE", "hospital": "HOSPITAL", "cpu": "CPU", "relative": "RELATIVE", "parent": "RELATIVE",
            "public": "PUBLIC", "cradle": "CRADLE", "alone": "ALONE", "": "NOT_SAID"}  # fmt: skip


@dataclass(frozen=True)
class StayRow:
    """One stay, and of the child only what is counted: no name and no code."""

    child_id: uuid.UUID
    home_id: uuid.UUID | None
    basis: str
    sex: str
    born: date
    brought_by: str | None
    started_at: datetime
    ended_at: datetime | None
    exit: str | None
    to: str | None = None
    district: str | None = None
    court: str | None = None
    cause: str | None = None
    found_dead: bool | None = None
    buried: bool = False
    papers: str = "NOT_SAID"
    recorded_at: datetime | None = None
    left_recorded_at: datetime | None = None

    def age(self, on: date) -> int:
        """Completed years on a day, by the younger bound."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def ended_before(self, moment: datetime) -> bool:
        return self.ended_at is not None and self.ended_at < moment


@dataclass(frozen=True)
class Spell:
    """A child's time in care from coming in to leaving, over every move: the stay it began with and the one it ended
    with or goes on with. `state` is PRESENT, LEFT, or ON_THE_WAY: moved on, and the next place is not recorded."""

    first: StayRow
    last: StayRow
    state: str


def spells(stays: Iterable[StayRow], moment: datetime) -> list[Spell]:
    """The times in care that had begun before `moment`, as they stood then; each child has at most one PRESENT."""
    begun = sorted(
        (stay for stay in stays if stay.started_at < moment),
        # By what was known then: an end that came later puts nothing in another order.
        key=lambda stay: (stay.child_id.hex, stay.started_at, not stay.ended_before(moment), _end(stay, moment)),
    )
    return [spell for _child, of in groupby(begun, key=lambda stay: stay.child_id) for spell in _of_child(of, moment)]


def _of_child(stays: Iterable[StayRow], moment: datetime) -> list[Spell]:
    found: list[Spell] = []
    first: StayRow | None = None
    last: StayRow | None = None
    for stay in stays:
        if first is None or last is None:
            first = last = stay
        elif _goes_on(last, stay, moment):
            last = stay if _end(stay, moment) >= _end(last, moment) else last
        else:
            found.append(Spell(first, last, "LEFT"))
            first = last = stay
    if first is not None and last is not None:
        found.append(Spell(first, last, _state(last, moment)))
    return found


def _goes_on(last: StayRow, stay: StayRow, moment: datetime) -> bool:
    """Whether `stay` carries on the time in care: the child was still there, or had moved on."""
    return not last.ended_before(moment) or last.exit in ONWARD or stay.started_at < _end(last, moment)


def _end(stay: StayRow, moment: datetime) -> datetime:
    return stay.ended_at if stay.ended_at is not None and stay.ended_at < moment else moment


def _state(last: StayRow, moment: datetime) -> str:
    if not last.ended_before(moment):
        return "PRESENT"
    return "ON_THE_WAY" if last.exit in ONWARD else "LEFT"


def brought(stay: StayRow) -> str:
    """Who brought the child, as a code of BroughtBy."""
    said = (stay.brought_by or "").strip().casefold()
    return _BROUGHT.get(said, "OTHER")


def came(of: Sequence[Spell], since: datetime | None) -> list[Spell]:
    """Times in care that began, all or from `since` on."""
    return [spell for spell in of if since is None or spell.first.started_at >= since]


def left(of: Sequence[Spell], since: datetime | None) -> list[Spell]:
    """Times in care that ended for good, all or from `since` on."""
    gone = [spell for spell in of if spell.state == "LEFT"]
    return [
        spell for spell in gone if since is None or (spell.last.ended_at is not None and spell.last.ended_at >= since)
    ]


def in_state(of: Sequence[Spell], state: str) -> list[Spell]:
    return [spell for spell in of if spell.state == state]
