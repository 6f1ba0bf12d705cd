"""What is done about these reviews: heard, put before a meeting, pulled out, confirmed together, looked at alone."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.models import Meeting
from gatekeeping.bodies.states import Presence, SeatKind, Sitting
from gatekeeping.cases.states import Hearing
from gatekeeping.decisions.states import Choice
from gatekeeping.reviews import queries
from gatekeeping.reviews.models import Preparation, ReviewInterest, ReviewItem, ReviewVote
from gatekeeping.reviews.queries import Subject
from gatekeeping.reviews.rules import bars
from gatekeeping.reviews.states import ITEM_LIFE, ItemState, Why
from gatekeeping.rules import book
from gatekeeping.rules.panel import PanelOutcome, panel_outcome
from gatekeeping.rules.proposal import Member
from registry_app.accounts.models import User
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _
from registry_app.placements.legacy import rules as order_rules
from registry_app.placements.legacy import services as lists
from registry_app.placements.legacy.models import LegacyRow
from registry_app.placements.legacy.rules import Order, order
from registry_app.placements.legacy.states import Parents, ReviewOutcome
from registry_app.providers.ties.queries import tied_homes

MOST = 60
"""So many children in one vote; each is still read out by its code."""
LETTERS = 20


@dataclass(frozen=True)
class Seated:
    """A member for one child: here or not, and what keeps the member from voting on it."""

    user: User
    seat: SeatKind
    presence: Presence
    conflicts: tuple[str, ...]
    presented: bool

    @property
    def counts(self) -> bool:
        return self.presence is not Presence.ABSENT and not self.conflicts and not self.presented


@dataclass
class Confirmed:
    """What one vote did: confirmed, to be looked at alone, dropped because too few may vote."""

    continues: int = 0
    single: int = 0
    dropped: int = 0


def members(
    meeting: Meeting, subject: Subject, known: Mapping[uuid.UUID, str], here: Mapping[uuid.UUID, Presence]
) -> list[Seated]:
    """The seats of the body today for one child: roll call, declared interests, ties, and who heard the child."""
    made = []
    for seat in bodies.seats(meeting.body, clock.today()):
        conflicts = [known[seat.user_id]] if seat.user_id in known else []
        if subject.homes & tied_homes(seat.user):
            conflicts.append("tie to the home")
        said = subject.preparation
        made.append(
            Seated(
                seat.user, seat.seat, here.get(seat.user_id, Presence.ABSENT), tuple(conflicts),
                presented=said is not None and said.by_id == seat.user_id,
            )
        )  # fmt: skip
    return made


def outcome(
    seated: Sequence[Seated], subject: Subject, meeting: Meeting, votes: Mapping[uuid.UUID, Choice]
) -> PanelOutcome:
    """Quorum and majority by the rules of the panel; a member with a conflict has no vote on this child."""
    listed = [
        Member(
            id=str(one.user.id), seat=one.seat.value, woman=one.user.woman, from_swd=one.user.agency.value == "SWD",
            present=one.presence is not Presence.ABSENT, conflicts=one.conflicts, presented=one.presented,
            vote=votes[one.user.id].value if one.counts and one.user.id in votes else None,
        )
        for one in seated
    ]  # fmt: skip
    return panel_outcome(listed, meeting.urgent, _two_thirds(subject), clock.today())


def _two_thirds(subject: Subject) -> bool:
    """For group care, siblings apart and against the child's wish; a stay whose care is not known counts as group."""
    care, said = subject.stay.care_type, subject.preparation
    in_group = care is None or care.value in book(clock.today()).numbers["panel"]["two_thirds_care"]
    return in_group or subject.row.siblings_elsewhere or (said is not None and said.child_objects)


@transactional
def prepare(
    row: LegacyRow, *, on_day: date, how: Hearing, alone: bool, words: str, child_objects: bool, parents: Parents,
    parent_objects: bool, changed: bool, note: str, actor: Any,
) -> Preparation:  # fmt: skip
    """What the child and its parents say now, and what has changed. The newest counts."""
    if on_day > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on_day")
    if not words.strip():
        raise DomainError(_("Write what the child says or shows, in its own words."), "words")
    if changed and not note.strip():
        raise DomainError(_("Write what has changed."), "note")
    made = Preparation(
        row_id=row.id, by_id=actor.id, on_day=on_day, how=how, alone=alone, words=words.strip(),
        child_objects=child_objects, parents=parents, parent_objects=parent_objects, changed=changed,
        note=note.strip() or None,
    )  # fmt: skip
    with audit.deed("legacy-review:prepare", made, actor):
        pass
    return made


