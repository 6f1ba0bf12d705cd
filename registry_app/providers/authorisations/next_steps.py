"""What a home's people should do next, and until when: said in sentences with the page where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import ngettext, write_date
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import LIVE, State
from registry_app.providers.authorisations import queries, rules
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CLOSED, Standing


@dataclass(frozen=True)
class NextStep:
    """One thing to do, with the address where it is done; `late` once it should have been done."""

    words: str
    address: str
    late: bool = False


def of_home(
    home: Home, given: Sequence[Authorisation], applications: Sequence[Application], today: date
) -> list[NextStep]:
    """The steps that are open, the most pressing first."""
    found = []
    if home.open_critical_actions:
        words = ngettext(
            "%(num)s critical action is open. Put it right now.",
            "%(num)s critical actions are open. Put them right now.",
            home.open_critical_actions,
        )
        found.append(NextStep(words, f"/provider/homes/{home.id}/grade", late=True))
    live = [one for one in applications if one.state in LIVE]
    found += [_of_application(one) for one in live]
    if not live:
        found += _to_apply(home, given, today)
    if home.grade is not None:
        words = _("Read what holds the grade down, and what would lift it.")
        found.append(NextStep(words, f"/provider/homes/{home.id}/grade"))
    return found


def _of_application(application: Application) -> NextStep:
    address = f"/provider/applications/{application.id}"
    if application.state is State.DRAFT:
        return NextStep(_("Finish your application and send it."), address)
    if application.state is State.RETURNED:
        words = _("The office has questions. Answer before %(day)s.", day=write_date(application.return_by))
        return NextStep(words, f"{address}/messages")
    return NextStep(_("The office is working on application %(number)s.", number=application.number), address)


def _to_apply(home: Home, given: Sequence[Authorisation], today: date) -> list[NextStep]:
    running = [one.until for one in given if one.ended_on is None]
    if running:
        last = min(running)
        if rules.renewable_from(queries.book(today), last) > today:
            return []
        words = _("Your certificate ends on %(day)s. Apply for a new one now.", day=write_date(last))
        return [NextStep(words, f"/provider/homes/{home.id}/renewal", late=True)]
    if home.standing in (*CLOSED, Standing.BEING_BUILT):
        return []
    words = _("No certificate is in force. Apply for an authorisation.")
    return [NextStep(words, "/provider/applications/new", late=True)]
