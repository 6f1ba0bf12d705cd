"""The receipt of a notice: what the home did, when, and that the offices were told. For page and PDF."""

from datetime import timedelta
from typing import Any

from flask import current_app

from registry_app.core import clock, pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, ngettext, write_date, write_moment
from registry_app.core.pdf import iso, palette
from registry_app.placements.arrivals import queries, rules
from registry_app.placements.arrivals.models import ArrivalNotice
from registry_app.placements.arrivals.states import Via
from registry_app.places import gazetteer


def times(notice: ArrivalNotice) -> list[tuple[str, str]]:
    """The moments of a notice, each with whose clock it is."""
    rows = [(_("The child came"), write_moment(notice.arrived_at))]
    if notice.written_at is not None:
        rows.append((_("Written, by the phone's own clock"), write_moment(notice.written_at)))
    rows.append((_("At the office, by its clock"), write_moment(notice.received_at)))
    late = rules.days_late(queries.book(), notice.arrived_at, notice.received_at)
    if late:
        rows.append(
            (_("Told late"), ngettext("%(num)s day after the child came", "%(num)s days after the child came", late))
        )
    rows.append((_("Somebody must see the child by"), write_moment(notice.seen_by)))
    return rows


def phone_is_wrong(notice: ArrivalNotice) -> bool:
    """Whether the phone's clock was so far off that it must be said."""
    return rules.clock_is_wrong(queries.book(), timedelta(seconds=notice.clock_off))


def told_whom(notice: ArrivalNotice) -> str:
    """Which offices were told."""
    if notice.no_unit:
        return _("The directorate, because the district has no unit yet, and helpline 1121")
    return _("The Child Protection Unit of the district, and helpline 1121")


def facts(notice: ArrivalNotice) -> list[tuple[str, str]]:
    """(name, value) of everything on the receipt but the children. No name of a child."""
    home = notice.home
    rows = [
        (_("Home"), f"{home.name_in(language())} · {iso(home.register_number)}"),
        (_("District"), gazetteer.district(home.district).name_in(language())),
        *times(notice),
        (_("Children"), iso(str(notice.children))),
        (_("Brought by"), label(notice.brought_by)),
        (_("Police station"), notice.police_station or ""),
        (_("Number in the police diary"), iso(notice.diary_number) if notice.diary_number else ""),
        (_("Hospital"), notice.hospital or ""),
        (_("Sent by"), notice.sent_by.name if notice.via is Via.HOME else label(notice.via)),
        (_("Told at once"), told_whom(notice)),
    ]
    if notice.via is not Via.HOME and notice.post:
        rows.insert(-1, (_("Post that told it"), notice.post))
    return [(name, value) for name, value in rows if value]


def children(notice: ArrivalNotice) -> list[tuple[str, str, str, str]]:
    """(code, girl or boy, about how old, how it was) of each child."""
    on = clock.local(notice.received_at).date()
    return [
        (
            one.child.code, label(one.child.sex),
            ngettext("about %(num)s year", "about %(num)s years", rules.guessed_age(one.child.born_earliest, on)),
            label(one.condition),
        )
        for one in notice.arrivals
    ]  # fmt: skip


def what_it_means(notice: ArrivalNotice) -> list[str]:
    """What the receipt says to the home, and to whoever reads it later."""
    last = clock.local(notice.arrived_at).date() + timedelta(days=queries.book()["days"])
    return [
        _("The home told the office. Taking in a child at night and telling it at once is no offence."),
        _("The child may stay here on this notice until %(day)s. Then it is home, handed over with a receipt, "
          "approved as an emergency, or has a day before the panel.", day=write_date(last)),
        _("Give the child to nobody without the Child Protection Unit and a signed receipt."),
        _("Nobody photographs the child, and no name is told to newspapers or on the internet."),
    ]  # fmt: skip


def story(notice: ArrivalNotice, locale: str) -> list[Any]:
    rows = [(iso(code), *rest) for code, *rest in children(notice)]
    columns = [_("Code"), _("Child"), _("Age"), _("How it was")]
    told = [
        pdf.para(_("The phone's clock was wrong. The office's clock counts."), locale)
    ] if phone_is_wrong(notice) else []  # fmt: skip
    return [
        pdf.heading(_("Receipt for a notice of arrival"), locale),
        pdf.para(iso(notice.number), locale, bold=True, size=16),
        pdf.facts(facts(notice), locale),
        *told,
        pdf.heading(_("Children"), locale, 3),
        pdf.table([columns, *rows], locale),
        pdf.spacer(6),
        pdf.box([pdf.bullets(what_it_means(notice), locale)], palette.INDIGO, locale=locale),
        pdf.para(_("In danger, call 1121 at any hour."), locale, bold=True),
    ]


def receipt(notice: ArrivalNotice, code: str) -> bytes:
    """The receipt in one language, as PDF bytes."""

    def write() -> bytes:
        return pdf.build(
            story(notice, code), locale=code, title=notice.number,
            made_up=bool(current_app.config["SETTINGS"].made_up),
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("Sindh Child Protection Authority"),
        )  # fmt: skip

    written: bytes = in_language(code, write)
    return written