@transactional
def put(meeting: Meeting, row: LegacyRow, *, actor: Any) -> ReviewItem:
    """Put one child before a meeting: on the list of one vote when the rules let it, else to be looked at alone."""
    meeting, row = locked(meeting), locked(row)
    subject = queries.fresh(row)
    if meeting.state is Sitting.CLOSED:
        raise DomainError(_("This meeting is over."))
    if subject is None:
        raise DomainError(_("This child has left, or stays on another basis now."))
    if subject.district not in {served.district for served in meeting.body.districts}:
        raise DomainError(_("Another panel serves the district of this child."))
    return _put(meeting, subject, actor)


def _put(meeting: Meeting, subject: Subject, actor: Any) -> ReviewItem:
    waiting = queries.waiting_item(subject.row)
    if waiting is not None and waiting.meeting.state is not Sitting.CLOSED:
        raise DomainError(_("This child is before a meeting already."))
    if any(item.row_id == subject.row.id for item in queries.items(meeting)):
        raise DomainError(_("This child was before this meeting. It can come before the next one."))
    pulled = None
    if waiting is not None:
        pulled = waiting.pulled_by
        _drop(waiting, Why.NOT_REACHED, actor)
    alone = bool(bars(subject.facts(), clock.today(), order(clock.today())))
    made = ReviewItem(
        meeting_id=meeting.id, row_id=subject.row.id, put_by=actor.id, state=ITEM_LIFE.initial, pulled_by=pulled,
        pulled_at=waiting.pulled_at if waiting and pulled else None,
    )  # fmt: skip
    if alone:
        made.state, made.why = ItemState.SINGLE, Why.MEMBER if pulled else Why.RULES
    with audit.deed("legacy-review:put", made, actor):
        pass
    return made


def _drop(item: ReviewItem, why: Why, actor: Any) -> None:
    with audit.deed("legacy-review:drop", item, actor):
        item.state, item.why = ITEM_LIFE.target(item.state, "drop"), why
        item.pulled_by = item.pulled_by if why is Why.NOT_REACHED else None


@transactional
def fill(meeting: Meeting, *, actor: Any) -> int:
    """Put everybody who may be confirmed together on the list of one vote, the next review first; gives how many.

    A stay may be confirmed before its day, because after 12 months in care one vote is closed to it. What was confirmed
    in the last weeks waits until its next review is near.
    """
    meeting = locked(meeting)
    if meeting.state is Sitting.CLOSED:
        raise DomainError(_("This meeting is over."))
    if meeting.urgent:
        raise DomainError(_("An urgent meeting confirms nothing together."))
    by, there = order(clock.today()), queries.waiting_counts(meeting).get(ItemState.TOGETHER, 0)
    met = {item.row_id for item in queries.items(meeting)}
    fit = [
        one
        for one in queries.candidates(meeting, clock.today() - timedelta(days=by.consent["heard_within_days"]))
        if one.row.id not in met and _near(one, by) and not bars(one.facts(), clock.today(), by)
    ]
    for subject in fit[: max(0, MOST - there)]:
        _put(meeting, subject, actor)
    return len(fit[: max(0, MOST - there)])


def _near(subject: Subject, by: Order) -> bool:
    """Never reviewed, or the next review is not further away than what the child says stays fresh."""
    due, fresh = subject.row.due_on, timedelta(days=by.consent["heard_within_days"])
    return subject.row.reviewed_on is None or (due is not None and due <= clock.today() + fresh)


@transactional
def pull_out(item: ReviewItem, *, actor: Any) -> ReviewItem:
    """Any member who sits in the body takes a child off the one vote; it is looked at alone."""
    meeting = locked(item.meeting)
    item = locked(item)
    if not any(seat.user_id == actor.id for seat in bodies.seats(meeting.body, clock.today())):
        raise NotAllowed(_("Only a member of this panel pulls a child out of the one vote."))
    if meeting.state is Sitting.CLOSED:
        raise DomainError(_("This meeting is over."))
    if item.state is not ItemState.TOGETHER:
        raise DomainError(_("This child is not on the list of one vote any more."))
    member = actor.id
    with audit.deed("legacy-review:pull-out", item, actor):
        item.state, item.why = ITEM_LIFE.target(item.state, "pull_out"), Why.MEMBER
        item.pulled_by, item.pulled_at = member, clock.now()
    return item


@transactional
def declare_interest(row: LegacyRow, user: User, note: str, *, actor: Any) -> ReviewInterest:
    """A member knows this family or home: the child leaves the member's view and vote."""
    if not note.strip():
        raise DomainError(_("Write how the member knows them."), "note")
    if user.id in queries.interests([row]).get(row.id, {}):
        raise DomainError(_("This interest is noted already."), "member")
    made = ReviewInterest(row_id=row.id, user_id=user.id, by_id=actor.id, note=note.strip()[:300])
    with audit.deed("legacy-review:declare-interest", made, actor):
        pass
    return made


def _sits(meeting: Meeting) -> None:
    if meeting.state is not Sitting.SITTING:
        raise DomainError(_("A vote needs a meeting that sits."))


