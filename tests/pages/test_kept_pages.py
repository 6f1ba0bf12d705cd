"""The list of homes is kept whole for visitors without a cookie, and what is kept is never out of date."""

import gzip
from datetime import timedelta

import pytest
from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.sql import visitors

from registry_app.accounts.states import Role
from registry_app.core import audit, clock, kept_pages
from registry_app.core.db import db, transaction
from registry_app.providers.homes.models import Home, HomeName, Service
from registry_app.providers.homes.services import name_rows
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers import services as powers
from registry_app.providers.powers.models import Power
from registry_app.providers.powers.queries import PUBLICATION
from registry_app.providers.powers.states import Act, GradePublication, NamingUnregistered
from registry_app.providers.register import queries
from tests.builders import homes
from tests.builders.asking import questions
from tests.builders.people import person, sign_in_as
from tests.builders.powers import publishing

LIST = "/en/register"


@pytest.fixture
def home(app):
    with app.app_context():
        return homes.a_home("SD-HYD", standing=Standing.IN_PROCESS, name="Old Name").id


def body(client, path=LIST):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def change(app, *statements):
    with app.app_context(), transaction() as session:
        for statement in statements:
            session.execute(statement)


def test_a_page_is_drawn_once_and_then_costs_one_question(app, client, home):
    with questions(app) as drawn:
        first = body(client)
    with questions(app) as kept:
        assert body(client) == first
    assert len(drawn) <= 3
    assert kept == [kept_pages.HEAD]


