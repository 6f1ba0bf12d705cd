"""The pages of a visit as people press them: from a due home to a published grade and a verified action."""

import html
import io
import re

import pytest
from PIL import Image

from inspections import queries, services
from inspections.models import Finding, Visit
from inspections.states import Danger, Mark, VisitState, VisitType
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.i18n import label
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType
from registry_app.providers.ties.models import Tie, TieKind
from tests.builders import visits
from tests.builders.people import person, sign_in_as


class World:
    """Keys of the people and the home of a test, so that no row outlives its context."""


@pytest.fixture
def world(app):
    made = World()
    with app.app_context():
        home = visits.authorised_home(name="Sukoon House")
        lead = visits.inspector()
        made.home, made.lead = home.id, lead.id
        made.second, made.nurse = visits.inspector().id, visits.inspector(health_professional=True).id
        made.manager = visits.manager_of(home).id
        made.reviewer = person(Role.REVIEWER).id
        made.far = person(Role.DISTRICT_OFFICER, district="SD-SKR").id
    return made


def on(app, build, *keys, **facts):
    """Run a builder in a context of its own and give the key of what it made."""
    with app.app_context():
        people = [db.session.get(Visit, k) or db.session.get(Home, k) for k in keys]
        return build(*people, **facts).id


def made_by(app, world, builder, **facts):
    from registry_app.accounts.models import User

    with app.app_context():
        home, lead = db.session.get(Home, world.home), db.session.get(User, world.lead)
        return builder(home, lead, **facts).id


def visit_of(app, key, *facts):
    with app.app_context():
        visit = db.session.get(Visit, key)
        return tuple(getattr(visit, fact) for fact in facts)


def follow(answer):
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return answer.headers["Location"]


def test_a_whole_visit_by_the_buttons(app, client, world):
    sign_in_as(client, world.lead)
    assert "Sukoon House" in client.get("/field/plan").text
    today = clock.today()
    plan = {
        "type": "FULL", "care_type": "RESIDENTIAL", "on-day": today.day, "on-month": today.month,
        "on-year": today.year, "announced": "no", "lead": world.lead, "members": [world.second, world.nurse],
    }  # fmt: skip
    brief = follow(client.post(f"/field/plan/{world.home}", data=plan))
    assert "Sukoon House" in client.get("/field").text
    assert client.get(brief).status_code == 200
    danger = follow(client.post(f"{brief}/arrive", data={"entry": "LET_IN", "opened_by": "guard"}))
    no = {one.value: "no" for one in Danger}
    shown = client.get(danger)
    assert shown.text.count('type="radio"') == 12
    empty = client.post(danger, data={"told": ""}).get_data(as_text=True)
    summary = empty[empty.index("error-summary") : empty.index("</section>")]
    assert all(str(label(one)) in html.unescape(summary) for one in Danger)
    card = follow(client.post(danger, data={**no, "LOCKED_IN": "yes"}))
    assert "tel:1121" in client.get(card).text
    standards = follow(client.post(danger, data={**no, "LOCKED_IN": "yes", "told": "CPU, 14:20"}))
    for n in range(1, 11):
        page = client.get(f"{standards}/{n}")
        keys = re.findall(r'name="(S\d+-\d+)-version" value="(\d+)"', page.text)
        data = {f"{key}-version": version for key, version in keys}
        data |= {key: "1" if key == "S7-4" else "2" for key, _ in keys}
        data |= {f"{key}-how": ["document", "talk_with_child"] for key, _ in keys}
        assert follow(client.post(f"{standards}/{n}", data=data)) == standards
    counts = {"present": "12", "heard": "5", "coached": "1"}
    follow(client.post(f"{brief}/children", data=counts))
    live = client.get(f"{brief}/grade").text
    assert "provisional" in live
    assert "Grade B" in live
    closing = client.get(f"{brief}/close").text
    assert "things are missing" not in closing
    sent = follow(client.post(f"{brief}/close", data={"signature": "SIGNED", "signed_by": "Rukhsana"}))
    assert "at the office" in client.get(sent).text

    key = brief.rsplit("/", 1)[1]
    sign_in_as(client, world.manager)
    page = f"/provider/homes/{world.home}/reports/{key}"
    seen = client.get(page).text
    assert "Grade B" not in seen
    assert "S7.4" in seen
    follow(client.post(f"{page}/comment", data={"words": "The box is at the gate since May."}))
    sign_in_as(client, world.reviewer)
    office = f"/office/inspections/{key}"
    assert "The box is at the gate since May." in client.get(office).text
    follow(client.post(f"{office}/review", data={"lower_to": "", "note": "Sound."}))
    follow(client.post(f"{office}/publish"))
    assert "Published" in client.get(office).text
    with app.app_context():
        home = db.session.get(Home, world.home)
        assert (home.grade, home.grade_on, home.grade_with_notice) == ("B", today, False)
    sign_in_as(client, world.manager)
    assert "Grade B" in client.get(f"/provider/homes/{world.home}/grade").text
    photo = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(photo, "PNG")
    photo.seek(0)
    proof = {"note": "We put up a second box.", "upload": (photo, "box.png")}
    action = f"/provider/homes/{world.home}/actions/1"
    follow(client.post(action, data=proof, content_type="multipart/form-data"))
    file = re.search(rf'href="({action}/proofs/[^"]+)"', client.get(action).text)[1]
    assert client.get(file).data[:2] == b"\xff\xd8"
    with app.app_context():
        finding = db.session.query(Finding).one().id
    sign_in_as(client, world.second)
    done = {"how": "EVIDENCE", "note": "The photo shows it."}
    follow(client.post(f"/office/actions/{finding}/verify", data=done))
    assert "Verified on" in client.get(f"/office/actions/{finding}").text


