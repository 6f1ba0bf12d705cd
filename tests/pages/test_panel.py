"""The panel's pages, walked as its people walk them: referral, assessment, ladder, view, match, meeting, decision."""

import re
from datetime import timedelta

import pytest

from gatekeeping.bodies import services as body_services
from gatekeeping.bodies.models import Body
from gatekeeping.cases.models import Case
from gatekeeping.decisions.models import Decision
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements.models import LadderAnswer, Stay
from registry_app.placements.states import Basis, Rung
from tests import manners
from tests.builders import cases as build
from tests.builders.people import person, sign_in_as


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


@pytest.fixture
def world(app):
    """Keys of a CPO and a CPU head of Hyderabad, a CPO of Sukkur, a seated panel, and an authorised home."""
    with app.app_context():
        body, members = build.a_body()
        home = build.authorised()
        return {
            "cpo": person(Role.CPO, district="SD-HYD").id,
            "head": person(Role.CPU_HEAD, district="SD-HYD").id,
            "elsewhere": person(Role.CPO, district="SD-SKR").id,
            "provider": person(Role.PROVIDER).id,
            "members": [m.id for m in members],
            "body": body.id,
            "home": home.id,
        }


def good(client, address):
    page = client.get(address)
    assert page.status_code == 200, address
    assert manners.faults(page.text) == [], address
    return page.text


def posted(client, address, **data):
    answer = client.post(address, data=data)
    assert answer.status_code == 303, re.findall(r'class="wrong"[^>]*>(.{0,200})', answer.text) or answer.text[:3000]
    return answer.headers["Location"]


REFERRAL = {
    "sex": "boy", "age": "15", "age_method": "SAID", "home_district": "SD-HYD", "name": "Marker Zulekha",
    "district": "SD-HYD", "source": "NEIGHBOUR", "danger": "no", "screening": "SAFE_AT_HOME", "legal_care": "PARENTS",
    "whereabouts": "With a neighbour", "story": "Beaten at home",
}  # fmt: skip


def assessment():
    return {
        **day("on_day", clock.today()), "necessary": "yes", "grounds": ["HARM"], "harm": "Beaten",
        "help_tried": "Three visits", "parent_objects": "no", "tracing_exhausted": "yes", "in_conflict_with_law": "no",
    }  # fmt: skip


VIEW = {
    "how": "TALK", "asked_by": "A teacher", "alone": "yes", "explained": "yes", "language": "Sindhi",
    "words": "I want to go to school", "objects_to": [],
}  # fmt: skip
MATCH = {
    "reason": "The nearest one", "school_changes": "no", "culture_mismatch": "no", "religion_mismatch": "no",
    "siblings_together": "", "shares_unit": "no", "escort_is_woman": "yes",
}  # fmt: skip


def prepared(client, world):
    """The case's address, prepared by the CPO through the pages and sent to the panel."""
    sign_in_as(client, world["cpo"])
    case = posted(client, "/panel/referrals/new", **REFERRAL)
    good(client, case)
    posted(client, f"{case}/necessity", **assessment())
    for rung, code in build.CODES.items():
        address = f"{case}/family/{rung.value}"
        good(client, address)
        posted(client, address, finding="ruled_out", code=code, evidence="A visit", **day("on_day", clock.today()))
    posted(client, f"{case}/child-view", **VIEW, **day("on_day", clock.today()))
    posted(client, f"{case}/match?care=RESIDENTIAL", home=str(world["home"]), **MATCH)
    for part in ("", "/necessity", "/family", "/child-view", "/match", "/match?care=RESIDENTIAL", "/exceptions"):
        good(client, case + part)
    posted(client, f"{case}/move/send")
    return case


def seated(client, world):
    """The meeting's address: planned and opened by the chair."""
    chair = world["members"][0]
    sign_in_as(client, chair)
    meeting = posted(client, f"/panel/bodies/{world['body']}/meetings", **day("on_day", clock.today()))
    good(client, meeting)
    posted(client, f"{meeting}/roll", **{f"here-{key}": "PRESENT" for key in world["members"]})
    return meeting