CHANGES = {
    "a name": lambda key: [update(Home).where(Home.id == key).values(name="New Name")],
    "a standing": lambda key: [update(Home).where(Home.id == key).values(standing=Standing.KNOWN_UNREGISTERED)],
    "a district": lambda key: [update(Home).where(Home.id == key).values(district="SD-SKR")],
    "a shelter": lambda key: [update(Home).where(Home.id == key).values(shelters_survivors=True)],
    "a family": lambda key: [update(Home).where(Home.id == key).values(household=True)],
    "what it offers": lambda key: [delete(Service).where(Service.home_id == key)],
    "a statement written by hand": lambda _key: [text("UPDATE home SET name = 'By Hand'")],
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_on_the_page_at_once(app, client, home, what):
    before = body(client)
    assert body(client) == before
    change(app, *CHANGES[what](home))
    after = body(client)
    assert after != before
    app.extensions.pop("kept_pages")
    assert body(client) == after, "the kept page is the one that is drawn"


def test_a_new_home_and_what_search_finds_are_there_at_once(app, client, home):
    assert "Second Home" not in body(client)
    found = '<span dir="auto">Old Name</span>'
    assert found not in body(client, LIST + "?q=Old+Name")
    change(app, insert(HomeName).values(name_rows(home, ["Old Name"])))
    assert found in body(client, LIST + "?q=Old+Name")
    with app.app_context():
        homes.a_home("SD-HYD", standing=Standing.IN_PROCESS, name="Second Home")
    assert "Second Home" in body(client)
    change(app, delete(HomeName).where(HomeName.home_id == home))
    assert found not in body(client, LIST + "?q=Old+Name")


def test_what_was_undone_leaves_the_page_as_it_was(app, client, home):
    before = body(client)
    with pytest.raises(ZeroDivisionError), app.app_context(), transaction() as session:
        session.execute(update(Home).values(name="Never"))
        raise ZeroDivisionError
    with questions(app) as kept:
        assert body(client) == before
    assert len(kept) == 1


def test_a_new_day_draws_the_page_anew(app, client, home, monkeypatch):
    body(client)
    today = clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    with questions(app) as drawn:
        body(client)
    assert len(drawn) > 1


def test_deeds_that_the_list_does_not_show_leave_it_kept(app, client, home):
    body(client)
    with app.app_context(), transaction():
        audit.note("made-up:deed", None, None)
    with questions(app) as kept:
        body(client)
    assert len(kept) == 1


def test_every_table_that_the_list_reads_is_watched(app):
    wants = [
        queries.Wanted(),
        queries.Wanted(q="Dar", district="SD-HYD", type="RESIDENTIAL", grade="A"),
        queries.Wanted(q="H-1", grade=queries.UNGRADED),
    ]
    with app.app_context():
        asked = [
            queries._page(want, queries.Eyes(publication, naming, clock.today()), None, 50)
            for want in wants for publication in GradePublication for naming in NamingUnregistered
        ]  # fmt: skip
    read = {one.name for query in (*asked, PUBLICATION) for one in visitors.iterate(query) if isinstance(one, Table)}
    assert {"home", "service", "home_name", Power.__tablename__} <= read
    assert read <= audit.WATCHED


def test_nobody_with_a_cookie_gets_or_gives_a_kept_page(app, client, home):
    with app.app_context():
        inside = app.test_client()
        app.extensions.pop("kept_pages", None)
        sign_in_as(inside, person(Role.CPU_HEAD, district="SD-HYD"))
    assert "Free places" in body(inside)
    assert len(kept_pages.shelf_of(app)) == 0, "an officer's page is not kept"
    plain = body(client)
    assert "Free places" not in plain
    assert "csrf" not in plain
    assert "Free places" in body(inside)
    assert body(client) == plain


def test_each_language_filter_and_encoding_has_its_own(client, home):
    assert body(client, "/ur/register") != body(client, LIST)
    assert body(client, LIST + "?district=SD-SKR") != body(client, LIST)
    for _ in range(2):
        squeezed = client.get(LIST, headers={"Accept-Encoding": "gzip"})
        assert squeezed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(squeezed.data).decode() == body(client)
        plain = client.get(LIST)
        assert "Content-Encoding" not in plain.headers
        for answer in (squeezed, plain):
            assert "Accept-Encoding" in answer.headers["Vary"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Content-Security-Policy" in answer.headers
            assert "Set-Cookie" not in answer.headers


def test_whoever_has_the_page_already_is_told_so(app, client, home):
    tag = client.get(LIST).headers["ETag"]
    again = client.get(LIST, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.data
    change(app, update(Home).values(name="Newer"))
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_the_shelf_holds_no_more_than_it_may_and_drops_what_was_asked_longest_ago():
    shelf = kept_pages.Shelf(most=3 * (1000 + kept_pages.FRAME))
    now = ("text", clock.today())
    assert shelf.get(now, "a") is None
    for name in "abc":
        shelf.put(now, name, b"x" * 1000, {})
    assert shelf.get(now, "a")
    shelf.put(now, "d", b"x" * 1000, {})
    assert shelf.get(now, "b") is None
    assert shelf.get(now, "a")
    assert shelf.get(now, "d")
    assert shelf.bytes <= shelf.most
    assert len(shelf) == 3
    shelf.put(now, "long", b"x" * (kept_pages.LONGEST_PAGE + 1), {})
    assert shelf.get(now, "long") is None


def test_a_page_drawn_from_older_data_is_not_put_among_newer_ones():
    shelf = kept_pages.Shelf()
    old, new = ("old", clock.today()), ("new", clock.today())
    assert shelf.get(old, "a") is None
    assert shelf.get(new, "a") is None
    shelf.put(old, "a", b"old", {})
    assert shelf.get(new, "a") is None
    assert len(shelf) == 0


@pytest.mark.parametrize("setting", GradePublication)
def test_how_much_is_published_is_on_the_page_at_once(app, client, home, setting):
    assert "Grade</th>" not in body(client), "no power was loaded yet"
    with app.app_context():
        powers.load_reference()
        powers.mark_demo()
    assert "Grade</th>" in body(client)
    with app.app_context():
        publishing(Act.PUBLISH_GRADE, setting)
    assert ("Grade</th>" in body(client)) is (setting is GradePublication.GRADE)


def test_two_changes_never_leave_the_same_text_behind(app, home):
    texts = set()
    for n in range(5):
        change(app, update(Home).values(name=f"Name {n}"))
        with app.app_context():
            texts.add(db.session.scalar(select(audit.AuditHead.shown)))
    assert len(texts) == 5
