"""B7: the judging rules in one process: a visit scored, a hundred thousand past ones again, a proposal checked."""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from bench import past_visits
from bench.measure import ROUNDS, Figure
from gatekeeping.rules import judge as gatekeep
from inspections.scoring import judge as score

AGAIN = 100_000
CARES = ("RESIDENTIAL", "SMALL_GROUP", "FOSTER")


def measure() -> Iterator[Figure]:
    """Scoring and gatekeeping a second, and the time of a hundred thousand visits."""
    visits = [
        {"framework": "0.1", "care_type": care, "scores": {"*": 3, "S7": 2, f"S{1 + n % 9}.1": n % 3 + 1}}
        for n in range(60) for care in CARES
    ]  # fmt: skip
    yield Figure("B7", "visits scored a second", _rate(score, visits), 5000, "per second", most=False)
    took = past_visits.rescored(AGAIN)
    yield Figure("B7.again", f"{AGAIN:,} past visits read and scored under another version", took, 60, "seconds",
                 note="69 answers each, from the database, beside the grades they got")  # fmt: skip
    proposals = [_proposal(n) for n in range(180)]
    yield Figure(
        "B7.gatekeep", "proposals checked a second", _rate(gatekeep, proposals), 5000, "per second", most=False
    )


def _rate(judge: Callable[[dict[str, Any]], Any], given: list[dict[str, Any]]) -> float:
    rates = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        for one in given:
            judge(one)
        rates.append(len(given) / (time.perf_counter() - began))
    return median(rates[1:])


def _reason(code: str, evidence: str) -> dict[str, Any]:
    return {"code": code, "evidence": [evidence], "on": "2026-11-12", "officer": "U7"}


def _proposal(n: int) -> dict[str, Any]:
    """A proposal with everything recorded, as at a real meeting: eight seats, three rungs answered."""
    seats = ("CHAIR", "DEPUTY_CHAIR", "HEALTH", "EDUCATION", "POLICE", "LAW", "CIVIL_SOCIETY", "COMMUNITY")
    members: list[dict[str, Any]] = [
        {"id": f"M{at}", "seat": seat, "woman": at % 2 == 0, "from_swd": at < 3, "present": at != n % 8,
         "conflicts": [], "presented": False, "vote": "FOR" if at != n % 8 else None}
        for at, seat in enumerate(seats)
    ]  # fmt: skip
    return {
        "on": "2026-11-23",
        "child": {"age_years": 6 + n % 11, "sex": "girl", "home_district": "SD-HYD", "siblings_in_care": n % 3,
                  "unaccompanied_or_separated": False, "siblings_kept_together": True, "objects": False,
                  "age_disputed": False, "special_needs": [], "moves_last_12_months": n % 2,
                  "in_conflict_with_law": False},
        "parent_objects": False,
        "proposed": {"care_type": "RESIDENTIAL", "distance_km": 12.0 + n, "district": "SD-HYD", "school_changes": False,
                     "culture_mismatch": False, "outside_pakistan": False,
                     "provider": {"authorised_care_types": ["RESIDENTIAL"], "authorised_sexes": ["girl"],
                                  "authorised_ages": [6, 17], "authorised_until": "2028-01-31", "status": "FULL",
                                  "admissions_frozen": False, "open_critical_actions": 0, "capacity": 30,
                                  "present": n % 31, "grade": "B", "special_needs_offered": [], "vetting_clear": True,
                                  "organisation": "O1", "woman_main_carer": True,
                                  "mixed_sex_unit_unrelated_10_plus": False}},
        "referrer_organisation": "CPU-HYD", "independent_cpo_assessment": True, "assessment_on": "2026-11-10",
        "emergency": None, "escort_is_woman": True, "participation_recorded": True,
        "ladder": {
            "PRESERVE": {"status": "RULED_OUT", "reasons": [_reason("R03_UNSAFE_ABUSE", "assessment")]},
            "KINSHIP": {"status": "RULED_OUT", "reasons": [_reason("R10_NOT_SUITABLE_ON_ASSESSMENT", "home study")]},
            "FOSTER": {"status": "NOT_AVAILABLE", "reasons": [_reason("R11_NO_APPROVED_CARER_AVAILABLE", "log")]},
        },
        "panel": {"urgent": False, "members": members}, "status": "INTERIM", "court_order": None,
    }  # fmt: skip