@transactional
def confirm(meeting: Meeting, votes: Mapping[uuid.UUID, Choice], *, actor: Any) -> Confirmed:
    """One vote for every child on the list: each is judged for itself, by the members who may vote on it.

    Whoever may no longer be confirmed with others, or is not carried, is looked at alone; where too few members may
    vote on a child, it drops out of this meeting.
    """
    meeting = locked(meeting)
    _sits(meeting)
    if meeting.urgent:
        raise DomainError(_("An urgent meeting confirms nothing together."))
    waiting = [item for item in queries.items(meeting) if item.state is ItemState.TOGETHER]
    if not waiting:
        raise DomainError(_("No child is on the list of one vote."))
    rows = [item.row for item in waiting]
    known = {one.row.id: one for one in queries.subjects(rows)}
    interests, here, done = queries.interests(rows), bodies.presence(meeting), Confirmed()
    for item in waiting:
        subject = known.get(item.row_id)
        if subject is None:
            _drop(item, Why.NOT_REACHED, actor)
            done.dropped += 1
            continue
        seated = members(meeting, subject, interests.get(item.row_id, {}), here)
        _confirm(item, subject, seated, meeting, votes, done, actor)
    return done


def _confirm(
    item: ReviewItem, subject: Subject, seated: Sequence[Seated], meeting: Meeting,
    votes: Mapping[uuid.UUID, Choice], done: Confirmed, actor: Any,
) -> None:  # fmt: skip
    by, today = order(clock.today()), clock.today()
    found = outcome(seated, subject, meeting, votes)
    if not found.quorate:
        _drop(item, Why.QUORUM, actor)
        done.dropped += 1
    elif bars(subject.facts(), today, by) or not found.carried:
        with audit.deed("legacy-review:look-alone", item, actor):
            item.why = Why.VOTE if not bars(subject.facts(), today, by) else Why.RULES
            item.state = ITEM_LIFE.target(item.state, "pull_out")
        done.single += 1
    else:
        _settle(item, subject, ReviewOutcome.CONTINUES, found, by, actor, together=True)
        _write_votes(item, seated, votes)
        done.continues += 1


def _settle(
    item: ReviewItem, subject: Subject, said: ReviewOutcome, found: PanelOutcome, by: Order, actor: Any, *,
    together: bool, reasons: str = "",
) -> None:  # fmt: skip
    born = subject.facts().born_latest
    today = clock.today()
    next_on = order_rules.next_review(born, today, by)
    if said is ReviewOutcome.NEEDS_DECISION:
        next_on = today + timedelta(days=by.case_days)
    with audit.deed("legacy-review:settle", item, actor):
        action = "confirm" if said is ReviewOutcome.CONTINUES else "ask_for_case"
        item.state = ITEM_LIFE.target(item.state, action)
        item.together, item.majority, item.next_on = together, found.majority, next_on
        item.settled_at, item.reasons = clock.now(), reasons or None
    lists.record_review(subject.row, item_id=item.id, outcome=said, together=together, next_on=next_on, actor=actor)


def _write_votes(item: ReviewItem, seated: Sequence[Seated], votes: Mapping[uuid.UUID, Choice]) -> None:
    for one in seated:
        if one.counts and one.user.id in votes:
            db.session.add(ReviewVote(item_id=item.id, user_id=one.user.id, seat=one.seat, vote=votes[one.user.id]))
    db.session.flush()


@transactional
def look_alone(
    item: ReviewItem, said: ReviewOutcome, votes: Mapping[uuid.UUID, Choice], reasons: str, *, actor: Any
) -> ReviewItem:
    """One child by itself: the stay continues until a day, or the panel has to decide and the unit makes a case.

    A stay continues only when the votes carry it; a child whom nobody has heard is not reviewed.
    """
    meeting = locked(item.meeting)
    item = locked(item)
    _sits(meeting)
    if item.state is not ItemState.SINGLE:
        raise DomainError(_("This child is not to be looked at alone in this meeting."))
    subject = queries.fresh(item.row)
    if subject is None:
        raise DomainError(_("This child has left, or stays on another basis now."))
    if subject.preparation is None:
        raise DomainError(_("Nobody has written down what this child says. Hear the child first."))
    if len(reasons.strip()) < LETTERS:
        raise DomainError(_("Write the reasons, at least 20 letters."), "reasons")
    known = queries.interests([item.row]).get(item.row_id, {})
    seated = members(meeting, subject, known, bodies.presence(meeting))
    found = outcome(seated, subject, meeting, votes)
    if not found.quorate:
        raise DomainError(_("Too few members may vote on this child."))
    if not found.carried:
        raise DomainError(_("The votes do not carry it. Vote on the other answer, or leave it for the next meeting."))
    _settle(item, subject, said, found, order(clock.today()), actor, together=False, reasons=reasons.strip())
    _write_votes(item, seated, votes)
    return item
