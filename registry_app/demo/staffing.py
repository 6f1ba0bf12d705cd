"""The people of the homes of Hyderabad with their checks, and entries of the list of offenders at every stage."""

import io
from datetime import date, timedelta
from uuid import UUID

from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.demo import rota, vetted, words
from registry_app.demo.chance import Chance, at
from registry_app.demo.homes import Houses, Place
from registry_app.demo.people import People
from registry_app.demo.plan import Sort
from registry_app.providers.homes.models import Home
from registry_app.providers.identity import IdentityKind
from registry_app.providers.offenders import decision_services
from registry_app.providers.offenders import services as offenders
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.offenders.states import Ground, NoticeMeans
from registry_app.providers.vetting import official_services, queries, rules, search_services, services
from registry_app.providers.vetting.models import OfficialPost, Post
from registry_app.providers.vetting.states import Check, Experience, Leaving, PostKind, Result


class Register:
    """Adds people and records their checks on made-up days."""

    def __init__(self, chance: Chance, people: People) -> None:
        self.chance, self.people = chance, people

    def number(self) -> str:
        """A CNIC that nobody has."""
        return self.people.card()

    def add(self, place: Place, kind: PostKind, since: date, number: str = "", by: User | None = None) -> Post:
        """Somebody starts at a home."""
        woman = kind is PostKind.CARER or self.chance.yes(0.4)
        with clock.set_to(at(since, 9)):
            return services.add_person(
                db.session.get_one(Home, place.id), name=words.adult(self.chance, woman), kind=IdentityKind.CNIC,
                number=number or self.number(), woman=woman, post=kind, since=since,
                experience=Experience.EXPERIENCED if kind is PostKind.MANAGER else Experience.OTHER, actor=by,
            )  # fmt: skip

    def check(self, post: Post, code: str, on: date, result: Result = Result.PASSED) -> None:
        """One check, recorded on its day."""
        book = queries.book(on)
        with clock.set_to(at(on, 11)):
            services.record_check(
                post.person, Check(code), result=result, on=on, note=vetted.NOTE, references=3 if code == "V04" else 0,
                home=post.home if rules.of_home(book, code) else None, actor=self.people["registrar"],
            )  # fmt: skip

    def failed(self, post: Post, code: str) -> None:
        """An officer found just now that a check came to nothing."""
        services.record_check(
            post.person, Check(code), result=Result.FAILED, on=clock.today(), note=vetted.NOTE,
            actor=self.people["registrar"],
        )  # fmt: skip

    def clear(self, post: Post, but: tuple[str, ...] = (), on: date | None = None) -> Post:
        """Every check that the post asks, ten days after the start unless said otherwise; first aid for carers."""
        book = queries.book()
        for code in rules.checks(book):
            aid = code == "V12" and post.kind is PostKind.CARER
            if code != "V03" and code not in but and (aid or rules.asked(book, code, post.kind.value)):
                self.check(post, code, max(on or date.min, post.since + timedelta(days=10)))
        return post


def fill(chance: Chance, people: People, houses: Houses) -> int:
    """People at the homes told in full, one of them on the list; gives how many there are."""
    today, register = clock.today(), Register(chance, people)
    told = houses.of(Sort.AUTHORISED, "SD-HYD")
    for place in told:
        # They were named before the authorisation, with what it asks; the rest was recorded since.
        for number, post in enumerate(_named(place)):
            old = post.since < today - timedelta(days=600)
            register.clear(post, but=("V01",) if old else ("V01", "V02"), on=today - timedelta(days=290 - 7 * number))
    _at_the_managers_home(register, houses.managers, people, today)
    driver = register.number()
    # The last home takes nobody new anyway, so that the match keeps no made-up child from a place.
    register.clear(register.add(told[-1], PostKind.DRIVER, today - timedelta(days=250), driver))
    guard = register.clear(register.add(houses.managers, PostKind.GUARD, today - timedelta(days=100)))
    vetted.searched(today)
    rota.plan(chance, houses.managers, told[-1])
    _officials(chance, people, today)
    _list(register, people, driver, today)
    search_services.search_all(today)
    rota.stand_down(register, guard, people)
    return len(told) * len(vetted.TOLD) + 6


def _named(place: Place) -> list[Post]:
    query = select(Post).where(Post.home_id == place.id, Post.left_on.is_(None))
    order = list(vetted.TOLD)
    return sorted(db.session.scalars(query), key=lambda one: (order.index(one.kind), str(one.id)))


