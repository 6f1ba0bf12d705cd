"""People of homes and the list of offenders on screen: what each role can do there, and what no page gives away."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db
from registry_app.providers.homes.states import CareType
from registry_app.providers.offenders.models import OffenderEntry, OffenderQuestion
from registry_app.providers.offenders.states import State
from registry_app.providers.vetting import queries
from registry_app.providers.vetting.models import OffenderMatch, Person, PersonPaper, PlaceCheck, Post
from registry_app.providers.vetting.states import MatchState
from tests import manners
from tests.builders import homes
from tests.builders import vetting as built
from tests.builders.authorisations import in_force
from tests.builders.people import person, sign_in_as

NAME = "Canary Personname"


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def good(answer, status=200):
    assert answer.status_code == status, answer.status_code
    if status == 200:
        assert manners.faults(answer.text) == []
    return answer.text


def title(html):
    return re.search(r"<title>(.*?)</title>", html, re.S)[1]


@pytest.fixture
def place(app):
    """Keys of a home with its manager, another home's manager, and officers."""
    with app.app_context():
        in_force()
        manager, stranger = person(Role.PROVIDER), person(Role.PROVIDER)
        home = homes.home(manager, district="SD-HYD")
        homes.home(stranger)
        return {
            "home": home.id, "number": home.register_number, "manager": manager.id, "stranger": stranger.id,
            "registrar": built.registrar().id, "dg": person(Role.SCPA_DG, agency=Agency.SCPA).id,
            "authoriser": person(Role.AUTHORISER, agency=Agency.SCPA).id,
            "director": person(Role.SWD_DIRECTOR, agency=Agency.SWD).id, "law": person(Role.LAW_OFFICER).id,
            "cpo": person(Role.CPO, district="SD-HYD").id, "dpo": person(Role.DPO).id,
            "desk": person(Role.DESK).id, "district": person(Role.DISTRICT_OFFICER, district="SD-HYD").id,
            "twin": person(Role.REGISTRY_OFFICER, Role.AUTHORISER, agency=Agency.SCPA).id,
        }  # fmt: skip


def typed(number, **other):
    return {"name": NAME, "kind": "CNIC", "number": number, "post": "CARER", "experience": "OTHER", "woman": "yes",
            **day("since", clock.today()), **other}  # fmt: skip


def people_page(place):
    return f"/provider/homes/{place['home']}/people"


