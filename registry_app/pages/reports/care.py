"""Children in care at the end of a month, and the ways in and out (indicators.yaml IN04-IN35); rows in, counts out."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from registry_app.core.workdays import KARACHI
from registry_app.pages.reports.month import Period
from registry_app.pages.reports.shares import Share, counted, keyed

FAMILY = ("KINSHIP", "GUARDIAN", "KAFALAH", "FOSTER")
GROUP = ("SMALL_GROUP", "RESIDENTIAL", "EMERGENCY")
ONWARD = ("MOVED_PLACEMENT", "NEW_BASIS")
TO_FAMILY = ("REUNIFIED", "KINSHIP", "GUARDIAN", "KAFALAH", "FOSTER", "GUARDIAN_ORDER", "KAFALAH_ORDER")
AGE_BANDS = ("0-2", "3-5", "6-9", "10-14", "15-17", "18+")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class StayRow:
    """One stay, and of the child only what is counted."""

    child_id: uuid.UUID
    home_id: uuid.UUID | None
    district: str | None
    care_type: str | None
    basis: str
    started_at: datetime
    ended_at: datetime | None
    exit: str | None
    limit_on: date | None
    born: date
    sex: str
    disability: bool

    def age(self, on: date) -> int:
        """Completed years on a day, by the younger bound."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@dataclass(frozen=True)
class DecisionRow:
    """One decision of a panel: what it chose, and whether the child's view was recorded."""

    outcome: str
    on: date
    heard: bool


@dataclass(frozen=True)
class CareCut:
    """One line of the table of children: all, in a family, in a group."""

    children: int = 0
    family: int = 0
    group: int = 0


@dataclass(frozen=True)
class CareFacts:
    """Children by their open stay on the last counted day, and the flows of the month."""

    whole: CareCut
    care_types: dict[str, int]
    bases: dict[str, int]
    cuts: dict[str, dict[str, CareCut]]
    entries: int
    exits: dict[str, int]
    left_group_for_family: int
    past_limit: int
    decisions: dict[str, int]
    shares: tuple[Share, ...]


def band(age: int) -> str:
    """The age band of indicators.yaml."""
    for name, last in zip(AGE_BANDS, (2, 5, 9, 14, 17), strict=False):
        if age <= last:
            return name
    return AGE_BANDS[-1]


def cut(stays: Sequence[StayRow]) -> CareCut:
    """How many, and how many of them in family and in group care."""
    return CareCut(
        children=len(stays),
        family=sum(stay.care_type in FAMILY for stay in stays),
        group=sum(stay.care_type in GROUP for stay in stays),
    )


def is_entry(stay: StayRow, earlier: Sequence[StayRow]) -> bool:
    """Whether the stay is a way into care: no move from another place, no new basis, no night of emergency alone."""
    came_on = any(
        other.exit in ONWARD and other.ended_at is not None and abs(other.ended_at - stay.started_at) <= _ONE_DAY
        for other in earlier
    )
    short = stay.basis == "EMERGENCY" and stay.ended_at is not None and stay.ended_at - stay.started_at < _ONE_DAY
    return not came_on and not short


def count_care(
    stays: Sequence[StayRow],
    decisions: Sequence[DecisionRow],
    authorised: frozenset[uuid.UUID],
    period: Period,
    orders: Mapping[str, Sequence[str]],
) -> CareFacts:
    """Count the month. `stays` are those that were open in it; `authorised` are the homes that may give care on the
    last counted day; `orders` gives the keys always shown for care_type, basis, sex, district and outcome."""
    there = [s for s in stays if period.over(s.started_at) and not period.over(s.ended_at)]
    of_child = keyed(stays, lambda s: str(s.child_id), ())
    entries = [s for s in stays if period.holds(s.started_at) and is_entry(s, of_child[str(s.child_id)])]
    gone = [s for s in stays if period.holds(s.ended_at) and s.exit not in ONWARD]
    ways: dict[str, tuple[Callable[[StayRow], str | None], Sequence[str]]] = {
        "sex": (lambda s: s.sex, orders["sex"]),
        "age": (lambda s: band(s.age(period.day)), AGE_BANDS),
        "disability": (lambda s: "yes" if s.disability else "no", ("yes", "no")),
        "district": (lambda s: s.district, orders["district"]),
    }
    chosen = [one for one in decisions if period.holds_day(one.on)]
    return CareFacts(
        whole=cut(there),
        care_types=counted((s.care_type for s in there), orders["care_type"]),
        bases=counted((s.basis for s in there), orders["basis"]),
        cuts={
            way: {key: cut(some) for key, some in keyed(there, key_of, order).items()}
            for way, (key_of, order) in ways.items()
        },
        entries=len(entries),
        exits=counted((s.exit for s in gone), ()),
        left_group_for_family=sum(s.care_type in GROUP and s.exit in TO_FAMILY for s in gone),
        past_limit=sum(_past_limit(s, period) for s in there),
        decisions=counted((one.outcome for one in chosen), orders["outcome"]),
        shares=_shares(stays, there, entries, chosen, authorised, period),
    )


def _past_limit(stay: StayRow, period: Period) -> bool:
    return stay.limit_on is not None and stay.limit_on < period.day


def _shares(
    stays: Sequence[StayRow],
    there: Sequence[StayRow],
    entries: Sequence[StayRow],
    chosen: Sequence[DecisionRow],
    authorised: frozenset[uuid.UUID],
    period: Period,
) -> tuple[Share, ...]:
    small = [s for s in there if s.age(period.day) < 3]
    placed = [s for s in entries if s.care_type]
    urgent = [s for s in stays if s.basis == "EMERGENCY" and not (s.ended_at and s.ended_at < period.month.start)]
    late = [s for s in urgent if s.limit_on and s.limit_on < min(period.day, _left_on(s) or period.day)]
    return (
        Share("IN04", cut(there).group, cut(there).family),
        Share("IN17", sum(s.home_id is None or s.home_id not in authorised for s in there), len(there)),
        Share("IN27", sum(one.outcome in ("PRESERVE", "REUNIFY") for one in chosen), len(chosen)),
        Share("IN28", sum(s.care_type in FAMILY for s in placed), len(placed)),
        Share("IN29", sum(s.care_type in GROUP for s in small), len(small)),
        Share("IN32", sum(one.heard for one in chosen), len(chosen)),
        Share("IN35", len(late), len(urgent)),
    )


def _left_on(stay: StayRow) -> date | None:
    return stay.ended_at.astimezone(KARACHI).date() if stay.ended_at else None
