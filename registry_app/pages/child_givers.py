"""What gatekeeping adds to the child's file: its cases and what was decided, each with a link, where one may read."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select

from gatekeeping.cases import queries as cases
from gatekeeping.cases.models import Case
from gatekeeping.decisions.models import Decision
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.placements.children.parts import Giver, Line
from registry_app.placements.models import Child


def of_gatekeeping(actor: Any, child: Child) -> Sequence[Line]:
    """Two questions, whatever the number of cases."""
    seen = db.session.scalars(cases.visible_to(actor).where(Case.child_id == child.id)).unique().all()
    lines = [
        Line(
            clock.local(case.referred_at).date(),
            _("Referred to the Child Protection Unit"),
            url_for("cases.show", case_id=case.id),
        )
        for case in seen
    ]
    decided = select(Decision).where(Decision.case_id.in_([case.id for case in seen]))
    return lines + [
        Line(
            one.decided_on,
            _("Decision of the panel: %(outcome)s", outcome=label(one.outcome)),
            url_for("decisions.record", case_id=one.case_id),
        )
        for one in db.session.scalars(decided)
    ]


GIVERS: Sequence[Giver] = (of_gatekeeping,)
