"""A pack is prepared, signed by the head, sent, answered child by child, tried again; a wrong line gets a newer one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.placements.models import Child, Stay
from registry_app.placements.nadra import queries, rules
from registry_app.placements.nadra.models import NadraPack, NadraSheet, NadraStep
from registry_app.placements.nadra.states import LIFE, Given, Office, Refusal, SheetState, StepKind
from registry_app.placements.papers import queries as trails
from registry_app.placements.papers import services as papers
from registry_app.placements.papers.states import BForm
from registry_app.placements.visitors import queries as books
from registry_app.placements.visitors import rules as nameless
from registry_app.placements.visitors.services import NAMELESS
from registry_app.providers.homes.models import Home
from registry_app.providers.telling import offices_for, tell

NOT_NOW = _("This is not possible now. Look again at where it stands.")
ANSWER_OF = {
    StepKind.REGISTERED: "register", StepKind.REFUSED: "refuse", StepKind.MORE_ASKED: "ask_more",
}  # fmt: skip


@transactional
def prepare(home: Home, stays: Sequence[Stay], *, actor: Any) -> NadraPack:
    """A pack with one sheet for each of these children of the home. DomainError when one of them needs none."""
    home, most = locked(home), rules.terms(clock.today()).most_children
    if not stays:
        raise DomainError(_("Choose at least one child."), "children")
    if len(stays) > most:
        raise DomainError(_("Choose at most %(most)s children for one pack.", most=most), "children")
    pack = NadraPack(
        home_id=home.id, number=codes.next_number(f"nadra-pack:{home.id}"), prepared_by_id=actor.id
    )  # fmt: skip
    with audit.deed("nadra:prepare", pack, actor):
        pass
    # In the order of the children's keys: two packs that want the same children never wait for each other.
    for number, stay in enumerate(sorted(stays, key=lambda one: str(one.child_id)), 1):
        _sheet(pack, number, stay, actor)
    db.session.refresh(pack)
    return pack


def _sheet(pack: NadraPack, number: int, stay: Stay, actor: Any) -> None:
    child = locked(db.session.get_one(Child, stay.child_id))
    db.session.refresh(stay)
    if stay.home_id != pack.home_id or stay.ended_at is not None:
        raise DomainError(_("This child does not live here any more. Open the page again."), "children")
    last = queries.last_sheets([child.id]).get(child.id)
    if last is not None and queries.left_behind(last, stay):
        leave_behind(last, actor=actor)
    word = queries.last_words([child.id]).get(child.id)
    if not rules.may_prepare(word, last.state if last else None, last.given if last else None):
        raise DomainError(
            _("%(code)s needs no new sheet: it has a B-Form, or a sheet is on its way.", code=child.code), "children"
        )
    sheet = NadraSheet(
        pack_id=pack.id, home_id=pack.home_id, number=number, child_id=child.id, stay_id=stay.id,
        again_of_id=last.id if last else None, state=LIFE.initial, state_on=clock.today(),
    )  # fmt: skip
    with audit.deed("nadra:prepare-sheet", sheet, actor):
        pass


@transactional
def leave_behind(sheet: NadraSheet, *, actor: Any) -> None:
    """The child left the home that made the sheet: it is taken back, so that the next home can make its own."""
    _go(sheet, "leave_behind", StepKind.TAKEN_BACK, clock.today(), actor, words=str(_("The child left that home.")))


@transactional
def sign(pack: NadraPack, *, on: date, head_name: str, actor: Any, affidavit_number: str = "") -> None:
    """The head of the home signed the sheets, with or without an affidavit for NADRA."""
    facts = {"head_name": _filled(head_name, "head_name"), "affidavit_number": affidavit_number.strip() or None}
    _nameless(pack.home, facts)
    for sheet in _all(pack, "sign"):
        _go(sheet, "sign", StepKind.SIGNED, on, actor, **facts)


@transactional
def send(pack: NadraPack, *, on: date, office: Office, office_name: str, receipt_number: str, actor: Any) -> None:
    """The signed sheets were handed in; from then on the child's B-Form is applied for."""
    facts = _office(office, office_name, receipt_number)
    _nameless(pack.home, facts)
    for sheet in _all(pack, "send"):
        _go(sheet, "send", StepKind.SENT, on, actor, **facts)
        _trail(sheet, BForm.APPLIED, on, actor)


