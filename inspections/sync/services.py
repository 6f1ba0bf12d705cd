"""What a phone sends lands once: a visit's record, its photographs, and the phone itself.

One transaction a sending, under the locks of the phone and then the visit: a crash before the commit leaves nothing, a
crash after it is found by the next sending, which is answered as the first would have been. Nothing that was
acknowledged is ever lost: what may not count by itself is put aside whole.
"""

import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from inspections import checks, letters, services
from inspections import queries as visits
from inspections.models import Visit
from inspections.states import VisitState
from inspections.sync import contents, last_words, merging, queries
from inspections.sync.contents import Arrived, Content
from inspections.sync.models import FieldPhone, PutAside, RecordFile, VisitRecord
from inspections.sync.receipts import aside_receipt, clock_flagged, receipt, receipt_code
from inspections.sync.states import Because, RecordState
from registry_app.core import audit, clock, files
from registry_app.core.boxes import to_text
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, Several
from registry_app.core.i18n import force_locale
from registry_app.core.i18n import lazy as _
from registry_app.core.sessions import end_all_of

__all__ = ["aside_receipt", "clock_flagged", "receipt"]
READABLE = timedelta(hours=72)
SEEN = timedelta(minutes=1)


class NoSuchThing(LookupError):
    """Not this person's visit, record, file or phone."""


class OtherContent(Exception):
    """The same number came with other content, or the record was closed; `receipt` is that of what is kept."""

    def __init__(self, receipt: dict[str, Any]) -> None:
        super().__init__("other content")
        self.receipt = receipt


class NotBegun(DomainError):
    """The visit was made but may not be begun by the rules; what it says is put aside for a person."""


@dataclass(frozen=True)
class Sending:
    """One sending as it came: from which phone, how far its clock was off, the hash of its bytes, sealed or not."""

    phone: FieldPhone
    sha256: str
    clock_off: timedelta | None = None
    sealed: bool = False

    @property
    def seconds(self) -> int | None:
        return None if self.clock_off is None else round(self.clock_off.total_seconds())


@dataclass
class Landed:
    """What the phone is told."""

    fresh: bool
    receipt: dict[str, Any] = field(default_factory=dict)
    blocked: bool = False
    """The phone was blocked at the moment at which this landed."""


@transactional
def keep_phone(phone_id: uuid.UUID, name: str, *, actor: Any) -> tuple[FieldPhone, bool]:
    """The phone gets ready: (phone, is it new). Its half is made once; NoSuchThing for somebody else's phone."""
    phone = db.session.get(FieldPhone, phone_id)
    fresh = phone is None
    if phone is None:
        phone = FieldPhone(id=phone_id, user_id=actor.id, name=name, readable_until=clock.now() + READABLE)
        phone.half = to_text(secrets.token_bytes(32))
    elif phone.user_id != actor.id:
        raise NoSuchThing
    else:
        phone = locked(phone)
    if phone.revoked_at is not None:
        return phone, False
    with audit.deed("field-phone:get-ready", phone, actor):
        phone.name, phone.last_seen_at, phone.readable_until = name, clock.now(), clock.now() + READABLE
    return phone, fresh


@transactional
def revoke(phone: FieldPhone, *, reason: str, actor: Any) -> None:
    """Block a phone: its half is destroyed, so that what is on it opens for nobody, and its owner is signed out."""
    phone, by = locked(phone), actor.id
    if phone.revoked_at is not None:
        raise DomainError(_("This phone is blocked already."))
    with audit.deed("field-phone:revoke", phone, actor, reason=reason):
        phone.half, phone.revoked_at, phone.revoked_by_id, phone.revoked_reason = None, clock.now(), by, reason
    end_all_of(phone.user_id)


def take(record_id: uuid.UUID, content: Content, sending: Sending, *, actor: Any) -> Landed:
    """One sending of a visit. What cannot count is put aside when it was sealed or the visit could not be begun.

    NoSuchThing, OtherContent, and DomainError (Several) with the fields to put right, when it was not sealed.
    """
    try:
        return _land(record_id, content, sending, actor=actor)
    except DomainError as error:
        if not sending.sealed and not isinstance(error, NotBegun):
            raise
        because = Because.NOT_BEGUN if isinstance(error, NotBegun) else Because.DOES_NOT_FIT
        with force_locale("en"):
            said = str(error.sentence)[:500]
        return put_aside(record_id, content, sending, because, said, actor=actor)


@transactional
def _land(record_id: uuid.UUID, content: Content, sending: Sending, *, actor: Any) -> Landed:
    phone = locked(sending.phone)
    visit = _visit(content, actor)
    record = db.session.get(VisitRecord, record_id, populate_existing=True)
    if record is not None and (record.user_id != actor.id or record.visit_id != visit.id):
        raise NoSuchThing
    _seen(phone)
    known = _known(record, record_id, content)
    if known is not None:
        return replace(known, blocked=phone.revoked_at is not None)
    because = _why_aside(visit, sending)
    if because is not None:
        landed = put_aside(record_id, content, sending, because, "", actor=actor)
        return replace(landed, blocked=because is Because.REVOKED_PHONE)
    fresh = record is None
    record = record or VisitRecord(
        id=record_id, visit_id=visit.id, user_id=actor.id, phone_id=sending.phone.id, receipt=receipt_code(),
        state=RecordState.BEGUN,
    )  # fmt: skip
    _count(visit, record, content, sending, actor)
    return Landed(fresh, receipt(record))


