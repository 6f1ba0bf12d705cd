"""The rows of a month, a fixed number of SELECTs whatever the size of the register."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import exists, func, or_, select

from complaints.models import Complaint
from complaints.rules import case_limits
from complaints.states import Finding
from gatekeeping.cases.models import ChildView
from gatekeeping.decisions.models import Decision as PanelDecision
from gatekeeping.decisions.states import APPROVING
from inspections.models import Visit
from inspections.states import VisitState, VisitType
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.pages.reports import month as months
from registry_app.pages.reports.care import DecisionRow, StayRow, count_care
from registry_app.pages.reports.facts import MonthlyFacts
from registry_app.pages.reports.homes import (
    ApplicationRow,
    AuthorisationRow,
    HomeRow,
    HomeRows,
    VisitRow,
    authorised_on,
    count_homes,
)
from registry_app.pages.reports.messages import WAYS, MessageRow, count_messages
from registry_app.pages.reports.month import Month, Period
from registry_app.pages.reports.vocabulary import order
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.truth import CORRECTED, told
from registry_app.placements.legacy.models import LegacyReview
from registry_app.placements.models import Child, Stay
from registry_app.placements.queries import WHERE
from registry_app.placements.returns import queries as returns
from registry_app.providers.applications import rules as application_rules
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.homes.models import Home

SILENT_MONTHS = 6
LIVELY_FROM = 5


def monthly(month: Month, now: datetime | None = None) -> MonthlyFacts:
    """The facts of a month as far as it has run; DomainError for one that has not begun."""
    try:
        period = months.period(month, now or clock.now())
    except ValueError as error:
        raise DomainError(_("This month has not begun. Choose an earlier one."), "month") from error
    rows = home_rows(period)
    authorised = authorised_on(rows.authorisations, period.day)
    return MonthlyFacts(
        period=period,
        messages=count_messages(
            message_rows(period), period, {way: order(f"messages_{way}") for way in (*WAYS, "category")}
        ),
        homes=count_homes(rows, period, {way: order(f"homes_{way}") for way in ("district", "run_by", "visits")}),
        care=count_care(
            stay_rows(period),
            decision_rows(period),
            authorised,
            period,
            {
                "care_type": order("care_type"),
                "basis": order("care_basis"),
                "sex": order("care_sex"),
                "district": order("care_district"),
                "outcome": order("care_decisions"),
            },
        ),
        made_up=current_app.config["SETTINGS"].made_up,
        returns=returns.counts(month.first),
    )


def message_rows(period: Period) -> list[MessageRow]:
    """Messages that came in the month or the one before, were open in it or had a date in it."""
    start, end = period.month.start, period.as_of
    found = select(
        Complaint.level, Complaint.channel, Complaint.category, Complaint.sex, Complaint.age, Complaint.helps,
        Complaint.district, Complaint.by_child, Complaint.arrived_at, Complaint.contact_by, Complaint.contact_at,
        Complaint.decision_by, Complaint.decided_at, Complaint.closed_at, Complaint.finding, Complaint.better,
        Complaint.better_at, Complaint.reopened_by,
    ).where(
        Complaint.arrived_at < end,
        or_(
            Complaint.arrived_at >= period.month.before.start,
            Complaint.closed_at.is_(None),
            Complaint.closed_at >= start,
            Complaint.contact_by >= start,
            Complaint.decision_by >= start,
            Complaint.better_at >= start,
        ),
    )  # fmt: skip
    return [_message(row) for row in db.session.execute(found)]


def _message(row: Any) -> MessageRow:
    again = timedelta(hours=case_limits()["reopened_hours"])
    return MessageRow(
        level=row.level, channel=row.channel, category=row.category, sex=row.sex, age=row.age,
        disability=bool(row.helps), district=row.district, by_child=row.by_child, arrived_at=row.arrived_at,
        contact_by=row.contact_by, contact_at=row.contact_at, decision_by=row.decision_by, decided_at=row.decided_at,
        closed_at=row.closed_at, better=row.better, better_at=row.better_at,
        reopened_at=row.reopened_by - again if row.reopened_by else None, reopened_by=row.reopened_by,
        substantiated=row.finding in (Finding.SUBSTANTIATED, Finding.PARTLY) if row.finding else None,
    )  # fmt: skip


def home_rows(period: Period) -> HomeRows:
    """Homes known by the end of the count, their authorisations, applications and visits, and which are silent."""
    homes = select(Home.id, Home.district, Home.household, Home.run_by, Home.known_since, Home.closed_on)
    authorisations = select(
        Authorisation.home_id, Authorisation.start, Authorisation.until, Authorisation.ended_on,
        Authorisation.suspended_on, Authorisation.decided_on, Authorisation.capacity,
    )  # fmt: skip
    heard = select(Complaint.home_id).where(
        Complaint.home_id.is_not(None),
        Complaint.arrived_at >= period.as_of - timedelta(days=30 * SILENT_MONTHS),
        Complaint.arrived_at < period.as_of,
    )
    known = [HomeRow(*row) for row in db.session.execute(homes.where(Home.known_since <= period.day))]
    lively = db.session.scalars(
        select(Stay.home_id)
        .outerjoin(ExitCorrection, CORRECTED)
        .where(Stay.home_id.is_not(None), Stay.started_at < period.as_of, _still_open(period.as_of))
        .group_by(Stay.home_id)
        .having(func.count() >= LIVELY_FROM)
    )
    spoken = frozenset(db.session.scalars(heard.distinct()))
    return HomeRows(
        homes=known,
        authorisations=[AuthorisationRow(*row) for row in db.session.execute(authorisations)],
        applications=application_rows(period),
        visits=visit_rows(period),
        silent=frozenset(home.id for home in known if home.id not in spoken),
        lively=frozenset(key for key in lively if key),
    )


def application_rows(period: Period) -> list[ApplicationRow]:
    """Applications sent or decided in the month."""
    found = select(
        Application.submitted_at, Application.decided_on, Application.decision, Application.stood_still_days,
        Application.rules_version, Application.reopened_on,
    ).where(
        Application.submitted_at.is_not(None),
        or_(Application.submitted_at >= period.month.start, Application.decided_on >= period.month.first),
    )  # fmt: skip
    return [_application(row) for row in db.session.execute(found)]


def _application(row: Any) -> ApplicationRow:
    days = within = None
    if row.decided_on is not None:
        # A decision taken anew is counted from the day on which the one before it was set aside.
        sent = row.reopened_on or clock.local(row.submitted_at).date()
        still = 0 if row.reopened_on else row.stood_still_days
        days = (row.decided_on - sent).days - still
        limits = application_rules.limits(row.rules_version)
        last = application_rules.decision_by(sent, still, None, row.decided_on, limits)
        within = row.decided_on <= last
    return ApplicationRow(row.submitted_at, row.decided_on, row.decision is Decision.REFUSED, days, within)


def visit_rows(period: Period) -> list[VisitRow]:
    """Visits made by the end of the count; of those before the month only the published ones."""
    found = select(
        Visit.home_id, Visit.arrived_at, Visit.type, Visit.announced, Visit.grade, Visit.published_on,
        Visit.children_heard, Visit.sample_size,
    ).where(
        Visit.arrived_at < period.as_of,
        Visit.state != VisitState.CANCELLED,
        or_(Visit.arrived_at >= period.month.start, Visit.published_on.is_not(None)),
    )  # fmt: skip
    return [_visit(row) for row in db.session.execute(found)]


def _visit(row: Any) -> VisitRow:
    asked = row.sample_size is not None and row.children_heard is not None
    return VisitRow(
        home_id=row.home_id, on=clock.local(row.arrived_at).date(), kind=row.type, full=row.type is VisitType.FULL,
        announced=row.announced, grade=row.grade, published_on=row.published_on,
        heard_enough=row.children_heard >= row.sample_size if asked else None,
    )  # fmt: skip


def _still_open(moment: datetime) -> Any:
    return or_(Stay.ended_at.is_(None), told("ended_at") >= moment)


def stay_rows(period: Period) -> list[StayRow]:
    """Stays open in the month, and those that ended on the day before it: from them children move on."""
    # A review of a child who was there before gives the stay a new day.
    review = select(func.max(LegacyReview.next_on)).where(
        LegacyReview.stay_id == Stay.id, LegacyReview.held_on <= period.day
    )
    until = func.coalesce(review.scalar_subquery(), Stay.limit_on)
    found = (
        select(
            Stay.child_id, Stay.home_id, WHERE, Stay.care_type, Stay.basis, Stay.started_at, told("ended_at"),
            told("exit"), until, Child.born_latest, Child.sex, Child.disability,
        )
        .join(Child, Child.id == Stay.child_id)
        .outerjoin(Home, Home.id == Stay.home_id)
        .outerjoin(ExitCorrection, CORRECTED)
        .where(Stay.started_at < period.as_of, _still_open(period.month.start - timedelta(days=1)))
    )  # fmt: skip
    rows: Sequence[Any] = db.session.execute(found).all()
    return [StayRow(*row) for row in rows]


def decision_rows(period: Period) -> list[DecisionRow]:
    """Proposals that panels approved in the month; the child was heard when a view stands in the case by then."""
    view = exists().where(ChildView.case_id == PanelDecision.case_id, ChildView.on_day <= PanelDecision.decided_on)
    found = select(PanelDecision.care_type, PanelDecision.decided_on, view).where(
        PanelDecision.outcome.in_(sorted(APPROVING)),
        PanelDecision.decided_on >= period.month.first,
        PanelDecision.decided_on <= period.day,
    )
    return [DecisionRow(*row) for row in db.session.execute(found)]


def first_month() -> Month:
    """The month of the oldest thing the register knows; this month when it is empty."""
    oldest: date | None = db.session.scalar(select(func.min(Home.known_since)))
    return months.of(min(oldest or clock.today(), clock.today()))
