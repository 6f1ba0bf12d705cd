"""Finding homes for anybody: by name, district, kind of care and grade, a page at a time, never by counting all."""

import re
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, type_coerce
from sqlalchemy.orm import selectinload
from sqlalchemy.types import NULLTYPE

from registry_app.core import clock, kept_pages
from registry_app.core.db import db
from registry_app.core.paging import Page, after, page_of
from registry_app.places import gazetteer
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import LIVING
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import CareType, Grade, Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import GradePublication, NamingUnregistered
from registry_app.providers.register.facts import PublicHome, public

UNGRADED = "none"
BATCH = 1000
PUBLIC_COLUMNS = tuple(
    getattr(Home, name)
    for name in (
        "id", "register_number", "name", "name_ur", "name_sd", "district", "household", "shelters_survivors",
        "standing", "notice_until", "certificate_number", "authorised_from", "authorised_until", "grade", "grade_on",
        "grade_with_notice", "grade_limits", "protection_met",
    )
)  # fmt: skip
OFFERED = (Service.care_type, Service.sexes, Service.age_from, Service.age_to, Service.capacity)
ORDER = (Home.register_number,)
Listed: Any = namedtuple("Listed", tuple(column.key for column in (*PUBLIC_COLUMNS[1:], *OFFERED)))  # type: ignore[misc]
"""A line of the list. Its facts are read a dozen times faster than those of a result's row."""
Lines = tuple[tuple[Any, ...], ...]
Numbered = namedtuple("Numbered", ["register_number"])
NUMBER_FIRST = itemgetter(0)
kept_pages.watch("home", "service", "home_name", "power")
NUMBER = re.compile(r"H-?(\d{1,9})(?:-?[A-Z])?")


@dataclass(frozen=True)
class Wanted:
    """What the visitor looks for; empty means anything. Values nobody knows are left out when it is read."""

    q: str = ""
    district: str = ""
    type: str = ""
    grade: str = ""


def wanted(given: Any) -> Wanted:
    """The filters in an address's query, only as far as they can mean something."""
    district, kind, grade = (given.get(name, "").strip() for name in ("district", "type", "grade"))
    return Wanted(
        q=" ".join(given.get("q", "").split())[:80],
        district=district if district in {one.code for one in gazetteer.districts()} else "",
        type=kind if kind in set(CareType) else "",
        grade=grade if grade in {*Grade, UNGRADED} else "",
    )


def unknown(given: Any) -> list[str]:
    """The filters of an address's query that name something that there is not: district, type or grade."""
    want = wanted(given)
    return [name for name in ("district", "type", "grade") if given.get(name, "").strip() and not getattr(want, name)]


@dataclass(frozen=True)
class Eyes:
    """How far the public sees today."""

    publication: GradePublication
    naming: NamingUnregistered
    today: date

    def see(self, home: Home) -> PublicHome:
        """The home as the public sees it."""
        return self.see_row(home, home.services)

    def see_row(self, row: Any, services: Sequence[Any]) -> PublicHome:
        """The same of a plain row of `PUBLIC_COLUMNS` and its services."""
        return public(row, services, self.publication, self.naming, self.today)


def eyes() -> Eyes:
    """Today's settings of publication."""
    return Eyes(*powers.publication(), clock.today())


def carrying(today: date) -> ColumnElement[bool]:
    """The homes authorised today, also before the nightly clock ends what is over: `rules.is_over`, said to the
    database."""
    lasts = or_(Home.authorised_until.is_(None), Home.authorised_until >= today)
    return and_(Home.standing == Standing.AUTHORISED, lasts)


def _named(look: Eyes) -> ColumnElement[bool]:
    """The homes whose names are public: the same rule as `rules.is_named`, said to the database."""
    after_term: ColumnElement[bool] = false()
    if look.naming is NamingUnregistered.AFTER_NOTICE_AND_TERM:
        after_term = and_(Home.standing == Standing.NOTICE_SERVED, Home.notice_until < look.today)
    applied = Home.standing.not_in((Standing.KNOWN_UNREGISTERED, Standing.NOTICE_SERVED, Standing.RECORDED_TWICE))
    return and_(Home.household.is_(False), Home.shelters_survivors.is_(False), or_(applied, after_term))


def _search(q: str, look: Eyes) -> ColumnElement[bool]:
    """A register number, with or without its letter, or a part of a public name in any of the three scripts."""
    number = NUMBER.fullmatch(q.upper())
    if number:
        return Home.register_number.startswith(f"H-{int(number.group(1)):05d}-", autoescape=True)
    return and_(homes.named(q), _named(look))


def _graded(grade: str) -> ColumnElement[bool]:
    """Homes of a grade as the public sees it: a shelter for survivors shows none, so that no filter tells it either."""
    if grade == UNGRADED:
        return or_(Home.grade.is_(None), Home.shelters_survivors.is_(True))
    return and_(Home.grade == Grade(grade), Home.shelters_survivors.is_(False))