def _count(visit: Visit, record: VisitRecord, content: Content, sending: Sending, actor: Any) -> None:
    """The content becomes part of the visit by the rules of the pages, and the record keeps it whole."""
    before = contents.read(json.loads(record.content)) if record.content else None
    # What this sending changes of the visit is stored with the record, in one statement: no question below reads it.
    with audit.together():
        arrived_now = _arrive(visit, content, sending, actor)
        merging.fits(visit, content)
        if visit.state is VisitState.UNDER_WAY:
            others = [] if arrived_now else [one for one in queries.records_of(visit) if one.user_id != actor.id]
            merging.merge(visit, content, before, others, actor, first=arrived_now)
            _children(visit, content, actor)
        if content.final:
            _final_fits(visit, content, actor)
    with audit.deed("visit:record-arrives", record, actor):
        _keep(record, content, sending)
        record.state = RecordState.UNDER_WAY if visit.state is VisitState.UNDER_WAY else RecordState.BEGUN
        if content.final:
            record.state, record.because = last_words.stands(visit, record, looked=True)
    if content.final:
        last_words.go_on(visit, record, actor, content)


@transactional
def take_in(aside: PutAside) -> None:
    """Content that was put aside counts after all, as its author's; DomainError where the rules still refuse it."""
    (visit,) = visits.held(aside.visit_id)
    if visit.state not in (VisitState.PLANNED, VisitState.UNDER_WAY):
        raise DomainError(_("The report was sent. This can only be left beside it."))
    if visit.scan_id is not None:
        raise DomainError(_("The visit was typed in from paper. This can only be left beside it."))
    record = db.session.get(VisitRecord, aside.record_id)
    if record is not None and record.final:
        raise DomainError(_("The last word of this record is here already. This can only be left beside it."))
    record = record or VisitRecord(
        id=aside.record_id, visit_id=visit.id, user_id=aside.user_id, phone_id=aside.phone_id, receipt=receipt_code(),
        state=RecordState.BEGUN,
    )  # fmt: skip
    off = None if aside.clock_off is None else timedelta(seconds=aside.clock_off)
    for row in queries.files_of([record.id])[record.id]:
        row.aside = False
    content = contents.read(json.loads(aside.content or "{}"))
    _count(visit, record, content, Sending(aside.phone, aside.sent_sha256, off, sealed=True), aside.user)


def _visit(content: Content, actor: Any) -> Visit:
    found = visits.one_of_team_held(actor, content.visit)
    if found is None:
        raise NoSuchThing
    return found


def _known(record: VisitRecord | None, record_id: uuid.UUID, content: Content) -> Landed | None:
    """The answer where this sending, or a later one of the same record, is here already."""
    aside = queries.aside_of(record_id, content.digest)
    if aside is not None:
        return Landed(False, aside_receipt(aside))
    if record is None:
        return None
    if content.digest == record.digest:
        return Landed(False, receipt(record))
    if content.seq < record.seq:
        return Landed(False, {**receipt(record), "kept": False})
    if content.seq == record.seq or record.final:
        raise OtherContent(receipt(record))
    return None


def _why_aside(visit: Visit, sending: Sending) -> Because | None:
    if sending.phone.revoked_at is not None:
        return Because.REVOKED_PHONE
    if visit.state is VisitState.CANCELLED:
        return Because.CANCELLED
    if visit.scan_id is not None:
        return Because.FROM_PAPER
    if visit.state not in (VisitState.PLANNED, VisitState.UNDER_WAY):
        return Because.REPORT_WAS_SENT
    return None


def _seen(phone: FieldPhone) -> None:
    """When the phone was last heard of, to the minute; no deed of anybody."""
    if clock.now() - phone.last_seen_at > SEEN:
        phone.last_seen_at = clock.now()


def _keep(record: VisitRecord, content: Content, sending: Sending) -> None:
    record.seq, record.final = content.seq, content.final
    record.content, record.digest, record.sent_sha256 = content.text, content.digest, sending.sha256
    record.files, record.received_at, record.clock_off = content.files, clock.now(), sending.seconds
    record.phone_id = sending.phone.id


def _arrive(visit: Visit, content: Content, sending: Sending, actor: Any) -> bool:
    """Begin the visit where the record says that somebody stood at the door; true when it did so now."""
    if visit.state is not VisitState.PLANNED or content.arrived is None:
        return False
    said = content.arrived
    try:
        services.arrive(
            visit, entry=said.entry, opened_by=said.opened_by, note=said.note, at=_when(visit, said, sending),
            actor=actor,
        )  # fmt: skip
    except DomainError as error:
        raise NotBegun(error.sentence, "arrived") from error
    return True


