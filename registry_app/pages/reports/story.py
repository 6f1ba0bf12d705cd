"""The report as a PDF: two pages that say it, an annex with every table (ux.md 1.5, 2.8)."""

from collections.abc import Sequence
from typing import Protocol

from reportlab.platypus import Flowable

from registry_app.core import pdf
from registry_app.core.i18n import gettext, in_language
from registry_app.pages.reports.pack import Pack
from registry_app.pages.reports.sentences import Chart
from registry_app.pages.reports.tables import Table

_RULE = "#1E3A78"
_QUIET = "#857D6E"
_SMALL = 8.5
# Shares of the line: a district's name stands on one line, a head of two words over its figures.
_WORDS_WIDE, _FIGURE_WIDE = 28, 15


def document(pack: Pack) -> bytes:
    """The report as PDF bytes, the same for the same pack."""
    made: bytes = in_language(pack.language, lambda: _build(pack))
    return made


def _build(pack: Pack) -> bytes:
    return framed(pack, story(pack), when=pack.month_words)


class Framed(Protocol):
    """What a report has to know for its frame."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def made_up(self) -> bool: ...
    @property
    def made_up_words(self) -> str: ...


def framed(pack: Framed, flowables: list[Flowable], *, when: str, footer: str = "") -> bytes:
    """A report as a PDF: its title and its days on the file and at the foot of every page."""
    return pdf.build(
        flowables,
        locale=pack.language,
        title=f"{pack.title}, {when}",
        made_up=pack.made_up,
        made_up_words=pack.made_up_words,
        footer=f"{pack.title} · {footer or when}",
    )


def story(pack: Pack) -> list[Flowable]:
    """Two pages, then the annex."""
    return [*_first(pack), pdf.page_break(), *_second(pack), pdf.page_break(), *_annex(pack)]


def _first(pack: Pack) -> list[Flowable]:
    locale = pack.language
    in_time, channel, district, *_rest = pack.charts
    return [
        pdf.heading(pack.title, locale),
        pdf.para(pack.month_words, locale, size=13, bold=True),
        pdf.box([pdf.bullets(pack.sentences, locale)], _RULE, locale=locale),
        _bars(in_time, locale),
        pdf.columns([[_bars(channel, locale)], [_bars(district, locale)]], locale),
    ]


def _second(pack: Pack) -> list[Flowable]:
    locale = pack.language
    _a, _b, _c, authorised, grades, care = pack.charts
    return [
        _bars(authorised, locale),
        pdf.columns([[_bars(grades, locale)], [_bars(care, locale)]], locale),
        pdf.heading(gettext("What to know about these figures"), locale, 2),
        pdf.box([pdf.bullets(pack.doubts, locale, size=10)], _QUIET, locale=locale),
    ]


def _bars(chart: Chart, locale: str) -> Flowable:
    rows = [(words, _drawn(first), _drawn(second)) for words, first, second in chart.rows]
    return pdf.bars(rows, locale, headline=chart.headline, key=chart.key)


def _drawn(figure: object) -> float:
    """The length of a bar; a hidden figure has none."""
    return float(figure) if isinstance(figure, int | float) else 0.0


def _annex(pack: Pack) -> list[Flowable]:
    made: list[Flowable] = [pdf.heading(gettext("Annex: every figure"), pack.language)]
    for table in pack.tables:
        if table.lines:
            made += [pdf.heading(table.title, pack.language, 2), _table(table, pack.language)]
    return made


def _table(table: Table, locale: str) -> Flowable:
    words = 1 + len(table.more)
    head = [table.head, *table.more, *(said for _code, said in table.measures)]
    body: list[Sequence[str | int | float | None]] = [
        [line.words, *line.more, *line.figures] for line in table.all_lines
    ]
    numeric = range(words, words + len(table.measures))
    widths = [_WORDS_WIDE] * words + [_FIGURE_WIDE] * len(table.measures)
    return pdf.table([head, *body], locale, numeric=list(numeric), size=_SMALL, widths=widths)
