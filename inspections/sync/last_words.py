"""How far the last word of a record is, and what follows when it is complete: the report goes by itself."""

import json
from typing import Any

from inspections import checks, services
from inspections import queries as visits
from inspections.models import Visit
from inspections.states import VisitState
from inspections.sync import contents, queries
from inspections.sync.contents import Content
from inspections.sync.models import VisitRecord
from inspections.sync.receipts import wanted_files
from inspections.sync.states import Because, RecordState
from registry_app.core import audit
from registry_app.core.db import transactional


@transactional
def complete(visit: Visit, record: VisitRecord, *, actor: Any) -> None:
    """See how far a last word is: photos, a colleague, a choice to make; and send the report when nothing is left."""
    state, because = stands(visit, record)
    if (state, because) != (record.state, record.because):
        with audit.deed("visit:record-stands", record, actor):
            record.state, record.because = state, because
    go_on(visit, record, actor)


def go_on(visit: Visit, record: VisitRecord, actor: Any, content: Content | None = None) -> None:
    """What follows from a last word that is complete: the report, or the lead's own last word that waited for it.

    `content`: what the record says, where it came just now and was looked at by the rules.
    """
    if record.state is RecordState.AT_THE_OFFICE and visit.lead.id == record.user_id:
        _submit(visit, record, content)
    elif record.state is RecordState.AT_THE_OFFICE:
        _lead_goes_on(visit, actor)


def stands(visit: Visit, record: VisitRecord, *, looked: bool = False) -> tuple[RecordState, list[str]]:
    """Where a last word stands; `looked`: what the rules ask was looked at just now."""
    if wanted_files(record) and record.goes_without is None:
        return RecordState.FILES, []
    if visit.lead.id != record.user_id:
        return RecordState.AT_THE_OFFICE, []
    because = []
    if queries.clashes(visit):
        because.append(Because.CLASHES.value)
    unfinished = any(one.user_id != record.user_id and not one.final for one in queries.records_of(visit))
    if unfinished and record.goes_without is None:
        because.append(Because.COLLEAGUE.value)
    if not because and not looked and checks.wanting(visit, visits.answers_here(visit)):
        because.append(Because.WANTING.value)
    return (RecordState.WAITS, because) if because else (RecordState.AT_THE_OFFICE, [])


def _submit(visit: Visit, record: VisitRecord, fresh: Content | None) -> None:
    """The lead said this on the phone, so the report is theirs, whichever sending was the last to come."""
    said = (fresh or contents.read(json.loads(record.content or "{}"))).close
    if said is not None and visit.state is VisitState.UNDER_WAY:
        services.submit(
            visit, signature=said.signature, signed_by=said.signed_by, manager_comment=said.manager_comment,
            actor=record.user, looked=fresh is not None,
        )  # fmt: skip


def _lead_goes_on(visit: Visit, actor: Any) -> None:
    """A colleague is done: the lead's last word may have waited for that."""
    for record in queries.records_of(visit):
        if record.final and record.user_id == visit.lead.id and record.state is RecordState.WAITS:
            complete(visit, record, actor=actor)
