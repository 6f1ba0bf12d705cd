"""The certificate at the door and the letter of a decision: facts first, then the story, then the bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.core.pdf import iso, palette
from registry_app.places import gazetteer
from registry_app.providers.applications.states import Decision
from registry_app.providers.authorisations.models import Authorisation, Ruling
from registry_app.providers.authorisations.states import ConditionCode, Kind
from registry_app.providers.homes.models import Home
from registry_app.providers.orphanages import queries as orphanages
from registry_app.providers.powers.states import Mode
from registry_app.providers.seals import queries as seals


@dataclass(frozen=True)
class CertificateFacts:
    """What the certificate says, in one language."""

    number: str
    title: str
    home: str
    register_number: str
    holder: str
    place: str
    kind: str
    care: str
    children: str
    orphanages_act: str
    capacity: int
    start: date
    until: date
    conditions: tuple[str, ...]
    verify_url: str
    code_url: str
    power_lines: tuple[str, ...]
    signed_by: str
    signed_as: str
    signed_on: date
    made_up: bool


def name_of(thing: Any, code: str) -> str:
    """The name of a home or an organisation in en, ur or sd; the English one where there is no other."""
    found = {"ur": thing.name_ur, "sd": thing.name_sd}.get(code)
    return str(found or thing.name)


def verify_url(number: str) -> str:
    """Where anybody can ask about a certificate by its number."""
    return f"{current_app.config['SETTINGS'].public_url}/verify/{number}"


def said_condition(condition: dict[str, str]) -> str:
    """A condition in words, with what the decider added."""
    if condition["code"] == ConditionCode.FREE and condition.get("detail"):
        return condition["detail"]
    words = label(ConditionCode(condition["code"]))
    return f"{words}: {condition['detail']}" if condition.get("detail") else words


def _place(home: Home) -> str:
    district = gazetteer.district(home.district).name_in(language())
    written = _("%(district)s district", district=district)
    if home.shelters_survivors or not home.address:
        return written
    return f"{home.address}\n{written}"


def _orphanages_act(home: Home) -> str:
    """The board's certificate, apart from our number, as it stands on the day of ours."""
    known = orphanages.current(home)
    if known is None:
        return _("Not yet")
    return f"{iso(known.number)}, {_('given on %(day)s', day=write_date(known.given_on))}"


def _kin(authorisation: Authorisation) -> bool:
    return authorisation.kind is Kind.KIN_TEMPORARY


def certificate_facts(authorisation: Authorisation, power_lines: Sequence[str]) -> CertificateFacts:
    """Everything on the certificate, in the language of the moment."""
    home, service = authorisation.home, authorisation.service
    ages = iso(f"{service.age_from}–{service.age_to}")
    return CertificateFacts(
        number=authorisation.certificate_number,
        title=_("Temporary approval of a relative") if _kin(authorisation) else _("Certificate of authorisation"),
        home=name_of(home, language()),
        register_number=home.register_number,
        holder=name_of(home.organisation, language()),
        place=_place(home),
        kind=label(authorisation.kind),
        care=label(service.care_type),
        children=_("%(sexes)s, %(ages)s years", sexes=label(service.sexes), ages=ages),
        orphanages_act="" if home.household else _orphanages_act(home),
        capacity=authorisation.capacity,
        start=authorisation.start,
        until=authorisation.until,
        conditions=tuple(said_condition(condition) for condition in authorisation.conditions or ()),
        verify_url=verify_url(authorisation.certificate_number),
        code_url=f"{verify_url(authorisation.certificate_number)}?c={seals.token(authorisation)}",
        power_lines=tuple(power_lines),
        signed_by=authorisation.decided_by.name,
        signed_as=_("Head of the Child Protection Unit")
        if _kin(authorisation)
        else _("Authorising officer, Sindh Child Protection Authority"),
        signed_on=authorisation.decided_on,
        made_up=authorisation.made_up,
    )


def certificate_story(facts: CertificateFacts, locale: str, size: float = 12) -> list[Any]:
    """The certificate as parts: who, for whom, until when; the code to check it by; the power it rests on.

    `size` is that of the facts in points: a certificate hangs at the door, so it has to stand on one page.
    """
    rows = [
        (_("Register number"), iso(facts.register_number)),
        (_("Held by"), facts.holder),
        (_("Place"), facts.place),
        (_("Kind"), facts.kind),
        (_("Care"), facts.care),
        (_("Children"), facts.children),
        (_("Places"), iso(str(facts.capacity))),
        (_("In force from"), write_date(facts.start)),
        (_("Last day"), write_date(facts.until)),
    ]
    if facts.orphanages_act:
        rows.append((_("Certificate under the Sindh Orphanages Act 1976"), facts.orphanages_act))
    number = _("SCPA number %(number)s", number=iso(facts.number))
    story: list[Any] = [
        pdf.para(_("Sindh Child Protection Authority"), locale, size=12, align="center", colour=palette.SLATE),
        pdf.heading(facts.title, locale, align="center"),
        pdf.para(number, locale, size=15, bold=True, align="center", colour=palette.MADDER),
        pdf.heading(facts.home, locale, 2, align="center"),
        pdf.facts(rows, locale, size=size),
    ]
    if facts.conditions:
        story += [pdf.heading(_("Conditions"), locale, 3), pdf.bullets(facts.conditions, locale, size=size - 1)]
    signed = [
        pdf.para(facts.signed_by, locale, size=size - 1, bold=True, align="start"),
        pdf.para(facts.signed_as, locale, size=size - 1),
        pdf.para(write_date(facts.signed_on), locale, size=size - 1, align="start"),
        *(pdf.para(line, locale, size=min(size, 10) - 1, colour=palette.SLATE) for line in facts.power_lines),
        pdf.para(_("Not transferable: a new owner, address or kind of care needs a new one."), locale, size=9),
    ]
    check = [
        pdf.qr(facts.code_url, 40),
        pdf.para(_("Is it in force today? Check here:"), locale, size=9, align="center"),
        pdf.para(iso(facts.verify_url), "en", size=8, align="center"),
    ]
    return [*story, pdf.keep([pdf.columns([signed, check], locale, widths=[3, 2])])]


