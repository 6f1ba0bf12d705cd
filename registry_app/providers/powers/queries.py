"""What each office may do on a day."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, inspect, select
from sqlalchemy.orm import joinedload

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.providers.powers import rules
from registry_app.providers.powers.models import Office, Power, PublicationProposal
from registry_app.providers.powers.states import (
    Act,
    GradePublication,
    Mode,
    NamingUnregistered,
    PowerStatus,
    ProposalState,
)

PUBLICATION = (
    select(Power.act, Power.status, Power.setting)
    .where(Power.act.in_((Act.PUBLISH_GRADE, Act.NAME_UNREGISTERED_HOME)), Power.since <= bindparam("day"))
    .order_by(Power.since)
)
"""Asked for every public page, so put together once."""


class PowersMissing(LookupError):
    """The table of powers was never loaded; nothing may be decided without it."""


def hold_made_up_data() -> bool:
    """Whether the made-up Sindh was ever loaded here: its powers say so, and no row of powers is ever removed."""
    if not inspect(db.engine).has_table(Power.__tablename__):
        return False
    return db.session.scalar(select(Power.act).where(Power.status == PowerStatus.IN_FORCE_DEMO).limit(1)) is not None


def power(act: Act, on: date | None = None) -> Power:
    """The row that counts for `act` on the day `on`; PowersMissing when the reference data was never loaded."""
    day = on or clock.today()
    found = db.session.scalars(
        select(Power).where(Power.act == act, Power.since <= day).order_by(Power.since.desc()).limit(1)
    ).one_or_none()
    if found is None:
        raise PowersMissing(f"There is no power {act.value} on {day.isoformat()}; load the reference data first.")
    return found


def may_act(act: Act, on: date | None = None) -> Mode:
    """ACT when the basis of the act is in force on the day, else RECOMMEND (README 1.4)."""
    return Mode.ACT if rules.may_act(power(act, on).status) else Mode.RECOMMEND


def all_powers(on: date | None = None) -> Sequence[Power]:
    """The row that counts for every act, by act."""
    day = on or clock.today()
    last = (
        select(Power.act, func.max(Power.since).label("since")).where(Power.since <= day).group_by(Power.act).subquery()
    )
    query = select(Power).join(last, (Power.act == last.c.act) & (Power.since == last.c.since)).order_by(Power.act)
    return db.session.scalars(query).all()


def history(act: Act) -> Sequence[Power]:
    """Every row of one act, the newest first."""
    return db.session.scalars(select(Power).where(Power.act == act).order_by(Power.since.desc())).all()


def open_proposal(act: Act) -> PublicationProposal | None:
    """The proposal about publication that waits for this act."""
    return db.session.scalars(
        select(PublicationProposal).where(
            PublicationProposal.act == act, PublicationProposal.state == ProposalState.PROPOSED
        )
    ).one_or_none()


def proposals(act: Act | None = None) -> Sequence[PublicationProposal]:
    """Every proposal about publication, of one act or of all, the newest first."""
    query = select(PublicationProposal).options(
        joinedload(PublicationProposal.proposed_by), joinedload(PublicationProposal.answered_by)
    )
    if act is not None:
        query = query.where(PublicationProposal.act == act)
    newest = (PublicationProposal.proposed_on.desc(), PublicationProposal.state, PublicationProposal.id)
    return db.session.scalars(query.order_by(*newest)).all()


def proposal(_actor: Any, proposal_id: uuid.UUID) -> PublicationProposal | None:
    """One proposal by key."""
    return db.session.get(PublicationProposal, proposal_id)


def offices() -> Sequence[Office]:
    """Every office by key."""
    return db.session.scalars(select(Office).order_by(Office.key)).all()


def publication(on: date | None = None) -> tuple[GradePublication, NamingUnregistered]:
    """How far grades are public on the day, and whether homes that never applied are named; asked together.

    Both are off while nobody holds the power in force, or when nothing was loaded.
    """
    rows = db.session.connection().execute(PUBLICATION, {"day": on or clock.today()})
    found = {row.act: rules.setting_in_effect(row.status, row.setting) for row in rows}
    return (
        GradePublication(found.get(Act.PUBLISH_GRADE, GradePublication.OFF)),
        NamingUnregistered(found.get(Act.NAME_UNREGISTERED_HOME, NamingUnregistered.OFF)),
    )


def publish_grade(on: date | None = None) -> GradePublication:
    """How far grades are public on the day."""
    return publication(on)[0]


def naming_unregistered(on: date | None = None) -> NamingUnregistered:
    """Whether homes without authorisation are named in public on the day."""
    return publication(on)[1]
