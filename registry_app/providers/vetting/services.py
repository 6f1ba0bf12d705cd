"""People come to a home, their checks are recorded, and they leave it."""

from datetime import date, timedelta
from typing import Any, TypeVar

from registry_app.core import audit, clock, codes, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.events import publish
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import fold
from registry_app.providers import identity
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import services as offenders
from registry_app.providers.offenders.states import Purpose
from registry_app.providers.vetting import alerts, queries, rules, search_services
from registry_app.providers.vetting.events import MayNotBeWithChildren, PersonLeft
from registry_app.providers.vetting.models import OfficialPost, Person, PersonCheck, PersonPaper, Post
from registry_app.providers.vetting.states import Check, Experience, Leaving, PostKind, Result

AnyPost = TypeVar("AnyPost", Post, OfficialPost)

FAR = timedelta(days=366)
Voucher = tuple[str, str]


@transactional
def add_person(
    home: Home,
    *,
    name: str,
    kind: IdentityKind,
    number: str = "",
    vouchers: tuple[Voucher, Voucher] | None = None,
    woman: bool | None = None,
    post: PostKind,
    since: date,
    experience: Experience = Experience.OTHER,
    actor: Any,
) -> Post:
    """Somebody starts in a home: under the number on their card they are one person, in however many homes.

    The list of offenders is searched at once, and the question is on record as any other.
    """
    if since > clock.today() + FAR:
        raise DomainError(_("Choose a day within the next year."), "since")
    name = offenders.words_of(name, "name")
    if kind is IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS:
        person = _vouched(home, name, vouchers, woman, actor)
    else:
        purpose = Purpose.FAMILY_CARE if home.household else Purpose.WORK_WITH_CHILDREN
        person = numbered(name, kind, number, woman, purpose=purpose, reason=home.register_number, actor=actor)
    if any(p.home_id == home.id and p.kind is post and p.left_on is None for p in person.posts):
        raise DomainError(_("This person is in this post at your home already."), "number")
    made = Post(
        person_id=person.id, home_id=home.id, kind=post, experience=experience, since=since,
        added_by_id=getattr(actor, "id", None), same_person=fold(name) == fold(person.name or ""),
    )  # fmt: skip
    made.name = name
    with audit.deed("person:add-post", made, actor):
        pass
    db.session.refresh(person, ["posts"])
    search_services.search_person(person, on=clock.today())
    return made


def numbered(
    name: str, kind: IdentityKind, typed: str, woman: bool | None, *, purpose: Purpose, reason: str, actor: Any
) -> Person:
    """The person with this number, new or known; the question to the list of offenders is on record."""
    number = offenders.number_of(kind, typed)
    if actor is not None:
        offenders.ask(kind=kind, number=number, purpose=purpose, reason=reason, actor=actor, by_page=False)
    # Everybody takes a turn, so that one number added in two homes at once never becomes two persons.
    codes.next_number("person")
    there = queries.by_number(kind, number)
    if there is not None:
        return there
    person = Person(identity_kind=kind, identity_digest=identity.digest(kind, number), woman=woman)
    person.name, person.identity = name, number
    return _stored(person, actor)


def _vouched(home: Home, name: str, vouchers: tuple[Voucher, Voucher] | None, woman: bool | None, actor: Any) -> Person:
    if not any(service.care_type is CareType.KINSHIP for service in home.services):
        raise DomainError(_("Only for relatives who care for a child. Everybody else needs a card."), "kind")
    given = []
    for field, (who, typed) in zip(("first", "second"), vouchers or (("", ""), ("", "")), strict=True):
        found = identity.normal(IdentityKind.CNIC, typed)
        if not who.strip() or found is None:
            raise DomainError(_("Write the name and the CNIC of two persons who know them."), f"{field}_number")
        given.append((who.strip(), identity.written(IdentityKind.CNIC, found)))
    if given[0][1] == given[1][1]:
        raise DomainError(_("Two different persons must vouch."), "second_number")
    person = Person(identity_kind=IdentityKind.VOUCHED_BY_TWO_CNIC_HOLDERS, woman=woman)
    person.name, person.vouched = name, "\n".join(f"{who}, {number}" for who, number in given)
    return _stored(person, actor)


def _stored(person: Person, actor: Any) -> Person:
    with audit.deed("person:add", person, actor):
        pass
    return person


@transactional
def give_paper(post: Post, check: Check, upload: Any, *, actor: Any) -> PersonPaper:
    """The home gives a paper for a check; an officer reads it and records the check."""
    if check is Check.V03:
        raise DomainError(_("The list of offenders is searched by the office. It needs no paper."), "paper")
    if post.left_on is not None:
        raise DomainError(_("This person has left this post already."), "paper")
    if upload is None or not getattr(upload, "filename", ""):
        raise DomainError(_("Choose a photo or a PDF."), "paper")
    try:
        stored = files.accept(upload, actor=actor)
    except DomainError as error:
        raise DomainError(error.sentence, "paper") from error
    db.session.flush()
    paper = PersonPaper(post_id=post.id, check=check, file_id=stored.id, given_by_id=actor.id)
    with audit.deed("person:give-paper", paper, actor):
        pass
    return paper


