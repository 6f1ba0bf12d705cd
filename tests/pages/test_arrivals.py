"""Arrivals on screen: the home's plain form and its sealed twin, the receipt, the unit's morning, the helpline."""

import io
import uuid

import pytest
import sqlalchemy as sa
from PIL import Image

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db
from registry_app.placements.arrivals import following, services
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice
from registry_app.placements.arrivals.states import Outcome, SeenBy, State, Via
from registry_app.placements.models import Stay
from registry_app.providers.homes.models import Home
from tests import manners
from tests.builders import homes
from tests.builders.arrivals import FIELDS, box, line, settled, told, world
from tests.builders.people import person, sign_in_as


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "blue").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def place(app):
    """Keys of everybody a test signs in as, and of a notice with a photograph."""
    with app.app_context():
        made = world()
        other = homes.home(person(Role.PROVIDER), district="SD-SKR")
        notice, _fresh = services.send(
            uuid.uuid4(), told(made.home, line(name="Marvi Marker", photo=picture())), actor=made.manager
        )
        return {
            "home": made.home.id, "number": made.home.register_number, "manager": made.manager.id,
            "cpo": made.cpo.id, "head": made.head.id, "desk": made.desk.id, "director": made.director.id,
            "other": other.organisation.members[0].user_id, "there": person(Role.CPO, district="SD-SKR").id,
            "notice": notice.id, "arrival": notice.arrivals[0].id, "code": notice.arrivals[0].child.code,
            "receipt": notice.number,
        }  # fmt: skip


def notices(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(ArrivalNotice))


def test_a_plain_form_gives_a_receipt_that_names_nobody(client, app, place):
    sign_in_as(client, place["manager"])
    page = client.get("/provider/arrivals/new")
    assert manners.faults(page.text) == []
    answer = client.post("/provider/arrivals/new", data={**FIELDS, "notice": str(uuid.uuid4())})
    assert answer.status_code == 303
    receipt = client.get(answer.headers["Location"])
    assert manners.faults(receipt.text) == []
    assert "AN-" in receipt.text
    assert "Market" in receipt.text
    assert "about 6 years" in receipt.text
    assert "Marvi" not in receipt.text
    own = client.get("/provider/arrivals")
    assert own.text.count("AN-") == 2
    assert "Marvi" not in own.text


def test_the_same_form_sent_twice_is_one_notice(client, app, place):
    sign_in_as(client, place["manager"])
    data = {**FIELDS, "notice": str(uuid.uuid4())}
    first, second = (client.post("/provider/arrivals/new", data=data) for _turn in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert notices(app) == 2
    other = client.post("/provider/arrivals/new", data={**data, "children-0-age": "12"})
    assert other.status_code == 200
    assert "said something else" in other.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"children-0-sex": ""}, "Choose one."),
        ({"children-0-age": "old"}, "Write a whole number"),
        ({"children-0-age": "40"}, "Write 0 to 17."),
        ({"brought_by": ""}, "Choose one."),
        ({"hour": "25:00"}, "Write a time like 23:40."),
        ({"day-day": "1", "day-month": "1", "day-year": "2999"}, "The date must be today or earlier."),
        ({"children-0-count": "4", "children-0-name": ""}, "Say why several children came together."),
        ({"children-0-count": "4", "together": "FLOOD"}, "Child 1: a name belongs to one child."),
        ({"children-0-photo": (io.BytesIO(b"no picture"), "a.jpg")}, "We cannot open this file."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, app, place, change, sentence):
    sign_in_as(client, place["manager"])
    data = {**FIELDS, "notice": str(uuid.uuid4()), "words": "a red shirt", **change}
    answer = client.post("/provider/arrivals/new", data=data)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "a red shirt" in answer.text
    assert manners.faults(answer.text) == []
    assert notices(app) == 1


def test_another_line_keeps_what_was_typed_and_a_group_is_one_notice(client, app, place):
    sign_in_as(client, place["manager"])
    data = {**FIELDS, "notice": str(uuid.uuid4())}
    more = client.post("/provider/arrivals/new", data={**data, "more": "1"})
    assert more.status_code == 200
    assert 'name="children-1-sex"' in more.text
    assert "Marvi Marker" in more.text
    assert notices(app) == 1
    second = {name.replace("-0-", "-1-"): value for name, value in FIELDS.items() if "children" in name}
    both = {**data, **second, "children-1-name": "", "children-1-count": "3", "together": "FLOOD"}
    answer = client.post("/provider/arrivals/new", data=both)
    with app.app_context():
        assert db.session.get(ArrivalNotice, uuid.UUID(answer.headers["Location"].rsplit("/", 1)[1])).children == 4


