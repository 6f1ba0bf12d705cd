"""A poster in each authorised home, most of them on the wall with a photo, and cards of a family."""

import io
from datetime import date, timedelta
from uuid import UUID

from complaints.doors import services
from complaints.doors.models import Briefing, Door
from complaints.doors.states import Kind
from complaints.numbers import digest
from registry_app.core import clock, codes, files
from registry_app.core.db import db
from registry_app.demo.bulk import Rows, numbers, sealed, store
from registry_app.demo.chance import Chance
from registry_app.demo.homes import Houses, Place, poster_token
from registry_app.demo.people import People
from registry_app.providers.homes.models import Home

NOT_HANGING = 9
"""Every so many homes have a poster that nobody has shown on the wall."""
TALK = "Made up. An officer spoke in the dining room; trustees asked who reads the messages."


def hang(chance: Chance, people: People, houses: Houses) -> int:
    """Gives how many posters there are."""
    places = [one for one in houses.homes if one.authorised and not one.household]
    briefings, doors = Rows(Briefing), Rows(Door)
    photo, today = _photo(), clock.today()
    serials = numbers("door:P", len(places))
    for number, (place, serial) in enumerate(zip(places, serials, strict=True)):
        hangs = number % NOT_HANGING != NOT_HANGING - 1
        held = today - timedelta(days=chance.randint(20, 300))
        talk = _talk(chance, people, place, held, briefings) if hangs else None
        body, token, key = f"P-{serial:05d}", poster_token(place), chance.key()
        doors.add(
            id=key, kind=Kind.POSTER, home_id=place.id, serial=f"{body}-{codes.check_letter(body)}",
            digest=digest(token), token_sealed=sealed(Door, "token_sealed", key, token), made_on=held,
            made_by_id=people["registrar"].id, hung_on=held if hangs else None, photo_id=photo if hangs else None,
            hung_by_id=people["registrar"].id if hangs else None, briefing_id=talk,
        )  # fmt: skip
    store(briefings, doors)
    _cards(people, houses)
    return len(places)


def _talk(chance: Chance, people: People, place: Place, held: date, briefings: Rows) -> UUID:
    key = chance.key()
    briefings.add(
        id=key, home_id=place.id, held_on=held, trustees=chance.randint(1, 4), staff=chance.randint(2, 9),
        words_sealed=sealed(Briefing, "words_sealed", key, TALK), by_id=people["registrar"].id, written_at=clock.now(),
    )  # fmt: skip
    return key


def _photo() -> UUID:
    """A made-up photo of a poster on a wall, without a child in it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 480), "#d9cbb3")
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((210, 60, 430, 380), fill="#fbf8f2", outline="#12204a", width=6)
    drawing.rectangle((270, 120, 370, 220), fill="#12204a")
    drawing.rectangle((250, 250, 390, 330), fill="#1e3a78")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    kept = files.keep(out.getvalue(), media_type="image/jpeg", name="poster.jpg", actor=None)
    db.session.flush()
    return kept.id


def _cards(people: People, houses: Houses) -> None:
    family = db.session.get_one(Home, houses.families[0].id)
    for card in services.make_cards(family, 2, actor=people["cpo.hyd"])[:1]:
        services.give(card, actor=people["cpo.hyd"])
