"""Whether data about a child may go to a service, and whether its answer is still fresh. Days in, yes or no out."""

from datetime import date, timedelta

ANSWER_DAYS = 30
"""DESIGN: after so many days a service is asked again."""


def data_may_go(run_by: str, agreed_until: date | None, on: date) -> bool:
    """A department needs no agreement of its own; an organisation needs one that still runs (4(3))."""
    return run_by == "DEPARTMENT" or (agreed_until is not None and agreed_until >= on)


def ask_again(answered_on: date | None, on: date) -> bool:
    """Nobody asked yet, or so long ago that it says nothing any more."""
    return answered_on is None or answered_on < on - timedelta(days=ANSWER_DAYS)