@transactional
def copy(pack: NadraPack, *, on: date, office_name: str, receipt_number: str, actor: Any) -> None:
    """The union council has its copy, and gave a receipt."""
    facts = _office(Office.UNION_COUNCIL, office_name, receipt_number)
    _nameless(pack.home, facts)
    for sheet in _all(pack, "copy"):
        _go(sheet, "copy", StepKind.COPIED, on, actor, **facts)


def _all(pack: NadraPack, action: str) -> list[NadraSheet]:
    """The sheets of a pack for which this is open now; DomainError when there is none."""
    locked(db.session.get_one(Home, pack.home_id))
    db.session.refresh(pack, ["sheets"])
    found = [sheet for sheet in pack.sheets if any(move.action == action for move in LIFE.open_moves(sheet.state))]
    if not found:
        raise DomainError(NOT_NOW)
    return found


def _office(office: Office | None, name: str, receipt: str) -> dict[str, Any]:
    if office is None:
        raise DomainError(_("Choose one."), "office")
    return {
        "office": office, "office_name": _filled(name, "office_name"),
        "receipt_number": _filled(receipt, "receipt_number"),
    }  # fmt: skip


def _filled(words: str | None, box: str) -> str:
    if not (words or "").strip():
        raise DomainError(_("Fill in this box."), box)
    return str(words).strip()


@transactional
def answer(
    sheet: NadraSheet, kind: StepKind, *, on: date, actor: Any, given: Given | None = None,
    refusal: Refusal | None = None, words: str = "",
) -> None:  # fmt: skip
    """What the office answered: registered, refused with its reason, or asked for more."""
    facts = _answer(kind, given, refusal, words)
    _nameless(sheet.home, facts)
    _go(sheet, ANSWER_OF[kind], kind, on, actor, **facts)


def _answer(kind: StepKind, given: Given | None, refusal: Refusal | None, words: str) -> dict[str, Any]:
    """The facts that go with this answer, and no others; DomainError at the box that is empty."""
    if kind is StepKind.REGISTERED:
        if given is None:
            raise DomainError(_("Say what the office gave."), "given")
        return {"given": given}
    if kind is StepKind.REFUSED and refusal is None:
        raise DomainError(_("Choose the reason that the office gave."), "refusal")
    facts: dict[str, Any] = {"words": _filled(words, "words")}
    return {**facts, "refusal": refusal} if kind is StepKind.REFUSED else facts


@transactional
def take_back(sheet: NadraSheet, *, words: str, actor: Any) -> None:
    """The sheet is not needed or was wrong; nothing was sent yet."""
    facts = {"words": _filled(words, "words")}
    _nameless(sheet.home, facts)
    _go(sheet, "take_back", StepKind.TAKEN_BACK, clock.today(), actor, **facts)


@transactional
def confirm(sheet: NadraSheet, *, actor: Any) -> None:
    """The unit saw the paper. Only then the child's B-Form counts as issued."""
    on = clock.today()
    _go(sheet, "confirm", StepKind.CONFIRMED, on, actor)
    if sheet.given is Given.B_FORM:
        _trail(sheet, BForm.HAS, on, actor)


