"""What the rest of the house hears of people in homes."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class MatchFound:
    """A person's number was found in the list of offenders."""

    match_id: uuid.UUID


@dataclass(frozen=True)
class PersonLeft:
    """A post in a home ended."""

    person_id: uuid.UUID
    home_id: uuid.UUID


@dataclass(frozen=True)
class MayNotBeWithChildren:
    """A check of a person came to nothing, or a match was found: no contact with children from now on (R10)."""

    person_id: uuid.UUID
