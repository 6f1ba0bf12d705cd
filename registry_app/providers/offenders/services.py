"""One verb for each step of the due process, and the one question that outsiders may put."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from registry_app.accounts import queries as accounts
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes, outbox
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish
from registry_app.core.forms import NO_CARD
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import one_digit
from registry_app.core.states import WrongState
from registry_app.providers import identity
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import queries, rules
from registry_app.providers.offenders.events import PersonUnlisted
from registry_app.providers.offenders.models import OffenderEntry, OffenderQuestion
from registry_app.providers.offenders.states import LIFE, Ground, Purpose, State


def number_of(kind: IdentityKind, typed: str) -> str:
    """The number in its normal form; DomainError with what to do when it cannot be one."""
    found = identity.normal(kind, typed)
    if found is None and kind in identity.OF_NADRA and one_digit(typed):
        raise DomainError(NO_CARD, "number")
    if found is None and kind in identity.OF_NADRA:
        raise DomainError(_("This card has 13 numbers, like 42101-1234567-1."), "number")
    if found is None:
        raise DomainError(_("Write the number as it stands on the card: letters and numbers."), "number")
    return found


def words_of(text: str, field: str) -> str:
    """What was written; DomainError when there is nothing."""
    if not text.strip():
        raise DomainError(_("Fill in this box."), field)
    return text.strip()


def entry_number(serial: int) -> str:
    """`L-00012-K`: the number of a matter, which says nothing of whom it is about."""
    body = f"L-{serial:05d}"
    return f"{body}-{codes.check_letter(body)}"


@transactional
def propose(
    *, name: str, kind: IdentityKind, number: str, ground: Ground, found_on: date, facts: str, actor: Any
) -> OffenderEntry:
    """Ask for a person to be put on the list; nobody is on it by this."""
    number = number_of(kind, number)
    if found_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "found_on")
    # The counter is taken first: two proposals at once for one number then come one after the other.
    serial = codes.next_number("offender-entry")
    if queries.living(kind, number) is not None:
        raise DomainError(_("There is a proposal or an entry for this number already."), "number")
    entry = OffenderEntry(
        number=entry_number(serial),
        ground=ground, identity_kind=kind, identity_digest=identity.digest(kind, number), found_on=found_on,
        proposed_by_id=actor.id, proposed_as=actor.acting_role, rules_version=queries.book()["version"],
    )  # fmt: skip
    entry.name, entry.identity, entry.facts = words_of(name, "name"), number, words_of(facts, "facts")
    with audit.deed("offender:propose", entry, actor):
        pass
    return entry


@contextmanager
def moving(entry: OffenderEntry, action: str, actor: Any) -> Iterator[OffenderEntry]:
    """The entry under lock, one arrow further; DomainError when none leads on from where it stands."""
    entry = locked(entry)
    try:
        target = LIFE.target(entry.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where the entry stands.")) from error
    # The database ties several columns of a step together, so nothing is flushed while they are being filled in.
    with audit.deed(f"offender:{action}", entry, actor), db.session.no_autoflush:
        yield entry
        entry.state = target
        if target in (State.NOT_LISTED, State.WITHDRAWN, State.REMOVED, State.EXPIRED):
            entry.ended_on = clock.today()


def day_of(day: date, field: str, *, not_before: date | None) -> date:
    """A day that is not to come and does not lie before the step it follows."""
    if day > clock.today():
        raise DomainError(_("The date must be today or earlier."), field)
    if not_before is not None and day < not_before:
        raise DomainError(_("This day lies before the step it follows."), field)
    return day


@transactional
def record_answer(entry: OffenderEntry, *, on: date, answer: str, actor: Any) -> OffenderEntry:
    """What the person said to it, also when it came late: nobody is decided about with their answer unread."""
    with moving(entry, "answer", actor) as entry:
        entry.answered_on, entry.answer = day_of(on, "on", not_before=entry.noticed_on), words_of(answer, "answer")
    return entry


@transactional
def withdraw(entry: OffenderEntry, *, reason: str, actor: Any) -> OffenderEntry:
    """The proposer takes the proposal back."""
    with moving(entry, "withdraw", actor) as entry:
        entry.end = words_of(reason, "reason")
    return entry


@transactional
def correct(entry: OffenderEntry, *, reason: str, actor: Any) -> OffenderEntry:
    """A mistake was found: the entry stops counting at once, and stays to be read."""
    if rules.may_not_decide(str(actor.id), proposed_by=str(entry.proposed_by_id)):
        raise NotAllowed(_("You made this proposal. Another person must decide."))
    with moving(entry, "correct", actor) as entry:
        entry.end = words_of(reason, "reason")
    publish(PersonUnlisted(entry.id))
    return entry


def expire_due(on: date | None = None) -> int:
    """End every entry whose last day is over. Each by itself; gives how many ended."""
    return sum(_expire(key, on or clock.today()) for key in queries.over(on or clock.today()))


@transactional
def _expire(key: Any, on: date) -> bool:
    entry = db.session.get(OffenderEntry, key)
    if entry is None or rules.counts(entry.state, entry.until, on):
        return False
    with moving(entry, "expire", None):
        pass
    publish(PersonUnlisted(key))
    return True


@transactional
def ask(*, kind: IdentityKind, number: str, purpose: Purpose, reason: str, actor: Any, by_page: bool = True) -> bool:
    """Whether the holder of this number is on the list. Recorded with who asked and why, whatever the answer."""
    number = number_of(kind, number)
    most, asked = queries.book()["questions"]["a_day"], queries.asked_today(actor) if by_page else 0
    if by_page and asked >= most:
        raise DomainError(_("You have asked very often today. Ask again tomorrow, or through the registry office."))
    found = queries.matching(kind, number) is not None
    question = OffenderQuestion(
        asked_by_id=actor.id, asked_as=actor.acting_role, purpose=purpose, answer=found, by_page=by_page,
        identity_digest=identity.digest(kind, number),
    )  # fmt: skip
    question.reason = words_of(reason, "reason")
    with audit.deed("offender:ask", question, actor):
        pass
    if asked + 1 == most:
        _tell_of_many(actor)
    return found


def _tell_of_many(actor: Any) -> None:
    for officer in accounts.holding(Role.DPO):
        if officer.email:
            outbox.mail(
                officer.email,
                officer.language,
                _("Somebody asks the list of offenders very often"),
                _("One account asked the list of offenders more often today than is allowed. Sign in and look."),
                once_key=f"offender-questions:{actor.id}:{clock.today()}:{officer.id}",
            )


@transactional
def rehash(on: date) -> int:
    """Hash anew what an earlier key hashed, so that numbers go on matching after the key was changed."""
    old = queries.with_old_key(OffenderEntry)
    for entry in old:
        with audit.deed("offender:rehash", entry, None):
            entry.identity_digest = identity.digest(entry.identity_kind, entry.identity or "")
    return len(old)
