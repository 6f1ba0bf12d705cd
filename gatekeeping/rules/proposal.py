"""A proposal as the rules see it: frozen, checked, with None wherever nothing was recorded.

The small parts that come in numbers (reasons, members) are named tuples, which are made twice as fast.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Child:
    """The child's facts that the rules ask; `age_years` is the younger bound when the age is a range."""

    age_years: int | None = None
    sex: str | None = None
    home_district: str | None = None
    unaccompanied_or_separated: bool | None = None
    tracing_exhausted: bool | None = None
    siblings_in_care: int | None = None
    siblings_kept_together: bool | None = None
    objects: bool | None = None
    age_disputed: bool | None = None
    special_needs: tuple[str, ...] | None = None
    moves_last_12_months: int | None = None
    in_conflict_with_law: bool | None = None

    @property
    def siblings_split(self) -> bool:
        """It is recorded that there are siblings in care and that they would be apart."""
        return bool(self.siblings_in_care) and self.siblings_kept_together is False

    @property
    def siblings_together(self) -> bool:
        """It is recorded that there are siblings in care and that they would be together."""
        return bool(self.siblings_in_care) and self.siblings_kept_together is True


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider's facts today; `present` counts the children there without this child."""

    authorised_care_types: tuple[str, ...] | None = None
    authorised_sexes: tuple[str, ...] | None = None
    authorised_ages: tuple[int, int] | None = None
    authorised_until: date | None = None
    status: str | None = None
    admissions_frozen: bool | None = None
    open_critical_actions: int | None = None
    capacity: int | None = None
    present: int | None = None
    grade: str | None = None
    special_needs_offered: tuple[str, ...] | None = None
    vetting_clear: bool | None = None
    organisation: str | None = None
    woman_main_carer: bool | None = None
    mixed_sex_unit_unrelated_10_plus: bool | None = None
    cpu_consent: bool | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """The care that is proposed; `provider` is None where there is none or none is recorded."""

    care_type: str = ""
    distance_km: float | None = None
    district: str | None = None
    school_changes: bool | None = None
    culture_mismatch: bool | None = None
    religion_mismatch: bool | None = None
    outside_pakistan: bool | None = None
    offender_hit: bool | None = None
    provider: Provider | None = None


class Emergency(NamedTuple):
    """An emergency with who approved it and how many days the child has been in it."""

    declared_on: date | None = None
    approved_by: str | None = None
    days_in_emergency: int | None = None


class Reason(NamedTuple):
    """Why a rung was passed over: code, evidence, day and officer (procedure step 6)."""

    code: str | None = None
    evidence: tuple[str, ...] | None = None
    on: date | None = None
    officer: str | None = None


class Rung(NamedTuple):
    """What is recorded for one rung: CHOSEN, RULED_OUT or NOT_AVAILABLE, with its reasons."""

    status: str | None = None
    reasons: tuple[Reason, ...] | None = None


class Member(NamedTuple):
    """A panel member in this case; not recorded conflicts or presenting count as a conflict."""

    id: str | None = None
    seat: str | None = None
    woman: bool | None = None
    from_swd: bool | None = None
    present: bool | None = None
    conflicts: tuple[str, ...] | None = None
    presented: bool | None = None
    vote: str | None = None


class Panel(NamedTuple):
    """The sitting: members that are not listed are absent."""

    urgent: bool | None = None
    members: tuple[Member, ...] | None = None


class Approval(NamedTuple):
    """An exception that an office approved, on which ground and until when."""

    id: str | None = None
    ground: str | None = None
    approver: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """Everything that is judged; two proposals are the same only when they are one object.

    `on` is the day of judging; `status` not recorded counts as CONFIRMED.
    """

    on: date
    proposed: Proposed
    child: Child = Child()
    parent_objects: bool | None = None
    referrer_organisation: str | None = None
    independent_cpo_assessment: bool | None = None
    assessment_on: date | None = None
    emergency: Emergency | None = None
    escort_is_woman: bool | None = None
    participation_recorded: bool | None = None
    ladder: Mapping[str, Rung | None] = field(default_factory=dict)
    panel: Panel | None = None
    status: str | None = None
    court_order: str | None = None
    approved_exceptions: tuple[Approval, ...] = ()
    months_in_group_care: float | None = None
