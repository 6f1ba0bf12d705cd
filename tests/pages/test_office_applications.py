"""The office's pages: each step by its own officer, nothing for the others, and the way from queue to certificate."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import insert

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock, codes
from registry_app.core.db import db, transaction
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications import services as applicant
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations import queries, services
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade, Standing
from registry_app.providers.ties.models import Tie
from tests import manners
from tests.builders import authorisations as built
from tests.builders import officials
from tests.builders.asking import questions
from tests.builders.people import person, sign_in_as

PEOPLE = {
    "registrar": (Role.REGISTRY_OFFICER, None, Agency.SCPA),
    "authoriser": (Role.AUTHORISER, None, Agency.SCPA),
    "dg": (Role.SCPA_DG, None, Agency.SCPA),
    "director": (Role.SWD_DIRECTOR, None, Agency.SWD),
    "district": (Role.DISTRICT_OFFICER, "SD-HYD", Agency.SWD),
    "elsewhere": (Role.DISTRICT_OFFICER, "SD-SKR", Agency.SWD),
    "head": (Role.CPU_HEAD, "SD-HYD", Agency.CPU),
    "inspector": (Role.INSPECTOR, "SD-HYD", Agency.SWD),
    "auditor": (Role.AUDITOR, None, Agency.OTHER),
    "admin": (Role.ADMIN, None, Agency.OTHER),
    "provider": (Role.PROVIDER, None, Agency.OTHER),
    "stranger": (Role.PROVIDER, None, Agency.OTHER),
}


@pytest.fixture
def world(app):
    """Keys of an officer of each kind, of applications in three states, and the number of an authorised home."""
    with app.app_context(), built.without_setting():
        built.in_force()
        made = {name: person(role, district=where, agency=of) for name, (role, where, of) in PEOPLE.items()}
        sent = built.sent(made["provider"], home={"name": "Sent Home"})
        complete = built.prepared(made["provider"], home={"name": "Visited Home"})
        ready = built.recommended(made["provider"], home={"name": "Ready Home"})
        given = built.authorised(made["provider"], home={"name": "Good Home"})
        keys = {name: user.id for name, user in made.items()}
        return SimpleNamespace(
            **keys, sent=sent.id, visited=complete.id, ready=ready.id, number=given.home.register_number,
            certificate=given.certificate_number, home=given.home_id, decided=given.ruling.application_id,
        )  # fmt: skip


def as_(client, world, who):
    return sign_in_as(client, getattr(world, who))


ALL_OFFICES = ("registrar", "authoriser", "dg", "director", "district", "head", "auditor")
# page -> who opens it; everybody else who may see the application gets 403, the others 404.
PAGES = {
    "/office/applications/{ready}": ALL_OFFICES,
    "/office/applications/{ready}/papers": ALL_OFFICES,
    "/office/applications/{ready}/answers/building": ALL_OFFICES,
    "/office/applications/{sent}/ask/building/beds": ("registrar",),
    "/office/applications/{ready}/vetting": ("registrar",),
    "/office/applications/{ready}/complaint-gate": ("head",),
    "/office/applications/{ready}/visit": ("director", "district"),
    "/office/applications/{ready}/recommendation": ("director", "district"),
    "/office/applications/{ready}/hearing": ("registrar", "authoriser", "dg"),
    "/office/applications/{ready}/decision": ("authoriser", "dg"),
    "/office/applications/{decided}/letter-en.pdf": ALL_OFFICES,
}


@pytest.mark.parametrize("path", PAGES)
def test_who_opens_which_page_of_an_application(client, world, path):
    address = path.format(**vars(world))
    assert client.get(address).status_code == 303
    for who in PEOPLE:
        got = as_(client, world, who).get(address).status_code
        if who in PAGES[path]:
            assert got == 200, who
        elif who in (*ALL_OFFICES, "provider"):
            assert got == 403, who
        else:
            assert got == 404, who


READERS = ("registrar", "authoriser", "dg", "director", "district", "head", "inspector", "auditor")
HOMES = {
    "/office/homes": (*READERS, "elsewhere"),
    "/office/homes/{number}": READERS,
    "/office/homes/new": ("registrar", "director", "district", "elsewhere"),
    "/office/homes/{number}/certificates/{certificate}-sd.pdf": (*READERS, "provider"),
    "/office/applications": (*ALL_OFFICES, "elsewhere"),
}  # fmt: skip


@pytest.mark.parametrize("path", HOMES)
def test_who_opens_which_page_of_homes_and_which_list(client, world, path):
    address = path.format(**vars(world))
    assert client.get(address).status_code == 303
    for who in PEOPLE:
        got = as_(client, world, who).get(address).status_code
        assert (got == 200) is (who in HOMES[path]), (who, got)
        assert got in (200, 403, 404)


def test_a_list_shows_only_what_may_be_opened(client, world):
    assert "Ready Home" in as_(client, world, "district").get("/office/applications").text
    assert "Ready Home" not in as_(client, world, "elsewhere").get("/office/applications").text
    assert "Good Home" in as_(client, world, "district").get("/office/homes").text
    assert "Good Home" not in as_(client, world, "elsewhere").get("/office/homes").text


def test_a_tie_closes_lists_pages_and_papers_at_once(client, app, world):
    as_(client, world, "authoriser")
    assert client.get(f"/office/applications/{world.ready}/decision").status_code == 200
    with app.app_context(), transaction() as session:
        for key in (world.ready, world.decided):
            home = db.session.get(Application, key).home_id
            session.add(Tie(user_id=world.authoriser, home_id=home, kind="FAMILY"))
    home, case = f"/office/homes/{world.number}", f"/office/applications/{world.ready}"
    paper, letter = (
        f"{home}/certificates/{world.certificate}-en.pdf",
        f"/office/applications/{world.decided}/letter-en.pdf",
    )
    for path in (case, f"{case}/decision", home, paper, letter):
        assert client.get(path).status_code == 404, path
    assert "Ready Home" not in client.get("/office/applications").text
    assert "Good Home" not in client.get("/office/homes").text


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_every_page_has_its_manners(client, world, lang):
    client.get(f"/language/{lang}")
    opened = {
        "registrar": ["vetting", "hearing", "answers/building", "answers/protection", "papers"],
        "head": ["complaint-gate"],
        "district": ["visit", "recommendation"],
        "authoriser": ["decision"],
    }
    for who, pages in opened.items():
        as_(client, world, who)
        client.get(f"/language/{lang}")
        for page in ["", *(f"/{page}" for page in pages)]:
            text = client.get(f"/office/applications/{world.ready}{page}").text
            assert manners.faults(text) == [], (who, page)
    as_(client, world, "registrar")
    for path in ("/office/applications", "/office/homes", f"/office/homes/{world.number}", "/office/homes/new",
                 f"/office/applications/{world.sent}", f"/office/applications/{world.decided}",
                 f"/office/applications/{world.sent}/ask/building/beds"):  # fmt: skip
        assert manners.faults(client.get(path).text) == [], path


def at(world, key, page=""):
    return f"/office/applications/{getattr(world, key)}{page}"


def test_a_question_goes_out_with_its_words_and_only_its_answer_unlocks(client, app, world):
    as_(client, world, "registrar")
    wrong = client.post(at(world, "sent", "/ask/building/beds"), data={"note": " "})
    assert "Write what the applicant should change." in wrong.text
    assert manners.faults(wrong.text) == []
    client.post(at(world, "sent", "/ask/building/beds"), data={"note": "Count the beds once more."})
    client.post(at(world, "sent", "/ask/papers/D06"), data={"note": "The lease is missing."})
    page = client.get(at(world, "sent")).text
    assert "Count the beds once more." in page
    assert "Send 2 questions to the applicant" in page
    refused = client.post(at(world, "sent", "/complete"), follow_redirects=True)
    assert "A question is waiting. Send it, or take it back." in refused.text
    with app.app_context():
        [lease] = [f for f in db.session.get(Application, world.sent).flags if f.field == "D06"]
        lease_id = lease.id
    client.post(at(world, "sent", f"/questions/{lease_id}/remove"))
    assert "It is the applicant" in client.post(at(world, "sent", "/return"), follow_redirects=True).text
    with app.app_context():
        application = db.session.get(Application, world.sent)
        assert application.state is State.RETURNED
        assert [flag.field for flag in application.open_flags] == ["beds"]
    assert client.post(at(world, "sent", f"/questions/{uuid.uuid4()}/remove")).status_code == 404
    assert client.get(at(world, "sent", "/ask/building/no-such-answer")).status_code == 404


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_papers_that_were_only_promised_are_named_to_both_sides(client, app, world, language):
    with app.app_context(), transaction():
        for paper in db.session.get(Application, world.sent).papers:
            if paper.code in ("D01", "D07"):
                paper.seen_at = paper.seen_by_id = None
    as_(client, world, "registrar").get(f"/language/{language}?next=/home")
    page = client.get(at(world, "sent")).text
    assert manners.faults(page, language=language) == []
    assert "/complete" not in page
    assert "D07 · " in page
    refused = client.post(at(world, "sent", "/complete"), follow_redirects=True).text
    assert "D01 · D07" in refused
    if language == "en":
        assert "2 papers were not seen yet" in page
        assert "Everything is there" not in page
    own = f"/provider/applications/{world.sent}"
    as_(client, world, "provider").get(f"/language/{language}?next=/home")
    for address in (own, f"{own}/sent", f"{own}/check", f"{own}/papers"):
        seen = client.get(address).text
        assert manners.faults(seen, language=language) == [], address
        if language == "en" and not address.endswith("/papers"):
            assert "2 papers were not seen yet" in seen, address
    assert "D07 · " in client.get(own).text
    for paper in as_(client, world, "registrar").get(at(world, "sent", "/papers")).text.split('action="')[1:]:
        address = paper.split('"')[0]
        if address.endswith("/seen"):
            client.post(address)
    assert "/complete" in client.get(at(world, "sent")).text


def test_from_sent_to_certificate_by_six_officers(client, app, world):
    as_(client, world, "registrar")
    assert client.post(at(world, "sent", "/complete")).status_code == 303
    cells = [f"{who}-{check}" for who in ("OWNER", "MANAGER", "CARERS") for check in ("V01", "V02", "V03")]
    page = client.post(at(world, "sent", "/vetting"), data=dict.fromkeys(cells[:-1], "CLEAR"))
    assert "Choose one." in page.text
    assert client.post(at(world, "sent", "/vetting"), data=dict.fromkeys(cells, "CLEAR")).status_code == 303
    as_(client, world, "district")
    today = clock.today()
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    later = client.post(at(world, "sent", "/visit"), data={**day, "on-year": "2999", "critical_zero": "no"})
    assert "The date must be today or earlier." in later.text
    assert 'value="2999"' in later.text
    assert client.post(at(world, "sent", "/visit"), data={**day, "critical_zero": "no"}).status_code == 303
    blocked = client.get(at(world, "sent")).text
    assert "The Child Protection Unit has not looked at the ways children can complain." in blocked
    as_(client, world, "director")
    told = {"recommendation": "FULL", "text": "A good home."}
    assert client.post(at(world, "sent", "/recommendation"), data=told).status_code == 303
    as_(client, world, "authoriser")
    wish = {"outcome": "FULL", "reasons": "All is there.\nAll is seen."}
    wish |= dict.fromkeys(place_boxes(app, world.sent), "10")
    blocked = client.post(at(world, "sent", "/decision"), data=wish)
    assert "has not looked at the ways children can complain" in blocked.text
    assert "All is seen." in blocked.text
    as_(client, world, "head")
    seen = dict.fromkeys(("POSTERS", "PRIVATE_PHONE", "LOCKED_BOX", "NON_REPRISAL", "NAMED_CONTACT",
                          "CHILDRENS_SESSION", "OPEN_REGISTER"), "yes")  # fmt: skip
    assert client.post(at(world, "sent", "/complaint-gate"), data={**day, **seen}).status_code == 303
    as_(client, world, "authoriser")
    unnamed = client.post(at(world, "sent", "/decision"), data=wish)
    assert "All is seen." in unnamed.text
    with app.app_context():
        sent = db.session.get(Application, world.sent)
        officials.name_people(sent.home, person(Role.REGISTRY_OFFICER, agency=Agency.SCPA))
    assert client.post(at(world, "sent", "/decision"), data=wish).status_code == 303
    page = client.get(at(world, "sent"))
    assert "The decision is taken and its letter is written." in page.text
    with app.app_context():
        application = db.session.get(Application, world.sent)
        [given] = queries.of_home(application.home)
        number, home = given.certificate_number, application.home.register_number
        assert application.reasons == ["All is there.", "All is seen."]
    pdf = client.get(f"/office/homes/{home}/certificates/{number}-ur.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")
    assert pdf.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "attachment" in pdf.headers["Content-Disposition"]
    assert "in force today" in client.get(f"/verify/{number}").text
    assert "Authorised" in client.get(f"/en/register/{home}").text


def place_boxes(app, key):
    with app.app_context():
        return [f"places_{service.id.hex}" for service in db.session.get(Application, key).home.services]


def test_a_refusal_on_the_page_keeps_what_was_typed_and_needs_all_of_it(client, app, world):
    as_(client, world, "authoriser")
    wish = {"outcome": "REFUSED", "reasons": "S3 is not met.", "appeal_note": "Write to us."}
    wish |= dict.fromkeys(place_boxes(app, world.ready), "10")
    page = client.post(at(world, "ready", "/decision"), data=wish)
    assert "Hear the applicant first" in page.text
    assert "S3 is not met." in page.text
    assert manners.faults(page.text) == []
    too_many = client.post(
        at(world, "ready", "/decision"), data={**wish, **dict.fromkeys(place_boxes(app, world.ready), "99")}
    )
    assert "not more than were asked for" in too_many.text
    with app.app_context():
        built.hear(db.session.get(Application, world.ready))
    assert client.post(at(world, "ready", "/decision"), data=wish).status_code == 303
    with app.app_context():
        application = db.session.get(Application, world.ready)
        assert application.decision is Decision.REFUSED
        assert application.home.standing is Standing.REFUSED


def test_conditions_are_ticked_and_said(client, app, world):
    with app.app_context():
        built.hear(db.session.get(Application, world.ready))
    as_(client, world, "dg")
    wish = {
        "outcome": "CONDITIONAL",
        "reasons": "Nearly.",
        "condition_NAMED_TRAINING": "y",
        "detail_NAMED_TRAINING": "First aid",
    }
    wish |= dict.fromkeys(place_boxes(app, world.ready), "8")
    assert client.post(at(world, "ready", "/decision"), data=wish).status_code == 303
    with app.app_context():
        [given] = queries.of_home(db.session.get(Application, world.ready).home)
        assert given.conditions == [{"code": "NAMED_TRAINING", "detail": "First aid"}]
        assert given.capacity == 8


def test_who_took_an_earlier_step_reads_why_and_may_not_decide(client, app, world):
    with app.app_context():
        services.record_hearing(
            db.session.get(Application, world.ready), notice_on=clock.today(), actor=person(Role.REGISTRY_OFFICER)
        )
        both = person(Role.AUTHORISER, Role.SWD_DIRECTOR, agency=Agency.SCPA)
        services.record_pre_registration_visit(db.session.get(Application, world.ready), clock.today(), False, both)
        key = both.id
    sign_in_as(client, key)
    assert "You visited this home. Another person must decide." in client.get(at(world, "ready")).text
    assert client.get(at(world, "ready", "/decision")).status_code == 403


def test_clocks_in_the_queue(client, app, world):
    with app.app_context(), transaction() as session:
        application = session.get(Application, world.sent)
        application.state_since = clock.now() - timedelta(days=40)
        application.submitted_at = clock.now() - timedelta(days=100)
    page = as_(client, world, "registrar").get("/office/applications").text
    assert "days late" in page
    assert "Check whether it is complete" in page
    only = client.get("/office/applications?state=RECOMMENDED").text
    assert "Ready Home" in only
    assert "Sent Home" not in only
    assert "Good Home" not in client.get("/office/applications?state=nonsense&district=NOWHERE").text
    assert "Good Home" in client.get("/office/applications?state=").text
    assert "No application fits" in client.get("/office/applications?turn=applicant").text


def test_a_home_that_is_known_is_recorded_and_not_named_in_public(client, app, world):
    as_(client, world, "registrar")
    form = {
        "name": "Found Home",
        "district": "SD-BDN",
        "ownership": "TRUST",
        "known_from": "MAPPING",
        "known_since-day": "1",
        "known_since-month": "2",
        "known_since-year": "2026",
        "address": "Behind the mosque",
        "shelters_survivors": "y",
    }
    wrong = client.post("/office/homes/new", data={**form, "district": ""})
    assert "Choose one." in wrong.text
    assert "Behind the mosque" in wrong.text
    answer = client.post("/office/homes/new", data=form)
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    assert "Found Home" in page
    assert "Known, not registered" in page
    with app.app_context():
        home = db.session.scalars(db.select(Home).where(Home.name == "Found Home")).one()
        assert (home.address, home.shelters_survivors) == ("Behind the mosque", True)
        number = home.register_number
    assert "Found Home" not in client.get(f"/en/register/{number}").text


def test_the_home_page_of_the_office_shows_grade_gate_and_certificates(client, app, world):
    with app.app_context():
        home = db.session.get(Home, world.home)
        home_services.record_grade(home, Grade.D, clock.today(), False, ["L1"], False, actor=None)
        home_services.freeze_admissions(home, actor=None, reason="x")
    page = as_(client, world, "district").get(f"/office/homes/{world.number}").text
    for words in ("Inadequate", "Child protection:", "L1", "No new admissions", world.certificate, "In place on"):
        assert words in page, words
    assert client.get("/office/homes/H-99999-Z").status_code == 404


def grow(app, count, first):
    with app.app_context():
        home = db.session.scalars(db.select(Home).where(Home.name == "Sent Home")).first()
        application = db.session.scalars(db.select(Application).where(Application.home_id == home.id)).first()
        h = {c.key: getattr(home, c.key) for c in Home.__mapper__.column_attrs}
        a = {c.key: getattr(application, c.key) for c in Application.__mapper__.column_attrs}
        keys = [(uuid.uuid4(), uuid.uuid4(), first + number) for number in range(count)]
        with transaction() as session:
            session.execute(
                insert(Home), [{**h, "id": k, "register_number": codes.register_number(n)} for k, _, n in keys]
            )
            session.execute(
                insert(Application),
                [{**a, "id": key, "home_id": k, "number": f"A-2026-{n:05d}-X"} for k, key, n in keys],
            )


@pytest.mark.parametrize("path", ["/office/applications", "/office/applications?district=SD-HYD", "/office/homes"])
def test_lists_ask_the_same_number_of_questions_however_long(client, app, world, path):
    as_(client, world, "registrar")
    asked = []
    for count, first in ((10, 5000), (1000, 6000)):
        grow(app, count, first)
        client.get(path)
        with questions(app) as found:
            assert client.get(path).status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_pages_of_the_queue_follow_each_other(client, app, world):
    grow(app, 60, 5000)
    as_(client, world, "registrar")
    first = client.get("/office/applications").text
    onward = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(onward).text
    assert first.count('<th scope="row">') == 50
    assert second.count('<th scope="row">') >= 13
    assert "First page" in second


def test_the_applicant_never_reads_what_the_office_keeps(client, app, world):
    as_(client, world, "provider")
    for page in ("", "/vetting", "/complaint-gate", "/decision", "/papers"):
        assert client.get(at(world, "ready", page)).status_code == 403
    with app.app_context():
        assert applications.one(db.session.get(type(person(Role.PROVIDER)), world.provider), world.ready) is not None
        assert applicant is not None
