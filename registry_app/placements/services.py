"""What happens to children's records here: known, answered for on the ladder, placed, moved, gone home."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes, events
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, label, write_date
from registry_app.core.i18n import lazy as _
from registry_app.placements import rules
from registry_app.placements.events import FoundOutside
from registry_app.placements.exits import missing
from registry_app.placements.exits import rules as exits
from registry_app.placements.exits.rules import Facts
from registry_app.placements.exits.sentences import SENTENCES, refuse
from registry_app.placements.exits.states import CourtType
from registry_app.placements.legacy import queries as lists
from registry_app.placements.legacy.states import Wrong
from registry_app.placements.models import Child, ChildIdentity, LadderAnswer, LadderReason, Stay, Warrant, WarrantRung
from registry_app.placements.nadra.rules import is_affidavit
from registry_app.placements.states import RANKS, AgeMethod, AnswerStatus, Basis, Exit, Rung, Sex, WarrantStatus
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType


@transactional
def know_child(
    *, sex: Sex, born_earliest: date, born_latest: date, age_method: AgeMethod, home_district: str, actor: Any,
    sibling_group: uuid.UUID | None = None, unaccompanied: bool | None = None, disability: bool = False,
    special_needs: str = "", name: str | None = None, parents: str | None = None,
) -> Child:  # fmt: skip
    """A child is known under a new random code; who it is goes into the sealed record apart."""
    child = Child(
        code=codes.random_code("C"), sex=sex, born_earliest=born_earliest, born_latest=born_latest,
        age_method=age_method, home_district=home_district, sibling_group=sibling_group, unaccompanied=unaccompanied,
        disability=disability, special_needs=special_needs,
    )  # fmt: skip
    with audit.deed("child:know", child, actor):
        pass
    identity = ChildIdentity(child_id=child.id)
    identity.name, identity.parents = name, parents
    with audit.deed("child:seal-identity", identity, actor):
        pass
    return child


@transactional
def know_reasons(reasons: Iterable[Mapping[str, Any]]) -> None:
    """Which reasons may answer which rung under which version of the rules; what is there already stays as it is."""
    there = {(one.rules_version, one.code, one.rung) for one in db.session.scalars(select(LadderReason))}
    new = [LadderReason(**row) for row in reasons if (row["rules_version"], row["code"], row["rung"]) not in there]
    db.session.add_all(new)
    if new:
        audit.note("ladder:load-reasons", None, None, changes={"reasons": [len(there), len(there) + len(new)]})


@transactional
def answer_rung(
    child: Child, rung: Rung, *, status: AnswerStatus, code: str, evidence: str, answered_on: date,
    valid_until: date | None, officer: Any,
) -> LadderAnswer:  # fmt: skip
    """Say why a rung is no way for this child. An answer is never changed; a newer one stands beside it."""
    if not evidence.strip():
        raise DomainError(_("Write what shows this: a visit, a conversation, a search, with its day."), "evidence")
    if answered_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "answered_on")
    answer = LadderAnswer(
        child_id=child.id, rung=rung, rank=RANKS[rung], status=status, code=code, evidence=evidence.strip(),
        answered_on=answered_on, valid_until=valid_until, officer_id=officer.id,
    )  # fmt: skip
    with audit.deed("ladder:answer", answer, officer):
        pass
    return answer


@transactional
def begin_decided_stay(
    child: Child, home: Home, care_type: CareType, *, decision_id: uuid.UUID, decided_on: date, review_on: date,
    answers: Mapping[Rung, LadderAnswer], rules_version: str, ceiling: int, actor: Any,
    status: WarrantStatus = WarrantStatus.INTERIM, court_order: str | None = None, started_at: datetime | None = None,
) -> Stay:  # fmt: skip
    """Carry out a decision: claim the place, write the warrant with its answers, end the open stay, begin the new one.

    `ceiling` is the most children the home may have after this one came (its capacity, or more by an approved
    exception). The home's row is locked while the place is counted: of two panels and one free bed, one wins.
    """
    child, home = locked(child), locked(home)
    moving_in_place = _open_stay(child) is not None and _open_stay(child).home_id == home.id  # type: ignore[union-attr]
    if not moving_in_place and count_present(home) + 1 > ceiling:
        raise DomainError(_("The last free place was given to another child. Choose another home."), "home")
    warrant = Warrant(
        child_id=child.id, home_id=home.id, care_type=care_type, decided_on=decided_on, decision_id=decision_id,
        status=status, court_order=court_order, review_on=review_on, rules_version=rules_version,
    )  # fmt: skip
    with audit.deed("warrant:grant", warrant, actor):
        pass
    for rung, answer in answers.items():
        db.session.add(WarrantRung(warrant_id=warrant.id, rung=rung, child_id=child.id, answer_id=answer.id))
    db.session.flush()
    return _begin(
        child, basis=Basis.DECISION, home=home, actor=actor, care_type=care_type, warrant_id=warrant.id,
        started_at=started_at,
    )  # fmt: skip


@transactional
def record_stay(
    child: Child, *, basis: Basis, actor: Any, home: Home | None = None, place: str | None = None,
    care_type: CareType | None = None, started_at: datetime | None = None, order_reference: str | None = None,
    approved_by: Any = None, brought_by: str | None = None, diary_number: str | None = None,
    order_court: CourtType | None = None, place_district: str | None = None,
) -> Stay:  # fmt: skip
    """Record where a child sleeps on any basis but a decision. Always possible, also over a home's capacity (G0).

    `place_district` is where a `place` is that is no home; left out, it stays with the unit that knows the child.
    """
    if basis is Basis.DECISION:
        raise DomainError(_("A stay on a decision begins with the panel's decision."), "basis")
    if home is None and not place:
        raise DomainError(_("Say where the child sleeps."), "home")
    if basis is Basis.COURT_DIRECT and not order_reference:
        raise DomainError(_("Write the court and the number of its order."), "order_reference")
    if basis is Basis.COURT_DIRECT and is_affidavit(order_reference):
        raise DomainError(SENTENCES["affidavit"][1], "order_reference")
    if basis is Basis.COURT_DIRECT and order_court is None:
        raise DomainError(_("Choose which court gave the order."), "order_court")
    if basis is Basis.EMERGENCY and approved_by is None:
        raise DomainError(_("The head of the Child Protection Unit approves an emergency stay."), "approved_by")
    if basis is Basis.ARRIVAL and not brought_by:
        raise DomainError(_("Write who brought the child: police, hospital, a relative, or nobody."), "brought_by")
    # The child before the home, here and below: of two officers who record the same child at once, one waits.
    child = locked(child)
    began = clock.local(started_at or clock.now()).date()
    if basis is Basis.LEGACY and not rules.legacy_open(clock.today(), began):
        raise DomainError(_("The list of children present is closed. Choose the basis that is true today."), "basis")
    if basis is Basis.LEGACY and not lists.is_listed(child.id):
        raise DomainError(_("This child is on no signed list of children present."), "basis")
    stay = _begin(
        child, basis=basis, home=locked(home) if home else None, actor=actor, place=place, care_type=care_type,
        started_at=started_at, order_reference=order_reference, order_court=order_court,
        approved_by=getattr(approved_by, "id", None), brought_by=brought_by, diary_number=diary_number,
        place_district=None if home else place_district or _district(child, actor),
    )  # fmt: skip
    if basis is Basis.OUTSIDE:
        events.publish(FoundOutside(stay.id, stay.home_id))
    return stay


@transactional
def begin_listed_stay(
    child: Child, home: Home, *, started_at: datetime, limit_on: date, care_type: CareType | None, actor: Any
) -> Stay:
    """The stay of a child on a signed list of children present; `limit_on` is the day of its first review."""
    return _begin(
        child, basis=Basis.LEGACY, home=home, actor=actor, started_at=started_at, limit_on=limit_on,
        care_type=care_type,
    )  # fmt: skip


def _begin(
    child: Child, *, basis: Basis, home: Home | None, actor: Any, started_at: datetime | None = None,
    limit_on: date | None = None, **facts: Any,
) -> Stay:  # fmt: skip
    started_at = started_at or clock.now()
    if started_at > clock.now():
        raise DomainError(_("The date must be today or earlier."), "started_at")
    refuse_before_birth(clock.local(started_at).date(), child.born_earliest, "since")
    if rules.too_long_ago(clock.local(started_at).date(), clock.today()):
        raise DomainError(_("This is more than 18 years ago. Look at the year again."), "since")
    lines = _lines(child)
    started_at = _in_turn(lines, started_at)
    before = _open_stay(child)
    if before is not None:
        kind = Exit.NEW_BASIS if home is not None and before.home_id == home.id else Exit.MOVED_PLACEMENT
        _end(before, kind, ended_at=started_at, actor=actor)
    new = rules.Line(
        started_at, basis=basis, where=home.id if home else None, order=facts.get("order_reference")
    )  # fmt: skip
    limit_on = limit_on or rules.limit(basis, rules.counts_from(new, lines))
    if before is not None and before.basis is basis is Basis.LEGACY:
        limit_on = before.limit_on
    stay = Stay(
        child_id=child.id, home_id=home.id if home else None, basis=basis, started_at=started_at,
        limit_on=limit_on, recorded_by=getattr(actor, "id", None), **facts,
    )  # fmt: skip
    with audit.deed("stay:begin", stay, actor):
        pass
    _recount(home)
    return stay


def _district(child: Child, actor: Any) -> str | None:
    """Whose unit looks after a place that is no home: where the child was before, else the officer's own, else where
    the child is from."""
    before = _open_stay(child)
    held = (actor is not None and actor.districts(Role.CPO, Role.CPU_HEAD)) or ()
    of_child = child.home_district if child.home_district.startswith("SD-") else None
    return (before and before.district) or (of_child if of_child in held else min(held, default=of_child))


def refuse_before_birth(since: date, born_earliest: date, field: str) -> None:
    """DomainError at `field` when a stay would begin before the child was born."""
    if rules.came_before_birth(since, born_earliest):
        raise DomainError(label(Wrong.SINCE_BEFORE_BIRTH), field)


def _lines(child: Child) -> list[rules.Line]:
    """The child's stays as the rules look at them, the first one first."""
    stays = db.session.scalars(
        select(Stay).where(Stay.child_id == child.id).order_by(Stay.started_at, Stay.recorded_at, Stay.id)
    )
    return [
        rules.Line(
            one.started_at, one.ended_at, one.leaving.exit, one.basis, one.home_id, one.order_reference,
            one.counted_from,
        )
        for one in stays
    ]  # fmt: skip


