"""The short messages an applicant gets. None names a person or an answer: each says what waits and where to look."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry_app.core import outbox
from registry_app.core.i18n import lazy as _
from registry_app.core.i18n import write_date
from registry_app.providers.applications.models import Application


@dataclass(frozen=True)
class Sentence:
    """Words with the application's number and a day in them, put together only when read, in the reader's language."""

    words: Any
    number: str | None
    day: date | None = None

    def __str__(self) -> str:
        return str(self.words) % {"number": self.number, "day": write_date(self.day)}


def tell(application: Application, subject: Any, body: Any, day: date | None = None) -> None:
    """By mail where there is an address, else by SMS, in the applicant's language."""
    person = application.applicant
    about, words = (Sentence(part, application.number, day) for part in (subject, body))
    if person.email:
        outbox.mail(person.email, person.language, about, words)
    elif person.phone:
        outbox.sms(person.phone, person.language, words)


def sent(application: Application, decision_by: date) -> None:
    tell(
        application,
        _("We have your application %(number)s"),
        _("We have your application %(number)s. We will write to you before %(day)s. Sign in to see what comes next."),
        decision_by,
    )


def questions(application: Application) -> None:
    tell(
        application,
        _("Questions about your application %(number)s"),
        _("The office has questions about your application %(number)s. Sign in and answer before %(day)s."),
        application.return_by,
    )


def complete(application: Application) -> None:
    tell(
        application,
        _("Your application %(number)s is complete"),
        _("Your application %(number)s is complete. We now check the people and visit the home. We do not say when."),
    )


def decided(application: Application) -> None:
    tell(
        application,
        _("Your application %(number)s is decided"),
        _("Your application %(number)s is decided. Sign in to read the decision and its reasons."),
    )


def set_aside(application: Application) -> None:
    tell(
        application,
        _("The decision on your application %(number)s was set aside"),
        _("The decision on your application %(number)s was set aside. Sign in and read why, and what comes next."),
    )


def lapsed(application: Application) -> None:
    tell(
        application,
        _("Your application %(number)s has ended"),
        _("Your application %(number)s has ended, because we had no answer in time. You may apply again at any time."),
    )


def withdrawn(application: Application) -> None:
    tell(
        application,
        _("Your application %(number)s was taken back"),
        _(
            "Your application %(number)s is taken back. Sign in to see who took it back. "
            "You may apply again at any time."
        ),
    )
