"""From the relative's page to the letter: the short form begins with the family itself, on the record it has."""

import re

import pytest
from sqlalchemy import select

from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core.db import db
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.applications import help_services, services
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State, Track
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations import services as checks
from registry_app.providers.authorisations.states import Kind
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole, Standing
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting import rules as vetting_rules
from tests.builders import authorisations as built
from tests.builders import filling, vetting
from tests.builders import kin as relatives
from tests.builders.people import person, sign_in_as

ASKED = {"name": "Made-up Aunt", "phone": "0300 7654321", "language": "ur"}


@pytest.fixture
def world(app):
    with app.app_context(), built.without_setting():
        built.in_force()
        head = relatives.head()
        approval = relatives.approved(head)
        cpo = person(Role.CPO, district="SD-HYD").id
        return {"head": head.id, "cpo": cpo, "approval": approval.id, "home": approval.home_id}


def code_sent(app):
    with app.app_context():
        words = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at.desc())).first().body
        return re.search(r"\d{6}", words)[0]


def begun(client, app, world):
    sign_in_as(client, world["cpo"])
    path = f"/panel/kin/{world['approval']}"
    assert f"{path}/light-track" in client.get(path).get_data(as_text=True)
    assert client.post(f"{path}/light-track", data=ASKED).headers["Location"] == "/office/help/code"
    return client.post("/office/help/code", data={"code": code_sent(app)})


def test_the_light_track_begins_on_the_familys_own_record(client, app, world):
    answer = begun(client, app, world)
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).status_code == 200
    with app.app_context():
        draft = db.session.scalars(select(Application)).one()
        home = db.session.get_one(Home, world["home"])
        assert (draft.track, draft.home_id, draft.organisation_id) == (Track.FAMILY, home.id, home.organisation_id)
        assert [(m.user_id, m.role) for m in home.organisation.members] == [(draft.applicant_id, MemberRole.OWNER)]
        aunt = db.session.get_one(User, draft.applicant_id)
        assert aunt.has(Role.FAMILY_CARER)
    page = client.get(f"/panel/kin/{world['approval']}").get_data(as_text=True)
    assert "The light track is begun" in page
    assert "is begun" in client.get(f"/panel/kin/{world['approval']}/light-track").get_data(as_text=True)


def test_a_wrong_code_begins_nothing(client, app, world):
    sign_in_as(client, world["cpo"])
    client.post(f"/panel/kin/{world['approval']}/light-track", data=ASKED)
    wrong = "000000" if code_sent(app) != "000000" else "111111"
    assert client.post("/office/help/code", data={"code": wrong}).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Application)).all() == []
        assert db.session.get_one(Home, world["home"]).organisation.members == []


def test_a_second_person_does_not_take_the_record(client, app, world):
    begun(client, app, world)
    with app.app_context():
        draft = db.session.scalars(select(Application)).one()
        services.withdraw(draft, reason="", actor=draft.applicant)
    client.post(f"/panel/kin/{world['approval']}/light-track", data={**ASKED, "phone": "0300 1111111"})
    answer = client.post("/office/help/code", data={"code": code_sent(app)})
    assert "Somebody else signs in for this family already" in answer.get_data(as_text=True)


def test_only_the_unit_of_the_district_begins_it(client, app, world):
    with app.app_context():
        other = person(Role.CPO, district="SD-SKR").id
        auditor = person(Role.AUDITOR).id
    path = f"/panel/kin/{world['approval']}/light-track"
    for who, status in ((world["head"], 200), (world["cpo"], 200), (other, 404), (auditor, 403)):
        sign_in_as(client, who)
        assert client.get(path).status_code == status


def test_from_the_short_form_to_the_approval(client, app, world):
    begun(client, app, world)
    with app.app_context(), built.without_setting():
        draft = db.session.scalars(select(Application)).one()
        filling.fill(draft)
        helper = db.session.get_one(User, world["cpo"])
        help_services.read_back(draft, actor=helper)
        help_services.send_code(draft, actor=helper)
        body = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at.desc())).first().body
        help_services.sign(draft, code=re.search(r"\d{6}", body)[0], photo=None, actor=helper)
        sent = services.send(draft, declared=True, actor=helper)
        assert sent.home.household
        assert sent.home.name.startswith("Family")
        assert sent.home.standing is Standing.AUTHORISED
        registrar = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
        filling.see_papers(sent, registrar)
        office.mark_complete(sent, actor=registrar)
        for member in people.staff(sent.home):
            for code in vetting_rules.checks(people.book()):
                if code != "V03":
                    vetting.check(member.post, code, registrar)
        built.vet(sent, registrar)
        built.look_at_gate(sent)
        visitor = person(Role.DISTRICT_OFFICER, district=sent.district, agency=Agency.SWD)
        checks.record_pre_registration_visit(sent, built.clock.today(), False, visitor)
        director = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
        checks.recommend(sent, recommendation=Decision.FULL, text="Seen, and they are prepared.", actor=director)
        built.decide(sent)
        assert sent.state is State.DECIDED
        given = authorisations.of_home(sent.home)
        living = [one for one in given if one.ended_on is None]
        assert {one.kind for one in living} == {Kind.FULL}
        assert sent.service_id in {one.service_id for one in living}
        assert len(living[0].papers) == 3
