"""The list of children present: written, loaded, signed by two, and what the database itself refuses about it."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.placements import queries as stay_queries
from registry_app.placements import services as stays
from registry_app.placements.legacy import queries, services
from registry_app.placements.legacy.models import LegacyList, LegacyRow
from registry_app.placements.legacy.states import ListState, Parents, Wrong
from registry_app.placements.models import Child, ChildIdentity, Stay
from registry_app.placements.states import Basis
from registry_app.providers.imports.states import Reason
from tests.builders import legacy
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.legacy import an_entry
from tests.builders.people import person

HEAD = (
    "number,name,sex,birth_year,age_from,age_to,age_method,since,origin,parents,paper,siblings,"
    "siblings_elsewhere,disability"
)
AFTER = date(2027, 7, 1)


@pytest.fixture
def world(here):
    home, manager = a_home(), person(Role.PROVIDER)
    return home, manager, person(Role.CPO, district=home.district)


def line(number="1", **cells):
    since = (clock.today() - timedelta(days=90)).isoformat()
    given = {
        "number": number, "name": "Sealed Marker", "sex": "girl", "birth_year": str(clock.today().year - 8),
        "age_from": "", "age_to": "", "age_method": "SAID", "since": since, "origin": "SD-HYD",
        "parents": "BOTH_DEAD", "paper": "NONE", "siblings": "", "siblings_elsewhere": "no", "disability": "no",
        **cells,
    }  # fmt: skip
    return ",".join(given.values())


def sheet(*lines):
    return "\n".join([HEAD, *lines]).encode()


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def at_state(world, state):
    home, manager, cpo = world
    services.add_row(home, an_entry(), actor=manager)
    here = queries.open_list(home)
    if state is not ListState.DRAFT:
        services.sign_home(here, actor=manager)
    if state in (ListState.UNIT_SIGNED, ListState.CLOSED):
        services.sign_unit(here, actor=cpo)
    if state is ListState.CLOSED:
        services.close(here, actor=cpo)
    return here


DEEDS = {
    "sign_home": lambda here, w: services.sign_home(here, actor=w[1]),
    "send_back": lambda here, w: services.send_back(here, "Row 1 is twice", actor=w[2]),
    "sign_unit": lambda here, w: services.sign_unit(here, actor=w[2]),
    "close": lambda here, w: services.close(here, actor=w[2]),
    "change_row": lambda here, w: services.change_row(here.rows[0], an_entry("Z1"), actor=w[1]),
    "remove_row": lambda here, w: services.remove_row(here.rows[0], actor=w[1]),
    "add_row": lambda here, w: services.add_row(w[0], an_entry("Z2"), actor=w[1]),
}
OPEN = {
    ListState.DRAFT: {"sign_home", "change_row", "remove_row", "add_row"},
    ListState.HOME_SIGNED: {"send_back", "sign_unit"},
    ListState.UNIT_SIGNED: {"close", "add_row"},
    ListState.CLOSED: {"add_row"},
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", ListState)
def test_each_deed_in_each_state(world, state, deed):
    here = at_state(world, state)
    if deed in OPEN[state]:
        DEEDS[deed](here, world)
    else:
        with pytest.raises(DomainError):
            DEEDS[deed](here, world)
        assert db.session.get_one(LegacyList, here.id).state is state


def test_signing_makes_children_stays_and_days_in_one_go(world):
    home, manager, cpo = world
    entries = [
        an_entry("1", name="Sealed Marker", siblings="a"), an_entry("2", siblings="A", parents=Parents.MOTHER_LIVING),
        an_entry("3", birth_year=None, age_from=1, age_to=2, disability=True, since=clock.today()),
    ]  # fmt: skip
    here = legacy.a_signed_list(home, *entries, manager=manager, officer=cpo)
    rows = here.rows
    assert here.state is ListState.UNIT_SIGNED
    first, second, third = (row.child for row in rows)
    assert first.sibling_group is not None
    assert (first.sibling_group == second.sibling_group, third.sibling_group, third.disability) == (True, None, True)
    assert stay_queries.identity(first).name == "Sealed Marker"
    for row in rows:
        stay = stay_queries.open_stay(row.child_id)
        assert (stay.basis, stay.home_id, stay.limit_on, stay.started_at.date()) == (
            Basis.LEGACY, home.id, row.due_on, row.since
        )  # fmt: skip
        assert row.due_on <= clock.today() + timedelta(days=548)
    assert rows[2].due_on < rows[1].due_on < rows[0].due_on
    assert home.present == 3
    assert "Sealed Marker" not in str(db.session.execute(text("SELECT * FROM legacy_row")).all())


def test_a_row_that_fails_leaves_nothing_of_the_list(world, monkeypatch):
    home, manager, cpo = world
    for number in ("1", "2", "3"):
        services.add_row(home, an_entry(number), actor=manager)
    here = services.sign_home(queries.open_list(home), actor=manager)
    begin, calls = stays.begin_listed_stay, []

    def stop(*args, **facts):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("the machine stops")
        return begin(*args, **facts)

    monkeypatch.setattr(stays, "begin_listed_stay", stop)
    with pytest.raises(RuntimeError):
        services.sign_unit(here, actor=cpo)
    assert (count(Child), count(ChildIdentity), count(Stay)) == (0, 0, 0)
    assert db.session.get_one(LegacyList, here.id).state is ListState.HOME_SIGNED


def test_two_persons_sign(world):
    home, _manager, cpo = world
    services.add_row(home, an_entry(), actor=cpo)
    here = services.sign_home(queries.open_list(home), actor=person(Role.PROVIDER))
    with pytest.raises(NotAllowed):
        services.sign_unit(here, actor=cpo)
    services.sign_unit(here, actor=person(Role.CPU_HEAD, district=home.district))


def test_after_the_day_nothing_is_added_but_both_may_still_sign(world):
    home, manager, cpo = world
    services.add_row(home, an_entry("1"), actor=manager)
    assert services.cut_over() < AFTER
    with time_machine.travel(AFTER, tick=False):
        for deed in (
            lambda: services.add_row(home, an_entry("2"), actor=manager),
            lambda: services.load(home, sheet(line("3")), actor=manager),
        ):
            with pytest.raises(DomainError, match="closed for new rows"):
                deed()
        here = services.sign_home(queries.open_list(home), actor=manager)
        services.sign_unit(here, actor=cpo)
        assert here.rows[0].due_on <= services.cut_over() + timedelta(days=548)


def test_one_number_one_child_in_a_home(world):
    home, manager, _cpo = world
    services.add_row(home, an_entry("12/a"), actor=manager)
    with pytest.raises(DomainError) as refused:
        services.add_row(home, an_entry(" 12 / A"), actor=manager)
    assert refused.value.field == "number"
    other = a_home()
    services.add_row(other, an_entry("12/a"), actor=manager)
    assert count(LegacyRow) == 2


def test_a_later_list_holds_only_those_the_first_left_out(world):
    home, manager, _cpo = world
    at_state(world, ListState.CLOSED)
    number = queries.of_home(home)[0].rows[0].number
    with pytest.raises(DomainError):
        services.add_row(home, an_entry(number), actor=manager)
    services.add_row(home, an_entry("other"), actor=manager)
    assert [one.number for one in queries.of_home(home)] == [2, 1]


def test_a_file_loads_good_lines_whole_and_names_each_bad_one(world):
    home, manager, _cpo = world
    content = sheet(
        line("1"), line("2", sex="lamp", since="yesterday"), line("3", birth_year="", age_from="3", age_to="4"),
        line("4", origin="Atlantis"), line("1"), line("5", paper="COURT_ORDER"), line("6") + ",,one cell too many",
    )  # fmt: skip
    planned = services.plan(home, content)
    assert count(LegacyRow) == 0
    loaded = services.load(home, content, actor=manager)
    for made in (planned, loaded):
        assert [(f.line, f.column, f.reason) for f in made.faults] == [
            (3, "sex", Reason.CHOICE), (3, "since", Reason.DAY), (5, "origin", Reason.CHOICE),
            (6, "number", Wrong.TWICE), (7, "paper_number", Wrong.PAPER_NUMBER), (8, None, Reason.CELLS),
        ]  # fmt: skip
        assert (len(made.new), made.known, made.left_out) == (2, 0, 5)
        assert all(fault.sentence() for fault in made.faults)
    assert sorted(row.number for row in queries.open_list(home).rows) == ["1", "3"]


def test_a_file_loaded_again_adds_nothing_and_one_that_contradicts_is_named(world):
    home, manager, _cpo = world
    services.load(home, sheet(line("1"), line("2")), actor=manager)
    again = services.load(home, sheet(line("1"), line("2")), actor=manager)
    assert (len(again.new), again.known, again.faults) == (0, 2, [])
    other = services.load(home, sheet(line("1"), line("2", sex="boy")), actor=manager)
    assert [(f.line, f.reason) for f in other.faults] == [(3, Wrong.OTHER_ROW)]
    assert count(LegacyRow) == 2


def test_a_load_that_is_cut_off_leaves_nothing(world, monkeypatch):
    home, manager, _cpo = world
    monkeypatch.setattr(services.audit, "note", lambda *_args, **_facts: (_ for _ in ()).throw(RuntimeError("stop")))
    with pytest.raises(RuntimeError):
        services.load(home, sheet(line("1"), line("2")), actor=manager)
    assert (count(LegacyList), count(LegacyRow)) == (0, 0)


def refused(statement, **facts):
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement), facts)
    db.session.rollback()


def test_the_database_refuses_a_stay_without_a_signed_list(world):
    home, manager, _cpo = world
    child = a_child()
    services.add_row(home, an_entry("1"), actor=manager)
    for _turn in range(2):
        with pytest.raises(DBAPIError, match="no signed list"):
            stays.begin_listed_stay(
                child, home, started_at=clock.now(), limit_on=clock.today(), care_type=None, actor=manager
            )
        here = queries.open_list(home)
        if here.state is ListState.DRAFT:
            services.sign_home(here, actor=manager)


@pytest.mark.parametrize("state", [ListState.HOME_SIGNED, ListState.UNIT_SIGNED, ListState.CLOSED])
def test_the_database_keeps_a_signed_list_as_it_was_signed(world, state):
    here = at_state(world, state)
    row = here.rows[0]
    key = row.id if db.engine.dialect.name == "postgresql" else row.id.hex
    refused("UPDATE legacy_row SET parents = 'NOT_KNOWN' WHERE id = :key", key=key)
    refused("UPDATE legacy_row SET number = 'X', same = 'X' WHERE id = :key", key=key)
    refused("DELETE FROM legacy_row WHERE id = :key", key=key)
    refused("DELETE FROM legacy_list")
    if state is not ListState.HOME_SIGNED:
        refused("UPDATE legacy_row SET child_id = NULL, due_on = NULL, reviewed_on = NULL WHERE id = :key", key=key)
        refused(
            "UPDATE legacy_list SET state = 'DRAFT', home_signed_by = NULL, home_signed_at = NULL, "
            "unit_signed_by = NULL, unit_signed_at = NULL, closed_by = NULL, closed_at = NULL"
        )
        with pytest.raises(DBAPIError), transaction():
            db.session.add(LegacyRow(list_id=here.id, home_id=here.home_id, place=9, **_plain(row)))
        db.session.rollback()


def _plain(row):
    return {
        "number": "N9", "same": "N9", "sex": row.sex, "born_earliest": row.born_earliest,
        "born_latest": row.born_latest,
        "birth_year": row.birth_year, "age_method": row.age_method, "since": row.since, "origin": row.origin,
        "parents": row.parents, "paper": row.paper,
    }  # fmt: skip


def test_one_person_cannot_sign_twice_even_by_sql(world):
    here = at_state(world, ListState.HOME_SIGNED)
    with pytest.raises(DBAPIError), transaction():
        here = db.session.get_one(LegacyList, here.id)
        here.state, here.unit_signed_by, here.unit_signed_at = ListState.UNIT_SIGNED, here.home_signed_by, clock.now()
    db.session.rollback()


def test_a_late_stay_is_late_until_it_is_reviewed(world):
    here = at_state(world, ListState.UNIT_SIGNED)
    row = here.rows[0]
    with time_machine.travel(row.due_on + timedelta(days=1), tick=False):
        late = stay_queries.past_limit(clock.today())
        assert [stay.child_id for stay in db.session.scalars(late)] == [row.child_id]
        with transaction():
            row = db.session.get_one(LegacyRow, row.id)
            row.reviewed_on, row.due_on = clock.today(), clock.today() + timedelta(days=91)
        assert db.session.scalars(late).all() == []
        assert len(db.session.scalars(stay_queries.past_limit(clock.today() + timedelta(days=92))).all()) == 1


def a_told_child(home, cpo, name="Sana Memon", **facts):
    """A child who came with a notice and sleeps in the home."""
    child = a_child(name=name, **facts)
    stays.record_stay(child, basis=Basis.ARRIVAL, home=home, actor=cpo, brought_by="police")
    return child


def test_a_child_who_came_with_a_notice_is_asked_about_and_not_written_down_twice(world):
    home, manager, cpo = world
    child = a_told_child(home, cpo)
    services.add_row(home, an_entry("1", name="ثنا", sex=child.sex, birth_year=child.born_latest.year), actor=manager)
    services.add_row(home, an_entry("2", name="Bilal", sex=child.sex, birth_year=child.born_latest.year), actor=manager)
    here = queries.open_list(home)
    with pytest.raises(DomainError, match="Row 1 may be a child"):
        services.sign_home(here, actor=manager)
    first = next(row for row in here.rows if row.place == 1)
    services.tell_apart(first, child, actor=manager)
    services.sign_home(here, actor=manager)
    services.sign_unit(here, actor=cpo)
    assert (first.child_id, count(Child), count(Stay)) == (child.id, 2, 2)
    assert [stay.basis for stay in child.stays] == [Basis.ARRIVAL]


def test_another_child_of_the_same_name_gets_its_own_code(world):
    home, manager, cpo = world
    child = a_told_child(home, cpo)
    services.add_row(home, an_entry("1", name="Sana", sex=child.sex, birth_year=child.born_latest.year), actor=manager)
    here = queries.open_list(home)
    services.tell_apart(here.rows[0], None, actor=manager)
    services.sign_home(here, actor=manager)
    services.sign_unit(here, actor=cpo)
    assert (count(Child), count(Stay)) == (2, 2)


def test_a_child_who_comes_between_the_two_signatures_stops_the_second(world):
    home, manager, cpo = world
    services.add_row(home, an_entry("1", name=""), actor=manager)
    here = queries.open_list(home)
    services.sign_home(here, actor=manager)
    row = here.rows[0]
    a_told_child(home, cpo, years=10, sex=row.sex)
    with pytest.raises(DomainError, match="Row 1 may be a child"):
        services.sign_unit(here, actor=cpo)
    assert count(Child) == 1


def test_a_changed_row_is_asked_about_again_and_a_stranger_is_no_answer(world):
    home, manager, cpo = world
    child = a_told_child(home, cpo)
    entry = an_entry("1", name="Sana", sex=child.sex, birth_year=child.born_latest.year)
    row = services.add_row(home, entry, actor=manager)
    with pytest.raises(DomainError, match="cannot be the one"):
        services.tell_apart(row, a_child(), actor=manager)
    services.tell_apart(row, child, actor=manager)
    services.change_row(row, entry, actor=manager)
    assert (row.same_child_id, row.told_apart) == (None, False)
