"""Every page that anybody of the demonstration can reach, in three languages: it answers, and its manners are good.

On PostgreSQL it is asked whether every page answers; what a page looks like does not hang on the database.
"""

import os
import re
from collections import defaultdict, deque
from functools import cache
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from registry_app.accounts.models import User
from registry_app.core.db import db
from tests import manners
from tests.builders.people import sign_in_as

PEOPLE = [
    None, "registrar", "authoriser", "dg", "director", "district.hyd", "inspector1", "scpa.inspector", "reviewer",
    "cpo.hyd", "cpuhead.hyd", "chair.hyd", "member1", "complaints.hyd", "law", "desk", "manager", "owner", "foster",
    "twg", "dpo", "auditor", "admin",
]  # fmt: skip
EACH_ROUTE = int(os.environ.get("PAGES_EACH_ROUTE", "2"))
LINK = re.compile(r'href="(/[^"#]*)')
LEAVE = ("/sign-out", "/x", "/language/", "/static/", "/h/", "/healthz", "/readyz")


@pytest.fixture(scope="module")
def sindh(the_app: Flask, house):
    """The application with the made-up Sindh loaded once for this file."""
    from registry_app.demo.sindh import load
    from registry_app.pages import loading

    with the_app.app_context():
        db.session.remove()
        db.engine.dispose()
    house.fresh()
    with the_app.app_context():
        list(loading.load_all())
        list(load(scale=1, seed=2026))
    yield the_app
    with the_app.app_context():
        db.session.remove()
        db.engine.dispose()


def starts(name):
    public = ["/{lang}/", "/{lang}/register", "/{lang}/apply", "/sign-in", "/demo/outbox", "/b"]
    return (
        public
        if name is None
        else ["/home", "/account", "/provider", "/field", "/office/applications", "/panel", "/dash"]
    )


def crawl(app, client, name, language, each_route):
    """Every address that can be reached by links, a few for each route, with its answer."""
    seen, waiting, taken = set(), deque(a.format(lang=language) for a in starts(name)), defaultdict(int)
    adapter = app.url_map.bind("localhost")
    while waiting:
        address = waiting.popleft()
        path = urlsplit(address).path
        if path in seen or path.startswith(LEAVE):
            continue
        seen.add(path)
        try:
            endpoint, _ = adapter.match(path, method="GET")
        except (HTTPException, RequestRedirect):
            endpoint = path
        if taken[endpoint] >= each_route:
            continue
        taken[endpoint] += 1
        answer = client.get(address)
        yield address, answer
        if answer.mimetype == "text/html" and answer.status_code == 200:
            waiting.extend(urljoin(address, found.replace("&amp;", "&")) for found in LINK.findall(answer.text))
        elif answer.status_code in (302, 303):
            waiting.append(answer.headers["Location"])


@cache
def _faults(html: str, language: str) -> tuple[str, ...]:
    """What is wrong with a page; read once, also where many people get the same page."""
    left = manners.english_left(html) if language != "en" else []
    return (*manners.faults(html), *(f"in English: {text}" for text in left))


def pytest_generate_tests(metafunc):
    if "language" in metafunc.fixturenames:
        everywhere = metafunc.config.getoption("--database") == "sqlite"
        metafunc.parametrize("language", ["en", "ur", "sd"] if everywhere else ["en"])


@pytest.mark.parametrize("name", PEOPLE, ids=lambda name: name or "anyone")
def test_every_page_answers_with_good_manners(sindh, name, language, request):
    looked_at = request.config.getoption("--database") == "sqlite"
    client = sindh.test_client()
    if name:
        with sindh.app_context():
            key = db.session.scalars(select(User.id).where(User.email == f"{name}@example.org")).one()
        sign_in_as(client, key)
    client.get(f"/language/{language}")
    # What a person may do does not hang on the language, so one page a route is enough in Urdu and in Sindhi.
    each_route, wrong = EACH_ROUTE if language == "en" else 1, []
    for address, answer in crawl(sindh, client, name, language, each_route):
        first = address in {start.format(lang=language) for start in starts(name)}
        if answer.status_code >= 500 or (answer.status_code >= 400 and not first):
            wrong.append(f"{address}: {answer.status_code}")
        if looked_at and answer.mimetype == "text/html" and answer.status_code == 200:
            wrong += [f"{address}: {fault}" for fault in _faults(answer.text, language)]
    assert wrong == [], "\n".join(wrong[:40])
