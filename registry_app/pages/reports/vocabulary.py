"""The keys each table shows, in their order: the enums of the packages that own them."""

from collections.abc import Sequence
from enum import StrEnum

from complaints import states as complaints
from inspections.states import VisitType
from registry_app.placements.returns.states import MonthState
from registry_app.placements.states import Basis, Exit, Rung, Sex
from registry_app.places.gazetteer import districts
from registry_app.providers.homes.states import CareType, Ownership

_KINDS: dict[str, type[StrEnum]] = {
    "messages_level": complaints.Level,
    "messages_channel": complaints.Channel,
    "messages_category": complaints.Category,
    "messages_sex": complaints.Sex,
    "messages_age": complaints.AgeBand,
    "homes_run_by": Ownership,
    "homes_visits": VisitType,
    "homes_returns": MonthState,
    "care_type": CareType,
    "care_basis": Basis,
    "care_sex": Sex,
    "care_exits": Exit,
    "care_decisions": Rung,
}


def members(table: str) -> Sequence[StrEnum]:
    """The members that have words for the lines of this table; none where its keys are of another kind."""
    return tuple(_KINDS[table]) if table in _KINDS else ()


def order(table: str) -> Sequence[str]:
    """The keys that the table always shows, in order."""
    if table.endswith("_district"):
        return tuple(one.code for one in districts())
    if table == "messages_disability":
        return ("yes", "no")
    return tuple(member.value for member in members(table))