def put(client, app, key, fields, photos=None, **headers):
    with app.app_context():
        sealed = box(key, fields, photos)
    return client.put(f"/provider/arrivals/{key}", json=sealed, headers=headers)


def test_a_sealed_notice_lands_once(client, app, place):
    sign_in_as(client, place["manager"])
    key = uuid.uuid4()
    first = put(client, app, key, FIELDS, {"children-0-photo": picture()})
    again = put(client, app, key, FIELDS, {"children-0-photo": picture()})
    other = put(client, app, key, {**FIELDS, "children-0-age": "9"})
    assert [answer.status_code for answer in (first, again, other)] == [201, 200, 409]
    assert first.json == again.json
    assert client.get(first.json["receipt"]).status_code == 200
    assert notices(app) == 2


def test_a_sealed_notice_that_lacks_something_comes_back_to_be_put_right(client, app, place):
    sign_in_as(client, place["manager"])
    answer = put(client, app, uuid.uuid4(), {**FIELDS, "children-0-age": "99"})
    assert answer.status_code == 422
    assert answer.json["errors"] == ["Write 0 to 17."]
    assert ["children-0-name", "Marvi Marker"] in answer.json["fields"]
    assert notices(app) == 1


@pytest.mark.parametrize("body", [None, [], {}, {"kid": "k1"}, {"kid": "k1", "epk": "x", "iv": "y", "text": "z"}])
def test_what_is_no_box_is_refused(client, app, place, body):
    sign_in_as(client, place["manager"])
    answer = client.put(f"/provider/arrivals/{uuid.uuid4()}", json=body)
    assert answer.status_code == 400


def test_a_sealed_notice_for_another_home_is_not_taken_and_not_read_back(client, app, place):
    sign_in_as(client, place["other"])
    answer = put(client, app, uuid.uuid4(), {**FIELDS, "home": str(place["home"])})
    assert answer.status_code == 404
    assert "Marvi" not in answer.text
    assert notices(app) == 1


def test_the_phones_clock_is_measured(client, app, place):
    sign_in_as(client, place["manager"])
    key = uuid.uuid4()
    fields = {**FIELDS, "written": "2020-01-01T00:00:00.000Z"}
    answer = put(client, app, key, fields, **{"X-Phone-Clock": "2020-01-01T03:00:00.000Z"})
    assert answer.status_code == 201
    assert "clock was wrong." in client.get(answer.json["receipt"]).text
    with app.app_context():
        notice = db.session.get(ArrivalNotice, key)
        assert abs((notice.received_at - notice.arrived_at).total_seconds() - 3 * 3600) < 60


def test_the_page_that_a_phone_keeps_names_no_person_and_no_child(client, app, place):
    sign_in_as(client, place["manager"])
    kept = client.get("/provider/arrivals/kept").text
    with app.app_context():
        assert db.session.get(User, place["manager"]).name not in kept
    assert "csrf_token" not in kept
    assert place["code"] not in kept
    # Its script asks for a token of the session when it sends; a kept one would be old.
    assert manners.faults(kept) == ["form /provider/arrivals/new has no csrf_token"]
    worker = client.get("/provider/arrivals/worker.js")
    assert worker.mimetype == "text/javascript"
    assert "token" in client.get("/provider/arrivals/door").json


@pytest.mark.parametrize("who", ["other", "cpo", "desk"])
def test_a_notice_of_another_home_is_not_there(client, place, who):
    sign_in_as(client, place[who])
    for end in ("", "/receipt-en.pdf"):
        assert client.get(f"/provider/arrivals/{place['notice']}{end}").status_code == 404
    assert place["receipt"] not in client.get("/provider/arrivals").text


@pytest.mark.parametrize("code", ["en", "ur", "sd"])
def test_the_receipt_is_a_paper_in_each_language(client, place, code):
    sign_in_as(client, place["manager"])
    answer = client.get(f"/provider/arrivals/{place['notice']}/receipt-{code}.pdf")
    assert answer.data.startswith(b"%PDF")
    assert client.get(f"/provider/arrivals/{place['notice']}/receipt-xx.pdf").status_code == 404


