"""The visitors' book: written by the home or an officer, never edited, each entry with an action that is followed."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.placements import services as placements
from registry_app.placements.states import AgeMethod, Basis, Sex
from registry_app.placements.visitors import queries, services
from registry_app.placements.visitors.models import BookEntry
from registry_app.placements.visitors.states import Owner, Standing, Step, Visitor
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import MemberRole
from tests import manners
from tests.builders import asking, homes
from tests.builders.people import person, sign_in_as


def facts(**said):
    today = clock.today()
    return {
        "visitor": Visitor.MAGISTRATE, "visitor_name": "Judicial Magistrate II", "visited_on": today,
        "said": "The drain smells.", "task": "Repair the drain.", "owner": Owner.HOME,
        "due_on": today + timedelta(days=10), "by_home": False, **said,
    }  # fmt: skip


def an_entry(home, actor, **said):
    return services.write(home, **facts(**said), actor=actor)


def test_entries_are_numbered_and_open_an_action(here):
    officer, home = person(Role.REGISTRY_OFFICER), homes.home()
    first, second = an_entry(home, officer), an_entry(home, officer)
    later = an_entry(home, officer, corrects=first)
    assert [one.number for one in queries.of_home(home)] == [3, 2, 1]
    assert (first.standing, second.standing, later.corrects) == (Standing.OPEN, Standing.OPEN, first)
    assert audit.verify()[0] == audit.SOUND


def test_an_action_is_told_done_sent_back_and_seen_done(here):
    officer, owner = person(Role.REGISTRY_OFFICER), person(Role.PROVIDER)
    entry = an_entry(homes.home(owner), officer)
    with pytest.raises(DomainError, match="not possible now"):
        services.follow(entry, Step.RETURNED, "Not yet.", actor=officer)
    services.follow(entry, Step.REPORTED, "Repaired.", actor=owner)
    services.follow(entry, Step.RETURNED, "It still smells.", actor=officer)
    assert entry.standing is Standing.OPEN
    services.follow(entry, Step.DONE, "Seen.", actor=officer)
    assert (entry.standing, entry.done_on) == (Standing.DONE, clock.today())
    for step in Step:
        with pytest.raises(DomainError, match="not possible now"):
            services.follow(entry, step, "Again.", actor=officer)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"visited_on": 1}, "visited_on"), ({"due_on": -1}, "due_on"), ({"said": " "}, "said"), ({"task": ""}, "task"),
     ({"visitor_name": ""}, "visitor_name")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_box(here, said, field):
    said = {k: clock.today() + timedelta(days=v) if isinstance(v, int) else v for k, v in said.items()}
    home = homes.home()
    with pytest.raises(DomainError) as refused:
        an_entry(home, person(Role.REGISTRY_OFFICER), **said)
    assert refused.value.field == field
    assert queries.of_home(home) == []


@pytest.mark.parametrize("box", ["said", "task", "visitor_name", "order_reference"])
def test_no_box_takes_the_name_of_a_child_who_lives_there(here, box):
    officer, home = person(Role.REGISTRY_OFFICER), homes.a_home()
    born = clock.today() - timedelta(days=3000)
    child = placements.know_child(
        sex=Sex.GIRL, born_earliest=born, born_latest=born, age_method=AgeMethod.SAID, home_district="SD-HYD",
        actor=officer, name="Sana Memon",
    )  # fmt: skip
    placements.record_stay(child, basis=Basis.LEGACY, home=home, actor=officer)
    for words in ("Spoke with Sana Memon today.", f"about {child.code}"):
        with pytest.raises(DomainError, match="without names") as refused:
            an_entry(home, officer, **{box: words})
        assert refused.value.field == box
    entry = an_entry(home, officer)
    with pytest.raises(DomainError, match="without names"):
        services.follow(entry, Step.DONE, "Sana Memon is glad.", actor=officer)


def test_another_homes_entry_cannot_be_corrected(here):
    officer = person(Role.REGISTRY_OFFICER)
    other, home = an_entry(homes.home(), officer), homes.home()
    with pytest.raises(DomainError, match="same book"):
        an_entry(home, officer, corrects=other)
    mine = an_entry(home, officer)
    row = {"id": uuid.uuid4().hex if db.engine.dialect.name == "sqlite" else str(uuid.uuid4())}
    with pytest.raises((IntegrityError, DBAPIError)), transaction() as session:
        session.execute(
            text(
                "INSERT INTO visitors_book_entry (id, home_id, number, visitor, visitor_name, visited_on, said_sealed, "
                "order_reference, task_sealed, owner, due_on, corrects_id, by_home, written_by_id, written_at) SELECT "
                ":id, home_id, 9, visitor, visitor_name, visited_on, said_sealed, '', task_sealed, owner, due_on, "
                "(SELECT id FROM visitors_book_entry WHERE home_id <> m.home_id), by_home, written_by_id, written_at "
                "FROM visitors_book_entry m WHERE home_id = (SELECT home_id FROM visitors_book_entry WHERE number = 1 "
                "AND home_id <> (SELECT home_id FROM visitors_book_entry ORDER BY written_at LIMIT 1))"
            ),
            row,
        )
    assert mine.number == 1


@pytest.mark.parametrize("statement", [
    "UPDATE visitors_book_entry SET order_reference = 'X'", "DELETE FROM visitors_book_entry",
    "UPDATE visitors_book_step SET kind = 'RETURNED'", "DELETE FROM visitors_book_step",
])  # fmt: skip
def test_the_tables_refuse_every_edit(here, statement):
    officer = person(Role.REGISTRY_OFFICER)
    services.follow(an_entry(homes.home(), officer), Step.DONE, "Seen.", actor=officer)
    with pytest.raises(DBAPIError, match="never edited"), transaction() as session:
        session.execute(text(statement))


BODY = {
    "visitor": "JUDGE", "visitor_name": "Sessions Judge", "visited_on-day": "2", "visited_on-month": "11",
    "visited_on-year": "2026", "said": "The rooms are dark.", "task": "Put in lamps.", "owner": "HOME",
    "due_on-day": "2", "due_on-month": "12", "due_on-year": "2030", "order_reference": "", "corrects": "",
}  # fmt: skip


@pytest.fixture
def cast(app):
    with app.app_context():
        manager, staff = person(Role.PROVIDER), person(Role.PROVIDER)
        home = homes.home(manager)
        home_services.add_member(home.organisation, staff, MemberRole.STAFF, actor=None)
        officer, stranger = person(Role.DISTRICT_OFFICER, district="SD-HYD"), person(Role.PROVIDER)
        return {"home": home.id, "number": home.register_number, "manager": manager.id, "staff": staff.id,
                "officer": officer.id, "stranger": stranger.id}  # fmt: skip


def test_from_the_home_to_the_officer_on_the_pages(client, cast):
    own, office = f"/provider/homes/{cast['home']}/visitors-book", f"/office/homes/{cast['number']}/visitors-book"
    sign_in_as(client, cast["manager"])
    wrong = client.post(f"{own}/new", data=BODY | {"due_on-day": "40"})
    assert (wrong.status_code, "The rooms are dark." in wrong.get_data(as_text=True)) == (200, True)
    assert client.post(f"{own}/new", data=BODY).status_code == 303
    assert "The rooms are dark." in client.get(own).get_data(as_text=True)
    assert client.post(f"{own}/1/done", data={"words": "Lamps are in."}).status_code == 303
    assert client.get(office).status_code == 403
    sign_in_as(client, cast["officer"])
    assert "Put in lamps." in client.get("/office/visitors-book").get_data(as_text=True)
    assert "Lamps are in." in client.get(f"{office}/1").get_data(as_text=True)
    assert client.post(f"{office}/1/follow", data={"step": "DONE", "words": "Seen."}).status_code == 303
    assert "Put in lamps." not in client.get("/office/visitors-book").get_data(as_text=True)
    assert client.post(f"{office}/new", data=BODY | {"corrects": "1"}).status_code == 303
    sign_in_as(client, cast["manager"])
    assert "Corrects entry" in client.get(f"{own}/2").get_data(as_text=True)


def test_staff_of_the_home_read_and_strangers_see_nothing(client, cast):
    own = f"/provider/homes/{cast['home']}/visitors-book"
    sign_in_as(client, cast["staff"])
    assert client.get(own).status_code == 200
    assert client.post(f"{own}/new", data=BODY).status_code == 403
    sign_in_as(client, cast["stranger"])
    assert client.get(own).status_code == 404
    assert client.get("/office/visitors-book").status_code == 403


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_the_pages_have_manners(app, client, cast, language):
    own, office = f"/provider/homes/{cast['home']}/visitors-book", f"/office/homes/{cast['number']}/visitors-book"
    sign_in_as(client, cast["manager"])
    client.post(f"{own}/new", data=BODY)
    client.get(f"/language/{language}")
    for who, paths in (("manager", (own, f"{own}/new", f"{own}/1", f"{own}/1/done")),
                       ("officer", (office, f"{office}/new", f"{office}/1", "/office/visitors-book"))):  # fmt: skip
        sign_in_as(client, cast[who])
        client.get(f"/language/{language}")
        for path in paths:
            answer = client.get(path)
            assert (answer.status_code, manners.faults(answer.get_data(as_text=True), language=language)) == (
                200,
                [],
            ), path


def test_the_list_asks_the_same_however_many_entries(here, the_app):
    officer, home = person(Role.REGISTRY_OFFICER), homes.home()
    counts = []
    for _turn in range(2):
        for _n in range(3):
            services.follow(an_entry(home, officer), Step.REPORTED, "Done.", actor=officer)
        db.session.expire_all()
        assert officer.has(Role.REGISTRY_OFFICER)
        with asking.questions(the_app) as asked:
            found = queries.open_ones(officer, None).rows
            assert [(one.standing, one.written_by.name, one.home.district, one.late) for one in found]
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(db.session.query(BookEntry).all()) == 6
