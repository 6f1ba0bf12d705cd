"""The made-up Sindh: of the planned size, the same twice, never beside anything else, open to every sign-in."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import func, select

from complaints.models import Complaint
from complaints.states import Level
from complaints.states import State as ComplaintState
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import State as CaseState
from inspections import gradings, queries
from inspections.models import Finding, Visit
from inspections.states import ActionState, Severity, VisitState, VisitType
from registry_app.accounts import passwords, services
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.audit import SOUND, verify
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.types import UTCDateTime
from registry_app.demo import plan
from registry_app.demo.people import SIGN_INS, SINGLE
from registry_app.demo.sindh import load
from registry_app.models import metadata
from registry_app.pages.loading import load_all
from registry_app.placements.models import Child, Stay
from registry_app.placements.returns.models import MonthlyReturn
from registry_app.placements.states import Basis
from registry_app.places import gazetteer
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State as ApplicationState
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import Kind
from registry_app.providers.homes.models import Home, Membership
from registry_app.providers.homes.states import Grade, KnownFrom, Ownership, Standing
from tests.builders import court
from tests.databases import SqliteHouse


def seeded() -> list[str]:
    list(load_all())
    return list(load())


def digest_of_facts() -> dict[str, str]:
    """A digest a table of what was drawn: without random keys, seals, hashes and moments of this run."""
    found = {}
    for table in metadata().sorted_tables:
        if table.name in ("audit_entry", "audit_head", "reference_set", "outbox_message", "stored_file"):
            continue
        columns = [c for c in table.columns if not _differs_each_time(c)] or [func.count()]
        rows = sorted(json.dumps([str(value) for value in row]) for row in db.session.execute(select(*columns)))
        found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def _differs_each_time(column: Any) -> bool:
    """Random keys and what names them, seals and hashes, and moments counted back from this very minute."""
    key = (column.primary_key and column.name == "id") or column.foreign_keys or column.name.endswith("_id")
    secret = "sealed" in column.name or "hash" in column.name or "digest" in column.name or column.name == "sha256"
    moment = isinstance(column.type, UTCDateTime)
    # The proposal of a decision names the answers of the ladder by their keys.
    return bool(key or secret or moment or column.name in ("code_lookup", "sent_token", "proposal"))


def test_the_made_up_sindh_is_whole_and_the_same_each_time(app: Any, house: Any) -> None:
    """One test for both, because each loading takes its time; at one moment, because much is counted back from it.

    Whether the same is drawn again is asked on SQLite; what is drawn does not hang on the database.
    """
    digests, moment = [], clock.now()
    again = [lambda _said: None] if isinstance(house, SqliteHouse) else []
    for look in (_is_whole, *again):
        with app.app_context():
            db.engine.dispose()
            house.fresh()
            with clock.set_to(moment):
                said = seeded()
            look(said)
            digests.append(digest_of_facts())
            db.session.remove()
    assert [name for name in digests[0] if digests[0][name] != digests[-1][name]] == []


def _is_whole(said: list[str]) -> None:
    assert any("/h/" in line for line in said)
    _has_the_planned_size()
    _has_the_visits_of_a_year()
    _has_a_home_of_each_grade()
    _has_something_in_each_state()
    _opens_to_every_sign_in()
    _says_of_each_home_when_it_was_last_seen()
    court.adds_up_for_the_demonstration()
    assert verify()[0] == SOUND


def _says_of_each_home_when_it_was_last_seen() -> None:
    """A home on whose page visits stand is never among those where nobody has been."""
    last = select(Visit.home_id, func.max(Visit.planned_for)).where(Visit.state == VisitState.PUBLISHED)
    for home_id, day in db.session.execute(last.group_by(Visit.home_id)):
        seen = db.session.get_one(Home, home_id).visited_on
        assert seen is not None
        assert seen >= day


def _has_the_planned_size() -> None:
    homes = db.session.scalars(select(Home).where(Home.household.is_(False))).all()
    assert len(homes) == 60 == sum(plan.SORTS.values())
    standings = Counter(home.standing for home in homes)
    assert standings[Standing.AUTHORISED] == 27
    assert standings[Standing.IN_PROCESS] == 6
    assert standings[Standing.NOTICE_SERVED] == 5
    assert (db.session.scalar(select(func.count()).select_from(MonthlyReturn)) or 0) > 100
    assert standings[Standing.CLOSED_VOLUNTARILY] == 4
    assert standings[Standing.BEING_BUILT] == 1
    owners = Counter(home.run_by for home in homes)
    assert (owners[Ownership.FEDERAL_PBM], owners[Ownership.SWD], owners[Ownership.SCPA]) == (11, 3, 1)
    assert sum(home.known_from is KnownFrom.MAPPING for home in homes) == 2
    assert sum(gazetteer.district(home.district).division_code == "DIV-KHI" for home in homes) == 33
    assert len({home.district for home in homes}) == 15
    children = db.session.scalar(select(func.count()).where(Stay.ended_at.is_(None))) or 0
    legacy = db.session.scalar(select(func.count()).where(Stay.ended_at.is_(None), Stay.basis == Basis.LEGACY)) or 0
    assert 3500 <= children <= 3600
    users = db.session.scalars(select(User)).all()
    assert 475 <= len(users) <= 490
    assert sum(user.has(Role.INSPECTOR) for user in users) == plan.INSPECTORS
    districts = Counter(db.session.scalars(select(Case.district)))
    assert len(districts) == 7
    assert sum(districts.values()) >= 38
    assert abs(legacy / children - 0.8) < 0.02
    assert sum(home.present for home in db.session.scalars(select(Home))) == children
    ages = [child.age(clock.today()) for child in db.session.scalars(select(Child))]
    assert min(ages) >= 0
    assert max(ages) <= 19


def _has_a_home_of_each_grade() -> None:
    homes = db.session.scalars(select(Home).where(Home.standing == Standing.AUTHORISED, Home.household.is_(False)))
    grades = Counter(home.grade for home in homes)
    assert set(grades) == {*Grade, None}
    assert _home_of("manager").grade is Grade.B
    frozen = db.session.scalars(select(Home).where(Home.frozen_by.contains("CRITICAL_ACTION"))).all()
    assert [(home.district, home.grade, home.open_critical_actions > 0) for home in frozen] == [
        ("SD-HYD", Grade.D, True)
    ]


def _has_the_visits_of_a_year() -> None:
    """Each as the rules read it, and the home as its last graded visit left it."""
    made = db.session.scalars(select(Visit).where(Visit.arrived_at.is_not(None))).all()
    assert 340 <= len(made) <= 360
    graded: dict[Any, Visit] = {}
    for visit in sorted((one for one in made if one.state is VisitState.PUBLISHED), key=lambda one: one.day):
        if visit.type is not VisitType.FULL:
            assert visit.home.household is False
        else:
            graded[visit.home_id] = visit
            grading = gradings.of_visit(visit)
            assert (grading.grade, grading.missing) == (visit.grade, ())
            assert gradings.as_stored(grading)["overall"] == visit.overall
    homes = db.session.scalars(select(Home).where(Home.household.is_(False))).all()
    assert {home.id for home in homes if home.grade} == graded.keys()
    for home in homes:
        of_home = graded.get(home.id)
        assert home.grade is None or of_home is None or home.grade >= of_home.grade  # a smaller visit may lower it
        still = [one for one in queries.findings(home, open_only=True) if one.severity is Severity.CRITICAL]
        assert home.open_critical_actions == len(still)


def _states(column: Any) -> set[Any]:
    return set(db.session.scalars(select(column).distinct()))


def _has_something_in_each_state() -> None:
    assert _states(Application.state) == set(ApplicationState)
    assert _states(Visit.state) == set(VisitState)
    assert _states(Finding.state) == set(ActionState)
    assert _states(Case.state) == set(CaseState)
    assert _states(Complaint.state) == set(ComplaintState)
    assert _states(Stay.basis) == set(Basis)
    assert _states(Authorisation.kind) == set(Kind)
    fresh = select(func.count()).where(Complaint.level == Level.P1, Complaint.state == ComplaintState.RECEIVED)
    assert (db.session.scalar(fresh) or 0) >= 1


def _home_of(key: str) -> Home:
    belongs = select(Home).join(Membership, Membership.organisation_id == Home.organisation_id).join(
        User, User.id == Membership.user_id
    )  # fmt: skip
    return db.session.scalars(belongs.where(User.email == f"{key}@example.org")).one()


def _opens_to_every_sign_in() -> None:
    people = {user.email: user for user in db.session.scalars(select(User))}
    assert {f"{key}@example.org" for key in SIGN_INS} <= people.keys()
    # One hash for all: checking it once checks every sign-in.
    assert len({user.password_hash for user in people.values()}) == 1
    assert passwords.fits(people["manager@example.org"].password_hash, current_app.config["SETTINGS"].demo_password)
    nurse = people["inspector3@example.org"]
    assert (nurse.woman, nurse.health_professional) == (True, True)
    alone = [user for user in people.values() if SINGLE in (user.districts(Role.CPU_HEAD, Role.CPO) or ())]
    assert len(alone) == 1
    assert (_home_of("manager").district, _home_of("manager").standing) == ("SD-HYD", Standing.AUTHORISED)
    assert _home_of("foster").household
    draft = select(Application).where(Application.applicant_id == people["owner@example.org"].id)
    assert db.session.scalars(draft).one().state is ApplicationState.DRAFT


def test_it_is_refused_beside_anything_but_reference_data(here: Any) -> None:
    with pytest.raises(DomainError, match="reference data"):
        list(load())
    list(load_all())
    services.add_user(name="Somebody", email="somebody@example.org")
    with pytest.raises(DomainError, match="holds records already"):
        list(load())
    assert db.session.scalar(select(func.count()).select_from(Child)) == 0
    # What starts the demonstration knows by these words that the database was filled before.
    assert "holds records already" in (Path(__file__).parents[2] / "deploy" / "run-demo.sh").read_text()
