"""The pages about phones: the outbox, two answers side by side, what was put aside, blocking a phone."""

import uuid

import pytest
import sqlalchemy as sa

from inspections.models import Visit
from inspections.states import VisitState
from inspections.sync.models import Clash, PutAside, VisitRecord
from registry_app.accounts.states import Role
from registry_app.core.db import db
from tests.builders import visits
from tests.builders.people import person, sign_in_as
from tests.builders.phones import Phone, answer, content


@pytest.fixture
def team(app):
    """Two phones that differ about S1.1; the lead's last word waits."""
    with app.app_context():
        lead, second, nurse = visits.inspector(), visits.inspector(), visits.inspector(health_professional=True)
        visit = visits.planned(lead=lead, members=[second, nurse])
        mine = content(visit, final=True)
        theirs = content(visit, mark=None, answers={"S1.1": answer("0", "no licence")}, final=True, close=None)
        key, people = visit.id, (lead.id, second.id)
        db.session.remove()
    phones = [Phone(app, one) for one in people]
    phones[1].send(uuid.uuid4(), theirs)
    phones[0].send(uuid.uuid4(), mine)
    return key, phones, people


def one(app, model):
    with app.app_context():
        return db.session.scalars(sa.select(model)).all()[-1].id


def state(app, key):
    with app.app_context():
        return db.session.get(Visit, key).state


def test_the_lead_sees_both_answers_chooses_and_the_report_goes(app, team):
    visit, (lead, colleague), people = team
    for phone in (lead, colleague):
        page = phone.client.get(f"/field/visits/{visit}/merge")
        assert page.status_code == 200
        assert b"no licence" in page.data
    address = f"/field/visits/{visit}/merge/{one(app, Clash)}"
    assert colleague.client.post(address, data={"side": str(people[1])}).status_code == 403
    lead.client.post(address, data={"side": "nobody"})
    assert state(app, visit) is VisitState.UNDER_WAY
    lead.client.post(address, data={"side": str(people[1])})
    assert state(app, visit) is VisitState.SUBMITTED
    assert b"holds" in lead.client.get(f"/field/visits/{visit}/merge").data


def test_the_outbox_works_without_script_and_shows_the_receipt(app, team):
    _visit, (lead, colleague), _people = team
    page = lead.client.get("/field/outbox").get_data(as_text=True)
    with app.app_context():
        own = [r.receipt for r in db.session.scalars(sa.select(VisitRecord)) if r.receipt in page]
    assert len(own) == 1
    assert "Two inspectors answered differently" in page
    assert "At the office" in colleague.client.get("/field/outbox").get_data(as_text=True)


def test_a_lead_goes_on_without_photos_that_will_not_come(app):
    with app.app_context():
        lead = visits.inspector()
        visit = visits.planned(lead=lead)
        said = content(visit, final=True, files=[{"id": str(uuid.uuid4()), "sha256": "0" * 64}])
        key, leader = visit.id, lead.id
        db.session.remove()
    phone = Phone(app, leader)
    assert phone.send(uuid.uuid4(), said).get_json()["state"] == "FILES"
    address = f"/field/records/{one(app, VisitRecord)}/go"
    phone.client.post(address, data={"reason": ""})
    assert state(app, key) is VisitState.UNDER_WAY
    phone.client.post(address, data={"reason": "the phone fell into the canal"})
    assert state(app, key) is VisitState.SUBMITTED


def test_what_was_put_aside_is_read_and_settled_once(app, team):
    visit, (lead, colleague), people = team
    lead.client.post(f"/field/visits/{visit}/merge/{one(app, Clash)}", data={"side": str(people[0])})
    with app.app_context():
        late = content(db.session.get(Visit, visit), mark=None, answers={"S2.1": answer("1", "one clerk")})
        db.session.remove()
    assert colleague.send(uuid.uuid4(), late).get_json()["state"] == "ASIDE"
    address = f"/field/aside/{one(app, PutAside)}"
    assert colleague.client.get(address).status_code == 403
    assert b"one clerk" in lead.client.get(address).data
    taken = lead.client.post(address, data={"how": "take", "reason": "it is right"})
    assert "only be left beside" in taken.get_data(as_text=True)
    assert lead.client.post(address, data={"how": "leave", "reason": "too late"}).status_code == 303
    assert b"Left beside the visit" in lead.client.get(address).data


def test_only_those_who_answer_for_inspectors_see_and_block_phones(app, team):
    _visit, (lead, _colleague), _people = team
    with app.app_context():
        admin, officer = person(Role.ADMIN).id, person(Role.DISTRICT_OFFICER, district="SD-HYD").id
    assert sign_in_as(app.test_client(), officer).get("/office/phones").status_code == 403
    office = sign_in_as(app.test_client(), admin)
    assert b"Redmi 9A" in office.get("/office/phones").data
    assert b"Say why" in office.post(f"/office/phones/{lead.id}", data={"reason": ""}).data
    office.post(f"/office/phones/{lead.id}", data={"reason": "lost"})
    assert b"Blocked" in office.get(f"/office/phones/{lead.id}").data
    assert lead.client.get("/api/v1/field/door").status_code == 401
