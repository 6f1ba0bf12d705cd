"""What the page of due visits asks: districts a planner looks after, and full visits of a year by notice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import extract, func, select

from inspections import planning
from inspections.due.rules import Share, reason_day
from inspections.models import Visit
from inspections.planning import Due
from inspections.states import VisitState, VisitType
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.queries import reach

Shares = Mapping[str, Mapping[int, Share]]


def shares(actor: Any, year: int) -> Shares:
    """District -> month -> full visits planned or made in the year by notice, of the homes the person may see."""
    month = extract("month", Visit.planned_for)
    query = select(Home.district, month, Visit.announced, func.count()).join(Home, Home.id == Visit.home_id)
    query = query.where(
        Visit.type == VisitType.FULL, Visit.state != VisitState.CANCELLED, reach(actor),
        Visit.planned_for.between(date(year, 1, 1), date(year, 12, 31)),
    )  # fmt: skip
    found: dict[str, dict[int, Share]] = defaultdict(lambda: defaultdict(Share))
    for district, of_month, told, many in db.session.execute(query.group_by(Home.district, month, Visit.announced)):
        found[district][int(of_month)] += Share(0 if told else many, many if told else 0)
    return found


def whole(by_month: Mapping[int, Share]) -> Share:
    """The share of the year."""
    return sum(by_month.values(), Share())


def of_district(actor: Any, district: str, year: int) -> Share:
    """The year's share of one district."""
    return whole(shares(actor, year).get(district, {}))


@dataclass
class Line:
    """A district on the page: how many homes are due and late, the greatest risk, and the year's full visits."""

    district: str
    due: int = 0
    late: int = 0
    highest: int = 0
    share: Share = field(default_factory=Share)


def lines(rows: Iterable[Due], found: Shares, on: date) -> list[Line]:
    """One line a district with something in it, the one with most that is late first."""
    made: dict[str, Line] = {}
    for row in rows:
        line = made.setdefault(row.home.district, Line(row.home.district))
        line.due += 1
        line.late += (reason_day(row.reasons) or on) < on
        line.highest = max(line.highest, row.risk.points)
    for district, by_month in found.items():
        made.setdefault(district, Line(district)).share = whole(by_month)
    return sorted(made.values(), key=lambda line: (-line.late, -line.due, line.district))


def by_risk(actor: Any, on: date) -> Sequence[Due]:
    """The due homes within the person's reach, the greatest risk first."""
    return sorted(planning.due(actor, on), key=lambda row: (-row.risk.points, row.home.register_number))