@transactional
def correct(
    sheet: NadraSheet, kind: StepKind, *, on: date, actor: Any, office: Office | None = None, office_name: str = "",
    receipt_number: str = "", given: Given | None = None, refusal: Refusal | None = None, words: str = "",
) -> None:  # fmt: skip
    """A newer line beside the last one: of where it was sent while it waits, or of the answer until it is tried again.

    DomainError when a newer sheet of the child stands on this answer, or the unit saw the paper.
    """
    if kind is StepKind.SENT:
        facts = _office(office, office_name, receipt_number)
    elif kind in ANSWER_OF:
        facts = _answer(kind, given, refusal, words)
    else:
        raise DomainError(NOT_NOW)
    if queries.last_sheets([sheet.child_id])[sheet.child_id].id != sheet.id:
        raise DomainError(_("It was tried again after this. Correct the newer sheet."))
    _nameless(sheet.home, facts)
    same = {StepKind.SENT} if kind is StepKind.SENT else set(ANSWER_OF)
    wrong = [step for step in sheet.steps if step.kind in same]
    _go(sheet, f"correct_{kind.value.lower()}", kind, on, actor, corrects_id=wrong[-1].id if wrong else None, **facts)


def _go(sheet: NadraSheet, action: str, kind: StepKind, on: date, actor: Any, **facts: Any) -> None:
    """Move one sheet along its lifecycle and write the line of it."""
    sheet = locked(sheet)
    db.session.refresh(sheet, ["steps"])
    try:
        target = LIFE.target(sheet.state, action)
    except WrongState as error:
        raise DomainError(NOT_NOW) from error
    corrected = facts.get("corrects_id")
    _day(sheet, on, corrected)
    words = facts.pop("words", None)
    step = NadraStep(
        sheet_id=sheet.id, child_id=sheet.child_id, number=len(sheet.steps) + 1, kind=kind, on=on,
        recorded_by_id=actor.id, **facts,
    )  # fmt: skip
    if words:
        step.words = words
    with audit.deed(f"nadra:{action.replace('_', '-')}-line", step, actor):
        pass
    with audit.deed(f"nadra:{action.replace('_', '-')}", sheet, actor):
        if kind is not StepKind.COPIED:
            sheet.state, sheet.state_on = target, on
        sheet.refusal = facts.get("refusal")
        sheet.given = sheet.given if target is SheetState.CONFIRMED else facts.get("given")
    db.session.refresh(sheet, ["steps"])
    _tell(sheet, kind)


def _day(sheet: NadraSheet, on: date, corrected: Any) -> None:
    """Not tomorrow, and not before the line that came before, leaving out the one that is corrected."""
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    replaced = {step.corrects_id for step in sheet.steps} | {corrected}
    before = [step.on for step in sheet.steps if step.id not in replaced]
    first = max([clock.local(sheet.pack.prepared_at).date(), *before])
    if on < first:
        raise DomainError(_("This day is before what was written last. Write its day or a later one."), "on")


def _nameless(home: Home, facts: dict[str, Any]) -> None:
    """No box takes the name, the code or the number of a child: lines are read where names have no place."""
    names = books.names_there(home)
    for box in ("head_name", "affidavit_number", "office_name", "receipt_number", "words"):
        if facts.get(box) and nameless.names_a_child(facts[box], names):
            raise DomainError(NAMELESS, box)


def _trail(sheet: NadraSheet, status: BForm, on: date, actor: Any) -> None:
    """The same in the trail of the child's B-Form, unless more is known there already."""
    trail = trails.of_child(sheet.child)
    last = trail[0] if trail else None
    if last is None or (last.status is not BForm.HAS and last.status is not status):
        papers.record(sheet.child, status, since=max(on, last.since) if last else on, actor=actor)


def _tell(sheet: NadraSheet, kind: StepKind) -> None:
    """The unit looks at what the home says was given, and learns of refusals. No word of a child is sent."""
    if kind not in (StepKind.REGISTERED, StepKind.REFUSED):
        return
    home = sheet.pack.home
    tell(
        offices_for(home, Role.CPO, Role.CPU_HEAD),
        _("NADRA pack of %(number)s", number=home.register_number),
        _("There is an answer to a NADRA pack of %(number)s. Sign in and read it.", number=home.register_number),
        f"nadra:{sheet.id}:{len(sheet.steps)}",
    )
