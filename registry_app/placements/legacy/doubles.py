"""Rows that may say again a child who came with an arrival notice, or was found, and has a code in this home."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from registry_app.core.db import db
from registry_app.placements.legacy.models import LegacyList, LegacyRow
from registry_app.placements.legacy.rules import Known, may_be_one
from registry_app.placements.models import Child, ChildIdentity, Stay


def candidates(here: LegacyList) -> dict[uuid.UUID, list[Child]]:
    """row -> children with a code and an open stay in this home, on no list, who may be the child of the row.

    The names are compared here and shown to nobody.
    """
    there = _on_no_list(here)
    named = select(ChildIdentity).where(ChildIdentity.child_id.in_([child.id for child in there]))
    names = {one.child_id: one.name or "" for one in db.session.scalars(named)} if there else {}
    known = [
        (child, Known(child.sex, child.born_earliest, child.born_latest, names.get(child.id, ""))) for child in there
    ]
    found = {}
    for row in here.rows if known else ():
        mine = Known(row.sex, row.born_earliest, row.born_latest, row.name or "")
        found[row.id] = [child for child, facts in known if may_be_one(mine, facts)]
    return {key: some for key, some in found.items() if some}


def questions(here: LegacyList) -> list[LegacyRow]:
    """The rows of which nobody has said yet whether they are one of those children."""
    found = candidates(here)
    return [row for row in here.rows if row.id in found and row.same_child_id is None and not row.told_apart]


def _on_no_list(here: LegacyList) -> Sequence[Child]:
    listed = select(LegacyRow.id).where(LegacyRow.child_id == Child.id)
    query = select(Child).join(Stay, Stay.child_id == Child.id)
    return db.session.scalars(
        query.where(Stay.home_id == here.home_id, Stay.ended_at.is_(None), ~listed.exists()).order_by(Child.code)
    ).all()
