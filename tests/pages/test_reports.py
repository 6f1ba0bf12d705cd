"""The pages of the report: for those who may read it, in three languages, with files to take away."""

import json

import pytest

from complaints import filing
from complaints.filing import Telling
from complaints.states import Category
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.pages.reports import month as months
from tests import manners
from tests.builders.homes import a_home
from tests.builders.people import person, sign_in_as

THIS = str(months.of(clock.today()))


@pytest.fixture
def readers(app):
    with app.app_context():
        home = a_home("SD-SKR")
        for _ in range(3):
            filing.file_message(Telling(category=Category.FOOD, home=home))
        return {
            "director": person(Role.SWD_DIRECTOR, agency=Agency.SWD).id,
            "group": person(Role.TWG).id,
            "dpo": person(Role.DPO).id,
            "auditor": person(Role.AUDITOR).id,
        }


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
@pytest.mark.parametrize("who", ["director", "group"])
def test_the_month_on_screen(client, readers, who, language):
    sign_in_as(client, readers[who])
    client.get(f"/language/{language}")
    assert manners.faults(client.get("/reports").text, language=language) == []
    page = client.get(f"/reports/monthly/{THIS}")
    assert page.status_code == 200
    assert manners.faults(page.text, language=language) == []
    assert page.text.count("<figure") == 6


def test_small_numbers_are_for_the_authorities_only(client, readers):
    sign_in_as(client, readers["director"])
    exact = json.loads(client.get(f"/reports/monthly/{THIS}/en.json").data)
    sign_in_as(client, readers["group"])
    hidden = json.loads(client.get(f"/reports/monthly/{THIS}/en.json").data)
    assert exact["tables"]["messages_level"]["lines"][-1]["received"] == 3
    assert hidden["tables"]["messages_level"]["lines"][-1]["received"] == "<5"
    assert hidden["small_numbers_hidden"]


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfmonth"), ("json", b"{")]
)
def test_the_files(client, readers, ending, begins):
    sign_in_as(client, readers["auditor"])
    answer = client.get(f"/reports/monthly/{THIS}/ur.{ending}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert f'filename="monthly-report-{THIS}-ur.{ending}"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("written", ["2026-13", "2099-01", "2001-01", "x"])
def test_months_that_are_none(client, readers, written):
    sign_in_as(client, readers["dpo"])
    assert client.get(f"/reports/monthly/{written}").status_code == 404
    assert client.get(f"/reports/monthly/{written}/en.pdf").status_code == 404
    assert client.get(f"/reports/monthly/{THIS}/fr.pdf").status_code == 404
    assert client.get(f"/reports/monthly/{THIS}/en.docx").status_code == 404


@pytest.mark.parametrize("role", [Role.CPO, Role.PROVIDER, Role.ADMIN, Role.INSPECTOR, Role.COMPLAINT_OFFICER])
def test_others_read_no_report(app, client, role):
    with app.app_context():
        key = person(role).id
    sign_in_as(client, key)
    for address in ("/reports", f"/reports/monthly/{THIS}", f"/reports/monthly/{THIS}/en.csv"):
        assert client.get(address).status_code == 403
