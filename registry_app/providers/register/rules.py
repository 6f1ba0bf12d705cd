"""What of a home is public: facts and today in, a decision out (registration.yaml `public_register`; powers.yaml)."""

from datetime import date
from typing import NamedTuple

NEVER_APPLIED = frozenset({"KNOWN_UNREGISTERED", "NOTICE_SERVED", "RECORDED_TWICE"})
CARRYING = frozenset({"AUTHORISED", "SUSPENDED"})


class Facts(NamedTuple):
    """What decides about a home's name and details."""

    standing: str
    household: bool
    shelters_survivors: bool
    notice_until: date | None
    authorised_until: date | None


def is_named(facts: Facts, naming: str, today: date) -> bool:
    """Whether the name is public: never of a family or a shelter for survivors; of a home that never applied only
    after notice and its term, and only while the power to name it is in force."""
    if facts.household or facts.shelters_survivors:
        return False
    if facts.standing not in NEVER_APPLIED:
        return True
    served = facts.standing == "NOTICE_SERVED" and facts.notice_until is not None and facts.notice_until < today
    return served and naming == "after_notice_and_term"


def shows_care(facts: Facts) -> bool:
    """Whether the kind of care is public: a shelter for survivors is number and district only."""
    return not facts.shelters_survivors


def shows_visits(facts: Facts) -> bool:
    """Whether visits, the grade and the days of an authorisation are public. Of a shelter for survivors they could be
    laid beside what is known elsewhere and tell which house it is; whether it is authorised stays public."""
    return not facts.shelters_survivors


def shows_places(facts: Facts) -> bool:
    """Whether sexes, ages and places are public: of a family they could point to one child."""
    return not (facts.shelters_survivors or facts.household)


def is_over(facts: Facts, today: date) -> bool:
    """Whether its term ended: it counts as expired, also in the hours before the nightly clock says so."""
    over = facts.authorised_until is not None and facts.authorised_until < today
    return over and facts.standing in CARRYING


def age_in_days(graded_on: date, today: date) -> int:
    """How old a grade is."""
    return (today - graded_on).days


def is_old(graded_on: date, today: date) -> bool:
    """A grade over 12 months old is marked as old (ux.md 2.4)."""
    return age_in_days(graded_on, today) > 365


def free_places(authorised: int, present: int) -> int:
    """How many children more may come; a home above its places has none."""
    return max(0, authorised - present)
