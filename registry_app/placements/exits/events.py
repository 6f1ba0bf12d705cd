"""What leaving tells the rest of the house. No event carries a word of a child."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class MarriagePlanned:
    """Somebody plans to marry off a child who is in care: P1, and the police."""

    plan_id: uuid.UUID
