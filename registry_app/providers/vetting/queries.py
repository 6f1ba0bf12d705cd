"""The people of a home with how their checks stand; one person's file; what waits for an officer."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from registry_app.core import clock, rulebook
from registry_app.core.db import db
from registry_app.providers import identity
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home, Membership, Organisation
from registry_app.providers.identity import IdentityKind
from registry_app.providers.ties.queries import tied_homes
from registry_app.providers.vetting import rules
from registry_app.providers.vetting.access import PROVINCE_ROLES
from registry_app.providers.vetting.models import (
    OffenderMatch,
    OfficialPost,
    Person,
    PersonCheck,
    PersonPaper,
    PlaceCheck,
    Post,
)
from registry_app.providers.vetting.states import BLOCKING, Check, PostKind

PACKAGE = "registry_app.providers.vetting"
Known = Mapping[str, rules.Recorded]
LISTED = 200


@dataclass(frozen=True)
class Member:
    """One post in a home, with its checks and what follows from them on the day."""

    post: Post
    lines: tuple[rules.Line, ...]
    outcome: str

    @property
    def with_children(self) -> bool:
        return rules.may_be_with_children(self.outcome)

    @property
    def open(self) -> int:
        """How many checks that are asked are not good."""
        return sum(line.asked and line.standing not in ("GOOD", "CONDITION") for line in self.lines)


def book(on: date | None = None) -> rules.Book:
    """What is asked of whom, in force on the day."""
    body: rules.Book = rulebook.body(rulebook.in_force(PACKAGE, "vetting", on or clock.today()))
    return body


def recorded(people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[PersonCheck]]:
    """What counts of the checks of these persons."""
    found: dict[uuid.UUID, list[PersonCheck]] = defaultdict(list)
    query = select(PersonCheck).where(PersonCheck.person_id.in_(people), PersonCheck.replaced_at.is_(None))
    for row in db.session.scalars(query.order_by(PersonCheck.check)):
        found[row.person_id].append(row)
    return found


def known(person: Person, rows: Sequence[PersonCheck], home_id: uuid.UUID | None) -> Known:
    """By check: the person's own and those of this home, or of an office; the list as it was last searched."""
    asked = book()
    found = {
        row.check.value: rules.Recorded(row.result.value, row.on, row.references)
        for row in rows
        # What is asked in each home anew is not shown by what was asked in an office.
        if row.home_id == (home_id if rules.of_home(asked, row.check.value) else None)
    }
    if person.blocked:
        first = min(match.found_at for match in person.matches if match.state in BLOCKING)
        found[Check.V03.value] = rules.Recorded("FAILED", clock.local(first).date())
    elif person.searched_on is not None:
        found[Check.V03.value] = rules.Recorded("PASSED", person.searched_on)
    return found


def member(post: Post, rows: Sequence[PersonCheck], on: date) -> Member:
    """How one post stands on the day."""
    facts = rules.PostFacts(post.kind.value, post.since, post.experience.value, post.same_person)
    lines = rules.lines(book(on), facts, known(post.person, rows, post.home_id), on)
    return Member(post, tuple(lines), rules.outcome(lines))


def _members(posts: Sequence[Post], on: date) -> list[Member]:
    rows = recorded({post.person_id for post in posts})
    return [member(post, rows.get(post.person_id, []), on) for post in posts]


def _whole() -> Any:
    return select(Post).options(
        selectinload(Post.person).selectinload(Person.matches), joinedload(Post.home, innerjoin=True)
    )


def staff(home: Home, on: date | None = None) -> list[Member]:
    """The people in post at a home, by kind of post and then by how long they are there."""
    posts = db.session.scalars(
        _whole().where(Post.home_id == home.id, Post.left_on.is_(None)).order_by(Post.since, Post.id)
    ).all()
    order = list(PostKind)
    return sorted(_members(posts, on or clock.today()), key=lambda one: order.index(one.post.kind))


def gone(home: Home) -> Sequence[Post]:
    """Who left the home, the last one first."""
    query = select(Post).where(Post.home_id == home.id, Post.left_on.is_not(None))
    return db.session.scalars(query.order_by(Post.left_on.desc(), Post.id).limit(LISTED)).all()


def one_post(post: Post, on: date | None = None) -> Member:
    """One post with its checks."""
    return _members([post], on or clock.today())[0]