def test_the_photograph_never_comes_back_to_the_home(client, place):
    sign_in_as(client, place["manager"])
    for path in (f"/provider/arrivals/{place['notice']}", f"/provider/homes/{place['home']}/children"):
        assert "data:image" not in client.get(path).text
    assert client.post(f"/panel/arrivals/children/{place['arrival']}/photo", data={"reason": "x"}).status_code == 404


def test_the_unit_opens_the_photograph_with_a_reason_that_is_recorded(client, app, place):
    sign_in_as(client, place["cpo"])
    path = f"/panel/arrivals/children/{place['arrival']}/photo"
    assert "Write the reason." in client.post(path, data={"reason": " "}).text
    answer = client.post(path, data={"reason": "ZARRA asks for it"})
    assert "data:image/jpeg;base64," in answer.text
    assert manners.faults(answer.text) == []
    with app.app_context():
        lines = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "arrival:open-photo")).all()
        assert [(one.reason, one.actor_id) for one in lines] == [("ZARRA asks for it", place["cpo"])]
    sign_in_as(client, place["director"])
    assert client.post(path, data={"reason": "x"}).status_code == 403


def test_after_the_child_is_home_nobody_opens_the_photograph(client, app, place):
    with app.app_context():
        notice = db.session.get(ArrivalNotice, place["notice"])
        head = db.session.get(User, place["head"])
        following.see(notice, [place["arrival"]], SeenBy.CPO, actor=head)
        settled(notice.arrivals[0], Outcome.HOME, receiver="mother", actor=head)
    sign_in_as(client, place["cpo"])
    assert client.post(f"/panel/arrivals/children/{place['arrival']}/photo", data={"reason": "x"}).status_code == 403
    assert "not opened any more" in client.get(f"/panel/arrivals/children/{place['arrival']}").text


def test_who_took_the_child_is_opened_with_a_reason_that_is_recorded(client, app, place):
    with app.app_context():
        notice = db.session.get(ArrivalNotice, place["notice"])
        head = db.session.get(User, place["head"])
        following.see(notice, [place["arrival"]], SeenBy.CPO, actor=head)
        settled(notice.arrivals[0], Outcome.HOME, receiver="Zulekha the aunt", actor=head)
    sign_in_as(client, place["cpo"])
    path = f"/panel/arrivals/children/{place['arrival']}"
    assert "Zulekha" not in client.get(path).text
    assert "Write the reason." in client.post(f"{path}/receiver", data={"why": " "}).text
    answer = client.post(f"{path}/receiver", data={"why": "The mother asks"})
    assert "Zulekha the aunt" in answer.text
    assert manners.faults(answer.text) == []
    with app.app_context():
        lines = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "arrival:open-receiver")).all()
        assert [(one.reason, one.actor_id) for one in lines] == [("The mother asks", place["cpo"])]
    sign_in_as(client, place["director"])
    assert client.post(f"{path}/receiver", data={"why": "x"}).status_code == 403


def test_the_morning_of_the_unit_from_not_seen_to_the_outcome(client, app, place):
    sign_in_as(client, place["cpo"])
    page = client.get("/panel/arrivals")
    assert place["receipt"] in page.text
    assert manners.faults(page.text) == []
    one = client.get(f"/panel/arrivals/{place['notice']}")
    assert manners.faults(one.text) == []
    bare = client.post(f"/panel/arrivals/{place['notice']}/seen", data={})
    assert "Tick the children" in bare.text or "Choose one." in bare.text
    data = {"arrivals": str(place["arrival"]), "by": "CPO"}
    assert client.post(f"/panel/arrivals/{place['notice']}/seen", data={**data, **today()}).status_code == 303
    child = f"/panel/arrivals/children/{place['arrival']}"
    assert "Write the number." in client.post(f"{child}/trace", data={"kind": "FIR", **today("on")}).text
    step = {"kind": "ZARRA", "number": "Z-8", "words": "a red shirt", **today("on")}
    assert client.post(f"{child}/trace", data=step).status_code == 303
    assert "Z-8" in client.get(child).text
    refused = client.post(f"{child}/outcome", data={"outcome": "HOME", "receiver": "the mother"})
    assert "Write the number of the receipt" in refused.text
    whole = {"outcome": "HOME", "receiver": "the mother", "receipt": "R-9", "district": "SD-HYD"}
    done = client.post(f"{child}/outcome", data=whole)
    assert done.status_code == 303
    shown = client.get(child)
    assert "R-9" in shown.text
    assert manners.faults(shown.text) == []
    with app.app_context():
        assert db.session.get(ArrivalNotice, place["notice"]).state is State.SETTLED
        assert db.session.scalars(sa.select(Stay)).one().ended_at is not None
        assert audit.verify()[0] == audit.SOUND


