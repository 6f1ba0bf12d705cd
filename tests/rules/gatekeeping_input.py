"""A made-up proposal that passes every rule, and small ways to spoil it, for the tests of the gatekeeping rules."""

from copy import deepcopy
from typing import Any

ON = "2026-11-23"
ABSENT = object()
SEATS = ("CHAIR", "HEALTH", "EDUCATION", "POLICE", "LAW", "CIVIL_SOCIETY", "COMMUNITY")
# For each rung one reason that applies to it.
HOLDS = {
    "PRESERVE": "R03_UNSAFE_ABUSE",
    "REUNIFY": "R03_UNSAFE_ABUSE",
    "KINSHIP": "R10_NOT_SUITABLE_ON_ASSESSMENT",
    "GUARDIAN": "R10_NOT_SUITABLE_ON_ASSESSMENT",
    "FOSTER": "R11_NO_APPROVED_CARER_AVAILABLE",
    "KAFALAH": "R10_NOT_SUITABLE_ON_ASSESSMENT",
    "SIL": "R16_AGE_OR_CAPACITY",
    "SMALL_GROUP": "R11_NO_APPROVED_CARER_AVAILABLE",
}
PROVIDED = ("KINSHIP", "GUARDIAN", "FOSTER", "KAFALAH", "SIL", "SMALL_GROUP", "RESIDENTIAL", "EMERGENCY", "RESPITE")
GROUP = ("SMALL_GROUP", "RESIDENTIAL", "EMERGENCY")


def reason(code: str, **changes: Any) -> dict[str, Any]:
    """A reason that holds on ON, but for what `changes` say."""
    return {"code": code, "evidence": ["paper seen"], "on": "2026-11-20", "officer": "U7"} | changes


def rung(code: str, status: str = "RULED_OUT", **changes: Any) -> dict[str, Any]:
    """A rung with one reason."""
    return {"status": status, "reasons": [reason(code, **changes)]}


def member(place: int, **changes: Any) -> dict[str, Any]:
    """One of seven members: the first two from SWD, the first four women, all present, all for it."""
    return {
        "id": f"M{place}",
        "seat": SEATS[place % len(SEATS)],
        "woman": place < 4,
        "from_swd": place < 2,
        "present": True,
        "conflicts": [],
        "presented": False,
        "vote": "FOR",
    } | changes


def good(care_type: str = "RESIDENTIAL", **top: Any) -> dict[str, Any]:
    """A proposal without any block, exception or warning that may proceed."""
    made: dict[str, Any] = {
        "on": ON,
        "child": {
            "age_years": 16,
            "sex": "girl",
            "home_district": "SD-HYD",
            "unaccompanied_or_separated": False,
            "tracing_exhausted": None,
            "siblings_in_care": 0,
            "siblings_kept_together": None,
            "objects": False,
            "age_disputed": False,
            "special_needs": [],
            "moves_last_12_months": 0,
            "in_conflict_with_law": False,
        },
        "parent_objects": False,
        "proposed": {
            "care_type": care_type,
            "distance_km": 12.0,
            "district": "SD-HYD",
            "school_changes": False,
            "culture_mismatch": False,
            "outside_pakistan": False,
            "provider": {
                "authorised_care_types": list(PROVIDED),
                "authorised_sexes": ["girl", "boy", "transgender"],
                "authorised_ages": [0, 17],
                "authorised_until": "2028-01-31",
                "status": "FULL",
                "admissions_frozen": False,
                "open_critical_actions": 0,
                "capacity": 30,
                "present": 22,
                "grade": "B",
                "special_needs_offered": [],
                "vetting_clear": True,
                "organisation": "O1",
                "woman_main_carer": True,
                "mixed_sex_unit_unrelated_10_plus": False,
            },
        },
        "referrer_organisation": "CPU-HYD",
        "independent_cpo_assessment": True,
        "assessment_on": "2026-11-10",
        "emergency": None,
        "escort_is_woman": True,
        "participation_recorded": True,
        "ladder": {name: rung(code) for name, code in HOLDS.items()},
        "panel": {"urgent": False, "members": [member(place) for place in range(7)]},
        "status": "INTERIM",
        "court_order": None,
    }
    return made | top


def changed(given: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with the value at the dotted path replaced, or taken out when it is ABSENT."""
    made = deepcopy(given)
    put(made, path, value)
    return made


def put(made: dict[str, Any], path: str, value: Any) -> None:
    """Replace the value at the dotted path, or take it out when it is ABSENT."""
    *steps, last = path.split(".")
    inner = made
    for step in steps:
        inner = inner[step]
    if value is ABSENT:
        inner.pop(last, None)
    else:
        inner[last] = value


def spoiled(care_type: str = "RESIDENTIAL", **paths: Any) -> dict[str, Any]:
    """`good` with values replaced; in the names of `paths` a double underscore stands for a dot."""
    made = good(care_type)
    for path, value in paths.items():
        made = changed(made, path.replace("__", "."), value)
    return made


def at_home(care_type: str = "PRESERVE") -> dict[str, Any]:
    """A proposal to stay with or return to the parents: no provider, no panel."""
    made = good(care_type, panel=None, status="CONFIRMED", escort_is_woman=None)
    made["proposed"]["provider"] = None
    return made
