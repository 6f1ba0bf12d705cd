"""What the body does: members' own views, overrides by office, the decision with its votes, the lock, the telling."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gatekeeping.bodies.models import Meeting
from gatekeeping.bodies.states import Sitting
from gatekeeping.cases import queries as cases
from gatekeeping.cases import services as case_services
from gatekeeping.cases.models import Case, Match
from gatekeeping.cases.states import State
from gatekeeping.decisions import proposal as proposals
from gatekeeping.decisions import queries
from gatekeeping.decisions.events import PlacementDecided
from gatekeeping.decisions.models import Decision, FirstView, Override, PanelVote, Telling
from gatekeeping.decisions.states import APPROVING, Choice, Office, Outcome
from gatekeeping.rules import book
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.placements import queries as placements
from registry_app.placements import services as stays
from registry_app.placements.states import Exit, Rung
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType

LETTERS = 30
OFFICES = {
    Role.SCPA_DG: Office.SCPA_DG,
    Role.SWD_DIRECTOR: Office.SWD_DIRECTOR,
    Role.PANEL_CHAIR: Office.PANEL_CHAIR,
    Role.CPU_HEAD: Office.CPU_HEAD,
}
ORDER = list(Office)


class Blocked(DomainError):
    """The rules do not let this decision stand; `explain` holds ids with their sentences."""

    def __init__(self, sentence: object, explain: Mapping[str, Sequence[Any]]) -> None:
        super().__init__(sentence)
        self.explain = explain


@dataclass(frozen=True)
class Words:
    """What is written with a decision. `passed` are the panel's reasons for warnings, by rule id."""

    reasons: str
    conditions: str = ""
    dissent: str = ""
    question: str = ""
    review_on: date | None = None
    task: str = ""
    task_owner: Any = None
    task_due: date | None = None
    passed: Mapping[str, str] = field(default_factory=dict)


def office_of(actor: Any) -> Office | None:
    """The highest office of the override ladder that this person holds."""
    held = [office for role, office in OFFICES.items() if actor.has(role)]
    return max(held, key=ORDER.index) if held else None


@transactional
def give_view(case: Case, meeting: Meeting, *, view: Choice, reason: str, actor: Any) -> FirstView:
    """A member's own view, given once, before the talk."""
    if meeting.state is not Sitting.SITTING or case.state is not State.BEFORE_PANEL:
        raise DomainError(_("Views are given while the meeting sits and the case is before it."))
    seat = next((m for m in proposals.members(case, meeting) if m.user.id == actor.id), None)
    if seat is None or not seat.counts:
        raise NotAllowed(_("Only members who are here and have no interest give a view."))
    if any(row.user_id == actor.id for row in queries.views(case, meeting)):
        raise DomainError(_("You have given your view already."))
    made = FirstView(case_id=case.id, meeting_id=meeting.id, user_id=actor.id, view=view, reason=reason.strip())
    with audit.deed("decision:first-view", made, actor):
        pass
    return made


@transactional
def override(
    case: Case, rule: str, *, reason: str, actor: Any, ground: str | None = None, until: date | None = None
) -> Override:
    """An office lifts an exception on one of its grounds, or lets a warning pass: typed, dated, never edited."""
    on, office = clock.today(), office_of(actor)
    if case.officer_id == actor.id:
        raise NotAllowed(_("Nobody overrides a rule on a case he or she prepared."))
    if len(reason.strip()) < LETTERS:
        raise DomainError(_("Write a reason of at least 30 letters."), "reason")
    rules = book(on)
    if rule in rules.exceptions:
        needed = Office(rules.exceptions[rule].approver)
        _exception_fits(rule, ground, until, on)
    elif rule in rules.warnings:
        needed, ground, until = _level(case, rule), None, None
    else:
        raise DomainError(_("This rule cannot be lifted."), "rule")
    # The chair speaks for the panel when the body leads its own sitting.
    office = Office.PANEL if office is Office.PANEL_CHAIR and needed is Office.PANEL else office
    if office is None or ORDER.index(office) < ORDER.index(needed):
        raise NotAllowed(_("This can be lifted only by a higher office."), "rule")
    return _store_override(case, rule, reason, office, actor, ground, until)


def _level(case: Case, rule: str) -> Office:
    found = proposals.weighed(case)
    level = found.warning_levels.get(rule) if found else None
    return Office(level or book(clock.today()).warnings[rule].level)


