"""The token of a certificate's code, the published keys, and whether a token is one of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry_app.core import signing
from registry_app.core.db import db
from registry_app.core.signing import PublicKey
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.seals import facts, rules
from registry_app.providers.seals.models import SealKey
from registry_app.providers.seals.rules import Sealed
from registry_app.providers.seals.states import PURPOSE, Seal


@dataclass(frozen=True)
class Published:
    """A public key as it is published; `since` is None as long as nothing was signed with it."""

    key: PublicKey
    since: date | None
    current: bool


def token(authorisation: Authorisation) -> str:
    """The facts and their signature, as the address in the code carries them: `<line>.<signature>` in base64url."""
    line = rules.line(facts.of(authorisation))
    return f"{signing.to_text(line)}.{signing.to_text(signing.sign(PURPOSE, line))}"


def published() -> Sequence[Published]:
    """Every key that ever signed here, and the current one, the newest first."""
    current = signing.current(PURPOSE)
    used = db.session.scalars(select(SealKey).order_by(SealKey.since.desc(), SealKey.key_id)).all()
    found = [Published(PublicKey(one.raw), one.since, one.key_id == current.id) for one in used]
    return found if any(one.current for one in found) else [Published(current, None, True), *found]


@dataclass(frozen=True)
class Looked:
    """What a token is worth; `sealed` only when its signature fits."""

    seal: Seal
    sealed: Sealed | None = None


def look_at(given: str | None, number: str) -> Looked:
    """Whether a token is the office's word about the certificate `number`. Nothing of an unsigned one is passed on."""
    if not given:
        return Looked(Seal.NONE)
    try:
        written, _, signature = given.partition(".")
        line = signing.from_text(written)
        sealed, raw = rules.read(line), signing.from_text(signature)
    except ValueError:
        return Looked(Seal.DOES_NOT_FIT)
    keys = {one.key.id: one.key for one in published()}
    if sealed.certificate != number or sealed.key not in keys or not keys[sealed.key].fits(line, raw):
        return Looked(Seal.DOES_NOT_FIT)
    return Looked(Seal.FITS, sealed)