def test_a_home_adds_a_person_who_is_pending_and_named_in_no_address(client, app, place):
    sign_in_as(client, place["manager"])
    assert "Nobody is listed yet." in good(client.get(people_page(place)))
    number = built.cnic()
    answer = client.post(people_page(place) + "/new", data=typed(f"{number[:5]}-{number[5:12]}-{number[12]}"))
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert number not in where
    html = good(client.get(where))
    assert NAME in html
    assert NAME not in title(html)
    assert "No contact with children" in html
    assert number not in html.replace("-", "")
    assert "1 person may not be with children now." in good(client.get(people_page(place)))
    sign_in_as(client, place["stranger"])
    for address in (where, people_page(place), people_page(place) + "/new"):
        assert client.get(address).status_code == 404
    sign_in_as(client, place["desk"])
    assert client.get(people_page(place)).status_code in (403, 404)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": "12345"}, "This card has 13 numbers"),
        ({"number": ""}, "This card has 13 numbers"),
        ({"name": " "}, "Fill in this box."),
        ({"post": ""}, "Choose one."),
        ({"since-day": "31", "since-month": "2"}, "Write a real date"),
        ({"kind": "VOUCHED_BY_TWO_CNIC_HOLDERS"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(client, app, place, change, said):
    sign_in_as(client, place["manager"])
    answer = client.post(people_page(place) + "/new", data={**typed(built.cnic()), **change})
    html = good(answer)
    assert said in html
    if change.get("name") != " ":
        assert NAME in html, "what was typed is kept"
    with app.app_context():
        counts = [db.session.scalar(select(func.count()).select_from(m)) for m in (Person, Post, OffenderQuestion)]
    assert counts == [0, 0, 0]


def test_kin_without_a_card_are_vouched_for(client, app, place):
    with app.app_context():
        home = db.session.get(homes.Home, place["home"])
        homes.service(home, CareType.KINSHIP, capacity=2)
    sign_in_as(client, place["manager"])
    assert "Two persons with a CNIC say who it is." in good(client.get(people_page(place) + "/new"))
    vouched = {"first_name": "A", "first_number": built.cnic(), "second_name": "B", "second_number": "7"}
    data = typed("", kind="VOUCHED_BY_TWO_CNIC_HOLDERS", **vouched)
    html = good(client.post(people_page(place) + "/new", data=data))
    assert "Write the name and the CNIC of two persons who know them." in html
    data["second_number"] = built.cnic()
    assert client.post(people_page(place) + "/new", data=data).status_code == 303


def added(app, place, number=None, **facts):
    with app.app_context():
        home = db.session.get(homes.Home, place["home"])
        post = built.in_post(home, number=number or built.cnic(), name=NAME, **facts)
        return post.id, post.person_id


def test_a_paper_given_by_the_home_is_read_by_the_office_which_records_the_check(client, app, place):
    post, who = added(app, place)
    sign_in_as(client, place["manager"])
    page = f"{people_page(place)}/{post}"
    good(client.get(f"{page}/papers/V02"))
    assert client.get(f"{page}/papers/V03").status_code == 404
    assert "Choose a photo or a PDF." in good(client.post(f"{page}/papers/V02", data={}))
    picture = io.BytesIO()
    Image.new("RGB", (30, 30), "white").save(picture, "PNG")
    picture.seek(0)
    assert client.post(f"{page}/papers/V02", data={"paper": (picture, "slip.png")}).status_code == 303
    assert "Your paper is at the office." in good(client.get(page))
    sign_in_as(client, place["registrar"])
    assert "1 paper" in good(client.get("/office/people"))
    file = f"/office/people/{who}"
    html = good(client.get(file))
    assert NAME not in title(html)
    paper = re.search(rf"{file}/papers/[0-9a-f-]+", html)[0]
    served = client.get(paper)
    assert served.mimetype == "image/jpeg"
    assert "attachment" in served.headers["Content-Disposition"]
    check = f"{file}/checks/V02"
    good(client.get(check))
    assert "Fill in this box." in good(client.post(check, data={"result": "PASSED", **day("on", clock.today())}))
    data = {"result": "PASSED", "note": "Slip 12.", **day("on", clock.today())}
    assert client.post(check, data=data).status_code == 303
    assert "Slip 12." in good(client.get(file))
    with app.app_context():
        assert db.session.scalars(select(PersonPaper.read_at)).one() is not None
        looked = select(func.count()).where(AuditEntry.action == "person:read", AuditEntry.subject_id == who)
        assert db.session.scalar(looked) == 2


def test_checks_of_each_home_ask_for_the_home_and_references_for_their_number(client, app, place):
    _post, who = added(app, place)
    sign_in_as(client, place["registrar"])
    base = {"result": "PASSED", "note": "Seen.", **day("on", clock.today())}
    assert "In which home?" in good(client.get(f"/office/people/{who}/checks/V10"))
    data = {**base, "home": str(place["home"])}
    assert client.post(f"/office/people/{who}/checks/V10", data=data).status_code == 303
    assert "Fill in this box." in good(client.post(f"/office/people/{who}/checks/V04", data=base))
    data = {**base, "references": "2"}
    assert client.post(f"/office/people/{who}/checks/V04", data=data).status_code == 303
    for code in ("V03", "V99"):
        assert client.get(f"/office/people/{who}/checks/{code}").status_code == 404
    for other in ("director", "district", "manager"):
        sign_in_as(client, place[other])
        assert client.get(f"/office/people/{who}/checks/V01").status_code in (403, 404)


def test_a_person_is_found_by_number_only_and_the_number_stands_nowhere(client, app, place):
    number = built.cnic()
    _post, who = added(app, place, number)
    sign_in_as(client, place["registrar"])
    answer = client.post("/office/people/find", data={"kind": "CNIC", "number": number})
    assert answer.headers["Location"].endswith(f"/office/people/{who}")
    missing = client.post("/office/people/find", data={"kind": "CNIC", "number": built.cnic()})
    assert "Nobody in a home has this number." in good(missing)
    assert "This card has 13 numbers" in good(client.post("/office/people/find", data={"kind": "CNIC", "number": NAME}))
    sign_in_as(client, place["director"])
    assert client.get("/office/people/find").status_code == 403


def test_leaving_under_an_allegation_is_asked_about_and_reaches_the_office(client, app, place):
    post, who = added(app, place)
    sign_in_as(client, place["manager"])
    page = f"{people_page(place)}/{post}/leave"
    good(client.get(page))
    data = {"leaving": "DISMISSED", "under_allegation": "yes", **day("on", clock.today() - timedelta(days=3))}
    assert "Fill in this box." in good(client.post(page, data=data))
    assert client.post(page, data={**data, "allegation": "Made-up words."}).status_code == 303
    assert client.get(page).status_code == 404
    assert "Who has left" in good(client.get(people_page(place)))
    sign_in_as(client, place["district"])
    assert "Told too late" in good(client.get("/office/people"))
    assert "Made-up words." in good(client.get(f"/office/people/{who}"))
    html = good(client.get(f"/office/people/homes/{place['number']}"))
    assert "Under an allegation" in html


def test_the_same_number_under_another_name_waits_for_a_button(client, app, place):
    number = built.cnic()
    with app.app_context():
        built.cleared(homes.home(), number=number, name="Other Name")
    _post, who = added(app, place, number)
    sign_in_as(client, place["registrar"])
    html = good(client.get(f"/office/people/{who}"))
    assert "This home gave another name:" in html
    confirm = re.search(rf"/office/people/{who}/posts/[0-9a-f-]+/confirm", html)[0]
    assert client.post(confirm).status_code == 303
    assert "This home gave another name:" not in good(client.get(f"/office/people/{who}"))


def test_a_match_is_answered_judged_and_its_place_looked_at(client, app, place):
    number = built.cnic()
    _post, who = added(app, place, number)
    with app.app_context():
        built.listed(number)
        match = db.session.scalars(select(OffenderMatch)).one().id
        spot = db.session.scalars(select(PlaceCheck)).one().id
    sign_in_as(client, place["registrar"])
    html = good(client.get("/office/people"))
    assert "Found in the list of offenders" in html
    assert "Places of work to look at" in html
    letter = client.get(f"/office/people/matches/{match}/letters/ur.pdf")
    assert letter.mimetype == "application/pdf"
    assert NAME not in letter.headers["Content-Disposition"]
    assert client.get(f"/office/people/matches/{match}/letters/fr.pdf").status_code == 404
    answer = f"/office/people/matches/{match}/answer"
    good(client.get(answer))
    assert client.post(answer, data={"answer": "Not me.", **day("on", clock.today())}).status_code == 303
    assert client.get(f"/office/people/matches/{match}/judge").status_code == 403
    sign_in_as(client, place["district"])
    assert client.post(f"/office/people/places/{spot}", data={"found": "Gone home."}).status_code == 303
    assert "This place was looked at already." in good(
        client.post(f"/office/people/places/{spot}", data={"found": "Again."})
    )
    sign_in_as(client, place["authoriser"])
    judge = f"/office/people/matches/{match}/judge"
    good(client.get(judge))
    assert client.post(judge, data={"is_person": "no", "reasons": "Another photo."}).status_code == 303
    with app.app_context():
        assert db.session.get(OffenderMatch, match).state is MatchState.REFUTED
        assert not db.session.get(Person, who).blocked


def proposal(number, **other):
    return {"kind": "CNIC", "number": number, "name": NAME, "ground": "COURT_CONVICTION", "facts": "Made-up case 5.",
            **day("found_on", clock.today() - timedelta(days=9)), **other}  # fmt: skip


def test_an_entry_goes_through_the_hands_of_different_people(client, app, place):
    number = built.cnic()
    sign_in_as(client, place["director"])
    assert "This card has 13 numbers" in good(client.post("/office/offenders/new", data=proposal("77")))
    answer = client.post("/office/offenders/new", data=proposal(number))
    entry = answer.headers["Location"]
    html = good(client.get(entry))
    assert NAME not in title(html)
    assert number not in title(html)
    assert NAME not in entry
    assert NAME not in good(client.get("/office/offenders"))
    assert client.get(f"{entry}/decide").status_code == 403, "the proposer never decides"
    assert client.get(f"{entry}/notice").status_code == 403
    sign_in_as(client, place["registrar"])
    draft = client.get(f"{entry}/notice-sd.pdf")
    assert draft.mimetype == "application/pdf"
    assert NAME not in draft.headers["Content-Disposition"]
    assert client.get(f"{entry}/answer").status_code == 404
    with built.without_letters():
        notice = {"means": "BY_HAND", **day("on", clock.today())}
        assert client.post(f"{entry}/notice", data=notice).status_code == 303
        sign_in_as(client, place["authoriser"])
        html = good(client.get(f"{entry}/decide"))
        assert 'value="yes"' not in html, "listing is not offered before the person was heard"
        assert "can be decided from" in html
        early = client.post(f"{entry}/decide", data={"put_on": "yes", "reasons": "x"})
        assert "can be decided from" in good(early)
        sign_in_as(client, place["law"])
        assert client.post(f"{entry}/answer", data={"answer": "No.", **day("on", clock.today())}).status_code == 303
        sign_in_as(client, place["authoriser"])
        good(client.get(f"{entry}/decide"))
        assert client.post(f"{entry}/decide", data={"put_on": "yes", "reasons": "Convicted."}).status_code == 303
    html = good(client.get(entry))
    letter = re.search(rf"{entry}/letters/[0-9a-f-]+", html)[0]
    assert client.get(letter).mimetype == "application/pdf"
    assert "On the list" in good(client.get("/office/offenders?stage=listed"))
    sign_in_as(client, place["registrar"])
    assert client.post(f"{entry}/appeal", data={"appeal": "x", **day("on", clock.today())}).status_code == 303
    sign_in_as(client, place["law"])
    outcome = {"outcome": "uphold", "body": "Panel", "reasons": "It stands."}
    assert client.post(f"{entry}/appeal-decision", data=outcome).status_code == 303
    sign_in_as(client, place["authoriser"])
    assert client.post(f"{entry}/correct", data={"reason": "Another person."}).status_code == 303
    with app.app_context():
        found = db.session.scalars(select(OffenderEntry)).one()
        assert found.state is State.REMOVED
        looked = select(func.count()).where(AuditEntry.action == "offender:read")
        assert db.session.scalar(looked) >= 2


def test_whoever_holds_both_roles_cannot_propose_and_decide(client, app, place):
    sign_in_as(client, place["twin"])
    entry = client.post("/office/offenders/new", data=proposal(built.cnic())).headers["Location"]
    with built.without_letters():
        client.post(f"{entry}/notice", data={"means": "BY_HAND", **day("on", clock.today())})
        client.post(f"{entry}/answer", data={"answer": "x", **day("on", clock.today())})
    assert client.get(f"{entry}/decide").status_code == 403
    assert client.post(f"{entry}/decide", data={"put_on": "yes", "reasons": "x"}).status_code == 403
    assert client.post(f"{entry}/withdraw", data={"reason": "x"}).status_code == 303


def test_another_ground_is_only_a_recommendation_and_the_page_says_so(client, app, place):
    with app.app_context():
        from registry_app.providers.offenders.states import Ground

        entry = built.answered(ground=Ground.AUTHORITY_FINDING).id
    sign_in_as(client, place["authoriser"])
    html = good(client.get(f"/office/offenders/{entry}"))
    assert "a decision would only be a recommendation and list nobody" in html
    with built.without_letters():
        client.post(f"/office/offenders/{entry}/decide", data={"put_on": "yes", "reasons": "x"})
    assert "Recommended, not on the list" in good(client.get(f"/office/offenders/{entry}"))


def test_outside_it_says_only_yes_or_no_once(client, app, place):
    number = built.cnic()
    with app.app_context():
        entry = built.listed(number, name=NAME)
        key = entry.id
    sign_in_as(client, place["cpo"])
    good(client.get("/office/offenders/ask"))
    data = {"kind": "CNIC", "number": number, "purpose": "INQUIRY", "reason": "Made-up inquiry 3."}
    said = []
    for asked in (number, built.cnic()):
        answer = client.post("/office/offenders/ask", data={**data, "number": asked})
        assert answer.status_code == 303
        assert asked not in answer.headers["Location"]
        html = good(client.get(answer.headers["Location"]))
        said.append(re.search(r"<h1>(.*?)</h1>", html)[1])
        for secret in (NAME, asked, "Made-up case", "L-0000"):
            assert secret not in html
        again = client.get(answer.headers["Location"])
        assert again.headers["Location"].endswith("/office/offenders/ask")
    assert said == ["Yes: this number is on the list.", "No: this number is not on the list."]
    for wrong, sentence in (({"number": NAME}, "This card has 13 numbers"), ({"reason": ""}, "Write why you ask.")):
        assert sentence in good(client.post("/office/offenders/ask", data={**data, **wrong}))
    for page in (f"/office/offenders/{key}", f"/office/offenders/{key}/decide"):
        assert client.get(page).status_code == 404
    assert client.get("/office/offenders").status_code == 403
    sign_in_as(client, place["dpo"])
    html = good(client.get("/office/offenders/questions"))
    assert html.count("Made-up inquiry 3.") == 2
    assert number not in html
    assert client.get("/office/offenders/ask").status_code == 403


@pytest.mark.parametrize("who", ["desk", "manager", "dpo"])
def test_who_has_no_business_there_is_shown_out(client, app, place, who):
    with app.app_context():
        entry = built.proposed().id
    sign_in_as(client, place[who])
    for page in ("/office/offenders", "/office/offenders/ask", "/office/offenders/new", "/office/people",
                 "/office/people/find", f"/office/offenders/{entry}"):  # fmt: skip
        assert client.get(page).status_code in (403, 404), page


def test_the_homes_own_page_and_the_public_know_nothing_of_the_list(client, app, place):
    number = built.cnic()
    _post, _who = added(app, place, number)
    with app.app_context():
        built.listed(number)
    sign_in_as(client, place["manager"])
    html = good(client.get(people_page(place)))
    assert "Not clear" in html
    assert client.get(f"/en/register/{place['number']}").text.count(NAME) == 0
    with app.app_context():
        assert queries.matches_at(place["home"]) == 1
