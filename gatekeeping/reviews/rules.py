"""Which stays may be confirmed together in one vote, and why another may not. Plain Python over facts and a day.

Never for a child under six by the younger bound, with a living parent, against an objection, or over 12 months in care.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gatekeeping.reviews.states import Bar
from registry_app.placements.legacy.rules import Order, later
from registry_app.placements.legacy.states import Parents


@dataclass(frozen=True)
class Facts:
    """What is known of one stay. `looked_on` is the last look at it: a review, or the signing of the list.

    `heard_on` None: nobody has written down what the child says; the other answers then count as not given.
    """

    born_latest: date
    parents: Parents
    since: date
    looked_on: date
    heard_on: date | None = None
    child_objects: bool | None = None
    parent_objects: bool | None = None
    changed: bool | None = None
    home_fell: bool = False
    pulled_out: bool = False


def bars(facts: Facts, on: date, by: Order) -> tuple[Bar, ...]:
    """Every reason against one vote on a day, in their order; empty: the stay may be confirmed with others."""
    numbers = by.consent
    fresh = facts.heard_on is not None and (on - timedelta(days=numbers["heard_within_days"]) <= facts.heard_on <= on)
    holds = {
        Bar.UNDER_SIX: on < later(facts.born_latest, years=numbers["youngest_years"]),
        Bar.LIVING_PARENT: facts.parents not in (Parents.BOTH_DEAD, Parents.NOT_KNOWN),
        Bar.PARENTS_NOT_KNOWN: facts.parents is Parents.NOT_KNOWN,
        Bar.CHILD_OBJECTS: facts.child_objects is True,
        Bar.PARENT_OBJECTS: facts.parent_objects is True,
        Bar.LONG_IN_CARE: on > later(facts.since, months=numbers["longest_months"]),
        Bar.CHANGED: facts.changed is True,
        Bar.BIRTHDAY: any(facts.looked_on < day <= on for day in _birthdays(facts.born_latest, by)),
        Bar.HOME_FELL: facts.home_fell,
        Bar.NOT_HEARD: not fresh or None in (facts.child_objects, facts.parent_objects, facts.changed),
        Bar.PULLED_OUT: facts.pulled_out,
    }
    return tuple(bar for bar in Bar if holds[bar])


def _birthdays(born: date, by: Order) -> list[date]:
    """The days on which a child of this age is looked at anew (`re_decision_triggers`)."""
    years = [later(born, years=age) for age in by.consent["looked_again_at"]]
    return years + [later(born, months=months) for months in by.consent["looked_again_at_months"]]
