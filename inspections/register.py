"""What other pages may know of inspections: the facts of a published visit for the register, the counts of a month.

Whether a grade is shown to the public at all is a setting with a date and an office (`providers.powers`
`publish_grade`); the page that shows it asks there.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import func, select

from inspections import gradings, queries, sheets, wording
from inspections.models import Visit
from inspections.states import AT_THE_OFFICE, ActionState, Severity, VisitState, VisitType
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade


@dataclass(frozen=True)
class PublicAction:
    """What the home must do; `text` is the criterion in the page's language."""

    criterion: str
    text: str
    severity: Severity
    state: ActionState
    fix_by: date
    verified_on: date | None


@dataclass(frozen=True)
class Past:
    """A published visit: its day, whether the home was told before, and its grade where it gave one."""

    grade: Grade | None
    on: date
    with_notice: bool


@dataclass(frozen=True)
class PublishedVisit:
    """The last published full visit of a home: no child, no note, no name of an inspector."""

    grade: Grade
    on: date
    published_on: date
    with_notice: bool
    protection_met: bool | None
    overall: str | None
    standards: tuple[tuple[str, Decimal], ...]
    limits: tuple[wording.Line, ...]
    actions: tuple[PublicAction, ...]
    history: tuple[Past, ...]
    framework_version: str


def published_for_public(home: Home) -> PublishedVisit | None:
    """The facts of the last published full visit, in the page's language; None while there is none."""
    visit = queries.last_published(home, VisitType.FULL)
    if visit is None or visit.grade is None or visit.published_on is None:
        return None
    framework = gradings.framework_of(visit)
    return PublishedVisit(
        grade=visit.grade,
        on=visit.day,
        published_on=visit.published_on,
        with_notice=visit.announced,
        protection_met=visit.protection_met,
        overall=visit.overall,
        standards=tuple(sheets.stored_bars(visit)),
        limits=tuple(wording.limits(framework, visit.limited_by or [], visit.grade)),
        actions=_actions(home),
        history=_history(home),
        framework_version=visit.framework_version,
    )


def _actions(home: Home) -> tuple[PublicAction, ...]:
    """Actions of published reports only: what is under review is nobody's business yet."""
    return tuple(
        PublicAction(
            one.criterion, sheets.criterion_text(one.visit.framework_version, one.criterion), one.severity, one.state,
            one.fix_by, one.verified_on,
        )
        for one in queries.findings(home)
        if one.visit.state is VisitState.PUBLISHED
    )  # fmt: skip


def published_visits(home: Home) -> tuple[Past, ...]:
    """Every published visit of any kind, the newest first; only full ones give a grade."""
    query = select(Visit).where(Visit.home_id == home.id, Visit.state == VisitState.PUBLISHED)
    rows = db.session.scalars(query.order_by(Visit.arrived_at.desc(), Visit.id))
    return tuple(Past(row.grade if row.type is VisitType.FULL else None, row.day, row.announced) for row in rows)


def _history(home: Home) -> tuple[Past, ...]:
    query = select(Visit).where(
        Visit.home_id == home.id, Visit.state == VisitState.PUBLISHED, Visit.type == VisitType.FULL
    )
    rows = db.session.scalars(query.order_by(Visit.arrived_at.desc(), Visit.id))
    return tuple(Past(row.grade, row.day, row.announced) for row in rows if row.grade)


@dataclass(frozen=True)
class MonthCounts:
    """Visits made in a month by notice, and full visits published in it by grade."""

    made: int
    with_notice: int
    without_notice: int
    published: int
    by_grade: dict[Grade, int]


def month_counts(month: date) -> MonthCounts:
    """The counts of the month that begins on `month`, by Karachi's days."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    start = datetime.combine(month, time.min, clock.KARACHI)
    end = datetime.combine(last, time.max, clock.KARACHI)
    made = select(Visit.announced, func.count()).where(
        Visit.state.in_((*AT_THE_OFFICE, VisitState.UNDER_WAY)), Visit.arrived_at.between(start, end)
    )
    by_notice = db.session.execute(made.group_by(Visit.announced))
    notice = {told: number for told, number in by_notice}  # noqa: C416 - a row is no pair to the type checker
    graded = select(Visit.grade, func.count()).where(
        Visit.type == VisitType.FULL, Visit.grade.is_not(None), Visit.published_on.between(month, last)
    )
    by_grade = db.session.execute(graded.group_by(Visit.grade))
    found = {grade: number for grade, number in by_grade}  # noqa: C416 - as above
    return MonthCounts(
        made=sum(notice.values()),
        with_notice=notice.get(True, 0),
        without_notice=notice.get(False, 0),
        published=sum(found.values()),
        by_grade={grade: found.get(grade, 0) for grade in Grade},
    )
