"""Who is told of a visit's results. No message holds a child's name, word or number, and none says when a visit is."""

from datetime import date
from typing import Any

from inspections.models import Finding, Visit
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.i18n import lazy as _
from registry_app.core.i18n import write_date
from registry_app.providers.homes.models import Home
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


def corrected(visit: Visit) -> None:
    number = visit.home.register_number
    tell(
        people_of(visit.home),
        _("The report on home %(number)s was corrected", number=number),
        _("A fact in the report on home %(number)s was corrected. Sign in to read both reports.", number=number),
        f"corrected:{visit.id}:{visit.issue}",
    )


def appealed(visit: Visit, due: Any) -> None:
    """Directors and law officers know of an appeal and of its last day."""
    number = visit.home.register_number
    tell(
        offices_for(visit.home, Role.SCPA_DG, Role.SWD_DIRECTOR, Role.LAW_OFFICER),
        _("An appeal against a grade: home %(number)s", number=number),
        _("Home %(number)s appeals against its grade. It is decided by %(day)s by people who had no part in it.",
          number=number, day=Day(due)),
        f"grade-appeal:{visit.id}",
    )  # fmt: skip


def appeal_decided(visit: Visit) -> None:
    number = visit.home.register_number
    tell(
        people_of(visit.home),
        _("The appeal of home %(number)s is decided", number=number),
        _("The appeal of home %(number)s against its grade is decided. Sign in to read why.", number=number),
        f"grade-appeal-decided:{visit.id}",
    )


def report_late(visit: Visit, due: Any) -> None:
    """The lead is told once that the seven days are over."""
    number = visit.home.register_number
    tell(
        [visit.lead],
        _("A report is late: home %(number)s", number=number),
        _("The report on home %(number)s was due on %(day)s. Send it today.", number=number, day=Day(due)),
        f"report-late:{visit.id}",
    )


def publication_late(visit: Visit, due: Any) -> None:
    number = visit.home.register_number
    tell(
        offices_for(visit.home, Role.REVIEWER, Role.SWD_DIRECTOR),
        _("A report is not published: home %(number)s", number=number),
        _("The report on home %(number)s must be published by %(day)s. Sign in and finish it.",
          number=number, day=Day(due)),
        f"publish-late:{visit.id}:{clock.today()}",
    )  # fmt: skip


def action_due(finding: Finding) -> None:
    """The home is reminded before the day on which an action must be done."""
    number = finding.home.register_number
    tell(
        people_of(finding.home),
        _("Action %(n)s of home %(number)s is due soon", n=finding.number, number=number),
        _("Action %(n)s of home %(number)s must be done by %(day)s. Sign in and show what you did.",
          n=finding.number, number=number, day=Day(finding.fix_by)),
        f"action-due:{finding.id}:{finding.fix_by}",
    )  # fmt: skip


def action_late(finding: Finding) -> None:
    """An overdue action went one level up: the home and the directors know."""
    number = finding.home.register_number
    tell(
        [*people_of(finding.home), *offices_for(finding.home, Role.SWD_DIRECTOR)],
        _("Action %(n)s of home %(number)s is overdue", n=finding.number, number=number),
        _("Action %(n)s of home %(number)s was due on %(day)s and counts as graver now. Sign in and act.",
          n=finding.number, number=number, day=Day(finding.fix_by)),
        f"action-late:{finding.id}:{finding.fix_by}",
    )  # fmt: skip


def suspension_review(home: Home, day: date) -> None:
    """Two major actions are overdue at once: those who may look at a suspension (severity_escalation)."""
    tell(
        offices_for(home, Role.SWD_DIRECTOR, Role.SCPA_DG),
        _("Look at a suspension: home %(number)s", number=home.register_number),
        _("Two major actions of home %(number)s are overdue. Look at whether to suspend it.",
          number=home.register_number),
        f"suspension-review:{home.id}:{day}",
    )  # fmt: skip


def cancellation_review(home: Home, visit: Visit) -> None:
    """Two grades D running open a cancellation review (frequency_by_grade)."""
    tell(
        offices_for(home, Role.SWD_DIRECTOR, Role.SCPA_DG),
        _("Look at a cancellation: home %(number)s", number=home.register_number),
        _("Home %(number)s got grade D twice running. Look at whether to cancel its authorisation.",
          number=home.register_number),
        f"cancellation-review:{visit.id}",
    )  # fmt: skip
