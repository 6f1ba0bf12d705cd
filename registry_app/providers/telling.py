"""Writing to the people of a home and to the offices about it: one message each, past every tie."""

from collections.abc import Iterable
from typing import Any

from registry_app.accounts.models import User
from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import clock, outbox
from registry_app.providers.homes.models import Home
from registry_app.providers.ties.queries import tied


def tell(people: Iterable[User], subject: Any, body: Any, once_key: str) -> None:
    """A mail, or a text message where there is no mail address, once for each person and key."""
    for person in {person.id: person for person in people}.values():
        key = f"{once_key}:{person.id}"
        if person.email:
            outbox.mail(person.email, person.language, subject, body, once_key=key)
        elif person.phone:
            outbox.sms(person.phone, person.language, body, once_key=key)


def people_of(home: Home) -> list[User]:
    """Those who sign in for the home today."""
    today = clock.today()
    return [m.user for m in home.organisation.members if m.until is None or m.until >= today]


def offices_for(home: Home, *roles: Role) -> list[User]:
    """Holders of these offices for the home's district, without those who are tied to it."""
    found = {user.id: user for role in roles for user in holding(role, home.district)}
    return [user for user in found.values() if not tied(user, home.id)]
