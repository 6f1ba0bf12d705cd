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
    """`on` is the day, `running` that it is not over yet; `late` counts stays that were recorded only after the day."""

    on: date
    running: bool
    homes: HomeFacts
    children: ChildFacts
    late: int
    made_up: bool

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every sum of the report with its two sides."""
        return checks(self.homes, self.children)


def count(
    rows: homes.Rows, stays: Sequence[StayRow], plans: Sequence[PlanRow], day: Moment, *, now: datetime, made_up: bool
) -> CourtFacts:
    """Everything of the report from its rows."""
    spells = children.spells(stays, day.end)
    there: dict[object, int] = {}
    for spell in children.in_state(spells, "PRESENT"):
        there[spell.last.home_id] = there.get(spell.last.home_id, 0) + 1
    each = tuple(replace(home, children=there.get(home.row.id, 0)) for home in homes.known(rows, day.on))
    return CourtFacts(
        on=day.on,
        running=now < start_of(day.on + timedelta(days=1)),
        homes=count_homes(each, day.on),
        children=count_children(stays, spells, {home.row.id: home.place for home in each}, plans, day),
        late=sum(stay.recorded_at is not None and stay.recorded_at >= day.end > stay.started_at for stay in stays),
        made_up=made_up,
    )