@transactional
def record_check(
    person: Person,
    check: Check,
    *,
    result: Result,
    on: date,
    note: str,
    home: Home | None = None,
    references: int = 0,
    actor: Any,
) -> PersonCheck:
    """What an officer found; the word before it stays to be read. `home` for a check that is made in each home."""
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    if check is Check.V03 and person.identity_digest is not None:
        raise DomainError(_("The program searches the list of offenders itself, every night."))
    if rules.of_home(queries.book(), check.value) != (home is not None) and not of_office(person, home):
        raise DomainError(_("Choose the home in which this was checked."), "home")
    person = locked(person)
    for row in queries.recorded([person.id]).get(person.id, []):
        if row.check is check and row.home_id == (home.id if home else None):
            with audit.deed("person:replace-check", row, actor):
                row.replaced_at = clock.now()
    record = PersonCheck(
        person_id=person.id, home_id=home.id if home else None, check=check, result=result, on=on,
        references=references, recorded_by_id=actor.id,
    )  # fmt: skip
    record.note = offenders.words_of(note, "note")
    with audit.deed("person:record-check", record, actor):
        pass
    for post in person.posts:
        for paper in queries.papers(post):
            if paper.check is check and paper.read_at is None and (home is None or post.home_id == home.id):
                paper.read_at = clock.now()
    if result is Result.FAILED:
        _tell_not_clear(person, home, str(record.id))
    return record


def of_office(person: Person, home: Home | None) -> bool:
    """Whether a check without a home is one of an office: the person comes to children from there."""
    return home is None and any(post.left_on is None for post in person.official_posts)


def _tell_not_clear(person: Person, home: Home | None, key: str) -> None:
    for post in queries.living_posts(person.id):
        if home is None or post.home_id == home.id:
            alerts.outcome_changed(post.home, key)
    if home is None and any(post.left_on is None for post in person.official_posts):
        alerts.official_not_clear(key)
    publish(MayNotBeWithChildren(person.id))


@transactional
def confirm_person(post: Post, *, actor: Any) -> Post:
    """An officer saw that the person of this post, given under another name, is the person of the file."""
    with audit.deed("person:confirm", post, actor):
        post.same_person = True
    return post


@transactional
def end_post(
    post: AnyPost, deed: str, *, on: date, leaving: Leaving, under_allegation: bool, allegation: str, actor: Any
) -> AnyPost:
    """Write down that a post ends, of a home or of an office; an allegation needs its words."""
    post = locked(post)
    if post.left_on is not None:
        raise DomainError(_("This person has left this post already."))
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    if on < post.since:
        raise DomainError(_("Nobody leaves before the day they started."), "on")
    with audit.deed(deed, post, actor), db.session.no_autoflush:
        post.left_on, post.leaving, post.under_allegation, post.told_at = on, leaving, under_allegation, clock.now()
        if under_allegation:
            post.allegation = offenders.words_of(allegation, "allegation")
    return post


@transactional
def record_leaving(
    post: Post, *, on: date, leaving: Leaving, under_allegation: bool, allegation: str = "", actor: Any
) -> Post:
    """A post ends. Under an allegation SWD and SCPA are told at once, and it stays on the person's file for good."""
    post = end_post(
        post,
        "person:leave",
        on=on,
        leaving=leaving,
        under_allegation=under_allegation,
        allegation=allegation,
        actor=actor,
    )
    if under_allegation:
        alerts.left_under_allegation(str(post.id), post.home.district)
    search_services.keep_on_home(post.home)
    publish(PersonLeft(post.person_id, post.home_id))
    return post


@transactional
def remind_due(on: date | None = None) -> int:
    """Tell homes which checks end within 60, 30 and 7 days, each once. Gives how many reminders stand."""
    on = on or clock.today()
    book, stand = queries.book(on), 0
    codes = [row["code"] for row in book["checks"] if "renew_months" in row]
    due = [(record, days) for record in queries.renewing(codes) if (days := _ends_in(book, record, on)) is not None]
    posts = queries.living_posts_of({record.person_id for record, _days in due})
    for record, days in due:
        stand += 1
        homes = {p.home_id: p.home for p in posts.get(record.person_id, ()) if record.home_id in (None, p.home_id)}
        until = on + timedelta(days=days)
        key = f"check-ends:{record.id}:{until.isoformat()}:{rules.reminder_due(book, until, on)}"
        for home in homes.values():
            alerts.renewal(home, f"{key}:{home.id}", days)
        if record.home_id is None and any(post.left_on is None for post in record.person.official_posts):
            alerts.official_renewal(record.person, key, days)
    audit.note("person:remind", None, None, changes={"reminders": [None, stand]})
    return stand


def _ends_in(book: rules.Book, record: PersonCheck, on: date) -> int | None:
    """In how many days the check ends, when a reminder of it stands today."""
    until = rules.holds_until(book, record.check.value, record.on)
    if until is None or record.result is Result.FAILED or rules.reminder_due(book, until, on) is None:
        return None
    return (until - on).days
