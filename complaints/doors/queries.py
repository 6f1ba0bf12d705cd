"""Finding doors, briefings and slips."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from complaints.doors.models import Briefing, Door, Slip
from complaints.doors.states import Kind, Permission
from registry_app.core import clock
from registry_app.core.access import allows
from registry_app.core.db import db
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home


def home_of_token(digest: str) -> Home | None:
    """The home to whose poster or card this token belongs; None for one that was taken down."""
    door = db.session.scalars(select(Door).where(Door.digest == digest, Door.ended_on.is_(None))).one_or_none()
    return door.home if door else None


def home_for(actor: Any, number: str) -> Home | None:
    """A home by its register number, if the officer may see its doors."""
    home = homes.by_number(number)
    return home if home is not None and allows(actor, Permission.VIEW, home) else None


def of_home(home: Home, kind: Kind) -> Sequence[Door]:
    """Its posters or cards, the newest first."""
    rows = select(Door).where(Door.home_id == home.id, Door.kind == kind)
    return db.session.scalars(rows.order_by(Door.ended_on.is_not(None), Door.serial.desc())).all()


def _one(home: Home | None, serial: str) -> Door | None:
    if home is None:
        return None
    return db.session.scalars(select(Door).where(Door.home_id == home.id, Door.serial == serial)).one_or_none()


def one(actor: Any, number: str, serial: str) -> Door | None:
    """A door of a home whose doors the officer may see."""
    return _one(home_for(actor, number), serial)


def one_of_own(actor: Any, home_id: uuid.UUID, serial: str) -> Door | None:
    """A poster of a home for which the person signs in; cards are the children's, not the family's."""
    door = _one(homes.one_of_own(actor, home_id), serial)
    return door if door is not None and door.kind is Kind.POSTER else None


def briefings(home: Home) -> Sequence[Briefing]:
    """The talks held with trustees and staff, the newest first."""
    rows = select(Briefing).where(Briefing.home_id == home.id)
    return db.session.scalars(rows.order_by(Briefing.held_on.desc(), Briefing.written_at.desc())).all()


def briefing_held(home: Home) -> Briefing | None:
    """The newest talk that was held by today."""
    return next((one for one in briefings(home) if one.held_on <= clock.today()), None)


def slip(serial: str) -> Slip | None:
    """A slip by the serial on its half for the box."""
    return db.session.scalars(select(Slip).where(Slip.serial == serial)).one_or_none()


def slip_of_number(lookup: str) -> Slip | None:
    """The slip on whose stub this number stands."""
    return db.session.scalars(select(Slip).where(Slip.code_lookup == lookup)).one_or_none()


def slips_printed(home: Home) -> int:
    """How many slips were ever printed for the home. How many came back is not told: it would count messages."""
    return len(db.session.scalars(select(Slip.id).where(Slip.home_id == home.id)).all())
