"""Every actor x every route: what the table of permissions says is what the address answers, and no address breaks."""

import inspect

import pytest

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.access import Public, allows
from registry_app.core.db import db
from tests.builders import authorisations as built
from tests.builders.people import person, sign_in_as
from tests.conventions.test_routes import values

# It ends the session of whoever asks; tests/services/test_core.py signs out.
LAST = "accounts.sign_out"


def routes(app):
    """Each closed route: view, parts of an address that names nothing there is, method, address."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint in ("static", LAST) or isinstance(view.permission, Public):
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            address = adapter.build(rule.endpoint, values(rule))
            yield view, adapter.match(address, method=method)[1], method, address


def said(actor, view, parts) -> int:
    """The status the table asks for: 404 not in what one may see, 403 seen but not allowed, 200 let in."""
    subject = None
    if view.load is not None:
        named = set(inspect.signature(view.load).parameters)
        subject = view.load(actor, **{name: part for name, part in parts.items() if name in named})
        if subject is None:
            return 404
    return 200 if allows(actor, view.permission, subject) else 403


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_each_route_answers_each_role_as_the_table_says(app, client, role):
    with app.app_context():
        built.in_force()
        key = person(role, district="SD-HYD").id
    sign_in_as(client, key)
    wrong = []
    for view, parts, method, address in routes(app):
        with app.app_context():
            wanted = said(db.session.get(User, key), view, parts)
        got = client.open(address, method=method).status_code
        if got >= 500 or (got == 403) != (wanted == 403) or (wanted == 404 and got != 404):
            wrong.append(f"{method} {address}: {got}, the table says {wanted}")
    assert wrong == []


def test_each_role_is_let_in_somewhere_and_kept_out_somewhere(app):
    """A table that lets nobody in, or everybody, would pass the test above."""
    with app.app_context():
        for role in Role:
            actor = person(role, district="SD-HYD")
            answers = {said(actor, view, parts) for view, parts, _method, _address in routes(app)}
            assert answers >= {200, 403}, role
