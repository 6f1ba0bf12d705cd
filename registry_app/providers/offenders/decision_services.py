"""Notice, decision and appeal: what only happens after the person was heard, each with its letter."""

from datetime import date
from typing import Any

from registry_app.core import clock
from registry_app.core.db import transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.providers.offenders import papers, queries, rules
from registry_app.providers.offenders.events import PersonListed, PersonUnlisted
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.offenders.services import day_of, moving, words_of
from registry_app.providers.offenders.states import LetterKind, NoticeMeans, State
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode


@transactional
def notify(entry: OffenderEntry, *, on: date, means: NoticeMeans, actor: Any) -> OffenderEntry:
    """The notice reached the person: from now they have their days to answer. The letter is kept as it was served."""
    proposed = clock.local(entry.proposed_at).date()
    with moving(entry, "notify", actor) as entry:
        entry.noticed_on, entry.notice_means = day_of(on, "on", not_before=proposed), means
        entry.noticed_by_id = actor.id
        entry.answer_until = rules.answer_by(queries.book(), on)
    papers.keep(entry, LetterKind.NOTICE, Mode.ACT, actor=actor)
    return entry


@transactional
def decide(entry: OffenderEntry, *, put_on: bool, reasons: str, until: date | None = None, actor: Any) -> OffenderEntry:
    """SCPA's Authority decides after the person was heard; a ground or power not in force only makes a recommendation.

    Refused: by the proposer (NotAllowed), before the answer or the end of its days, for longer than the longest term.
    """
    today = clock.today()
    if rules.may_not_decide(str(actor.id), proposed_by=str(entry.proposed_by_id)):
        raise NotAllowed(_("You made this proposal. Another person must decide."))
    # To leave a person off the list nobody needs to wait for them.
    if put_on and not rules.may_decide_on(queries.book(), entry.noticed_on, entry.answered_on, today):
        raise DomainError(_("The person has not answered, and the days for the answer are not over."))
    acts = powers.may_act(Act.LIST_OFFENDER, today) is Mode.ACT
    lists = rules.lists(acts, entry.ground, queries.grounds_in_force(today))
    with moving(entry, ("list" if lists else "recommend") if put_on else "decline", actor) as entry:
        entry.decided_on, entry.decided_by_id = today, actor.id
        entry.reasons = words_of(reasons, "reasons")
        entry.mode = Mode.ACT if lists or not put_on else Mode.RECOMMEND
        entry.until = _term(until, today) if put_on else None
        entry.appeal_until = rules.appeal_by(queries.book(), today) if put_on and lists else None
        entry.power_basis = powers.power(Act.LIST_OFFENDER, today).basis
        entry.power_lines = papers.power_lines(today, entry.mode)
    papers.keep(entry, LetterKind.DECISION, entry.mode, actor=actor)
    if entry.state is State.LISTED:
        publish(PersonListed(entry.id))
    return entry


def _term(until: date | None, today: date) -> date:
    last = until or rules.usual_last_day(queries.book(), today)
    if not today <= last <= rules.last_day_possible(queries.book(), today):
        raise DomainError(_("Choose a last day within the longest term. Every entry ends."), "until")
    return last


@transactional
def record_appeal(entry: OffenderEntry, *, on: date, appeal: str, actor: Any) -> OffenderEntry:
    """The person appeals; until it is decided the entry goes on counting. A late appeal is not taken."""
    if entry.appealed_on is not None:
        raise DomainError(_("An appeal against this entry was decided already."))
    if entry.appeal_until is not None and on > entry.appeal_until:
        raise DomainError(_("The days for an appeal are over. A mistake can still be corrected."), "on")
    with moving(entry, "appeal", actor) as entry:
        entry.appealed_on, entry.appeal = day_of(on, "on", not_before=entry.decided_on), words_of(appeal, "appeal")
    return entry


@transactional
def decide_appeal(entry: OffenderEntry, *, allowed: bool, body: str, reasons: str, actor: Any) -> OffenderEntry:
    """What the appeal body decided, written down by somebody who neither proposed nor decided."""
    if rules.may_not_decide_appeal(
        str(actor.id), proposed_by=str(entry.proposed_by_id), decided_by=str(entry.decided_by_id)
    ):
        raise NotAllowed(_("You took an earlier step on this entry. Another person must take this one."))
    with moving(entry, "allow" if allowed else "uphold", actor) as entry:
        entry.appeal_decided_on, entry.appeal_decided_by_id = clock.today(), actor.id
        entry.appeal_body, entry.appeal_reasons = words_of(body, "body")[:120], words_of(reasons, "reasons")
    if entry.state is State.REMOVED:
        publish(PersonUnlisted(entry.id))
    return entry
