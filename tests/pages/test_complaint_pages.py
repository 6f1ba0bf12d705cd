"""The office and the desk over requests: what opens, what is refused, and a whole case from message to 'better'."""

from datetime import timedelta

import pytest
import time_machine

from complaints import casework, filing, numbers, queries
from complaints.filing import Telling
from complaints.models import Complaint, DeskCall, Reading
from complaints.states import About, Better, Category, Channel, Consent, Level, State
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.codes import answer_number
from registry_app.core.db import db, transaction
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as


@pytest.fixture
def case(app):
    """A message about a home of Hyderabad, and the keys of those around it."""
    with app.app_context():
        home = a_home("SD-HYD")
        people = {
            "officer": person(Role.COMPLAINT_OFFICER, district="SD-HYD").id,
            "head": person(Role.CPU_HEAD, district="SD-HYD").id,
            "other": person(Role.COMPLAINT_OFFICER, district="SD-SUK").id,
            "cpo": person(Role.CPO, district="SD-HYD").id,
            "desk": person(Role.DESK).id,
        }
        number = answer_number()
        made = filing.file_message(
            Telling(category=Category.HURT, about=About.STAFF, home=home, language="en", story="He hits <b>us</b>"),
            lookup=numbers.lookup(number),
        )
        return {"id": made.id, "people": people, "number": number}


def signed(app, case, who):
    return sign_in_as(app.test_client(), case["people"][who])


def press(client, case, verb, expect=303, **form):
    answer = client.post(f"/office/complaints/{case['id']}/{verb}", data={f"{verb}-{k}": v for k, v in form.items()})
    assert answer.status_code == expect, answer.get_data(as_text=True)[:3000]
    return answer.get_data(as_text=True)


def test_only_those_it_is_routed_to_open_it_and_opening_is_recorded(app, case):
    address = f"/office/complaints/{case['id']}"
    assert signed(app, case, "other").get(address).status_code == 404
    assert signed(app, case, "desk").get(address).status_code == 404
    assert app.test_client().get(address).status_code == 303
    page = signed(app, case, "officer").get(address)
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "He hits &lt;b&gt;us&lt;/b&gt;" in text
    assert "hits" not in text[: text.index("</title>")]
    with app.app_context():
        assert [row.reader_id for row in db.session.query(Reading)] == [case["people"]["officer"]]


def test_list_shows_only_what_is_routed_here(app, case):
    assert str(case["id"]) in signed(app, case, "officer").get("/office/complaints").get_data(as_text=True)
    assert str(case["id"]) not in signed(app, case, "other").get("/office/complaints").get_data(as_text=True)
    assert signed(app, case, "desk").get("/office/complaints").status_code == 403
    assert signed(app, case, "officer").get("/office/complaints?level=P2&show=closed").status_code == 200


def sort(client, case, level="P2", expect=303, **more):
    return press(
        client, case, "triage", expect, level=level, category="hurt", about="STAFF", consent="yes", ground="",
        reply_by="number", **more,
    )  # fmt: skip


def test_a_whole_case_closes_only_by_the_childs_word(app, case):
    officer, head = signed(app, case, "officer"), signed(app, case, "head")
    sort(officer, case)
    press(officer, case, "contact")
    press(officer, case, "make_safe", act="separate_accused", words="He works in the office now", person="CPU head")
    press(officer, case, "investigate", investigator=str(case["people"]["cpo"]), plan="Hear the child first")
    press(officer, case, "decide", expect=422, finding="SUBSTANTIATED", heard="", accused="x", evidence="y")
    press(
        officer,
        case,
        "decide",
        finding="SUBSTANTIATED",
        heard="She said so",
        accused="Denies",
        evidence="Two witnesses",
    )
    press(officer, case, "tell", expect=422, by_number="y", told="")
    press(officer, case, "write_answer", language="en", words="We believe you. He does not work here now.", not_done="")
    press(officer, case, "tell", by_number="y", told="")
    press(
        officer,
        case,
        "add_action",
        words="Train the staff",
        owner="SWD",
        **{"due_on-day": "1", "due_on-month": "2", "due_on-year": "2027"},
    )
    press(officer, case, "resolve", expect=422)
    with app.app_context():
        made = db.session.get(Complaint, case["id"])
        tasks = [task.id for task in made.tasks if task.done_at is None]
        assert len(made.checks) == 3
        assert tasks
    for key in list(tasks):
        assert officer.post(f"/office/complaints/{case['id']}/task/{key}/done").status_code == 303
        assert officer.post(f"/office/complaints/{case['id']}/task/{key}/verify").status_code == 303
    press(officer, case, "resolve", expect=422)
    with app.app_context(), transaction():
        made = db.session.get(Complaint, case["id"])
        for row in made.reaches:
            row.handles = True
    for key in tasks:
        head.post(f"/office/complaints/{case['id']}/task/{key}/verify")
    press(officer, case, "resolve")
    press(officer, case, "close_better", expect=422)
    with app.app_context():
        from complaints import coming_back

        coming_back.say_how_it_is(db.session.get(Complaint, case["id"]), Better.BETTER)
    press(officer, case, "close_better")
    with app.app_context():
        assert db.session.get(Complaint, case["id"]).state is State.CLOSED_BETTER


def test_one_officer_alone_cannot_lower_a_level(app, case):
    officer, head = signed(app, case, "officer"), signed(app, case, "head")
    sort(officer, case, level="P3", expect=422)
    press(officer, case, "ask_lower", level="P3", why="It was an old matter")
    press(officer, case, "agree_lower", expect=403)
    press(head, case, "agree_lower")
    with app.app_context():
        assert db.session.get(Complaint, case["id"]).level is Level.P3


