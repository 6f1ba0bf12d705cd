"""A home goes by its own name in the reader's language, in offices as in public."""

import pytest

from registry_app.accounts.states import Agency, Role
from registry_app.core.db import transaction
from registry_app.providers.homes.states import Grade
from tests.builders import applications
from tests.builders.people import person, sign_in_as

NAMES = {"en": "Open Gate", "ur": "کھلا دروازہ", "sd": "کليل در"}


@pytest.fixture
def officer(app, client):
    """A client signed in as the director of SWD, and the addresses that show the home of an application."""
    with app.app_context():
        application = applications.visited()
        home = application.home
        with transaction():
            home.name, home.name_ur, home.name_sd = NAMES["en"], NAMES["ur"], NAMES["sd"]
            home.grade, home.grade_on, home.grade_with_notice = Grade.D, home.known_since, False
            home.protection_met = True
        pages = [
            "/office/homes",
            f"/office/homes/{home.register_number}",
            f"/office/applications/{application.id}",
            "/office/applications",
            "/dash/inadequate",
        ]
        sign_in_as(client, person(Role.SWD_DIRECTOR, agency=Agency.SWD))
        return client, pages


@pytest.mark.parametrize("lang", NAMES)
def test_an_office_reads_the_name_in_its_language(officer, lang):
    client, pages = officer
    client.get(f"/language/{lang}")
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert NAMES[lang] in answer.text, page
        assert lang == "en" or NAMES["en"] not in answer.text, page
