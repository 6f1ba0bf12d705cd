"""Every consequence that crosses a package border, on one page: event -> deeds, in the same transaction."""

from collections.abc import Callable
from typing import Any

from complaints import marriages
from complaints.events import ClusterFound
from gatekeeping.cases import found_outside
from inspections import calls
from registry_app.placements import limits
from registry_app.placements.events import FoundOutside, IncidentSent
from registry_app.placements.exits.events import MarriagePlanned
from registry_app.placements.rota import services as rota
from registry_app.providers.offenders.events import PersonListed, PersonUnlisted
from registry_app.providers.vetting import papers as people_papers
from registry_app.providers.vetting import search_services
from registry_app.providers.vetting.events import MatchFound, MayNotBeWithChildren, PersonLeft

REACTIONS: dict[type, list[Callable[[Any], object]]] = {
    MarriagePlanned: [lambda event: marriages.open_case(event.plan_id)],
    FoundOutside: [
        lambda event: limits.tell_found(event.stay_id),
        lambda event: found_outside.open_case(event.stay_id),
        lambda event: calls.found_outside(event.home_id) if event.home_id else None,
    ],
    IncidentSent: [lambda event: calls.after_event(event.home_id, event.kind)],
    ClusterFound: [lambda event: calls.call_for(event.home_id)],
    PersonListed: [lambda event: search_services.entry_listed(event.entry_id)],
    MatchFound: [lambda event: people_papers.keep_letters(event.match_id)],
    MayNotBeWithChildren: [lambda event: rota.not_clear(event.person_id)],
    PersonLeft: [lambda event: rota.left(event.person_id, event.home_id)],
    PersonUnlisted: [lambda event: search_services.entry_unlisted(event.entry_id)],
}