def members_of(person: Person, on: date | None = None) -> list[Member]:
    """Every post the person holds today."""
    return _members([post for post in person.posts if post.left_on is None], on or clock.today())


def first_aid(members: Sequence[Member], on: date | None = None) -> int:
    """How many people of a home hold first aid that is good today."""
    good = {one.post.person_id for one in members for line in one.lines if _holds(line)}
    return len(good)


def _holds(line: rules.Line) -> bool:
    return line.code == Check.V12 and line.standing in ("GOOD", "CONDITION")


def block_cells(home: Home, on: date | None = None) -> dict[tuple[str, str], str]:
    """(group, check) -> the least clear of its people; nothing where no people are listed (decision_rules)."""
    people = staff(home, on)
    if not people:
        return {}
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, kinds in book(on)["block_groups"].items():
        for one in people:
            if one.post.kind.value in kinds:
                for line in one.lines:
                    cells[group, line.code].append(rules.outcome([line]) if line.asked else "CLEAR")
    codes = rules.checks(book(on))
    return {(group, code): rules.worst(cells[group, code]) for group in book(on)["block_groups"] for code in codes}


def named_groups(home: Home) -> frozenset[str]:
    """The groups of the hard block in which somebody is named at the home (decision_rules)."""
    kinds = set(db.session.scalars(select(Post.kind).where(Post.home_id == home.id, Post.left_on.is_(None))))
    groups = book()["named_groups"].items()
    return frozenset(group for group, wanted in groups if kinds & {PostKind(kind) for kind in wanted})


def by_number(kind: IdentityKind, number: str) -> Person | None:
    """The person with this number, in its normal form."""
    found = Person.identity_digest.in_(identity.digests(kind, number))
    return db.session.scalars(select(Person).where(found)).one_or_none()


def own_post(actor: Any, home_id: uuid.UUID, post_id: uuid.UUID) -> Post | None:
    """A post in a home the person signs in for."""
    home = homes.one_of_own(actor, home_id)
    query = _whole().where(Post.id == post_id, Post.home_id == home_id)
    found: Post | None = db.session.scalars(query).one_or_none() if home else None
    return found


def one_person(actor: Any, person_id: uuid.UUID) -> Person | None:
    """A person with a post in a home the officer may see, and in none the officer is tied to.

    The file of somebody who comes from an office is opened by the offices of the province, never by themselves.
    """
    person = db.session.get(Person, person_id)
    if person is None or any(post.home_id in tied_homes(actor) for post in person.posts):
        return None
    if any(post.user_id == actor.id for post in person.official_posts):
        return None
    if person.official_posts and actor.has(*PROVINCE_ROLES):
        return person
    seen = select(Post.id).join(Home).where(Post.person_id == person_id, homes.reach(actor)).limit(1)
    return person if db.session.scalar(seen) is not None else None


def one_match(actor: Any, match_id: uuid.UUID) -> OffenderMatch | None:
    """A match of a person the officer may see."""
    match = db.session.get(OffenderMatch, match_id)
    return match if match and one_person(actor, match.person_id) else None


def one_place(actor: Any, place_id: uuid.UUID) -> PlaceCheck | None:
    """A place to be looked at, of a home the officer may see."""
    place = db.session.get(PlaceCheck, place_id)
    return place if place and homes.one(actor, place.home_id) else None


def papers(post: Post) -> Sequence[PersonPaper]:
    """The papers given for a post, the newest first."""
    query = select(PersonPaper).where(PersonPaper.post_id == post.id)
    return db.session.scalars(query.order_by(PersonPaper.given_at.desc(), PersonPaper.id)).all()


def paper_of(actor: Any, person_id: uuid.UUID, paper_id: uuid.UUID) -> PersonPaper | None:
    """A paper in the file of a person the officer may see."""
    paper = db.session.get(PersonPaper, paper_id)
    fits = paper is not None and paper.post.person_id == person_id and one_person(actor, person_id) is not None
    return paper if fits else None


def history(person: Person) -> Sequence[PersonCheck]:
    """Every check ever recorded, the newest first."""
    query = select(PersonCheck).where(PersonCheck.person_id == person.id)
    return db.session.scalars(query.order_by(PersonCheck.recorded_at.desc(), PersonCheck.id)).all()


