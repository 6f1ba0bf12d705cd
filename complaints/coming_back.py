"""The child comes back with the number: tries slowed and never refused, the answer, "is it better now?", more words.

Nothing here writes into the audit who looked or when (a child's look is nobody's business).
"""

from datetime import timedelta
from uuid import UUID

from complaints import numbers, queries
from complaints.doors import queries as slips
from complaints.filing import hand_up, note
from complaints.models import Addition, CodeTry, Complaint
from complaints.rules import case_limits
from complaints.states import ANSWERED, LIFE, Better, State
from registry_app.core import audit, clock, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _

SESSION_TRIES, HOME_TRIES, WAIT = 5, 50, timedelta(seconds=30)


def must_wait(visit: str, home_id: UUID | None) -> bool:
    """Whether the next try of this session has to wait its 30 seconds."""
    own, whole = queries.wrong_tries(visit, home_id, clock.now())
    return own >= SESSION_TRIES or whole >= HOME_TRIES


@transactional
def open_with(digits: str, visit: str, home_id: UUID | None) -> Complaint | None:
    """The message of this number, or None, which is counted. DomainError for a slip that nobody has read yet."""
    lookup = numbers.lookup(digits)
    found = queries.by_lookup(lookup)
    if found is None:
        if slips.slip_of_number(lookup) is not None:
            raise DomainError(_("Your paper is still in the box. Come back in some days."))
        db.session.add(CodeTry(visit=visit, home_id=home_id))
    return found


def may_answer(complaint: Complaint) -> bool:
    """Whether "is it better now?" is asked: an answer stands, and better was not said already."""
    return complaint.state in ANSWERED and complaint.better is not Better.BETTER


@transactional
def say_how_it_is(complaint: Complaint, better: Better) -> Complaint:
    """The child's own word. The same or worse reopens it one office up with a clock of 48 hours; a little is asked
    again later; better lets it close (workflow; satisfaction)."""
    complaint = locked(complaint)
    if complaint.state not in ANSWERED:
        return complaint
    with audit.deed("complaint:better-now", complaint, None):
        complaint.better, complaint.better_at = better, clock.now()
        db.session.add(Addition(complaint_id=complaint.id, better=better))
        if better in (Better.THE_SAME, Better.WORSE):
            _reopen(complaint)
    note(complaint, f"better_now_{better.value}", None)
    return complaint


def reopen(complaint: Complaint) -> None:
    """One office up, 48 hours, the old record stays. The caller holds the deed."""
    _reopen(complaint)


def _reopen(complaint: Complaint) -> None:
    complaint.state = LIFE.target(complaint.state, "reopen")
    complaint.reopened_by = clock.now() + timedelta(hours=case_limits()["reopened_hours"])
    complaint.times_reopened += 1
    complaint.closed_at = None
    hand_up(complaint)


@transactional
def say_more(complaint: Complaint, words: str, voice: bytes | None = None, voice_type: str = "") -> Complaint:
    """More words under the same number; a closed message opens again when the child writes."""
    complaint = locked(complaint)
    added = Addition(complaint_id=complaint.id, words=words or None)
    if voice:
        added.voice_id = files.keep(voice, media_type=voice_type, name="voice", actor=None).id
        db.session.flush()
    with audit.deed("complaint:say-more", added, None):
        pass
    if complaint.closed_at is not None:
        with audit.deed("complaint:reopen", complaint, None):
            _reopen(complaint)
    note(complaint, "say_more", None)
    return complaint


STEPS_OF_LINE = ("got", "reads", "checking", "answered")


def where_it_stands(complaint: Complaint) -> int:
    """1 to 4 on the child's line of pictures: got it, read, being checked, answered."""
    if complaint.state in ANSWERED:
        return 4
    if complaint.state is State.RECEIVED:
        return 1
    return 2 if complaint.state is State.TRIAGED else 3
