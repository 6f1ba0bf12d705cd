"""A leaving that was written wrongly: corrected beside the first line, by two people, and told truly everywhere."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.pages.court.days import moment
from registry_app.pages.court.queries import stay_rows
from registry_app.placements import queries, services
from registry_app.placements.exits import corrections
from registry_app.placements.exits import queries as exits
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.services import review_death
from registry_app.placements.exits.states import Cause
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis, Exit
from registry_app.providers.homes.models import Home
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person
from tests.services.test_stays import decided
from tests.services.test_ways_out import enough

WHY = "the home had the wrong child in mind"


@pytest.fixture
def cpo(here):
    return person(Role.CPO, district="SD-HYD", woman=True)


@pytest.fixture
def head(here):
    return person(Role.CPU_HEAD, district="SD-HYD")


def left(cpo, way=Exit.DIED, child=None, began=None):
    """A stay of two days ended by this way out."""
    child = child or a_child()
    stay = (began or arrived)(child, a_home(), cpo)
    services.end_stay(stay, way, actor=cpo, facts=enough(way, cpo))
    return stay


def arrived(child, home, cpo):
    return services.record_stay(
        child, basis=Basis.ARRIVAL, home=home, actor=cpo, brought_by="police",
        started_at=clock.now() - timedelta(days=2),
    )  # fmt: skip


@pytest.mark.parametrize("began", [arrived, decided])
def test_a_child_who_never_left_stays_on_without_a_gap(cpo, head, began):
    stay = left(cpo, Exit.REUNIFIED, began=began)
    assert queries.open_stay(stay.child_id) is None
    line = corrections.propose(stay, Exit.NEW_BASIS, reason=WHY, actor=cpo)
    assert queries.open_stay(stay.child_id) is None, "nothing changes before the second person"
    corrections.decide(line, approve=True, actor=head)
    on = queries.open_stay(stay.child_id)
    assert (on.continues_id, on.started_at, on.limit_on) == (stay.id, stay.ended_at, stay.limit_on)
    assert (on.basis, on.home_id, on.warrant_id) == (stay.basis, stay.home_id, stay.warrant_id)
    assert db.session.get(Home, stay.home_id).present == 1
    assert stay.exit is Exit.REUNIFIED, "the first line stays as it was written"
    assert stay.leaving.exit is Exit.NEW_BASIS


def test_another_way_out_is_told_everywhere(cpo, head):
    stay, today = left(cpo), clock.today()
    assert exits.deaths(today, today) == (1, 0)
    assert [one.id for one in exits.deaths_to_review(head)] == [stay.id]
    line = corrections.propose(stay, Exit.REUNIFIED, reason=WHY, ended_at=clock.now(), actor=cpo)
    corrections.decide(line, approve=True, actor=head)
    assert exits.deaths(today, today) == (0, 0)
    assert exits.deaths_to_review(head) == []
    assert [row.exit for row in stay_rows(moment(today, clock.now()))] == [Exit.REUNIFIED]
    assert queries.open_stay(stay.child_id) is None


def test_a_death_that_was_written_as_a_return_is_reviewed(cpo, head):
    stay = left(cpo, Exit.REUNIFIED)
    line = corrections.propose(
        stay, Exit.DIED, reason=WHY, ended_at=clock.now(), facts=enough(Exit.DIED, cpo), actor=cpo
    )
    corrections.decide(line, approve=True, actor=head)
    db.session.expire_all()
    assert [one.id for one in exits.deaths_to_review(head)] == [stay.id]
    review_death(stay, held_on=clock.today(), cause=Cause.ILLNESS, certified_by="Civil Hospital", findings="fever",
                 burial_place="Phulelai", burial_number="7", actor=head)  # fmt: skip
    assert exits.deaths_to_review(head) == []


def test_what_is_missing_or_cannot_be_is_refused(cpo, head):
    stay = left(cpo, Exit.REUNIFIED)
    for way, why, facts, field in (
        (Exit.NEW_BASIS, " ", Facts(), "reason"),
        (Exit.GUARDIAN_ORDER, WHY, Facts(), "order"),
        (Exit.MOVED_PLACEMENT, WHY, Facts(), "exit"),
        (Exit.TURNED_18, WHY, Facts(), "exit"),
    ):
        with pytest.raises(DomainError) as refused:
            corrections.propose(stay, way, reason=why, facts=facts, ended_at=clock.now(), actor=cpo)
        assert field in {getattr(one, "field", None) for one in getattr(refused.value, "errors", [refused.value])}
    corrections.propose(stay, Exit.MISSING, reason=WHY, ended_at=clock.now(), actor=cpo)
    with pytest.raises(DomainError, match="already"):
        corrections.propose(stay, Exit.MISSING, reason=WHY, ended_at=clock.now(), actor=cpo)


def test_a_child_with_a_later_stay_did_leave(cpo, head):
    stay = left(cpo, Exit.REUNIFIED)
    line = corrections.propose(stay, Exit.NEW_BASIS, reason=WHY, actor=cpo)
    services.record_stay(stay.child, basis=Basis.ARRIVAL, home=a_home(), actor=cpo, brought_by="police")
    with pytest.raises(DomainError, match="later stay"):
        corrections.decide(line, approve=True, actor=head)
    corrections.decide(line, approve=False, actor=head)
    assert corrections.correctable(stay)


def test_a_second_person_decides_once(cpo, head):
    line = corrections.propose(left(cpo), Exit.MISSING, reason=WHY, ended_at=clock.now(), actor=head)
    with pytest.raises(DomainError, match="second person"):
        corrections.decide(line, approve=True, actor=head)
    other = person(Role.CPU_HEAD, district="SD-HYD")
    corrections.decide(line, approve=True, actor=other)
    with pytest.raises(DomainError, match="already"):
        corrections.decide(line, approve=False, actor=other)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM exit_correction",
        "UPDATE exit_correction SET exit = 'DIED'",
        "UPDATE exit_correction SET approved = NULL",
    ],
)
def test_a_decided_line_is_not_edited(cpo, head, statement):
    corrections.decide(corrections.propose(left(cpo), Exit.NEW_BASIS, reason=WHY, actor=cpo), approve=True, actor=head)
    with pytest.raises(DBAPIError), transaction() as session:
        session.execute(text(statement))


def test_no_stay_claims_to_go_on_without_a_correction(cpo):
    stay = left(cpo, Exit.REUNIFIED)
    with pytest.raises(DBAPIError, match="goes on only"), transaction():
        services.go_on(stay, actor=cpo)
    assert db.session.scalar(db.select(db.func.count()).select_from(Stay)) == 1
