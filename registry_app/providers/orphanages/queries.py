"""The board's certificates of a home, and the one that counts today."""

from collections.abc import Sequence

from sqlalchemy import select

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.orphanages import rules
from registry_app.providers.orphanages.models import OrphanagesCertificate


def of_home(home: Home) -> Sequence[OrphanagesCertificate]:
    """Every one on record, the newest first."""
    return db.session.scalars(
        select(OrphanagesCertificate)
        .where(OrphanagesCertificate.home_id == home.id)
        .order_by(OrphanagesCertificate.given_on.desc(), OrphanagesCertificate.recorded_at.desc())
    ).all()


def current(home: Home) -> OrphanagesCertificate | None:
    """The newest one that counts today; None: not yet."""
    today = clock.today()
    standing = (one for one in of_home(home) if rules.counts(one.given_on, one.until, one.withdrawn_on, today))
    return next(standing, None)
