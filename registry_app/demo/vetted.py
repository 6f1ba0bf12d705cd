"""People with their checks in order, put straight into the tables: inspectors, panels, and who leads a home."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from registry_app.accounts.models import User
from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.demo.chance import Chance
from registry_app.demo.people import People
from registry_app.providers import identity
from registry_app.providers.homes.models import Home
from registry_app.providers.identity import IdentityKind
from registry_app.providers.vetting import queries, rules
from registry_app.providers.vetting.models import OfficialPost, Person, PersonCheck, Post
from registry_app.providers.vetting.official_queries import ROLES
from registry_app.providers.vetting.states import Check, OfficialKind, PostKind, Result

NOTE = "Made up. Seen by the registry office."
OF_OFFICE = ("V01", "V02", "V10", "V11")
TOLD = (PostKind.OWNER, PostKind.MANAGER, PostKind.CARER, PostKind.CARER)
"""Whom every home names before it is authorised."""
BEFORE = ("V01", "V02")
"""What must be clear before a home is authorised; the list of offenders is searched by the program."""


class Vetting:
    """Makes rows; `number` gives a CNIC nobody has, `key` the next key, `by` is who recorded."""

    def __init__(self, number: Callable[[], str], key: Callable[[], UUID], by: User) -> None:
        self.number, self.key, self.by = number, key, by

    def person(self, name: str, woman: bool | None, searched: date) -> Person:
        """Somebody with a card, searched in the list of offenders on that day."""
        number = self.number()
        made = Person(
            id=self.key(), identity_kind=IdentityKind.CNIC, woman=woman, searched_on=searched,
            identity_digest=identity.digest(IdentityKind.CNIC, number),
        )  # fmt: skip
        made.name, made.identity = name, number
        return made

    def checks(self, person: Person, codes: Iterable[str], on: date) -> list[PersonCheck]:
        """These checks in order, of that day."""
        made = []
        for code in codes:
            row = PersonCheck(
                id=self.key(), person_id=person.id, check=Check(code), result=Result.PASSED, on=on,
                recorded_by_id=self.by.id,
            )  # fmt: skip
            row.note = NOTE
            made.append(row)
        return made

    def officials(self, users: Iterable[User], since: date, on: date, signed: date | None = None) -> int:
        """Inspectors and members of panels, each clear on the day `on`; `signed`: when inspectors signed the code."""
        rows: list[Any] = []
        for user in users:
            for kind, roles in ROLES.items():
                if user.has(*roles):
                    person = self.person(user.name, user.woman, on)
                    post = OfficialPost(id=self.key(), person_id=person.id, user_id=user.id, kind=kind, since=since)
                    code = signed if signed and kind is OfficialKind.INSPECTOR else on
                    rows += [person, post, *self.checks(person, OF_OFFICE[:2], on)]
                    rows += self.checks(person, ("V10",), code) + self.checks(person, ("V11",), on)
        return self._store(rows, "official:load-made-up")

    def sign_again(self, on: Callable[[], date]) -> None:
        """Everybody who comes from an office signs the code of conduct again, as every year."""
        old = select(PersonCheck).where(
            PersonCheck.check == Check.V10, PersonCheck.home_id.is_(None), PersonCheck.replaced_at.is_(None)
        )
        rows = []
        for row in db.session.scalars(old.options(joinedload(PersonCheck.person)).order_by(PersonCheck.id)).all():
            row.replaced_at = clock.now()
            rows += self.checks(row.person, ("V10",), on())
        db.session.flush()
        self._store(rows, "official:load-made-up")

    def complete(self, home: Home, on: date) -> None:
        """Everything else that is asked of the people of a home, as of that day."""
        book = queries.book()
        posts = db.session.scalars(
            select(Post).where(Post.home_id == home.id, Post.left_on.is_(None)).options(joinedload(Post.person))
        )
        rows = []
        for post in posts.all():
            codes = [code for code in rules.checks(book) if rules.asked(book, code, post.kind.value)]
            codes += ["V12"] if post.kind is PostKind.CARER else []
            for row in self.checks(post.person, [code for code in codes if code not in (*BEFORE, "V03")], on):
                row.references = 3 if row.check is Check.V04 else 0
                row.home_id = home.id if rules.of_home(book, row.check.value) else None
                rows.append(row)
        self._store(rows, "person:load-made-up")

    def name_home(self, home: Home, names: Sequence[tuple[str, bool]], since: date, on: date) -> list[Post]:
        """Owner, manager and two carers of a home, with identity and police certificate of the day `on`."""
        rows: list[Any] = []
        posts = []
        for kind, (name, woman) in zip(TOLD, names, strict=True):
            person = self.person(name, woman, on)
            post = Post(id=self.key(), person_id=person.id, home_id=home.id, kind=kind, since=since, same_person=True)
            post.name = name
            posts.append(post)
            rows += [person, post, *self.checks(person, BEFORE, on)]
        self._store(rows, "person:load-made-up")
        return posts

    def _store(self, rows: list[Any], deed: str) -> int:
        db.session.add_all(rows)
        db.session.flush()
        audit.note(deed, None, None, changes={"rows": [None, len(rows)]})
        return len(rows)


def searched(on: date) -> None:
    """The list of offenders was searched for everybody on that day, as on every night."""
    db.session.execute(update(Person).values(searched_on=on))
    db.session.expire_all()


def vet_officers(chance: Chance, people: People) -> int:
    """Everybody who inspects or sits on a panel, long enough ago for the oldest visit and the oldest seat."""
    today = clock.today()
    long_ago, signed = today - timedelta(days=420), today - timedelta(days=360)
    vetting = Vetting(people.card, chance.key, people["registrar"])
    return vetting.officials(people.known.values(), long_ago, long_ago, signed)
