"""A home asks for a change, an officer looks into it, another one decides, and what was approved is carried out."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from registry_app.accounts.states import Role
from registry_app.core import audit, clock, codes, files, outbox, phones
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import LANGUAGES, label
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.providers import telling
from registry_app.providers.applications import services as applications
from registry_app.providers.authorisations import decision_services, papers
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.standing_services import keep_on_home, replace
from registry_app.providers.changes import access, queries, reports, rules
from registry_app.providers.changes.models import Change, ChangeLetter, ChangeRuling
from registry_app.providers.changes.states import LIFE, OPEN, Answer, ChangeBlock, ChangeKind, ChangeState
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.checks import speaks_for
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import CareType, MemberRole, Ownership, Sexes
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode
from registry_app.providers.team import services as team

OF_SERVICE = (ChangeKind.CARE_TYPE, ChangeKind.SEX_OR_AGE, ChangeKind.CAPACITY)
ASKED_FOR: dict[ChangeKind, tuple[str, ...]] = {
    ChangeKind.OWNER: ("name", "ownership", "reach"),
    ChangeKind.ADDRESS: ("address",),
    ChangeKind.RESPONSIBLE_PERSON: ("name",),
    ChangeKind.MANAGER: ("name",),
    ChangeKind.CARE_TYPE: ("care_type",),
    ChangeKind.SEX_OR_AGE: ("sexes", "age_from", "age_to"),
    ChangeKind.CAPACITY: ("capacity",),
    ChangeKind.BUILDING_WORK: (),
}


class Blocked(DomainError):
    """Something stands against approving; `blocks` names all of it."""

    def __init__(self, found: list[str]) -> None:
        self.blocks = [ChangeBlock(code) for code in found]
        super().__init__(" ".join(label(block) for block in self.blocks), "answer")


@transactional
def ask(
    home: Home, kind: ChangeKind, *, on: date, why: str, wanted: Mapping[str, Any], service: Service | None = None,
    actor: Any,
) -> Change:  # fmt: skip
    """The home asks before it changes anything; of another manager it tells within 7 days."""
    home, book, today = locked(home), queries.book(), clock.today()
    speaks_for(actor, home)
    if not queries.running(home):
        raise DomainError(label(ChangeBlock.NOTHING_IN_FORCE))
    before = [one for one in queries.of_home(home) if one.kind is kind]
    if any(one.state in OPEN for one in before):
        raise DomainError(_("You asked for this already. Wait for the answer, or take it back first."))
    if any(one.waits_for_its_day for one in before):
        raise DomainError(_("Another owner is approved already, and comes on a later day. Ask again after that day."))
    if on < today and not rules.may_begin_before(book, kind.value):
        raise DomainError(_("This needs approval first. Choose a day that is still to come."), "on")
    if on > today and rules.may_begin_before(book, kind.value):
        raise DomainError(_("The date must be today or earlier."), "on")
    if not why.strip():
        raise DomainError(_("Fill in this box."), "why")
    if (service is not None) != (kind in OF_SERVICE) or (service and service.home_id != home.id):
        raise DomainError(_("Choose which care it is about."), "service")
    change = Change(
        number=_number(today.year), home_id=home.id, service_id=service.id if service else None, kind=kind, on=on,
        late=rules.told_late(book, kind.value, on, today), asked_on=today, asked_by_id=actor.id,
    )  # fmt: skip
    change.wanted_text, change.why = json.dumps(_said(kind, wanted, service), ensure_ascii=False), why.strip()
    with audit.deed("change:ask", change, actor):
        pass
    return change


def _number(year: int) -> str:
    body = f"C-{year}-{codes.next_number(f'change:{year}'):05d}"
    return f"{body}-{codes.check_letter(body)}"


def _said(kind: ChangeKind, wanted: Mapping[str, Any], service: Service | None) -> dict[str, Any]:
    said: dict[str, Any] = {name: wanted.get(name) for name in ASKED_FOR[kind]}
    for name, value in said.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            raise DomainError(_("Fill in this box."), name)
    if kind is ChangeKind.OWNER:
        said["reach"] = _reach(said["reach"])
    if kind is ChangeKind.SEX_OR_AGE and not 0 <= said["age_from"] <= said["age_to"] <= 21:
        raise DomainError(_("The youngest age must not be above the oldest, and the oldest is 21."), "age_to")
    if kind is ChangeKind.CAPACITY and said["capacity"] < 1:
        raise DomainError(_("Write at least 1 place."), "capacity")
    if service and all(getattr(service, name) == value for name, value in said.items()):
        raise DomainError(_("This is how it is already. Write what shall be different."), next(iter(said)))
    return said


def _reach(typed: str) -> str:
    """The mobile number or mail address at which the new owner is invited, as it is kept."""
    mail, number = typed.strip().lower(), phones.as_kept(typed)
    if phones.KEPT.fullmatch(number):
        return number
    if "@" in mail and all(mail.partition("@")[::2]) and len(mail) <= 254:
        return mail
    raise DomainError(_("Write a mobile number like 0300 1234567, or a mail address like name@example.org."), "reach")


def _move(change: Change, action: str, actor: Any, **facts: Any) -> Change:
    change = locked(change)
    try:
        target = LIFE.target(change.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    with audit.deed(f"change:{action}", change, actor):
        for name, value in facts.items():
            setattr(change, name, value)
        change.state = target
    return change


@transactional
def withdraw(change: Change, *, actor: Any) -> Change:
    """The home takes it back before the decision."""
    return _move(change, "withdraw", actor)


@transactional
def look(
    change: Change, *, found: str, advice: Answer, visited_on: date | None = None, beds: int | None = None,
    square_feet: int | None = None, actor: Any,
) -> Change:  # fmt: skip
    """An officer looked into it, and advises. Before the decision it may be looked into again."""
    if not access.did_not_ask(actor, change):
        raise NotAllowed(_("You asked for this. Another person must take this step."))
    if visited_on is not None and visited_on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "visited_on")
    if not found.strip():
        raise DomainError(_("Fill in this box."), "found")
    return _move(
        change, "look", actor, found=found.strip(), advice=advice, visited_on=visited_on, beds=beds,
        square_feet=square_feet, looked_by_id=actor.id, looked_on=clock.today(),
    )  # fmt: skip


@transactional
def decide(change: Change, *, answer: Answer, reasons: str, actor: Any) -> ChangeRuling:
    """Another person approves or refuses; while the power is not in force, a letter goes to its holder."""
    change, today = locked(change), clock.today()
    if not (access.did_not_ask(actor, change) and access.did_not_look(actor, change)):
        raise NotAllowed(_("You took an earlier step of this. Another person must decide."))
    if change.state is not ChangeState.LOOKED_INTO:
        raise DomainError(_("This is not possible now. Look again at where it stands."))
    if not reasons.strip():
        raise DomainError(_("Write the reasons, rule by rule."), "reasons")
    if answer is Answer.APPROVE and (found := rules.blocks(queries.book(), queries.facts(change))):
        raise Blocked(found)
    mode = powers.may_act(Act.AUTHORISE, today)
    if any(one.mode is mode for one in change.rulings):
        raise DomainError(_("The letter to the office that holds this power was written already."))
    if mode is Mode.ACT:
        _move(change, "approve" if answer is Answer.APPROVE else "refuse", actor)
    ruling = ChangeRuling(
        change_id=change.id, mode=mode, answer=answer, on=today, reasons=reasons.strip(), by_id=actor.id,
        looked_by_id=change.looked_by_id, power_lines=papers.power_lines(Act.AUTHORISE, today),
    )  # fmt: skip
    with audit.deed("change:decide", ruling, actor):
        pass
    given = []
    if mode is Mode.ACT and answer is Answer.APPROVE and rules.begins_on(change.kind.value, change.on, today) <= today:
        given = _carry_out(change, actor)
        _certify(given, ruling, actor)
    _write_letter(ruling, [one.certificate_number for one in given], actor)
    if mode is Mode.ACT:
        _tell(change)
    return ruling


def _carry_out(change: Change, actor: Any) -> list[Authorisation]:
    """Change the facts; a certificate never carries over to another owner, address or type, so a new one is given."""
    home, wanted, service = change.home, change.wanted, change.service
    standing = queries.touched(change)
    if service is not None:
        facts: dict[str, Any] = dict(wanted)
        for name, kind in (("care_type", CareType), ("sexes", Sexes)):
            if name in facts:
                facts[name] = kind(facts[name])
        homes.edit_service(service, actor=actor, reason=change.number, **facts)
    elif change.kind is ChangeKind.ADDRESS:
        homes.edit(home, actor=actor, reason=change.number, address=wanted["address"], latitude=None, longitude=None)
    elif change.kind is ChangeKind.OWNER:
        with audit.deed("change:take-effect", change, actor):
            change.took_effect_on = clock.today()
        _hand_over(change, actor)
    if not rules.row(queries.book(), change.kind.value)["certificate"]:
        return []
    given = [_again(one, service, wanted, actor) for one in standing]
    keep_on_home(home, actor=actor)
    return given


def _again(old: Authorisation, service: Service | None, wanted: Mapping[str, Any], actor: Any) -> Authorisation:
    """The same authorisation under a new number, for the rest of its term and under its conditions."""
    places = wanted["capacity"] if service is not None and "capacity" in wanted else old.capacity
    made = decision_services.new_authorisation(
        old.home, old.service, old.kind, places, start=clock.today(), until=old.until, actor=actor, ruling=old.ruling
    )
    made.conditions = old.conditions
    replace(old.service, made, actor=actor)
    with audit.deed("authorisation:give", made, actor):
        pass
    return made


def _certify(given: list[Authorisation], ruling: ChangeRuling, actor: Any) -> None:
    for one in given:
        decision_services.certify(one, ruling.power_lines, actor=actor)


def _hand_over(change: Change, actor: Any) -> None:
    """Another organisation answers for the home; its manager and staff go on, the owners of before do not.

    The new owner is asked in by a link. From now on the owners of before see nothing of the home.
    """
    home, wanted = change.home, change.wanted
    before = home.organisation
    after = homes.add_organisation(name=wanted["name"], ownership=Ownership(wanted["ownership"]), actor=actor)
    homes.hand_over(home, after, actor=actor)
    today = clock.today()
    for member in before.members:
        if member.role is not MemberRole.OWNER and (member.until is None or member.until >= today):
            homes.add_member(after, member.user, member.role, actor=actor)
    applications.move_to(home, after, actor=actor)
    team.invite_owner(after, wanted["reach"], language=change.asked_by.language, actor=actor)


def take_effect(today: date) -> int:
    """Every night: another owner comes in on the day of the approval. Gives how many did; each by itself."""
    return sum(_take_effect(change, today) for change in queries.waiting_for_their_day(today))


@transactional
def _take_effect(change: Change, today: date) -> bool:
    """What would have been in the way of approving is in the way now too: the officers are told once, and it waits."""
    change = locked(change)
    if not change.waits_for_its_day:
        return False
    if rules.blocks(queries.book(), queries.facts(change)):
        telling.tell(
            telling.offices_for(change.home, Role.REGISTRY_OFFICER, Role.AUTHORISER),
            _("Request %(number)s cannot take effect", number=change.number),
            _("The day of request %(number)s has come, but something is in its way. Sign in and look.",
              number=change.number),
            f"change-held:{change.id}",
        )  # fmt: skip
        return False
    ruling = next(one for one in change.rulings if one.mode is Mode.ACT)
    # Nobody decides at night: it is the decision of before that takes effect, in the name of who took it.
    _certify(_carry_out(change, ruling.by), ruling, ruling.by)
    _tell_of_owner(change)
    return True


@transactional
def invite_owner_again(change: Change, *, actor: Any) -> None:
    """The link to the new owner was lost or is too old: another one, and the one before opens nothing any more."""
    change = locked(change)
    if change.took_effect_on is None:
        raise DomainError(_("This is not possible now. Look again at where it stands."))
    team.invite_owner(change.home.organisation, change.wanted["reach"], language=change.asked_by.language, actor=actor)


def _write_letter(ruling: ChangeRuling, numbers: list[str], actor: Any) -> None:
    db.session.flush()
    db.session.refresh(ruling)
    office = powers.power(Act.AUTHORISE, ruling.on).office
    for code in LANGUAGES:
        written = reports.letter(ruling, office.title_in(code), numbers, code)
        stored = files.keep(written, media_type=papers.PDF, name=f"{ruling.change.number}-{code}.pdf", actor=actor)
        db.session.flush()
        db.session.add(ChangeLetter(ruling_id=ruling.id, language=code, file_id=stored.id))
    db.session.flush()


def _tell(change: Change) -> None:
    user = change.asked_by
    if change.took_effect_on is not None:
        _tell_of_owner(change)
    elif user.email:
        outbox.mail(
            user.email, user.language, _("Your request %(number)s is decided", number=change.number),
            _("Your request %(number)s for a change is decided. Sign in and read the letter.", number=change.number),
            once_key=f"change:{change.id}",
        )  # fmt: skip


def _tell_of_owner(change: Change) -> None:
    user = change.asked_by
    if user.email:
        outbox.mail(
            user.email, user.language, _("Your request %(number)s is decided", number=change.number),
            _("Your request %(number)s is approved: the home has another owner from today. The owners of before see "
              "nothing of it any more. Ask the office for the letter.", number=change.number),
            once_key=f"change-effect:{change.id}",
        )  # fmt: skip