def certificate(authorisation: Authorisation, power_lines: dict[str, list[str]], code: str) -> bytes:
    """The certificate in one language, as PDF bytes: the same for the same facts."""

    def write() -> bytes:
        facts = certificate_facts(authorisation, power_lines[code])
        return pdf.build_on_one_page(
            (certificate_story(facts, code, size) for size in (12, 10.5, 9, 8)),
            locale=code,
            title=f"{facts.title} {facts.number}",
            made_up=facts.made_up,
            made_up_words=_("Made-up data. This certificate is not real."),
            footer=_("Show this certificate at the door."),
        )

    written: bytes = in_language(code, write)
    return written


@dataclass(frozen=True)
class LetterFacts:
    """What the letter of a decision says, in one language."""

    number: str
    to: tuple[str, ...]
    home: str
    register_number: str
    on: date
    power_lines: tuple[str, ...]
    decision: str
    refused: bool
    recommended: bool
    until: date | None
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    child_plan: str
    appeal_note: str
    appeal_until: date | None
    need_answer: str
    outside_member: str
    certificates: tuple[str, ...]
    signed_by: str


def letter_facts(ruling: Ruling, home: Home, office: str, certificates: Sequence[str]) -> LetterFacts:
    """Everything in the letter, in the language of the moment. `office` is who gets a recommendation."""
    recommended = ruling.mode is Mode.RECOMMEND
    holder = name_of(home.organisation, language())
    return LetterFacts(
        number=ruling.application.number or "",
        to=(office,) if recommended else (holder, name_of(home, language())),
        home=name_of(home, language()),
        register_number=home.register_number,
        on=ruling.on,
        power_lines=tuple(ruling.power_lines[language()]),
        decision=label(ruling.outcome),
        refused=ruling.outcome is Decision.REFUSED,
        recommended=recommended,
        until=ruling.until,
        reasons=tuple(line.strip() for line in ruling.reasons.splitlines() if line.strip()),
        conditions=tuple(said_condition(condition) for condition in ruling.conditions or ()),
        child_plan=ruling.child_plan,
        appeal_note=ruling.appeal_note,
        appeal_until=ruling.appeal_until,
        need_answer=ruling.need_answer,
        outside_member=ruling.outside_member,
        certificates=tuple(certificates),
        signed_by=ruling.by.name,
    )


def letter_story(facts: LetterFacts, locale: str) -> list[Any]:
    """The letter as parts: the power first, then what was decided and why, then how to appeal."""
    title = _("Recommendation on an application") if facts.recommended else _("Decision on your application")
    story: list[Any] = [
        *(pdf.para(line, locale, bold=True) for line in facts.power_lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in facts.power_lines[1:]),
        pdf.heading(title, locale),
        pdf.facts(_letter_rows(facts), locale),
        pdf.heading(_("Reasons"), locale, 3),
        *(pdf.para(f"{iso(f'{no}.')} {reason}", locale) for no, reason in enumerate(facts.reasons, start=1)),
    ]
    if facts.conditions:
        story += [pdf.heading(_("Conditions"), locale, 3), pdf.bullets(facts.conditions, locale)]
    for head, words in (
        (_("The children who live there"), facts.child_plan),
        (_("Is this home needed in the district?"), facts.need_answer),
    ):
        if words:
            story += [pdf.heading(head, locale, 3), pdf.para(words, locale)]
    if facts.appeal_note and facts.appeal_until:
        last = _("You can appeal until %(day)s.", day=write_date(facts.appeal_until))
        appeal = [pdf.para(last, locale, bold=True), pdf.para(facts.appeal_note, locale)]
        story.append(pdf.box(appeal, palette.INDIGO, locale=locale))
    signed = pdf.para(facts.signed_by, locale, bold=True, align="start")
    return [*story, pdf.spacer(8), signed, pdf.para(_signed_as(), locale)]


def _signed_as() -> str:
    return _("Authorising officer, Sindh Child Protection Authority")


def _letter_rows(facts: LetterFacts) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        (_("Addressed to"), "\n".join(facts.to)),
        (_("Application"), iso(facts.number)),
        (_("Home"), facts.home),
        (_("Register number"), iso(facts.register_number)),
        (_("Date"), write_date(facts.on)),
        (_("Proposed decision") if facts.recommended else _("Decision"), facts.decision),
    ]
    if facts.until:
        rows.append((_("Last day"), write_date(facts.until)))
    if facts.certificates:
        rows.append((_("Certificate"), "\n".join(iso(number) for number in facts.certificates)))
    if facts.outside_member:
        rows.append((_("Outside member"), facts.outside_member))
    return rows


def letter(ruling: Ruling, home: Home, office: str, certificates: Sequence[str], code: str) -> bytes:
    """The letter in one language, as PDF bytes; `office` is the title of the office in that language."""
    made_up = bool(current_app.config["SETTINGS"].made_up)

    def write() -> bytes:
        facts = letter_facts(ruling, home, office, certificates)
        return pdf.build(
            letter_story(facts, code),
            locale=code,
            title=f"{facts.number} {facts.decision}",
            made_up=made_up,
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    written: bytes = in_language(code, write)
    return written