def decision(world, **facts):
    return {
        "outcome": "APPROVE", "reasons": "Each family option was looked at.", "task": "Visit the aunt",
        "task_owner": str(world["cpo"]), **day("review_on", clock.today() + timedelta(days=14)),
        **day("task_due", clock.today() + timedelta(days=7)), **{f"vote-{key}": "FOR" for key in world["members"]},
        **facts,
    }  # fmt: skip


def test_from_referral_to_stay_on_the_pages(app, client, world):
    case = prepared(client, world)
    meeting = seated(client, world)
    assert case in good(client, meeting)
    assert case in good(client, "/panel")
    good(client, f"{case}/views")
    posted(client, f"{case}/views", view="FOR", reason="The aunt cannot")
    assert "6 members have not given a view" in good(client, f"{case}/views")
    good(client, f"{case}/decide")
    record = posted(client, f"{case}/decide", **decision(world))
    assert "Each family option was looked at." in good(client, record)
    assert posted(client, f"{case}/decide", **decision(world)) == record
    assert client.get(f"{case}/decide").headers["Location"].endswith(record)
    posted(client, f"{case}/lock")
    assert "Read aloud and locked" in good(client, record)
    assert good(client, f"{case}/child-sheet").count("<li>") <= 8 + 12
    for language in ("en", "ur", "sd"):
        client.get(f"/language/{language}?next=/panel")
        paper = client.get(f"{case}/child-sheet.pdf")
        assert paper.data.startswith(b"%PDF")
    client.get("/language/en?next=/panel")
    with app.app_context():
        stay = db.session.scalars(db.select(Stay)).one()
        assert stay.basis is Basis.DECISION
        assert db.session.scalars(db.select(Decision)).one().locked_at is not None
    sign_in_as(client, world["cpo"])
    posted(client, f"{case}/tell", reaction="Nodded", **day("told_on", clock.today()))
    assert "Nodded" in good(client, record)
    good(client, "/panel/reviews")


def test_the_home_stays_closed_while_a_rung_is_open(app, client, world):
    case = prepared(client, world)
    posted(client, f"{case}/move/take_back")
    posted(client, f"{case}/family/KINSHIP", finding="possible")
    page = good(client, f"{case}/family")
    assert "Closed until each step above is answered" in page
    posted(client, f"{case}/move/send")
    seated(client, world)
    page = client.post(f"{case}/decide", data=decision(world))
    assert page.status_code == 200
    assert "The rules do not allow this decision yet" in page.text
    assert "Each family option was looked at." in page.text
    assert manners.faults(page.text) == []
    with app.app_context():
        assert db.session.scalars(db.select(Stay)).all() == []


def test_find_out_first(app, client, world):
    sign_in_as(client, world["cpo"])
    case = posted(client, "/panel/referrals/new", **REFERRAL)
    address = f"{case}/family/KINSHIP"
    refused = client.post(address, data={"finding": "find_out"})
    assert "Say who finds out." in refused.text
    posted(client, address, finding="find_out", owner=str(world["head"]), **day("due_on", clock.today()))
    assert "Find out" in good(client, case)
    refused = client.post(address, data={"finding": "ruled_out", "code": "R05_REFUSES_TO_CARE", "evidence": " "})
    assert refused.status_code == 200
    with app.app_context():
        assert db.session.scalars(db.select(LadderAnswer)).all() == []
    posted(client, f"{case}/family/FOSTER", finding="search")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"grounds": ["X01_POVERTY"]}, "never part a child"),
        ({"harm": ""}, "Write the harm and the risk."),
        ({"on_day-year": "2999"}, "The date must be today or earlier."),
    ],
)
def test_an_assessment_says_what_is_missing_and_keeps_the_words(client, world, change, sentence):
    sign_in_as(client, world["cpo"])
    case = posted(client, "/panel/referrals/new", **REFERRAL)
    page = client.post(f"{case}/necessity", data={**assessment(), **change})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Three visits" in page.text
    assert manners.faults(page.text) == []


