"""Offices list a service, keep it right, and write down what it answered about free places."""

from typing import Any

from registry_app.core import audit, clock
from registry_app.core.access import allows
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _
from registry_app.core.phones import is_mobile
from registry_app.providers.directory.models import ListedService, PlaceAnswer
from registry_app.providers.directory.states import PERSONAL, Answered, Days, Permission


@transactional
def put(
    service: ListedService | None, *, actor: Any, focal: str = "", focal_phone: str = "", **facts: Any
) -> ListedService:
    """List a new service, or set right what is kept of one; a district's office does so in its own district only."""
    if (facts["days"] is Days.ALWAYS) == bool(facts["opens"]) or bool(facts["opens"]) != bool(facts["closes"]):
        raise DomainError(
            _("Write from when to when it is open, or choose day and night and leave both empty."), "opens"
        )
    if is_mobile(facts["phone"]):
        raise DomainError(PERSONAL, "phone")
    if facts["public"] and not facts["phone"]:
        raise DomainError(
            _("The public needs a number to call. Write the office's own number, not a person's."), "phone"
        )
    kept = locked(service) if service else ListedService()
    if service is not None and not allows(actor, Permission.EDIT, kept):
        raise NotAllowed(_("This service is kept by another office."))
    with audit.deed("directory:put", kept, actor):
        for name, value in facts.items():
            setattr(kept, name, value)
        kept.checked_on = clock.today()
        kept.focal, kept.focal_phone = focal.strip() or None, focal_phone.strip() or None
        if not allows(actor, Permission.EDIT, kept):
            raise NotAllowed(_("Choose a district of your own."), "district")
    return kept


@transactional
def end(service: ListedService, *, actor: Any) -> ListedService:
    """It is listed no more; what was kept of it stays."""
    service = locked(service)
    if service.ended_on is not None:
        raise DomainError(_("It is off the list already."))
    with audit.deed("directory:end", service, actor):
        service.ended_on = clock.today()
    return service


@transactional
def record_answer(service: ListedService, answered: Answered, *, places: int | None = None, actor: Any) -> PlaceAnswer:
    """What the service said when it was asked for a place. Nothing about any child is said or kept."""
    if places is not None and answered is not Answered.FREE:
        raise DomainError(_("Write a number only when there is a place."), "places")
    made = PlaceAnswer(service_id=service.id, answered=answered, places=places, asked_by_id=actor.id)
    with audit.deed("directory:record-answer", made, actor):
        pass
    db.session.expire(service, ["answers"])
    return made
