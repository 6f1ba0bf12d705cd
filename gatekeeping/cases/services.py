"""What officers do with a case before the body decides (procedure steps 1-8)."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from gatekeeping.cases import queries, search
from gatekeeping.cases.models import Assessment, Case, CaseTask, ChildView, FamilyMember, Interest, Match
from gatekeeping.cases.states import (
    LIFE,
    NEVER_ALONE,
    Answer,
    Ground,
    Hearing,
    LegalCare,
    Profession,
    Relation,
    Screening,
    Source,
    State,
)
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Rung
from registry_app.providers.homes.models import Home, Organisation


def _past(day: date, field: str) -> None:
    if day > clock.today():
        raise DomainError(_("The date must be today or earlier."), field)


def _open(case: Case) -> Case:
    case = locked(case)
    if case.state is not State.OPEN:
        raise DomainError(_("This case is not being prepared now. Take it back from the panel first."))
    return case


@transactional
def refer(
    child: Child, *, district: str, source: Source, danger: bool, screening: Screening | None, legal_care: LegalCare,
    whereabouts: str, story: str, actor: Any, referrer: str | None = None,
    referrer_organisation: Organisation | None = None, found_in: Stay | None = None,
) -> Case:  # fmt: skip
    """Step 1: a referral becomes a case of the district. A child has one living case.

    Without a screening, and with the stay it was found in, the case waits for a person to look (`screen`).
    """
    if queries.living(child.id) is not None:
        raise DomainError(_("This child has a case already. Work on that one."))
    if source is Source.HOME and referrer_organisation is None:
        raise DomainError(_("Say which home referred the child."), "referrer_home")
    case = Case(
        child_id=child.id, district=district, state=LIFE.initial, source=source, danger=danger, screening=screening,
        legal_care=legal_care, whereabouts=whereabouts.strip(), story=story.strip() or None, officer_id=actor.id,
        referrer=(referrer or "").strip() or None, possible=[],
        referrer_organisation_id=referrer_organisation.id if referrer_organisation else None,
        found_stay_id=found_in.id if found_in else None,
    )  # fmt: skip
    with audit.deed("case:refer", case, actor):
        pass
    if screening is Screening.NOT_A_CASE:
        _close(case, story, actor)
    return case


@transactional
def screen(case: Case, screening: Screening, *, danger: bool, story: str, actor: Any) -> Case:
    """Step 2 of a case that made itself: a person has looked at the child and says what it needs."""
    case = _open(case)
    if case.screening is not None:
        raise DomainError(_("Somebody has looked at this child already."))
    if not story.strip():
        raise DomainError(_("Write what you saw."), "story")
    with audit.deed("case:screen", case, actor):
        case.screening, case.danger, case.story = screening, danger, story.strip()
    if screening is Screening.NOT_A_CASE:
        _close(case, story, actor)
    return case


def _close(case: Case, reason: str, actor: Any) -> None:
    with audit.deed("case:close", case, actor):
        case.state, case.closed_reason = LIFE.target(case.state, "close"), reason.strip()[:500]


@transactional
def close(case: Case, reason: str, *, actor: Any) -> Case:
    """The child is safe at home, or it is no case: why."""
    case = _open(case)
    if not reason.strip():
        raise DomainError(_("Fill in this box."), "reason")
    _close(case, reason, actor)
    return case


@transactional
def assess(
    case: Case, *, on_day: date, necessary: bool, grounds: Iterable[Ground], harm: str, help_tried: str, actor: Any,
    second_profession: Profession | None = None, parent_objects: bool | None = None,
    tracing_exhausted: bool | None = None, age_disputed: bool | None = None, in_conflict_with_law: bool | None = None,
) -> Assessment:  # fmt: skip
    """Steps 3 and 5. Poverty, disability, schooling, a free bed or the form of the family never suffice (UNG 15)."""
    case = _open(case)
    _past(on_day, "on_day")
    named = sorted(set(grounds))
    if necessary and not named:
        raise DomainError(_("Choose why the child cannot stay with the family."), "grounds")
    if necessary and set(named) <= NEVER_ALONE:
        raise DomainError(
            _("This alone can never part a child from the family. Name the harm, or plan support for the family."),
            "grounds",
        )
    # The officer who assesses is independent when nothing ties her or him to the organisation that referred.
    made = Assessment(
        case_id=case.id, by_id=actor.id, on_day=on_day, necessary=necessary, grounds=[g.value for g in named],
        harm=harm.strip(), help_tried=help_tried.strip(), second_profession=second_profession,
        parent_objects=parent_objects, tracing_exhausted=tracing_exhausted, age_disputed=age_disputed,
        in_conflict_with_law=in_conflict_with_law, independent=not _belongs(actor, case),
    )  # fmt: skip
    with audit.deed("case:assess", made, actor):
        pass
    return made


def _belongs(actor: Any, case: Case) -> bool:
    organisation = case.referrer_organisation
    return organisation is not None and any(member.user_id == actor.id for member in organisation.members)


@transactional
def hear_child(
    case: Case, *, on_day: date, how: Hearing, asked_by: str, alone: bool, explained: bool, language: str, words: str,
    actor: Any, wants: str | None = None, objects_to: Iterable[Rung] = (),
) -> ChildView:  # fmt: skip
    """Step 7: the child's own words, or what was observed, and the kinds of care the child does not want."""
    case = locked(case)
    if case.state not in (State.OPEN, State.BEFORE_PANEL):
        raise DomainError(_("This case is decided. Open it again for a review first."))
    _past(on_day, "on_day")
    made = ChildView(
        case_id=case.id, by_id=actor.id, on_day=on_day, how=how, asked_by=asked_by.strip(), alone=alone,
        explained=explained, language=language.strip(), words=words.strip(), wants=(wants or "").strip() or None,
        objects_to=sorted(r.value for r in set(objects_to)),
    )  # fmt: skip
    with audit.deed("case:hear-child", made, actor):
        pass
    return made


