"""Finding returns, and what the register itself knows of a month."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import selectinload

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.truth import CORRECTED, told
from registry_app.placements.models import Child, Stay
from registry_app.placements.returns import rules
from registry_app.placements.returns.models import MonthlyReturn, ReturnReminder
from registry_app.placements.returns.states import MonthState, Reminded
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home


@dataclass(frozen=True)
class Month:
    """The return of one home for one month, and how it stands beside the stays."""

    home: Home
    month: date
    sent: MonthlyReturn | None
    known: Mapping[str, int]
    differences: dict[str, list[int]]
    state: MonthState

    @property
    def settled(self) -> Any:
        """The word that settled the difference as it is now, or None."""
        last = self.sent.settlements[-1] if self.sent and self.sent.settlements else None
        return last if last and self.differences and last.differences == self.differences else None

    @property
    def due(self) -> date:
        return rules.due(self.month)

    @property
    def late(self) -> bool:
        """It came after its last day."""
        return self.sent is not None and clock.local(self.sent.first_sent_at).date() > self.due


def of_home(home: Home) -> dict[date, MonthlyReturn]:
    """The return that counts for each month, by month."""
    query = select(MonthlyReturn).where(MonthlyReturn.home_id == home.id).order_by(MonthlyReturn.version)
    return {one.month: one for one in db.session.scalars(query.options(selectinload(MonthlyReturn.settlements)))}


def last_version(home: Home, month: date) -> int:
    """How often the month was sent so far."""
    query = select(func.max(MonthlyReturn.version))
    return db.session.scalar(query.where(MonthlyReturn.home_id == home.id, MonthlyReturn.month == month)) or 0


def months_due(home: Home, on: date | None = None) -> Sequence[date]:
    """The months this home has to report."""
    return rules.months_due(home.authorised_from or home.known_since, on or clock.today())


def known(home: Home, month: date) -> dict[str, int]:
    """What the register's own stays say of the month, to fill the boxes with before the home looks at them."""
    return counted(lines([home.id], month, month)[home.id], month)


def year_of(home: Home) -> list[Month]:
    """Every month that the home has to report, the newest first, in a fixed number of questions."""
    months, sent = months_due(home), of_home(home)
    there = lines([home.id], months[-1], months[0])[home.id] if months else []
    return [_month(home, month, sent.get(month), there) for month in months]


def one_month(home: Home, written: str) -> Month | None:
    """A month that the home has to report, by its name in an address: 2026-10."""
    return next((one for one in year_of(home) if f"{one.month:%Y-%m}" == written), None)


def must_report(month: date) -> ColumnElement[bool]:
    """Homes that owe a return for the month: authorised before its end and not closed within it; families send none."""
    after = rules.month_after(month)
    return and_(
        Home.household.is_(False), Home.same_as_id.is_(None), Home.authorised_from < after,
        or_(Home.closed_on.is_(None), Home.closed_on >= after),
    )  # fmt: skip


def overview(actor: Any, month: date) -> list[Month]:
    """Every home that the person sees and that owes a return for the month, by register number."""
    return _months(homes.reach(actor), month)


def everywhere(month: date) -> list[Month]:
    """The same for all of Sindh, for the worker and the monthly report."""
    return _months(Home.id.is_not(None), month)


def counts(month: date) -> dict[str, int]:
    """How many homes stand how with their return of the month."""
    found = Counter(one.state for one in everywhere(month))
    return {state.value: found[state] for state in MonthState}


def reminders(month: date) -> set[tuple[uuid.UUID, Reminded]]:
    """Who was written to about which home's return of this month."""
    query = select(ReturnReminder.home_id, ReturnReminder.who).where(ReturnReminder.month == month)
    return {(row.home_id, row.who) for row in db.session.execute(query)}


def _months(which: ColumnElement[bool], month: date) -> list[Month]:
    query = select(Home).where(which, must_report(month)).order_by(Home.register_number)
    found = db.session.scalars(query).all()
    keys = [home.id for home in found]
    sent = _sent(keys, month)
    there = lines(keys, month, month)
    return [_month(home, month, sent.get(home.id), there[home.id]) for home in found]


def _sent(keys: Collection[uuid.UUID], month: date) -> dict[uuid.UUID, MonthlyReturn]:
    query = select(MonthlyReturn).where(MonthlyReturn.month == month, MonthlyReturn.home_id.in_(keys))
    query = query.options(selectinload(MonthlyReturn.settlements)).order_by(MonthlyReturn.version)
    return {one.home_id: one for one in db.session.scalars(query)}


def lines(keys: Collection[uuid.UUID], first: date, last: date) -> Mapping[uuid.UUID, list[rules.StayLine]]:
    """The stays of these homes that touch the time from the month `first` to the month `last`."""
    start, end = _begin(first), _begin(rules.month_after(last))
    query = select(Stay.home_id, Stay.started_at, told("ended_at"), told("exit"), Child.sex)
    query = query.outerjoin(ExitCorrection, CORRECTED)
    query = query.join(Child, Child.id == Stay.child_id).where(Stay.home_id.in_(keys), Stay.started_at < end)
    found: dict[uuid.UUID, list[rules.StayLine]] = defaultdict(list)
    for row in db.session.execute(query.where(or_(Stay.ended_at.is_(None), told("ended_at") >= start))):
        found[row.home_id].append(rules.StayLine(*row))
    return found


def counted(stays: Sequence[rules.StayLine], month: date) -> dict[str, int]:
    """What these stays of one home say of a month, box by box."""
    return rules.counted(stays, _begin(month), _begin(rules.month_after(month)))


def _month(home: Home, month: date, sent: MonthlyReturn | None, stays: Sequence[rules.StayLine]) -> Month:
    there = counted(stays, month)
    if sent is None:
        state = rules.state(month, None, False, False, clock.today())
        return Month(home, month, None, there, {}, MonthState(state))
    said = {box: getattr(sent, box) for box in rules.Figures.__dataclass_fields__}
    differing = rules.differences(said, there)
    last = sent.settlements[-1] if sent.settlements else None
    still_open = bool(differing) and (last is None or last.differences != differing)
    on = clock.local(sent.first_sent_at).date()
    state = rules.state(month, on, rules.nothing_happened(said), still_open, clock.today())
    return Month(home, month, sent, there, differing, MonthState(state))


def _begin(month: date) -> datetime:
    return datetime.combine(month, time(0), clock.KARACHI)
