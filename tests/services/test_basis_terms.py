"""What each basis needs, how long it lasts, and that nobody is left untold on its last day."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.outbox import OutboxMessage
from registry_app.placements import limits, rules, services
from registry_app.placements.children.services import correct_age
from registry_app.placements.exits.states import CourtType
from registry_app.placements.models import Stay
from registry_app.placements.queries import past_limit
from registry_app.placements.states import AgeMethod, Basis, Exit
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person

REALLY_OPEN = rules.legacy_open
CUT_OVER = rules.terms().cut_over_on


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD")


@pytest.mark.parametrize(
    ("basis", "lacking", "field"),
    [
        (Basis.DECISION, {}, "basis"),
        (Basis.EMERGENCY, {}, "approved_by"),
        (Basis.ARRIVAL, {}, "brought_by"),
        (Basis.COURT_DIRECT, {"order_court": CourtType.MAGISTRATE}, "order_reference"),
        (Basis.COURT_DIRECT, {"order_reference": "1 of 2026"}, "order_court"),
    ],
)
def test_what_a_basis_needs_is_asked_for(cpo, basis, lacking, field):
    with pytest.raises(DomainError) as refused:
        services.record_stay(a_child(), basis=basis, home=a_home(), actor=cpo, **lacking)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "days", [("ARRIVAL", 7), ("EMERGENCY", 30), ("COURT_DIRECT", 28), ("OUTSIDE", 1), ("LEGACY", 548)]
)
def test_each_basis_has_its_last_day(days):
    assert rules.limit(Basis(days[0]), date(2026, 1, 1)) == date(2026, 1, 1) + timedelta(days=days[1])
    assert rules.limit(Basis.DECISION, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("on", "since", "may"),
    [
        (CUT_OVER, CUT_OVER, True),
        (CUT_OVER, date(2020, 1, 1), True),
        (CUT_OVER + timedelta(days=1), date(2020, 1, 1), False),
        (CUT_OVER - timedelta(days=1), CUT_OVER + timedelta(days=1), False),
    ],
)
def test_the_list_of_children_present_closes(on, since, may):
    assert REALLY_OPEN(on, since) is may


def test_after_the_cut_over_nobody_is_put_on_the_list(cpo, monkeypatch):
    monkeypatch.setattr(rules, "legacy_open", lambda _on, _since: False)
    with pytest.raises(DomainError, match="is closed"):
        services.record_stay(a_child(), basis=Basis.LEGACY, home=a_home(), actor=cpo)
    assert services.record_stay(a_child(), basis=Basis.OUTSIDE, home=a_home(), actor=cpo).limit_on


def test_by_sql_a_courts_order_has_its_court(cpo):
    facts = {"child_id": a_child().id, "home_id": a_home().id, "basis": Basis.COURT_DIRECT, "limit_on": clock.today()}
    with pytest.raises(DBAPIError), transaction():
        db.session.add(Stay(**facts, started_at=clock.now(), order_reference="1"))


def test_a_new_basis_is_a_new_line_and_the_old_one_stays_to_be_read(cpo):
    child, home = a_child(), a_home()
    lines = [services.record_stay(child, basis=Basis.OUTSIDE, home=home, actor=cpo)]
    lines.append(services.record_stay(child, basis=Basis.ARRIVAL, home=home, actor=cpo, brought_by="police"))
    lines.append(services.record_stay(child, basis=Basis.OUTSIDE, place="a workshop", actor=cpo))
    assert [line.exit for line in lines] == [Exit.NEW_BASIS, Exit.MOVED_PLACEMENT, None]
    assert [line.basis for line in lines] == [Basis.OUTSIDE, Basis.ARRIVAL, Basis.OUTSIDE]


def letters():
    return db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.to)).all()


def test_on_its_last_day_the_head_is_told_once_a_day_and_the_stay_goes_on(cpo):
    head = person(Role.CPU_HEAD, district="SD-HYD")
    person(Role.CPU_HEAD, district="SD-SKR")
    child = a_child()
    stay = services.record_stay(child, basis=Basis.ARRIVAL, home=a_home(), actor=cpo, brought_by="police")
    assert limits.tell_heads(stay.limit_on - timedelta(days=1)) == 0
    assert letters() == []
    for _ in range(2):
        assert limits.tell_heads(stay.limit_on) == 1
    assert [letter.to for letter in letters()] == [head.email]
    assert limits.tell_heads(stay.limit_on + timedelta(days=1)) == 1
    assert len(letters()) == 2
    assert child.code not in "".join(letter.subject + letter.body for letter in letters())
    assert db.session.get(Stay, stay.id).ended_at is None


def test_of_an_emergency_the_head_is_told_on_the_panels_day_too(cpo):
    head = person(Role.CPU_HEAD, district="SD-HYD")
    stay = services.record_stay(a_child(), basis=Basis.EMERGENCY, place="a shelter", actor=cpo, approved_by=head)
    assert limits.tell_heads(clock.today() + timedelta(days=6)) == 0
    assert limits.tell_heads(clock.today() + timedelta(days=7)) == 1
    assert rules.panel_day(stay.limit_on) == clock.today() + timedelta(days=7)


def test_a_child_found_without_basis_is_told_at_once_and_not_moved(cpo):
    head = person(Role.CPU_HEAD, district="SD-HYD")
    stay = services.record_stay(a_child(), basis=Basis.OUTSIDE, home=a_home(), actor=cpo)
    assert [letter.to for letter in letters()] == [head.email]
    assert stay.limit_on == clock.today() + timedelta(days=1)
    assert stay.ended_at is None


def test_another_basis_in_the_same_home_begins_no_new_days(cpo):
    """The warning of an emergency that is over stays, whatever line is written next; nothing is unrecordable."""
    child, home, facts = a_child(), a_home(), {"actor": cpo, "approved_by": cpo, "brought_by": "police"}
    begun = clock.now()
    services.record_stay(child, basis=Basis.EMERGENCY, home=home, **facts)
    with clock.set_to(begun + timedelta(days=31)):
        arrival = services.record_stay(child, basis=Basis.ARRIVAL, home=home, **facts)
        assert arrival.limit_on < clock.today()
        again = services.record_stay(child, basis=Basis.EMERGENCY, home=home, **facts)
        assert (again.emergency_day, again.counted_earlier) == (32, clock.local(begun).date())
        assert {stay.id for stay in db.session.scalars(past_limit(clock.today()))} == {again.id}
        moved = services.record_stay(child, basis=Basis.OUTSIDE, home=a_home(), **facts)
        assert (moved.counted_earlier, moved.limit_on) == (None, clock.today() + timedelta(days=1))


def test_the_same_order_of_a_court_is_looked_at_once_within_28_days(cpo):
    child, home, facts = a_child(), a_home(), {"actor": cpo, "order_court": CourtType.MAGISTRATE}
    first = services.record_stay(
        child, basis=Basis.COURT_DIRECT, home=home, order_reference="G&W 12 of 2026",
        started_at=clock.now() - timedelta(days=20), **facts,
    )  # fmt: skip
    same = services.record_stay(child, basis=Basis.COURT_DIRECT, home=home, order_reference="g&w 12  of 2026", **facts)
    assert same.limit_on == first.limit_on
    other = services.record_stay(child, basis=Basis.COURT_DIRECT, home=home, order_reference="13 of 2026", **facts)
    assert other.limit_on == clock.today() + timedelta(days=28)


@pytest.mark.parametrize("words", ["affidavit of head", "NADRA 12", "حلف نامہ 12"])
def test_an_affidavit_is_no_order_of_a_court_on_the_way_in_either(cpo, words):
    facts = {"basis": Basis.COURT_DIRECT, "order_court": CourtType.MAGISTRATE, "order_reference": words}
    with pytest.raises(DomainError, match="affidavit for NADRA makes nobody") as refused:
        services.record_stay(a_child(), home=a_home(), actor=cpo, **facts)
    assert refused.value.field == "order_reference"


@pytest.mark.parametrize("words", ["Affidavit of head", "NADRA 12"])
def test_by_sql_an_affidavit_is_no_order_either(cpo, words):
    facts = {"child_id": a_child().id, "home_id": a_home().id, "basis": Basis.COURT_DIRECT, "limit_on": clock.today()}
    with pytest.raises(DBAPIError), transaction():
        db.session.add(
            Stay(**facts, started_at=clock.now(), order_court=CourtType.MAGISTRATE, order_reference=words)
        )  # fmt: skip


def test_nobody_came_before_being_born_nor_more_than_a_childhood_ago(cpo):
    grown = a_child(19)
    with pytest.raises(DomainError, match="before it was born") as refused:
        services.record_stay(
            a_child(9), basis=Basis.OUTSIDE, home=a_home(), actor=cpo, started_at=clock.now() - timedelta(days=3700)
        )
    assert refused.value.field == "since"
    with pytest.raises(DomainError, match="more than 18 years ago"):
        services.record_stay(
            grown, basis=Basis.OUTSIDE, home=a_home(), actor=cpo, started_at=clock.now() - timedelta(days=18 * 366)
        )
    years = timedelta(days=3 * 365)
    stay = services.record_stay(grown, basis=Basis.OUTSIDE, home=a_home(), actor=cpo, started_at=clock.now() - years)
    today = clock.today()
    with pytest.raises(DomainError, match="before it was born"):
        correct_age(grown, born=(today, today), method=AgeMethod.DOCUMENT, reason="the B-Form", actor=cpo)
    assert stay.child.born_latest < today
