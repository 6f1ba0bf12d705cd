"""Recording that a home was found, and the lists that name homes."""

import hashlib
import hmac
from datetime import date
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock, keys, names
from registry_app.core.db import db, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.findings.states import LISTS, TOLD
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import KnownFrom, Ownership
from registry_app.providers.twins import services as twins


@transactional
def keep_list(source: KnownFrom, dated: date, title: str = "", *, actor: Any) -> OutsideList:
    """A list of this source, day and title; the one that is kept already is the same."""
    if source not in LISTS:
        raise DomainError(_("Choose who gave the list."), "source")
    if dated > clock.today():
        raise DomainError(_("The date must be today or earlier."), "dated")
    kept = db.session.scalars(
        select(OutsideList).where(OutsideList.source == source, OutsideList.dated == dated, OutsideList.title == title)
    ).one_or_none()
    if kept is None:
        kept = OutsideList(source=source, dated=dated, title=title, recorded_by=getattr(actor, "id", None))
        with audit.deed("list:keep", kept, actor):
            pass
    return kept


@transactional
def record_known(
    *,
    name: str,
    district: str,
    ownership: Ownership,
    known_from: KnownFrom,
    known_since: date | None = None,
    actor: Any,
    organisation_name: str | None = None,
    told: dict[str, Any] | None = None,
    **facts: Any,
) -> Home:
    """A home that somebody found before it applied (R21), with who told of it, and what may be the same home.

    `told` may hold list, list_number, children, note, person and phone; `facts` are those of a home.
    """
    home = homes.record_known(
        name=name, district=district, ownership=ownership, known_from=known_from, known_since=known_since,
        organisation_name=organisation_name, actor=actor, **facts,
    )  # fmt: skip
    add(home, known_from, home.known_since, actor=actor, **(told or {}))
    twins.look([home], actor=actor)
    return home


@transactional
def add(
    home: Home,
    source: KnownFrom,
    on: date,
    *,
    actor: Any,
    list: OutsideList | None = None,
    list_number: str | None = None,
    name_written: str | None = None,
    **said: Any,
) -> Finding:
    """Somebody tells of a home that has its number; `said` may hold children, note, person and phone."""
    if source not in TOLD:
        raise DomainError(_("Choose who told of the home."), "source")
    if list is not None:
        source, on = list.source, list.dated
        _refuse_twice(home, list, list_number)
    elif list_number:
        raise DomainError(_("A number belongs to a list. Choose the list."), "list")
    finding = make(home, source=source, on=on, list_id=list.id if list else None, list_number=list_number or None,
                   name_written=name_written or home.name, recorded_by=getattr(actor, "id", None), **said)  # fmt: skip
    with audit.deed("finding:add", finding, actor):
        pass
    return finding


def make(home: Home, *, person: str | None = None, phone: str | None = None, **facts: Any) -> Finding:
    """A finding with its digests, not yet stored."""
    return Finding(
        home_id=home.id, person=person or None, phone=phone or None, **digests(person, phone), **facts,
    )  # fmt: skip


def digests(person: str | None, phone: str | None) -> dict[str, str | None]:
    """What of people is compared: the sound of a name that is long enough to tell people apart, and the number."""
    spoken = names.sound(person or "")
    return {
        "person_digest": _digest("person", spoken) if len(spoken) >= names.SHORT else None,
        "phone_digest": _digest("phone", phone) if phone else None,
    }


def _digest(kind: str, text: str) -> str:
    """A keyed hash, so that equal people are found without their names lying in the table."""
    return hmac.new(keys.ring().derive(f"finding-{kind}"), text.encode(), hashlib.sha256).hexdigest()


def _refuse_twice(home: Home, of: OutsideList, number: str | None) -> None:
    if db.session.scalars(select(Finding.id).where(Finding.list_id == of.id, Finding.home_id == home.id)).first():
        raise DomainError(_("This home stands on this list already."), "list")
    taken = select(Finding.id).where(Finding.list_id == of.id, Finding.list_number == number)
    if number and db.session.scalars(taken).first():
        raise DomainError(_("Another home has this number on the list."), "list_number")
