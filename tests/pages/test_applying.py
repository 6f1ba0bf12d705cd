"""The applicant's pages, from the four first questions to the receipt, as a browser without JavaScript sees them."""

import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import answer_services, queries, services
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications.models import Application, ApplicationPaper
from registry_app.providers.applications.questions import questions
from registry_app.providers.applications.states import State, Track
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.states import MemberRole
from tests.builders import applications, filling, homes
from tests.builders.people import person, sign_in_as

PASSWORD = "meadow river lantern"


def photo() -> io.BytesIO:
    """A small picture, as a phone would take it."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    out.seek(0)
    return out


def words(answer: Any) -> str:
    """The text of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


@pytest.fixture
def drafted(app: Flask) -> UUID:
    """A draft for a home, with nothing answered yet, of somebody who is signed in by `signed_in`."""
    with app.app_context():
        applicant = person(Role.PROVIDER)
        draft = services.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=applicant)
        return draft.id


@pytest.fixture
def signed_in(app: Flask, client: FlaskClient, drafted: UUID) -> FlaskClient:
    with app.app_context():
        applicant = db.session.get_one(Application, drafted).applicant_id
    return sign_in_as(client, applicant)


def address(application_id: UUID, *rest: str) -> str:
    return "/".join(("/provider/applications", str(application_id), *rest))


@pytest.mark.parametrize(("lang", "heading"), [("en", "Apply for an authorisation"), ("ur", ""), ("sd", "")])
def test_the_start_page_says_what_it_is_in_three_languages(client: FlaskClient, lang: str, heading: str) -> None:
    page = client.get(f"/{lang}/apply")
    assert page.status_code == 200
    assert heading in words(page)
    assert f'lang="{lang}"' in page.get_data(as_text=True)
    assert page.get_data(as_text=True).count("<h1") == 1


def answer_checks(client: FlaskClient, **answers: str) -> str:
    """Answer the four questions; the last address that was reached."""
    given = {**filling.SUITABILITY, **answers}
    place = "/en/apply/check/1"
    for name in ("sleep", "number", "run_by", "registered"):
        reply = client.post(place, data={"answer": given[name]})
        assert reply.status_code == 303
        place = reply.headers["Location"]
        if "/check/" not in place:
            break
    return place


def test_four_answers_lead_to_an_account(client: FlaskClient) -> None:
    assert answer_checks(client) == "/en/apply/yes"
    assert "/account/new?next=/provider/applications/new" in client.get("/en/apply/yes").get_data(as_text=True)


@pytest.mark.parametrize(
    ("answers", "way_out"),
    [
        ({"sleep": "NO"}, "no-children"),
        ({"run_by": "FAMILY", "number": "MORE"}, "many-in-a-family"),
        ({"run_by": "FAMILY_SENDS"}, "in-place-of-parents"),
        ({"registered": "YES"}, "registered"),
    ],
)
def test_who_does_not_need_the_form_is_told_what_to_do(
    client: FlaskClient, answers: dict[str, str], way_out: str
) -> None:
    place = answer_checks(client, **answers)
    assert place == f"/en/apply/instead/{way_out}"
    assert "You do not need this form. Here is what you need." in words(client.get(place))


def test_a_question_left_open_is_asked_again(client: FlaskClient) -> None:
    page = client.post("/en/apply/check/1", data={})
    assert page.status_code == 200
    assert "Choose one answer." in words(page)
    assert page.get_data(as_text=True).count("<title>Error:") == 1


def test_a_later_question_sends_back_to_the_first_open_one(client: FlaskClient) -> None:
    assert client.get("/en/apply/check/3").headers["Location"] == "/en/apply/check/1"
    assert client.get("/en/apply/check/5").status_code == 404
    assert client.get("/en/apply/instead/nothing").status_code == 404


def join(client: FlaskClient, **facts: str) -> Any:
    data = {"name": "Sana Example", "phone": "0333 123 4567", "password": PASSWORD, "language": "ur", **facts}
    return client.post("/account/new?next=/provider/applications/new", data=data)


def last_code(app: Flask) -> str:
    with app.app_context():
        message = db.session.query(OutboxMessage).order_by(OutboxMessage.created_at.desc()).first()
        assert message is not None
        found = re.search(r"\d{6}", message.body)
        assert found is not None, message.body
        return found[0]


