"""Finding applications, their answers and papers. Lists start from `visible_to`."""

import json
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.applications.access import DISTRICT_ROLES, PROVINCE_ROLES
from registry_app.providers.applications.models import (
    Application,
    ApplicationAnswer,
    ApplicationFlag,
    ApplicationHelp,
    ApplicationPaper,
)
from registry_app.providers.applications.states import State
from registry_app.providers.homes.access import PROVIDER_ROLES
from registry_app.providers.homes.models import Membership
from registry_app.providers.ties.queries import untied


def own(actor: Any) -> ColumnElement[bool]:
    """Applications for an organisation the person signs in for today, and those of nobody else that they started."""
    today = clock.today()
    mine = select(Membership.organisation_id).where(
        Membership.user_id == actor.id, or_(Membership.until.is_(None), Membership.until >= today)
    )
    started = and_(Application.applicant_id == actor.id, Application.organisation_id.is_(None))
    return or_(started, Application.organisation_id.in_(mine), helped(actor))


def helped(actor: Any, *, ever: bool = False) -> ColumnElement[bool]:
    """Applications the person fills in beside the applicant now, or `ever` did."""
    mine = select(ApplicationHelp.application_id).where(ApplicationHelp.helper_id == actor.id)
    return Application.id.in_(mine if ever else mine.where(ApplicationHelp.ended_at.is_(None)))


def reach(actor: Any) -> ColumnElement[bool]:
    """What a person may see at all: applicants their own; officers what was sent, by role, district and without tie."""
    clauses: list[ColumnElement[bool]] = [own(actor)] if actor.has(*PROVIDER_ROLES) else []
    sent = and_(
        Application.number.is_not(None),
        Application.applicant_id != actor.id,
        untied(actor, Application.home_id),
        not_(helped(actor, ever=True)),
    )
    if actor.has(*PROVINCE_ROLES):
        clauses.append(sent)
    if actor.has(*DISTRICT_ROLES):
        held = actor.districts(*DISTRICT_ROLES)
        clauses.append(and_(sent, true() if held is None else Application.district.in_(held)))
    return or_(*clauses) if clauses else false()


def visible_to(actor: Any) -> Select[Any]:
    """SELECT of the applications this person may see, the longest waiting first."""
    return select(Application).where(reach(actor)).order_by(Application.state_since, Application.id)


def one(actor: Any, application_id: uuid.UUID) -> Application | None:
    """An application by key, if the person may see it."""
    found: Application | None = db.session.scalars(visible_to(actor).where(Application.id == application_id)).first()
    return found


def one_of_own(actor: Any, application_id: uuid.UUID) -> Application | None:
    """An application by key, if it is the person's own."""
    return db.session.scalars(select(Application).where(Application.id == application_id, own(actor))).first()


def all_of_own(actor: Any) -> Sequence[Application]:
    """The person's own applications, the newest first."""
    return db.session.scalars(select(Application).where(own(actor)).order_by(Application.started_at.desc())).all()


def paper_of(actor: Any, application_id: uuid.UUID, paper_id: uuid.UUID) -> ApplicationPaper | None:
    """A paper of an application the person may see, unless it was removed."""
    application = one(actor, application_id)
    return _paper(application, paper_id) if application else None


def _paper(application: Application, paper_id: uuid.UUID) -> ApplicationPaper | None:
    return db.session.scalars(
        select(ApplicationPaper).where(
            ApplicationPaper.id == paper_id,
            ApplicationPaper.application_id == application.id,
            ApplicationPaper.removed_at.is_(None),
        )
    ).first()


def own_paper_of(actor: Any, application_id: uuid.UUID, paper_id: uuid.UUID) -> ApplicationPaper | None:
    """A paper of an application of the person's own, unless it was removed."""
    application = one_of_own(actor, application_id)
    return _paper(application, paper_id) if application else None


def helped_by(actor: Any) -> Sequence[Application]:
    """What an officer fills in beside applicants, the newest first."""
    return db.session.scalars(select(Application).where(helped(actor)).order_by(Application.started_at.desc())).all()


def flag_of(actor: Any, application_id: uuid.UUID, flag_id: uuid.UUID) -> ApplicationFlag | None:
    """A question about an application the person may see."""
    application = one(actor, application_id)
    return next((flag for flag in application.flags if flag.id == flag_id), None) if application else None


def answers(application: Application) -> dict[tuple[str, str], ApplicationAnswer]:
    """The answers as they stand, by (section, field)."""
    rows = db.session.scalars(
        select(ApplicationAnswer)
        .where(ApplicationAnswer.application_id == application.id, ApplicationAnswer.replaced_at.is_(None))
        .order_by(ApplicationAnswer.section, ApplicationAnswer.field)
    )
    return {(row.section, row.field): row for row in rows}


def values(application: Application) -> dict[tuple[str, str], Any]:
    """The answers as values; None where it is not known yet, absent where nothing was answered."""
    found = {}
    for key, row in answers(application).items():
        value = json.loads(row.words or "null") if row.words_sealed is not None else row.value
        if value is not None or row.not_known:
            found[key] = value
    return found


def history(application: Application, section: str, field: str) -> Sequence[ApplicationAnswer]:
    """Every version of one answer, the newest first."""
    return db.session.scalars(
        select(ApplicationAnswer)
        .where(
            ApplicationAnswer.application_id == application.id,
            ApplicationAnswer.section == section,
            ApplicationAnswer.field == field,
        )
        .order_by(ApplicationAnswer.version.desc())
    ).all()


def papers(application: Application) -> dict[str, list[ApplicationPaper]]:
    """The papers given and not removed, by code."""
    found: dict[str, list[ApplicationPaper]] = {}
    for paper in application.papers:
        if paper.removed_at is None:
            found.setdefault(paper.code, []).append(paper)
    return found


def papers_seen(application: Application) -> set[str]:
    """Codes of the papers that lie here as a file, or were brought to the office and seen there."""
    given = papers(application)
    return {code for code, rows in given.items() if any(row.file_id or row.seen_at for row in rows)}


def overdue_answers(today: date) -> Sequence[Application]:
    """Applications whose applicants' days to answer are over; the nightly clock ends them."""
    return db.session.scalars(
        select(Application)
        .where(Application.state == State.RETURNED, Application.return_by < today)
        .order_by(Application.return_by, Application.id)
    ).all()
