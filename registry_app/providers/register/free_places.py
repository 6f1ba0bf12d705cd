"""Free places of the homes on a page of the register, for Child Protection Units and panels."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import AuthorisationStanding
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Standing
from registry_app.providers.register import rules
from registry_app.providers.ties.queries import untied


def takes_children() -> ColumnElement[bool]:
    """Nothing shuts the home to new children today (HB01, HB02, HB08); what it is, nobody is told here."""
    return and_(
        Home.standing == Standing.AUTHORISED,
        Home.admissions_frozen.is_(False),
        Home.open_critical_actions == 0,
        Home.offender_matches == 0,
    )


def of(actor: Any, numbers: Collection[str]) -> dict[str, int]:
    """Register number -> places free today, of the homes that may take a child. One question for a whole page.

    A home is left out where no new child may go, or where the person has a tie.
    """
    today = clock.today()
    counts = and_(
        Authorisation.home_id == Home.id,
        Authorisation.standing == AuthorisationStanding.IN_FORCE,
        Authorisation.start <= today,
        Authorisation.until >= today,
    )
    query = (
        select(Home.register_number, Home.present, func.sum(Authorisation.capacity))
        .join(Authorisation, counts)
        .where(
            Home.register_number.in_(numbers),
            takes_children(),
            untied(actor, Home.id),
        )
        .group_by(Home.id, Home.register_number, Home.present)
    )
    return {number: rules.free_places(places, present) for number, present, places in db.session.execute(query)}
