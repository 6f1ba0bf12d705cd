"""What stands beside a report, as people press it: answers, correction, appeal, the wall, and a visit from paper."""

import io

from PIL import Image

from inspections import after_queries, review_services
from inspections.models import Visit
from inspections.states import Mark, VisitState
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from tests.builders import visits
from tests.builders.people import person, sign_in_as


def someone(app, key):
    return db.session.get(User, key)


def test_the_team_answers_and_the_home_reads_both_sides(app, client):
    with app.app_context():
        visit = visits.submitted()
        manager = visits.manager_of(visit.home)
        review_services.comment(visit, words="We have two exits.", actor=manager)
        key, home, lead, manager = visit.id, visit.home_id, visit.lead.id, manager.id
    sign_in_as(client, lead)
    page = client.get(f"/office/inspections/{key}/after").get_data(as_text=True)
    assert "We have two exits." in page
    assert 'name="answer-1"' in page
    empty = client.post(f"/office/inspections/{key}/after/answers", data={"answer-1": " "}).get_data(as_text=True)
    assert "Answer at least one point." in empty
    done = client.post(f"/office/inspections/{key}/after/answers", data={"answer-1": "One was locked."})
    assert done.status_code == 303
    sign_in_as(client, manager)
    page = client.get(f"/provider/homes/{home}/reports/{key}").get_data(as_text=True)
    assert "We have two exits." in page
    assert "One was locked." in page
    assert client.get(f"/provider/homes/{home}/reports/{key}/for-children.pdf").status_code == 404


def test_a_correction_and_an_appeal_by_their_pages(app, client):
    with app.app_context():
        visit = visits.published(None, None, Mark.MET, S7_3=Mark.PARTLY)
        manager, reviewer, second = visits.manager_of(visit.home).id, visit.reviewed_by_id, person(Role.REVIEWER).id
        key, home = visit.id, visit.home_id
    sign_in_as(client, manager)
    own = f"/provider/homes/{home}/reports/{key}"
    refused = client.post(f"{own}/appeal", data={"words": ""})
    assert "Say why." in refused.get_data(as_text=True)
    assert client.post(f"{own}/appeal", data={"words": "The exit was open."}).status_code == 303
    assert "The exit was open." in client.get(own).get_data(as_text=True)
    for paper in ("for-children.pdf", "report.pdf"):
        assert client.get(f"{own}/{paper}?lang=sd").data.startswith(b"%PDF")
    after = f"/office/inspections/{key}/after"
    sign_in_as(client, reviewer)
    assert client.post(f"{after}/appeal", data={"outcome": "STANDS", "reasons": "Seen."}).status_code in (403, 404)
    given = {"criterion": "S7.3", "mark": "2", "reason": "Misread."}
    assert client.post(f"{after}/corrections", data={**given, "reason": ""}).status_code != 303
    assert client.post(f"{after}/corrections", data=given).status_code == 303
    with app.app_context():
        correction = after_queries.corrections(db.session.get(Visit, key))[0].id
    sign_in_as(client, second)
    assert "Correct the report" in client.get(after).get_data(as_text=True)
    assert client.post(f"{after}/appeal", data={"outcome": "WRONG_FACT", "reasons": "Open."}).status_code == 303
    assert client.post(f"{after}/corrections/{correction}/approve").status_code == 303
    assert client.post(f"{after}/corrections/{correction}/approve").status_code == 404
    assert client.get(f"/office/inspections/{key}/report.pdf?issue=1").status_code == 200
    assert client.get(f"/office/inspections/{key}/report.pdf?issue=9").status_code == 404


def test_a_visit_is_typed_from_its_paper(app, client):
    with app.app_context():
        visit = visits.planned()
        key, lead = visit.id, visit.lead.id
    sign_in_as(client, lead)
    assert client.get(f"/field/visits/{key}/form.pdf?lang=ur").data.startswith(b"%PDF")
    picture, today = io.BytesIO(), clock.today()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    given = {"on-day": today.day, "on-month": today.month, "on-year": today.year, "on": today.isoformat(),
             "entry": "LET_IN", "opened_by": "guard"}  # fmt: skip
    page = client.post(f"/field/visits/{key}/typed", data=given).get_data(as_text=True)
    assert "Add the scan of the paper." in page
    picture.seek(0)
    sent = client.post(f"/field/visits/{key}/typed", data={**given, "upload": (picture, "scan.png")})
    assert sent.status_code == 303
    with app.app_context():
        visit = db.session.get(Visit, key)
        assert visit.state is VisitState.UNDER_WAY
        assert visit.scan_id is not None
    assert client.get(f"/field/visits/{key}/typed").status_code == 303
