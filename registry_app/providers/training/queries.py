"""The log of one person, and of all who work in a home."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry_app.core.db import db
from registry_app.providers.homes.models import Home
from registry_app.providers.training.models import Training
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting.models import Person, Post


def of_person(person_id: uuid.UUID) -> Sequence[Training]:
    """Every course of a person, the last one first."""
    query = select(Training).where(Training.person_id == person_id).options(joinedload(Training.seen_by))
    return db.session.scalars(query.order_by(Training.held_on.desc(), Training.course)).all()


def of_home(home: Home) -> list[tuple[Post, Sequence[Training]]]:
    """Everybody who works in the home today with their courses, in a fixed number of questions."""
    query = select(Post).where(Post.home_id == home.id, Post.left_on.is_(None)).options(joinedload(Post.person))
    posts = db.session.scalars(query.order_by(Post.since, Post.id)).all()
    log = _log([post.person_id for post in posts])
    return [(post, log[post.person_id]) for post in posts]


def _log(people_of: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[Training]]:
    found: dict[uuid.UUID, list[Training]] = defaultdict(list)
    query = select(Training).where(Training.person_id.in_(people_of))
    for row in db.session.scalars(query.order_by(Training.held_on.desc(), Training.course)):
        found[row.person_id].append(row)
    return found


def one_person(actor: Any, person_id: uuid.UUID) -> Person | None:
    """A person whose file the officer may see."""
    found: Person | None = people.one_person(actor, person_id)
    return found
