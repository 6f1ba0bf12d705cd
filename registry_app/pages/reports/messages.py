"""Messages of a month (complaints.yaml `monthly_report`, CM01-CM25; SCPP 5.3.3(e)): rows in, counts out; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from registry_app.pages.reports.month import Period
from registry_app.pages.reports.shares import Share, counted, keyed


@dataclass(frozen=True)
class MessageRow:
    """What the count needs of one message: no word of it and nobody's name."""

    level: str
    channel: str
    category: str
    sex: str
    age: str
    disability: bool
    district: str | None
    by_child: bool
    arrived_at: datetime
    contact_by: datetime
    contact_at: datetime | None
    decision_by: datetime
    decided_at: datetime | None
    closed_at: datetime | None
    substantiated: bool | None = None
    better: str | None = None
    better_at: datetime | None = None
    reopened_at: datetime | None = None
    reopened_by: datetime | None = None


@dataclass(frozen=True)
class Cut:
    """One line of a table of messages."""

    received: int = 0
    contact_due: int = 0
    contact_in_time: int = 0
    decision_due: int = 0
    decision_in_time: int = 0
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class MessageFacts:
    """The messages of the month; `cuts` has one table for each way to look at them, key -> line."""

    whole: Cut
    received_before: int
    cuts: dict[str, dict[str, Cut]]
    categories: dict[str, int]
    median_days: dict[str, tuple[float | None, int]]
    shares: tuple[Share, ...]


def in_time(by: datetime, at: datetime | None) -> bool:
    """Whether a thing due by `by` was done then."""
    return at is not None and at <= by


def is_open(row: MessageRow, period: Period) -> bool:
    """Whether the message had come and was not closed at the end of the count."""
    return period.over(row.arrived_at) and not period.over(row.closed_at)


def is_overdue(row: MessageRow, period: Period) -> bool:
    """Open, and past its date: nobody spoke to the child in time, nothing is decided though it should be, or nothing
    is decided anew though the child's word opened it again (CM08)."""
    waits = ((row.contact_by, row.contact_at), (row.decision_by, row.decided_at), (row.reopened_by, _anew(row)))
    return is_open(row, period) and any(period.over(by) and not period.over(at) for by, at in waits)


def _anew(row: MessageRow) -> datetime | None:
    """When it was decided after it was opened again; the decision of before does not count."""
    if row.decided_at is None or row.reopened_at is None or row.decided_at < row.reopened_at:
        return None
    return row.decided_at


def cut(rows: Sequence[MessageRow], period: Period) -> Cut:
    """The seven counts of these messages."""
    contact = [row for row in rows if period.holds(row.contact_by)]
    decision = [row for row in rows if period.holds(row.decision_by)]
    return Cut(
        received=sum(period.holds(row.arrived_at) for row in rows),
        contact_due=len(contact),
        contact_in_time=sum(in_time(row.contact_by, row.contact_at) for row in contact),
        decision_due=len(decision),
        decision_in_time=sum(in_time(row.decision_by, row.decided_at) for row in decision),
        open=sum(is_open(row, period) for row in rows),
        overdue=sum(is_overdue(row, period) for row in rows),
    )


WAYS: dict[str, Callable[[MessageRow], str | None]] = {
    "level": lambda row: row.level,
    "channel": lambda row: row.channel,
    "sex": lambda row: row.sex,
    "age": lambda row: row.age,
    "disability": lambda row: "yes" if row.disability else "no",
    "district": lambda row: row.district,
}


def count_messages(rows: Sequence[MessageRow], period: Period, orders: Mapping[str, Sequence[str]]) -> MessageFacts:
    """Count the month. `rows` are all that came in it or the month before, were open in it or had a date in it;
    `orders` gives for each way of WAYS and for `category` the keys that are always shown."""
    received = [row for row in rows if period.holds(row.arrived_at)]
    return MessageFacts(
        whole=cut(rows, period),
        received_before=sum(period.month.before.holds(row.arrived_at) for row in rows),
        cuts={
            way: {key: cut(some, period) for key, some in keyed(rows, key_of, orders[way]).items()}
            for way, key_of in WAYS.items()
        },
        categories=counted((row.category for row in received), orders["category"]),
        median_days={
            level: _median([row for row in rows if row.level == level and period.holds(row.decided_at)])
            for level in orders["level"]
        },
        shares=_shares(rows, received, period),
    )


def _median(decided: Sequence[MessageRow]) -> tuple[float | None, int]:
    """Median calendar days to the decision with one decimal, and of how many (CM09)."""
    days = [(row.decided_at - row.arrived_at).total_seconds() / 86400 for row in decided if row.decided_at]
    return (round(median(days), 1) if days else None), len(days)


def _shares(rows: Sequence[MessageRow], received: Sequence[MessageRow], period: Period) -> tuple[Share, ...]:
    whole = cut(rows, period)
    urgent = cut([row for row in rows if row.level == "P1"], period)
    found = [row for row in rows if period.holds(row.decided_at) and row.substantiated is not None]
    said = [row for row in rows if period.holds(row.better_at) and row.better]
    return (
        Share("CM03", sum(row.by_child for row in received), len(received)),
        Share("CM04", whole.contact_in_time, whole.contact_due),
        Share("CM05", urgent.contact_in_time, urgent.contact_due),
        Share("CM07", whole.decision_in_time, whole.decision_due),
        Share("CM08", whole.overdue, whole.open),
        Share("CM15", sum(bool(row.substantiated) for row in found), len(found)),
        Share("CM19", sum(row.better == "better" for row in said), len(said)),
    )
