"""When a child must be seen, which day of an arrival it is, what a phone's clock is worth. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from registry_app.placements.arrivals.states import BY_MOUTH, LEAVES, NUMBERED, URGENT, Condition, Outcome, Trace, Via

Book = Mapping[str, Any]
KARACHI = ZoneInfo("Asia/Karachi")
LONGEST = timedelta(days=18 * 366)
"""No arrival of a child is longer ago than a childhood."""


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
    was off when it sent. Never later than now. A typed time stands however long ago it was, because the receipt must be
    true; a phone's clock is believed no further back than a draft can wait.
    """
    if said is not None:
        return min(said, now)
    return max(min(written - offset, now), now - timedelta(days=book["backdate_days"])) if written else now


def days_late(book: Book, arrived_at: datetime, received_at: datetime) -> int:
    """How many days too late a notice came; 0 when it came within the time in which one is sent."""
    days = (received_at.astimezone(KARACHI).date() - arrived_at.astimezone(KARACHI).date()).days
    return days if received_at - arrived_at > timedelta(hours=book["late_hours"]) else 0


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
    outcome: Outcome, *, receipt: str, receiver: str, place: str, district: str, panel_on: date | None, today: date,
    approved: bool, traced: bool,
) -> list[str]:  # fmt: skip
    """What an outcome still lacks: `traced`, `receipt`, `receiver`, `district`, `place`, `panel_on`, `approved`.

    Nobody takes a child along before a step of the tracing log is written (gatekeeping.yaml `stays` ARRIVAL).
    """
    found = ["traced"] if outcome in LEAVES and not traced else []
    if outcome in LEAVES and not receipt:
        found.append("receipt")
    if outcome in LEAVES and not receiver:
        found.append("receiver")
    if outcome in LEAVES and not district:
        found.append("district")
    if outcome is Outcome.HANDED_OVER and not place:
        found.append("place")
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
