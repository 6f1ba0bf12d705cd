"""A relative approved tonight: everybody searched for on the list first, then one deed for the record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry_app.accounts import queries as accounts
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, files, outbox
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed, Several
from registry_app.core.i18n import LANGUAGES, label
from registry_app.core.i18n import lazy as _
from registry_app.providers.authorisations import decision_services, papers
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.standing_services import keep_on_home, replace
from registry_app.providers.authorisations.states import Duty, Kind
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import CareType, KnownFrom, Ownership, Sexes, Standing
from registry_app.providers.identity import NUMBERED, IdentityKind, digest
from registry_app.providers.kin import queries, reports, rules
from registry_app.providers.kin.models import KinApproval, KinLetter
from registry_app.providers.kin.states import Comes, Lack, Relation, Woman
from registry_app.providers.offenders import services as offenders
from registry_app.providers.offenders.states import Purpose
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode
from registry_app.providers.ties.queries import tied
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting import services as vetting
from registry_app.providers.vetting.models import Post
from registry_app.providers.vetting.search_services import search_person
from registry_app.providers.vetting.states import Check, PostKind, Result

FIELD_OF = {
    Lack.IDENTITY: "identity_seen",
    Lack.OFFENDER_LIST: "list_words",
    Lack.HOME_SEEN: "home_seen",
    Lack.ADULTS_NAMED: "adults",
    Lack.CHILD_ASKED: "child_said",
    Lack.WOMAN: "visiting",
    Lack.TOO_MANY_CHILDREN: "children",
    Lack.NEW_ADULT: "nobody_new",
}

LISTED = _("This person may not care for children. Do not leave the child here; call SCPA now.")


@dataclass(frozen=True)
class Adult:
    """One adult of the household, as the card says. Without a card two others vouch (kin only)."""

    name: str
    kind: IdentityKind
    number: str = ""
    woman: bool | None = None
    field: str = "number"

    @property
    def has_card(self) -> bool:
        return self.kind in NUMBERED


@dataclass(frozen=True)
class Tonight:
    """What the head of the Child Protection Unit writes down; the first adult is the one who will care."""

    relation: Relation
    adults: Sequence[Adult]
    counted: int
    comes: frozenset[Comes]
    children: int
    age_from: int
    age_to: int
    district: str
    address: str
    identity_seen: bool
    home_seen: bool
    home_seen_by: str
    child_said: str
    phone: str = ""
    taluka: str = ""
    vouchers: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
    list_words: str = ""
    visiting: str = ""
    police_seen: bool = False
    references_seen: bool = False
    checks: rules.SameDay = field(init=False)

    def __post_init__(self) -> None:
        checks = rules.SameDay(
            comes=frozenset(self.comes), children=self.children, adults=self.counted, named=len(self.adults),
            women_there=sum(adult.woman is True for adult in self.adults), woman_visits=bool(self.visiting.strip()),
            identity_seen=self.identity_seen, without_card=sum(not adult.has_card for adult in self.adults),
            list_looked_at=bool(self.list_words.strip()), home_seen=self.home_seen,
            child_asked=bool(self.child_said.strip()),
        )  # fmt: skip
        object.__setattr__(self, "checks", checks)


@dataclass(frozen=True)
class Looked:
    """What one approval keeps of the checks of its day."""

    relation: Relation
    children: int
    adults: int
    woman: Woman
    visiting: str
    home_seen_by: str
    child_said: str
    police_seen: bool
    references_seen: bool


def approve(wish: Tonight, *, actor: Any) -> KinApproval:
    """Approve a family for 28 days. Every question to the list of offenders stays on record, whatever comes of it."""
    if not actor.reaches(wish.district, Role.CPU_HEAD):
        raise DomainError(_("Choose a district of your own Child Protection Unit."), "district")
    refuse_lacks(rules.missing(queries.book(), wish.checks))
    refuse_repeated(wish)
    refuse_listed(wish, actor=actor)
    return _approve(wish, actor=actor)


def refuse_lacks(found: Sequence[str]) -> None:
    """Say every same-day check that is not done, each at its box."""
    if found:
        raise Several([DomainError(label(Lack(code)), FIELD_OF[Lack(code)]) for code in found])


def refuse_repeated(wish: Tonight) -> None:
    """Each adult has a number of their own: two under one would be one person, and the other never searched for."""
    numbers = [_digest(adult) for adult in wish.adults]
    if again := rules.repeated(numbers):
        raise Several([DomainError(label(Lack.SAME_NUMBER), wish.adults[no].field) for no in again])


def _digest(adult: Adult) -> str | None:
    if not adult.has_card:
        return None
    try:
        return digest(adult.kind, offenders.number_of(adult.kind, adult.number))
    except DomainError as error:
        raise DomainError(error.sentence, adult.field) from error


def refuse_listed(wish: Tonight, *, actor: Any) -> None:
    """Search the list for every adult and for those who vouch; nobody on it cares for a child, or vouches."""
    asked = [(adult.kind, adult.number, adult.field) for adult in wish.adults if adult.has_card]
    if wish.checks.without_card:
        asked += [(IdentityKind.CNIC, wish.vouchers[0][1], "first_number"),
                  (IdentityKind.CNIC, wish.vouchers[1][1], "second_number")]  # fmt: skip
    hits = [field for kind, number, field in asked if _listed(kind, number, field, actor=actor)]
    if hits:
        raise Several([DomainError(LISTED, field) for field in hits])


@transactional
def _listed(kind: IdentityKind, number: str, field: str, *, actor: Any) -> bool:
    try:
        return offenders.ask(
            kind=kind, number=number, purpose=Purpose.FAMILY_CARE, reason="Kin tonight", actor=actor, by_page=False
        )
    except DomainError as error:
        raise DomainError(error.sentence, field) from error


@transactional
def _approve(wish: Tonight, *, actor: Any) -> KinApproval:
    first = wish.adults[0]
    known = None
    if first.has_card:
        number = offenders.number_of(first.kind, first.number)
        known = queries.family_of(people.by_number(first.kind, number))
    home = _known(known, actor) if known else _new_home(wish, actor)
    before, service = queries.before(home), _service(home, wish, actor)
    _refuse_before(before)
    for adult in wish.adults:
        _in_household(home, adult, wish, actor)
    looked = Looked(
        relation=wish.relation, children=wish.children, adults=wish.counted,
        woman=Woman(rules.woman(wish.checks) or ""), visiting=wish.visiting, home_seen_by=wish.home_seen_by,
        child_said=wish.child_said, police_seen=wish.police_seen, references_seen=wish.references_seen,
    )  # fmt: skip
    return _give(home, service, before, looked, actor)


@transactional
def approve_again(
    approval: KinApproval, *, home_seen: bool, home_seen_by: str, child_said: str, nobody_new: bool,
    police_seen: bool, references_seen: bool, actor: Any,
) -> KinApproval:  # fmt: skip
    """Once more 28 days for the same children: seen and asked again, and everybody searched for again."""
    if approval.mode is Mode.RECOMMEND:
        raise DomainError(label(Lack.ONLY_RECOMMENDED))
    home = locked(approval.home)
    before, service = queries.before(home), queries.kinship(home)
    _refuse_before(before)
    if service is None:
        raise DomainError(label(Lack.SPENT))
    refuse_lacks([
        code.value
        for code, done in ((Lack.HOME_SEEN, home_seen), (Lack.NEW_ADULT, nobody_new),
                           (Lack.CHILD_ASKED, bool(child_said.strip())))
        if not done
    ])  # fmt: skip
    for member in people.staff(home):
        search_person(member.post.person, on=clock.today())
    if people.matches_at(home.id):
        raise DomainError(LISTED)
    looked = Looked(
        relation=approval.relation, children=approval.children, adults=approval.adults, woman=approval.woman,
        visiting=approval.visiting or "", home_seen_by=home_seen_by, child_said=child_said,
        police_seen=police_seen, references_seen=references_seen,
    )  # fmt: skip
    return _give(home, service, before, looked, actor)


def _known(home: Home, actor: Any) -> Home:
    home = locked(home)
    if tied(actor, home.id):
        raise NotAllowed(label(Duty.TIED))
    if not actor.reaches(home.district, Role.CPU_HEAD):
        raise DomainError(_("This person lives in a family of another district. Call its Child Protection Unit."))
    return home


def _refuse_before(before: rules.Before) -> None:
    way = rules.in_the_way(queries.book(), before, clock.today())
    if way:
        raise DomainError(label(Lack(way)))


def _new_home(wish: Tonight, actor: Any) -> Home:
    """A family has no public name: its record is named by its number, as after an application."""
    organisation = homes.add_organisation(
        name="Family", ownership=Ownership.FAMILY, phone=wish.phone or None, actor=actor
    )
    home = homes.add_home(
        organisation, name="Family", district=wish.district, taluka=wish.taluka or None, address=wish.address,
        household=True, known_from=KnownFrom.APPLICATION, actor=actor,
    )  # fmt: skip
    homes.edit(home, name=f"Family {home.register_number}", actor=actor)
    homes.edit_organisation(organisation, name=f"Family {home.register_number}", actor=actor)
    return home


def _sexes(comes: frozenset[Comes]) -> Sexes:
    """A transgender child is taken in where both are."""
    return {frozenset({Comes.GIRL}): Sexes.GIRLS, frozenset({Comes.BOY}): Sexes.BOYS}.get(comes, Sexes.BOTH)


def _service(home: Home, wish: Tonight, actor: Any) -> Service:
    """Care by relatives for the children who come. A woman who is named, living there or visiting, is in charge."""
    facts: dict[str, Any] = {
        "sexes": _sexes(wish.comes), "age_from": wish.age_from, "age_to": wish.age_to, "capacity": wish.children,
        "woman_in_charge": bool(wish.checks.women_there or wish.checks.woman_visits),
    }  # fmt: skip
    known = queries.kinship(home)
    if known is not None:
        return homes.edit_service(known, actor=actor, reason="Kin tonight", **facts)
    service = homes.add_service(home, care_type=CareType.KINSHIP, actor=actor, **facts)
    db.session.refresh(home, ["services"])
    return service


def _in_household(home: Home, adult: Adult, wish: Tonight, actor: Any) -> Post | None:
    """Every adult is among the people of the home, searched for every night from now on."""
    there = people.by_number(adult.kind, offenders.number_of(adult.kind, adult.number)) if adult.has_card else None
    if there and any(post.home_id == home.id and post.left_on is None for post in there.posts):
        return None
    try:
        post = vetting.add_person(
            home, name=adult.name, kind=adult.kind, number=adult.number, woman=adult.woman,
            vouchers=None if adult.has_card else wish.vouchers, post=PostKind.HOUSEHOLD_ADULT, since=clock.today(),
            actor=actor,
        )  # fmt: skip
    except DomainError as error:
        raise DomainError(error.sentence, adult.field if error.field == "number" else error.field) from error
    if post.person.blocked:
        raise DomainError(LISTED, adult.field)
    if not adult.has_card:
        vetting.record_check(
            post.person, Check.V03, result=Result.PASSED, on=clock.today(), note=wish.list_words, actor=actor
        )
    return post


def _give(home: Home, service: Service, before: rules.Before, looked: Looked, actor: Any) -> KinApproval:
    today = clock.today()
    mode, until = powers.may_act(Act.AUTHORISE, today), rules.last_day(queries.book(), before, today)
    no, lines = before.times + 1, papers.power_lines(Act.AUTHORISE, today)
    if any(one.mode is mode and one.no == no for one in queries.of_home(home)):
        raise DomainError(_("The letter to the office that holds this power was written already."))
    given = _carry_out(home, service, looked.children, until, lines, actor) if mode is Mode.ACT else None
    approval = KinApproval(
        home_id=home.id, no=no, mode=mode, authorisation_id=given.id if given else None, on=today, until=until,
        relation=looked.relation, children=looked.children, adults=looked.adults, woman=looked.woman,
        home_seen_by=looked.home_seen_by.strip(), police_seen=looked.police_seen,
        references_seen=looked.references_seen, by_id=actor.id, power_lines=lines,
        rules_version=queries.book()["version"],
    )  # fmt: skip
    approval.child_said = looked.child_said.strip()
    if approval.woman is Woman.VISITS_DAILY:
        approval.visiting = looked.visiting.strip()
    with audit.deed("kin:approve", approval, actor):
        pass
    _write_letter(approval, actor)
    return approval


def _carry_out(
    home: Home, service: Service, places: int, until: date, lines: dict[str, list[str]], actor: Any
) -> Authorisation:
    authorisation = decision_services.new_authorisation(
        home, service, Kind.KIN_TEMPORARY, places, start=clock.today(), until=until, actor=actor
    )
    authorisation.power_basis = powers.power(Act.AUTHORISE).basis
    replace(service, authorisation, actor=actor)
    with audit.deed("authorisation:give", authorisation, actor):
        pass
    # The light track begins with the approval: the family is in process, and authorised for the time being.
    if home.standing is not Standing.AUTHORISED and home.standing is not Standing.IN_PROCESS:
        homes.set_standing(home, Standing.IN_PROCESS, actor)
    keep_on_home(home, actor=actor)
    decision_services.certify(authorisation, lines, actor=actor)
    return authorisation


def _write_letter(approval: KinApproval, actor: Any) -> None:
    db.session.refresh(approval)
    office = powers.power(Act.AUTHORISE, approval.on).office
    for code in LANGUAGES:
        written = reports.letter(approval, office.title_in(code), code)
        name = f"{approval.home.register_number}-kin-{approval.no}-{code}.pdf"
        stored = files.keep(written, media_type=papers.PDF, name=name, actor=actor)
        db.session.flush()
        db.session.add(KinLetter(approval_id=approval.id, language=code, file_id=stored.id))
    db.session.flush()


@transactional
def remind_due(on: date | None = None) -> int:
    """Tell the head of the Child Protection Unit that an approval ends soon, each once. Gives how many stand."""
    on, stand = on or clock.today(), 0
    for approval in queries.running(on):
        left = rules.reminder_due(queries.book(on), approval.until, on)
        if left is None:
            continue
        stand += 1
        for user in accounts.holding(Role.CPU_HEAD, approval.district):
            if user.email:
                outbox.mail(
                    user.email, user.language, _("A temporary approval of a relative ends soon"),
                    _("The temporary approval of a relative ends in %(days)s days. Sign in and look what comes next.",
                      days=(approval.until - on).days),
                    once_key=f"kin-ends:{approval.id}:{left}:{user.id}",
                )  # fmt: skip
    audit.note("kin:remind", None, None, changes={"reminders": [None, stand]})
    return stand
