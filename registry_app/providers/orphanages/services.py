"""Recording what the board under the Orphanages Act gave or took back. Nothing here changes a home's standing."""

from datetime import date
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.models import Home
from registry_app.providers.orphanages import queries
from registry_app.providers.orphanages.models import OrphanagesCertificate


@transactional
def record(home: Home, *, number: str, given_on: date, until: date | None = None, actor: Any) -> OrphanagesCertificate:
    """An officer has seen the board's certificate for this home. The same number is not recorded twice."""
    home = locked(home)
    if home.household:
        raise DomainError(_("The Orphanages Act is about homes. A family needs no certificate under it."))
    if given_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "given_on")
    if until is not None and until < given_on:
        raise DomainError(_("The last day cannot be before the first."), "until")
    if any(one.number == number for one in queries.of_home(home)):
        raise DomainError(_("This number is on record for this home already."), "number")
    made = OrphanagesCertificate(
        home_id=home.id, number=number, given_on=given_on, until=until, recorded_by_id=getattr(actor, "id", None)
    )
    with audit.deed("orphanages-act:record", made, actor):
        pass
    return made


@transactional
def withdraw(certificate: OrphanagesCertificate, *, on: date, actor: Any, reason: str) -> OrphanagesCertificate:
    """The board took its certificate back on this day."""
    certificate = locked(certificate)
    if certificate.withdrawn_on is not None:
        raise DomainError(_("It was taken back already."), "on")
    if not certificate.given_on <= on <= clock.today():
        raise DomainError(_("Write a day between the day it was given and today."), "on")
    with audit.deed("orphanages-act:withdraw", certificate, actor, reason=reason):
        certificate.withdrawn_on = on
    return certificate
