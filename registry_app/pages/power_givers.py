"""What rests on a power on a day: decisions, letters and recommendations that named it. A power that something rests on
is not corrected any more; a change counts from a later day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from registry_app.core.db import db
from registry_app.measures.access import act_of
from registry_app.measures.book import book
from registry_app.measures.models import Measure
from registry_app.measures.states import MeasureKind
from registry_app.providers.authorisations.models import Authorisation, Ruling, SetAside
from registry_app.providers.changes.models import ChangeRuling
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.powers.states import Act


def _any(column: Any, *wanted: ColumnElement[bool]) -> bool:
    return db.session.execute(select(column).where(*wanted).limit(1)).first() is not None


def on_authorising(act: Act, on: date) -> bool:
    """Decisions on applications and changes, what was set aside, and relatives approved at night."""
    days = (Ruling.on, SetAside.on, Authorisation.decided_on, ChangeRuling.on, KinApproval.on)
    return act is Act.AUTHORISE and any(_any(day, day == on) for day in days)


def on_measures(act: Act, on: date) -> bool:
    """Measures decided or recommended."""
    numbers = book()
    kinds = [kind for kind in MeasureKind if act_of(kind, numbers) is act]
    return bool(kinds) and _any(Measure.id, Measure.kind.in_(kinds), Measure.decided_on == on)


def on_listing(act: Act, on: date) -> bool:
    """Entries of the list of offenders: the notice and the decision both name the power."""
    days = (OffenderEntry.noticed_on, OffenderEntry.decided_on)
    return act is Act.LIST_OFFENDER and any(_any(day, day == on) for day in days)


RELIANTS: tuple[Callable[[Act, date], bool], ...] = (on_authorising, on_measures, on_listing)