def test_an_investigator_with_a_tie_cannot_be_chosen(app, case):
    from registry_app.providers.ties.models import Tie, TieKind

    with app.app_context(), transaction():
        home_id = db.session.get(Complaint, case["id"]).home_id
        db.session.add(Tie(user_id=case["people"]["cpo"], home_id=home_id, kind=TieKind.FAMILY))
    officer = signed(app, case, "officer")
    sort(officer, case)
    page = press(officer, case, "investigate", expect=422, investigator=str(case["people"]["cpo"]), plan="Talk")
    assert str(case["people"]["cpo"]) not in page


def test_closing_too_early_is_refused(app, case):
    officer = signed(app, case, "officer")
    sort(officer, case)
    answer = officer.post(f"/office/complaints/{case['id']}/close_better")
    assert answer.status_code == 303
    with app.app_context():
        assert db.session.get(Complaint, case["id"]).state is State.TRIAGED


def test_not_confirmed_needs_fourteen_days_and_a_supervisor(app, case):
    with app.app_context(), transaction():
        made = db.session.get(Complaint, case["id"])
        made.state, made.by_number_only = State.RESOLVED, True
        made.decided_at = made.told_at = made.asked_at = clock.now()
        for task in made.tasks:
            task.done_at = clock.now()
    press(signed(app, case, "officer"), case, "close_not_confirmed", expect=403)
    press(signed(app, case, "head"), case, "close_not_confirmed", expect=422)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        press(signed(app, case, "head"), case, "close_not_confirmed")
    with app.app_context():
        assert db.session.get(Complaint, case["id"]).state is State.CLOSED_NOT_CONFIRMED


def test_a_long_answer_is_marked_and_six_sentences_refused(app, case):
    officer = signed(app, case, "officer")
    long = "We went to the home and spoke with all the people who work there every single day."
    press(officer, case, "write_answer", language="en", words=long, not_done="")
    assert "These sentences are long for a child" in officer.get(f"/office/complaints/{case['id']}").get_data(
        as_text=True
    )
    press(officer, case, "write_answer", expect=422, language="en", words="A. B. C. D. E. F.", not_done="")


def test_steps_are_never_changed(here):
    made = filing.file_message(Telling(category=Category.FOOD))
    from sqlalchemy.exc import DBAPIError

    from complaints.models import Step

    with pytest.raises(DBAPIError), transaction():
        db.session.query(Step).filter(Step.complaint_id == made.id).one().action = "other"


def test_desk_disposes_of_a_call_in_one_press(app, case):
    desk = signed(app, case, "desk")
    page = desk.get("/desk").get_data(as_text=True)
    assert page.count("data-key=") == 4
    assert desk.post("/desk/call", data={"kind": "nuisance", "phone": "0300 1234567"}).headers["Location"] == "/desk"
    with app.app_context():
        call = db.session.query(DeskCall).one()
        assert call.number_hash
        assert "1234567" not in call.number_hash


def test_desk_takes_a_child_down_and_gives_a_number(app, case):
    desk = signed(app, case, "desk")
    assert desk.post("/desk/call", data={"kind": "child"}).headers["Location"] == "/desk/child"
    assert desk.get("/desk/child").status_code == 200
    assert "Choose what it is about." in desk.post("/desk/child", data={}).get_data(as_text=True)
    sent = desk.post(
        "/desk/child", data={"category": "idea", "story": "More football", "district": "SD-HYD", "wants": "know"}
    )
    assert sent.headers["Location"] == "/desk/number"
    page = desk.get("/desk/number").get_data(as_text=True)
    digits = "".join(
        sign for sign in page[page.index("<strong><bdi>") : page.index("</bdi></strong>")] if sign.isdigit()
    )
    assert numbers.fits(digits)
    desk.post("/desk/number")
    assert desk.get("/desk/number").status_code == 303
    with app.app_context():
        made = queries.by_lookup(numbers.lookup(digits))
        assert (made.channel, made.category, made.level) == (Channel.CH01, Category.IDEA, Level.P4)
    assert "There is no answer yet." in desk.post("/desk/answer", data={"number": digits}).get_data(as_text=True)
    assert "More football" not in desk.post("/desk/answer", data={"number": digits}).get_data(as_text=True)


def test_a_number_of_no_home_is_said_at_the_desk_and_nothing_is_stored(app, case):
    desk = signed(app, case, "desk")
    with app.app_context():
        before = db.session.query(Complaint).count()
    page = desk.post("/desk/child", data={"category": "food", "home_number": "H-99999-Z", "story": "Cold food"})
    said = page.get_data(as_text=True)
    assert "No home has this number." in said
    assert "Cold food" in said
    with app.app_context():
        assert db.session.query(Complaint).count() == before


def test_only_the_desk_has_the_desk(app, case):
    assert signed(app, case, "officer").get("/desk").status_code == 403


def test_idea_is_answered_without_inquiry(here):
    officer = person(Role.COMPLAINT_OFFICER)
    made = filing.file_message(Telling(category=Category.IDEA, consent=Consent.YES))
    casework.triage(
        made, level=Level.P4, category=Category.IDEA, about=About.UNKNOWN, consent=Consent.YES, ground=None,
        reply_by=made.reply_by, actor=officer,
    )  # fmt: skip
    casework.write_answer(made, language="en", words="Thank you.", not_done="", actor=officer)
    assert casework.answer_idea(made, actor=officer).state is State.DECIDED
