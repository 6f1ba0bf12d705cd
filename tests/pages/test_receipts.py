"""The receipt of an application: the district office and its number, or where to ask for it, on the page and as PDF."""

from unittest.mock import patch

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.core.i18n import in_language
from registry_app.providers.applications import receipts
from registry_app.providers.applications.models import Application
from registry_app.providers.directory import services as directory
from registry_app.providers.directory.states import Days, RunBy, ServiceKind
from tests import manners
from tests.builders import applications, filling
from tests.builders.people import person, sign_in_as


def list_office(district):
    officer = person(Role.DISTRICT_OFFICER, district=district, agency=Agency.SWD)
    return directory.put(
        None, actor=officer, name="Office of Hyderabad", name_ur="دفتر حیدرآباد", name_sd="آفيس حيدرآباد",
        kind=ServiceKind.WELFARE_OFFICE, run_by=RunBy.DEPARTMENT, district=district, phone="022 5550123", place="",
        days=Days.MON_SAT, opens="09:00", closes="16:00", may_refer=[], agreed_until=None, public=True,
    )  # fmt: skip


@pytest.fixture
def sent(app):
    """Keys of an application that was sent, and of its applicant."""
    with app.app_context():
        application = applications.sent()
        return application.id, application.applicant_id


def said(app, key, language):
    """The words of the PDF."""
    with app.app_context(), patch.object(receipts.pdf, "para") as paras, patch.object(receipts.pdf, "facts") as facts:
        application = db.session.get_one(Application, key)
        in_language(language, lambda: receipts.story(application, language))
        return [call.args[0] for call in paras.call_args_list], dict(facts.call_args.args[0])


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_it_names_the_office_and_its_number(client, app, sent, language):
    key, applicant = sent
    with app.app_context():
        list_office("SD-HYD")
    sign_in_as(client, applicant).get(f"/language/{language}?next=/home")
    page = client.get(f"/provider/applications/{key}/sent").text
    name = {"en": "Office of Hyderabad", "ur": "دفتر حیدرآباد", "sd": "آفيس حيدرآباد"}[language]
    assert manners.faults(page, language=language) == []
    assert name in page
    assert "022 5550123" in page
    lines, facts = said(app, key, language)
    assert name in lines
    assert any("022 5550123" in line for line in lines)
    assert any("A-TEST-" in fact for fact in facts.values())


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_where_no_office_is_listed_it_says_where_to_ask(client, app, sent, language):
    key, applicant = sent
    with app.app_context():
        list_office("SD-SKR")
        ended = list_office("SD-HYD")
        with transaction():
            ended.ended_on = clock.today()
    sign_in_as(client, applicant).get(f"/language/{language}?next=/home")
    page = client.get(f"/provider/applications/{key}/sent").text
    assert manners.faults(page, language=language) == []
    assert "1121" in page
    assert "022 5550123" not in page
    assert any("1121" in line for line in said(app, key, language)[0])


def test_the_pdf_is_for_the_applicant_and_only_once_it_was_sent(client, app, sent):
    key, applicant = sent
    with app.app_context():
        stranger = person(Role.PROVIDER)
        draft = filling.services.start(
            track=filling.Track.FACILITIES, suitability=filling.SUITABILITY, actor=stranger
        ).id
        stranger = stranger.id
    sign_in_as(client, applicant)
    for language in ("en", "ur", "sd"):
        answer = client.get(f"/provider/applications/{key}/receipt-{language}.pdf")
        assert answer.data.startswith(b"%PDF")
    assert client.get(f"/provider/applications/{key}/receipt-fr.pdf").status_code == 404
    sign_in_as(client, stranger)
    assert client.get(f"/provider/applications/{key}/receipt-en.pdf").status_code == 404
    assert client.get(f"/provider/applications/{draft}/receipt-en.pdf").status_code == 404


def test_its_number_stays_on_one_line(client, app, sent):
    key, applicant = sent
    page = sign_in_as(client, applicant).get(f"/provider/applications/{key}").text
    assert '<bdi class="tabular nowrap">A-TEST-' in page
