"""A course is written down for a person, and an officer sees its certificate."""

from datetime import date
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.training.models import Training
from registry_app.providers.training.states import Course
from registry_app.providers.vetting.models import Person


@transactional
def record(
    person: Person, course: Course, *, held_on: date, hours: int, given_by: str, expires_on: date | None = None,
    seen: bool = False, actor: Any,
) -> Training:  # fmt: skip
    """Write a course down. `seen`: an officer holds the certificate in their hands."""
    person = locked(person)
    if held_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "held_on")
    if expires_on is not None and expires_on < held_on:
        raise DomainError(_("It cannot end before it was held."), "expires_on")
    if not given_by.strip():
        raise DomainError(_("Fill in this box."), "given_by")
    same = select(Training.id).where(Training.person_id == person.id, Training.course == course)
    if db.session.scalar(same.where(Training.held_on == held_on)):
        raise DomainError(_("This course of this day is written down already."), "held_on")
    made = Training(
        person_id=person.id, course=course, held_on=held_on, hours=hours, given_by=given_by.strip(),
        expires_on=expires_on, recorded_by_id=actor.id, seen_on=clock.today() if seen else None,
        seen_by_id=actor.id if seen else None,
    )  # fmt: skip
    with audit.deed("training:record", made, actor):
        pass
    return made


@transactional
def see(training: Training, *, actor: Any) -> Training:
    """An officer saw the certificate."""
    training = locked(training)
    if training.seen_on is not None:
        raise DomainError(_("The certificate was seen already."))
    with audit.deed("training:see", training, actor):
        training.seen_on, training.seen_by_id = clock.today(), actor.id
    return training
