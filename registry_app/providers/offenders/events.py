"""What the rest of the house hears of the list."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class PersonListed:
    """An entry began to count."""

    entry_id: uuid.UUID


@dataclass(frozen=True)
class PersonUnlisted:
    """An entry no longer counts: its term is over, it was corrected, or an appeal was allowed."""

    entry_id: uuid.UUID
