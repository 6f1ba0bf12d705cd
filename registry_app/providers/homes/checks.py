"""What cannot be kept about a home, and who may not speak for it: refused before anything is stored."""

from typing import Any

from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _
from registry_app.places import gazetteer
from registry_app.providers.homes.access import leads
from registry_app.providers.homes.models import Home, Service


def only_these(facts: dict[str, Any], known: frozenset[str]) -> None:
    """TypeError when a fact is none of those that this service sets."""
    unknown = facts.keys() - known
    if unknown:
        raise TypeError(f"These are set otherwise, or not known: {', '.join(sorted(unknown))}.")


def real_district(code: str) -> None:
    """DomainError unless the code is a district of Sindh."""
    try:
        gazetteer.district(code)
    except gazetteer.UnknownDistrict as error:
        raise DomainError(_("Choose a district of Sindh."), "district") from error


def possible(service: Service) -> None:
    """DomainError when the ages or the places of a service cannot be."""
    if not 0 <= service.age_from <= service.age_to <= 21:
        raise DomainError(_("The youngest age must not be above the oldest, and the oldest is 21."), "age_to")
    if service.capacity < 1:
        raise DomainError(_("Write at least 1 place."), "capacity")


def speaks_for(actor: Any, home: Home) -> None:
    """NotAllowed unless the actor is today an owner or the manager: other staff fill in and read, and bind nobody."""
    if not leads(actor, home):
        raise NotAllowed(_("Only an owner or the manager of the home sends this. Ask them."))