@pytest.mark.parametrize("field", ["sex", "age", "home_district", "whereabouts", "danger", "source"])
def test_a_referral_stores_nothing_half(app, client, world, field):
    sign_in_as(client, world["cpo"])
    page = client.post("/panel/referrals/new", data={**REFERRAL, field: ""})
    assert page.status_code == 200
    assert "There is a problem" in page.text
    with app.app_context():
        assert db.session.scalars(db.select(Case)).all() == []


def test_who_may_open_what(client, world):
    case = prepared(client, world)
    seen = {}
    for who in ("elsewhere", "provider"):
        sign_in_as(client, world[who])
        seen[who] = {client.get(case + part).status_code for part in ("", "/family", "/decide", "/record")}
    assert seen == {"elsewhere": {404}, "provider": {404}}
    sign_in_as(client, world["members"][1])
    assert client.get(case).status_code == 200
    assert client.get(f"{case}/decide").status_code == 403
    assert client.post(f"{case}/necessity", data=assessment()).status_code == 403
    sign_in_as(client, world["cpo"])
    assert client.get(f"{case}/decide").status_code == 403
    assert client.get(f"{case}/views").status_code == 403
    assert client.get(f"{case}/emergency").status_code == 403


def test_a_declared_interest_takes_the_case_out_of_sight(client, world):
    case = prepared(client, world)
    meeting = seated(client, world)
    member = str(world["members"][2])
    key = case.rsplit("/", 1)[1]
    posted(client, f"{meeting}/interests", member=member, case=key, note="Her cousin")
    page = good(client, f"{case}/decide")
    assert "knows this family or home" in page
    assert f"vote-{member}" not in page
    sign_in_as(client, world["members"][2])
    assert client.get(case).status_code == 404
    assert case not in good(client, "/panel")


def test_an_emergency_is_approved_by_the_head(app, client, world):
    sign_in_as(client, world["cpo"])
    case = posted(client, "/panel/referrals/new", **REFERRAL)
    sign_in_as(client, world["head"])
    good(client, f"{case}/emergency")
    facts = {
        "home": str(world["home"]), "care_type": Rung.RESIDENTIAL.value, "danger": "Beaten", "tried": "Aunt called",
        "escort_is_woman": "yes", "shares_unit": "no", "in_conflict_with_law": "no",
    }  # fmt: skip
    page = client.post(f"{case}/emergency", data={**facts, "shares_unit": ""})
    assert "not even in an emergency" in page.text
    posted(client, f"{case}/emergency", **facts)
    assert "of 30 of the emergency" in good(client, case)
    with app.app_context():
        assert db.session.scalars(db.select(Stay)).one().basis is Basis.EMERGENCY


def test_no_name_stands_on_any_page_of_the_panel(client, world):
    case = prepared(client, world)
    for part in ("", "/necessity", "/family", "/child-view", "/match", "/exceptions"):
        assert "Zulekha" not in client.get(case + part).text
    assert "Zulekha" not in client.get("/panel").text


def test_a_roll_call_that_cannot_be_says_why(client, world):
    """Two meetings on one day, a strange key, a meeting closed twice: a sentence each time, and nothing half stored."""
    with client.application.app_context():
        body, chair = db.session.get(Body, world["body"]), db.session.get(User, world["members"][0])
        first, second = (
            f"/panel/meetings/{body_services.plan_meeting(body, on_day=clock.today(), urgent=False, actor=chair).id}"
            for _ in range(2)
        )
    sign_in_as(client, world["members"][0])
    posted(client, f"{first}/roll", **{f"here-{world['members'][0]}": "PRESENT", "here-nobody": "PRESENT"})
    posted(client, f"{second}/roll", **{f"here-{world['members'][0]}": "PRESENT"})
    assert "Another meeting of this panel is sitting" in good(client, second)
    for _ in range(2):
        posted(client, f"{first}/close")
    assert "This meeting is over." in good(client, "/panel")
