"""Which homes there are, and where: the sizes of the domain's planning figures (README 9b), as a table."""

from dataclasses import dataclass
from enum import StrEnum

from registry_app.providers.homes.states import CareType, Grade, Ownership, Sexes


class Sort(StrEnum):
    """Why a home is on the list."""

    AUTHORISED = "AUTHORISED"
    IN_PROCESS = "IN_PROCESS"
    NOTICED = "NOTICED"
    FEDERAL = "FEDERAL"
    CLOSED = "CLOSED"
    BEING_BUILT = "BEING_BUILT"
    SWD_RUN = "SWD_RUN"
    SCPA_RUN = "SCPA_RUN"
    MAPPED = "MAPPED"


SORTS = {
    Sort.AUTHORISED: 27,
    Sort.IN_PROCESS: 6,
    Sort.NOTICED: 5,
    Sort.FEDERAL: 11,
    Sort.CLOSED: 4,
    Sort.BEING_BUILT: 1,
    Sort.SWD_RUN: 3,
    Sort.SCPA_RUN: 1,
    Sort.MAPPED: 2,
}
"""60 homes; what a court would count."""

A, P, N, F, C, B, D, S, M = Sort
WHERE: dict[str, tuple[Sort, ...]] = {
    "SD-HYD": (A, A, A, A, P, N, F, D, B),
    "SD-KCE": (A, A, A, F, P, C),
    "SD-KEA": (A, A, A, A, F, P, N),
    "SD-KSO": (A, A, A, F, S),
    "SD-KWE": (A, A, F, C),
    "SD-KOR": (A, A, F, D),
    "SD-MLR": (A, A, F, P),
    "SD-KEM": (A, N, C),
    "SD-SKR": (A, F, P, D),
    "SD-LRK": (A, F, N),
    "SD-MPK": (A, F, N),
    "SD-SBA": (A, F, P),
    "SD-KHP": (A, M),
    "SD-JMS": (A, C),
    "SD-DDU": (M,),
}
"""15 of the 30 districts have homes; 33 of the 60 stand in Karachi."""


@dataclass(frozen=True)
class Known:
    """One authorised home of Hyderabad that the demonstration tells more about."""

    care: CareType
    sexes: Sexes
    age_from: int
    age_to: int
    capacity: int
    grade: Grade | None


HYDERABAD = (
    Known(CareType.RESIDENTIAL, Sexes.GIRLS, 6, 17, 40, Grade.B),
    Known(CareType.RESIDENTIAL, Sexes.BOYS, 6, 17, 60, Grade.A),
    Known(CareType.SMALL_GROUP, Sexes.BOTH, 3, 12, 12, Grade.C),
    Known(CareType.RESIDENTIAL, Sexes.BOYS, 6, 16, 70, Grade.D),
)
"""In this order; the first is the home of manager@, the last has its admissions frozen."""

OWNERSHIP = {Sort.FEDERAL: Ownership.FEDERAL_PBM, Sort.SWD_RUN: Ownership.SWD, Sort.SCPA_RUN: Ownership.SCPA}
PRIVATE_OWNERS = {Ownership.NGO: 5, Ownership.TRUST: 4, Ownership.FAITH_BODY: 2, Ownership.PRIVATE: 1}
CHILDREN = 3500
VISITS = 350
EXAMPLES = 60
"""Visits of the year; about so many are made by the services, one by one."""
INSPECTORS = 45
"""Of both directorates."""
LEGACY_SHARE = 0.8

FAMILIES: dict[CareType, int] = {CareType.FOSTER: 16, CareType.KAFALAH: 8, CareType.KINSHIP: 18, CareType.GUARDIAN: 6}
FAMILY_DISTRICTS = ("SD-HYD", "SD-KEA", "SD-KCE", "SD-SKR", "SD-LRK", "SD-MPK", "SD-THP", "SD-UMK", "SD-SGR", "SD-BDN")
"""Families live where no home is, too."""
