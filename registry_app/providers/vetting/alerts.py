"""Short messages about people of homes. None names anybody, or says what was found: each says to sign in and look."""

from collections.abc import Iterable
from typing import Any

from registry_app.accounts import queries as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock, outbox
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.models import Home
from registry_app.providers.vetting.models import Person


def _tell(people: Iterable[User], subject: Any, body: Any, key: str) -> None:
    for user in people:
        if user.email:
            outbox.mail(user.email, user.language, subject, body, once_key=f"{key}:{user.id}")


def of_swd(district: str) -> list[User]:
    return [*accounts.holding(Role.SWD_DIRECTOR), *accounts.holding(Role.DISTRICT_OFFICER, district)]


def match_found(key: str, districts: Iterable[str]) -> None:
    """A person was found in the list: SWD, in the districts where the person works, and SCPA are told at once."""
    people = {user.id: user for district in districts for user in of_swd(district)}
    # The director hears of everybody, also of a person who is in no home.
    for role in (Role.SWD_DIRECTOR, Role.SCPA_DG, Role.AUTHORISER, Role.REGISTRY_OFFICER):
        people.update({user.id: user for user in accounts.holding(role)})
    _tell(
        people.values(),
        _("Urgent: a person may not be with children"),
        _("The checks of a person who works with children changed. Sign in now and look at the people not clear."),
        f"match-found:{key}",
    )


def left_under_allegation(key: str, district: str) -> None:
    """Somebody left a home under an allegation."""
    people = {user.id: user for user in (*of_swd(district), *accounts.holding(Role.REGISTRY_OFFICER))}
    _tell(
        people.values(),
        _("Somebody left a home under an allegation"),
        _("A home told us that somebody left under an allegation. Sign in and look at the people of homes."),
        f"left:{key}",
    )


def outcome_changed(home: Home, key: str) -> None:
    """The home's own people are told that somebody may not be with children now."""
    today = clock.today()
    members = [m.user for m in home.organisation.members if m.until is None or m.until >= today]
    _tell(
        members,
        _("Somebody at your home may not be with children now"),
        _("The checks of somebody at your home changed. Sign in and look at the people of your home."),
        f"not-clear:{key}:{home.id}",
    )


def renewal(home: Home, key: str, left: int) -> None:
    """A check of somebody at the home must be renewed soon."""
    today = clock.today()
    members = [m.user for m in home.organisation.members if m.until is None or m.until >= today]
    _tell(
        members,
        _("A check of somebody at your home must be renewed"),
        _("A check of somebody at your home ends in %(days)s days. Sign in and give the new paper.", days=left),
        key,
    )


def official_not_clear(key: str) -> None:
    """An inspector or a member of a panel may not be with children: those who name them are told."""
    for role in (Role.SWD_DIRECTOR, Role.SCPA_DG, Role.REGISTRY_OFFICER):
        _tell(
            accounts.holding(role),
            _("Urgent: a person may not be with children"),
            _("An inspector or a panel member is not clear. Sign in and look at the inspectors and panels."),
            f"official-not-clear:{key}",
        )


def official_left_under_allegation(key: str) -> None:
    """An inspector or a member of a panel left under an allegation."""
    for role in (Role.SWD_DIRECTOR, Role.SCPA_DG):
        _tell(
            accounts.holding(role),
            _("Somebody left an office under an allegation"),
            _("An inspector or a panel member left under an allegation. Sign in and look at the file."),
            f"official-left:{key}",
        )


def official_renewal(person: Person, key: str, left: int) -> None:
    """A check of somebody who comes from an office ends soon; they are told themselves."""
    _tell(
        {post.user_id: post.user for post in person.official_posts if post.left_on is None}.values(),
        _("A check of yours must be renewed"),
        _("One of your checks ends in %(days)s days. Bring the new paper to the registry office.", days=left),
        key,
    )
