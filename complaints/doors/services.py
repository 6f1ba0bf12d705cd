"""Making posters, cards and slips; the talk before a poster hangs; its photo on the wall; a card in a child's hand."""

import secrets
from datetime import date
from typing import Any

from complaints import fresh, numbers
from complaints.doors import queries
from complaints.doors.models import Briefing, Door, Slip
from complaints.doors.states import Kind
from registry_app.core import audit, clock, codes, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.homes.models import Home

# Without signs that look like others, so that a child can type the address.
SIGNS = codes.CODE_LETTERS.lower()
TOKEN_LENGTH = 10
MOST_CARDS, MOST_SLIPS = 20, 60
_LETTER = {Kind.POSTER: "P", Kind.CARD: "W"}


def _serial(letter: str) -> str:
    body = f"{letter}-{codes.next_number(f'door:{letter}'):05d}"
    return f"{body}-{codes.check_letter(body)}"


def _make(home: Home, kind: Kind, actor: Any) -> Door:
    token = "".join(secrets.choice(SIGNS) for _sign in range(TOKEN_LENGTH))
    door = Door(
        kind=kind, home_id=home.id, serial=_serial(_LETTER[kind]), digest=numbers.digest(token), made_by_id=actor.id
    )
    door.token = token
    with audit.deed("door:make", door, actor):
        pass
    return door


def _open(home: Home) -> Home:
    home = locked(home)
    if home.closed_on is not None:
        raise DomainError(_("This home is closed. Nothing is printed for it."))
    return home


@transactional
def make_poster(home: Home, *, actor: Any) -> Door:
    """A poster of its own for the home, with serial number and token."""
    home = _open(home)
    if home.household:
        raise DomainError(_("A family gets cards, one for each child, and no poster."))
    return _make(home, Kind.POSTER, actor)


@transactional
def make_cards(home: Home, count: int, *, actor: Any) -> list[Door]:
    """Cards for the children of a family, each with a token of its own."""
    home = _open(home)
    if not home.household:
        raise DomainError(_("Cards are for children in families. Print a poster for this home."), "count")
    if not 1 <= count <= MOST_CARDS:
        raise DomainError(_("Print between 1 and %(most)s at once.", most=MOST_CARDS), "count")
    return [_make(home, Kind.CARD, actor) for _card in range(count)]


@transactional
def brief(home: Home, *, held_on: date, trustees: int, staff: int, words: str, actor: Any) -> Briefing:
    """The talk with trustees and staff was held; only after it does a poster hang."""
    if held_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "held_on")
    for box, number in (("trustees", trustees), ("staff", staff)):
        if number < 1:
            raise DomainError(_("Somebody of each must have been there. Write how many."), box)
    if not words.strip():
        raise DomainError(_("Fill in this box."), "words")
    made = Briefing(home_id=home.id, held_on=held_on, trustees=trustees, staff=staff, by_id=actor.id)
    made.words = words.strip()
    with audit.deed("door:brief", made, actor):
        pass
    return made


@transactional
def hang(door: Door, photo: Any, *, actor: Any) -> Door:
    """The photo shows the poster on the wall; a later photo takes the place of the earlier one."""
    door = locked(door)
    if door.ended_on is not None:
        raise DomainError(_("This poster was taken down. Make a new one."), "photo")
    talk = queries.briefing_held(door.home)
    if talk is None:
        raise DomainError(_("First the officer speaks with trustees and staff and records it. Then it hangs."), "photo")
    if photo is None or not getattr(photo, "filename", ""):
        raise DomainError(_("Take a photo of the poster on the wall."), "photo")
    stored = files.accept(photo, actor=actor, pictures_only=True)
    db.session.flush()
    with audit.deed("door:hang", door, actor):
        door.photo_id, door.hung_on, door.hung_by_id = stored.id, clock.today(), actor.id
        door.briefing_id = talk.id
    return door


@transactional
def give(door: Door, *, actor: Any) -> Door:
    """The card was put into a child's hand at a visit. Which child is written nowhere."""
    door = locked(door)
    if door.kind is not Kind.CARD or door.ended_on is not None:
        raise DomainError(_("Only a card that is in force can be given."))
    if door.given_on is not None:
        raise DomainError(_("This card was given already."))
    with audit.deed("door:give", door, actor):
        door.given_on, door.given_by_id = clock.today(), actor.id
    return door


@transactional
def end(door: Door, *, actor: Any) -> Door:
    """Torn, lost or taken down: its address opens the same harmless page, but no home any more."""
    door = locked(door)
    with audit.deed("door:end", door, actor):
        door.ended_on = door.ended_on or clock.today()
    return door


@transactional
def print_slips(home: Home, count: int, *, actor: Any) -> list[tuple[str, str]]:
    """New slips as (serial, number). The numbers are kept nowhere: what is not printed now is never printed again."""
    home = _open(home)
    if not 1 <= count <= MOST_SLIPS:
        raise DomainError(_("Print between 1 and %(most)s at once.", most=MOST_SLIPS), "slips")
    made = []
    for _one in range(count):
        number = fresh.number()
        slip = Slip(
            home_id=home.id, serial=_serial("S"), code_lookup=numbers.lookup(number), printed_by_id=actor.id, used=False
        )
        db.session.add(slip)
        db.session.flush()
        made.append((slip.serial, number))
    audit.note("door:print-slips", home, actor, changes={"slips": [None, count]})
    return made


@transactional
def take_slip(serial: str, *, actor: Any) -> Slip:
    """The slip whose message is being entered; DomainError when it is none of ours or was entered before."""
    found = queries.slip(serial.strip().upper())
    if found is None:
        raise DomainError(_("No slip has this number. Look again, or leave it empty."), "slip")
    found = locked(found)
    if found.used:
        raise DomainError(_("The message of this slip was entered already."), "slip")
    with audit.deed("door:take-slip", found, actor):
        found.used = True
    return found
