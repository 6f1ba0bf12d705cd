"""Rows of a month for tests of the report: plain values, no database."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from registry_app.core.workdays import KARACHI
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

OCTOBER = Month(2026, 10)
WHOLE = Period(OCTOBER, OCTOBER.end)


def at(day: int, hour: int = 10, month: int = 10) -> datetime:
    """An hour of a day of 2026 in Karachi."""
    return datetime.combine(date(2026, month, day), time(hour), KARACHI)


def message(came: datetime, **facts: Any) -> MessageRow:
    """A message about food that was dealt with in time, changed key by key."""
    given: dict[str, Any] = {
        "level": "P3",
        "channel": "CH02",
        "category": "food",
        "sex": "girl",
        "age": "12-14",
        "disability": False,
        "district": "SD-HYD",
        "by_child": True,
        "arrived_at": came,
        "contact_by": came + timedelta(days=3),
        "contact_at": came + timedelta(days=1),
        "decision_by": came + timedelta(days=13),
        "decided_at": came + timedelta(days=9),
        "closed_at": None,
    }
    return MessageRow(**{**given, **facts})


def stay(began: datetime, **facts: Any) -> StayRow:
    """A boy of ten in a residential home, still there."""
    given: dict[str, Any] = {
        "child_id": uuid.uuid4(),
        "home_id": uuid.uuid4(),
        "district": "SD-HYD",
        "care_type": "RESIDENTIAL",
        "basis": "LEGACY",
        "started_at": began,
        "ended_at": None,
        "exit": None,
        "limit_on": None,
        "born": date(2016, 3, 1),
        "sex": "boy",
        "disability": False,
    }
    return StayRow(**{**given, **facts})


def home(**facts: Any) -> HomeRow:
    """A known home in Hyderabad."""
    given: dict[str, Any] = {
        "id": uuid.uuid4(),
        "district": "SD-HYD",
        "household": False,
        "run_by": "NGO",
        "known_since": date(2026, 1, 1),
        "closed_on": None,
    }
    return HomeRow(**{**given, **facts})


def authorisation(of: HomeRow, **facts: Any) -> AuthorisationRow:
    """Three years from January."""
    given: dict[str, Any] = {
        "home_id": of.id,
        "start": date(2026, 1, 10),
        "until": date(2029, 1, 9),
        "ended_on": None,
        "suspended_on": None,
        "decided_on": date(2026, 1, 10),
        "capacity": 30,
    }
    return AuthorisationRow(**{**given, **facts})


def visit(of: HomeRow, on: date, **facts: Any) -> VisitRow:
    """A full visit without notice, graded B and published a week later."""
    given: dict[str, Any] = {
        "home_id": of.id,
        "on": on,
        "kind": "FULL",
        "full": True,
        "announced": False,
        "grade": "B",
        "published_on": on + timedelta(days=7),
        "heard_enough": True,
    }
    return VisitRow(**{**given, **facts})


def facts_of(
    *,
    messages: list[MessageRow] | None = None,
    homes: HomeRows | None = None,
    stays: list[StayRow] | None = None,
    decisions: list[DecisionRow] | None = None,
    period: Period = WHOLE,
) -> MonthlyFacts:
    """The facts of these rows."""
    rows = homes or HomeRows((), (), (), (), frozenset(), frozenset())
    orders = {way: order(f"messages_{way}") for way in (*WAYS, "category")}
    care = {
        "care_type": order("care_type"),
        "basis": order("care_basis"),
        "sex": order("care_sex"),
        "district": order("care_district"),
        "outcome": order("care_decisions"),
    }
    return MonthlyFacts(
        period=period,
        messages=count_messages(messages or [], period, orders),
        homes=count_homes(rows, period, {way: order(f"homes_{way}") for way in ("district", "run_by", "visits")}),
        care=count_care(stays or [], decisions or [], authorised_on(rows.authorisations, period.day), period, care),
        made_up=True,
    )


def full_october() -> MonthlyFacts:
    """A month with something to say on every line, the same each time."""
    places = ("SD-HYD", "SD-SKR", "SD-KSO", "SD-LRK", "SD-HYD", "SD-KEA", "SD-HYD", "SD-SKR", "SD-MPK", "SD-KCE")
    messages = [
        message(
            at(1 + n % 28, month=9 if n % 4 == 0 else 10),
            level=("P1", "P2", "P3", "P4", "P3")[n % 5],
            channel=("CH02", "CH01", "CH03", "CH02", "CH05", "CH07")[n % 6],
            category=("hurt", "food", "family", "school", "work", "other")[n % 6],
            sex=("girl", "boy", "not_said")[n % 3],
            age=("7-11", "12-14", "15-17", "not_said")[n % 4],
            district=places[n % len(places)] if n % 11 else None,
            disability=n % 6 == 0,
            contact_at=None if n % 9 == 0 else at(2 + n % 27),
            decided_at=None if n % 4 == 1 else at(1 + n % 30, 15),
            substantiated=(True, False, None)[n % 3],
            better=("better", "worse", None)[n % 3],
            better_at=at(20),
        )
        for n in range(64)
    ]
    owners = ("NGO", "TRUST", "FAITH_BODY", "FEDERAL_PBM", "SWD", "FAMILY")
    homes = [
        home(district=places[n % 10], run_by=owners[n % 6], household=owners[n % 6] == "FAMILY") for n in range(60)
    ]
    allowed = [authorisation(one) for one in homes[:27]]
    visits = [visit(one, date(2026, 10, 2 + n % 20), grade="ABCDB"[n % 5]) for n, one in enumerate(homes[:18])]
    applications = [ApplicationRow(at(3 + n), date(2026, 10, 20 + n), n == 0, 40 + 20 * n, n < 3) for n in range(5)]
    kinds = ("RESIDENTIAL", "RESIDENTIAL", "SMALL_GROUP", "KINSHIP", "FOSTER", "EMERGENCY", "RESIDENTIAL", None)
    stays = [
        stay(
            at(1 + n % 28, month=10 if n % 9 == 0 else 3),
            home_id=homes[n % 40].id,
            care_type=kinds[n % 8],
            basis=("LEGACY", "LEGACY", "DECISION", "DECISION", "EMERGENCY", "ARRIVAL")[n % 6],
            district=homes[n % 40].district,
            born=date(2009 + n % 16, 5, 1),
            sex=("boy", "girl", "boy")[n % 3],
            disability=n % 12 == 0,
            ended_at=at(28) if n % 17 == 0 else None,
            exit="REUNIFIED" if n % 17 == 0 else None,
            limit_on=date(2026, 10, 12) if n % 13 == 0 else None,
        )
        for n in range(420)
    ]
    silent = frozenset(one.id for one in homes[::3])
    lively = frozenset(one.id for one in homes)
    decisions = [
        DecisionRow(("REUNIFY", "KINSHIP", "RESIDENTIAL")[n % 3], date(2026, 10, 1 + n), n != 4) for n in range(14)
    ]
    rows = HomeRows(homes, allowed, applications, visits, silent, lively)
    return facts_of(messages=messages, homes=rows, stays=stays, decisions=decisions)
