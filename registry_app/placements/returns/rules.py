"""When a monthly return is due, whether its sums agree, and where it differs from the stays. Plain Python."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

DUE_DAY = 5
"""README R16: by the 5th of the next month."""
TOLD_DAY = 10
"""DESIGN: what is missing on this day goes on the list of the department."""
COMPARED = (
    "at_start", "came", "went", "to_family", "moved", "missing", "died", "present", "girls", "boys", "transgender",
)  # fmt: skip
"""What the stays of the register know too, box by box."""
FAMILY_EXITS = frozenset({"REUNIFIED", "KINSHIP"})
KINDS_OF_EXIT = {"moved": "MOVED_PLACEMENT", "missing": "MISSING", "died": "DIED"}
NEW_BASIS = "NEW_BASIS"


@dataclass(frozen=True)
class Figures:
    """Children at the start of the month and at its end, those between, the staff, and what happened."""

    at_start: int
    came: int
    went: int
    to_family: int
    present: int
    girls: int
    boys: int
    transgender: int
    staff: int
    events: int
    serious: int
    moved: int = 0
    missing: int = 0
    died: int = 0
    staff_came: int = 0
    staff_left: int = 0


def wrong(figures: Figures, staff_before: int | None = None, *, explained: bool = False) -> list[tuple[str, str]]:
    """(box, what does not add up) for every sum that does not agree; empty when the return can be sent.

    `staff_before` is what the return of the month before said. Without one, more people may have left than are there
    now, but then the note has to say how (`explained`).
    """
    found = []
    if figures.girls + figures.boys + figures.transgender != figures.present:
        found.append(("present", "SEXES"))
    if figures.at_start + figures.came - figures.went != figures.present:
        found.append(("went", "BALANCE"))
    if figures.to_family > figures.went:
        found.append(("to_family", "TO_FAMILY"))
    elif figures.to_family + figures.moved + figures.missing + figures.died > figures.went:
        found.append(("moved", "WAYS_OUT"))
    if figures.staff_came > figures.staff:
        found.append(("staff_came", "STAFF"))
    if staff_before is not None and figures.staff_left > staff_before + figures.staff_came:
        found.append(("staff_left", "STAFF_LEFT"))
    elif staff_before is None and figures.staff_left > figures.staff and not explained:
        found.append(("staff_left", "STAFF_LEFT_UNSAID"))
    if figures.serious > figures.events:
        found.append(("serious", "SERIOUS"))
    return found


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(day: date) -> date:
    """The first day of the whole month before the one in which the day lies."""
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)


def due(month: date) -> date:
    """The last day on which the return of a month is in time."""
    return month_after(month).replace(day=DUE_DAY)


def months_due(since: date, on: date, most: int = 12) -> list[date]:
    """The months a home has to report by the day `on`, the newest first: whole months that are over, at most a year."""
    found, month = [], month_of(since)
    while month_after(month) <= on:
        found.append(month)
        month = month_after(month)
    return found[::-1][:most]


@dataclass(frozen=True)
class StayLine:
    """A stay as far as a month asks for it."""

    home_id: uuid.UUID
    started_at: datetime
    ended_at: datetime | None
    exit: str | None
    sex: str


def counted(lines: Iterable[StayLine], start: datetime, end: datetime) -> dict[str, int]:
    """What the stays of one home say of the time from `start` to just before `end`, box by box.

    A new basis ends one line of a stay and begins another: nobody came or left.
    """
    stays = list(lines)

    def there(moment: datetime) -> list[StayLine]:
        return [s for s in stays if s.started_at < moment and (s.ended_at is None or s.ended_at >= moment)]

    gone = [s for s in stays if s.ended_at is not None and start <= s.ended_at < end and s.exit != NEW_BASIS]
    before, at = len(there(start)), there(end)
    found = {
        "at_start": before, "came": len(at) - before + len(gone), "went": len(gone),
        "to_family": sum(s.exit in FAMILY_EXITS for s in gone), "present": len(at),
        "girls": sum(s.sex == "girl" for s in at), "boys": sum(s.sex == "boy" for s in at),
        "transgender": sum(s.sex == "transgender" for s in at),
    }  # fmt: skip
    return found | {box: sum(s.exit == one for s in gone) for box, one in KINDS_OF_EXIT.items()}


def differences(said: Mapping[str, int], known: Mapping[str, int]) -> dict[str, list[int]]:
    """box -> [what the return says, what the stays say], where they are not the same."""
    return {box: [said[box], known[box]] for box in COMPARED if said[box] != known[box]}


def nothing_happened(said: Mapping[str, int]) -> bool:
    """A return that was sent and says that nothing happened; it is not a missing one."""
    return not any(said[box] for box in ("came", "went", "events", "staff_came", "staff_left"))


def state(month: date, sent_on: date | None, nothing: bool, open_differences: bool, on: date) -> str:
    """Where the return of a month stands on a day; a difference comes before everything else that was sent."""
    if sent_on is None:
        return "MISSING" if due(month) < on else "WAITING"
    if open_differences:
        return "DIFFERS"
    if nothing:
        return "NOTHING"
    return "LATE" if sent_on > due(month) else "SENT"