def test_a_half_filled_page_is_saved_and_the_missing_is_listed(app, client, world):
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    follow(client.post(f"/field/visits/{key}/s/1", data={"S1-1": "2", "S1-1-version": "0"}))
    answer = client.post(f"/field/visits/{key}/close", data={"signature": "SIGNED", "signed_by": "R"})
    assert answer.status_code == 200
    assert "A 2 or 3 needs two different ways of knowing." in answer.text
    assert 'value="R"' in answer.text
    assert visit_of(app, key, "state") == (VisitState.UNDER_WAY,)


def test_two_phones_at_one_standard(app, client, world):
    """The later one sees both answers with status 409, loses nothing, and may replace by saving again."""
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    follow(client.post(f"/field/visits/{key}/s/1", data={"S1-1": "2", "S1-1-version": "0"}))
    with app.app_context():
        other = db.session.get(Visit, key).team[1].user_id
    sign_in_as(client, other)
    stale = {"S1-1": "0", "S1-1-version": "0", "S1-1-note": "The paper is from 2019.", "S1-2": "1", "S1-2-version": "0"}
    answer = client.post(f"/field/visits/{key}/s/1", data=stale)
    assert answer.status_code == 409
    assert "The paper is from 2019." in answer.text
    assert "saved this at" in answer.text
    with app.app_context():
        kept = queries.answers(db.session.get(Visit, key))
        assert (kept["S1.1"].mark, kept["S1.2"].mark) == (Mark.MET, Mark.PARTLY)
    version = re.search(r'name="S1-1-version" value="(\d+)"', answer.text)[1]
    follow(client.post(f"/field/visits/{key}/s/1", data={**stale, "S1-1-version": version, "S1-2-version": "1"}))
    with app.app_context():
        assert queries.answers(db.session.get(Visit, key))["S1.1"].mark is Mark.NOT_MET


def test_na_on_a_critical_criterion_keeps_what_was_typed(app, client, world):
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    data = {"S3-1": "NA", "S3-1-version": "0", "S3-1-note": "Kept words."}
    answer = client.post(f"/field/visits/{key}/s/3", data=data)
    assert answer.status_code == 422
    assert "always applies" in answer.text
    assert "Kept words." in answer.text


def test_words_too_long_are_refused_and_kept_whole(app, client, world):
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    for name, words in (("note", "n" * 4001), ("why", "w" * 501)):
        answer = client.post(f"/field/visits/{key}/s/1", data={"S1-2": "3", f"S1-2-{name}": words, "S1-3": "2"})
        assert answer.status_code == 422
        assert f"at most {len(words) - 1} letters" in answer.text
        assert words in answer.text
        assert 'href="#cS1-2"' in answer.text
    with app.app_context():
        assert queries.answers(db.session.get(Visit, key)) == {}, "nothing half"


@pytest.mark.parametrize("version", ["9" * 5000, "\u00b2", "-1", "x"])
def test_a_strange_version_is_a_conflict_and_no_crash(app, client, world, version):
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    follow(client.post(f"/field/visits/{key}/s/1", data={"S1-1": "2"}))
    answer = client.post(f"/field/visits/{key}/s/1", data={"S1-1": "0", "S1-1-version": version})
    assert answer.status_code == 409


