"""A phone that kept the checking page opens a certificate's code where there is no network."""

import re
import subprocess
import sys

import pytest

from tests.journeys import filling
from tests.journeys.looking import faults, sideways

FIND = """
from registry_app.app import create_app
from registry_app.core import settings
app = create_app(settings.from_environment())
with app.test_request_context():
    from registry_app.core.db import db
    from registry_app.providers.authorisations.models import Authorisation
    from registry_app.providers.seals import queries
    one = db.session.scalars(db.select(Authorisation).where(Authorisation.standing == "IN_FORCE")).first()
    print(one.certificate_number, queries.token(one))
"""


@pytest.fixture(scope="module")
def code(place):
    found = subprocess.run(
        [sys.executable, "-c", FIND], env=place.environment, capture_output=True, text=True, check=True
    )
    number, token = found.stdout.split()
    return number, token


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_kept_once_it_checks_without_a_network(visitor, code, language):
    page = visitor(width=320)
    number, token = code
    page.goto(f"/language/{language}?next=/verify")
    page.goto("/verify/offline")
    assert faults(page) == []
    assert sideways(page) <= 0
    page.locator("[data-keep] button").click()
    page.wait_for_selector("[data-keep] [role=status]:not(:empty)")
    page.context.set_offline(True)
    page.goto(f"/verify/{number}?c={token}")
    page.wait_for_selector("[data-result] .notice--done")
    assert number in page.locator("[data-result]").inner_text()
    assert faults(page) == []
    assert sideways(page) <= 0
    page.goto(f"/verify/{number}?c={token[:-4]}AAAA")
    page.wait_for_selector("[data-result] .notice--bad")
    assert number not in page.locator("[data-result]").inner_text()
    page.goto(f"/verify/SCPA-2026-77777-R?c={token}")
    page.wait_for_selector("[data-result] .notice--bad")
    page.goto(f"/verify/{number}")
    assert not re.search("notice", page.locator("[data-result]").inner_html())
    page.locator("textarea").fill(f"https://x.example/verify/{number}?c={token}")
    page.locator("form[data-offline] button").click()
    page.wait_for_selector("[data-result] .notice--done")
    page.locator("textarea").fill(number)
    page.locator("form[data-offline] button").click()
    page.wait_for_selector("[data-result] .notice--warn")


def test_without_scripts_the_page_asks_the_office(visitor, code):
    number, token = code
    page = visitor(javascript=False)
    page.goto("/verify/offline")
    page.locator("textarea").fill(f"https://x.example/verify/{number}?c={token}")
    filling.sent(page, page.locator("form[data-offline] button"))
    assert page.url.endswith(f"/verify/{number}?c={token}")
    assert page.locator(".notice--done").count() == 1