def _at_the_managers_home(register: Register, place: Place, people: People, today: date) -> None:
    """One whose code of conduct ends soon, two who are not clear yet, one who left under an allegation."""
    manager = people["manager"]
    soon = register.add(place, PostKind.TEACHER, today - timedelta(days=355), by=manager)
    register.clear(soon, but=("V10",))
    register.check(soon, "V10", today - timedelta(days=345))
    new = register.add(place, PostKind.COOK, today - timedelta(days=9), by=manager)
    register.check(new, "V01", today - timedelta(days=4))
    with clock.set_to(at(today - timedelta(days=2), 16)):
        services.give_paper(new, Check.V02, FileStorage(scan(), "slip.png"), actor=manager)
    half = register.clear(register.add(place, PostKind.SOCIAL_WORKER, today - timedelta(days=60)), but=("V02",))
    register.check(half, "V02", today - timedelta(days=50), Result.WITH_CONDITION)
    gone = register.clear(register.add(place, PostKind.VOLUNTEER, today - timedelta(days=200), by=manager))
    with clock.set_to(at(today - timedelta(days=20), 15)):
        services.record_leaving(
            gone, on=today - timedelta(days=23), leaving=Leaving.DISMISSED, under_allegation=True,
            allegation="Made up. A child said that he shouted and pushed.", actor=manager,
        )  # fmt: skip


def _officials(chance: Chance, people: People, today: date) -> None:
    """Everybody signed the code again; one is not clear, one has left, of one a paper is to be renewed."""
    register = Register(chance, people)
    vetting = vetted.Vetting(people.card, chance.key, people["registrar"])
    vetting.sign_again(lambda: today - timedelta(days=chance.randint(20, 280)))
    last = max(int(key.removeprefix("inspector")) for key in people.known if key.startswith("inspector"))
    failed, soon = _official(people[f"inspector{last}"]), _official(people["inspector2"])
    for post, code, on, result in (
        (failed, Check.V02, today - timedelta(days=3), Result.FAILED),
        (soon, Check.V10, today - timedelta(days=345), Result.PASSED),
    ):
        with clock.set_to(at(max(on, today - timedelta(days=345)), 11)):
            services.record_check(
                post.person, code, result=result, on=on, note=vetted.NOTE, actor=register.people["registrar"]
            )
    with clock.set_to(at(today - timedelta(days=30), 12)):
        official_services.record_official_leaving(
            _official(people["community.kot"]), on=today - timedelta(days=31), leaving=Leaving.RESIGNED,
            under_allegation=False, actor=people["registrar"],
        )  # fmt: skip


def _official(user: User) -> OfficialPost:
    return db.session.scalars(select(OfficialPost).where(OfficialPost.user_id == user.id)).one()


def scan() -> io.BytesIO:
    """A white sheet, as if photographed."""
    sheet = io.BytesIO()
    Image.new("RGB", (80, 120), "white").save(sheet, "PNG")
    sheet.seek(0)
    return sheet


def _list(register: Register, people: People, driver: str, today: date) -> None:
    """One entry at each stage; the last one is that of the driver, found as soon as it was listed."""
    for stage, ground in enumerate((Ground.COURT_CONVICTION, Ground.COURT_CONVICTION, Ground.COURT_CONVICTION,
                                    Ground.AUTHORITY_FINDING)):  # fmt: skip
        _entry(register, people, register.number(), ground, stage, today - timedelta(days=12))
    _entry(register, people, driver, Ground.COURT_CONVICTION, 3, today - timedelta(days=2))


def _entry(register: Register, people: People, number: str, ground: Ground, stage: int, decided: date) -> UUID:
    """0 proposed, 1 notice served, 2 answered, 3 decided."""
    registrar, entry = people["registrar"], None
    with clock.set_to(at(decided - timedelta(days=9), 10)):
        entry = offenders.propose(
            name=words.adult(register.chance, False), kind=IdentityKind.CNIC, number=number, ground=ground,
            found_on=decided - timedelta(days=40), facts="Made up. Court of Session, case 12: convicted of cruelty.",
            actor=people["director"],
        )  # fmt: skip
    _heard(entry, stage, decided, registrar)
    if stage > 2:
        with clock.set_to(at(decided, 12)):
            decision_services.decide(entry, put_on=True, reasons="Made up. Heard, and the finding is final.",
                                     actor=people["authoriser"])  # fmt: skip
    return entry.id


def _heard(entry: OffenderEntry, stage: int, decided: date, registrar: User) -> None:
    served = decided - timedelta(days=7)
    if stage > 0:
        with clock.set_to(at(served, 10)):
            decision_services.notify(entry, on=served, means=NoticeMeans.BY_HAND, actor=registrar)
    if stage > 1:
        with clock.set_to(at(decided - timedelta(days=1), 10)):
            offenders.record_answer(
                entry, on=decided - timedelta(days=1), answer="Made up. I have served my sentence.", actor=registrar
            )
