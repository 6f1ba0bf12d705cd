"""Setting aside, notices of intent and opinions on screen: who opens what, what is typed, and what stays to be read."""

from types import SimpleNamespace

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core.db import db
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import State
from registry_app.providers.authorisations import queries
from registry_app.providers.authorisations.set_aside_services import set_decision_aside
from registry_app.providers.homes.states import CareType
from registry_app.providers.need import queries as need
from registry_app.providers.need.models import IntentNotice
from tests import manners
from tests.builders import authorisations as built
from tests.builders.people import person, sign_in_as

PEOPLE = {
    "registrar": (Role.REGISTRY_OFFICER, None, Agency.SCPA),
    "dg": (Role.SCPA_DG, None, Agency.SCPA),
    "director": (Role.SWD_DIRECTOR, None, Agency.SWD),
    "owner": (Role.PROVIDER, None, Agency.OTHER),
    "stranger": (Role.PROVIDER, None, Agency.OTHER),
}


@pytest.fixture
def world(app):
    with app.app_context(), built.without_setting():
        built.in_force()
        made = {name: person(role, district=where, agency=of) for name, (role, where, of) in PEOPLE.items()}
        given = built.authorised(made["owner"])
        asking = built.recommended(made["owner"], care_type=CareType.RESIDENTIAL)
        return SimpleNamespace(
            **{name: user.id for name, user in made.items()}, decided=given.ruling.application_id, asking=asking.id,
            decider=given.decided_by_id, number=given.certificate_number, ruling=given.ruling_id,
        )  # fmt: skip


def as_(client, world, who):
    return sign_in_as(client, getattr(world, who))


def test_only_another_person_who_decides_sets_a_decision_aside(client, world):
    address = f"/office/applications/{world.decided}/set-aside"
    statuses = {"dg": 200, "decider": 403, "registrar": 403, "director": 403, "owner": 403, "stranger": 404}
    for who, status in statuses.items():
        got = as_(client, world, who)
        assert got.get(address).status_code == status, who
        assert (got.post(address, data={"reason": "x"}).status_code == 200) is (status == 200), who


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_it_is_set_aside_with_a_reason_and_stays_to_be_read_on_both_sides(client, app, world, lang):
    address = f"/office/applications/{world.decided}"
    as_(client, world, "dg")
    client.get(f"/language/{lang}")
    bare = client.post(f"{address}/set-aside", data={"reason": "", "back_to": "RECOMMENDED"})
    assert bare.status_code == 200
    assert manners.faults(bare.text, language=lang) == []
    why = "The hearing had no notice."
    assert client.post(f"{address}/set-aside", data={"reason": why, "back_to": "RECOMMENDED"}).status_code == 303
    assert client.get(f"{address}/set-aside").status_code in (303, 403)
    page = client.get(address).text
    assert why in page
    assert world.number in page
    assert manners.faults(page, language=lang) == []
    for which in ("decision", "aside"):
        assert client.get(f"{address}/undone/{world.ruling}/{which}-{lang}.pdf").mimetype == "application/pdf"
    assert client.get(f"{address}/undone/{world.ruling}/other-en.pdf").status_code == 404
    as_(client, world, "owner")
    client.get(f"/language/{lang}")
    own = f"/provider/applications/{world.decided}"
    assert f"{own}/undone" in client.get(own).text
    page = client.get(f"{own}/undone").text
    assert why in page
    assert manners.faults(page, language=lang) == []
    for which in ("decision", "aside"):
        assert client.get(f"{own}/undone/{world.ruling}/{which}.pdf?lang={lang}").mimetype == "application/pdf"
    as_(client, world, "stranger")
    assert client.get(f"{own}/undone").status_code == 404
    with app.app_context():
        assert db.session.get(Application, world.decided).state is State.RECOMMENDED


