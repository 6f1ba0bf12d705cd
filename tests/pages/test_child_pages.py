"""The child's path over plain requests: one address, one required answer, sent once, read back with the number."""

import re
from datetime import timedelta

import pytest
import time_machine

from complaints import numbers
from complaints.models import Answer, Complaint
from complaints.states import About, Better, Category, Level, Office, State
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from tests.builders.doors import a_poster
from tests.builders.homes import a_home
from tests.builders.people import person


def go(client, at, **form):
    """One press: POST, then the page the browser is sent to."""
    answer = client.post("/b", data={"at": at, **form})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/b")
    page = client.get("/b")
    assert page.status_code == 200
    return page.get_data(as_text=True)


def look(client, *, category="food", story="", **given):
    """Go the whole way up to looking again."""
    client.get("/b")
    go(client, "language", language="en")
    go(client, "start", go="tell")
    page = client.get("/b").get_data(as_text=True)
    if 'name="district"' in page:
        go(client, "district", district=given.get("district", ""))
        if given.get("district"):
            go(client, "home", home=str(given.get("home", "")))
    go(client, "danger", danger=given.get("danger", "no"))
    if given.get("danger", "no") != "no":
        go(client, "calm")
    go(client, "what", what=category)
    if story:
        go(client, "tell", way="write")
        go(client, "write", words=story)
    else:
        go(client, "tell", way="skip")
    go(client, "who", who=given.get("who", "skip"))
    go(client, "you", **({"age": given["age"]} if "age" in given else {}))
    go(client, "want", wants=["stop", "talk"])
    go(client, "answer", answer="number")
    return go(client, "limits")


def number_on(page):
    return "".join(re.findall(r"<bdi>(\d)</bdi></li>", page))[:9]


def test_only_the_picture_is_required(client, app):
    look(client)
    page = go(client, "look", send="1")
    number = number_on(page)
    assert numbers.fits(number)
    with app.app_context():
        made = db.session.query(Complaint).one()
        assert (made.category, made.about, made.home_id) == (Category.FOOD, About.UNKNOWN, None)
        assert made.code_lookup == numbers.lookup(number)
        assert made.by_child


def test_nothing_chosen_says_so_and_stays(client):
    client.get("/b")
    go(client, "language", language="en")
    go(client, "start", go="tell")
    go(client, "district", district="")
    go(client, "danger", danger="no")
    assert "Choose one picture." in go(client, "what")
    assert "Choose one picture." not in client.get("/b").get_data(as_text=True)


def test_poster_knows_the_home_and_leaves_no_token_in_the_address(client, app):
    with app.app_context():
        home = a_home("SD-HYD")
        a_poster(home, "poster-token")
        home_id = home.id
    answer = client.get("/h/poster-token")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/b")
    story = client.get("/b").get_data(as_text=True)
    assert "Staying well, staying safe" in story
    assert "poster-token" not in story
    go(client, "story", go="tell")
    look(client, story="The roof leaks")
    go(client, "look", send="1")
    with app.app_context():
        made = db.session.query(Complaint).one()
        assert (made.home_id, made.district, made.story) == (home_id, "SD-HYD", "The roof leaks")


def test_unknown_token_opens_the_same_harmless_page(client):
    assert client.get("/h/never-printed").headers["Location"] == "/b"
    assert "Staying well, staying safe" in client.get("/b").get_data(as_text=True)


def test_sending_twice_is_once_with_one_number(client, app):
    look(client)
    first = number_on(go(client, "look", send="1"))
    assert number_on(go(client, "look", send="1")) == first
    with app.app_context():
        assert db.session.query(Complaint).count() == 1


def test_a_late_second_send_with_the_session_of_before_is_once(client, app):
    """Both presses were under way at once: the second still carries the session as it was before the first."""
    import json

    from sqlalchemy import select, update

    from registry_app.core.sessions import WebSession

    look(client)
    with app.app_context():
        before = db.session.execute(select(WebSession.digest, WebSession.sealed)).one()
    first = number_on(go(client, "look", send="1"))
    with app.app_context(), db.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(update(WebSession).values(sealed=before.sealed))
    assert number_on(go(client, "look", send="1")) == first
    with app.app_context():
        assert db.session.query(Complaint).count() == 1
    assert json.dumps(first)


