"""The whole report as one value that knows no language and no format, made from rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from registry_app.pages.court import children, homes
from registry_app.pages.court.checks import Check, checks
from registry_app.pages.court.child_tables import ChildFacts, PlanRow, count_children
from registry_app.pages.court.children import StayRow
from registry_app.pages.court.days import Moment, start_of
from registry_app.pages.court.home_tables import HomeFacts, count_homes


@dataclass(frozen=True)
class CourtFacts:
    """`on` is the day, `running` that it is not over yet. `known_on` is the last day of which anything is known, and
    `learning` that it is not over. What was written down only after the day is counted in `late` (stays), `left_late`
    (leavings) and `aged_late` (ages that were corrected)."""

    on: date
    known_on: date
    learning: bool
    running: bool
    homes: HomeFacts
    children: ChildFacts
    late: int
    left_late: int
    aged_late: int
    made_up: bool

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every sum of the report with its two sides."""
        return checks(self.homes, self.children)


def count(
    rows: homes.Rows,
    stays: Sequence[StayRow],
    plans: Sequence[PlanRow],
    day: Moment,
    *,
    now: datetime,
    made_up: bool,
    aged: int = 0,
) -> CourtFacts:
    """Everything of the report from its rows."""
    spells = children.spells(stays, day.end)
    there: dict[object, int] = {}
    for spell in children.in_state(spells, "PRESENT"):
        there[spell.last.home_id] = there.get(spell.last.home_id, 0) + 1
    each = tuple(replace(home, children=there.get(home.row.id, 0)) for home in homes.known(rows, day.on))
    return CourtFacts(
        on=day.on,
        known_on=day.known_on,
        learning=now < start_of(day.known_on + timedelta(days=1)),
        running=now < start_of(day.on + timedelta(days=1)),
        homes=count_homes(each, day.on),
        children=count_children(stays, spells, {home.row.id: home.place for home in each}, plans, day),
        late=sum(stay.recorded_at is not None and stay.recorded_at >= day.end > stay.started_at for stay in stays),
        left_late=sum(stay.ended_before(day.end) and _after(stay.left_recorded_at, day.end) for stay in stays),
        aged_late=aged,
        made_up=made_up,
    )


def _after(written: datetime | None, end: datetime) -> bool:
    return written is not None and written >= end
