"""Filing the report: the copy that goes to the court is kept byte for byte, so that it can be shown again."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry_app.core import audit, files
from registry_app.core.db import db, transactional
from registry_app.core.files import StoredFile
from registry_app.pages.court import formats
from registry_app.pages.court.models import CourtFiling
from registry_app.pages.reports.states import Format

SHOWN = 50
"""So many of the newest copies stand on the page."""


@transactional
def file(on: date, known_on: date, language: str, *, actor: Any) -> CourtFiling:
    """Make the PDF and keep its bytes with their digest; DomainError for days that cannot be."""
    name, content = formats.court(on, Format.PDF, language, known_on)
    stored = files.keep(content, media_type=files.PDF, name=name, actor=actor)
    kept = CourtFiling(
        on=on, known_on=known_on, language=language, file_id=stored.id, sha256=stored.sha256, filed_by_id=actor.id
    )
    with audit.deed("court-report:file", kept, actor):
        pass
    return kept


def filed() -> Sequence[CourtFiling]:
    """The newest filed copies, the last one first."""
    query = select(CourtFiling).options(joinedload(CourtFiling.filed_by)).order_by(CourtFiling.filed_at.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


def copy(key: uuid.UUID) -> StoredFile | None:
    """The kept file of a filed copy."""
    found = db.session.get(CourtFiling, key)
    return found.file if found else None
