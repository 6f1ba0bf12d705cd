"""Reports of incidents for tests."""

from datetime import timedelta
from typing import Any

from registry_app.core import clock
from registry_app.placements.incidents import services
from registry_app.placements.incidents.models import Incident
from registry_app.placements.incidents.states import IncidentKind, IncidentOutcome, IncidentState, StepKind, WhoDid
from registry_app.providers.homes.models import Home


def report(
    home: Home, kind: IncidentKind = IncidentKind.ABUSE, actor: Any = None, **facts: Any
) -> tuple[Incident, str]:
    """A report of two hours ago, and the number that opens its outcome."""
    facts = {"happened_at": clock.now() - timedelta(hours=2), "words": "He was crying.", "who": WhoDid.STAFF, **facts}
    return services.send(home, kind, actor=actor, **facts)


def stands_at(incident: Incident, state: IncidentState, officer: Any) -> Incident:
    """Take a report to a state by the steps that lead there."""
    if state is not IncidentState.SENT:
        services.contact(incident, words="Spoken by phone.", actor=officer)
    if state is IncidentState.CLOSED:
        services.follow(incident, kind=StepKind.SAFE, words="Seen.", actor=officer)
        services.close(incident, outcome=IncidentOutcome.CONFIRMED, answer="We acted.", actor=officer)
    return incident