def test_number_goes_after_two_taps(client):
    look(client)
    number = number_on(go(client, "look", send="1"))
    wrong = str((int(number[0]) + 1) % 10)
    go(client, "sent", key=wrong)
    assert "Look at the pictures again" in go(client, "sent", key=wrong)
    go(client, "sent", key=number[0])
    page = go(client, "sent", key=number[1])
    assert "It is not your fault" in page
    assert number_on(page) == ""
    assert "We have your message" not in go(client, "sent", key="1")


def test_two_quick_taps_come_in_one_piece(client):
    look(client)
    page = go(client, "look", send="1")
    number = number_on(page)
    assert "js/pad.js" in page
    wrong = str((int(number[0]) + 1) % 10)
    assert "Look at the pictures again" in go(client, "sent", whole=wrong + number[1])
    assert "It is not your fault" in go(client, "sent", whole=number[:2])


def test_back_and_again_and_change(client):
    look(client, story="first words")
    assert "Look again" in client.get("/b").get_data(as_text=True)
    page = go(client, "look", change="tell")
    assert 'value="write"' in page
    page = go(client, "tell", way="write")
    assert "first words" in page
    assert "Look again" in go(client, "write", words="other words")
    assert "Before you send" in go(client, "look", back="1")


def test_leaving_ends_the_session_only_by_name(client):
    look(client, story="secret words")
    client.set_cookie("s", "staff-cookie-of-an-inspector")
    answer = client.get("/x")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/en/well"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert [c.split("=")[0] for c in answer.headers.getlist("Set-Cookie")] == ["p"]
    page = client.get("/b").get_data(as_text=True)
    assert "secret words" not in page
    assert 'name="language"' in page
    assert client.get("/en/well").status_code == 200


def test_idle_session_is_over(client):
    look(client, story="secret words")
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        page = client.get("/b").get_data(as_text=True)
        assert 'name="language" value="sd"' in page
        assert "secret words" not in page


def test_headers_of_every_step(client):
    client.get("/b")
    answer = client.get("/b")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "microphone=()" in answer.headers["Permissions-Policy"]
    go(client, "language", language="en")
    go(client, "start", go="tell")
    go(client, "danger", danger="no")
    go(client, "what", what="food")
    go(client, "tell", way="speak")
    assert "microphone=(self)" in client.get("/b").headers["Permissions-Policy"]
    assert "<title>House</title>" in client.get("/b").get_data(as_text=True)


@pytest.mark.parametrize(("who", "about"), [("carer", About.STAFF), ("boss", About.MANAGER), ("police", About.POLICE)])
def test_who_it_is_about_is_kept(client, app, who, about):
    look(client, who=who)
    go(client, "look", send="1")
    with app.app_context():
        assert db.session.query(Complaint).one().about is about


def test_a_visitor_or_officer_is_none_of_them(client, app):
    with app.app_context():
        home = a_home("SD-HYD")
        a_poster(home, "t")
        head = person(Role.CPU_HEAD, district="SD-SUK")
        for role in (Role.INSPECTOR, Role.DISTRICT_OFFICER, Role.CPU_HEAD, Role.COMPLAINT_OFFICER, Role.CPO):
            person(role, district="SD-HYD")
        head_id = head.id
        assert home.id
    client.get("/h/t")
    go(client, "story", go="tell")
    look(client, who="visitor", category="hurt")
    go(client, "look", send="1")
    with app.app_context():
        from complaints import queries
        from registry_app.accounts.models import User

        made = db.session.query(Complaint).one()
        assert made.office is Office.OTHER_DISTRICT_CPU_HEAD
        seers = [user.id for user in db.session.query(User) if queries.one(user, made.id)]
        assert seers == [head_id]


def test_forty_children_behind_one_address_are_all_heard(app):
    for _ in range(40):
        client = app.test_client()
        look(client)
        assert numbers.fits(number_on(go(client, "look", send="1")))
    with app.app_context():
        assert db.session.query(Complaint).count() == 40


