"""What the working group and SCPA do with a version of the standards; each deed with its line in the record."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from inspections import framework as frameworks
from inspections.standards import queries, rescoring, rules
from inspections.standards.models import StandardsVersion
from inspections.standards.states import LIFE, VersionState
from inspections.states import Method
from registry_app.core import audit, clock, rulebook
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _

SHOWN = 200
METHODS = frozenset(method.value for method in Method)
SENTENCES = {
    "EMPTY": _("This standard has no criterion. Add one first."),
    "ID": _("A criterion has a wrong number. Begin a new draft."),
    "TEXT": _("Write what is looked at."),
    "WEIGHT": _("The weight must be 1, 2 or 3."),
    "FAILS_IF": _("A critical criterion says when it fails; another one does not."),
    "METHODS": _("Choose how it is found out."),
    "APPLIES_TO": _("Choose for which care it counts."),
    "BANDS": _("The grades must go down from A to D, A at most 100 and D from 0."),
    "CAP": _("Choose one of the grades."),
    "POSITIVE": _("Write a number of 1 or more."),
    "PERCENT": _("A limit in percent is at most 100."),
    "PLAN_FIRST": _("The plan must be due before the repair."),
    "WORDS": _("The words and the number of this deadline do not agree."),
}


def _check(book: rules.Book, terms: rules.Terms) -> None:
    """DomainError with the first thing that keeps the version from being used."""
    for where, code in rules.faults(book, terms, METHODS):
        raise DomainError(_("%(where)s: %(sentence)s", where=where, sentence=SENTENCES[code]))


@transactional
def load_shipped() -> None:
    """The versions shipped with the program become the first governed ones; run again it changes nothing."""
    for version in rulebook.versions(frameworks.PACKAGE, "standards"):
        if version.version in set(db.session.scalars(select(StandardsVersion.number))):
            continue
        book = rulebook.body(version)
        terms = rulebook.body(rulebook.exact(frameworks.PACKAGE, "terms", version.version))
        _check(book, terms)
        row = StandardsVersion(
            number=version.version, state=VersionState.APPROVED, book=book, terms=terms, last_ids=rules.highest(book),
            shipped=True, in_force_from=version.in_force_from,
        )  # fmt: skip
        with audit.deed("standards:load", row, None):
            pass
    queries.forget()


@transactional
def begin(*, actor: Any) -> StandardsVersion:
    """A new draft that says what the version in force says today. DomainError when nothing is loaded yet."""
    present = queries.row_in_force(clock.today())
    if present is None:
        raise DomainError(_("Load the reference data first: registry seed reference."))
    row = StandardsVersion(
        number=_next_number(), book=present.book, terms=present.terms, last_ids=queries.last_ids(),
        drafted_by_id=actor.id, edited_by=[str(actor.id)],
    )  # fmt: skip
    with audit.deed("standards:begin", row, actor):
        pass
    return row


def _next_number() -> str:
    return f"0.{max(int(number.partition('.')[2]) for number in queries.numbers()) + 1}"


def _draft(version: StandardsVersion) -> StandardsVersion:
    version = locked(version)
    if version.state is not VersionState.DRAFT:
        raise DomainError(_("This version is no draft any more. Begin a new one."))
    return version


def _write(version: StandardsVersion, action: str, book: rules.Book, terms: rules.Terms, actor: Any) -> None:
    _check(book, terms)
    with audit.deed(action, version, actor):
        version.book, version.terms = book, terms
        version.tried = version.tried_at = None
        version.edited_by = sorted({*version.edited_by, str(actor.id)})


@transactional
def amend(version: StandardsVersion, criterion: str, facts: Mapping[str, Any], *, actor: Any) -> StandardsVersion:
    """Change a criterion of a draft: text with its Urdu and Sindhi (`said`), weight, critical, methods, care types.

    New words need their words in both other languages, because an inspector reads them at the door.
    """
    version = _draft(version)
    old = rules.criteria(version.book).get(criterion)
    if old is None:
        raise DomainError(_("This criterion is not in the draft any more."))
    _speaks(old, facts)
    _write(version, "standards:amend", rules.with_criterion(version.book, criterion, facts), version.terms, actor)
    return version


def _speaks(old: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    said = facts.get("said") or {}
    if facts["text"] != old.get("text") and (not said.get("ur") or said == old.get("said")):
        raise DomainError(_("Write the new words in Urdu too."), "text_ur")
    if facts["text"] != old.get("text") and not said.get("sd"):
        raise DomainError(_("Write the new words in Sindhi too."), "text_sd")


@transactional
def add(version: StandardsVersion, standard: str, facts: Mapping[str, Any], *, actor: Any) -> str:
    """A new criterion at the end of a standard; gives its id, which no criterion of any version ever had."""
    version = _draft(version)
    _speaks({}, facts)
    number = max(version.last_ids.get(standard, 0), queries.last_ids().get(standard, 0)) + 1
    criterion = f"{standard}.{number}"
    whole = {"evidence": [], "sources": ["TWG"], **facts}
    book = rules.with_criterion(version.book, criterion, whole)
    rules.criteria(book)[criterion].setdefault("evidence", [])
    with audit.deed("standards:number", version, actor):
        version.last_ids = {**version.last_ids, standard: number}
    _write(version, "standards:add", book, version.terms, actor)
    return criterion


@transactional
def retire(version: StandardsVersion, criterion: str, *, actor: Any) -> StandardsVersion:
    """Take a criterion out of a draft; its id is never given again."""
    version = _draft(version)
    _write(version, "standards:retire", rules.without_criterion(version.book, criterion), version.terms, actor)
    return version


@transactional
def set_numbers(
    version: StandardsVersion, numbers: Mapping[str, int], caps: Mapping[str, str], *, actor: Any
) -> StandardsVersion:
    """Weights of standards, bands, limits, deadlines and caps of a draft, by the keys of `rules.numbers`."""
    version = _draft(version)
    book, terms = rules.with_numbers(version.book, version.terms, numbers)
    for rule, grade in caps.items():
        book = rules.with_cap(book, rule, grade)
    _write(version, "standards:set-numbers", book, terms, actor)
    return version


@transactional
def try_on_past(version: StandardsVersion, *, actor: Any) -> StandardsVersion:
    """Keep on the draft what every past full visit would have got under it as it is now."""
    version = _draft(version)
    moves = rescoring.past_visits(queries.of_row(version))
    with audit.deed("standards:try", version, actor):
        version.tried, version.tried_at = as_kept(moves), clock.now()
    return version


def as_kept(moves: rules.Moves, *, all_of_them: bool = False) -> dict[str, Any]:
    """Moves as JSON; of the visits that would change the first ones only unless all are asked for, and their number."""
    shown = None if all_of_them else SHOWN
    kept = asdict(moves) | {"counts": [[*pair, number] for pair, number in sorted(moves.counts.items())]}
    return kept | {"changed": [list(one) for one in moves.changed[:shown]], "changes": len(moves.changed),
                   "unjudged": list(moves.unjudged[:shown])}  # fmt: skip


@transactional
def approve(version: StandardsVersion, *, from_day: date, reason: str, actor: Any) -> StandardsVersion:
    """SCPA adopts the draft, in force from a later day. DomainError before it was tried on past visits as it is now."""
    version = _draft(version)
    target = LIFE.target(version.state, "approve")
    if str(actor.id) in version.edited_by:
        raise NotAllowed(_("You wrote on this draft. Another person must approve it."))
    if version.tried is None:
        raise DomainError(_("Try this draft on past visits first, so that you see what it would change."))
    if from_day <= clock.today():
        raise DomainError(_("The first day must be tomorrow or later."), "from_day")
    _check(version.book, version.terms)
    with audit.deed("standards:approve", version, actor, reason=reason):
        version.state, version.in_force_from = target, from_day
        version.approved_by_id, version.approved_at, version.approved_reason = actor.id, clock.now(), reason
    queries.forget()
    return version


@transactional
def discard(version: StandardsVersion, *, reason: str, actor: Any) -> StandardsVersion:
    """The working group gives a draft up; it is kept, and its ids stay used."""
    version = locked(version)
    target = LIFE.target(version.state, "discard")
    with audit.deed("standards:discard", version, actor, reason=reason):
        version.state, version.withdrawn_from, version.withdrawn_reason = target, clock.today(), reason
    return version


@transactional
def withdraw(version: StandardsVersion, *, reason: str, actor: Any) -> StandardsVersion:
    """An approved version is out of force from tomorrow, or never comes into force; another one must stand."""
    version = locked(version)
    target = LIFE.target(version.state, "withdraw")
    tomorrow = clock.today() + timedelta(days=1)
    first = max(tomorrow, version.in_force_from or tomorrow)
    if not queries.stays_covered(version, first):
        raise DomainError(_("No other version would be in force. Approve another one first."))
    with audit.deed("standards:withdraw", version, actor, reason=reason):
        version.state, version.withdrawn_from, version.withdrawn_reason = target, first, reason
    queries.forget()
    return version