def _when(visit: Visit, said: Arrived, sending: Sending) -> datetime:
    """The phone's moment put right by how far its clock is off; a moment that cannot be is the server's own.

    Nobody arrives in the future, nor before the day of the plan or the day on which it was planned.
    """
    now = clock.now()
    at = said.at - (sending.clock_off or timedelta(0))
    earliest = min(clock.local(visit.planned_at).date(), visit.planned_for)
    return at if at <= now and clock.local(at).date() >= earliest else now


def _children(visit: Visit, content: Content, actor: Any) -> None:
    """The lead's count stands; another's only until the lead counted. Each record keeps its own."""
    said = content.children
    if said is None or (visit.children_present is not None and visit.lead.id != actor.id):
        return
    known = (visit.children_present, visit.children_heard, visit.children_coached, visit.sample_reason or "",
             visit.talks_refused, visit.records_refused)  # fmt: skip
    if known == (said.present, said.heard, said.coached, said.reason, said.talks_refused, said.records_refused):
        return
    try:
        services.record_children(
            visit, present=said.present, heard=said.heard, coached=said.coached, reason=said.reason,
            records_refused=said.records_refused, talks_refused=said.talks_refused, actor=actor,
        )  # fmt: skip
    except DomainError as error:
        raise DomainError(error.sentence, f"children.{error.field}") from error


def _final_fits(visit: Visit, content: Content, actor: Any) -> None:
    """What the page asks before a report is sent, of the lead's last word; a member's says only that they are done."""
    if visit.state is VisitState.PLANNED:
        raise DomainError(_("Say who opened the door and whether you were let in."), "arrived")
    if visit.lead.id != actor.id:
        return
    wrong = [
        DomainError(one.sentence, f"answers.{one.criterion}" if one.criterion else one.part)
        for one in checks.wanting(visit, visits.answers_here(visit))
    ]
    if content.close is None or not content.close.signed_by:
        wrong.append(DomainError(_("Say who signed, or why nobody did."), "close.signed_by"))
    if wrong:
        raise Several(wrong)


@transactional
def put_aside(
    record_id: uuid.UUID, content: Content, sending: Sending, because: Because, sentence: str, *, actor: Any
) -> Landed:
    """Keep content beside the visit until a person settles it."""
    visit = _visit(content, actor)
    known = queries.aside_of(record_id, content.digest)
    if known is not None:
        return Landed(False, aside_receipt(known))
    fresh = queries.last_aside(actor, record_id) is None and db.session.get(VisitRecord, record_id) is None
    aside = PutAside(
        record_id=record_id, visit_id=visit.id, user_id=actor.id, phone_id=sending.phone.id, because=because,
        sentence=sentence, seq=content.seq, digest=content.digest, sent_sha256=sending.sha256, receipt=receipt_code(),
        clock_off=sending.seconds,
    )  # fmt: skip
    aside.content = content.text
    with audit.deed("visit:put-aside", aside, actor, reason=because.value):
        pass
    if merging.tells_of_danger(visit, content):
        letters.danger(visit)
    return Landed(fresh, aside_receipt(aside))


@transactional
def take_file(
    record_id: uuid.UUID, file_id: uuid.UUID, raw: bytes, sending: Sending, *, actor: Any
) -> tuple[RecordFile, VisitRecord | None, bool]:
    """One photograph, built anew and kept; before its record too. (file, record if it is here, is it new).

    The same bytes again are the same file; OtherContent for other bytes under its key; DomainError for no picture.
    """
    phone = locked(sending.phone)
    record = db.session.get(VisitRecord, record_id)
    if record is not None and record.user_id != actor.id:
        raise NoSuchThing
    _seen(phone)
    known = db.session.get(RecordFile, file_id)
    if known is not None:
        if known.user_id != actor.id or known.record_id != record_id:
            raise NoSuchThing
        if known.sha256 != sending.sha256:
            raise OtherContent({"receipt": known.receipt, "sha256": known.sha256})
        return known, record, False
    media_type, clean = files.rebuilt(raw, pictures_only=True)
    stored = files.keep(clean, media_type=media_type, name=f"{file_id}.jpg", actor=actor)
    db.session.flush()
    row = RecordFile(
        id=file_id, record_id=record_id, user_id=actor.id, phone_id=phone.id, file_id=stored.id,
        sha256=sending.sha256, size=len(raw), receipt=receipt_code(), aside=phone.revoked_at is not None,
    )  # fmt: skip
    with audit.deed("visit:photo-arrives", row, actor):
        pass
    if record is not None and record.state is RecordState.FILES:
        last_words.complete(locked(record.visit), record, actor=actor)
    return row, record, True


def hashed(raw: bytes) -> str:
    """The hash as the phone writes it."""
    return hashlib.sha256(raw).hexdigest()
