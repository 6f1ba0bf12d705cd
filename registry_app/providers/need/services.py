"""Giving notice of intent, taking it back, and the opinion of the Authority on it or on an application."""

from datetime import date
from typing import Any

from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes, rulebook
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.core.workdays import working_day_after
from registry_app.places import gazetteer
from registry_app.providers import telling
from registry_app.providers.applications import rules
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import LIVE, State
from registry_app.providers.homes.checks import real_district
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.need import queries
from registry_app.providers.need.models import IntentNotice, NeedOpinion
from registry_app.providers.need.states import LIFE, IntentState, Need

OPEN = tuple(state for state in LIVE if state is not State.DRAFT)


@transactional
def give_notice(*, district: str, care_type: CareType, sexes: Sexes, places: int, why: str, actor: Any) -> IntentNotice:
    """Step 1: notice of intent before building; the Authority answers within 15 working days."""
    real_district(district)
    if places < 1:
        raise DomainError(_("Write a number, like 12."), "places")
    today = clock.today()
    limit = rules.limits(rulebook.in_force(rules.PACKAGE, "applications", today).version)
    body = f"N-{today.year}-{codes.next_number(f'intent:{today.year}'):05d}"
    notice = IntentNotice(
        number=f"{body}-{codes.check_letter(body)}", applicant_id=actor.id, district=district, care_type=care_type,
        sexes=sexes, places=places, why=_words(why, "why"), state=IntentState.GIVEN,
        answer_by=working_day_after(today, limit.intent_working_days, gazetteer.holidays()),
    )  # fmt: skip
    with audit.deed("need:give", notice, actor):
        pass
    return notice


@transactional
def take_back(notice: IntentNotice, *, actor: Any) -> IntentNotice:
    """The applicant no longer means to open this home."""
    return _move(notice, "take_back", actor)


@transactional
def answer(notice: IntentNotice, *, need: Need, words: str, actor: Any) -> NeedOpinion:
    """The opinion of the Authority on a notice, written once; the applicant is told."""
    notice = _move(notice, "answer", actor)
    opinion = NeedOpinion(notice_id=notice.id, need=need, words=_words(words, "words"), by_id=actor.id)
    with audit.deed("need:answer", opinion, actor):
        pass
    telling.tell(
        [notice.applicant],
        _("Your notice of intent %(number)s is answered", number=notice.number),
        _("Your notice of intent %(number)s is answered. Sign in to read the opinion.", number=notice.number),
        f"need-answered:{notice.id}",
    )
    return opinion


@transactional
def give_opinion(application: Application, *, need: Need, words: str, actor: Any) -> NeedOpinion:
    """The opinion on an application, where no notice was given before it, or where things have changed since."""
    application = locked(application)
    if application.state not in OPEN:
        raise DomainError(_("This is not possible now. Look again at where the application stands."))
    known = queries.opinion_on(application)
    if known is not None and known.application_id is not None:
        raise DomainError(_("The opinion was written already. The decision answers it."))
    opinion = NeedOpinion(application_id=application.id, need=need, words=_words(words, "words"), by_id=actor.id)
    with audit.deed("need:opine", opinion, actor):
        pass
    return opinion


def _move(notice: IntentNotice, action: str, actor: Any) -> IntentNotice:
    notice = locked(notice)
    try:
        target = LIFE.target(notice.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    with audit.deed(f"need:{action.replace('_', '-')}", notice, actor):
        notice.state, notice.ended_at = target, clock.now()
    return notice


def _words(words: str, field: str) -> str:
    if not words.strip():
        raise DomainError(_("Write why."), field)
    return words.strip()


@transactional
def tell_late(today: date) -> int:
    """Write to the office, once, about each notice whose last day for the answer is over; how many are."""
    late = queries.waiting_since_before(today)
    for notice in late:
        telling.tell(
            holding(Role.REGISTRY_OFFICER),
            _("The last day for notice of intent %(number)s is over", number=notice.number),
            _("Notice of intent %(number)s waits past its last day. Sign in and answer it.", number=notice.number),
            f"need-late:{notice.id}",
        )
    if late:
        audit.note("need:tell-late", None, None, changes={"late": [None, len(late)]})
    return len(late)
