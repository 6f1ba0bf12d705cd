"""Notices of intent a person may see, and the opinion that counts for an application."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import joinedload

from registry_app.core.db import db
from registry_app.core.paging import Page, page
from registry_app.providers.applications.access import PROVINCE_ROLES
from registry_app.providers.applications.models import Application
from registry_app.providers.homes.models import Membership
from registry_app.providers.homes.states import CareType
from registry_app.providers.need.models import IntentNotice, NeedOpinion
from registry_app.providers.need.states import IntentState

SIZE = 50


def reach(actor: Any) -> ColumnElement[bool]:
    """The person's own notices; for the offices of the province those of all others."""
    clauses = [IntentNotice.applicant_id == actor.id]
    if actor.has(*PROVINCE_ROLES):
        clauses.append(IntentNotice.applicant_id != actor.id)
    return or_(*clauses) if actor.is_authenticated else false()


def own(actor: Any) -> Sequence[IntentNotice]:
    """One's own notices, the newest first."""
    query = select(IntentNotice).where(IntentNotice.applicant_id == actor.id)
    return db.session.scalars(query.order_by(IntentNotice.given_at.desc(), IntentNotice.id)).all()


def one_of_own(actor: Any, notice_id: uuid.UUID) -> IntentNotice | None:
    return db.session.scalars(
        select(IntentNotice).where(IntentNotice.id == notice_id, IntentNotice.applicant_id == actor.id)
    ).one_or_none()


def one(actor: Any, notice_id: uuid.UUID) -> IntentNotice | None:
    """A notice by key, if the person may see it."""
    return db.session.scalars(select(IntentNotice).where(IntentNotice.id == notice_id, reach(actor))).one_or_none()


def queue(actor: Any, waiting: bool, token: str | None) -> Page[IntentNotice]:
    """Notices: those that wait, the most pressing first, or those that ended."""
    state = IntentNotice.state == IntentState.GIVEN
    query = select(IntentNotice).where(
        reach(actor), IntentNotice.applicant_id != actor.id, state if waiting else ~state
    )
    query = query.options(joinedload(IntentNotice.opinion))
    return page(query, [IntentNotice.answer_by, IntentNotice.number], token, SIZE)


def waiting_since_before(day: date) -> Sequence[IntentNotice]:
    """Notices whose last day for the answer lies before `day`."""
    query = select(IntentNotice).where(IntentNotice.state == IntentState.GIVEN, IntentNotice.answer_by < day)
    return db.session.scalars(query.order_by(IntentNotice.answer_by, IntentNotice.id)).all()


def opinion_on(application: Application) -> NeedOpinion | None:
    """The opinion that counts: the one on this application, else the last on a notice that its people gave before,
    for a residential home in the same district."""
    said = db.session.scalars(select(NeedOpinion).where(NeedOpinion.application_id == application.id)).one_or_none()
    if said is not None:
        return said
    people = select(Membership.user_id).where(Membership.organisation_id == application.organisation_id)
    return db.session.scalars(
        select(NeedOpinion)
        .join(IntentNotice, NeedOpinion.notice_id == IntentNotice.id)
        .where(
            or_(IntentNotice.applicant_id == application.applicant_id, IntentNotice.applicant_id.in_(people)),
            IntentNotice.district == application.district,
            IntentNotice.care_type == CareType.RESIDENTIAL,
        )
        .order_by(NeedOpinion.on.desc(), IntentNotice.number.desc())
        .limit(1)
    ).one_or_none()
