"""Past imports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from registry_app.core.db import db
from registry_app.providers.findings.models import Finding
from registry_app.providers.imports.models import HomeImport
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.states import Verdict

NEWEST = 20


def newest() -> Sequence[HomeImport]:
    """The last imports."""
    query = select(HomeImport).options(selectinload(HomeImport.recorder)).order_by(HomeImport.number.desc())
    return db.session.scalars(query.limit(NEWEST)).all()


def one(_actor: Any, number: int) -> HomeImport | None:
    """An import by its number."""
    return db.session.scalars(select(HomeImport).where(HomeImport.number == number)).one_or_none()


def twins_of(run: HomeImport) -> int:
    """How many open pairs the homes of an import are in."""
    loaded = select(Finding.home_id).where(Finding.import_id == run.id)
    query = select(func.count()).select_from(Twin)
    pairs = query.where(Twin.verdict == Verdict.OPEN, or_(Twin.first_id.in_(loaded), Twin.second_id.in_(loaded)))
    return db.session.scalar(pairs) or 0
