"""The emergency track (step 2): a running danger, options tried in minutes, approved by the head of the unit."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from gatekeeping.cases import queries as cases
from gatekeeping.cases import search
from gatekeeping.cases.models import Case
from gatekeeping.decisions.proposal import approved_exceptions, judged, referrer
from gatekeeping.decisions.services import Blocked
from gatekeeping.decisions.states import Office
from registry_app.core import audit, clock
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import queries as placements
from registry_app.placements import services as stays
from registry_app.placements.models import Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import CareType


@transactional
def begin_emergency(
    case: Case,
    home: Home,
    care_type: CareType,
    *,
    danger: str,
    tried: str,
    escort_is_woman: bool | None,
    actor: Any,
    shares_unit: bool | None = None,
    in_conflict_with_law: bool | None = None,
) -> Stay:
    """An emergency stay, approved by the head of the Child Protection Unit who signs it here. Seven days to the panel.

    The blocks that no emergency lifts still hold: authorised, open, vetted, a woman for a girl, under-threes.
    """
    case = locked(case)
    if not danger.strip() or not tried.strip():
        raise DomainError(_("Write the danger, and what was tried before."), "danger")
    offered = [s for s in home.services if s.care_type is care_type]
    fitting = [s for s in offered if case.child.sex.value in search.SEXES[s.sexes]]
    service = next(iter(fitting or offered), None)
    if service is None:
        raise DomainError(_("This home does not offer this kind of care."), "home")
    seen = {"escort_is_woman": escort_is_woman, "shares_unit": shares_unit, "accused": in_conflict_with_law}
    answer = judged(_proposal(case, home, service, seen))
    if not answer["may_proceed"]:
        raise Blocked(_("The rules do not allow this, not even in an emergency. What is missing stands below."),
                      {i: s for i, s in answer["explain"].items() if not i.startswith("W")})  # fmt: skip
    audit.note("case:emergency", case, actor, reason="danger and options tried are in the case")
    case.story = f"{case.story or ''}\n\n{clock.today().isoformat()}: {danger.strip()}\n{tried.strip()}".strip()
    return stays.record_stay(
        case.child, basis=Basis.EMERGENCY, home=home, care_type=care_type, approved_by=actor, actor=actor
    )


def _proposal(case: Case, home: Home, service: Service, seen: Mapping[str, bool | None]) -> dict[str, Any]:
    """The proposal of tonight. A child moved from one emergency place to the next is still in the same emergency."""
    on, child = clock.today(), case.child
    here, assessed = placements.open_stay(case.child_id), cases.assessment(case)
    day = stays.emergency_day(child, home)
    living = search.authorisations(home.services)
    facts = search.provider_facts(service, living, search.present_without(home, here))
    if facts["mixed_sex_unit_unrelated_10_plus"] is None:
        facts["mixed_sex_unit_unrelated_10_plus"] = seen["shares_unit"]
    accused = assessed.in_conflict_with_law if assessed else None
    return {
        "on": on.isoformat(),
        "child": {
            "age_years": child.age(on),
            "sex": child.sex.value,
            "home_district": child.home_district,
            "unaccompanied_or_separated": child.unaccompanied,
            "tracing_exhausted": assessed.tracing_exhausted if assessed else None,
            "siblings_in_care": len(placements.siblings_in_care(child)),
            "in_conflict_with_law": seen["accused"] if accused is None else accused,
        },
        "proposed": {
            "care_type": service.care_type.value,
            "outside_pakistan": False,
            "provider": facts,
            "offender_hit": search.offender_hit(home),
        },
        "emergency": {
            "declared_on": (on - timedelta(days=day - 1)).isoformat(),
            "approved_by": Office.CPU_HEAD.value,
            "days_in_emergency": day,
        },
        "escort_is_woman": seen["escort_is_woman"],
        "referrer_organisation": referrer(case),
        "independent_cpo_assessment": assessed.independent if assessed else None,
        "approved_exceptions": approved_exceptions(case, on),
        "status": "INTERIM",
    }
