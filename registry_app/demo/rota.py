"""A rota of three weeks for two homes: whole, with gaps that its page names, and with somebody struck."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Place
from registry_app.demo.people import People
from registry_app.placements.rota import rules, services
from registry_app.placements.rota.models import RotaShift, StandDown
from registry_app.placements.rota.states import Part
from registry_app.providers.vetting import queries
from registry_app.providers.vetting.models import Post
from registry_app.providers.vetting.states import PostKind

DAY = (PostKind.MANAGER, PostKind.CARER, PostKind.TEACHER, PostKind.GUARD, PostKind.DRIVER)
NIGHT = (PostKind.CARER, PostKind.SOCIAL_WORKER)
WEEKS = 3


def plan(chance: Chance, *places: Place) -> int:
    """Last week, this week and the next; on Sundays nobody is on the night yet."""
    first = rules.monday(clock.today()) - timedelta(days=7)
    rows = [
        row for place in places for day in range(7 * WEEKS) for row in _day(chance, place, first + timedelta(days=day))
    ]
    db.session.add_all(rows)
    db.session.flush()
    audit.note("rota:load-made-up", None, None, changes={"rows": [None, len(rows)]})
    return len(rows)


def _day(chance: Chance, place: Place, day: date) -> list[RotaShift]:
    posts = sorted(
        db.session.scalars(select(Post).where(Post.home_id == place.id, Post.left_on.is_(None), Post.since <= day)),
        key=lambda post: (post.since, str(post.id)),
    )
    posts = [post for post in posts if queries.one_post(post).with_children]
    carers = [post for post in posts if post.kind is PostKind.CARER]
    by_day = [post for post in posts if post.kind in DAY and post is not carers[-1]]
    by_night = [] if day.weekday() == 6 else [post for post in posts if post.kind in NIGHT and post is not carers[0]]
    return [_row(chance, post, day, part) for part, on in ((Part.DAY, by_day), (Part.NIGHT, by_night)) for post in on]


def _row(chance: Chance, post: Post, day: date, part: Part) -> RotaShift:
    return RotaShift(
        id=chance.key(), home_id=post.home_id, post_id=post.id, person_id=post.person_id, on_day=day, part=part,
        added_at=at(day - timedelta(days=9), 12),
    )  # fmt: skip


def stand_down(register: Any, guard: Post, people: People) -> None:
    """The driver was away in time; of the guard it is to be written down now."""
    driver = db.session.scalars(select(StandDown)).one()
    with clock.set_to(driver.opened_at + timedelta(minutes=40)):
        services.close_stand_down(
            driver, words="Made up. Sent home; the second driver takes the shifts.", actor=people["district.hyd"]
        )
    register.failed(guard, "V02")