def today(name="day"):
    from registry_app.core import clock

    day = clock.today()
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.mark.parametrize(("who", "status"), [("there", 404), ("other", 404), ("desk", 404), ("director", 200)])
def test_who_sees_a_notice(client, place, who, status):
    sign_in_as(client, place[who])
    assert client.get(f"/panel/arrivals/{place['notice']}").status_code == status
    assert client.get(f"/panel/arrivals/children/{place['arrival']}").status_code == status
    listed = client.get("/panel/arrivals")
    assert (place["receipt"] in listed.text) == (who == "director")


@pytest.mark.parametrize(("who", "path", "via"), [("desk", "/desk", "POLICE"), ("cpo", "/panel", "HOSPITAL")])
def test_police_and_hospital_are_written_down_by_an_officer_who_calls_back(client, app, place, who, path, via):
    sign_in_as(client, place[who])
    page = client.get(f"{path}/arrivals/new")
    assert manners.faults(page.text) == []
    data = {**FIELDS, "via": via, "home": str(place["home"]), "notice": str(uuid.uuid4())}
    assert "a number to call back" in client.post(f"{path}/arrivals/new", data=data).text
    data |= {"post": "Market police, ASI Memon", "post_phone": "022 1234567"}
    assert client.post(f"{path}/arrivals/new", data=data).status_code == 303
    page = client.get(f"{path}/arrivals")
    assert page.text.count("AN-") >= 2
    assert "Marvi" not in page.text
    assert manners.faults(page.text) == []
    with app.app_context():
        made = db.session.scalars(sa.select(ArrivalNotice).where(ArrivalNotice.via == Via(via))).one()
        assert (made.post, made.post_phone) == ("Market police, ASI Memon", "+92221234567")


def test_the_unit_writes_only_for_homes_of_its_district(client, place):
    sign_in_as(client, place["there"])
    data = {**FIELDS, "via": "CPU", "home": str(place["home"]), "notice": str(uuid.uuid4())}
    answer = client.post("/panel/arrivals/new", data=data)
    assert answer.status_code == 200
    assert place["number"] not in answer.text


def test_a_frozen_home_is_told_what_follows_and_may_send(client, app, place):
    from registry_app.providers.homes import services as of_homes

    with app.app_context():
        of_homes.freeze_admissions(db.session.get(Home, place["home"]), actor=None, reason="a critical action")
    sign_in_as(client, place["manager"])
    assert "may not take new children at present" in client.get("/provider/arrivals/new").text
    assert client.post("/provider/arrivals/new", data={**FIELDS, "notice": str(uuid.uuid4())}).status_code == 303


def test_the_pages_ask_the_same_number_of_questions_however_many_there_are(client, app, place):
    def asked(path):
        count = []

        def note(*_args):
            count.append(1)

        with app.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            assert client.get(path).status_code == 200
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)
        return len(count)

    for who, path in (("cpo", "/panel/arrivals"), ("manager", "/provider/arrivals"), ("desk", "/desk/arrivals")):
        sign_in_as(client, place[who])
        client.get(path)
        before = asked(path)
        with app.app_context():
            manager, home = db.session.get(User, place["manager"]), db.session.get(Home, place["home"])
            for _turn in range(3):
                services.send(uuid.uuid4(), told(home), actor=manager)
        assert asked(path) == before
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Arrival)) == 10


def test_the_head_of_the_unit_begins_at_the_morning_list_and_finds_it_in_the_menu(client, app):
    with app.app_context():
        head = person(Role.CPU_HEAD, district="SD-HYD").id
    sign_in_as(client, head)
    assert client.get("/home").location.endswith("/panel/arrivals")
    page = client.get("/panel").text
    assert page.count('href="/panel/arrivals"') >= 2
    assert 'href="/panel/kin"' in page
