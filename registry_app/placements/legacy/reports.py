"""The list on paper, to be signed by two hands: rows and numbers, no names."""

from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.core.pdf import iso
from registry_app.placements.legacy.models import LegacyList, LegacyRow
from registry_app.placements.legacy.states import LegalPaper
from registry_app.places import gazetteer


def age(row: LegacyRow) -> str:
    """The year of birth, or the two ages, as it was typed."""
    return iso(str(row.birth_year)) if row.birth_year else iso(f"{row.age_from}-{row.age_to}")


def _cells(row: LegacyRow) -> list[Any]:
    paper = label(row.paper) + (f" {iso(row.paper_number)}" if row.paper is not LegalPaper.NONE else "")
    marks = [mark for mark, there in ((iso(row.siblings), row.siblings), (_("elsewhere"), row.siblings_elsewhere))
             if there]  # fmt: skip
    return [
        row.place, iso(row.number), iso(row.child.code) if row.child else "–", label(row.sex), age(row),
        write_date(row.since), gazetteer.place_name(row.origin, language()), label(row.parents), paper,
        ", ".join(marks) or "–", _("Yes") if row.disability else _("No"),
    ]  # fmt: skip


def story(here: LegacyList, day: Any, locale: str) -> list[Any]:
    """Whose list, of which day, its rows, and two lines to sign on."""
    head = [_("Row"), _("Its number"), _("Code"), _("Child"), _("Year or age"), _("Since"), _("Comes from"),
            _("Parents"),
            _("Paper"), _("Brothers, sisters"), _("Disability")]  # fmt: skip
    facts = [
        (_("Home"), here.home.name_in(language())), (_("Register number"), iso(here.home.register_number)),
        (_("District"), gazetteer.district(here.home.district).name_in(language())),
        (_("List"), iso(str(here.number))), (_("Last day for new rows"), write_date(day)),
        (_("Children on this list"), iso(str(len(here.rows)))), (_("State"), label(here.state)),
    ]  # fmt: skip
    return [
        pdf.heading(_("List of children present"), locale),
        pdf.facts(facts, locale),
        pdf.table([head, *[_cells(row) for row in here.rows]], locale, size=7.5,
                  widths=(4, 8, 10, 8, 8, 12, 13, 15, 17, 11, 8)),
        pdf.spacer(8),
        pdf.para(
            _("No child stands here by name. The home keeps its own book of admissions with these numbers."),
            locale, size=9,
        ),
        *_hand(_("For the home"), here.home_signer, here.home_signed_at, locale),
        *_hand(_("For the Child Protection Unit"), here.unit_signer, here.unit_signed_at, locale),
    ]  # fmt: skip


def _hand(whose: str, signer: Any, at: Any, locale: str) -> list[Any]:
    """Who signed in the register, and a line for the hand."""
    said = _("Signed in the register by %(name)s on %(day)s", name=signer.name, day=write_date(at)) if signer else ""
    line = _("Name, signature and date:") + " " + "_" * 40
    return [pdf.spacer(10), pdf.para(whose, locale, bold=True), *([pdf.para(said, locale)] if said else []),
            pdf.spacer(12), pdf.para(line, locale)]  # fmt: skip


def paper(here: LegacyList, day: Any, code: str) -> bytes:
    """The list in one language, as PDF bytes."""

    def write() -> bytes:
        return pdf.build(
            story(here, day, code),
            locale=code,
            title=_("List of children present"),
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("The homes, people and numbers on this page are not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    written: bytes = in_language(code, write)
    return written
