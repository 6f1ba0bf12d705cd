"""What happens to organisations and homes, and who sees which."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Role
from registry_app.core.access import allows
from registry_app.core.audit import AuditEntry
from registry_app.core.codes import well_formed
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.states import WrongState
from registry_app.providers.homes import queries, services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import (
    CLOSED,
    LIFE,
    CareType,
    Grade,
    KnownFrom,
    MemberRole,
    Ownership,
    Permission,
    Sexes,
    Standing,
)
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import homes
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


def test_each_home_gets_the_next_number_for_ever() -> None:
    first, second = homes.home(), homes.home()
    assert [first.register_number[:7], second.register_number[:7]] == ["H-00001", "H-00002"]
    assert well_formed(second.register_number)


def found(typed: str) -> set[str]:
    return set(db.session.scalars(select(Home.name).where(queries.named(typed))))


SPELLINGS = ("Dar ul Atfal", "Darulatfal", "دارالاطفال", "دار الاطفال")


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_spelling_of_a_name_finds_every_home_of_that_name(typed: str) -> None:
    for spelling in SPELLINGS:
        homes.home(name=spelling)
    homes.home(name="Dar ul Aman")
    homes.home(name="House of Children", name_ur="دارالاطفال")
    assert found(typed) == {*SPELLINGS, "House of Children"}


def test_a_home_is_found_by_its_names_of_today_only() -> None:
    made = homes.home(name="Noor Home", name_ur="نور گھر", name_sd="نور گهر")
    assert found("نور") == found("nur home") == {"Noor Home"}
    services.edit(made, actor=None, name="Roshni", name_ur=None)
    assert found("roshni") == found("نور گهر") == {"Roshni"}
    services.edit(made, actor=None, name_sd="…", taluka="Kotri")
    assert found("نور") == set()
    assert found("%") == found("") == set()


def test_looking_for_a_name_reads_an_index() -> None:
    homes.home(name="Noor Home")
    looking = "SELECT home_id FROM home_name WHERE key BETWEEN 'lnoor' AND 'lnoorz' OR key = 'wnr'"
    if db.engine.dialect.name == "sqlite":
        plan = [row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {looking}"))]
        assert all("SEARCH" in line for line in plan if "home_name" in line), plan
        return
    # A table of few rows is read whole, unless the server is asked to avoid that.
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = [row[0] for row in db.session.execute(text(f"EXPLAIN {looking}"))]
    assert any("Index" in line for line in plan), plan
    assert not any("Seq Scan" in line for line in plan), plan


def test_a_home_outside_sindh_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        homes.home(district="OUT-PB")
    assert refusal.value.field == "district"
    assert db.session.query(Home).count() == 0


def test_a_home_somebody_found_has_an_organisation_of_its_name() -> None:
    made = services.record_known(
        name="Old House", district="SD-SKR", ownership=Ownership.PRIVATE, known_from=KnownFrom.MAPPING, actor=None
    )
    assert (made.standing, made.organisation.name) == (Standing.KNOWN_UNREGISTERED, "Old House")


def test_a_person_belongs_to_an_organisation_once_in_one_role() -> None:
    manager = person(Role.PROVIDER)
    body = homes.organisation(manager)
    assert [member.role for member in body.members] == [MemberRole.MANAGER]
    services.add_member(body, manager, MemberRole.OWNER, actor=None)
    services.add_member(body, manager, MemberRole.OWNER, actor=None)
    assert [member.role for member in body.members] == [MemberRole.OWNER]


def test_facts_that_have_a_deed_of_their_own_are_not_edited() -> None:
    with pytest.raises(TypeError, match="standing"):
        services.edit(homes.home(), actor=None, standing=Standing.AUTHORISED)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"age_from": 12, "age_to": 6}, "age_to"), ({"age_to": 22}, "age_to"), ({"capacity": 0}, "capacity")],
)
def test_an_impossible_service_is_refused(facts: dict[str, int], field: str) -> None:
    made = homes.home()
    with pytest.raises(DomainError) as refusal:
        homes.service(made, **facts)
    assert refusal.value.field == field
    assert made.services == []


def test_a_service_can_be_changed_but_not_moved_to_another_home() -> None:
    made = homes.service(homes.home())
    assert services.edit_service(made, actor=None, sexes=Sexes.GIRLS, capacity=12).capacity == 12
    assert services.edit_service(made, actor=None, care_type=CareType.SIL).care_type is CareType.SIL
    with pytest.raises(TypeError, match="home_id"):
        services.edit_service(made, actor=None, home_id=homes.home().id)


@pytest.mark.parametrize("start", list(Standing))
@pytest.mark.parametrize("end", list(Standing))
def test_a_standing_is_reached_only_by_an_arrow(start: Standing, end: Standing) -> None:
    made, other = homes.authorised_home(), homes.home()
    facts = {"same_as_id": other.id if end is Standing.RECORDED_TWICE else None}
    twice = other.id if start is Standing.RECORDED_TWICE else None
    with transaction():
        # Put straight into place: the arrows are what is under test here.
        made.standing, made.same_as_id = start, twice
        made.closed_on = date(2026, 1, 5) if start in CLOSED else None
    if start is end or end in {arrow.target for arrow in LIFE.open_moves(start)}:
        moved = services.set_standing(made, end, None, "Tried.", **facts)
        assert moved.standing is end
        assert (moved.closed_on is not None) == (end in CLOSED)
    else:
        with pytest.raises(WrongState):
            services.set_standing(made, end, None, "Tried.", **facts)


def test_the_database_itself_refuses_an_authorised_home_without_certificate() -> None:
    made = homes.home()
    services.set_standing(made, Standing.IN_PROCESS, None)
    with pytest.raises(IntegrityError):
        services.set_standing(made, Standing.AUTHORISED, None)


def test_a_move_leaves_a_line_with_its_reason() -> None:
    made = homes.home()
    services.serve_notice(made, until=date(2027, 1, 31), actor=None, reason="Seen by the district.")
    line = db.session.query(AuditEntry).filter_by(action="home:serve-notice").one()
    assert line.reason == "Seen by the district."
    assert line.changes["standing"] == ["KNOWN_UNREGISTERED", "NOTICE_SERVED"]


def test_an_older_visit_published_late_does_not_cover_a_newer_grade() -> None:
    made = homes.home()
    services.record_grade(made, Grade.B, date(2026, 6, 1), False, ["L4"], True, None)
    services.record_grade(made, Grade.D, date(2026, 5, 1), False, ["L1"], False, None)
    assert (made.grade, made.grade_limits, made.protection_met) == (Grade.B, "L4", True)


def test_counts_and_the_stop_of_admissions_are_kept() -> None:
    made = homes.home()
    services.record_present(made, 7, actor=None)
    services.record_open_critical_actions(made, 2, actor=None)
    services.freeze_admissions(made, actor=None, reason="Fire exit locked.")
    assert (made.present, made.open_critical_actions, made.admissions_frozen) == (7, 2, True)
    services.unfreeze_admissions(made, actor=None, reason="Opened.")
    assert not made.admissions_frozen


def test_what_a_person_may_view_is_what_their_list_shows() -> None:
    manager = person(Role.PROVIDER)
    stranger = person(Role.PROVIDER)
    theirs, other = homes.home(manager), homes.home(district="SD-SKR")
    tied = person(Role.REGISTRY_OFFICER)
    with transaction() as session:
        session.add(Tie(user_id=tied.id, home_id=other.id, kind=TieKind.DONOR))
    actors = [manager, stranger, tied, person(Role.REGISTRY_OFFICER), person(Role.DESK), person()]
    actors += [
        person(Role.CPO, district="SD-HYD"),
        person(Role.INSPECTOR),
        person(Role.DISTRICT_OFFICER, district="SD-SKR"),
    ]
    seen = []
    for actor in actors:
        listed = set(db.session.scalars(queries.visible_to(actor)))
        assert listed == {home for home in (theirs, other) if allows(actor, Permission.VIEW, home)}
        seen.append(len(listed))
    assert seen == [1, 0, 1, 2, 0, 0, 1, 2, 1]