def test_a_new_applicant_makes_an_account_and_starts(app: Flask, client: FlaskClient) -> None:
    answer_checks(client)
    assert join(client).headers["Location"] == "/account/new/code?next=/provider/applications/new"
    assert "03xx…4567" in words(client.get("/account/new/code"))
    reply = client.post("/account/new/code?next=/provider/applications/new", data={"code": last_code(app)})
    assert reply.headers["Location"] == "/provider/applications/new"
    started = client.post("/provider/applications/new", data={"home": "new"})
    assert started.status_code == 303
    page = client.get(started.headers["Location"])
    assert 'lang="ur"' in page.get_data(as_text=True)
    with app.app_context():
        draft = db.session.query(Application).one()
        assert (draft.state, draft.track, draft.applicant.phone) == (State.DRAFT, Track.FACILITIES, "+923331234567")


def test_a_wrong_code_makes_no_account_and_five_are_enough(app: Flask, client: FlaskClient) -> None:
    join(client)
    right = last_code(app)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(5):
        assert "This code does not fit" in words(client.post("/account/new/code", data={"code": wrong}))
    assert "This code does not fit" in words(client.post("/account/new/code", data={"code": right}))
    assert client.get("/provider").status_code == 303


def test_a_number_that_has_an_account_is_told_only_by_its_phone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        person(Role.PROVIDER, phone="+923331234567")
    assert join(client).headers["Location"].startswith("/account/new/code")
    with app.app_context():
        message = db.session.query(OutboxMessage).one()
        assert re.search(r"\d{6}", message.body) is None


@pytest.mark.parametrize("typed", ["0333 1234567", "03331234567", "+92 333 123-4567", "۰۳۳۳۱۲۳۴۵۶۷"])
def test_who_joined_by_phone_signs_in_with_the_number_as_people_write_it(
    app: Flask, client: FlaskClient, typed: str
) -> None:
    join(client, phone="0333 1234567")
    client.post("/account/new/code", data={"code": last_code(app)})
    later = app.test_client()
    answer = later.post("/sign-in", data={"name": typed, "password": PASSWORD})
    assert answer.status_code == 303
    assert later.get("/provider").status_code == 200


def test_a_new_code_is_sent_after_a_minute_not_before(app: Flask, client: FlaskClient) -> None:
    join(client)
    early = client.post("/account/new/code/again?next=/provider")
    assert early.headers["Location"] == "/account/new/code?next=/provider"
    assert "Wait one minute" in words(client.get(early.headers["Location"]))
    with clock.set_to(clock.now() + timedelta(minutes=1, seconds=1)):
        assert "We sent a new code." in words(client.post("/account/new/code/again", follow_redirects=True))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"phone": "12"}, "A phone number looks like"),
        ({"password": "short"}, "Use at least 12 letters"),
        ({"name": " "}, "Fill in this box."),
    ],
)
def test_a_wrong_account_keeps_what_was_typed(client: FlaskClient, facts: dict[str, str], sentence: str) -> None:
    page = join(client, **facts)
    assert page.status_code == 200
    assert sentence in words(page)
    assert f'value="{facts.get("phone", "+923331234567")}"' in page.get_data(as_text=True)


def test_every_box_left_empty_is_named_at_once(signed_in: FlaskClient, drafted: UUID) -> None:
    page = signed_in.post(address(drafted, "building", "rooms"), data={"rooms": "4"})
    summary = page.get_data(as_text=True).partition("data-error-summary")[2].partition("</section>")[0]
    assert [name for name in ("Rooms", "Square feet", "Beds", "Toilets", "kitchen", "yard") if name not in summary] == [
        "Rooms"
    ]
    assert 'value="4"' in page.get_data(as_text=True)


def test_the_list_of_applications_skips_no_level_of_headings(signed_in: FlaskClient) -> None:
    page = signed_in.get("/provider/applications").get_data(as_text=True)
    assert re.findall(r"<h(\d)", page)[:2] == ["1", "2"]


def test_nothing_to_apply_for_without_the_four_answers(signed_in: FlaskClient) -> None:
    assert signed_in.get("/provider/applications/new").headers["Location"].endswith("/apply")


