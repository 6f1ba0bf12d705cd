"""The papers of an application: photographed or saved as PDF and sent, or promised and brought to the office."""

import uuid
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import queries
from registry_app.providers.applications.answer_services import asked
from registry_app.providers.applications.models import Application, ApplicationPaper
from registry_app.providers.applications.states import PaperMeans, State

MOST = 6


def unlocked(application: Application, code: str) -> bool:
    """Whether this paper may be given or taken back now: always in a draft, after a return when it was asked about."""
    if application.state is State.DRAFT:
        return True
    questions = {flag.field for flag in application.open_flags if flag.section == "papers"}
    return application.state is State.RETURNED and code in questions


@transactional
def upload(application: Application, code: str, given: Any, *, actor: Any) -> ApplicationPaper:
    """Take a photo or a PDF of a paper; several files may show one paper. A promise to bring it ends."""
    application = opened(application, code)
    if not given or not given.filename:
        raise DomainError(_("Choose a photo or a PDF first."), "file")
    before = queries.papers(application).get(code, [])
    uploads = [paper for paper in before if paper.means is PaperMeans.UPLOAD]
    if len(uploads) >= MOST:
        raise DomainError(_("There are six files for this paper already. Remove one first."), "file")
    try:
        stored = files.accept(given, actor=actor)
    except DomainError as error:
        raise DomainError(error.sentence, "file") from error
    db.session.flush()
    for promise in (paper for paper in before if paper.means is PaperMeans.BRING):
        _take_away(promise, actor)
    return _give(application, ApplicationPaper(code=code, means=PaperMeans.UPLOAD, file_id=stored.id), actor)


def earlier(application: Application, code: str) -> list[ApplicationPaper]:
    """What the same organisation gave for this paper in other applications that were sent, the newest first."""
    if application.organisation_id is None:
        return []
    here = {paper.file_id for paper in queries.papers(application).get(code, [])}
    found = db.session.scalars(
        select(ApplicationPaper)
        .join(Application, Application.id == ApplicationPaper.application_id)
        .where(
            Application.organisation_id == application.organisation_id,
            Application.id != application.id,
            Application.number.is_not(None),
            ApplicationPaper.code == code,
            ApplicationPaper.file_id.is_not(None),
            ApplicationPaper.removed_at.is_(None),
        )
        .order_by(ApplicationPaper.given_at.desc(), ApplicationPaper.id)
    )
    return list({paper.file_id: paper for paper in found if paper.file_id not in here}.values())


@transactional
def reuse(application: Application, code: str, paper_id: uuid.UUID, *, actor: Any) -> ApplicationPaper:
    """Give once more what was given before: the same file, in this application too. A promise to bring it ends."""
    application = opened(application, code)
    before = queries.papers(application).get(code, [])
    if sum(paper.means is PaperMeans.UPLOAD for paper in before) >= MOST:
        raise DomainError(_("There are six files for this paper already. Remove one first."), "file")
    found = next((paper for paper in earlier(application, code) if paper.id == paper_id), None)
    if found is None:
        raise DomainError(_("This paper is here already, or it is not yours."), "file")
    for promise in (paper for paper in before if paper.means is PaperMeans.BRING):
        _take_away(promise, actor)
    return _give(application, ApplicationPaper(code=code, means=PaperMeans.UPLOAD, file_id=found.file_id), actor)


@transactional
def bring(application: Application, code: str, *, actor: Any) -> ApplicationPaper:
    """Promise to bring the paper to the office. Promising twice is the same."""
    application = opened(application, code)
    for paper in queries.papers(application).get(code, []):
        if paper.means is PaperMeans.BRING:
            return paper
    return _give(application, ApplicationPaper(code=code, means=PaperMeans.BRING), actor)


@transactional
def remove(paper: ApplicationPaper, *, actor: Any) -> None:
    """Take a paper back before it is sent. The file is destroyed; the record of deeds says when."""
    application = opened(paper.application, paper.code)
    paper = locked(paper)
    if application.submitted_at and paper.given_at <= application.submitted_at:
        raise DomainError(_("This paper was sent. Add a better one beside it."))
    _take_away(paper, actor)


def opened(application: Application, code: str) -> Application:
    """The application, locked for a change of this paper; DomainError when it cannot be given now."""
    application = locked(application)
    if code not in {paper.code for paper in asked(application).papers}:
        raise DomainError(_("This paper is not asked for."))
    if not unlocked(application, code):
        raise DomainError(_("The papers were sent. They can be changed only when the office asks about them."))
    return application


def _give(application: Application, paper: ApplicationPaper, actor: Any) -> ApplicationPaper:
    paper.application_id, paper.given_by_id, paper.given_at = application.id, actor.id, clock.now()
    with audit.deed("application:give-paper", paper, actor):
        pass
    with audit.deed("application:touch", application, actor):
        application.saved_at = clock.now()
    db.session.refresh(application, ["papers"])
    return paper


def _take_away(paper: ApplicationPaper, actor: Any) -> None:
    stored, application = paper.file, paper.application
    if paper.means is PaperMeans.BRING or stored is None:
        with audit.deed("application:remove-paper", paper, actor):
            paper.removed_at = clock.now()
        return
    # The row of an upload cannot stay without its file; the record of deeds keeps that it was there.
    audit.note("application:remove-paper", application, actor, changes={"paper": [paper.code, None]})
    db.session.delete(paper)
    db.session.flush()
    # A file that was given again stands in another application too, and stays there.
    if db.session.scalar(select(ApplicationPaper.id).where(ApplicationPaper.file_id == stored.id).limit(1)) is None:
        files.remove(stored)
    db.session.expire(application, ["papers"])
