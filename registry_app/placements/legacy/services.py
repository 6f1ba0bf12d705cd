"""The list of a home: written row by row or from a file, signed by the home, then by the unit, then closed."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed, Several
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.placements import rules as stays_rules
from registry_app.placements import services as stays
from registry_app.placements.legacy import doubles, queries, rules, sheets
from registry_app.placements.legacy.models import LegacyList, LegacyReview, LegacyRow
from registry_app.placements.legacy.rules import Entry
from registry_app.placements.legacy.sheets import Fault
from registry_app.placements.legacy.states import LIFE, Column, ListState, ReviewOutcome, Wrong
from registry_app.placements.models import Child, Stay
from registry_app.placements.states import Basis
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType


@dataclass
class Plan:
    """What loading a file does, or would do: rows that are new, lines that say nothing new, and bad ones."""

    new: list[Entry] = field(default_factory=list)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """How many lines are left out; a line may have several faults."""
        return len({fault.line for fault in self.faults})


def cut_over(on: date | None = None) -> date:
    """The day of the list, by the terms of stays in force."""
    return stays_rules.terms(on or clock.today()).cut_over_on


def still_open() -> bool:
    """Whether rows may still be added today."""
    return clock.today() <= cut_over()


@transactional
def add_row(home: Home, entry: Entry, *, actor: Any) -> LegacyRow:
    """One child more on the home's list. DomainError with each sentence at its box."""
    home = locked(home)
    _open_for_entry()
    _refuse_wrong(entry)
    if rules.same_number(entry.number) in queries.known_rows(home):
        raise DomainError(label(Wrong.TWICE), "number")
    made = _add(_written(home, actor), entry)
    with audit.deed("legacy-list:add-row", made, actor):
        pass
    return made


def _open_for_entry() -> None:
    if not still_open():
        raise DomainError(
            _("The list is closed for new rows. A child left out is recorded by the Child Protection Unit as found "
              "without any basis, and the child stays.")
        )  # fmt: skip


def _refuse_wrong(entry: Entry) -> None:
    if not rules.same_number(entry.number):
        raise DomainError(_("Fill in this box."), "number")
    found = rules.wrong(entry, clock.today(), cut_over())
    if found:
        raise Several([DomainError(label(code), box) for box, code in found])


def _written(home: Home, actor: Any) -> LegacyList:
    """The home's list that is being written; begun with its first row."""
    here = queries.open_list(home)
    if here is not None and here.state is not ListState.DRAFT:
        raise DomainError(_("The list is signed by the home. Ask the Child Protection Unit to send it back first."))
    if here is not None:
        return here
    number = max((one.number for one in queries.of_home(home)), default=0) + 1
    here = LegacyList(home_id=home.id, number=number, state=LIFE.initial, begun_by=getattr(actor, "id", None))
    with audit.deed("legacy-list:begin", here, actor):
        pass
    return here


def _add(here: LegacyList, entry: Entry) -> LegacyRow:
    row = LegacyRow(list_id=here.id, home_id=here.home_id, place=max((r.place for r in here.rows), default=0) + 1)
    _fill(row, entry)
    here.rows.append(row)
    return row


def _fill(row: LegacyRow, entry: Entry) -> None:
    facts = asdict(entry)
    name = facts.pop("name").strip()
    for column, value in facts.items():
        setattr(row, column, value.strip() if isinstance(value, str) and type(value) is str else value)
    span = rules.born(entry, clock.today())
    assert span is not None
    row.born_earliest, row.born_latest = span
    row.same, row.siblings = rules.same_number(entry.number), entry.siblings.strip().upper()
    if name:
        row.name = name


@transactional
def change_row(row: LegacyRow, entry: Entry, *, actor: Any) -> LegacyRow:
    """The row as it is right. A name left empty stays as it was sealed."""
    _draft_of(row)
    _refuse_wrong(entry)
    other = queries.known_rows(row.home).get(rules.same_number(entry.number))
    if other is not None and other.id != row.id:
        raise DomainError(label(Wrong.TWICE), "number")
    with audit.deed("legacy-list:change-row", row, actor):
        _fill(row, entry)
        # Another age or name is another question.
        row.same_child_id, row.told_apart = None, False
    return row


