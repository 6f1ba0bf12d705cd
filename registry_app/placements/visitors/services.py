"""An entry is written with the action it opens; the action is told done, sent back, or seen done."""

from datetime import date
from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements.visitors import queries, rules
from registry_app.placements.visitors.models import BookEntry, BookStep
from registry_app.placements.visitors.states import Owner, Step, Visitor
from registry_app.providers.homes.models import Home
from registry_app.providers.telling import offices_for, people_of, tell

NAMELESS = _("Write it without names, codes or identity numbers of children. Say “a girl of about ten”.")


@transactional
def write(
    home: Home, *, visitor: Visitor, visitor_name: str, visited_on: date, said: str, task: str, owner: Owner,
    due_on: date, by_home: bool, actor: Any, order_reference: str = "", corrects: BookEntry | None = None,
) -> BookEntry:  # fmt: skip
    """What a visitor said, and what is to be done by whom and when. DomainError at the box that is wrong."""
    home = locked(home)
    if visited_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "visited_on")
    if due_on < visited_on:
        raise DomainError(_("The day to be done by cannot be before the visit."), "due_on")
    for box, words in (("visitor_name", visitor_name), ("said", said), ("task", task)):
        if not words.strip():
            raise DomainError(_("Fill in this box."), box)
    if corrects is not None and corrects.home_id != home.id:
        raise DomainError(_("Only an entry of the same book can be corrected."), "corrects")
    boxes = {"said": said, "task": task, "visitor_name": visitor_name, "order_reference": order_reference}
    _nameless(home, boxes)
    entry = BookEntry(
        home_id=home.id, number=codes.next_number(f"visitors-book:{home.id}"), visitor=visitor,
        visitor_name=visitor_name.strip(), visited_on=visited_on, order_reference=order_reference.strip(), owner=owner,
        due_on=due_on, corrects_id=corrects.id if corrects else None, by_home=by_home, written_by_id=actor.id,
    )  # fmt: skip
    entry.said, entry.task = said.strip(), task.strip()
    with audit.deed("visitors-book:write", entry, actor):
        pass
    db.session.refresh(entry)
    _tell(entry)
    return entry


def _nameless(home: Home, boxes: dict[str, str]) -> None:
    names = queries.names_there(home)
    for box, words in boxes.items():
        if rules.names_a_child(words, names):
            raise DomainError(NAMELESS, box)


@transactional
def follow(entry: BookEntry, step: Step, words: str, *, actor: Any) -> BookStep:
    """One step of the action; DomainError when it is done already, or was not told done before it is sent back."""
    home = locked(entry.home)
    db.session.refresh(entry, ["steps"])
    if not rules.may_follow([one.kind.value for one in entry.steps], step.value):
        raise DomainError(_("This is not possible now. Look again at where it stands."))
    if not words.strip():
        raise DomainError(_("Fill in this box."), "words")
    _nameless(home, {"words": words})
    made = BookStep(entry_id=entry.id, number=len(entry.steps) + 1, kind=step, taken_by_id=actor.id)
    made.words = words.strip()
    with audit.deed(f"visitors-book:{step.value.lower()}", made, actor):
        pass
    db.session.refresh(entry, ["steps"])
    _tell_step(entry, step)
    return made


def _tell(entry: BookEntry) -> None:
    """What the home wrote the department reads, and the other way round."""
    home, number = entry.home, entry.home.register_number
    people = offices_for(home, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR) if entry.by_home else people_of(home)
    tell(
        people,
        _("The visitors' book of %(number)s", number=number),
        _("There is a new entry in the visitors' book of %(number)s. Sign in and read it.", number=number),
        f"visitors-book:{entry.id}",
    )


def _tell_step(entry: BookEntry, step: Step) -> None:
    home, number = entry.home, entry.home.register_number
    people = offices_for(home, Role.DISTRICT_OFFICER) if step is Step.REPORTED else people_of(home)
    tell(
        people,
        _("The visitors' book of %(number)s", number=number),
        _("There is news about an action in the visitors' book of %(number)s. Sign in and read it.", number=number),
        f"visitors-book:{entry.id}:{len(entry.steps)}",
    )
