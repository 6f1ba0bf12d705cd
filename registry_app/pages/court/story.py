"""The report as a PDF, ready to file: what it says, every table, every home, and the check of sums."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from registry_app.core import pdf
from registry_app.core.i18n import gettext, in_language
from registry_app.pages.court.pack import Pack
from registry_app.pages.court.registers import HomeLine
from registry_app.pages.reports.story import framed
from registry_app.pages.reports.tables import Table

_RULE, _QUIET, _WRONG = "#1E3A78", "#857D6E", "#8E1F2F"
_SMALL, _SMALLER = 9.0, 7.6
_WORDS_WIDE, _FIGURE_WIDE = 40, 14
_HOME_WIDE = (22, 17, 27, 15, 19)
_CELL = str | int | float | None


def document(pack: Pack) -> bytes:
    """The report as PDF bytes, the same for the same pack."""
    made: bytes = in_language(pack.language, lambda: _build(pack))
    return made


def _build(pack: Pack) -> bytes:
    # The days in figures, so that the foot of a page is one line.
    days = pdf.iso(f"{pack.on} / {pack.known_on}")
    return framed(pack, story(pack), when=pack.day_words, footer=days)


def story(pack: Pack) -> list[Flowable]:
    """The first page, to be signed; the tables; the homes; the check of sums is the last table."""
    *counted, sums = pack.tables
    made = _first(pack)
    for table in counted:
        if table.lines:
            made += _table(table, pack.language)
    made += [pdf.page_break(), *_homes(pack)]
    return [*made, pdf.page_break(), *_table(sums, pack.language)]


def _first(pack: Pack) -> list[Flowable]:
    locale = pack.language
    return [
        pdf.heading(pack.title, locale),
        pdf.para(pack.day_words, locale, size=13, bold=True),
        pdf.box([pdf.bullets(pack.sentences, locale)], _WRONG if pack.wrong else _RULE, locale=locale),
        *_signature(pack),
        pdf.heading(gettext("What to know about these figures"), locale, 2),
        pdf.box([pdf.bullets(pack.notes, locale, size=9.5)], _QUIET, locale=locale),
        pdf.page_break(),
    ]


def _table(table: Table, locale: str) -> list[Flowable]:
    words = 1 + len(table.more)
    head = [table.head, *table.more, *(said for _code, said in table.measures)]
    body: list[Sequence[_CELL]] = [[line.words, *line.more, *line.figures] for line in table.all_lines]
    numeric = list(range(words, words + len(table.measures)))
    widths = [_WORDS_WIDE] + [_FIGURE_WIDE * 1.4] * len(table.more) + [_FIGURE_WIDE] * len(table.measures)
    made = pdf.table([head, *body], locale, numeric=numeric, size=_SMALL, widths=widths)
    return [pdf.heading(table.title, locale, 2), made]


def _homes(pack: Pack) -> list[Flowable]:
    locale = pack.language
    homes = [one for one in pack.homes if not one.family]
    families = [one for one in pack.homes if one.family]
    made = [pdf.heading(gettext("Every known home"), locale)]
    if homes:
        made.append(_register(homes, locale))
    if families:
        made += [pdf.heading(gettext("Every known family that cares for children"), locale, 2)]
        made.append(_register(families, locale))
    return made


def _register(homes: Sequence[HomeLine], locale: str) -> Flowable:
    head = (
        gettext("Home"), gettext("Standing and since when"), gettext("Notices and their service; lists"),
        gettext("Last visit"), gettext("Children; findings"),
    )  # fmt: skip
    return pdf.table([head, *(_row(one) for one in homes)], locale, size=_SMALLER, widths=_HOME_WIDE)


def _row(one: HomeLine) -> tuple[str, ...]:
    children, found, put_right, overdue, asked, done = one.figures
    figures = [
        gettext("%(number)s children", number=children),
        gettext(
            "Findings: %(found)s, put right %(done)s, past their day %(late)s",
            found=found, done=put_right, late=overdue,
        ),
    ]  # fmt: skip
    if asked:
        figures.append(gettext("Visitors' book: %(written)s, seen done %(done)s", written=asked, done=done))
    named = [part for part in (one.number, one.name, one.district, one.run_by, one.care) if part]
    return (
        "\n".join(named),
        gettext("%(standing)s since %(day)s", standing=one.place, day=one.since),
        "\n".join((*one.notices, *one.lists)) or "–",
        one.visit,
        "\n".join(figures),
    )


def _signature(pack: Pack) -> list[Flowable]:
    locale = pack.language
    blank = "………………………………"
    names = (gettext("Name and office"), gettext("Signature"), gettext("Day"))
    return [
        pdf.para(gettext("Made again with: %(command)s", command=pdf.iso(pack.command)), locale, size=9),
        pdf.facts([(name, blank) for name in names], locale),
    ]
