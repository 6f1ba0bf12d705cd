"""Inspectors and members of panels are named with their card, and leave: apart from homes, searched like everybody."""

from datetime import date
from typing import Any

from registry_app.accounts.models import User
from registry_app.core import audit, clock
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders.states import Purpose
from registry_app.providers.vetting import alerts, search_services, services
from registry_app.providers.vetting.models import OfficialPost
from registry_app.providers.vetting.official_queries import ROLES
from registry_app.providers.vetting.states import Leaving, OfficialKind


@transactional
def name_official(
    user: User, kind: OfficialKind, *, card: IdentityKind, number: str, since: date, actor: Any
) -> OfficialPost:
    """The office names who stands behind an account, by the card it saw; the list of offenders is searched at once."""
    if actor is not None and actor.id == user.id:
        raise NotAllowed(_("Another person must look at your own card."))
    if not user.has(*ROLES[kind]):
        raise DomainError(_("This account does not hold the role."), "post")
    if since > clock.today():
        raise DomainError(_("The date must be today or earlier."), "since")
    person = services.numbered(
        user.name, card, number, user.woman, purpose=Purpose.WORK_WITH_CHILDREN, reason=kind.value, actor=actor
    )
    if any(post.kind is kind and post.left_on is None for post in person.official_posts):
        raise DomainError(_("This card stands behind another account already."), "number")
    if any(post.kind is kind for post in living(user)):
        raise DomainError(_("This person is named already."), "post")
    made = OfficialPost(
        person_id=person.id, user_id=user.id, kind=kind, since=since, named_by_id=getattr(actor, "id", None)
    )
    with audit.deed("official:name", made, actor):
        pass
    db.session.refresh(person, ["official_posts"])
    search_services.search_person(person, on=clock.today())
    return made


def living(user: User) -> list[OfficialPost]:
    """The posts of an office that the account stands for today."""
    rows = db.session.query(OfficialPost).filter(OfficialPost.user_id == user.id, OfficialPost.left_on.is_(None))
    return list(rows)


@transactional
def record_official_leaving(
    post: OfficialPost, *, on: date, leaving: Leaving, under_allegation: bool, allegation: str = "", actor: Any
) -> OfficialPost:
    """A post of an office ends. Under an allegation SWD and SCPA are told at once, and it stays on the file."""
    post = services.end_post(
        post, "official:leave", on=on, leaving=leaving, under_allegation=under_allegation, allegation=allegation,
        actor=actor,
    )  # fmt: skip
    if under_allegation:
        alerts.official_left_under_allegation(str(post.id))
    return post
