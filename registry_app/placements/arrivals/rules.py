"""When a child must be seen, which day of an arrival it is, what a phone's clock is worth. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from registry_app.placements.arrivals.states import BY_MOUTH, LEAVES, NUMBERED, URGENT, Condition, Outcome, Trace, Via

Book = Mapping[str, Any]
KARACHI = ZoneInfo("Asia/Karachi")


def seen_by(book: Book, received_at: datetime, conditions: Sequence[Condition]) -> datetime:
    """By when somebody must have seen the children: the next morning; within hours when one of them is hurt or ill."""
    if URGENT & set(conditions):
        return received_at + timedelta(hours=book["urgent_hours"])
    local = received_at.astimezone(KARACHI)
    morning = datetime.combine(local.date(), time.fromisoformat(book["seen_by"]), KARACHI)
    if local >= morning:
        morning += timedelta(days=1)
    return max(morning, received_at + timedelta(hours=book["at_least_hours"]))


def last_night(book: Book, now: datetime) -> datetime:
    """Since when an arrival belongs to the last night: nine o'clock of the morning before this one."""
    local = now.astimezone(KARACHI)
    start = datetime.combine(local.date(), time.fromisoformat(book["seen_by"]), KARACHI) - timedelta(days=1)
    return start if local.time() < time(18) else start + timedelta(days=1)


def day_of(arrived_on: date, on: date) -> int:
    """Which day of the arrival it is, the day itself being day 0: day 7 is the last."""
    return max((on - arrived_on).days, 0)


def arrived_at(
    book: Book, *, said: datetime | None, written: datetime | None, offset: timedelta, now: datetime
) -> datetime:
    """When the child came, as the server may believe it.

    `said` is a time that somebody typed; `written` is the phone's clock when "now" was ticked, put right by how far it
    was off when it sent. Never later than now, never further back than the rules let a notice be written down.
    """
    moment = said or (written - offset if written else now)
    return max(min(moment, now), now - timedelta(days=book["backdate_days"]))


def clock_is_wrong(book: Book, offset: timedelta) -> bool:
    """Whether a phone's clock was so far off that the receipt says it."""
    return abs(offset) > timedelta(minutes=book["skew_minutes"])


@dataclass(frozen=True)
class Row:
    """One line of a notice as it was typed: a child, or several of whom only the number is known."""

    count: int = 1
    name: str = ""
    siblings: str = ""
    photo: bool = False


def row_faults(book: Book, rows: Sequence[Row]) -> list[tuple[int, str]]:
    """(line, what is wrong with it); line -1 is the whole notice."""
    found = []
    for number, row in enumerate(rows):
        if row.count > 1 and row.name:
            found.append((number, "NAME_OF_MANY"))
        if row.count > 1 and row.photo:
            found.append((number, "PHOTO_OF_MANY"))
    if not rows:
        found.append((-1, "NOBODY"))
    if len(rows) > book["most_rows"] or sum(row.count for row in rows) > book["most_children"]:
        found.append((-1, "TOO_MANY"))
    return found


def needs_post(via: Via) -> bool:
    """Police and hospital have no account: the post and a number to call back are written down."""
    return via in BY_MOUTH


def outcome_faults(
    outcome: Outcome, *, receipt: str, receiver: str, panel_on: date | None, today: date, approved: bool
) -> list[str]:
    """What an outcome still lacks: `receipt`, `receiver`, `panel_on`, `approved`."""
    found = []
    if outcome in LEAVES and not receipt:
        found.append("receipt")
    if outcome in LEAVES and not receiver:
        found.append("receiver")
    if outcome is Outcome.PANEL_DATE and (panel_on is None or panel_on < today):
        found.append("panel_on")
    if outcome is Outcome.EMERGENCY and not approved:
        found.append("approved")
    return found


def trace_needs_number(kind: Trace) -> bool:
    return kind in NUMBERED


def born(age: int, today: date) -> tuple[date, date]:
    """The range of birth dates that fits a guessed age: a year more on each side."""
    earliest = today.replace(year=today.year - age - 2, day=1)
    latest = today.replace(year=today.year - max(age - 1, 0), day=1)
    return earliest, min(latest, today)


def guessed_age(born_earliest: date, on: date) -> int:
    """The age that somebody guessed at the door, read back from the range made of it."""
    years = on.year - born_earliest.year - ((on.month, on.day) < (born_earliest.month, born_earliest.day))
    return max(years - 2, 0)