def _reached(actor: Any) -> Any:
    return _whole().join(Home, Post.home_id == Home.id).where(homes.reach(actor))


def with_new_papers(actor: Any) -> list[tuple[Post, int]]:
    """Posts for which papers wait to be read, the longest waiting first."""
    count, first = func.count(PersonPaper.id), func.min(PersonPaper.given_at)
    waiting = (
        select(PersonPaper.post_id, count.label("many"), first.label("first"))
        .where(PersonPaper.read_at.is_(None))
        .group_by(PersonPaper.post_id)
        .subquery()
    )
    query = _reached(actor).join(waiting, waiting.c.post_id == Post.id).add_columns(waiting.c.many)
    return [(post, many) for post, many in db.session.execute(query.order_by(waiting.c.first, Post.id).limit(LISTED))]


def not_yet_clear(actor: Any, on: date | None = None) -> list[Member]:
    """People in post who may not be with children, by home; at most as many as a page holds."""
    posts = db.session.scalars(
        _reached(actor).where(Post.left_on.is_(None)).order_by(Home.register_number, Post.since, Post.id)
    ).all()
    found = [one for one in _members(posts, on or clock.today()) if not one.with_children]
    return found[:LISTED]


def open_matches(actor: Any) -> list[OffenderMatch]:
    """Matches that stand, the oldest first."""
    query = select(OffenderMatch).where(OffenderMatch.state.in_(BLOCKING)).order_by(OffenderMatch.found_at)
    return [match for match in db.session.scalars(query) if one_person(actor, match.person_id)]


def open_places(actor: Any) -> Sequence[PlaceCheck]:
    """Places still to be looked at, the most urgent first."""
    query = select(PlaceCheck).join(Home, PlaceCheck.home_id == Home.id).where(PlaceCheck.done_at.is_(None))
    return db.session.scalars(query.where(homes.reach(actor)).order_by(PlaceCheck.due_at, PlaceCheck.id)).all()


def left_under_allegation(actor: Any) -> Sequence[Post]:
    """Who left a home under an allegation, the last told first."""
    found: Sequence[Post] = db.session.scalars(
        _reached(actor).where(Post.under_allegation).order_by(Post.told_at.desc(), Post.id).limit(LISTED)
    ).all()
    return found


def in_post() -> Any:
    """Keys of the persons who hold a post in a home or an office today, as a SELECT."""
    official = select(OfficialPost.person_id).where(OfficialPost.left_on.is_(None))
    return select(Post.person_id).where(Post.left_on.is_(None)).union_all(official)


def renewing(codes: Collection[str]) -> Sequence[PersonCheck]:
    """What counts of these checks, of people in post."""
    return db.session.scalars(
        select(PersonCheck)
        .where(PersonCheck.check.in_([Check(code) for code in codes]), PersonCheck.replaced_at.is_(None))
        .where(PersonCheck.person_id.in_(in_post()))
        .order_by(PersonCheck.id)
        .options(joinedload(PersonCheck.person).selectinload(Person.official_posts).joinedload(OfficialPost.user))
    ).all()


def living_posts(person_id: uuid.UUID) -> Sequence[Post]:
    """The posts a person holds today."""
    query = _whole().where(Post.person_id == person_id, Post.left_on.is_(None)).order_by(Post.since, Post.id)
    found: Sequence[Post] = db.session.scalars(query).all()
    return found


def living_posts_of(people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Post]]:
    """The posts that these persons hold today, with what a letter to their homes needs; in a fixed number of reads."""
    found: dict[uuid.UUID, list[Post]] = defaultdict(list)
    members = joinedload(Post.home, innerjoin=True).joinedload(Home.organisation).selectinload(Organisation.members)
    query = _whole().options(members.joinedload(Membership.user)).where(Post.left_on.is_(None))
    for post in db.session.scalars(query.where(Post.person_id.in_(people)).order_by(Post.since, Post.id)):
        found[post.person_id].append(post)
    return found


def matches_at(home_id: uuid.UUID) -> int:
    """How many people in post at a home are matched with the list of offenders."""
    count = (
        select(func.count(func.distinct(Post.person_id)))
        .join(OffenderMatch, OffenderMatch.person_id == Post.person_id)
        .where(Post.home_id == home_id, Post.left_on.is_(None), OffenderMatch.state.in_(BLOCKING))
    )
    return db.session.scalar(count) or 0