def emergency_day(child: Child, home: Home) -> int:
    """Which day of the emergency today would be, if this child's emergency were in this home."""
    new = rules.Line(clock.now(), basis=Basis.EMERGENCY, where=home.id)
    return (clock.today() - rules.counts_from(new, _lines(child))).days + 1


def _in_turn(lines: Sequence[rules.Line], started_at: datetime) -> datetime:
    """When the next line begins: as it was said, but on the day of the last one not before that one's hour."""
    if rules.dead(lines):
        raise DomainError(_("The death of this child is recorded, so no stay follows. Look whether it is this child."))
    free = rules.free_from(lines)
    if free is None or started_at >= free:
        return started_at
    if clock.local(started_at).date() < clock.local(free).date():
        raise DomainError(
            gettext("The last line about this child is of %(day)s. The next one begins on that day or later.",
                    day=write_date(free)), "since",
        )  # fmt: skip
    return free


@transactional
def end_stay(
    stay: Stay, exit_kind: Exit, *, actor: Any, ended_at: datetime | None = None, facts: Facts | None = None
) -> None:
    """The child left: why, when, where to, with what this way out has to show. DomainError names what is missing."""
    locked(stay.child)
    stay = locked(stay)
    ended_at = ended_at or clock.now()
    facts = exits.out_of_place(exit_kind, facts or Facts())
    if exit_kind in exits.STAYS_ON:
        raise DomainError(_("The child sleeps somewhere: record the new place, and this stay ends by itself."), "exit")
    check_leaving(stay, exit_kind, ended_at, facts)
    _end(stay, exit_kind, ended_at=ended_at, actor=actor, facts=facts)
    if exit_kind is Exit.MISSING:
        missing.watch(stay, ended_at, actor=actor)


