"""One paper by phone: a link that opens a single form, once, for a few minutes, and is shown as a code to scan.

The phone is not signed in. Whoever holds the link can add one file to one paper and learns nothing but its title; what
comes is given in the name of the person who made the link, and only while that person may still fill it in.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.access import allows
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import paper_services, rules
from registry_app.providers.applications.models import Application, ApplicationPaper, PaperLink
from registry_app.providers.applications.states import Permission

OVER = _("This link was used or is too old. Make a new one on the page of the paper.")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transactional
def make(application: Application, code: str, *, actor: Any) -> str:
    """The token of a new link for one paper; only its hash is kept, and an earlier link of the paper ends.

    DomainError when the paper is not asked for, or cannot be given now.
    """
    application = paper_services.opened(application, code)
    for link in running(application, code):
        _end(link, actor)
    token = secrets.token_urlsafe(24)
    minutes = rules.limits(application.form_version).phone_link_minutes
    link = PaperLink(
        application_id=application.id, code=code, digest=_digest(token), made_by_id=actor.id,
        expires_at=clock.now() + timedelta(minutes=minutes),
    )  # fmt: skip
    with audit.deed("application:make-paper-link", link, actor):
        pass
    return token


def running(application: Application, code: str) -> list[PaperLink]:
    """The links of one paper that still open its form."""
    query = select(PaperLink).where(PaperLink.application_id == application.id, PaperLink.code == code)
    return [link for link in db.session.scalars(query) if link.runs(clock.now())]


def by_token(token: str) -> PaperLink | None:
    """The link of this token, also when it was used, ended or is too old; None for any other word."""
    return db.session.scalars(select(PaperLink).where(PaperLink.digest == _digest(token))).one_or_none()


def opens(link: PaperLink) -> bool:
    """Whether a paper may come by this link now: in time, unused, and its maker may still fill the application in."""
    may_fill = link.made_by.is_active and allows(link.made_by, Permission.FILL, link.application)
    return link.runs(clock.now()) and may_fill and paper_services.unlocked(link.application, link.code)


@transactional
def use(link: PaperLink, given: Any) -> ApplicationPaper:
    """Take the one paper that may come by this link; DomainError when the link is over or the file cannot be taken."""
    link = locked(link)
    if not opens(link):
        raise DomainError(OVER, "file")
    paper = paper_services.upload(link.application, link.code, given, actor=link.made_by)
    with audit.deed("application:use-paper-link", link, None):
        link.used_at = clock.now()
        link.came_dark = bool(paper.file and paper.file.too_dark)
    return paper


@transactional
def end(application: Application, code: str, *, actor: Any) -> None:
    """Take every link of this paper back that still runs."""
    for link in running(application, code):
        _end(link, actor)


def _end(link: PaperLink, actor: Any) -> None:
    link = locked(link)
    with audit.deed("application:end-paper-link", link, actor):
        link.ended_at = clock.now()
