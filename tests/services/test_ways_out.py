"""Every basis × every way out × every age: what is asked is asked by the service and by the database alike."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from complaints.models import Complaint
from complaints.states import Level
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.placements import services
from registry_app.placements.exits import queries, rules
from registry_app.placements.exits import services as beside
from registry_app.placements.exits.models import DeathReview, MarriagePlan
from registry_app.placements.exits.rules import WAYS, Facts
from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis, Exit
from registry_app.providers.homes.models import Home
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person
from tests.services.test_stays import decided

ORDER = {"order": "12 of 2026", "court": CourtType.FAMILY_COURT}
CHOSEN = rules.chosen_by_hand()


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD", woman=True)


def enough(way, cpo):
    """The facts that this way out cannot do without."""
    facts = {
        "order": "12 of 2026", "court": CourtType.MAGISTRATE, "authority": "An office", "nikahnama_number": "N-1",
        "consent_on": clock.today(), "consent_to_id": cpo.id, "cause": Cause.ILLNESS, "certified_by": "Civil Hospital",
        "found_dead": False, "police_on": clock.today(), "district": (WAYS[way].districts or ("SD-HYD",))[0],
    }  # fmt: skip
    given = {name: facts[name] for name in WAYS[way].needs}
    return Facts(**given, burial_pending=way is Exit.DIED)


def began(basis, child, home, cpo):
    """A stay on this basis, each with what it needs."""
    if basis is Basis.DECISION:
        return decided(child, home, cpo)
    return services.record_stay(
        child, basis=basis, home=home, actor=cpo, order_reference="Magistrate 4", order_court=CourtType.MAGISTRATE,
        approved_by=cpo, brought_by="police",
    )  # fmt: skip


@pytest.mark.parametrize("basis", Basis)
def test_every_basis_by_every_way_out_at_every_age(cpo, basis):
    home = a_home(capacity=500)
    for way in CHOSEN:
        for age in (2, 17, 18):
            stay = began(basis, a_child(age), home, cpo)
            with pytest.raises(DomainError) if WAYS[way].adult and age < 18 else transaction():
                services.end_stay(stay, way, actor=cpo, facts=enough(way, cpo))
            ended = db.session.get(Stay, stay.id)
            db.session.refresh(ended)
            assert (ended.exit is way) == (not WAYS[way].adult or age >= 18), (way, age)
            assert (ended.exit_to is None) == (not WAYS[way].to or ended.exit is None)
    present = db.session.scalar(db.select(db.func.count()).where(Stay.home_id == home.id, Stay.ended_at.is_(None)))
    assert db.session.get(Home, home.id).present == present


@pytest.mark.parametrize(("way", "missing"), [(way, need) for way in CHOSEN for need in WAYS[way].needs])
def test_each_missing_fact_is_refused_with_its_own_sentence(cpo, way, missing):
    stay = began(Basis.COURT_DIRECT, a_child(19 if WAYS[way].adult else 9), a_home(), cpo)
    facts = enough(way, cpo)
    with pytest.raises(DomainError) as refused:
        services.end_stay(stay, way, actor=cpo, facts=Facts(**{**vars(facts), missing: None}))
    assert refused.value.field == missing
    assert db.session.get(Stay, stay.id).ended_at is None


@pytest.mark.parametrize("way", sorted(rules.STAYS_ON))
def test_a_child_who_only_moves_is_not_ended_by_hand(cpo, way):
    stay = began(Basis.LEGACY, a_child(), a_home(), cpo)
    with pytest.raises(DomainError, match="record the new place"):
        services.end_stay(stay, way, actor=cpo)


@pytest.mark.parametrize(
    ("way", "facts", "field"),
    [
        (Exit.DIED, {"burial_pending": False}, "burial_number"),
        (Exit.DIED, {"burial_pending": True, "burial_place": "A graveyard", "burial_number": "7"}, "burial_number"),
        (Exit.DIED, {"burial_pending": False, "burial_place": "A graveyard"}, "burial_number"),
        (Exit.DIED, {"police_on": clock.today() + timedelta(days=2)}, "police_on"),
        (Exit.OTHER_PROVINCE, {"district": "SD-SKR"}, "district"),
        (Exit.OTHER_PROVINCE, {"district": "OUT-ABROAD"}, "district"),
        (Exit.REUNIFIED, {"district": "OUT-ABROAD"}, "district"),
        (Exit.KINSHIP, {"district": "OUT-PB"}, "authority"),
        (Exit.KAFALAH_ORDER, {"to": Destination.PARENTS}, "to"),
        (Exit.MARRIED_ADULT, {"consent_on": clock.today() + timedelta(days=1)}, "consent_on"),
    ],
)
def test_facts_that_do_not_fit_are_refused(cpo, way, facts, field):
    stay = began(Basis.LEGACY, a_child(19 if WAYS[way].adult else 9), a_home(), cpo)
    with pytest.raises(DomainError) as refused:
        services.end_stay(stay, way, actor=cpo, facts=Facts(**{**vars(enough(way, cpo)), **facts}))
    assert refused.value.field == field


def test_a_man_does_not_hear_the_consent_to_a_marriage(cpo):
    man = person(Role.CPO, district="SD-HYD", woman=False)
    stay = began(Basis.LEGACY, a_child(19), a_home(), cpo)
    facts = Facts(**{**vars(enough(Exit.MARRIED_ADULT, cpo)), "consent_to_id": man.id})
    with pytest.raises(DomainError, match="woman officer"):
        services.end_stay(stay, Exit.MARRIED_ADULT, actor=cpo, facts=facts)


def by_sql(stay, **columns):
    """The stay ended past every service."""
    with transaction() as session:
        session.execute(Stay.__table__.update().where(Stay.id == stay.id).values(ended_at=clock.now(), **columns))


DIED = {
    "exit": Exit.DIED, "death_cause": Cause.ILLNESS, "death_certified_by": "x", "found_dead": False,
    "burial_pending": True, "police_on": clock.today(), "death_review_on": clock.today(),
}  # fmt: skip
HOME = {"exit": Exit.REUNIFIED, "exit_to": Destination.PARENTS, "exit_district": "SD-HYD"}
GIVEN = {
    "exit": Exit.KAFALAH_ORDER, "exit_to": Destination.KAFIL, "exit_district": "SD-HYD", "exit_order": "1",
    "exit_court": CourtType.MAGISTRATE,
}  # fmt: skip
BEYOND = {
    "exit": Exit.OTHER_PROVINCE, "exit_to": Destination.AUTHORITY, "exit_district": "OUT-PB", "exit_authority": "x",
}  # fmt: skip
ABROAD = {**GIVEN, "exit": Exit.ABROAD_BY_COURT, "exit_district": "OUT-ABROAD"}


@pytest.mark.parametrize("whole", [DIED, HOME, GIVEN, BEYOND, ABROAD], ids=lambda whole: str(whole["exit"]))
def test_by_sql_each_way_out_needs_its_facts(cpo, whole):
    home = a_home(capacity=50)
    for fact in whole.keys() - {"exit"}:
        stay = began(Basis.LEGACY, a_child(), home, cpo)
        with pytest.raises(DBAPIError):
            by_sql(stay, **{**whole, fact: None})
    by_sql(began(Basis.LEGACY, a_child(), home, cpo), **whole)


@pytest.mark.parametrize(
    "odd",
    [
        {**HOME, "exit_order": "1"},
        {**HOME, "exit_district": "OUT-ABROAD"},
        {**HOME, "exit_to": Destination.KAFIL},
        {**HOME, "nikahnama_number": "1"},
        {**HOME, "death_cause": Cause.ILLNESS},
        {**HOME, "burial_number": "1"},
        {**GIVEN, "exit_order": ""},
        {**BEYOND, "exit_district": "SD-HYD"},
        {**ABROAD, "exit_district": "SD-HYD"},
        {**DIED, "burial_pending": False},
        {"exit": Exit.LEFT_ALONE_ADULT, "exit_to": Destination.OWN_ROOM, "exit_district": "SD-HYD"},
        {"exit": Exit.TURNED_18, "exit_to": Destination.OWN_ROOM, "exit_district": "SD-HYD"},
    ],
    ids=str,
)
def test_by_sql_no_way_out_carries_what_is_not_its_own(cpo, odd):
    with pytest.raises(DBAPIError):
        by_sql(began(Basis.LEGACY, a_child(17), a_home(), cpo), **odd)


def test_by_sql_no_marriage_of_a_child_and_none_without_a_woman(cpo):
    man = person(Role.CPO, district="SD-HYD", woman=False)
    whole = {
        "exit": Exit.MARRIED_ADULT, "exit_to": Destination.SPOUSE, "exit_district": "SD-HYD", "nikahnama_number": "1",
        "consent_on": clock.today(), "consent_to_id": cpo.id,
    }  # fmt: skip
    with pytest.raises(DBAPIError, match="for adults"):
        by_sql(began(Basis.LEGACY, a_child(17), a_home(), cpo), **whole)
    grown = began(Basis.LEGACY, a_child(19), a_home(), cpo)
    with pytest.raises(DBAPIError, match="woman"):
        by_sql(grown, **{**whole, "consent_to_id": man.id})
    for fact in ("nikahnama_number", "consent_on", "consent_to_id"):
        with pytest.raises(DBAPIError):
            by_sql(grown, **{**whole, fact: None})
    by_sql(grown, **whole)


def test_an_open_stay_carries_no_fact_of_leaving(cpo):
    stay = began(Basis.LEGACY, a_child(), a_home(), cpo)
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(Stay.__table__.update().where(Stay.id == stay.id).values(exit_order="1"))


def test_an_ended_stay_is_never_changed(cpo):
    stay = began(Basis.LEGACY, a_child(), a_home(), cpo)
    services.end_stay(stay, Exit.REUNIFIED, actor=cpo)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text("UPDATE stay SET exit_district = 'SD-SKR'"))


def test_a_planned_marriage_of_a_child_is_p1_and_no_way_out(cpo):
    home = a_home()
    stay = began(Basis.LEGACY, a_child(15), home, cpo)
    plan = beside.report_marriage_plan(stay, actor=cpo)
    assert beside.report_marriage_plan(stay, actor=cpo).id == plan.id
    message = db.session.scalars(db.select(Complaint)).one()
    assert message.level is Level.P1
    assert message.home_id == home.id
    assert [one.id for one in queries.plans_without_police(cpo)] == [stay.id]
    beside.tell_police(plan, police_on=clock.today(), police_number="44", actor=cpo)
    assert queries.plans_without_police(cpo) == []
    assert db.session.get(Stay, stay.id).ended_at is None
    with pytest.raises(DomainError, match="told already"):
        beside.tell_police(plan, police_on=clock.today(), police_number="45", actor=cpo)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(MarriagePlan.__table__.update().values(police_number="46"))


def test_a_grown_persons_marriage_is_no_danger(cpo):
    with pytest.raises(DomainError, match="own choice"):
        beside.report_marriage_plan(began(Basis.LEGACY, a_child(19), a_home(), cpo), actor=cpo)


def review(stay, cpo, **facts):
    given = {
        "held_on": clock.today(), "cause": Cause.ILLNESS, "certified_by": "Civil Hospital", "findings": "Found",
        "burial_place": "A graveyard", "burial_number": "9", **facts,
    }  # fmt: skip
    return beside.review_death(stay, actor=cpo, **given)


def test_a_death_waits_for_its_review_and_is_reviewed_once(cpo):
    stay = began(Basis.LEGACY, a_child(), a_home(), cpo)
    services.end_stay(stay, Exit.DIED, actor=cpo, facts=enough(Exit.DIED, cpo))
    assert stay.death_review_on == clock.today() + timedelta(days=14)
    assert [one.id for one in queries.deaths_to_review(cpo)] == [stay.id]
    for wrong in ({"burial_number": ""}, {"cause": Cause.NOT_YET_KNOWN}, {"findings": " "}):
        with pytest.raises(DomainError):
            review(stay, cpo, **wrong)
    review(stay, cpo)
    assert queries.deaths_to_review(cpo) == []
    with pytest.raises(DomainError, match="already"):
        review(stay, cpo)
    with pytest.raises(DBAPIError, match="never changed"), transaction():
        db.session.execute(text("DELETE FROM death_review"))


def test_only_a_death_is_reviewed(cpo):
    stay = began(Basis.LEGACY, a_child(), a_home(), cpo)
    services.end_stay(stay, Exit.REUNIFIED, actor=cpo)
    with pytest.raises(DomainError, match="no death"):
        review(stay, cpo)
    row = {
        "id": uuid.uuid4(), "stay_id": stay.id, "held_on": clock.today(), "cause": Cause.ILLNESS, "certified_by": "x",
        "burial_place_sealed": b"x", "burial_number": "1", "findings_sealed": b"x", "recorded_by": cpo.id,
        "recorded_at": clock.now(),
    }  # fmt: skip
    with pytest.raises(DBAPIError, match="needs a death"), transaction() as session:
        session.execute(DeathReview.__table__.insert().values(**row))


def test_a_child_found_dead_is_counted_apart(cpo):
    home = a_home()
    for found in (True, False, True):
        facts = Facts(**{**vars(enough(Exit.DIED, cpo)), "found_dead": found})
        services.end_stay(began(Basis.ARRIVAL, a_child(), home, cpo), Exit.DIED, actor=cpo, facts=facts)
    assert queries.deaths(clock.today(), clock.today()) == (1, 2)
