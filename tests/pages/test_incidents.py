"""Reports of incidents on screen: sent with and without an account, read by number, worked on by the offices."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from complaints.models import Complaint
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.placements.incidents import services
from registry_app.placements.incidents.models import Incident
from registry_app.placements.incidents.states import IncidentKind, IncidentState
from tests import manners
from tests.builders import homes
from tests.builders.incidents import report, stands_at
from tests.builders.people import person, sign_in_as

OPENER = re.compile(r"R-[2-9A-Y]{10}-[2-9A-Y]")


def boxes(**facts):
    day = clock.local(clock.now() - timedelta(days=1))
    return {
        "kind": "ACCIDENT", "day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year),
        "hour": "07:30", "words": "He fell from the roof.", "who": "NOBODY", **facts,
    }  # fmt: skip


@pytest.fixture
def town(app):
    """A home with its manager and a colleague, an officer of its unit, and people who have nothing to do with it."""
    with app.app_context():
        manager, colleague, stranger = (person(Role.PROVIDER) for _ in range(3))
        head, other = (person(Role.CPU_HEAD, district=code) for code in ("SD-HYD", "SD-SKR"))
        home = homes.home(manager, colleague, name="Noor House")
        keys = {"manager": manager.id, "colleague": colleague.id, "stranger": stranger.id, "head": head.id}
        keys |= {"other": other.id}
        facts = {"home": str(home.id), "number": home.register_number}
    return {name: sign_in_as(app.test_client(), key) for name, key in keys.items()} | facts


def test_a_report_goes_its_whole_way(app, town):
    colleague, manager, head = town["colleague"], town["manager"], town["head"]
    sent = colleague.post("/provider/incidents/new", data=boxes(home=town["home"], kind="PUNISHMENT", who="MANAGER"))
    assert sent.status_code == 303
    receipt = colleague.get(sent.headers["Location"])
    opener = OPENER.search(receipt.text)[0]
    assert manners.faults(receipt.text) == []
    assert colleague.post("/provider/incidents/written-down").status_code == 303
    assert colleague.get("/provider/incidents/sent").status_code == 303
    with app.app_context():
        key = db.session.scalar(select(Incident.id))
    own, office = f"/provider/incidents/{key}", f"/office/incidents/{key}"
    assert "He fell from the roof." in colleague.get(own).text
    assert manager.get(own).status_code == 404
    assert str(key) not in manager.get("/provider/incidents").text
    page = head.get(office)
    assert "He fell from the roof." in page.text
    assert manners.faults(page.text) == []
    for verb, data in (
        ("contact", {"contact-words": "Spoken."}),
        ("follow", {"follow-kind": "SAFE", "follow-words": "Seen."}),
        ("release", {"release-summary": "No more standing at night."}),
        ("close", {"close-outcome": "CONFIRMED", "close-answer": "Thank you."}),
        ("reopen", {"reopen-words": "Again."}),
    ):
        assert head.post(f"{office}/{verb}", data=data).status_code == 303, verb
    told = manager.get(own)
    assert "No more standing at night." in told.text
    assert "He fell" not in told.text
    assert "Thank you." not in told.text
    assert manners.faults(told.text) == []
    anybody = app.test_client()
    assert "An office works on it" in anybody.post("/en/staff-report/outcome", data={"code": opener}).text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Complaint)) == 0


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_without_an_account_and_in_three_languages(app, town, language):
    anybody = app.test_client()
    start = f"/{language}/staff-report"
    assert manners.faults(anybody.get(start).text, language=language) == []
    wrong = anybody.post(start, data=boxes(home="H-99999-A", hour="25:00"))
    assert "He fell from the roof." in wrong.text
    assert manners.faults(wrong.text, language=language) == []
    sent = anybody.post(start, data=boxes(home=town["number"].lower(), kind="ABUSE", hour="0730"))
    assert sent.status_code == 303
    receipt = anybody.get(sent.headers["Location"])
    assert OPENER.search(receipt.text)
    assert "1121" in receipt.text
    assert manners.faults(receipt.text, language=language) == []
    assert manners.english_left(receipt.text) == []
    assert anybody.post(f"{start}/written-down").status_code == 303
    assert anybody.get(f"{start}/sent").status_code == 303
    nothing = anybody.post(f"{start}/outcome", data={"code": "R-2222222222-2"})
    assert manners.faults(nothing.text, language=language) == []
    assert manners.english_left(nothing.text) == []
    town["head"].get(f"/language/{language}?next=/office/incidents")
    page = town["head"].get("/office/incidents")
    assert manners.faults(page.text, language=language) == []
    assert manners.english_left(page.text) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"hour": "25:00"}, "24-hour clock"),
        ({"words": " "}, "Fill in this box"),
        ({"kind": ""}, "Choose one"),
        ({"home": "H-99999-A"}, "No home has this number"),
        ({"children": "Muhammad Ali Khan of Latifabad"}, "No names"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(app, town, change, sentence):
    page = app.test_client().post("/en/staff-report", data={**boxes(home=town["number"]), **change})
    assert sentence in page.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Incident)) == 0


def test_keys_of_others_open_nothing(app, town):
    with app.app_context():
        home = homes.home(person(Role.PROVIDER), district="SD-KCE")
        elsewhere = str(report(home, IncidentKind.ACCIDENT)[0].id)
        foreign = str(home.id)
    for name in ("manager", "colleague", "stranger"):
        assert town[name].get(f"/provider/incidents/{elsewhere}").status_code == 404
        assert town[name].get("/office/incidents").status_code == 403
        assert town[name].get(f"/office/incidents/{elsewhere}").status_code == 404
        assert "Choose one" in town[name].post("/provider/incidents/new", data=boxes(home=foreign)).text
    for name in ("head", "other"):
        assert town[name].get(f"/office/incidents/{elsewhere}").status_code == 404
        assert town[name].post(f"/office/incidents/{elsewhere}/contact", data={"contact-words": "x"}).status_code == 404
        assert town[name].get("/provider/incidents").status_code == 403
        assert elsewhere not in town[name].get("/office/incidents").text
    assert town["head"].post(f"/office/incidents/{elsewhere}/unknown").status_code == 404


@pytest.mark.parametrize("state", list(IncidentState))
def test_a_step_that_is_not_possible_is_refused_with_a_sentence(app, town, state):
    with app.app_context():
        home = homes.home(person(Role.PROVIDER))
        incident, _opener = report(home, IncidentKind.ACCIDENT)
        stands_at(incident, state, person(Role.CPU_HEAD, district="SD-HYD"))
        address = f"/office/incidents/{incident.id}"
    verb, data = ("follow", {"follow-kind": "NOTE", "follow-words": "x"}) if state != "IN_HAND" else (
        "contact", {"contact-words": "x"}
    )  # fmt: skip
    page = town["head"].post(f"{address}/{verb}", data=data)
    assert page.status_code == 422
    assert "not possible now" in page.text
    assert manners.faults(page.text) == []


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(app, town):
    def questions():
        asked = []
        with app.app_context():
            engine = db.engine

        def count(*_args):
            asked.append(1)

        event.listen(engine, "before_cursor_execute", count)
        try:
            assert town["head"].get("/office/incidents").status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return len(asked)

    with app.app_context():
        report(homes.home(person(Role.PROVIDER)))
    town["head"].get("/office/incidents")
    few = questions()
    with app.app_context():
        for _ in range(6):
            report(homes.home(person(Role.PROVIDER)))
    assert questions() == few


def test_many_reports_from_one_browser_wait_and_a_home_is_never_locked_out(app, town):
    flood, other = app.test_client(), app.test_client()
    body = boxes(home=town["number"])
    for _n in range(services.OWN_TRIES):
        assert flood.post("/en/staff-report", data=body).status_code == 303
    waits = flood.post("/en/staff-report", data=body)
    assert (waits.status_code, "Wait half a minute" in waits.text) == (200, True)
    assert "He fell from the roof." in waits.text
    assert other.post("/en/staff-report", data=body).status_code == 303
    with clock.set_to(clock.now() + services.WAIT + timedelta(seconds=1)):
        assert flood.post("/en/staff-report", data=body).status_code == 303


def test_after_many_about_one_home_everybody_waits_but_is_heard(app, town, monkeypatch):
    monkeypatch.setattr(services, "HOME_TRIES", 1)
    body = boxes(home=town["number"])
    assert app.test_client().post("/en/staff-report", data=body).status_code == 303
    late = app.test_client()
    assert "Wait half a minute" in late.post("/en/staff-report", data=body).text
    with clock.set_to(clock.now() + services.WAIT + timedelta(seconds=1)):
        assert late.post("/en/staff-report", data=body).status_code == 303
