"""The parts a document is made of. Each gives one flowable; every text in them goes through the one typesetter."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.lib import units
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from registry_app.core.pdf import palette
from registry_app.core.pdf.grid import Grid, Look
from registry_app.core.pdf.lines import Style
from registry_app.core.pdf.paragraph import Align, Text
from registry_app.core.pdf.stacking import Marked, Stack

Cell: TypeAlias = str | int | float | Flowable | None

# Nominal sizes in points of the three levels; Nastaliq is set for the two upper levels in Urdu.
_HEADING = {"en": (23, 15, 12), "sd": (21, 14.5, 12), "ur": (19, 13.5, 12)}
_HEADING_SPACE = ((4, 8), (16, 5), (9, 3))
_TABLE_SIZE = 9.5


def right_to_left(locale: str) -> bool:
    """Whether the language reads from the right."""
    return locale in ("ur", "sd")


def heading(
    text: str, locale: str, level: int = 1, *, align: Align | None = None, size: float | None = None
) -> Flowable:
    """A heading of level 1 to 3, kept with what follows; Urdu of levels 1 and 2 is in Nastaliq. `size` is points."""
    nastaliq = locale == "ur" and level < 3
    before, after = _HEADING_SPACE[level - 1]
    style = Style(
        locale,
        size=size or _HEADING[locale][level - 1],
        bold=True,
        colour=palette.INDIGO,
        nastaliq=nastaliq,
    )
    made = Text(text, style, align or "start", before, after)
    made.keepWithNext = 1
    return made


def para(
    text: str,
    locale: str,
    *,
    size: float = 11,
    bold: bool = False,
    align: Align | None = None,
    colour: str | None = None,
) -> Flowable:
    """A paragraph; line feeds in the text are kept. `size` is points, `colour` is like "#1A1D26".

    Without `align` a text stands at the start of its own direction, as a person's own words should.
    """
    return Text(text, Style(locale, size, bold, colour or palette.INK), align, after=size * 0.45)


def bullets(items: Sequence[str], locale: str, *, size: float = 11) -> Flowable:
    """A list, each entry with the ajrak's diamond before it."""
    style = Style(locale, size)
    made = []
    for item in items:
        text = Text(item, style, "start", after=size * 0.25)
        middle = text.leading * 0.5
        made.append(Marked(text, size * 1.5, right_to_left(locale), _diamond(size * 0.22, middle)))
    return _spaced(Stack(made), after=size * 0.45)


def _diamond(reach: float, below_top: float) -> Any:
    def draw(canvas: Any, x: float, height: float) -> None:
        y = height - below_top
        path = canvas.beginPath()
        path.moveTo(x - reach, y)
        for step in ((x, y + reach), (x + reach, y), (x, y - reach)):
            path.lineTo(*step)
        path.close()
        canvas.setFillColor(HexColor(palette.MADDER))
        canvas.drawPath(path, stroke=0, fill=1)

    return draw


def facts(pairs: Sequence[tuple[str, Cell]], locale: str, *, size: float = 10.5) -> Flowable:
    """Labels and values, the label on the side where reading starts."""
    rows = [
        [
            Text(label, Style(locale, size, colour=palette.SLATE), "start"),
            value if isinstance(value, Flowable) else Text(_words(value), Style(locale, size, bold=True), "start"),
        ]
        for label, value in pairs
    ]
    return Grid(rows, right_to_left(locale), Look(across=4, above=3, below=4), shares=(36, 64), before=6, after=12)


def table(
    rows: Sequence[Sequence[Cell]],
    locale: str,
    *,
    head: bool = True,
    widths: Sequence[float] | None = None,
    numeric: Sequence[int] = (),
    size: float = _TABLE_SIZE,
) -> Flowable:
    """A table whose first row is its head, repeated on every page.

    `widths` are relative shares of the line, by default as the contents ask. `numeric` names columns (from 0, in
    reading order) whose figures stand one under the other.
    """
    plain, strong = Style(locale, size), Style(locale, size, bold=True)
    made = [
        [
            cell
            if isinstance(cell, Flowable)
            else Text(
                _words(cell), strong if head and number == 0 else plain, "right" if column in numeric else "start"
            )
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(rows)
    ]
    return Grid(made, right_to_left(locale), Look(head=1 if head else 0), widths, before=6, after=12)


def columns(sides: Sequence[Sequence[Flowable]], locale: str, *, widths: Sequence[float] | None = None) -> Flowable:
    """Lists of flowables side by side, the first where reading starts. `widths` are relative shares."""
    row = [Stack(side) for side in sides]
    shares = widths or [1.0] * len(row)
    return Grid([row], right_to_left(locale), Look(rules=False, across=6, above=2, below=2), shares, before=2, after=6)


def box(flowables: Sequence[Flowable], rule_colour: str, *, locale: str | None = None) -> Flowable:
    """A "why" box: a thick rule on the side where reading starts; without `locale` that of the first text inside."""
    known = locale or next((one.style.locale for one in flowables if isinstance(one, Text)), "en")
    mirrored = right_to_left(known)

    def backdrop(canvas: Any, width: float, height: float) -> None:
        canvas.setFillColor(HexColor(palette.COTTON))
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        canvas.setFillColor(HexColor(rule_colour))
        canvas.rect(width - 4.5 if mirrored else 0, 0, 4.5, height, stroke=0, fill=1)

    left, right = (10, 16) if mirrored else (16, 10)
    made = Stack(flowables, left, right, top=7, bottom=9, backdrop=backdrop)
    return _spaced(made, before=6, after=10)


def spacer(mm: float) -> Flowable:
    """So many millimetres of nothing."""
    return Spacer(1, mm * units.mm)


def page_break() -> Flowable:
    """What follows begins on a new page."""
    return PageBreak()


def keep(flowables: Sequence[Flowable]) -> Flowable:
    """The flowables on one page when they fit on one."""
    return KeepTogether(list(flowables))


def _words(value: str | int | float | None) -> str:
    return "–" if value is None or value == "" else str(value)


def _spaced(made: Flowable, before: float = 0, after: float = 0) -> Flowable:
    made.spaceBefore, made.spaceAfter = before, after
    return made
