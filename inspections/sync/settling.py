"""What people decide about what phones sent: between two answers, about missing parts, about what was put aside."""

import json
from collections.abc import Sequence
from typing import Any

from inspections.states import Mark
from inspections.sync import contents, last_words, merging, queries, services
from inspections.sync.models import Clash, PutAside, RecordFile, VisitRecord
from inspections.sync.states import Because, RecordState, Settled
from registry_app.core import audit, clock
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, label
from registry_app.core.i18n import lazy as _


def photos(record: VisitRecord, here: Sequence[RecordFile]) -> tuple[int, int]:
    """(at the office, named by the record)."""
    known = {str(row.id): row.sha256 for row in here if not row.aside}
    return sum(known.get(one["id"]) == one["sha256"] for one in record.files), len(record.files)


def sides(clash: Clash) -> list[dict[str, Any]]:
    """Each side of a difference for the page: whose, which answer, how it is known, what was noted."""
    kept = json.loads(clash.sides or "{}")
    people = {str(user.id): user.name for user in (member.user for member in clash.visit.team)}
    found = []
    for key, side in kept.items():
        person, _mark, elsewhere = key.partition(":")
        name = people.get(person) or gettext("Somebody who left the team")
        found.append({
            "key": key, "name": name, "elsewhere": bool(elsewhere),
            "mark": label(Mark(side["mark"])) if side["mark"] else gettext("not seen yet"),
            "note": " · ".join(part for part in (side["na_reason"], side["note"]) if part),
            "given": merging.as_given(side), "chosen": str(clash.chosen_of_id) == person,
        })  # fmt: skip
    return found


@transactional
def choose(clash: Clash, side: str, *, actor: Any) -> None:
    """One side holds; when nothing else is left to settle the report goes by itself."""
    merging.choose(clash, side, actor=actor)
    _go_on(clash.visit, actor)


def _go_on(visit: Any, actor: Any) -> None:
    for record in queries.records_of(visit):
        if record.final and record.state in (RecordState.WAITS, RecordState.FILES):
            last_words.complete(visit, record, actor=actor)


@transactional
def go_without(record: VisitRecord, *, reason: str, actor: Any) -> None:
    """Photos that will not come are not waited for, nor is a colleague who does not send: both stay welcome later.

    DomainError where there is still something only an answer can settle.
    """
    visit = locked(record.visit)
    record = locked(record)
    if record.state not in (RecordState.FILES, RecordState.WAITS):
        raise DomainError(_("There is nothing left to wait for."))
    if queries.clashes(visit):
        raise DomainError(_("Choose between the answers first."))
    with audit.deed("visit:go-without", record, actor, reason=reason):
        record.goes_without = reason
    last_words.complete(visit, record, actor=actor)
    if record.state is RecordState.WAITS and record.because == [Because.WANTING.value]:
        raise DomainError(_("Something is still missing in the visit. Open it and see what."))


@transactional
def settle(aside: PutAside, how: Settled, *, reason: str, actor: Any) -> None:
    """Take content into its visit by the same rules as any sending, or leave it beside for good."""
    aside, by = locked(aside), actor.id
    if aside.settled is not None:
        raise DomainError(_("This was settled in the meantime. Look again."))
    with audit.deed("visit:settle-aside", aside, actor, reason=reason):
        aside.settled, aside.settled_at, aside.settled_by_id, aside.settled_reason = how, clock.now(), by, reason
    if how is Settled.TAKEN:
        services.take_in(aside)


def said(aside: PutAside) -> contents.Content:
    """What lies in it, for the person who settles it."""
    return contents.read(json.loads(aside.content or "{}"))
