"""How far something is made public: one person proposes it, another in the office that holds the power approves it."""

from datetime import date
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.providers.powers import queries
from registry_app.providers.powers.models import Power, PublicationProposal
from registry_app.providers.powers.states import PROPOSAL_LIFE, PUBLISHING, Act, ProposalState


@transactional
def propose(act: Act, setting: str, *, since: date, why: str, actor: Any) -> PublicationProposal:
    """Propose how far `act` makes something public from the day `since`; nothing changes before it is approved."""
    kind = PUBLISHING.get(act)
    if kind is None or setting not in set(kind):
        raise DomainError(_("Choose a setting from the list."), "setting")
    if since < clock.today():
        raise DomainError(_("Choose today or a later day."), "since")
    if not why.strip():
        raise DomainError(_("Write the reason."), "why")
    if queries.open_proposal(act) is not None:
        raise DomainError(_("A proposal for this waits already. It must be answered first."))
    proposal = PublicationProposal(
        act=act, setting=setting, since=since, why=why.strip(), proposed_by_id=actor.id, state=ProposalState.PROPOSED
    )
    with audit.deed("publication:propose", proposal, actor):
        pass
    return proposal


@transactional
def approve(proposal: PublicationProposal, *, actor: Any) -> Power:
    """The setting counts from its day, or from today when that is over; by another person than the one who proposed."""
    proposal = _answer(proposal, "approve", actor)
    last = db.session.scalars(
        select(Power).where(Power.act == proposal.act).order_by(Power.since.desc()).limit(1).with_for_update(of=Power)
    ).one()
    since = max(proposal.since, clock.today())
    if last.since >= since:
        raise DomainError(_("This power changed on that day or later. Propose the setting for a later day."))
    power = Power(
        act=proposal.act, since=since, holder=last.holder, basis=last.basis, status=last.status,
        setting=proposal.setting, changed_by=proposal.proposed_by_id, setting_proposed_by=proposal.proposed_by_id,
        setting_approved_by=actor.id,
    )  # fmt: skip
    with audit.deed("power:change", power, actor):
        pass
    return power


@transactional
def refuse(proposal: PublicationProposal, *, actor: Any) -> PublicationProposal:
    """Nothing changes."""
    return _answer(proposal, "refuse", actor)


@transactional
def take_back(proposal: PublicationProposal, *, actor: Any) -> PublicationProposal:
    """Whoever proposed it no longer does."""
    if proposal.proposed_by_id != actor.id:
        raise NotAllowed(_("Only who proposed this takes it back."))
    return _move(proposal, "take_back", actor)


def _answer(proposal: PublicationProposal, action: str, actor: Any) -> PublicationProposal:
    if proposal.proposed_by_id == actor.id:
        raise NotAllowed(_("You proposed this. Another person must approve it."))
    return _move(proposal, action, actor)


def _move(proposal: PublicationProposal, action: str, actor: Any) -> PublicationProposal:
    proposal = locked(proposal)
    try:
        target = PROPOSAL_LIFE.target(proposal.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    with audit.deed(f"publication:{action.replace('_', '-')}", proposal, actor):
        proposal.state, proposal.answered_by_id, proposal.answered_on = target, actor.id, clock.today()
    return proposal