@transactional
def remove_row(row: LegacyRow, *, actor: Any) -> None:
    """The child was not there after all, or the row was written twice."""
    _draft_of(row)
    audit.note("legacy-list:remove-row", row, actor, changes={"place": [row.place, None]})
    db.session.delete(row)
    db.session.flush()


def _draft_of(row: LegacyRow) -> LegacyList:
    here = locked(row.of_list)
    if here.state is not ListState.DRAFT:
        raise DomainError(_("A list that was signed is not changed."))
    return here


def plan(home: Home, content: bytes) -> Plan:
    """What loading these bytes would do today; nothing is stored. DomainError when they are no sheet."""
    good, faults = sheets.read(content, clock.today(), cut_over())
    there = queries.known_rows(home)
    made = Plan(faults=list(faults))
    for line, entry in good:
        row = there.get(rules.same_number(entry.number))
        if row is None:
            made.new.append(entry)
        elif _same_facts(row, entry):
            made.known += 1
        else:
            made.faults.append(Fault(line, Column.NUMBER, Wrong.OTHER_ROW))
    made.faults.sort(key=lambda fault: fault.line)
    return made


def _same_facts(row: LegacyRow, entry: Entry) -> bool:
    said = asdict(entry)
    said.pop("name"), said.pop("number")
    said["siblings"] = entry.siblings.strip().upper()
    return all(getattr(row, column) == value for column, value in said.items())


@transactional
def load(home: Home, content: bytes, *, actor: Any) -> Plan:
    """Every good line as a row, all in one transaction; a line that stands there already adds nothing."""
    home = locked(home)
    _open_for_entry()
    made = plan(home, content)
    if made.new:
        here = _written(home, actor)
        rows = [_add(here, entry) for entry in made.new]
        db.session.flush()
        for row in rows:
            audit.note("legacy-list:add-row", row, actor, reason="file")
    return made


def _next(here: LegacyList, action: str) -> ListState:
    """Where the action leads, or the sentence for whoever came second."""
    try:
        return LIFE.target(here.state, action)
    except WrongState as error:
        raise DomainError(_("Somebody was faster: this list is at another step now. Look at it again.")) from error


@transactional
def sign_home(here: LegacyList, *, actor: Any) -> LegacyList:
    """The home says: these children were here, and no others. From now on nothing in the list is changed."""
    here = locked(here)
    if here.state is ListState.DRAFT and not here.rows:
        raise DomainError(_("The list has no row yet."))
    signer, target = actor.id, _next(here, "sign_home")
    _refuse_open_questions(here)
    with audit.deed("legacy-list:sign-home", here, actor):
        here.state, here.home_signed_by, here.home_signed_at, here.sent_back = target, signer, clock.now(), None
    return here


def _refuse_open_questions(here: LegacyList) -> None:
    """No child is written down twice: of each row that may be a child with a code, somebody has said which it is."""
    asked = sorted(row.place for row in doubles.questions(here))
    if asked:
        raise DomainError(
            _("Row %(rows)s may be a child who came with an arrival notice and has a code already. The home says of "
              "each row whether it is the same child; then it can be signed.", rows=", ".join(map(str, asked)))
        )  # fmt: skip


@transactional
def tell_apart(row: LegacyRow, same: Child | None, *, actor: Any) -> LegacyRow:
    """The home's answer: the row is this child, who has a code already, or none of those who have one."""
    _draft_of(row)
    if same is not None and same.id not in {one.id for one in doubles.candidates(row.of_list).get(row.id, ())}:
        raise DomainError(_("This child cannot be the one of this row. Look at the list again."))
    with audit.deed("legacy-list:tell-apart", row, actor):
        row.same_child_id, row.told_apart = (same.id, False) if same else (None, True)
    return row


