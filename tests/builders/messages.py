"""Messages for the tests of triage: a quiet one to start from, changed key by key."""

from typing import Any

from complaints.rules import judge

# A Monday afternoon in Karachi. The next holiday of the shipped list is 25 December, a Friday.
MONDAY = "2026-11-23T15:00:00+05:00"

ABOUT = (
    "CHILD",
    "STAFF",
    "MANAGER",
    "HOUSEHOLD",
    "FAMILY",
    "OTHER_ADULT",
    "CPO",
    "CPU_HEAD",
    "DISTRICT_OFFICER",
    "SWD_DIRECTORATE",
    "SWD_HOME",
    "SCPA",
    "POLICE",
    "COURT",
    "INSPECTOR",
    "NOBODY",
    "UNKNOWN",
)
RUN_BY = ("NGO", "TRUST", "FAITH", "PRIVATE", "FAMILY", "FEDERAL", "SWD", "SCPA")
CATEGORIES = {
    "hurt": "P2",
    "touched": "P1",
    "afraid": "P2",
    "food": "P3",
    "sick": "P2",
    "work": "P2",
    "school": "P3",
    "family": "P3",
    "other": "P3",
    "idea": "P4",
}


def message(**changes: Any) -> dict[str, Any]:
    """A child of ten who was not asked for consent says that the food is poor: P3, about nobody."""
    return {"received_at": MONDAY, "category": "food", "about": "NOBODY", "age_years": 10, **changes}


def triaged(**changes: Any) -> dict[str, Any]:
    """The answer for `message(**changes)`."""
    return judge(message(**changes))