def _select(want: Wanted, look: Eyes) -> Select[Any]:
    query = select(*PUBLIC_COLUMNS).where(Home.same_as_id.is_(None))
    if want.district:
        query = query.where(Home.district == want.district)
    if want.grade and look.publication is GradePublication.GRADE:
        query = query.where(_graded(want.grade))
    if want.type:
        offers = select(Service.id).where(Service.home_id == Home.id, Service.care_type == CareType(want.type))
        query = query.where(offers.exists(), Home.shelters_survivors.is_(False))
    if want.q:
        query = query.where(_search(want.q, look))
    return query


def listing(want: Wanted, look: Eyes, token: str | None, size: int = 50) -> Page[PublicHome]:
    """One page of the register by number, each home with what it offers: one question."""
    found = stored(want, look, token, size)
    return Page([seen(lines, look) for lines in found.rows], found.next_token)


def stored(want: Wanted, look: Eyes, token: str | None, size: int = 50) -> Page[Lines]:
    """The same page as the database holds it: of each home one line for each service, or one without any.

    Whoever has drawn such lines before need not see the home again.
    """
    # Straight from the connection: the session would make of each row what nobody asks for here.
    rows = db.session.connection().execute(_page(want, look, token, size))
    homes = [tuple(lines) for _number, lines in groupby(map(tuple, rows), NUMBER_FIRST)]
    found = page_of([Numbered(*lines[0][:1]) for lines in homes], ORDER, size)
    return Page(homes[:size], found.next_token)


@lru_cache(maxsize=512)
def _page(want: Wanted, look: Eyes, token: str | None, size: int) -> Any:
    """The question of one page. Asked often, it is put together once: that takes longer than the answer."""
    homes = after(_select(want, look), ORDER, token, size).subquery()
    shown = [homes.c[column.key] for column in PUBLIC_COLUMNS[1:]]
    bare = [type_coerce(column, NULLTYPE) for column in (*shown, *OFFERED)]
    offers = select(*bare).outerjoin(Service, Service.home_id == homes.c.id)
    return offers.order_by(homes.c.register_number, Service.care_type)


def seen(lines: Lines, look: Eyes) -> PublicHome:
    """The home of these lines as the public sees it."""
    read = _readers(db.engine.dialect.name)
    rows = [Listed._make(one(value) if one else value for one, value in zip(read, line, strict=True)) for line in lines]
    first: Any = rows[0]
    return look.see_row(first, rows if first.care_type is not None else ())


@cache
def _readers(_dialect: str) -> list[Callable[[Any], Any] | None]:
    """What makes of a stored value the thing it means, column by column."""
    columns, dialect = (*PUBLIC_COLUMNS[1:], *OFFERED), db.engine.dialect
    return [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]


def conditions(homes: Sequence[PublicHome]) -> dict[str, tuple[str, ...]]:
    """Register number -> the kinds of condition of its certificates that stand, where its care is public."""
    numbers = [home.number for home in homes if home.certificate]
    query = (
        select(Home.register_number, Authorisation.conditions)
        .join(Authorisation, Authorisation.home_id == Home.id)
        .where(Home.register_number.in_(numbers), Authorisation.standing.in_(LIVING))
    )
    found: dict[str, set[str]] = {}
    for number, given in db.session.execute(query):
        found.setdefault(number, set()).update(one["code"] for one in given or ())
    return {number: tuple(sorted(codes)) for number, codes in found.items()}


def every(want: Wanted, look: Eyes) -> Iterator[tuple[PublicHome, Sequence[str]]]:
    """The whole register by number with the kinds of conditions, read in batches."""
    token: str | None = None
    while True:
        found = listing(want, look, token, BATCH)
        said = conditions(found.rows)
        yield from ((home, said.get(home.number, ())) for home in found.rows)
        if found.next_token is None:
            return
        token = found.next_token


def by_number(number: str) -> Home | None:
    """A home by its register number as somebody types it; the record that stays, where it was recorded twice."""
    found = db.session.scalars(select(Home).where(Home.register_number == number.strip().upper())).one_or_none()
    return db.session.get(Home, found.same_as_id) if found and found.same_as_id else found


def certificates(home: Home) -> Sequence[Authorisation]:
    """The authorisations of a home in force or suspended, the longest first."""
    return db.session.scalars(
        select(Authorisation)
        .where(Authorisation.home_id == home.id, Authorisation.standing.in_(LIVING))
        .options(selectinload(Authorisation.service))
        .order_by(Authorisation.until.desc(), Authorisation.serial)
    ).all()


@dataclass(frozen=True)
class Counts:
    """Figures of the first page."""

    known: int
    authorised: int
    applying: int
    districts: int
    of_districts: int


def counts() -> Counts:
    """How many homes are known, authorised today and applying, and in how many districts one is authorised."""
    carries = carrying(clock.today())
    known, authorised, applying, districts = db.session.execute(
        select(
            func.count(),
            func.count(case((carries, 1))),
            func.count(case((Home.standing == Standing.IN_PROCESS, 1))),
            func.count(func.distinct(case((carries, Home.district)))),
        ).where(Home.same_as_id.is_(None))
    ).one()
    return Counts(known, authorised, applying, districts, len(gazetteer.districts()))
