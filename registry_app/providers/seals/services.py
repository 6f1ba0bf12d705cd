"""Keeping the public key of what was signed, so that it can be checked for as long as the paper lasts."""

from typing import Any

from sqlalchemy import select

from registry_app.core import audit, signing
from registry_app.core.db import db, transactional
from registry_app.providers.seals.models import SealKey
from registry_app.providers.seals.states import PURPOSE


@transactional
def keep_key(*, actor: Any) -> None:
    """Remember the current key with the first certificate that it signs."""
    key = signing.current(PURPOSE)
    if db.session.scalar(select(SealKey.id).where(SealKey.key_id == key.id)) is None:
        kept = SealKey(key_id=key.id, raw=key.raw)
        with audit.deed("seal-key:first-use", kept, actor):
            pass
