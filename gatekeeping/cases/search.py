"""Which homes and carers could take this child: every one looked at, none hidden, each closed one with its reason.

The list is made by the system (step 8; R11's search log): siblings together first, then family-based care, then the
shortest way to the family, then the grade (SCPP 4(7); UNG 11, 17).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from gatekeeping.cases.models import Case
from gatekeeping.rules import Child as RuleChild
from gatekeeping.rules import Say, hard_blocks_of_provider
from gatekeeping.rules.saying import say
from registry_app.core.db import db
from registry_app.core.geo import Point, km
from registry_app.placements import queries as placements
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Rung
from registry_app.places import gazetteer
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import LIVING, AuthorisationStanding
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import FAMILY_CARE, CareType, Grade, Sexes, Standing

SEXES = {Sexes.GIRLS: ["girl"], Sexes.BOYS: ["boy"], Sexes.BOTH: ["girl", "boy", "transgender"]}
WITHOUT_HOME = (Rung.PRESERVE, Rung.REUNIFY)


@dataclass(frozen=True)
class Option:
    """One home that was looked at: `closed` says why it cannot be picked, `needs` what an office must lift first."""

    home: Home
    service: Service
    free: int
    km: float | None
    siblings: bool
    closed: tuple[tuple[str, Say], ...]
    needs: tuple[tuple[str, Say], ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        grade = self.home.grade.value if self.home.grade else "E"
        family = self.service.care_type in FAMILY_CARE
        return (not self.siblings, not family, self.km if self.km is not None else 9999.0, grade, self.home.id)


def authorisations(services: Sequence[Service]) -> dict[Any, Authorisation]:
    """The living authorisation of each service."""
    query = select(Authorisation).where(
        Authorisation.service_id.in_([s.id for s in services]), Authorisation.standing.in_(LIVING)
    )
    return {row.service_id: row for row in db.session.scalars(query)}


def needs_of(text: str) -> list[str]:
    """The special needs written with commas between them."""
    return [part.strip() for part in text.split(",") if part.strip()]


def provider_facts(service: Service, living: Mapping[Any, Authorisation], present: int) -> dict[str, Any]:
    """The provider as the rules see it. Vetting is clear while an authorisation, which required it, is in force.

    Places are counted for the whole house, because its children are: a child on another basis has no kind of care.
    """
    home, authorisation = service.home, living.get(service.id)
    in_force = authorisation is not None and authorisation.standing is AuthorisationStanding.IN_FORCE
    status = authorisation.kind.value if authorisation and in_force else None
    if authorisation is not None and authorisation.standing is AuthorisationStanding.SUSPENDED:
        status = AuthorisationStanding.SUSPENDED.value
    if status is None and home.standing.value in ("KNOWN_UNREGISTERED", "NOTICE_SERVED", "EXPIRED", "REFUSED",
                                                   "CANCELLED", "CLOSED_VOLUNTARILY", "SUSPENDED"):  # fmt: skip
        status = home.standing.value
    if status is None and home.standing is Standing.CLOSED_BY_ORDER:
        status = Standing.CANCELLED.value  # The rules know one word for what an order ended.
    # Where only girls or only boys live, or in a family, no unit is shared; elsewhere somebody has to look and say.
    apart = home.household or service.sexes is not Sexes.BOTH
    return {
        "authorised_care_types": [service.care_type.value] if authorisation else [],
        "authorised_sexes": SEXES[service.sexes],
        "authorised_ages": [service.age_from, service.age_to],
        "authorised_until": authorisation.until.isoformat() if authorisation else None,
        "status": status,
        "admissions_frozen": home.admissions_frozen,
        "open_critical_actions": home.open_critical_actions,
        "capacity": sum(living[s.id].capacity for s in home.services if s.id in living) or service.capacity,
        "present": present,
        "grade": home.grade.value if home.grade else None,
        "special_needs_offered": needs_of(service.special_needs),
        "vetting_clear": False if home.offender_matches else True if in_force else None,
        "organisation": str(home.organisation_id),
        "woman_main_carer": service.woman_in_charge,
        "mixed_sex_unit_unrelated_10_plus": False if apart else None,
        "cpu_consent": None,
    }


def offender_hit(home: Home) -> bool | None:
    """Whether somebody in post there is matched with the list of offenders; it blocks whatever kind the approval is."""
    return True if home.offender_matches else None


def child_facts(child: Child, on: date) -> RuleChild:
    """The child's age and sex, for the blocks of a provider."""
    return RuleChild(age_years=child.age(on), sex=child.sex.value)


def place_of(home: Home) -> Point:
    """The home's pin, or its district's headquarters."""
    if home.latitude is not None and home.longitude is not None:
        return Point(home.latitude, home.longitude)
    return gazetteer.district(home.district).point


def distance(child: Child, home: Home) -> float | None:
    """Kilometres in a straight line from the family's district; None when the family is outside Sindh or not known."""
    try:
        start = gazetteer.district(child.home_district).point
    except gazetteer.UnknownDistrict:
        return None
    return round(km(start, place_of(home)), 1)


def present_without(home: Home, here: Stay | None) -> int:
    """Children there now, without this child."""
    return home.present - (1 if here is not None and here.home_id == home.id else 0)


def options(case: Case, care: Rung, on: date, *, hidden: frozenset[Any] = frozenset()) -> list[Option]:
    """Every home with this kind of care, best first; homes to which the person has a tie are left out."""
    if care in WITHOUT_HOME:
        return []
    query = select(Service).join(Home).where(Service.care_type == CareType(care.value)).order_by(Service.id)
    whole = joinedload(Service.home).selectinload(Home.services)
    services = [s for s in db.session.scalars(query.options(whole)) if s.home_id not in hidden]
    living = authorisations([one for s in services for one in s.home.services])
    here = placements.open_stay(case.child_id)
    siblings = {stay.home_id for s in placements.siblings_in_care(case.child) if (stay := placements.open_stay(s.id))}
    found = []
    for service in services:
        facts = provider_facts(service, living, present_without(service.home, here))
        hit = offender_hit(service.home)
        blocks = hard_blocks_of_provider(child_facts(case.child, on), facts, care.value, on, offender_hit=hit)
        free = facts["capacity"] - facts["present"]
        found.append(
            Option(
                home=service.home,
                service=service,
                free=free,
                km=distance(case.child, service.home),
                siblings=service.home_id in siblings,
                closed=tuple((rule, one) for rule, many in blocks.items() for one in many),
                needs=_needs(service.home, free),
            )
        )
    best: dict[Any, Option] = {}
    for option in sorted(found, key=lambda option: (bool(option.closed), option.rank)):
        best.setdefault(option.home.id, option)
    return sorted(best.values(), key=lambda option: option.rank)


def _needs(home: Home, free: int) -> tuple[tuple[str, Say], ...]:
    found = []
    if free < 1:
        found.append(("BX02", say("No free place: it needs an approved exception")))
    if home.grade is Grade.D:
        found.append(("W08", say("Graded D: it needs the Director's written reason")))
    return tuple(found)


def open_ones(found: Sequence[Option]) -> list[Option]:
    """Those that pass every block and have a free place."""
    return [option for option in found if not option.closed and not option.needs]


def as_shown(found: Sequence[Option]) -> list[dict[str, Any]]:
    """The list as it is stored with the pick: what the panel could see on that day."""
    return [
        {
            "home": option.home.register_number,
            "free": option.free,
            "km": option.km,
            "grade": option.home.grade.value if option.home.grade else None,
            "siblings": option.siblings,
            "closed": [f"{rule}: {one}" for rule, one in (*option.closed, *option.needs)],
        }
        for option in found
    ]
