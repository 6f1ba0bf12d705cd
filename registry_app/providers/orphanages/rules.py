"""Whether a certificate under the Orphanages Act counts on a day. Values in, values out."""

from datetime import date


def counts(given_on: date, until: date | None, withdrawn_on: date | None, today: date) -> bool:
    """From the day it was given, through its last day where it has one, until it is taken back."""
    if given_on > today or (until is not None and until < today):
        return False
    return withdrawn_on is None or withdrawn_on > today