def _exception_fits(rule: str, ground: str | None, until: date | None, on: date) -> None:
    known = book(on).exceptions[rule]
    if ground not in known.grounds:
        raise DomainError(_("Choose the ground from the list."), "ground")
    if until is None or until < on:
        raise DomainError(_("The date must be today or later."), "until")
    if known.max_days is not None and until > on + timedelta(days=known.max_days):
        raise DomainError(_("This exception cannot last that long. Choose an earlier day."), "until")


def _store_override(
    case: Case, rule: str, reason: str, office: Office, actor: Any, ground: str | None = None, until: date | None = None
) -> Override:
    made = Override(
        case_id=case.id, rule=rule, ground=ground, reason=reason.strip(), office=office, by_id=actor.id, until=until
    )
    with audit.deed("case:override", made, actor):
        pass
    return made


@transactional
def decide(
    case: Case, meeting: Meeting, *, outcome: Outcome, votes: Mapping[uuid.UUID, Choice], words: Words, actor: Any
) -> Decision:
    """Step 9. The same rules as `registry gatekeep` judge the rows as they are now; what they block is not stored.

    Approved: the place is claimed and the stay begins in the same transaction (SCPP 5.3.1(j), 5.3.3(c)).
    """
    case, meeting = proposals.fresh(locked(case)), locked(meeting)
    match = cases.match(case)
    if meeting.state is not Sitting.SITTING or case.state is not State.BEFORE_PANEL or match is None:
        raise DomainError(_("A decision needs a meeting that sits, and a case that is before it."))
    if case.officer_id == actor.id:
        raise NotAllowed(_("Whoever prepared a case does not decide it."))
    _complete(outcome, words, match, case)
    if outcome in APPROVING:
        _pass_warnings(case, words.passed, actor)
    proposal = proposals.build(case, meeting, votes)
    assert proposal is not None
    answer = proposals.judged(proposal)
    _stand(outcome, case, answer)
    decision = _write(case, meeting, match, outcome, votes, words, proposal, answer, actor)
    _carry_out(decision, case, match, words, actor)
    return decision


def _complete(outcome: Outcome, words: Words, match: Match, case: Case) -> None:
    if not words.reasons.strip():
        raise DomainError(_("Write the reasons of the decision."), "reasons")
    if outcome is Outcome.DEFER and not words.question.strip():
        raise DomainError(_("Write the question that has to be answered first."), "question")
    if outcome is Outcome.APPROVE_WITH_CONDITIONS and not words.conditions.strip():
        raise DomainError(_("Write the conditions."), "conditions")
    if outcome in APPROVING:
        latest = latest_review(case, match, clock.today())
        if words.review_on is None or not clock.today() < words.review_on <= latest:
            raise DomainError(_("Choose a review day that is not later than the rules allow."), "review_on")
        if not words.task.strip() or words.task_owner is None or words.task_due is None:
            raise DomainError(_("Say who works with the family, on what, and by when."), "task")


def latest_review(case: Case, match: Match, on: date) -> date:
    """The last day for the first review: 28 days; 14 where the child objects (T09, W04)."""
    view = cases.child_view(case)
    against = view is not None and match.care_type.value in view.objects_to
    rules = book(on)
    first = next(iter(rules.clocks["T09"].parts.values()))["days"]
    return on + timedelta(days=rules.numbers["child"]["objection_review_days"] if against else first)


def _pass_warnings(case: Case, passed: Mapping[str, str], actor: Any) -> None:
    """The panel's own typed reasons; a warning of a higher office must have been lifted by that office before."""
    found = proposals.weighed(case)
    lifted = {o.rule: o.office for o in queries.overrides(case, clock.today())}
    for rule, level in (found.warning_levels if found else {}).items():
        needed = Office(level)
        if rule in lifted and ORDER.index(lifted[rule]) >= ORDER.index(needed):
            continue
        if ORDER.index(needed) > ORDER.index(Office.PANEL):
            raise DomainError(_("A warning waits for the written reason of a higher office: %(rule)s.", rule=rule))
        reason = passed.get(rule, "").strip()
        if len(reason) < LETTERS:
            raise DomainError(_("Write a reason of at least 30 letters for each warning."), f"passed_{rule}")
        _store_override(case, rule, reason, Office.PANEL, actor)


