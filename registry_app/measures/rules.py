"""When a measure may be taken, for how long, and when it takes effect. Data in, reasons out; plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Book = Mapping[str, Any]
UNREGISTERED = frozenset({"KNOWN_UNREGISTERED", "NOTICE_SERVED", "BEING_BUILT", "EXPIRED", "REFUSED", "CANCELLED"})
CLOSED = frozenset({"CLOSED_VOLUNTARILY", "CLOSED_BY_ORDER"})
AUTHORISED = frozenset({"AUTHORISED", "SUSPENDED"})
JUDGE_OF_OWN = frozenset({"SCPA", "SWD"})  # whose own homes are decided in another's place, with an outside member


@dataclass(frozen=True)
class Case:
    """A measure as the decider would take it today. Days are inclusive; `plan` is what happens to the children.

    `notice_over`: a notice to apply was given and its term is over; `cause_over`: the home was asked to show cause, and
    answered or let the day pass.
    """

    kind: str
    standing: str
    run_by: str = "NGO"
    grounds: Sequence[str] = ()
    reasons: str = ""
    condition: str | None = None
    notice_on: date | None = None
    answered: bool = False
    hearing_notice_on: date | None = None
    heard_on: date | None = None
    children: int = 0
    plan: str = ""
    until: date | None = None
    effective_on: date | None = None
    in_danger: bool = False
    outside_member: str = ""
    notice_over: bool = False
    cause_over: bool = False


def fits(book: Book, kind: str, standing: str) -> bool:
    """Whether this kind of measure is for a home of this standing; nothing is done about one that has closed."""
    wanted = book["kinds"][kind]["homes"]
    if standing in CLOSED:
        return False
    return wanted == "any" or standing in (UNREGISTERED if wanted == "unregistered" else AUTHORISED)


def lacks(book: Book, case: Case, on: date) -> list[str]:
    """What stands in the way of deciding this on the day `on`, in the order in which it should be mended."""
    rule = book["kinds"][case.kind]
    found = [] if fits(book, case.kind, case.standing) else ["WRONG_HOME"]
    found += out_of_turn(book, case)
    if not case.grounds:
        found.append("GROUND")
    if not case.reasons.strip():
        found.append("REASONS")
    if case.kind == "CONDITION" and not case.condition:
        found.append("CONDITION")
    found += _heard(rule, case, on)
    if rule["children"] == "words" and case.children and not case.plan.strip():
        found.append("CHILD_PLAN")
    if case.until is not None and not on <= case.until <= last_day(book, case.kind, on):
        found.append("LAST_DAY")
    if not _effect_day_fits(rule, case, on):
        found.append("EFFECT_DAY")
    if case.run_by in JUDGE_OF_OWN and not case.outside_member.strip():
        found.append("OUTSIDE_MEMBER")
    return found


def out_of_turn(book: Book, case: Case) -> list[str]:
    """The earlier step that a home without authorisation is still owed before this one (R21); none in danger."""
    if case.in_danger or case.standing not in UNREGISTERED:
        return []
    owed = {"NOTICE_TO_APPLY": not case.notice_over, "SHOW_CAUSE": not case.cause_over}
    return [f"AFTER_{step}" for step in book["kinds"][case.kind].get("after", ()) if owed[step]]


def _heard(rule: Mapping[str, Any], case: Case, on: date) -> list[str]:
    """Notice, the time to answer and the hearing, where the kind of measure asks for them."""
    found = []
    if rule["answer_days"]:
        if case.notice_on is None:
            return ["NOTICE"]
        if not case.answered and on <= case.notice_on + timedelta(days=rule["answer_days"]):
            found.append("ANSWER_TIME")
    if rule["hearing_days"]:
        notice, held = case.hearing_notice_on, case.heard_on
        early = held and notice and (held - notice).days < rule["hearing_days"]
        if held is None or notice is None or held > on or early:
            found.append("HEARING")
    return found


def _effect_day_fits(rule: Mapping[str, Any], case: Case, on: date) -> bool:
    if rule["children"] != "each":
        return True
    if case.effective_on is None or case.effective_on < on + timedelta(days=rule["wait_days"]):
        return False
    longest = rule.get("wind_down_days")
    return longest is None or case.effective_on <= on + timedelta(days=longest)


def last_day(book: Book, kind: str, start: date) -> date:
    """The last day a measure of this kind may run that starts on `start`; date.max when only a decision ends it.

    A term that is given to the home begins on the day after the letter; a suspension holds from its first day on.
    """
    rule = book["kinds"][kind]
    if rule.get("first_day_counts"):
        return _day_no(rule["days"], start)
    return start + timedelta(days=rule["days"]) if rule["days"] else date.max


def _day_no(number: int, start: date) -> date:
    """The day of this number, where the first day is number 1: the last of `number` calendar days."""
    return start + timedelta(days=number - 1)


def may_answer(state: str, kind: str, answered: bool, until: date | None, on: date) -> bool:
    """Whether the home may still answer: a notice until it is decided, a show-cause notice to its last day; once."""
    if answered:
        return False
    asked = kind == "SHOW_CAUSE" and state == "IN_FORCE" and until is not None and on <= until
    return state == "NOTICED" or asked


def answer_until(book: Book, kind: str, notice_on: date) -> date:
    """The last day on which the home may answer a notice."""
    return notice_on + timedelta(days=book["kinds"][kind]["answer_days"])


def appeal_until(book: Book, kind: str, decided_on: date) -> date | None:
    """The last day for an appeal, counted from the notice of the decision; None where the court is the way."""
    return decided_on + timedelta(days=book["appeal"]["days"]) if book["kinds"][kind]["appeal"] else None


def appeal_decided_by(book: Book, filed_on: date) -> date:
    """By when an appeal is to be decided."""
    return filed_on + timedelta(days=book["appeal"]["decided_in_days"])


def first_visit_by(book: Book, known_since: date) -> date:
    """By when somebody of the department must have been in a home that has no authorisation (R21)."""
    return known_since + timedelta(days=book["first_visit_days"])


def immediate_until(book: Book, start: date) -> date:
    """The last day of a suspension that the head of the Authority ordered alone (R18)."""
    return _day_no(book["immediate_suspension"]["days"], start)


def confirmable(book: Book, start: date, notice_on: date | None, heard_on: date | None, until: date, on: date) -> str:
    """Why an immediate suspension cannot be confirmed on the day `on` to last to `until`; empty when it can."""
    if heard_on is None or notice_on is None or heard_on > on:
        return "HEARING"
    return "" if on <= until <= last_day(book, "SUSPENSION", start) else "LAST_DAY"


def may_suspend_alone(book: Book, ended_unheard_on: date | None, on: date) -> bool:
    """Whether the head may suspend alone: not for some days after one so ordered ended here without a hearing."""
    again_after = timedelta(days=book["immediate_suspension"]["again_after_days"])
    return ended_unheard_on is None or on > ended_unheard_on + again_after


def held_by_appeal(kind: str, appeal_open: bool, in_danger: bool) -> bool:
    """Whether an appeal holds the measure back: only a cancellation waits, and not while children are at risk."""
    return kind == "CANCELLATION" and appeal_open and not in_danger


def takes_effect(kind: str, effective_on: date, unplanned: int, appeal_open: bool, in_danger: bool, on: date) -> bool:
    """Whether a decided closing takes effect on the day `on`: its day has come and each child has a plan (R19)."""
    return effective_on <= on and unplanned == 0 and not held_by_appeal(kind, appeal_open, in_danger)


def term_over(notice_until: date | None, on: date) -> bool:
    """Whether a notice to apply was given and its last day is past; on that day itself the home may still apply."""
    return notice_until is not None and notice_until < on


def next_in_route(standing: str, visited: bool, done: Sequence[str], notice_over: bool) -> str | None:
    """The next step towards a home without authorisation: a visit, the notice, show cause, then the court (R21)."""
    if standing not in UNREGISTERED:
        return None
    if not visited:
        return "FIRST_VISIT"
    if "NOTICE_TO_APPLY" not in done:
        return "NOTICE_TO_APPLY"
    if not notice_over:
        return None
    return next((kind for kind in ("SHOW_CAUSE", "COURT_FILE") if kind not in done), None)