def check_leaving(stay: Stay, exit_kind: Exit, ended_at: datetime, facts: Facts) -> None:
    """DomainError with every sentence about what this way out lacks, or about a moment that cannot be."""
    if ended_at > clock.now() or ended_at < stay.started_at:
        raise DomainError(_("The child cannot leave before it came, nor later than now."), "ended_at")
    on = clock.local(ended_at).date()
    said = replace(facts, consent_to_a_woman=_is_woman(facts.consent_to_id))
    refuse(exits.faults(exit_kind, said, age=stay.child.age(on)) + exits.days_wrong(facts, on, clock.today()))


@transactional
def go_on(stay: Stay, *, actor: Any) -> Stay:
    """The child never left: a new line from the moment of the wrong leaving, with everything of the first."""
    kept = ("child_id", "home_id", "place_district", "care_type", "basis", "warrant_id", "order_reference",
            "order_court", "approved_by", "brought_by", "diary_number", "limit_on", "recorded_by")  # fmt: skip
    line = Stay(continues_id=stay.id, started_at=stay.ended_at, **{name: getattr(stay, name) for name in kept})
    line.place = stay.place
    with audit.deed("stay:go-on", line, actor):
        pass
    _recount(stay.home)
    return line


def _is_woman(user_id: uuid.UUID | None) -> bool:
    user = db.session.get(User, user_id) if user_id else None
    return bool(user and user.woman)


def _end(stay: Stay, exit_kind: Exit, *, ended_at: datetime, actor: Any, facts: Facts | None = None) -> None:
    if stay.ended_at is not None:
        raise DomainError(_("This stay has ended already."))
    with audit.deed("stay:end", stay, actor):
        stay.leave(exit_kind, max(ended_at, stay.started_at), facts or Facts(), stay.child.home_district)
        stay.left_recorded_at = clock.now()
    _recount(stay.home)


@transactional
def confirm_by_court(warrant: Warrant, order: str, *, actor: Any) -> None:
    """The court's order turns an interim warrant into a confirmed one."""
    if not order.strip():
        raise DomainError(_("Write the court and the number of its order."), "order")
    if is_affidavit(order):
        raise DomainError(SENTENCES["affidavit"][1], "order")
    with audit.deed("warrant:confirm", warrant, actor):
        warrant.status, warrant.court_order = WarrantStatus.CONFIRMED, order.strip()


def _open_stay(child: Child) -> Stay | None:
    return db.session.scalars(select(Stay).where(Stay.child_id == child.id, Stay.ended_at.is_(None))).one_or_none()


def count_present(home: Home) -> int:
    """Children whose open stay is here."""
    count = select(func.count()).where(Stay.home_id == home.id, Stay.ended_at.is_(None))
    return db.session.scalar(count) or 0


def _recount(home: Home | None) -> None:
    if home is not None:
        locked(home).present = count_present(home)
        db.session.flush()
