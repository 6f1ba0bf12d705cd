"""The papers of a pack in three languages: the head's sheets, the letter of the home, the union council's copy."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import current_app

from registry_app.core import clock, pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date, write_moment
from registry_app.core.pdf import iso, palette
from registry_app.placements.models import ChildIdentity
from registry_app.placements.nadra.models import NadraPack, NadraSheet
from registry_app.placements.nadra.states import StepKind
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home


def order_words() -> str:
    """The order of the High Court, as far as it is known here."""
    return _(
        "In March 2026 the High Court ordered NADRA, the Social Welfare Department and union councils to register "
        "abandoned and orphaned children without insisting on parents' details, on the word of the head of the "
        "institution."
    )


def order_source() -> str:
    return _("This is known from the press; the number of the order is not known to the register.")


def no_say() -> str:
    """What an affidavit for NADRA does not give. The same sentence stands on the page and on every paper."""
    return _("Being guardian for NADRA by affidavit gives no say over photographs, complaints, marriage or travel.")


def public_page(home: Home) -> str:
    """The address of the home's public page, in the language of the paper."""
    return f"{current_app.config['SETTINGS'].public_url}/{language()}/register/{home.register_number}"


def _home_rows(home: Home) -> list[tuple[str, str]]:
    rows = [
        (_("Home"), home.name_in(language())),
        (_("Register number"), iso(home.register_number)),
        (_("District"), gazetteer.district(home.district).name_in(language())),
        (_("Standing in the register"), label(home.standing)),
    ]
    if home.certificate_number:
        rows.append((_("Certificate"), iso(home.certificate_number)))
    if home.authorised_until:
        rows.append((_("Authorised until"), write_date(home.authorised_until)))
    return rows


def _sign_lines(locale: str, *names: str) -> Any:
    # A blank that is no empty cell: an empty one is drawn as a dash, and here a hand writes.
    return pdf.table([[name, "\u00a0", "\u00a0"] for name in names], locale, head=False, widths=[4, 5, 1])


def _child_rows(sheet: NadraSheet, who: ChildIdentity | None) -> list[tuple[str, str]]:
    """What is known of the child and, in words, what is not. The family's address is not needed and not printed."""
    child, stay, unknown = sheet.child, sheet.stay, _("Not known")
    earliest, latest = child.born_earliest, child.born_latest
    born = (
        write_date(earliest)
        if earliest == latest
        else _("between %(first)s and %(last)s", first=write_date(earliest), last=write_date(latest))
    )
    outside = child.home_district == "OUT-UNKNOWN"
    return [
        (_("Code in the register"), iso(child.code)),
        (_("Name"), (who.name if who else "") or unknown),
        (_("Parents"), (who.parents if who else "") or unknown),
        (_("Child"), label(child.sex)),
        (_("Born"), born),
        (_("How the age is known"), label(child.age_method)),
        (_("Where the child is from"), unknown if outside else gazetteer.place_name(child.home_district, language())),
        (_("Lives in this home since"), write_date(clock.local(stay.started_at).date())),
        (_("How the child came"), label(stay.basis)),
        (_("Brought by"), stay.brought_by or unknown),
        (_("Number in the police diary"), iso(stay.diary_number) if stay.diary_number else unknown),
    ]


def sheet_story(sheet: NadraSheet, who: ChildIdentity | None, locale: str) -> list[Any]:
    """One child on one page: what is known, what is not, the head's word, the order, and what the affidavit is not."""
    return [
        pdf.heading(_("Verification by the head of the home"), locale, size=16),
        pdf.facts(_home_rows(sheet.home)[:3], locale, size=9),
        pdf.heading(_("What is known of the child"), locale, 3),
        pdf.facts(_child_rows(sheet, who), locale, size=9),
        pdf.para(
            _("I am the head of this home. This child lives here. What stands above is what I know; what is not known "
              "to me is written as not known."), locale, size=10,
        ),
        pdf.para(order_words(), locale, size=9.5),
        pdf.para(order_source(), locale, size=8.5, colour=palette.SLATE),
        pdf.box([pdf.para(no_say(), locale, size=10, bold=True)], palette.MADDER, locale=locale),
        _sign_lines(locale, _("Name of the head"), _("Signature and stamp"), _("Day")),
    ]  # fmt: skip