def test_the_public_reads_that_it_is_not_in_force(client, app, world):
    with app.app_context(), built.without_setting():
        application = db.session.get(Application, world.decided)
        set_decision_aside(application, reason="No notice.", back_to=State.RECOMMENDED, actor=person(Role.SCPA_DG))
    page = client.get(f"/verify/{world.number}", follow_redirects=True).text
    assert "was set aside" in page
    assert "No notice." not in page
    said = client.get(f"/api/v1/verify/{world.number}").get_json()
    assert "SET_ASIDE" in str(said)


def test_both_sides_read_the_same_last_days(client, world):
    last = as_(client, world, "registrar").get(f"/office/applications/{world.asking}").text
    own = as_(client, world, "owner").get(f"/provider/applications/{world.asking}").text
    for page in (last, own):
        assert "Decide: <bdi>" in page
        assert "90 days left" in page


INTENT = {"district": "SD-HYD", "care_type": "RESIDENTIAL", "sexes": "GIRLS", "places": "20", "why": "There is none."}


@pytest.mark.parametrize("lang", ["en", "ur", "sd"])
def test_a_notice_is_given_read_and_answered(client, app, world, lang):
    as_(client, world, "owner")
    client.get(f"/language/{lang}")
    kept = client.post("/provider/intent/new", data={**INTENT, "places": "many"})
    assert kept.status_code == 200
    assert "There is none." in kept.text
    assert manners.faults(kept.text, language=lang) == []
    assert client.post("/provider/intent/new", data=INTENT).status_code == 303
    with app.app_context():
        key = db.session.scalars(db.select(IntentNotice.id)).one()
    own = f"/provider/intent/{key}"
    assert manners.faults(client.get(own).text, language=lang) == []
    assert manners.faults(client.get("/provider/intent").text, language=lang) == []
    assert as_(client, world, "stranger").get(own).status_code == 404
    office = f"/office/need/{key}"
    assert as_(client, world, "director").get(office).status_code == 200
    assert client.get(f"{office}/answer").status_code == 403
    as_(client, world, "registrar")
    client.get(f"/language/{lang}")
    for page in ("/office/need", office, f"{office}/answer"):
        assert manners.faults(client.get(page).text, language=lang) == [], page
    assert client.post(f"{office}/answer", data={"need": "", "words": ""}).status_code == 200
    assert client.post(f"{office}/answer", data={"need": "NOT_NEEDED", "words": "Two are empty."}).status_code == 303
    assert client.get(f"{office}/answer").status_code == 303
    assert "Two are empty." in client.get("/office/need?show=ended").text + client.get(office).text
    assert "Two are empty." in as_(client, world, "owner").get(own).text
    client.post(f"{own}/take-back")
    with app.app_context():
        assert db.session.get(IntentNotice, key).state.value == "ANSWERED"


def test_the_decision_shows_the_opinion_and_demands_an_answer(client, app, world):
    opine = f"/office/applications/{world.asking}/need"
    assert as_(client, world, "director").get(opine).status_code == 403
    decide = f"/office/applications/{world.asking}/decision"
    assert "has not written yet" in as_(client, world, "dg").get(decide).text
    as_(client, world, "registrar")
    assert "Is this home needed?" in client.get(f"/office/applications/{world.asking}").text
    assert client.post(opine, data={"need": "NOT_NEEDED", "words": "Two are empty."}).status_code == 303
    as_(client, world, "dg")
    page = client.get(decide).text
    assert "Two are empty." in page
    with app.app_context():
        home = db.session.get(Application, world.asking).home
        places = f"places_{home.services[0].id.hex}"
    form = {"outcome": "FULL", "reasons": "All is there.", places: "10", "need_answer": ""}
    assert "Answer in writing whether" in client.post(decide, data=form).text
    with built.without_setting():
        assert client.post(decide, data={**form, "need_answer": "From the camps."}).status_code == 303
    with app.app_context():
        application = db.session.get(Application, world.asking)
        assert queries.ruling(application).need_answer == "From the camps."
        assert need.opinion_on(application).need.value == "NOT_NEEDED"
