"""The letter of a temporary approval: to the family what it may and must do, or to the office that holds the power."""

from typing import Any

from flask import current_app

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.core.pdf import iso, palette
from registry_app.places import gazetteer
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.powers.states import Mode


def still_to_come(approval: KinApproval) -> list[str]:
    """What may be pending tonight and must come within the days."""
    found = []
    if not approval.police_seen:
        found.append(_("A police certificate of every adult"))
    if not approval.references_seen:
        found.append(_("Two persons who speak for the one who cares"))
    return [*found, _("The light track: a home study, and preparation with the Child Protection Unit")]


def story(approval: KinApproval, office: str, locale: str) -> list[Any]:
    """The power first, then who may care until when, what was looked at, and what comes next."""
    recommended = approval.mode is Mode.RECOMMEND
    lines = approval.power_lines[language()]
    rows = [
        (_("Addressed to"), office if recommended else _("The family under the number below")),
        (_("Register number"), iso(approval.home.register_number)),
        (_("District"), gazetteer.district(approval.home.district).name_in(language())),
        (_("Date"), write_date(approval.on)),
        (_("Children"), iso(str(approval.children))),
        (_("Last day"), write_date(approval.until)),
        (_("Woman of the household"), label(approval.woman)),
        (_("Home seen by"), approval.home_seen_by),
    ]
    if approval.authorisation:
        rows.append((_("Certificate"), iso(approval.authorisation.certificate_number)))
    title = _("Recommendation: a relative who can care tonight") if recommended else _("You may care for the child")
    seen = [
        _("The identity of every adult was seen."),
        _("Nobody who lives there is on the list of offenders."),
        _("The home was seen on this day."),
        _("The child was asked."),
    ]
    box = [
        pdf.para(_("Until %(day)s these are still to come:", day=write_date(approval.until)), locale, bold=True),
        pdf.bullets(still_to_come(approval), locale),
        pdf.para(_("If you cannot care any longer, call 1121 or the Child Protection Unit at any hour."), locale),
    ]
    return [
        *(pdf.para(line, locale, bold=True) for line in lines[:1]),
        *(pdf.para(line, locale, size=9, colour=palette.SLATE) for line in lines[1:]),
        pdf.heading(title, locale),
        pdf.facts(rows, locale),
        pdf.heading(_("What was looked at"), locale, 3),
        pdf.bullets(seen, locale),
        pdf.box(box, palette.INDIGO, locale=locale),
        pdf.spacer(8),
        pdf.para(approval.by.name, locale, bold=True, align="start"),
        pdf.para(_("Head of the Child Protection Unit"), locale),
    ]


def letter(approval: KinApproval, office: str, code: str) -> bytes:
    """The letter in one language, as PDF bytes. `office` is the title of the office that holds the power."""

    def write() -> bytes:
        return pdf.build(
            story(approval, office, code),
            locale=code,
            title=approval.home.register_number,
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )

    written: bytes = in_language(code, write)
    return written
