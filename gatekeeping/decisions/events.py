"""What happened here that others may act on."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class PlacementDecided:
    """A body has decided; `home_id` is None where the child stays with or returns to the parents."""

    decision_id: uuid.UUID
    case_id: uuid.UUID
    home_id: uuid.UUID | None