@transactional
def add_family_member(
    case: Case, *, relation: Relation, name: str, answer: Answer, actor: Any, asked_on: date | None = None,
    note: str | None = None,
) -> FamilyMember:  # fmt: skip
    """Step 4: one person of the family, when asked, and what was said."""
    case = _open(case)
    if answer is not Answer.NOT_ASKED and asked_on is None:
        raise DomainError(_("Write the day of the conversation."), "asked_on")
    if asked_on is not None:
        _past(asked_on, "asked_on")
    made = FamilyMember(
        case_id=case.id, by_id=actor.id, relation=relation, name=name.strip(), asked_on=asked_on, answer=answer,
        note=(note or "").strip() or None,
    )  # fmt: skip
    with audit.deed("case:add-family", made, actor):
        pass
    return made


@transactional
def set_task(case: Case, *, what: str, owner: Any, due_on: date, actor: Any, rung: Rung | None = None) -> CaseTask:
    """Somebody finds out or does something by a day: also what is chosen instead of a closed rung."""
    if due_on < clock.today():
        raise DomainError(_("The date must be today or later."), "due_on")
    made = CaseTask(case_id=case.id, by_id=actor.id, what=what.strip(), rung=rung, owner_id=owner.id, due_on=due_on)
    with audit.deed("case:set-task", made, actor):
        pass
    return made


@transactional
def finish_task(task: CaseTask, *, actor: Any) -> CaseTask:
    """It is done."""
    task = locked(task)
    if task.done_at is None:
        with audit.deed("case:finish-task", task, actor):
            task.done_at = clock.now()
    return task


@transactional
def declare_interest(case: Case, member: Any, note: str, *, actor: Any) -> Interest:
    """A member knows the family or the home: the case leaves the member's view, and the member does not count."""
    if any(row.user_id == member.id for row in case.interests):
        raise DomainError(_("This interest is declared already."))
    made = Interest(case_id=case.id, user_id=member.id, by_id=actor.id, note=note.strip())
    with audit.deed("case:declare-interest", made, actor):
        pass
    db.session.refresh(case, ["interests"])
    return made


@transactional
def pick(
    case: Case, care: Rung, *, reason: str, actor: Any, home: Home | None = None, school_changes: bool | None = None,
    culture_mismatch: bool | None = None, religion_mismatch: bool | None = None, shares_unit: bool | None = None,
    siblings_together: bool | None = None, escort_is_woman: bool | None = None,
) -> Match:  # fmt: skip
    """Step 8: the care that is proposed. The list is made anew, checked and stored with the reason for the pick."""
    case = _open(case)
    found = search.options(case, care, clock.today())
    chosen = next((option for option in found if home is not None and option.home.id == home.id), None)
    if care not in search.WITHOUT_HOME and chosen is None:
        raise DomainError(_("Choose a home from the list."), "home")
    if chosen is not None and chosen.closed:
        raise DomainError(_("This home is closed to this child. The reasons stand beside it."), "home")
    made = Match(
        case_id=case.id, by_id=actor.id, care_type=care, home_id=chosen.home.id if chosen else None,
        service_id=chosen.service.id if chosen else None, shown=search.as_shown(found), reason=reason.strip(),
        distance_km=chosen.km if chosen else None, school_changes=school_changes, culture_mismatch=culture_mismatch,
        religion_mismatch=religion_mismatch, shares_unit=shares_unit, escort_is_woman=escort_is_woman,
        siblings_together=chosen.siblings if chosen and chosen.siblings else siblings_together,
    )  # fmt: skip
    with audit.deed("case:pick", made, actor):
        pass
    with audit.deed("case:propose", case, actor):
        case.home_id = made.home_id
    return made


@transactional
def send(case: Case, *, actor: Any) -> Case:
    """The case goes before the body: assessed, and with a proposal. What still blocks is shown to the body in words."""
    case = _open(case)
    if case.screening is None:
        raise DomainError(_("Nobody has looked at the child yet. Say first what it needs."))
    if queries.assessment(case) is None:
        raise DomainError(_("Write the assessment first."))
    if queries.match(case) is None:
        raise DomainError(_("Say first which care is proposed."))
    with audit.deed("case:send", case, actor):
        case.state, case.waiting_since, case.question = LIFE.target(case.state, "send"), clock.now(), None
    return case


@transactional
def take_back(case: Case, *, actor: Any) -> Case:
    """The case is prepared once more before the body sees it again."""
    return _move(case, "take_back", actor)


@transactional
def review(case: Case, *, actor: Any) -> Case:
    """A decided case opens again: a review is due, or something changed (re_decision_triggers)."""
    return _move(case, "review", actor)


@transactional
def hand_back(case: Case, question: str | None, *, actor: Any) -> Case:
    """The body put it off with a question, or did not agree: back to step 6."""
    return _move(case, "return", actor, question=question)


@transactional
def mark_decided(case: Case, *, actor: Any) -> Case:
    """The body has decided."""
    return _move(case, "decide", actor)


def _move(case: Case, action: str, actor: Any, question: str | None = None) -> Case:
    case = locked(case)
    with audit.deed(f"case:{action.replace('_', '-')}", case, actor):
        case.state, case.waiting_since, case.question = LIFE.target(case.state, action), None, question
    return case


def task_of(task_id: uuid.UUID, case: Case) -> CaseTask | None:
    """A task of this very case."""
    found = db.session.get(CaseTask, task_id)
    return found if found is not None and found.case_id == case.id else None
