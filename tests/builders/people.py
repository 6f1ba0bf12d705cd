"""People for tests: an account with a role, signed in without the slow password."""

from itertools import count
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert

from registry_app.accounts import services
from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock, sealing
from registry_app.core.db import db
from registry_app.core.sessions import STAFF, ServerSessions, WebSession, _digest
from tests.builders import officials

_numbers = count(1)


WITH_CHILDREN = frozenset({Role.INSPECTOR, Role.PANEL_CHAIR, Role.PANEL_MEMBER})


def person(
    *roles: Role, district: str | None = None, agency: Agency = Agency.OTHER, vetted: bool = True, **facts: Any
) -> User:
    """A new account that holds these roles, for one district or for all of Sindh. Needs an application context.

    Inspectors and members of panels are vetted and clear, unless a test is about those who are not.
    """
    number = next(_numbers)
    facts = {"name": f"Person {number}", "email": f"person{number}@example.org", "agency": agency, **facts}
    user = services.add_user(**facts)
    for role in roles:
        services.grant_role(user, role, district=district)
    if vetted and not WITH_CHILDREN.isdisjoint(roles):
        officials.vetted(user)
    return user


def sign_in_as(client: FlaskClient, user_id: Any) -> FlaskClient:
    """Give the client a session of this person, as the sign-in page would; `user_id` is a key or a User."""
    import json
    import secrets

    key = str(getattr(user_id, "id", user_id))
    number, now = secrets.token_urlsafe(32), clock.now()
    app = client.application
    with app.app_context():
        digest = _digest(number)
        contents = json.dumps({"_user_id": key, "_fresh": True, "proved_at": now.isoformat()}).encode()
        row = {
            "digest": digest,
            "kind": STAFF,
            "user_id": key,
            "sealed": sealing.seal_bytes(contents, f"web_session|sealed|{digest}"),
            "created_at": now,
            "seen_at": now,
        }
        with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.execute(insert(WebSession).values(**row))
    assert isinstance(app.session_interface, ServerSessions)
    client.set_cookie(app.session_interface.cookie(STAFF), number)
    return client
