"""The decision: refused by the hard blocks, taken by another person, written down with its power, and certified."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app

from registry_app.core import audit, clock, codes, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES, label
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import office_services
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Decision, State
from registry_app.providers.authorisations import papers, queries, reports, rules
from registry_app.providers.authorisations.access import people_of
from registry_app.providers.authorisations.models import Authorisation, CertificatePaper, Ruling, RulingLetter
from registry_app.providers.authorisations.services import home_of, refuse_duties, with_tie
from registry_app.providers.authorisations.standing_services import keep_on_home, replace
from registry_app.providers.authorisations.states import Block, ConditionCode, Kind, Lack
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home, Service
from registry_app.providers.homes.states import Standing
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode
from registry_app.providers.seals.services import keep_key

PDF = "application/pdf"
FIELD_OF = {
    Lack.CONDITION: "conditions",
    Lack.CONDITION_WORDS: "detail_FREE",
    Lack.REASONS: "reasons",
    Lack.CHILD_PLAN: "child_plan",
    Lack.APPEAL_NOTE: "appeal_note",
    Lack.NEED_OPINION: "outcome",
    Lack.NEED_ANSWER: "need_answer",
    Lack.OUTSIDE_MEMBER: "outside_member",
    Lack.TOO_LONG: "until",
    Lack.TOO_MANY_PLACES: "places",
}


@dataclass(frozen=True)
class Wish:
    """What the decider writes down. `until` None: the usual term. `places`: service key -> places, where fewer."""

    outcome: Decision
    reasons: str
    until: date | None = None
    conditions: Sequence[Mapping[str, str]] = ()
    places: Mapping[uuid.UUID, int] = field(default_factory=dict)
    child_plan: str = ""
    appeal_note: str = ""
    need_answer: str = ""
    outside_member: str = ""

    @property
    def kind(self) -> str | None:
        """The kind of authorisation; None for a refusal."""
        return None if self.outcome is Decision.REFUSED else self.outcome.value


class Blocked(DomainError):
    """A hard block stands against this decision; `blocks` names all of them."""

    def __init__(self, found: Sequence[str]) -> None:
        self.blocks = [Block(code) for code in found]
        super().__init__(" ".join(label(block) for block in self.blocks), "outcome")


@transactional
def decide(application: Application, wish: Wish, *, actor: Any) -> Ruling:
    """Step 9: authorise or refuse; while the power is not in force, only write to its holder (README 1.4).

    Refused with a sentence: out of turn; by a person with an earlier step or a tie (NotAllowed); against a hard block
    (Blocked); or while the decision lacks what it needs.
    """
    application = locked(application)
    if application.state is not State.RECOMMENDED:
        raise DomainError(_("This is not possible now. Look again at where the application stands."))
    home, today = home_of(application), clock.today()
    refuse_duties(rules.may_not_decide(str(actor.id), with_tie(actor, application, people_of(application))))
    _possible_places(home, wish)
    wish = _with_term(wish, today)
    _refuse_what_must_not_be(application, wish, today)
    mode = powers.may_act(Act.AUTHORISE, today)
    ruling = _ruling(application, wish, mode, today, actor)
    given: list[Authorisation] = []
    if mode is Mode.ACT:
        office_services.decide(application, decision=wish.outcome, reasons=wish.reasons.splitlines(), actor=actor)
        given = _carry_out(home, ruling, wish, actor)
    _write_letter(ruling, home, given, actor)
    return ruling


def _with_term(wish: Wish, today: date) -> Wish:
    if wish.kind is None or wish.until is not None:
        return wish
    return Wish(**{**vars(wish), "until": rules.usual_last_day(queries.book(today), wish.kind, today)})


def _possible_places(home: Home, wish: Wish) -> None:
    asked = {service.id: service.capacity for service in home.services}
    if not asked:
        raise DomainError(_("This home offers no service yet. There is nothing to authorise."))
    for key, places in wish.places.items():
        if key not in asked or not 1 <= places <= asked[key]:
            raise DomainError(_("Write at least 1 place and not more than were asked for."), "places")


def _refuse_what_must_not_be(application: Application, wish: Wish, today: date) -> None:
    facts, book, hearing = queries.facts(application, wish.places), queries.book(today), queries.hearing(application)
    if wish.kind and (found := rules.blocks(book, facts, wish.kind, today)):
        raise Blocked(found)
    proposal = rules.Proposal(
        kind=wish.kind,
        start=today,
        until=wish.until,
        conditions=[condition["code"] for condition in wish.conditions],
        condition_words=" ".join(c.get("detail", "") for c in wish.conditions if c["code"] == ConditionCode.FREE),
        reasons=wish.reasons,
        hearing_notice_on=hearing.notice_on if hearing else None,
        hearing_held_on=hearing.held_on if hearing else None,
        child_plan=wish.child_plan,
        appeal_note=wish.appeal_note,
        need_answer=wish.need_answer,
        outside_member=wish.outside_member,
    )
    if lacking := rules.lacks(book, facts, proposal):
        lack = Lack(lacking[0])
        raise DomainError(label(lack), FIELD_OF.get(lack, "outcome"))


def _ruling(application: Application, wish: Wish, mode: Mode, today: date, actor: Any) -> Ruling:
    if queries.ruling(application, mode) is not None:
        raise DomainError(_("The letter to the office that holds this power was written already."))
    conditions = [
        {"code": ConditionCode(condition["code"]).value, "detail": condition.get("detail", "").strip()}
        for condition in wish.conditions
    ]
    ruling = Ruling(
        application_id=application.id,
        mode=mode,
        outcome=wish.outcome,
        on=today,
        until=wish.until if wish.kind else None,
        by_id=actor.id,
        recommended_by_id=application.recommended_by_id,
        reasons=wish.reasons.strip(),
        conditions=conditions or None,
        child_plan=wish.child_plan.strip(),
        appeal_note=wish.appeal_note.strip(),
        appeal_until=None if wish.kind else rules.appeal_until(queries.book(today), today),
        need_answer=wish.need_answer.strip(),
        outside_member=wish.outside_member.strip(),
        power_lines=papers.power_lines(Act.AUTHORISE, today),
        power_basis=powers.power(Act.AUTHORISE, today).basis,
        rules_version=queries.book(today)["version"],
    )
    with audit.deed("authorisation:decide", ruling, actor):
        pass
    return ruling


def _carry_out(home: Home, ruling: Ruling, wish: Wish, actor: Any) -> list[Authorisation]:
    if wish.kind is None:
        if home.standing is Standing.IN_PROCESS:
            homes.set_standing(home, Standing.REFUSED, actor)
        return []
    given = []
    for service in home.services:
        places = wish.places.get(service.id, service.capacity)
        if places != service.capacity:
            homes.edit_service(service, capacity=places, actor=actor, reason=ruling.reasons[:500])
        given.append(_give(home, service, ruling, Kind(wish.kind), places, actor))
    keep_on_home(home, actor=actor)
    for authorisation in given:
        certify(authorisation, ruling.power_lines, actor=actor)
    return given


def _give(home: Home, service: Service, ruling: Ruling, kind: Kind, places: int, actor: Any) -> Authorisation:
    authorisation = new_authorisation(
        home, service, kind, places, start=ruling.on, until=ruling.until, actor=actor, ruling=ruling
    )
    replace(service, authorisation, actor=actor)
    with audit.deed("authorisation:give", authorisation, actor):
        pass
    return authorisation


def new_authorisation(
    home: Home, service: Service, kind: Kind, places: int, *, start: date, until: date | None, actor: Any,
    ruling: Ruling | None = None,
) -> Authorisation:  # fmt: skip
    """An authorisation under the next number of its year, not stored yet. Needs an open transaction."""
    serial = codes.next_number(f"certificate-{start.year}")
    return Authorisation(
        home_id=home.id,
        service_id=service.id,
        kind=kind,
        certificate_number=codes.certificate_number(start.year, serial),
        year=start.year,
        serial=serial,
        start=start,
        until=until,
        capacity=places,
        conditions=ruling.conditions if ruling else None,
        ruling_id=ruling.id if ruling else None,
        decided_by_id=actor.id,
        decided_on=start,
        power_basis=ruling.power_basis if ruling else None,
        rules_version=ruling.rules_version if ruling else queries.book(start)["version"],
        made_up=current_app.config["SETTINGS"].made_up,
    )


def certify(authorisation: Authorisation, lines: dict[str, list[str]], *, actor: Any) -> None:
    """Write the certificate in three languages and keep it byte for byte. Needs an open transaction."""
    db.session.refresh(authorisation)
    keep_key(actor=actor)
    for code in LANGUAGES:
        written = reports.certificate(authorisation, lines, code)
        name = f"{authorisation.certificate_number}-{code}.pdf"
        stored = files.keep(written, media_type=PDF, name=name, actor=actor)
        db.session.flush()
        db.session.add(CertificatePaper(authorisation_id=authorisation.id, language=code, file_id=stored.id))
    db.session.flush()


def _write_letter(ruling: Ruling, home: Home, given: Sequence[Authorisation], actor: Any) -> None:
    db.session.refresh(ruling)
    holder = powers.power(Act.AUTHORISE, ruling.on).office
    numbers = [authorisation.certificate_number for authorisation in given]
    for code in LANGUAGES:
        written = reports.letter(ruling, home, holder.title_in(code), numbers, code)
        stored = files.keep(written, media_type=PDF, name=f"{ruling.application.number}-{code}.pdf", actor=actor)
        db.session.flush()
        db.session.add(RulingLetter(ruling_id=ruling.id, language=code, file_id=stored.id))
    db.session.flush()
