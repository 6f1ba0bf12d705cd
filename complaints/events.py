"""What this package tells the rest of the house. No event carries a word of a child."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class ComplaintReceived:
    """A message about a home was filed (also counted for silence)."""

    home_id: uuid.UUID | None


@dataclass(frozen=True)
class ClusterFound:
    """Three P3 in 60 days or two P2 in 90: a responsive inspection is due (triage.rules 3)."""

    home_id: uuid.UUID


@dataclass(frozen=True)
class ComplaintSubstantiated:
    """An inquiry found a message true, wholly or partly."""

    complaint_id: uuid.UUID
    home_id: uuid.UUID | None
    level: str
