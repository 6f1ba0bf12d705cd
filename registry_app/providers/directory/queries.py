"""Finding services by what they give and where."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from registry_app.core.db import db
from registry_app.providers.directory.models import ListedService
from registry_app.providers.directory.states import ServiceKind

LISTED = 300


def listing(*, kind: str = "", district: str = "", public: bool = False) -> Sequence[ListedService]:
    """Services that are listed now, those of the district first and then those of all of Sindh."""
    query = select(ListedService).where(ListedService.ended_on.is_(None))
    if kind in set(ServiceKind):
        query = query.where(ListedService.kind == ServiceKind(kind))
    if district:
        query = query.where(or_(ListedService.district == district, ListedService.district.is_(None)))
    if public:
        query = query.where(ListedService.public.is_(True))
    else:
        query = query.options(selectinload(ListedService.answers))
    query = query.order_by(ListedService.district.is_(None), ListedService.kind, ListedService.name, ListedService.id)
    return db.session.scalars(query.limit(LISTED)).all()


def welfare_office(district: str | None) -> ListedService | None:
    """The district office of the Social Welfare Department, as the public may know it; None where none is listed."""
    query = select(ListedService).where(
        ListedService.kind == ServiceKind.WELFARE_OFFICE, ListedService.district == district,
        ListedService.public.is_(True), ListedService.ended_on.is_(None),
    )  # fmt: skip
    return db.session.scalars(query.order_by(ListedService.checked_on.desc(), ListedService.id).limit(1)).first()


def one(_actor: Any, service_id: uuid.UUID) -> ListedService | None:
    """A service by key."""
    return db.session.get(ListedService, service_id)
