"""From the answers into the register: the organisation, its member, the home under its number, the service asked for.

Done when an application is sent, and again when changed answers come back. A family's name never leaves its sealed
answers: organisation and home carry the application's number instead.
"""

from typing import Any

from registry_app.providers.applications import queries
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Track
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import LIFE, CareType, KnownFrom, MemberRole, Ownership, Sexes, Standing


def enrol(application: Application, number: str, actor: Any) -> None:
    """Make or mend organisation, membership, home and service. Part of the deed that sends the application."""
    answers = queries.values(application)
    _organisation(application, number, answers, actor)
    _home(application, number, answers, actor)
    _service(application, number, answers, actor)
    _units(application, answers, actor)
    assert application.home is not None
    if application.home.standing is not Standing.IN_PROCESS and "apply" in _moves(application.home):
        homes.set_standing(application.home, Standing.IN_PROCESS, actor)


def _moves(home: Home) -> set[str]:
    return {arrow.action for arrow in LIFE.open_moves(home.standing)}


def found(application: Application, actor: Any) -> None:
    """The organisation with what is known of it so far, and the applicant as its owner."""
    family = application.track is Track.FAMILY
    said = queries.values(application)
    name = said.get(("who-runs-it", "legal_name")) or application.home_name or "-"
    owned = said.get(("who-runs-it", "ownership")) or Ownership.PRIVATE.value
    application.organisation = homes.add_organisation(
        name="Family" if family else name, ownership=Ownership.FAMILY if family else Ownership(owned), actor=actor
    )
    homes.add_member(application.organisation, application.applicant, MemberRole.OWNER, actor=actor)


def _organisation(application: Application, number: str, answers: dict[tuple[str, str], Any], actor: Any) -> None:
    if application.organisation is None:
        found(application, actor)
    assert application.organisation is not None
    # A family keeps the number of the application under which it first became known.
    if application.track is not Track.FAMILY:
        homes.edit_organisation(application.organisation, actor=actor, **_facts(answers))
    elif application.home is None:
        homes.edit_organisation(application.organisation, actor=actor, name=f"Family {number}")


def _facts(answers: dict[tuple[str, str], Any]) -> dict[str, Any]:
    said = {name: answers.get(("who-runs-it", name)) for name in ("legal_name", "legal_name_ur", "legal_name_sd")}
    law = answers.get(("who-runs-it", "registration_law"))
    return {
        "name": said["legal_name"],
        "name_ur": said["legal_name_ur"],
        "name_sd": said["legal_name_sd"],
        "ownership": Ownership(answers["who-runs-it", "ownership"]),
        "registration_law": None if law == "NONE" else law,
        "registration_number": (answers.get(("who-runs-it", "registration_number")) or "")[:60] or None,
    }


def _home(application: Application, number: str, answers: dict[tuple[str, str], Any], actor: Any) -> None:
    family = application.track is Track.FAMILY
    point = answers.get(("building", "point")) or {}
    facts = {
        "name": f"Family {number}" if family else answers["building", "home_name"],
        "name_ur": None if family else answers.get(("building", "home_name_ur")),
        "name_sd": None if family else answers.get(("building", "home_name_sd")),
        "district": answers["building", "district"],
        "taluka": answers.get(("building", "taluka")),
        "address": answers.get(("building", "address")),
        "latitude": point.get("lat"),
        "longitude": point.get("lon"),
        "household": family,
    }
    assert application.organisation is not None
    if application.home is None:
        application.home = homes.add_home(
            application.organisation, known_from=KnownFrom.APPLICATION, actor=actor, **facts
        )
        return
    if family:
        # A family keeps the number of the application under which it first became known.
        del facts["name"]
    homes.edit(application.home, actor=actor, reason=f"Application {number}", **facts)


def _service(application: Application, number: str, answers: dict[tuple[str, str], Any], actor: Any) -> None:
    facts: dict[str, Any] = {
        "care_type": CareType(answers["care", "care_type"]),
        "sexes": Sexes(answers["care", "sexes"]),
        "age_from": answers["care", "age_from"],
        "age_to": answers["care", "age_to"],
        "capacity": answers["care", "capacity"],
        "special_needs": answers.get(("care", "special_needs")) or "",
        "woman_in_charge": _woman(answers),
    }
    home = application.home
    assert home is not None
    service = application.service or _same(home, facts)
    if service is None:
        application.service = homes.add_service(home, actor=actor, **facts)
        return
    application.service = service
    if home.standing not in (Standing.AUTHORISED, Standing.SUSPENDED):
        homes.edit_service(service, actor=actor, reason=f"Application {number}", **facts)


def _woman(answers: dict[tuple[str, str], Any]) -> bool | None:
    """A home says whether a woman is in charge, a family whether one lives in the household or visits every day."""
    said = answers.get(("care", "woman_in_charge")) or answers.get(("care", "woman_at_home")) or ""
    return {"yes": True, "no": False}.get(said)


def _same(home: Home, facts: dict[str, Any]) -> Service | None:
    key = (facts["care_type"], facts["sexes"], facts["age_from"])
    return next((one for one in home.services if (one.care_type, one.sexes, one.age_from) == key), None)


def _units(application: Application, answers: dict[tuple[str, str], Any], actor: Any) -> None:
    """The houses of a village; none where it is one house."""
    said = answers.get(("care", "houses")) or () if answers.get(("care", "village")) == "yes" else ()
    units = [
        {"name": row["name"], "places": int(row["children"])}
        | {name: row[name] == "yes" for name in ("own_carer", "own_kitchen", "own_door")}
        for row in said
    ]
    assert application.home is not None
    school = answers.get(("school", "school_kind")) if units else None
    outside = None if school is None else school == "COMMUNITY"
    homes.set_units(application.home, units, actor=actor, community_school=outside)
