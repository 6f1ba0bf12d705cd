"""People of homes, their checks, and entries of the list of offenders, made by the services themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.providers.homes.models import Home
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import decision_services, reports
from registry_app.providers.offenders import services as offenders
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.offenders.states import Ground, NoticeMeans
from registry_app.providers.vetting import queries, rules, services
from registry_app.providers.vetting import reports as people_reports
from registry_app.providers.vetting.models import Post
from registry_app.providers.vetting.states import Check, PostKind, Result
from tests.builders.people import person

_numbers = count(1)


def cnic() -> str:
    """A number nobody else in the tests has."""
    return f"{4210100000000 + next(_numbers) * 10 + 1:013d}"


def registrar() -> User:
    return person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)


def in_post(home: Home, kind: PostKind = PostKind.CARER, *, since: date | None = None, **facts: Any) -> Post:
    """Somebody in post at a home since ten days ago, nothing checked but the list of offenders."""
    card = facts.pop("identity_kind", IdentityKind.CNIC)
    facts = {"name": f"Made-up Person {next(_numbers)}", "actor": None, **facts}
    if card is not IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS:
        facts.setdefault("number", cnic())
    since = since or clock.today() - timedelta(days=10)
    return services.add_person(home, kind=card, post=kind, since=since, **facts)


def check(post: Post, code: str, actor: User, result: Result = Result.PASSED, **facts: Any) -> None:
    """One check as an officer records it, of today unless said otherwise."""
    facts = {"on": clock.today(), "note": "Seen.", "references": 3, **facts}
    home = post.home if rules.of_home(queries.book(), code) else None
    services.record_check(post.person, Check(code), result=result, home=home, actor=actor, **facts)


def cleared(home: Home, kind: PostKind = PostKind.CARER, actor: User | None = None, **facts: Any) -> Post:
    """Somebody in post with every check in order."""
    actor, post = actor or registrar(), in_post(home, kind, **facts)
    for code in rules.checks(queries.book()):
        if code != "V03":
            check(post, code, actor)
    return post


@contextmanager
def without_letters() -> Iterator[None]:
    """Letters of one line, for tests that do not read them."""
    with (
        patch.object(reports, "letter", lambda *_given: b"%PDF-1.4 blank"),
        patch.object(people_reports, "letter", lambda *_given: b"%PDF-1.4 blank"),
    ):
        yield


def proposed(number: str | None = None, actor: User | None = None, **facts: Any) -> OffenderEntry:
    facts = {
        "name": "Made-up Name", "kind": IdentityKind.CNIC, "ground": Ground.COURT_CONVICTION,
        "found_on": clock.today() - timedelta(days=30), "facts": "Made-up court, made-up case 12.", **facts,
    }  # fmt: skip
    actor = actor or person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    return offenders.propose(number=number or cnic(), actor=actor, **facts)


def noticed(number: str | None = None, **facts: Any) -> OffenderEntry:
    with without_letters():
        entry = proposed(number, **facts)
        return decision_services.notify(entry, on=clock.today(), means=NoticeMeans.BY_HAND, actor=registrar())


def answered(number: str | None = None, **facts: Any) -> OffenderEntry:
    entry = noticed(number, **facts)
    return offenders.record_answer(entry, on=clock.today(), answer="It was not me.", actor=registrar())


def decided(number: str | None = None, *, put_on: bool = True, dg: User | None = None, **facts: Any) -> OffenderEntry:
    until = facts.pop("until", None)
    entry, dg = answered(number, **facts), dg or person(Role.AUTHORISER, agency=Agency.SCPA)
    with without_letters():
        return decision_services.decide(entry, put_on=put_on, reasons="Heard and read.", until=until, actor=dg)


def listed(number: str | None = None, **facts: Any) -> OffenderEntry:
    """Somebody on the list. Needs the table of powers in force."""
    return decided(number, **facts)