@transactional
def send_back(here: LegacyList, reason: str, *, actor: Any) -> LegacyList:
    """Something is wrong with it: the home puts it right and signs again."""
    here = locked(here)
    if not reason.strip():
        raise DomainError(_("Write what has to be put right."), "reason")
    with audit.deed("legacy-list:send-back", here, actor):
        here.state = _next(here, "send_back")
        here.home_signed_by, here.home_signed_at, here.sent_back = None, None, reason.strip()[:500]
    return here


@transactional
def sign_unit(here: LegacyList, *, actor: Any) -> LegacyList:
    """The unit signs: each row becomes a child under a code with its stay and the day of its review; all or nothing."""
    here, home = locked(here), locked(here.home)
    target = _next(here, "sign_unit")
    if actor.id in (here.home_signed_by, here.begun_by):
        raise NotAllowed(_("Two persons sign: whoever wrote or signed for the home does not sign for the unit."))
    _refuse_open_questions(here)
    signer = actor.id
    with audit.deed("legacy-list:sign-unit", here, actor):
        here.state, here.unit_signed_by, here.unit_signed_at = target, signer, clock.now()
    days = rules.due_days([row.facts() for row in here.rows], clock.today(), cut_over(), rules.order(clock.today()))
    groups = _sibling_groups(here.rows)
    kinds = {service.care_type for service in home.services}
    care = kinds.pop() if len(kinds) == 1 else None
    for row, due in zip(here.rows, days, strict=True):
        _become_child(row, due, home, groups.get(row.siblings), care, actor)
    return here


def _sibling_groups(rows: Sequence[LegacyRow]) -> dict[str, uuid.UUID]:
    """A key for each letter that stands at more than one row."""
    marks = [row.siblings for row in rows if row.siblings]
    return {mark: uuid.uuid4() for mark in dict.fromkeys(marks) if marks.count(mark) > 1}


def _become_child(
    row: LegacyRow, due: date, home: Home, group: uuid.UUID | None, care: CareType | None, actor: Any
) -> None:
    if row.same_child_id is not None:
        # The child has a code and a stay with a clock of its own; the row only says that it stood on the list.
        with audit.deed("legacy-list:become-child", row, actor):
            row.child_id, row.due_on = row.same_child_id, due
        return
    child = stays.know_child(
        sex=row.sex, born_earliest=row.born_earliest, born_latest=row.born_latest, age_method=row.age_method,
        home_district=row.origin, sibling_group=group, disability=row.disability, name=row.name, actor=actor,
    )  # fmt: skip
    with audit.deed("legacy-list:become-child", row, actor):
        row.child_id, row.due_on = child.id, due
    began = clock.now() if row.since == clock.today() else datetime.combine(row.since, time(12), clock.KARACHI)
    stays.begin_listed_stay(child, home, started_at=began, limit_on=due, care_type=care, actor=actor)


@transactional
def close(here: LegacyList, *, actor: Any) -> LegacyList:
    """The paper with both signatures is in the file."""
    here = locked(here)
    signer, target = actor.id, _next(here, "close")
    with audit.deed("legacy-list:close", here, actor):
        here.state, here.closed_by, here.closed_at = target, signer, clock.now()
    return here


@transactional
def record_review(
    row: LegacyRow, *, item_id: uuid.UUID, outcome: ReviewOutcome, together: bool, next_on: date, actor: Any
) -> LegacyReview:
    """What the panel found about a stay that was there before. The stay keeps its basis and gets a new day."""
    row = locked(row)
    stay = db.session.scalars(db.select(Stay).where(Stay.child_id == row.child_id, Stay.ended_at.is_(None))).first()
    if stay is None or stay.basis is not Basis.LEGACY:
        raise DomainError(_("This child has left, or stays on another basis now."))
    made = LegacyReview(
        row_id=row.id, stay_id=stay.id, item_id=item_id, held_on=clock.today(), outcome=outcome, together=together,
        next_on=next_on, recorded_by=getattr(actor, "id", None),
    )  # fmt: skip
    with audit.deed("legacy-review:record", made, actor):
        row.reviewed_on, row.due_on = clock.today(), next_on
    return made
