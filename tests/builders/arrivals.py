"""Notices of arrival for tests, and a phone that seals one as the page's script does."""

import base64
import json
import os
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import boxes as shared
from registry_app.core import clock
from registry_app.placements.arrivals import boxes, following, services
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice
from registry_app.placements.arrivals.services import OneLine, Told
from registry_app.placements.arrivals.states import LEAVES, BroughtBy, Condition, Outcome, Trace
from registry_app.placements.states import Sex
from registry_app.providers.homes.models import Home
from tests.builders import homes
from tests.builders.people import person


@dataclass
class World:
    """A home with its manager, the unit of its district, the helpline and the directorate."""

    home: Home
    manager: User
    cpo: User
    head: User
    desk: User
    director: User


def world(district: str = "SD-HYD") -> World:
    manager = person(Role.PROVIDER)
    return World(
        homes.home(manager, district=district), manager, person(Role.CPO, district=district),
        person(Role.CPU_HEAD, district=district), person(Role.DESK), person(Role.SWD_DIRECTOR),
    )  # fmt: skip


def line(**facts: Any) -> OneLine:
    return OneLine(**{"sex": Sex.BOY, "age": 8, "condition": Condition.WELL, **facts})


def told(home: Home, *lines: OneLine, **facts: Any) -> Told:
    return Told(home=home, lines=lines or [line()], **{"brought_by": BroughtBy.POLICE, **facts})


def sent(place: World, *lines: OneLine, **facts: Any) -> ArrivalNotice:
    return services.send(uuid.uuid4(), told(place.home, *lines, **facts), actor=place.manager)[0]


def settled(arrival: Arrival, outcome: Outcome, *, actor: Any, **facts: Any) -> Arrival:
    """The outcome of a child whose family was looked for; whoever goes, goes to a place in Hyderabad."""
    following.trace(arrival, Trace.CALL, on=clock.today(), words="The uncle was called.", actor=actor)
    if outcome in LEAVES:
        facts = {"receipt": "R-7", "receiver": "the aunt", "district": "SD-HYD", **facts}
    if outcome is Outcome.HANDED_OVER:
        facts = {"place": "a shelter in Latifabad", **facts}
    return following.settle(arrival, outcome, actor=actor, **facts)


FIELDS = {
    "children-0-sex": "girl", "children-0-age": "6", "children-0-condition": "AFRAID",
    "children-0-name": "Marvi Marker", "brought_by": "POLICE", "police_station": "Market", "diary_number": "41",
}  # fmt: skip


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def box(key: uuid.UUID, fields: dict[str, str], photos: dict[str, bytes] | None = None) -> dict[str, str]:
    """What a phone sends. Needs an application context for the office's public key."""
    kid, public = boxes.public_key()
    bound = shared.bound_to(boxes.KIND, kid, key)
    office = ec.EllipticCurvePublicKey.from_encoded_point(shared.CURVE, base64.urlsafe_b64decode(public + "=="))
    mine = ec.generate_private_key(shared.CURVE)
    secret = HKDF(SHA256(), 32, b"\0" * 32, bound).derive(mine.exchange(ec.ECDH(), office))
    said = {"fields": list(fields.items()), "photos": {name: text(raw) for name, raw in (photos or {}).items()}}
    iv = os.urandom(12)
    sealed = AESGCM(secret).encrypt(iv, json.dumps(said).encode(), bound)
    point = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"kid": kid, "epk": text(point), "iv": text(iv), "text": text(sealed)}