def test_the_portal_is_empty_and_says_what_to_do(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        stranger = person(Role.PROVIDER).id
    page = sign_in_as(client, stranger).get("/provider")
    assert "There is no home and no application here yet." in words(page)


def test_every_step_of_every_part_can_be_filled_in_and_sent(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    book = questions("0.1", Track.FACILITIES.value)
    for section in book.sections:
        place = signed_in.get(address(drafted, section.id)).headers["Location"]
        for step in section.steps:
            assert place == address(drafted, section.id, step.id)
            assert signed_in.get(place).status_code == 200
            with app.app_context():
                data = filling.form_data(step, filling.given(step, Track.FACILITIES))
            reply = signed_in.post(place, data=data)
            assert reply.status_code == 303, (place, words(reply))
            place = reply.headers["Location"]
        assert place == address(drafted, section.id, "check")
        assert signed_in.post(place, data={"finished": "yes"}).headers["Location"] == address(drafted)
    assert "11 of 11 parts done." in words(signed_in.get(address(drafted)))
    for paper in book.papers:
        signed_in.post(address(drafted, "papers", paper.code, "bring"))
    papers = words(signed_in.get(address(drafted, "papers")))
    assert "0 of 18 papers given. You will still bring 18 papers to the office." in papers
    reply = signed_in.post(address(drafted, "check"), data={"declared": "y"})
    assert reply.headers["Location"] == address(drafted, "sent")
    receipt = words(signed_in.get(address(drafted, "sent")))
    assert re.search(r"A-20\d\d-00001-[A-Z]", receipt)
    assert "It is the office's turn since" in words(signed_in.get("/provider"))


@pytest.mark.parametrize("track", [Track.FAMILY, Track.GOVERNMENT, Track.LOOK_ALIKES])
def test_every_page_of_the_other_tracks_opens(app: Flask, client: FlaskClient, track: Track) -> None:
    with app.app_context():
        applicant = person(Role.PROVIDER)
        draft = filling.filled(applicant, track)
        places = [
            address(draft.id, section.id, step.id)
            for section in answer_services.asked(draft).sections
            for step in [*section.steps]
        ]
        places += [address(draft.id, section.id, "check") for section in answer_services.asked(draft).sections]
        places += [address(draft.id, rest) for rest in ("papers", "check", "messages", "withdraw")]
        sign_in_as(client, applicant.id)
    for place in places:
        page = client.get(place)
        assert page.status_code == 200, place
        assert page.get_data(as_text=True).count("<h1") == 1, place


def test_the_task_list_shows_each_status(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    page = words(signed_in.get(address(drafted)))
    assert page.count("Not started") == 12
    assert "0 of 11 parts done. Saved" in page
    assert "Cannot start yet" in page
    with app.app_context():
        draft = db.session.get_one(Application, drafted)
        sections = answer_services.asked(draft).sections
        filling.fill_part(draft, sections[0], draft.applicant)
        now = next(section for section in sections if section.id == "children-now")
        filling.fill_part(draft, now, draft.applicant)
        facts = {"children": 25, "girls": 13, "boys": 12, "transgender": 0}
        answer_services.save(
            draft, now.steps[0], facts, not_known=False, seen={"children": 1, "girls": 1}, actor=draft.applicant
        )
    page = words(signed_in.get(address(drafted)))
    assert "1 of 11 parts done." in page
    assert "There is a problem" in page  # The ages no longer add up with the new number of children.


def test_numbers_that_do_not_add_up_are_said_and_nothing_is_stored(
    app: Flask, signed_in: FlaskClient, drafted: UUID
) -> None:
    place = address(drafted, "children-now", "count")
    page = signed_in.post(place, data={"children": "24", "girls": "12", "boys": "9", "transgender": "0"})
    assert page.status_code == 200
    assert "Girls 12 + Boys 9 = 21, but you said 24 children. Which is right?" in words(page)
    assert 'value="24"' in page.get_data(as_text=True)
    with app.app_context():
        assert queries.answers(db.session.get_one(Application, drafted)) == {}


@pytest.mark.parametrize(
    ("step", "data", "sentence"),
    [
        (("children-now", "count"), {"children": "many"}, "Write a number, like 12."),
        (("building", "rooms"), {"rooms": "0"}, "Write a number from 1 to 9,999."),
        (("who-runs-it", "contact"), {"contact_name": "A", "contact_cnic": "123"}, "A CNIC has 13 numbers"),
        (("who-runs-it", "contact"), {"contact_name": "x" * 201}, "Write less: at most 200 letters."),
        (("who-runs-it", "contact"), {"contact_phone": "99"}, "A phone number looks like"),
        (("building", "way"), {"point-lat": "51.5", "point-lon": "0.1"}, "This place is not in Sindh."),
        (("building", "way"), {"point-lat": "north", "point-lon": ""}, "Write both numbers of the place"),
        (("money", "trustees"), {"governing_members-0-name": "Someone"}, "Fill in this box."),
        (("who-runs-it", "registration"), {"founded-day": "31", "founded-month": "2"}, "Write a real date"),
        (("who-runs-it", "registration"),
         {"founded-day": "1", "founded-month": "1", "founded-year": "2999"}, "The date must be today or earlier."),
        (("who-runs-it", "kind"), {"ownership": "NOBODY"}, "Choose one of these."),
        (("money", "gifts"), {"donations_policy": "All", "no_fundraising": "no"}, "Without this no home can be"),
        (("care", "whom"), {"sexes": "BOYS", "age_from": "12", "age_to": "6", "woman_in_charge": "no",
         "conflict_with_law": "no"}, "is below the"),
    ],
)  # fmt: skip
def test_wrong_answers_get_a_sentence_keep_what_was_typed_and_store_nothing(
    app: Flask, signed_in: FlaskClient, drafted: UUID, step: tuple[str, str], data: dict[str, str], sentence: str
) -> None:
    page = signed_in.post(address(drafted, *step), data=data)
    assert page.status_code == 200
    assert sentence in words(page)
    assert "There is a problem" in words(page)
    for typed in data.values():
        if typed == "NOBODY":  # Not one of the choices, so nothing a person typed.
            continue
        assert typed in page.get_data(as_text=True)
    with app.app_context():
        assert queries.answers(db.session.get_one(Application, drafted)) == {}


def test_an_empty_answer_is_asked_for_unless_it_is_not_known_yet(
    app: Flask, signed_in: FlaskClient, drafted: UUID
) -> None:
    place = address(drafted, "building", "address")
    assert "Answer this, or tick “I do not know yet”." in words(signed_in.post(place, data={"home_phone": ""}))
    reply = signed_in.post(place, data={"address": "Near the shrine", "not_known": "y"})
    assert reply.status_code == 303
    check = words(signed_in.get(address(drafted, "building", "check")))
    assert "Near the shrine" in check
    assert "Not known yet" in check
    refused = signed_in.post(address(drafted, "building", "check"), data={"finished": "yes"})
    assert "These answers are still open:" in words(refused)
    assert "In progress" in words(signed_in.get(address(drafted)))


def test_change_returns_to_the_check_of_the_part(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    with app.app_context():
        draft = db.session.get_one(Application, drafted)
        filling.fill_part(draft, answer_services.asked(draft).sections[0], draft.applicant)
    place = address(drafted, "who-runs-it", "names")
    assert f"{place}?change=1" in signed_in.get(address(drafted, "who-runs-it", "check")).get_data(as_text=True)
    seen = re.search(r'name="seen" type="hidden" value="([^"]*)"', signed_in.get(place).get_data(as_text=True))
    assert seen is not None
    reply = signed_in.post(f"{place}?change=1", data={"legal_name": "New Trust", "seen": seen[1]})
    assert reply.headers["Location"] == address(drafted, "who-runs-it", "check")
    assert "New Trust" in words(signed_in.get(address(drafted, "who-runs-it", "check")))


def test_two_browsers_that_save_the_same_answer_see_both(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    place = address(drafted, "who-runs-it", "names")
    assert signed_in.post(place, data={"legal_name": "First Trust", "seen": ""}).status_code == 303
    late = signed_in.post(place, data={"legal_name": "Second Trust", "seen": ""})
    assert late.status_code == 409
    page = words(late)
    assert re.search(r"Another person saved this part at \d\d:\d\d\. See both and choose\.", page)
    assert "First Trust" in page
    assert "Second Trust" in page
    seen = re.search(r'name="seen" type="hidden" value="([^"]*)"', late.get_data(as_text=True))
    assert seen is not None
    assert signed_in.post(place, data={"legal_name": "Second Trust", "seen": seen[1]}).status_code == 303
    with app.app_context():
        draft = db.session.get_one(Application, drafted)
        assert queries.values(draft)["who-runs-it", "legal_name"] == "Second Trust"
        versions = queries.history(draft, "who-runs-it", "legal_name")
        assert [row.value for row in versions] == ["Second Trust", "First Trust"]


def test_people_are_added_row_by_row_without_javascript(signed_in: FlaskClient, drafted: UUID) -> None:
    place = address(drafted, "money", "trustees")
    one = {
        "governing_members-0-name": "Sana",
        "governing_members-0-cnic": "4130412345671",
        "governing_members-0-office": "Chair",
    }
    reply = signed_in.post(place, data={**one, "seen": "", "more": "1"})
    assert reply.headers["Location"] == f"{place}?more=1"
    page = signed_in.get(f"{place}?more=1").get_data(as_text=True)
    assert 'value="41304-1234567-1"' in page
    assert 'name="governing_members-1-name"' in page


def test_a_paper_is_uploaded_read_back_and_removed(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    place = address(drafted, "papers", "D07")
    assert "Choose a photo or a PDF first." in words(signed_in.post(place, data={}))
    wrong = signed_in.post(place, data={"file": (io.BytesIO(b"MZ not a picture"), "a.exe")})
    assert "We cannot open this file. Use a photo or a PDF." in words(wrong)
    assert signed_in.post(place, data={"file": (photo(), "fire.png")}).status_code == 303
    with app.app_context():
        paper = db.session.query(ApplicationPaper).one().id
    answer = signed_in.get(address(drafted, "papers", "file", str(paper)))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "image/jpeg"
    assert "Given" in words(signed_in.get(address(drafted, "papers")))
    assert signed_in.post(address(drafted, "papers", "file", str(paper), "remove")).status_code == 303
    assert signed_in.get(address(drafted, "papers", "file", str(paper))).status_code == 404
    assert signed_in.get(address(drafted, "papers", "D99")).status_code == 404


def test_sending_with_open_parts_names_each_of_them(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    page = signed_in.post(address(drafted, "check"), data={"declared": "y"})
    assert page.status_code == 200
    assert "Not sent yet." in words(page)
    for section in questions("0.1", Track.FACILITIES.value).sections:
        assert section.name in words(page)
    with app.app_context():
        assert db.session.get_one(Application, drafted).state is State.DRAFT


def test_it_is_not_sent_without_the_declaration(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        draft = filling.filled(person(Role.PROVIDER))
        place, applicant = address(draft.id, "check"), draft.applicant_id
    assert "Tick the box to say that your answers are true." in words(sign_in_as(client, applicant).post(place))


def returned(app: Flask, client: FlaskClient) -> UUID:
    """An application that came back with two questions, and a client signed in as its applicant."""
    with app.app_context():
        application = filling.sent(person(Role.PROVIDER))
        officer = person(Role.REGISTRY_OFFICER)
        office.flag(application, section="building", field="beds", note="Count the beds again.", actor=officer)
        office.flag(application, section="papers", field="D07", note="The photo is too dark.", actor=officer)
        office.return_to_applicant(application, actor=officer)
        sign_in_as(client, application.applicant_id)
        return application.id


def test_only_what_was_asked_about_unlocks_after_a_return(app: Flask, client: FlaskClient) -> None:
    key = returned(app, client)
    assert "The office is waiting for you" in words(client.get("/provider"))
    page = client.get(address(key, "building", "rooms"))
    assert "Count the beds again." in words(page)
    assert 'name="beds"' in page.get_data(as_text=True)
    assert 'name="toilets"' not in page.get_data(as_text=True)
    assert client.get(address(key, "building", "place")).headers["Location"] == address(key, "building", "check")
    refused = client.post(address(key, "building", "place"), data={"home_name": "Other"})
    assert refused.headers["Location"] == address(key, "building", "check")
    assert client.get(address(key, "papers", "D01")).get_data(as_text=True).count('type="file"') == 0


def test_answers_go_back_when_each_question_is_answered(app: Flask, client: FlaskClient) -> None:
    key = returned(app, client)
    early = client.post(address(key, "messages", "send"))
    assert early.headers["Location"] == address(key, "messages")
    assert "Not sent yet. 2 questions are still open." in words(client.get(address(key, "messages")))
    seen = {"seen": "beds:1"}
    reply = client.post(address(key, "building", "rooms"), data={"beds": "26", **seen})
    assert reply.headers["Location"] == address(key, "building", "check")
    with app.app_context():
        flag = next(f for f in db.session.get_one(Application, key).flags if f.field == "D07").id
    empty = client.post(address(key, "messages", str(flag)), data={"reply": " "})
    assert "Fill in this box." in words(empty)
    assert "The photo is too dark." in words(client.get(address(key, "messages", str(flag))))
    assert (
        client.post(address(key, "messages", str(flag)), data={"reply": "It is the best we have."}).status_code == 303
    )
    sent = client.post(address(key, "messages", "send"))
    assert sent.headers["Location"] == address(key, "sent")
    with app.app_context():
        application = db.session.get_one(Application, key)
        assert application.state is State.SUBMITTED
        assert application.open_flags == []
        assert len(application.sendings) == 2
        assert queries.values(application)["building", "beds"] == 26


def test_a_decision_is_read_with_its_reasons_and_the_way_to_a_review(app: Flask, client: FlaskClient) -> None:
    from registry_app.providers.applications.states import Decision

    with app.app_context():
        application = applications.recommended()
        office.decide(
            application, decision=Decision.REFUSED, reasons=["The fire exit is locked."], actor=person(Role.AUTHORISER)
        )
        sign_in_as(client, application.applicant_id)
        place = address(application.id, "decision")
    page = words(client.get(place))
    assert "Refused" in page
    assert "The fire exit is locked." in page
    assert "You may ask for a review until" in page


def test_taking_back_needs_to_be_meant(app: Flask, signed_in: FlaskClient, drafted: UUID) -> None:
    place = address(drafted, "withdraw")
    assert "Tick the box if you are sure." in words(signed_in.post(place, data={"reason": "No money"}))
    assert signed_in.post(place, data={"reason": "No money", "sure": "y"}).headers["Location"] == "/provider"
    with app.app_context():
        assert db.session.get_one(Application, drafted).state is State.WITHDRAWN
    assert "Withdrawn" in words(signed_in.get("/provider/applications"))


def test_staff_fill_in_and_only_who_signs_sends_and_takes_back(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        owner, manager, staff = (person(Role.PROVIDER) for _n in range(3))
        draft = filling.filled(owner)
        organisation = services.found_team(draft, actor=owner)
        home_services.add_member(organisation, manager, MemberRole.MANAGER, actor=owner)
        home_services.add_member(organisation, staff, MemberRole.STAFF, actor=owner)
        key, manager_name, staff_key, owner_key, manager_key = draft.id, manager.name, staff.id, owner.id, manager.id
    sign_in_as(client, staff_key)
    page = client.get(address(key, "check")).text
    assert "The owner or the manager reads it and sends it." in page
    assert 'name="declared"' not in page
    assert address(key, "withdraw") not in client.get(address(key)).text
    assert client.post(address(key, "check"), data={"declared": "y"}).status_code == 403
    for ask in (client.get, client.post):
        assert ask(address(key, "withdraw")).status_code == 403
    assert client.get(address(key, "building")).status_code in (200, 303)
    sign_in_as(client, manager_key)
    assert client.post(address(key, "check"), data={"declared": "y"}).status_code == 303
    assert client.post(address(key, "withdraw"), data={"sure": "y"}).status_code == 303
    sign_in_as(client, owner_key)
    page = words(client.get(address(key)))
    assert f"It was taken back {manager_name}" in page


def test_staff_never_send_the_answers_back(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        staff = person(Role.PROVIDER)
        made = applications.returned()
        home_services.add_member(made.organisation, staff, MemberRole.STAFF, actor=made.applicant)
        key, staff_key = made.id, staff.id
    sign_in_as(client, staff_key)
    assert "Send the answers back" not in client.get(address(key, "messages")).text
    assert client.post(address(key, "messages", "send")).status_code == 403


def test_nobody_else_finds_the_application(app: Flask, client: FlaskClient, drafted: UUID) -> None:
    with app.app_context():
        others = [person(Role.PROVIDER).id, person(Role.REGISTRY_OFFICER, Role.PROVIDER).id]
    rests = [(), ("building",), ("building", "place"), ("building", "check"), ("papers",), ("check",), ("sent",)]
    for other in others:
        sign_in_as(client, other)
        for rest in rests:
            assert client.get(address(drafted, *rest)).status_code == 404, rest
        assert client.post(address(drafted, "withdraw"), data={"sure": "y"}).status_code == 404


def test_a_page_that_does_not_exist_in_the_book_is_not_found(signed_in: FlaskClient, drafted: UUID) -> None:
    for rest in [("nothing",), ("building", "nothing"), ("nothing", "check"), ("papers", "D00")]:
        assert signed_in.get(address(drafted, *rest)).status_code == 404, rest


def test_the_portal_leads_to_every_page_of_a_home(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        manager = person(Role.PROVIDER)
        home = homes.authorised_home(manager, name="Noor House", name_sd="نور گهر")
        sign_in_as(client, manager.id)
        place = f"/provider/homes/{home.id}"
    assert place in client.get("/provider").get_data(as_text=True)
    page = client.get(place)
    assert page.status_code == 200
    for rest in ("grade", "children"):
        assert f"{place}/{rest}" in page.get_data(as_text=True)
        assert client.get(f"{place}/{rest}").status_code == 200
    client.get("/language/sd")
    assert "نور گهر" in words(client.get("/provider"))
