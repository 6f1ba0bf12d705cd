"""What other packages may want to know of inspections: ids only, in the past tense."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class VisitSubmitted:
    """The report of a visit is at the office."""

    home_id: uuid.UUID
    visit_id: uuid.UUID


@dataclass(frozen=True)
class CriticalFound:
    """A visit found a danger: admissions are frozen, CPU, SWD Director and SCPA are told the same day."""

    home_id: uuid.UUID
    visit_id: uuid.UUID


@dataclass(frozen=True)
class GradePublished:
    """A visit was published; the home carries what it says."""

    home_id: uuid.UUID
    visit_id: uuid.UUID
