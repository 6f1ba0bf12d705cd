"""Who is told of a visit's results. No message holds a child's name, word or number, and none says when a visit is."""

from typing import Any

from inspections.models import Finding, Visit
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.i18n import lazy as _
from registry_app.core.i18n import write_date
from registry_app.providers.telling import offices_for, people_of, tell

_TOLD_OF_DANGER = (Role.CPU_HEAD, Role.SWD_DIRECTOR, Role.SCPA_DG)


class Day:
    """A date that is written out only when the sentence around it is, in the language of that sentence."""

    def __init__(self, day: Any) -> None:
        self.day = day

    def __str__(self) -> str:
        return write_date(self.day)


def danger(visit: Visit) -> None:
    """The same day: CPU, SWD Director and SCPA (severity CRITICAL `notify`); once a day, however much is found."""
    tell(
        offices_for(visit.home, *_TOLD_OF_DANGER),
        _("Danger seen at home %(number)s", number=visit.home.register_number),
        _(
            "An inspector saw a danger to children at home %(number)s on %(day)s. Sign in and act today.",
            number=visit.home.register_number,
            day=Day(visit.day),
        ),
        f"danger:{visit.id}:{clock.today()}",
    )


def submitted(visit: Visit) -> None:
    """The home may comment on facts; the reviewers know that a report waits."""
    tell(
        people_of(visit.home),
        _("The report on home %(number)s is ready", number=visit.home.register_number),
        _(
            "You can read the report on home %(number)s. Say until %(day)s if a fact is wrong.",
            number=visit.home.register_number,
            day=Day(visit.comments_until),
        ),
        f"report:{visit.id}",
    )
    tell(
        offices_for(visit.home, Role.REVIEWER),
        _("A report waits: home %(number)s", number=visit.home.register_number),
        _("The report on home %(number)s came in. Sign in to review it.", number=visit.home.register_number),
        f"review:{visit.id}",
    )


def published(visit: Visit) -> None:
    tell(
        people_of(visit.home),
        _("The report on home %(number)s is decided", number=visit.home.register_number),
        _(
            "The report on home %(number)s is decided. Sign in to read it and to see what to do next.",
            number=visit.home.register_number,
        ),
        f"published:{visit.id}",
    )


def proof_returned(finding: Finding) -> None:
    proof = finding.proofs[-1]
    tell(
        [proof.given_by],
        _("Action %(n)s of home %(number)s is open again", n=finding.number, number=finding.home.register_number),
        _(
            "The proof for action %(n)s of home %(number)s was not enough. Sign in to read why.",
            n=finding.number,
            number=finding.home.register_number,
        ),
        f"returned:{proof.id}",
    )