def told(app, *, level=Level.P3):
    """A message that was answered, and its number."""
    client = app.test_client()
    look(client, story="my own words")
    number = number_on(go(client, "look", send="1"))
    with app.app_context():
        officer = person(Role.COMPLAINT_OFFICER)
        with transaction():
            made = db.session.query(Complaint).one()
            made.state, made.level = State.CHILD_TOLD, level
            made.decided_at = made.told_at = made.contact_at = clock.now()
            answer = Answer(
                complaint_id=made.id, language="en", written_by_id=officer.id, written_as=Role.COMPLAINT_OFFICER
            )
            answer.words, answer.not_done = "We fixed the roof.\nWe thank you.", "We could not do it sooner."
            db.session.add(answer)
    return number


def open_mine(client, number):
    client.get("/b")
    go(client, "language", language="en")
    go(client, "start", go="number")
    for digit in number:
        page = go(client, "number", key=digit)
    return page


def test_the_answer_is_read_with_the_number_and_never_the_own_words(app):
    number = told(app)
    client = app.test_client()
    with app.app_context():
        lines = db.session.query(AuditEntry).count()
    page = open_mine(client, number)
    assert "We fixed the roof." in page
    assert "We could not do it sooner." in page
    assert "my own words" not in page
    assert number not in page
    with app.app_context():
        assert db.session.query(AuditEntry).count() == lines
    assert "We fixed the roof." not in go(client, "mine", go="hide")
    assert "We fixed the roof." in go(client, "hidden")


@pytest.mark.parametrize("word", ["the_same", "worse"])
def test_the_same_or_worse_reopens_one_office_up_within_two_days(app, word):
    number = told(app)
    client = app.test_client()
    open_mine(client, number)
    go(client, "mine", go="better")
    assert "within two days" in go(client, "better", better=word)
    with app.app_context():
        made = db.session.query(Complaint).one()
        assert (made.state, made.office, made.better) == (State.REOPENED, Office.CPU_HEAD, Better(word))
        assert timedelta(hours=47) < made.reopened_by - clock.now() <= timedelta(hours=48)
        assert {(row.role, row.handles) for row in made.reaches} >= {
            (Role.CPU_HEAD, True),
            (Role.COMPLAINT_OFFICER, False),
        }


def test_better_and_a_little_leave_it_where_it_is(app):
    number = told(app)
    client = app.test_client()
    open_mine(client, number)
    go(client, "mine", go="better")
    go(client, "better", better="a_little")
    go(client, "thanks")
    go(client, "mine", go="better")
    go(client, "better", better="better")
    with app.app_context():
        made = db.session.query(Complaint).one()
        assert (made.state, made.better) == (State.CHILD_TOLD, Better.BETTER)
        assert [added.better for added in made.additions] == [Better.A_LITTLE, Better.BETTER]


def test_write_again_is_sealed_and_not_shown(app):
    number = told(app)
    client = app.test_client()
    open_mine(client, number)
    go(client, "mine", go="more")
    go(client, "more", way="write")
    page = go(client, "more_write", words="It leaks again")
    assert "Thank you" in page
    assert "It leaks again" not in go(client, "thanks")
    with app.app_context():
        assert [added.words for added in db.session.query(Complaint).one().additions] == ["It leaks again"]


def test_guessing_waits_and_is_never_refused(app):
    number = told(app)
    wrong = next(n for n in (f"{i:08d}" for i in range(100)) if n + codes_digit(n) != number)
    wrong += codes_digit(wrong)
    client = app.test_client()
    for _ in range(5):
        assert "does not open anything" in open_again(client, wrong)
    assert "Wait a little." in open_again(client, number)
    assert "Wait a little." in go(client, "wait")
    with time_machine.travel(clock.now() + timedelta(seconds=31)):
        assert "We fixed the roof." in go(client, "wait")
    fresh = app.test_client()
    assert "We fixed the roof." in open_mine(fresh, number)


def codes_digit(body):
    from registry_app.core.codes import check_digit

    return check_digit(body)


def open_again(client, number):
    client.get("/b")
    go(client, "language", language="en")
    go(client, "x", back="1")
    go(client, "start", go="number")
    return go(client, "number", whole=number)


def test_a_slip_of_the_finger_costs_no_try(app, client):
    from complaints.models import CodeTry

    open_again(client, "123456780" if codes_digit("12345678") != "0" else "123456781")
    with app.app_context():
        assert db.session.query(CodeTry).count() == 0