def test_an_answer_that_is_none_wipes_nothing(app, client, world):
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    follow(client.post(f"/field/visits/{key}/s/1", data={"S1-1": "2"}))
    assert client.post(f"/field/visits/{key}/s/1", data={"S1-1": "7", "S1-1-version": "1"}).status_code == 400
    with app.app_context():
        assert queries.answers(db.session.get(Visit, key))["S1.1"].mark is Mark.MET


def test_who_plans_for_others_comes_to_a_page_that_is_theirs(app, client, world):
    sign_in_as(client, world.lead)
    today = clock.today()
    plan = {
        "type": "FULL", "care_type": "RESIDENTIAL", "announced": "no", "lead": str(world.second),
        "members": [str(world.nurse)], "on-day": today.day, "on-month": today.month, "on-year": today.year,
    }  # fmt: skip
    onward = follow(client.post(f"/field/plan/{world.home}", data=plan))
    shown = client.get(onward)
    assert shown.status_code == 200
    assert "Those who go see it in their day." in shown.text


STAGES = {
    VisitState.PLANNED: visits.planned,
    VisitState.UNDER_WAY: visits.under_way,
    VisitState.SUBMITTED: visits.submitted,
    VisitState.PUBLISHED: visits.published,
}


@pytest.mark.parametrize("state", STAGES)
def test_who_sees_a_visit_at_each_stage(app, client, world, state):
    key = made_by(app, world, STAGES[state])
    with app.app_context():
        tied = visits.inspector()
        with transaction() as session:
            session.add(Tie(user_id=tied.id, home_id=world.home, kind=TieKind.BOARD))
        others = {
            "tied": tied.id,
            "near": visits.inspector("SD-HYD").id,
            "district": person(Role.DISTRICT_OFFICER, district="SD-HYD").id,
            "director": person(Role.SWD_DIRECTOR).id,
            "child protection": person(Role.CPO).id,
        }
    came_in = state in (VisitState.SUBMITTED, VisitState.PUBLISHED)
    expected = {
        world.lead: 200, world.reviewer: 200 if came_in else 404, world.far: 404, others["tied"]: 404,
        others["near"]: 200 if came_in else 404, others["district"]: 200, others["director"]: 200,
        others["child protection"]: 404, world.manager: 404,
    }  # fmt: skip
    for user, status in expected.items():
        sign_in_as(client, user)
        assert client.get(f"/office/inspections/{key}").status_code == status, (state, user)
    sign_in_as(client, world.manager)
    assert client.get(f"/provider/homes/{world.home}/reports/{key}").status_code == (200 if came_in else 404)
    assert client.get(f"/field/visits/{key}").status_code == 404


def _without_token(page):
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_a_home_sees_nothing_of_a_planned_visit(app, client, world):
    sign_in_as(client, world.manager)
    address = f"/provider/homes/{world.home}/grade"
    before = _without_token(client.get(address).text)
    made_by(app, world, visits.planned)
    assert _without_token(client.get(address).text) == before


def test_nobody_reviews_their_own_visit_by_the_page_either(app, client, world):
    from registry_app.accounts import services as accounts
    from registry_app.accounts.models import User

    key = made_by(app, world, visits.commented)
    with app.app_context():
        accounts.grant_role(db.session.get(User, world.lead), Role.REVIEWER)
    sign_in_as(client, world.lead)
    assert client.post(f"/office/inspections/{key}/review", data={"lower_to": ""}).status_code == 403
    assert visit_of(app, key, "state") == (VisitState.COMMENTED,)


def test_lowering_asks_why_and_keeps_what_was_typed(app, client, world):
    key = made_by(app, world, visits.commented)
    sign_in_as(client, world.reviewer)
    answer = client.post(f"/office/inspections/{key}/review", data={"lower_to": "C", "note": "Typed note."})
    assert answer.status_code == 200
    assert "Say why the grade is lowered." in answer.text
    assert "Typed note." in answer.text
    raised = client.post(f"/office/inspections/{key}/review", data={"lower_to": "A", "lower_reason": "Nice people."})
    assert raised.status_code == 200
    assert visit_of(app, key, "state", "grade") == (VisitState.COMMENTED, None)


