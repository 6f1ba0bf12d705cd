"""The report as it was given out is kept, byte for byte: what a court reads later is what the home was given."""

from typing import Any

from flask import current_app

from inspections import after_queries, reports
from inspections.after_models import KeptPaper
from inspections.models import Visit
from inspections.states import VisitState
from registry_app.core import audit, files
from registry_app.core.db import db, transactional
from registry_app.core.i18n import LANGUAGES


def _made_up() -> bool:
    return bool(current_app.config["SETTINGS"].made_up)


@transactional
def keep(visit: Visit, *, actor: Any) -> None:
    """Write this issue of the report in each language and keep what was written."""
    for code in LANGUAGES:
        written = reports.pdf(visit, code, made_up=_made_up())
        stored = files.keep(written, media_type=files.PDF, name=f"report-{visit.issue}-{code}.pdf", actor=actor)
        db.session.flush()
        with audit.deed("visit:keep-paper", KeptPaper(visit_id=visit.id, issue=visit.issue, language=code,
                                                      file_id=stored.id), actor):  # fmt: skip
            pass


def of(visit: Visit, code: str, issue: int | None = None) -> bytes | None:
    """The kept paper of an issue (the last one, when none is named); before publication the paper as it stands now.

    None for an issue that never was.
    """
    kept = after_queries.paper(visit, code, issue or visit.issue)
    if kept is not None:
        return files.read(kept.file)
    if issue not in (None, visit.issue) or (issue and visit.state is not VisitState.PUBLISHED):
        return None
    return reports.pdf(visit, code, made_up=_made_up())
