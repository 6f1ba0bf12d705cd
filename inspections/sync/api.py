"""/api/v1/field: what a phone fetches before it is out of reach, and sends when it is back (docs/field-sync.md)."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from inspections.sync import bundle as bundles
from inspections.sync import contents, queries, services
from inspections.sync.models import FieldPhone
from inspections.sync.states import Permission
from registry_app.core import boxes, clock, files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError, Several
from registry_app.core.i18n import gettext as _

bp = Blueprint("field_api", __name__, url_prefix="/api/v1/field")
KIND = "field"
MOST_VISIT, MOST_FILE = 1_000_000, files.LIMIT
SEALED_GROWTH = 2
"""A sealed file is text twice over (16/9), and its pack has a frame."""


def refusal(status: int, word: str, errors: list[dict[str, str]] | None = None, **more: Any) -> Any:
    return {"error": word, **({"errors": errors} if errors else {}), **more}, status


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _phone() -> FieldPhone | None:
    """The phone that the request names, if it is the person's own."""
    key = _key(request.headers.get("X-Phone", ""))
    return queries.phone_of(current_user, key) if key else None


@bp.after_request
def told(response: Response) -> Response:
    """Every answer says whether the phone is still trusted, and none is kept on the way."""
    response.headers.setdefault("Cache-Control", "no-store")
    if "phone_state" in g:
        response.headers["X-Phone-State"] = g.phone_state
    elif request.headers.get("X-Phone") and current_user.is_authenticated:
        phone = _phone()
        state = "unknown" if phone is None else "revoked" if phone.revoked_at else "open"
        response.headers["X-Phone-State"] = state
    return response


@bp.get("/door")
@guard(Permission.DOOR)
def door() -> Any:
    """A token of this session, the time here, and the key to seal for."""
    return {"token": generate_csrf(), "now": _moment(clock.now()), "person": str(current_user.id), "office": office()}


def office() -> dict[str, str]:
    kid, key = boxes.public_key()
    return {"kid": kid, "key": key}


@bp.put("/phones/<uuid:phone_id>")
@guard(Permission.PHONE)
def get_ready(phone_id: uuid.UUID) -> Any:
    """The office's half of the key of the phone's store; gone for ever once the phone is blocked."""
    said = request.get_json(silent=True)
    name = said.get("name") if isinstance(said, dict) else None
    if not isinstance(name, str) or not 0 < len(name.strip()) <= 60:
        return refusal(400, "shape", [{"field": "name", "sentence": _("Give the phone a name of 1 to 60 letters.")}])
    try:
        phone, fresh = services.keep_phone(phone_id, name.strip(), actor=current_user)
    except services.NoSuchThing:
        abort(404)
    if phone.revoked_at is not None:
        return refusal(410, "revoked")
    until = _moment(phone.readable_until)
    told = {"phone": str(phone.id), "half": phone.half, "readable_until": until, "state": "open"}
    return told, 201 if fresh else 200


@bp.get("/bundle")
@guard(Permission.DOOR)
def bundle() -> Any:
    """All that is needed without signal, with an ETag over its content."""
    if request.headers.get("X-Phone"):
        phone = _phone()
        if phone is not None and phone.revoked_at is not None:
            return refusal(410, "revoked")
    text = bundles.written({**bundles.of(current_user._get_current_object()), "office": office()})
    response = current_app.response_class(text, mimetype="application/json")
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


def _sending(raw: bytes, *, sealed: bool) -> services.Sending:
    """How this came; 404 without a phone of the person's own, 410 in clear from a blocked one."""
    phone = _phone()
    if phone is None:
        abort(404)
    if phone.revoked_at is not None and not sealed:
        abort(410)
    return services.Sending(phone, services.hashed(raw), _offset(request.headers.get("X-Phone-Clock", "")), sealed)


def _offset(written: str) -> timedelta | None:
    """How far the phone's clock is ahead; None for a phone that does not say."""
    try:
        return contents.moment(written.replace("Z", "+00:00")) - clock.now()
    except ValueError:
        return None


@bp.errorhandler(410)
def gone(_error: Any) -> Any:
    return refusal(410, "revoked")


def _body(most: int) -> bytes:
    if (request.content_length or 0) > most:
        abort(413)
    raw = request.get_data(cache=True)
    if len(raw) > most:
        abort(413)
    return raw


