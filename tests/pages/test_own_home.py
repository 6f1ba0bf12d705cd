"""What a home's own people see of its standing, and what the public reads of a published visit."""

import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.providers.applications import office_services as office
from registry_app.providers.authorisations import papers, queries
from registry_app.providers.authorisations.models import CertificatePaper, RulingLetter
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade
from registry_app.providers.powers import publication
from registry_app.providers.powers.states import Act
from tests import manners
from tests.builders import authorisations as built
from tests.builders import visits
from tests.builders.people import person, sign_in_as


@pytest.fixture
def own(app):
    """Keys of a manager, of somebody else's manager, of an authorised home and of its application."""
    with app.app_context(), built.without_setting():
        built.in_force()
        manager, stranger = person(Role.PROVIDER), person(Role.PROVIDER)
        given = built.authorised(manager, home={"name": "Roshan Home"})
        return {
            "manager": manager.id, "stranger": stranger.id, "home": given.home_id, "number": given.certificate_number,
            "application": given.ruling.application_id, "register": given.home.register_number,
        }  # fmt: skip


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_a_home_reads_its_standing_and_takes_its_certificate(client, own, lang):
    sign_in_as(client, own["manager"])
    client.get(f"/language/{lang}")
    page = client.get(f"/provider/homes/{own['home']}")
    assert own["number"] in page.text
    assert manners.faults(page.text) == []
    for path in (
        f"/provider/homes/{own['home']}/certificate.pdf",
        f"/provider/applications/{own['application']}/letter.pdf",
    ):
        paper = client.get(path)
        assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
        assert f"-{lang}.pdf" in paper.headers["Content-Disposition"]
        assert "-sd.pdf" in client.get(f"{path}?lang=sd").headers["Content-Disposition"]


def test_nobody_else_gets_it(client, own):
    pages = [f"/provider/homes/{own['home']}", f"/provider/homes/{own['home']}/certificate.pdf",
             f"/provider/applications/{own['application']}/letter.pdf"]  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == 303
    sign_in_as(client, own["stranger"])
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    sign_in_as(client, own["manager"])
    assert client.get(f"{pages[1]}?number=SCPA-2026-99999-X").status_code == 404


def test_next_steps_follow_what_is_open(client, app, own):
    sign_in_as(client, own["manager"])
    address = f"/provider/homes/{own['home']}"
    assert "Nothing is waiting." in words(client.get(address))
    with app.app_context():
        home = db.session.get(Home, own["home"])
        home_services.record_grade(home, Grade.C, clock.today() - timedelta(days=400), True, ["L1"], False, actor=None)
        home_services.record_open_critical_actions(home, 2, actor=None)
        home_services.freeze_admissions(home, actor=None, reason="x")
    said = words(client.get(address))
    for sentence in (
        "2 critical actions are open. Put them right now.",
        "Read what holds the grade down",
        "Old grade",
        "L1",
        "No new child may come here at present.",
        "Visited with notice on",
    ):
        assert sentence in said, sentence
    with app.app_context():
        built.ended(queries.by_number(own["number"]), clock.today() + timedelta(days=90))
    assert "Apply for a new one now." in words(client.get(address))
    with app.app_context():
        built.ended(queries.by_number(own["number"]), clock.today() + timedelta(days=91))
    assert "Apply for a new one now." not in words(client.get(address))


def test_an_application_under_way_is_the_next_step(client, app, own):
    with app.app_context():
        manager = db.session.get(type(person(Role.PROVIDER)), own["manager"])
        application = built.sent(manager, home={"name": "Second Home"})
        home = application.home_id
        number = application.number
    sign_in_as(client, own["manager"])
    assert f"The office is working on application {number}." in words(client.get(f"/provider/homes/{home}"))
    with app.app_context():
        officer = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
        application = queries.applications_of(db.session.get(Home, home))[0]
        office.flag(application, section="building", field="beds", note="Count again.", actor=officer)
        office.return_to_applicant(application, actor=officer)
    assert "The office has questions." in words(client.get(f"/provider/homes/{home}"))


def test_a_paper_loaded_without_its_bytes_is_written_anew_and_the_same_each_time(here):
    built.in_force()
    given = built.authorised()
    kept = papers.certificate(given, "ur"), papers.letter(given.ruling, "sd")
    with transaction() as session:
        for model in (CertificatePaper, RulingLetter):
            session.execute(db.delete(model))
    db.session.expire_all()
    assert (papers.certificate(given, "ur"), papers.letter(given.ruling, "sd")) == kept
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(kept[0])).pages)
    assert given.certificate_number in said


@pytest.fixture
def visited(app, own):
    """A published visit of the home, with something to put right, after an earlier one."""
    with app.app_context():
        home = db.session.get(Home, own["home"])
        visit = visits.published(home, S7_3=visits.Mark.NOT_MET)
        return {**own, "grade": visit.grade.value, "overall": str(visit.overall)}


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_public_page_says_why_and_what_is_to_be_done(client, visited, lang):
    page = client.get(f"/{lang}/register/{visited['register']}")
    assert page.status_code == 200
    assert manners.faults(page.text) == []
    if lang == "en":
        said = words(page)
        order = [
            "Why this grade",
            f"Score {visited['overall']} of 100.",
            "The grade is held down by:",
            "How each standard was met",
            "Actions and their dates",
            "About the visit",
            "What it may do",
            "What happened",
        ]
        places = [said.index(one) for one in order]
        assert places == sorted(places)
        assert "L1" in said
        assert "S7.3" in said
        assert "did not know before that inspectors would come" in said
        assert f"Visit without notice: grade {visited['grade']}" in said


def test_without_the_power_to_publish_nothing_of_the_visit_is_public(client, app, visited):
    with app.app_context():
        said = {"since": clock.today(), "why": "Until the Authority has said more."}
        proposal = publication.propose(Act.PUBLISH_GRADE, "status", **said, actor=person(Role.LAW_OFFICER))
        publication.approve(proposal, actor=person(Role.SCPA_DG))
    said = words(client.get(f"/en/register/{visited['register']}"))
    for hidden in (
        "Score",
        "S7.3",
        "grade D",
        "grade C",
        "About the visit",
        "Actions and their dates",
        "Report published",
    ):
        assert hidden not in said, hidden
    assert "Visit with" in said
