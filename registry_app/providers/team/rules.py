"""Who may go, who may hand over, and how long an invitation stands. People in, words out."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from registry_app.providers.team.states import Hindrance

GOOD_FOR = timedelta(days=7)
OWNER = "OWNER"


@dataclass(frozen=True)
class Place:
    """One person of an organisation and the role they have there."""

    person: uuid.UUID
    role: str


def hindrance(people: Iterable[Place], leaving: uuid.UUID) -> Hindrance | None:
    """Why this person cannot leave; None when they can. An organisation is never without an owner."""
    places = list(people)
    mine = [one for one in places if one.person == leaving]
    others = [one for one in places if one.person != leaving]
    if not mine:
        return Hindrance.NOT_THERE
    if not others:
        return Hindrance.LAST_ONE
    owned = any(one.role == OWNER for one in mine)
    return Hindrance.LAST_OWNER if owned and not any(one.role == OWNER for one in others) else None


def lapses_at(invited_at: datetime) -> datetime:
    """The moment from which the link opens nothing."""
    return invited_at + GOOD_FOR


def stands(invited_at: datetime, now: datetime) -> bool:
    """Whether an open invitation can still be accepted."""
    return now < lapses_at(invited_at)
