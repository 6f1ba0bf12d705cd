"""When an authorisation may be given: dates in, reasons out (registration.yaml `decision_rules`, `terms`; R3-R7, R12).

What was not recorded counts as not shown: a fact nobody looked at blocks as one that was looked at and found wanting.
"""

import calendar
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Book = Mapping[str, Any]

CLEAR = "CLEAR"
PUBLIC_BODIES = frozenset({"SWD", "SCPA", "WOMEN_DEVELOPMENT", "OTHER_PROVINCIAL", "FEDERAL_PBM"})


@dataclass(frozen=True)
class ServiceFacts:
    """What is asked for: sex GIRLS, BOYS or BOTH; capacity in places."""

    care_type: str
    sexes: str
    capacity: int
    woman_in_charge: bool | None


@dataclass(frozen=True)
class Renewal:
    """What a renewal asks besides (`terms.RENEWAL.needs`). `gate_fresh`: looked at since the renewal was asked for."""

    open_critical: int = 0
    major_due_on: date | None = None
    grade: str | None = None
    accounts: bool = False
    gate_fresh: bool = False


@dataclass(frozen=True)
class Facts:
    """What the offices have recorded about one application. None and absent mean: nobody has looked yet."""

    household: bool = False
    run_by: str = "NGO"
    services: Sequence[ServiceFacts] = ()
    named: Collection[str] = ()
    vetting: Mapping[tuple[str, str], str] = field(default_factory=dict)
    crm: Mapping[str, bool] | None = None
    visited: bool = False
    critical_zero: bool | None = None
    focal_person: bool | None = None
    data_officer: bool | None = None
    conflict_with_law_mixed: bool | None = False
    beds: int | None = None
    sleeping_square_feet: float | None = None
    same_kind_before: Mapping[str, int] = field(default_factory=dict)
    children_present: int = 0
    new: bool = True
    need_opinion: str | None = None
    renewal: Renewal | None = None


@dataclass(frozen=True)
class Proposal:
    """What the decider is about to decide. `kind` is None for a refusal."""

    kind: str | None
    start: date
    until: date | None = None
    conditions: Collection[str] = ()
    condition_words: str = ""
    reasons: str = ""
    hearing_notice_on: date | None = None
    hearing_held_on: date | None = None
    child_plan: str = ""
    appeal_note: str = ""
    need_answer: str = ""
    outside_member: str = ""


@dataclass(frozen=True)
class People:
    """Who did what on this application, as keys; `tied` are those with a tie to the home."""

    prepared: frozenset[str] = frozenset()
    recommended: frozenset[str] = frozenset()
    inspected: frozenset[str] = frozenset()
    looked_at_gate: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    undid: frozenset[str] = frozenset()
    tied: frozenset[str] = frozenset()


def crm_checks(book: Book, household: bool) -> list[str]:
    """The checks of the complaint gate that are asked here: all seven, or those a family can have."""
    return [row["key"] for row in book["crm_gate"] if row["household"] or not household]


def vetting_cells(book: Book, household: bool) -> list[tuple[str, str]]:
    """(group, check) for each outcome that must be clear."""
    groups = book["vetting"]["household" if household else "who"]
    return [(group, check) for group in groups for check in book["vetting"]["checks"]]


def places_allowed(book: Book, beds: int | None, square_feet: float | None) -> int | None:
    """How many children beds and sleeping rooms allow; None when one of the two is not known."""
    if beds is None or square_feet is None:
        return None
    return min(beds, math.floor(square_feet / book["space"]["square_feet_per_child"]))


