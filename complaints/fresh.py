"""A number that opens nothing yet: no message has it, and it stands on no printed slip."""

from sqlalchemy import select

from complaints import numbers, queries
from complaints.doors.models import Slip
from registry_app.core.codes import answer_number
from registry_app.core.db import db


def number() -> str:
    """Nine digits for a new message or slip."""
    while True:
        made = answer_number()
        lookup = numbers.lookup(made)
        printed = db.session.scalar(select(Slip.id).where(Slip.code_lookup == lookup))
        if printed is None and queries.by_lookup(lookup) is None:
            return made