def sheets(
    chosen: Sequence[NadraSheet], identities: Mapping[UUID, ChildIdentity], code: str, printed_by: str
) -> bytes:  # fmt: skip
    """The head's sheets, a page each, as PDF bytes. Whoever calls has recorded the reason for every name (DP02)."""

    def story() -> list[Any]:
        made: list[Any] = []
        for sheet in chosen:
            made += [pdf.page_break()] if made else []
            made += sheet_story(sheet, identities.get(sheet.child_id), code)
        return made

    return _paper(
        story, code, lambda: _("Verification by the head of the home"),
        lambda: _("Printed by %(person)s, %(moment)s", person=printed_by, moment=write_moment(clock.now())),
    )  # fmt: skip


def letter(home: Home, code: str) -> bytes:
    """The letter of the home about its standing, with the way to check it. It names no child."""

    def story() -> list[Any]:
        told = [
            pdf.facts(_home_rows(home), code),
            pdf.para(
                _("This home stands in the public register of the Sindh Child Protection Authority under this number. "
                  "What it is authorised for today is read on its public page, not on this paper."), code,
            ),
        ]  # fmt: skip
        check = [
            pdf.qr(public_page(home), 38),
            pdf.para(_("Its public page:"), code, size=9, align="center"),
            pdf.para(iso(public_page(home)), "en", size=8, align="center"),
        ]
        return [
            pdf.heading(_("Letter about the standing of a home"), code),
            pdf.para(_("To NADRA and to the union council"), code, bold=True),
            pdf.columns([told, check], code, widths=[3, 2]),
            pdf.para(order_words(), code),
            pdf.para(order_source(), code, size=9, colour=palette.SLATE),
            pdf.para(_("We ask you to register the children for whom the head of this home signs a sheet."), code),
            pdf.box([pdf.para(no_say(), code, bold=True)], palette.MADDER, locale=code),
            _sign_lines(code, _("Name of the head"), _("Signature and stamp"), _("Day")),
            pdf.para(_("Written on %(day)s", day=write_date(clock.today())), code, size=9, colour=palette.SLATE),
        ]

    return _paper(story, code, lambda: _("Letter about the standing of a home"))


def union_council(pack: NadraPack, code: str) -> bytes:
    """What the union council keeps: which children by code, where the pack went, and the receipt. No names."""

    def story() -> list[Any]:
        kept = [sheet for sheet in pack.sheets if sheet.state.value != "TAKEN_BACK"]
        rows = [
            [iso(str(number)), iso(sheet.child.code), label(sheet.child.sex),
             write_date(clock.local(sheet.stay.started_at).date())]
            for number, sheet in enumerate(kept, 1)
        ]  # fmt: skip
        head = [_("No."), _("Code"), _("Child"), _("Lives there since")]
        return [
            pdf.heading(_("Copy for the union council"), code),
            pdf.facts([*_home_rows(pack.home)[:3], (_("Pack"), iso(str(pack.number))), *_sent_rows(kept)], code),
            pdf.table([head, *rows], code, widths=[1, 3, 3, 4]),
            pdf.para(_("The names stand on the head's sheets, which are shown to the office and given back."), code),
            pdf.para(order_words(), code),
            pdf.para(order_source(), code, size=9, colour=palette.SLATE),
            pdf.keep(
                [
                    pdf.box([pdf.para(no_say(), code, bold=True)], palette.MADDER, locale=code),
                    _sign_lines(code, _("Received by"), _("Number of the receipt"), _("Stamp and day")),
                ]
            ),
        ]

    return _paper(story, code, lambda: _("Copy for the union council"))


def _sent_rows(sheets: Sequence[NadraSheet]) -> list[tuple[str, str]]:
    sent = [step for sheet in sheets[:1] for step in sheet.steps if step.kind is StepKind.SENT]
    if not sent:
        return []
    last = sent[-1]
    return [
        (_("Sent to"), f"{label(last.office)} · {last.office_name}"),
        (_("Sent on"), write_date(last.on)),
        (_("Number of the receipt"), iso(last.receipt_number or "")),
    ]


def _paper(
    story: Callable[[], list[Any]], code: str, title: Callable[[], str], footer: Callable[[], str] = no_say
) -> bytes:
    def write() -> bytes:
        return pdf.build(
            story(), locale=code, title=title(), made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."), footer=footer(),
        )  # fmt: skip

    written: bytes = in_language(code, write)
    return written
