"""A child found sleeping somewhere without any basis becomes a case of the unit at once (gatekeeping.yaml `stays`).

The case does not move the child. Nobody has screened it yet, so it stands among the urgent ones until an officer has
looked; a child who has a living case keeps that one. What happened is told from the stay in the language of the reader.
"""

import uuid

from gatekeeping.cases import queries, services
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import LegalCare, Source
from registry_app.accounts import queries as accounts
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.db import db, locked
from registry_app.placements.limits import districts_of
from registry_app.placements.models import Stay


def open_case(stay_id: uuid.UUID) -> Case | None:
    """The case of this stay's child, or None where no district or officer is known or a case lives already."""
    stay = db.session.get_one(Stay, stay_id)
    # The child's row first: of two officers who find the same child at once, one waits and then sees the case.
    child = locked(stay.child)
    districts = districts_of(stay)
    officer = _officer(stay, districts)
    if not districts or officer is None or queries.living(child.id) is not None:
        return None
    return services.refer(
        child, district=districts[0], source=Source.CPU, danger=False, screening=None,
        legal_care=LegalCare.NOT_KNOWN, whereabouts=stay.home.name if stay.home else stay.place or "",
        story="", found_in=stay, actor=officer,
    )  # fmt: skip


def _officer(stay: Stay, districts: list[str]) -> User | None:
    """Who recorded the stay when it was an officer of the unit, else the head of the unit."""
    recorder = db.session.get(User, stay.recorded_by) if stay.recorded_by else None
    if recorder is not None and recorder.has(Role.CPO, Role.CPU_HEAD):
        return recorder
    return next(iter(accounts.holding(Role.CPU_HEAD, districts[0])), None) if districts else None