def _stand(outcome: Outcome, case: Case, answer: dict[str, Any]) -> None:
    """Approving needs `may_proceed`; a lost vote can only be REJECT; every outcome needs a body that may decide."""
    if outcome in APPROVING and not answer["may_proceed"]:
        if not answer["blocks"] and answer["panel"] and not answer["panel"]["carried"]:
            raise Blocked(_("The votes do not carry it. Record it as not approved, or put it off."), answer["explain"])
        raise Blocked(_("The rules do not allow this decision yet. What is missing stands below."), answer["explain"])
    if outcome not in APPROVING and "HB09" in answer["blocks"]:
        raise Blocked(_("The panel cannot decide: it is not quorate, or a vote does not count."), answer["explain"])
    if outcome is Outcome.REJECT and answer["panel"] and answer["panel"]["carried"]:
        raise DomainError(_("The votes carry it, so it cannot be recorded as not approved."), "outcome")


def _write(
    case: Case, meeting: Meeting, match: Match, outcome: Outcome, votes: Mapping[uuid.UUID, Choice], words: Words,
    proposal: dict[str, Any], answer: dict[str, Any], actor: Any,
) -> Decision:  # fmt: skip
    made = Decision(
        case_id=case.id, meeting_id=meeting.id, outcome=outcome, care_type=match.care_type, home_id=match.home_id,
        decided_on=clock.today(), reasons=words.reasons.strip(), conditions=words.conditions.strip() or None,
        dissent=words.dissent.strip() or None, question=words.question.strip() or None,
        review_on=words.review_on if outcome in APPROVING else None, proposal=proposal, judgement=answer,
        rules_version=book(clock.today()).version, recorded_by=actor.id,
    )  # fmt: skip
    with audit.deed("decision:decide", made, actor):
        pass
    seats = {m.user.id: m.seat for m in proposals.members(case, meeting)}
    for user_id, vote in votes.items():
        db.session.add(PanelVote(decision_id=made.id, user_id=user_id, seat=seats[user_id], vote=vote))
    db.session.flush()
    return made


def _carry_out(decision: Decision, case: Case, match: Match, words: Words, actor: Any) -> None:
    if decision.outcome not in APPROVING:
        case_services.hand_back(case, decision.question, actor=actor)
        return
    case_services.set_task(case, what=words.task, owner=words.task_owner, due_on=words.task_due, actor=actor)  # type: ignore[arg-type]
    case_services.mark_decided(case, actor=actor)
    if match.home_id is not None:
        _begin_stay(decision, case, match, actor)
    elif match.care_type is Rung.REUNIFY:
        here = placements.open_stay(case.child_id)
        if here is not None:
            stays.end_stay(here, Exit.REUNIFIED, actor=actor)
    publish(PlacementDecided(decision.id, case.id, match.home_id))


def _begin_stay(decision: Decision, case: Case, match: Match, actor: Any) -> None:
    """The warrant with its answers, and the stay. How many the home may hold: its places, or more by BX02."""
    home = db.session.get_one(Home, match.home_id)
    provider = decision.proposal["proposed"]["provider"]
    lifted = any(e["id"] == "BX02" and e.get("approved") for e in decision.judgement["exceptions"])
    ceiling = provider["present"] + 1 if lifted else provider["capacity"]
    stays.begin_decided_stay(
        case.child, home, CareType(match.care_type.value), decision_id=decision.id, decided_on=decision.decided_on,
        review_on=decision.review_on or decision.decided_on + timedelta(days=1),
        answers=proposals.answers_that_hold(case, match.care_type, decision.decided_on),
        rules_version=decision.rules_version, ceiling=ceiling, actor=actor,
    )  # fmt: skip


@transactional
def lock(decision: Decision, *, actor: Any) -> Decision:
    """Read aloud, confirmed by each member, and closed: later changes are new entries."""
    decision = locked(decision)
    if decision.locked_at is not None:
        raise DomainError(_("This decision is locked already."))
    with audit.deed("decision:lock", decision, actor):
        decision.locked_at, decision.locked_by = clock.now(), actor.id
    return decision


@transactional
def tell(decision: Decision, *, told_on: date, reaction: str, actor: Any) -> Telling:
    """Step 11: the child was told, and how the child took it. T15 gives 24 hours."""
    if told_on > clock.today() or told_on < decision.decided_on:
        raise DomainError(_("The child is told on the day of the decision or later, not after today."), "told_on")
    made = Telling(decision_id=decision.id, told_on=told_on, by_id=actor.id, reaction=reaction.strip())
    with audit.deed("decision:tell", made, actor):
        pass
    return made