def blocks(book: Book, facts: Facts, kind: str, on: date | None = None) -> list[str]:
    """Every hard block that stands against an authorisation of `kind`, in the order of `decision_rules`.

    `on` is the day of the judgement; a renewal asks it, because a major action is overdue from one day to the next.
    """
    found = []
    if not facts.household and not set(book["vetting"]["who"]) <= set(facts.named):
        found.append("PEOPLE_NOT_NAMED")
    if any(facts.vetting.get(cell) != CLEAR for cell in vetting_cells(book, facts.household)):
        found.append("VETTING_NOT_CLEAR")
    if facts.crm is None:
        found.append("CRM_NOT_LOOKED_AT")
    elif not all(facts.crm.get(key) for key in crm_checks(book, facts.household)):
        found.append("CRM_NOT_PASSED")
    if not facts.visited or facts.critical_zero is None:
        found.append("NOT_VISITED")
    elif facts.critical_zero:
        found.append("CRITICAL_ZERO")
    found += _named_people(facts)
    if any(service.sexes != "BOYS" and not service.woman_in_charge for service in facts.services):
        found.append("NO_WOMAN_IN_CHARGE")
    if facts.conflict_with_law_mixed is not False and not facts.household:
        found.append("CONFLICT_WITH_LAW_MIXED")
    found += _space(book, facts)
    allowed = book["terms"][kind]["renewals"]
    if allowed is not None and facts.same_kind_before.get(kind, 0) > allowed:
        found.append("RENEWAL_SPENT")
    return found + (renewal_blocks(book, facts.renewal, facts.household, on) if facts.renewal else [])


def renewal_blocks(book: Book, renewal: Renewal, household: bool, on: date | None) -> list[str]:
    """What stands against a renewal; a family shows no accounts, and without a visit yet it has no grade."""
    found = ["CRITICAL_OPEN"] if renewal.open_critical else []
    if renewal.major_due_on is not None and (on is None or renewal.major_due_on < on):
        found.append("MAJOR_OVERDUE")
    if renewal.grade not in book["renewal"]["grades"] and not (household and renewal.grade is None):
        found.append("GRADE_TOO_LOW")
    if not renewal.accounts and not household:
        found.append("NO_AUDITED_ACCOUNTS")
    return found if renewal.gate_fresh else [*found, "CRM_TOO_OLD"]


def _named_people(facts: Facts) -> list[str]:
    """Who must be named: the safeguarding focal person, and the data protection officer (DP36; SCPP S2-3.2(2.1))."""
    if facts.household:
        return []
    return [
        block
        for block, named in (("NO_FOCAL_PERSON", facts.focal_person), ("NO_DATA_OFFICER", facts.data_officer))
        if not named
    ]


def _space(book: Book, facts: Facts) -> list[str]:
    if facts.household:
        return []
    allowed = places_allowed(book, facts.beds, facts.sleeping_square_feet)
    if allowed is None:
        return ["SPACE_NOT_KNOWN"]
    return ["ABOVE_SPACE_NORM"] if sum(service.capacity for service in facts.services) > allowed else []


def lacks(book: Book, facts: Facts, proposal: Proposal) -> list[str]:
    """What the decision must still hold (`refusal_needs`, steps 8 and 9, tracks C, `need`)."""
    found = []
    if proposal.kind == "CONDITIONAL" and not proposal.conditions:
        found.append("CONDITION")
    if "FREE" in proposal.conditions and not proposal.condition_words.strip():
        found.append("CONDITION_WORDS")
    if not proposal.reasons.strip():
        found.append("REASONS")
    if proposal.kind in (None, "CONDITIONAL"):
        found += _hearing(book, proposal)
    if proposal.kind is None:
        if facts.children_present and not proposal.child_plan.strip():
            found.append("CHILD_PLAN")
        if not proposal.appeal_note.strip():
            found.append("APPEAL_NOTE")
    else:
        found += _term(book, facts, proposal, proposal.kind)
    found += _need(facts, proposal)
    if facts.run_by in PUBLIC_BODIES and not proposal.outside_member.strip():
        found.append("OUTSIDE_MEMBER")
    return found


def needs_answer(facts: Facts) -> bool:
    """Whether the decider must answer in writing if another residential home is needed here (R14, `need`)."""
    return facts.new and any(service.care_type == "RESIDENTIAL" for service in facts.services)


def _need(facts: Facts, proposal: Proposal) -> list[str]:
    """No new residential home without an opinion, and none against or with one unanswered; never a refusal by itself.

    A refusal waits for no opinion, but where there is one it answers it too.
    """
    if not needs_answer(facts):
        return []
    if facts.need_opinion is None:
        return ["NEED_OPINION"] if proposal.kind else []
    return [] if proposal.need_answer.strip() else ["NEED_ANSWER"]