def _errors(error: DomainError) -> list[dict[str, str]]:
    found = error.errors if isinstance(error, Several) else [error]
    return [{"field": one.field or "", "sentence": str(one.sentence)} for one in found]


@bp.errorhandler(413)
def too_large(_error: Any) -> Any:
    return refusal(413, "too large")


@bp.put("/visits/<uuid:record_id>")
@guard(Permission.SEND)
def take(record_id: uuid.UUID) -> Any:
    """A person's record of a visit, whole: 201 first, 200 the same or a newer one, 409 other content."""
    raw = _body(MOST_VISIT * SEALED_GROWTH)
    said = request.get_json(silent=True)
    box = said["sealed"] if isinstance(said, dict) and set(said) == {"sealed"} else None
    sealed = box is not None
    if not sealed and len(raw) > MOST_VISIT:
        abort(413)
    sending = _sending(raw, sealed=sealed)
    try:
        content = contents.read(said if box is None else boxes.open_box(KIND, box, record_id))
        landed = services.take(record_id, content, sending, actor=current_user._get_current_object())
    except boxes.Unreadable:
        return refusal(400, "unreadable")
    except contents.BadShape as error:
        return refusal(400, "shape", [{"field": error.field, "sentence": _("This part cannot be read.")}])
    except services.NoSuchThing:
        abort(404)
    except services.OtherContent as error:
        return refusal(409, "other content", receipt=error.receipt)
    except DomainError as error:
        return refusal(422, "refused", _errors(error))
    # Seen under the lock of the phone a moment ago, so that it need not be asked again.
    g.phone_state = "revoked" if landed.blocked else "open"
    return landed.receipt, 201 if landed.fresh else 200


@bp.get("/visits/<uuid:record_id>")
@guard(Permission.SEND)
def kept(record_id: uuid.UUID) -> Any:
    """What is here of a record, for a phone that lost the answer."""
    found = queries.own_record(current_user, record_id)
    if found is not None:
        return services.receipt(found)
    aside = queries.last_aside(current_user, record_id)
    if aside is None:
        abort(404)
    return services.aside_receipt(aside)


@bp.put("/visits/<uuid:record_id>/files/<uuid:file_id>")
@guard(Permission.SEND)
def take_file(record_id: uuid.UUID, file_id: uuid.UUID) -> Any:
    """One photograph, plain or sealed: 201 first, 200 the same bytes, 409 others, 422 cut or no picture."""
    raw = _body(MOST_FILE * SEALED_GROWTH)
    sealed = request.mimetype == "application/json"
    sending = _sending(raw, sealed=sealed)
    try:
        plain, claimed = _opened(raw, file_id) if sealed else (raw, request.headers.get("X-Sha256", ""))
    except boxes.Unreadable:
        return refusal(400, "unreadable")
    if len(plain) > MOST_FILE:
        abort(413)
    if services.hashed(plain) != claimed:
        return refusal(
            422, "refused", [{"field": "sha256", "sentence": _("The file was cut on the way. Send it again.")}]
        )
    sending = services.Sending(sending.phone, claimed, sending.clock_off, sealed)
    try:
        row, record, fresh = services.take_file(record_id, file_id, plain, sending, actor=current_user)
    except services.NoSuchThing:
        abort(404)
    except services.OtherContent as error:
        return refusal(409, "other content", receipt=error.receipt)
    except DomainError as error:
        return refusal(422, "refused", _errors(error))
    stands = services.receipt(record) if record is not None else None
    return {
        "file": str(row.id), "record": str(row.record_id), "sha256": row.sha256, "size": row.size,
        "receipt": row.receipt, "received_at": _moment(row.received_at), "state": stands and stands["state"],
        "files": stands["files"] if stands else {"wanted": [], "here": []},
    }, 201 if fresh else 200  # fmt: skip


def _opened(raw: bytes, file_id: uuid.UUID) -> tuple[bytes, str]:
    said = request.get_json(silent=True)
    sealed = said.get("sealed") if isinstance(said, dict) else None
    inside = boxes.open_box(KIND, sealed if isinstance(sealed, dict) else {}, file_id)
    try:
        return boxes.to_bytes(inside["data"]), str(inside["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise boxes.Unreadable from error
