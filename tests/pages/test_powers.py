"""The table of powers on screen: read by the offices, changed by the legal focal person, dated."""

from datetime import timedelta

import pytest

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.providers.powers import queries, services
from registry_app.providers.powers.states import Act, GradePublication, Mode
from tests import manners
from tests.builders.people import person, sign_in_as

FORM = {
    "holder": "SCPA_DG", "basis": "Rules 2026 r.4", "status": "IN_FORCE", "since-day": "1", "since-month": "6",
    "since-year": "2026",
}  # fmt: skip


@pytest.fixture
def people(app):
    with app.app_context():
        services.load_reference()
        return {role: person(role).id for role in (Role.LAW_OFFICER, Role.AUTHORISER, Role.PROVIDER)}


def test_who_reads_and_who_changes(client, people):
    assert client.get("/office/powers").status_code == 303
    expected = {Role.LAW_OFFICER: (200, 200), Role.AUTHORISER: (200, 403), Role.PROVIDER: (403, 403)}
    for role, statuses in expected.items():
        sign_in_as(client, people[role])
        assert (
            client.get("/office/powers").status_code,
            client.get("/office/powers/authorise").status_code,
        ) == statuses
    sign_in_as(client, people[Role.LAW_OFFICER])
    assert client.get("/office/powers/conquer").status_code == 404


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_the_pages_have_their_manners(client, people, lang):
    sign_in_as(client, people[Role.LAW_OFFICER])
    client.get(f"/language/{lang}")
    for page in ("", "/authorise", "/publish_grade"):
        assert manners.faults(client.get(f"/office/powers{page}").text) == []


def test_a_change_counts_from_its_day(client, app, people):
    sign_in_as(client, people[Role.LAW_OFFICER])
    with app.app_context():
        assert queries.may_act(Act.AUTHORISE) is Mode.RECOMMEND
    assert client.post("/office/powers/authorise", data=FORM).status_code == 303
    with app.app_context():
        assert queries.may_act(Act.AUTHORISE) is Mode.ACT
        assert queries.power(Act.AUTHORISE).changed_by == people[Role.LAW_OFFICER]
    again = client.post("/office/powers/authorise", data=FORM)
    assert "There is a change with this date or a later one." in again.text
    assert "Rules 2026 r.4" in again.text
    bare = client.post("/office/powers/authorise", data={**FORM, "basis": "", "since-month": "7"})
    assert "A power in force needs its legal basis" in bare.text


def test_a_change_of_the_power_does_not_change_what_is_public(client, app, people):
    sign_in_as(client, people[Role.LAW_OFFICER])
    assert client.post("/office/powers/publish_grade", data={**FORM, "setting": "status"}).status_code == 303
    with app.app_context():
        assert queries.publish_grade() is GradePublication.OFF


def test_what_is_public_is_proposed_by_one_and_approved_by_another(client, app, people):
    with app.app_context():
        director = person(Role.SCPA_DG).id
        services.change(Act.PUBLISH_GRADE, holder="SCPA_AUTHORITY", basis="Rules", status="IN_FORCE", actor=person(),
                        since=clock.today() - timedelta(days=1))  # fmt: skip
    law, today = people[Role.LAW_OFFICER], clock.today()
    sign_in_as(client, law)
    form = {"setting": "status", "since-day": today.day, "since-month": today.month, "since-year": today.year}
    bare = client.post("/office/powers/publish_grade/publication", data=form)
    assert "Write the reason." in bare.text
    form["why"] = "The rules of 2026 say so."
    assert client.post("/office/powers/publish_grade/publication", data=form).status_code == 303
    assert client.get("/office/powers/authorise/publication").status_code == 404
    page = client.get("/office/powers/publication").text
    assert "Waiting for approval" in page
    assert "/approve" not in page
    with app.app_context():
        key = queries.open_proposal(Act.PUBLISH_GRADE).id
    address = f"/office/powers/publication/{key}/approve"
    for who, status in ((law, 403), (people[Role.PROVIDER], 403), (people[Role.AUTHORISER], 403), (director, 303)):
        sign_in_as(client, who)
        assert client.post(address).status_code == status
    page = client.get("/office/powers/publication").text
    assert "Approved" in page
    assert manners.faults(page) == []
    with app.app_context():
        assert queries.publish_grade() is GradePublication.STATUS