def test_the_office_agrees_to_a_team_that_lacks_something(app, client, world):
    with app.app_context():
        from registry_app.accounts.models import User

        lead = db.session.get(User, world.lead)
        home = db.session.get(Home, world.home)
        key = services.plan(
            home, type=VisitType.FULL, on=clock.today(), announced=False, care_type=CareType.RESIDENTIAL, lead=lead,
            members=[], actor=lead,
        ).id  # fmt: skip
        director = person(Role.SWD_DIRECTOR).id
    sign_in_as(client, world.lead)
    refused = client.post(f"/field/visits/{key}/arrive", data={"entry": "LET_IN", "opened_by": "guard"})
    assert "Ask the office to agree" in refused.text
    sign_in_as(client, director)
    assert "fewer than three people" in client.get(f"/office/inspections/{key}").text
    follow(client.post(f"/office/inspections/{key}/team", data={"reason": "Nobody else is in the district."}))
    sign_in_as(client, world.lead)
    follow(client.post(f"/field/visits/{key}/arrive", data={"entry": "LET_IN", "opened_by": "guard"}))


def test_the_planner_changes_the_team_of_a_planned_visit(app, client, world):
    key = made_by(app, world, visits.planned)
    with app.app_context():
        officer = person(Role.DISTRICT_OFFICER, district="SD-HYD").id
        new, tied = visits.inspector().id, visits.inspector().id
        with transaction():
            db.session.add(Tie(user_id=tied, home_id=world.home, kind=TieKind.FAMILY))
    address = f"/field/visits/{key}/team"
    sign_in_as(client, world.lead)
    assert address in client.get(f"/field/visits/{key}").text
    sign_in_as(client, officer)
    assert address in client.get(f"/office/inspections/{key}").text
    page = client.get(address).text
    assert str(tied) not in page
    assert str(new) in page
    nothing = client.post(address, data={"lead": new, "members": []})
    assert "Say why." in nothing.text
    refused = client.post(address, data={"lead": tied, "members": [], "reason": "One is ill."})
    assert "error" in refused.text
    assert follow(client.post(address, data={"lead": new, "members": [], "reason": "One is ill."})).endswith(str(key))
    assert "fewer than three people" in client.get(f"/office/inspections/{key}").text
    sign_in_as(client, world.lead)
    assert client.get(address).status_code == 404
    assert client.post(address, data={"lead": world.lead, "reason": "I want to go."}).status_code == 404


def test_a_member_who_may_not_go_any_more_is_named_and_not_offered(app, client, world):
    key = made_by(app, world, visits.planned)
    with app.app_context(), transaction():
        db.session.add(Tie(user_id=world.lead, home_id=world.home, kind=TieKind.FAMILY))
    with app.app_context():
        officer = person(Role.DISTRICT_OFFICER, district="SD-HYD").id
    sign_in_as(client, officer)
    page = client.get(f"/field/visits/{key}/team").text
    assert "May not go any more" in page
    assert f'value="{world.lead}"' not in page


@pytest.mark.parametrize("who", ["manager", "reviewer", "far", "second"])
def test_who_may_not_see_a_plan_changes_no_team(app, client, world, who):
    key = made_by(app, world, visits.planned)
    sign_in_as(client, getattr(world, who))
    assert client.get(f"/field/visits/{key}/team").status_code == 404
    assert client.post(f"/field/visits/{key}/team", data={"lead": world.second, "reason": "x"}).status_code == 404


def test_the_team_of_a_begun_visit_is_changed_by_nobody(app, client, world):
    key = made_by(app, world, visits.under_way)
    sign_in_as(client, world.lead)
    assert f"/visits/{key}/team" not in client.get(f"/field/visits/{key}").text
    assert client.get(f"/field/visits/{key}/team").status_code == 303
    follow(client.post(f"/field/visits/{key}/team", data={"lead": world.second, "reason": "I am tired."}))
    with app.app_context():
        assert db.session.get(Visit, key).lead.id == world.lead


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_report_on_paper(app, client, world, lang):
    key = made_by(app, world, visits.published, S7_3=Mark.NOT_MET)
    sign_in_as(client, world.reviewer)
    answer = client.get(f"/office/inspections/{key}/report.pdf?lang={lang}")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_the_queue_goes_on_over_pages(app, client, world):
    with app.app_context():
        for _ in range(31):
            visits.planned(visits.authorised_home(), type=VisitType.RESPONSIVE, standards={"S3"})
        director = person(Role.SWD_DIRECTOR).id
    sign_in_as(client, director)
    first = client.get("/office/inspections")
    onward = re.search(r'href="(/office/inspections\?[^"]*after=[^"]+)"', first.text)[1].replace("&amp;", "&")
    assert client.get(onward).text.count("/office/inspections/") == 1
    assert client.get("/office/inspections?after=broken").text.count("<tr>") == 31