def test_voice_is_checked_cleaned_and_sealed(client, app):
    import io

    tags = b"\x12\x54\xc3\x67" + b"\x8c" + b"Karachi 24.8"
    webm = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x84webm" + b"\x00" * 40 + tags + b"sound" * 50
    client.get("/b")
    go(client, "language", language="en")
    go(client, "start", go="tell")
    go(client, "danger", danger="no")
    go(client, "what", what="hurt")
    go(client, "tell", way="speak")
    bad = client.post("/b", data={"at": "speak", "voice": (io.BytesIO(b"MZ not a sound"), "voice")})
    assert bad.status_code == 303
    assert "We could not hear this" in client.get("/b").get_data(as_text=True)
    client.post("/b", data={"at": "speak", "voice": (io.BytesIO(webm), "voice")})
    own = client.get("/b?own=voice")
    assert own.mimetype == "audio/webm"
    assert b"Karachi" not in own.data
    assert own.data.endswith(b"sound" * 50)
    assert len(own.data) == len(webm)
    go(client, "who")
    go(client, "you")
    go(client, "want")
    go(client, "answer", answer="visitor")
    go(client, "limits")
    go(client, "look", send="1")
    with app.app_context():
        from registry_app.core import files

        made = db.session.query(Complaint).one()
        kept = db.session.get(files.StoredFile, made.voice_id)
        assert files.read(kept) == own.data
        assert b"sound" * 10 not in files._path(kept.id).read_bytes()
    assert client.get("/b?own=voice").status_code == 303


def test_a_shared_phone_is_not_kept(client, app):
    look(client)
    go(client, "look", change="answer")
    go(client, "answer", answer="phone")
    go(client, "phone", own="no", phone="03001234567")
    go(client, "look", send="1")
    with app.app_context():
        made = db.session.query(Complaint).one()
        assert (made.phone, made.reply_by.value) == (None, "number")


def weight(client, address):
    """Bytes of one answer, as a browser asks for it."""
    with client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"}) as answer:
        assert answer.status_code == 200
        return len(answer.data)


def stand_at(client, step):
    """Bring the child to a step of the way."""
    if step == "story":
        client.get("/h/never-printed")
    elif step == "sent":
        go(client, "look", send="1")
    elif step == "number":
        go(client, "x", back="1")
        go(client, "start", go="number")
    else:
        go(client, "look", change=step)


@pytest.mark.parametrize("step", ["story", "what", "who", "you", "sent", "number"])
@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_a_view_is_light_for_a_phone_that_kept_nothing(client, language, step):
    """The page, the sheet, the letters, the icon and the scripts, in the bytes that travel."""
    look(client)
    go(client, "look", language=language)
    stand_at(client, step)
    files = set(re.findall(r'"(/static/[^"]+)"', client.get("/b").get_data(as_text=True)))
    assert len(files) >= 3
    whole = sum(weight(client, one) for one in ("/b", "/static/fonts/naskh-400.woff2", *files))
    assert whole <= 40_000


def test_a_number_that_cannot_be_stands_there_to_be_put_right(client):
    look(client)
    go(client, "look", change="answer")
    go(client, "answer", answer="phone")
    page = go(client, "phone", own="yes", phone="0300 12")
    assert "Look at the phone number again." in page
    assert 'value="0300 12"' in page
    assert re.search(r'name="own" value="yes"[^>]* checked', page)
    assert 'value="0300 12"' not in client.get("/b").get_data(as_text=True)


def test_a_wrong_home_can_be_changed_but_not_the_one_of_the_poster(client, app):
    with app.app_context():
        first, second = a_home("SD-HYD").id, a_home("SD-HYD").id
    look(client, district="SD-HYD", home=first)
    go(client, "x", back="1")
    assert 'name="district"' in go(client, "start", go="tell")
    page = go(client, "district", district="SD-HYD")
    assert re.search(rf'value="{first}"[^>]* checked', page)
    go(client, "home", home=str(second))
    look(client, district="SD-HYD", home=second)
    go(client, "look", send="1")
    with app.app_context():
        assert db.session.query(Complaint).one().home_id == second


def test_age_and_sex_can_be_taken_back(client, app):
    look(client, age="age-2")
    go(client, "look", change="you")
    go(client, "you", age="skip", sex="skip")
    go(client, "look", send="1")
    with app.app_context():
        made = db.session.query(Complaint).one()
        assert (made.age.value, made.sex.value) == ("not_said", "not_said")
    look(app.test_client())
