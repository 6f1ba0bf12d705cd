"""Private talks 14, 30 and 90 days after a decision: was the child made to pay for telling? (non_retaliation)"""

from typing import Any

from complaints import filing
from complaints.casework import asked
from complaints.models import Complaint, ReprisalCheck
from complaints.offices import SHUT_OUT
from complaints.states import Category, Channel, Help, Office
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.i18n import lazy as _


@transactional
def hold_check(check: ReprisalCheck, *, reprisal: bool, words: str, actor: Any) -> ReprisalCheck:
    """A private talk: was the child made to pay for telling? (non_retaliation)"""
    check = locked(check)
    said = asked(words, "words", _("Write what you saw and heard."))
    with audit.deed("complaint:hold-check", check, actor):
        check.held_on, check.held_by_id, check.reprisal, check.words = clock.today(), actor.id, reprisal, said
    if reprisal:
        _made_to_pay(db.session.get_one(Complaint, check.complaint_id), said, actor)
    return check


def _made_to_pay(complaint: Complaint, said: str, actor: Any) -> None:
    """Reprisal is serious harm and a message of its own, found by the house itself (CH14; non_retaliation.rules 1)."""
    never = tuple(Office(row) for row in _never_before(complaint))
    told = filing.Telling(
        category=Category.AFRAID, channel=Channel.CH14, by_child=False, language=complaint.language,
        home=complaint.home, district=complaint.district, about=complaint.about, story=said, age=complaint.age,
        sex=complaint.sex, helps=tuple(Help(one) for one in complaint.helps), consent=complaint.consent,
        ground=complaint.ground, also_never=never,
    )  # fmt: skip
    filing.file_message(told, actor=actor)


def _never_before(complaint: Complaint) -> list[str]:
    """Offices that were shut out of the message before; "a visitor or officer" stays any of them."""
    shut = {row.role for row in complaint.exclusions if row.role is not None}
    return [office for office in filing.widen_for_officers() if shut >= set(SHUT_OUT[office])]