def _term(book: Book, facts: Facts, proposal: Proposal, kind: str) -> list[str]:
    found = []
    if proposal.until is None or not proposal.start <= proposal.until <= last_day(book, kind, proposal.start):
        found.append("TOO_LONG")
    most = most_places(kind, facts.children_present)
    if most is not None and sum(service.capacity for service in facts.services) > most:
        found.append("TOO_MANY_PLACES")
    return found


def _hearing(book: Book, proposal: Proposal) -> list[str]:
    notice, held = proposal.hearing_notice_on, proposal.hearing_held_on
    if notice is None or held is None or held > proposal.start:
        return ["HEARING"]
    return ["HEARING_TOO_SOON"] if (held - notice).days < book["hearing"]["notice_days"] else []


def last_day(book: Book, kind: str, start: date) -> date:
    """The last day an authorisation of `kind` that starts on `start` may run; that day itself still counts."""
    if kind == "KIN_TEMPORARY":
        return start + timedelta(days=book["kin_temporary"]["days"] - 1)
    return months_after(start, book["terms"][kind]["months_at_most"]) - timedelta(days=1)


def usual_last_day(book: Book, kind: str, start: date) -> date:
    """The last day when the decider names none."""
    if kind == "KIN_TEMPORARY":
        return last_day(book, kind, start)
    return months_after(start, book["terms"][kind]["months"]) - timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def appeal_until(book: Book, decided_on: date) -> date:
    """The last day for an appeal, counted from the notice."""
    return decided_on + timedelta(days=book["appeal"]["days"])


def may_not_decide(person: str, people: People) -> list[str]:
    """Why this person may not decide: never who took an earlier step, has a tie, or set the decision of before aside.

    Who undoes a decision does not put another in its place, so that no one person turns a refusal into a yes.
    """
    return _duties(
        person,
        PREPARED=people.prepared,
        RECOMMENDED=people.recommended,
        INSPECTED=people.inspected,
        LOOKED_AT_GATE=people.looked_at_gate,
        UNDID=people.undid,
        TIED=people.tied,
    )


def may_not_set_aside(person: str, people: People) -> list[str]:
    """Why this person may not set the decision aside: never who took it or an earlier step, or has a tie."""
    return _duties(
        person,
        DECIDED=people.decided,
        PREPARED=people.prepared,
        RECOMMENDED=people.recommended,
        INSPECTED=people.inspected,
        LOOKED_AT_GATE=people.looked_at_gate,
        TIED=people.tied,
    )


def may_not_recommend(person: str, people: People, *, agency: str, run_by: str) -> list[str]:
    """Why this person may not recommend: who prepared, who has a tie, and SWD for what its own directorate runs."""
    found = _duties(person, PREPARED=people.prepared, TIED=people.tied)
    return [*found, "OWN_DIRECTORATE"] if agency == run_by == "SWD" else found


def _duties(person: str, **groups: Collection[str]) -> list[str]:
    return [duty for duty, group in groups.items() if person in group]


def stands(standing: str, start: date, until: date, on: date) -> bool:
    """Whether an authorisation carries on the day `on`: in force, begun, and its last day not over."""
    return standing == "IN_FORCE" and start <= on <= until


def due_to_expire(standing: str, until: date, on: date) -> bool:
    """Whether the term is over: the day after the last day (no grace, R6)."""
    return standing in ("IN_FORCE", "SUSPENDED") and until < on


def renewable_from(book: Book, until: date) -> date:
    """From when a renewal should be asked for (`terms.RENEWAL`)."""
    return until - timedelta(days=book["reminders"]["apply_days_before"])


def reminder_due(book: Book, until: date, on: date) -> int | None:
    """How many days before the end a reminder is due on the day `on`; None when none is."""
    left = (until - on).days
    return left if left in book["reminders"]["days_before"] else None


def most_places(kind: str, children_present: int) -> int | None:
    """A provisional authorisation covers the children already there and no new ones; None when nothing limits it."""
    return children_present if kind == "PROVISIONAL" and children_present else None
