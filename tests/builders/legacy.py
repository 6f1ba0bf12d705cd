"""Lists of children present for tests: a signed one for any child, and rows as a home types them."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.placements.legacy import services
from registry_app.placements.legacy.models import LegacyList, LegacyRow
from registry_app.placements.legacy.rules import Entry
from registry_app.placements.legacy.states import LegalPaper, ListState, Parents
from registry_app.placements.models import Child
from registry_app.placements.states import AgeMethod, Basis, Sex
from registry_app.providers.homes.models import Home
from tests.builders.homes import a_home
from tests.builders.people import person

_numbers = count(1)


def put_on_a_list(child: Child, home: Home, *, due_on: date | None = None, **facts: Any) -> LegacyRow:
    """A signed list of one row for this child, straight into the tables."""
    today = clock.today()
    given = {
        "sex": child.sex, "born_earliest": child.born_earliest, "born_latest": child.born_latest,
        "birth_year": child.born_latest.year, "age_method": child.age_method, "since": today,
        "origin": child.home_district, "parents": Parents.BOTH_DEAD, "paper": LegalPaper.NONE,
        "disability": child.disability, **facts,
    }  # fmt: skip
    with transaction():
        number = db.session.scalar(select(func.max(LegacyList.number)).where(LegacyList.home_id == home.id)) or 0
        here = LegacyList(home_id=home.id, number=number + 1, state=ListState.DRAFT)
        mark = f"T{next(_numbers)}"
        row = LegacyRow(place=1, number=mark, same=mark, child_id=child.id, due_on=due_on or today, **given)
        row.home_id = home.id
        here.rows.append(row)
        db.session.add(here)
        db.session.flush()
        first, second = person(), person()
        here.home_signed_by, here.home_signed_at = first.id, clock.now()
        here.unit_signed_by, here.unit_signed_at = second.id, clock.now()
        here.state = ListState.UNIT_SIGNED
        db.session.flush()
    return row


def listed_first(record: Callable[..., Any]) -> Callable[..., Any]:
    """The service that records a stay, with the child put on a signed list first where the basis asks for one."""

    def inside(child: Child, **facts: Any) -> Any:
        with transaction():
            known = db.session.scalar(select(LegacyRow.id).where(LegacyRow.child_id == child.id))
            if facts.get("basis") is Basis.LEGACY and known is None:
                began = facts.get("started_at") or clock.now()
                since = max(clock.local(began).date(), child.born_earliest)
                put_on_a_list(child, facts.get("home") or a_home(), since=since)
            return record(child, **facts)

    return inside


def an_entry(number: str = "", **facts: Any) -> Entry:
    """One row as a home types it: a boy of ten, there for half a year, both parents dead."""
    today = clock.today()
    given = {
        "number": number or f"A{next(_numbers)}", "sex": Sex.BOY, "age_method": AgeMethod.SAID,
        "since": today - timedelta(days=180), "origin": "SD-HYD", "parents": Parents.BOTH_DEAD,
        "paper": LegalPaper.NONE, "birth_year": today.year - 10, **facts,
    }  # fmt: skip
    return Entry(**given)


def a_signed_list(home: Home, *entries: Entry, manager: Any, officer: Any = None) -> LegacyList:
    """Written and signed by the manager, then by an officer of the unit."""
    for entry in entries:
        services.add_row(home, entry, actor=manager)
    from registry_app.placements.legacy import queries

    here = queries.open_list(home)
    services.sign_home(here, actor=manager)
    return services.sign_unit(here, actor=officer or person(Role.CPO, district=home.district))
