"""Phones for tests: what one sends of a visit, plain and sealed, against the addresses of the application."""

import base64
import hashlib
import io
import json
import os
import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from inspections.models import Visit
from registry_app.core import boxes, clock
from tests.builders.people import sign_in_as

VISITS = "/api/v1/field/visits"


def content(
    visit: Visit, *, seq: int = 1, final: bool = False, mark: str | None = "2", **changed: Any
) -> dict[str, Any]:
    """Everything a phone says of a visit: all answered, nobody in danger, the children counted."""
    said: dict[str, Any] = {
        "visit": str(visit.id), "seq": seq, "final": final, "framework": visit.framework_version,
        "arrived": {"at": clock.now().isoformat(), "entry": "LET_IN", "opened_by": "guard", "note": "",
                    "place": {"latitude": 25.39, "longitude": 68.37, "accuracy": 18}, "gate_photo": None},
        "dangers": {"seen": [], "told": ""},
        "answers": {c: answer(mark) for c in visit.scope} if mark is not None else {},
        "children": {"present": 4, "heard": 4, "coached": 0, "reason": "", "talks_refused": False,
                     "records_refused": False, "drawn": [], "added": []},
        "close": {"signature": "SIGNED", "signed_by": "The manager", "manager_comment": ""} if final else None,
        "files": [],
    }  # fmt: skip
    return {**said, **changed}


def answer(mark: str | None = "2", note: str = "", **changed: Any) -> dict[str, Any]:
    """One answer with enough evidence."""
    reason = "It does not exist in this house." if mark == "NA" else ""
    return {"mark": mark, "na_reason": reason, "methods": ["document", "talk_with_child"], "note": note,
            "put_right": False, "danger_seen": False, "version": 0, **changed}  # fmt: skip


def photo(colour: int = 0) -> bytes:
    """A picture of its own for each colour."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (colour % 256, colour // 256 % 256, 90)).save(out, "JPEG")
    return out.getvalue()


def named(file_id: uuid.UUID, raw: bytes, **facts: Any) -> dict[str, Any]:
    """The photograph as the record names it."""
    return {"id": str(file_id), "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw), "kind": "PHOTO", **facts}


def sealed(inside: Any, key: uuid.UUID) -> dict[str, Any]:
    """A pack as the phone makes it; needs an application context."""
    kid, public = boxes.public_key()
    bound = boxes.bound_to("field", kid, key)
    office = ec.EllipticCurvePublicKey.from_encoded_point(boxes.CURVE, boxes.to_bytes(public))
    mine = ec.generate_private_key(boxes.CURVE)
    secret = HKDF(algorithm=SHA256(), length=32, salt=b"\0" * 32, info=bound).derive(mine.exchange(ec.ECDH(), office))
    iv = os.urandom(12)
    text = AESGCM(secret).encrypt(iv, json.dumps(inside).encode(), bound)
    epk = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"sealed": {"kid": kid, "epk": boxes.to_text(epk), "iv": boxes.to_text(iv), "text": boxes.to_text(text)}}


def sealed_photo(raw: bytes, key: uuid.UUID) -> dict[str, Any]:
    inside = {"type": "image/jpeg", "sha256": hashlib.sha256(raw).hexdigest(),
              "data": base64.urlsafe_b64encode(raw).decode().rstrip("=")}  # fmt: skip
    return sealed(inside, key)


class Phone:
    """One inspector's phone with a session, made ready."""

    def __init__(self, app: Flask, person: Any, *, ready: bool = True) -> None:
        self.app, self.id = app, uuid.uuid4()
        self.client: FlaskClient = sign_in_as(app.test_client(), person)
        if ready:
            answered = self.get_ready()
            assert answered.status_code == 201, answered.get_json()

    def get_ready(self) -> Any:
        return self.client.put(f"/api/v1/field/phones/{self.id}", json={"name": "Redmi 9A"}, headers=self.headers())

    def headers(self, **more: str) -> dict[str, str]:
        return {"X-Phone": str(self.id), "X-Phone-Clock": clock.now().isoformat(), **more}

    def send(self, record: uuid.UUID, said: Any, **headers: str) -> Any:
        return self.client.put(f"{VISITS}/{record}", json=said, headers=self.headers(**headers))

    def send_photo(self, record: uuid.UUID, file_id: uuid.UUID, raw: bytes, claimed: str | None = None) -> Any:
        headers = self.headers(**{"X-Sha256": claimed or hashlib.sha256(raw).hexdigest()})
        address = f"{VISITS}/{record}/files/{file_id}"
        return self.client.put(address, data=raw, content_type="image/jpeg", headers=headers)
