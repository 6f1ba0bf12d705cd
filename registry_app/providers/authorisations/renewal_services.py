"""A renewal is asked for from the home's own page, 90 days before the last day (`terms.RENEWAL`)."""

from datetime import date
from typing import Any

from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, label, write_date
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import services as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.states import Block, Kind
from registry_app.providers.homes.checks import speaks_for
from registry_app.providers.homes.models import Home


def ends_on(home: Home) -> date | None:
    """The last day of the first authorisation that can be renewed; None when there is none."""
    living = queries.living([home.id])[home.id]
    return min((one.until for one in living if one.kind in (Kind.FULL, Kind.CONDITIONAL)), default=None)


def in_the_way(home: Home) -> list[str]:
    """What would stand against a renewal today, as far as the home itself can see it, in words."""
    seen = rules.Renewal(
        open_critical=home.open_critical_actions, major_due_on=home.major_due_on,
        grade=home.grade.value if home.grade else None, accounts=True, gate_fresh=True,
    )  # fmt: skip
    found = rules.renewal_blocks(queries.book(), seen, home.household, clock.today())
    return [label(Block(code)) for code in found]


def start(home: Home, *, actor: Any) -> Application:
    """A new application for the same home, on the track of the last one. Not before its days, and one at a time."""
    speaks_for(actor, home)
    until, sent = ends_on(home), queries.applications_of(home)
    if until is None or not sent:
        raise DomainError(_("There is nothing to renew. Start a new application."))
    begins = rules.renewable_from(queries.book(), until)
    if clock.today() < begins:
        raise DomainError(gettext("You can apply for the renewal from %(day)s.", day=write_date(begins)))
    return applications.start(track=sent[0].track, suitability=sent[0].suitability, home=home, actor=actor)
