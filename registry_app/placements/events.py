"""What stays tell the rest of the house. No event carries a word of a child."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class FoundOutside:
    """A child was found sleeping somewhere without any basis: its case goes to the CPU within 24 hours."""

    stay_id: uuid.UUID
    home_id: uuid.UUID | None


@dataclass(frozen=True)
class IncidentSent:
    """Somebody of a home reported something serious; `kind` is one of incidents-0.1.yaml, never a word of it."""

    home_id: uuid.UUID
    kind: str
