"""The sheet around a document: page sizes, margins, the ajrak band, the made-up mark, the footer and page numbers."""

from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import Any, Literal, Required, TypedDict, Unpack

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from registry_app.core.pdf import ajrak, palette
from registry_app.core.pdf.grid import Grid
from registry_app.core.pdf.isolating import iso
from registry_app.core.pdf.lines import Style
from registry_app.core.pdf.paragraph import Text
from registry_app.core.pdf.parts import right_to_left
from registry_app.core.pdf.stacking import Stack

Size = Literal["A4", "A3", "A4-landscape"]

_SIZES = {"A4": A4, "A3": A3, "A4-landscape": landscape(A4)}
# Pages are compressed and written as they are: coding them as ASCII as well costs time and a quarter more bytes.
rl_config.useA85 = 0

# A table of more rows than these, its head among them, may be parted.
_LONG = 13
_AUTHOR = "Sindh register of alternative care providers"


class _Furniture:
    """What stands on every page around the text."""

    def __init__(self, size: Size, locale: str, made_up_words: str, footer: str, ornament: bool) -> None:
        self.width, self.height = _SIZES[size]
        self.locale = locale
        self.grown = 1.4 if size == "A3" else 1.0
        self.side = 20 * mm * self.grown
        self.measure = self.width - 2 * self.side
        self.band = 9 * mm * self.grown if ornament else 0.0
        self.mark = self._text(made_up_words, 10, True, palette.MADDER, "center") if made_up_words else None
        self.footer = self._text(footer, 8, False, palette.SLATE, "start") if footer else None
        self.mark_height = self.mark.wrap(self.measure - 60)[1] + 6 if self.mark else 0.0
        self.footer_height = self.footer.wrap(self.measure * 0.8)[1] if self.footer else 12.0
        self.top = self.band + (self.mark_height + 4 * mm if self.mark else 0) + 10 * mm * self.grown
        self.bottom = 12 * mm * self.grown + self.footer_height + 5 * mm

    def _text(self, words: str, size: float, bold: bool, colour: str, align: Literal["start", "center"]) -> Text:
        return Text(words, Style(self.locale, size * self.grown, bold, colour), align)

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        canvas.saveState()
        if self.band:
            if not canvas.hasForm("ajrak"):
                canvas.beginForm("ajrak", 0, 0, self.width, self.band)
                canvas.addLiteral(ajrak.band(self.width, self.band))
                canvas.endForm()
            canvas.translate(0, self.height - self.band)
            canvas.doForm("ajrak")
            canvas.translate(0, self.band - self.height)
        if self.mark is not None:
            self._draw_mark(canvas, self.mark)
        self._draw_footer(canvas, page, pages)
        canvas.restoreState()

    def _draw_mark(self, canvas: Canvas, mark: Text) -> None:
        y = self.height - self.band - 4 * mm - self.mark_height
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.setStrokeColor(HexColor(palette.MADDER))
        canvas.setLineWidth(1.2)
        canvas.rect(self.side, y, self.measure, self.mark_height, stroke=1, fill=1)
        canvas.setFillColor(HexColor(palette.MADDER))
        for left in (self.side, self.side + self.measure - 16):
            for step in range(2):
                path = canvas.beginPath()
                x = left + step * 8
                path.moveTo(x, y)
                path.lineTo(x + 4, y)
                path.lineTo(x + 8, y + self.mark_height)
                path.lineTo(x + 4, y + self.mark_height)
                path.close()
                canvas.drawPath(path, stroke=0, fill=1)
        mark.drawOn(canvas, self.side + 30, y + 3, 0)

    def _draw_footer(self, canvas: Canvas, page: int, pages: int) -> None:
        y = 12 * mm * self.grown
        canvas.setStrokeColor(HexColor(palette.HAIRLINE))
        canvas.setLineWidth(0.6)
        canvas.line(self.side, y + self.footer_height + 3, self.side + self.measure, y + self.footer_height + 3)
        mirrored = right_to_left(self.locale)
        if self.footer is not None:
            left = self.side + (self.measure * 0.2 if mirrored else 0)
            self.footer.drawOn(canvas, left, y, 0)
        number = Text(
            iso(f"{page} / {pages}"), Style(self.locale, 8 * self.grown, colour=palette.SLATE, leading=12), "end"
        )
        _, tall = number.wrap(self.measure)
        number.drawOn(canvas, self.side, y + self.footer_height - tall, 0)


class _Sheets(Canvas):
    """A canvas that holds its pages back until their number is known."""

    def __init__(self, *given: Any, furniture: _Furniture, **named: Any) -> None:
        self._furniture = furniture
        self._held: list[dict[str, Any]] = []
        super().__init__(*given, **named)

    def _make_preamble(self) -> None:
        # ReportLab's own preamble names Helvetica, a font that would not be in the file.
        self._preamble = "1 0 0 1 0 0 cm"

    def showPage(self) -> None:  # noqa: N802
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._held, start=1):
            self.__dict__.update(state)
            self._furniture.draw(self, number, len(self._held))
            super().showPage()
        super().save()


class Sheet(TypedDict, total=False):
    """What stands around a story.

    `made_up_words` is the translated sentence that marks every page of made-up data; ValueError when `made_up` is
    asked for without it. `ornament` draws the ajrak band at the top edge.
    """

    locale: Required[str]
    title: Required[str]
    made_up: Required[bool]
    size: Size
    made_up_words: str
    footer: str
    ornament: bool


def build(story: Sequence[Flowable], **sheet: Unpack[Sheet]) -> bytes:
    """The document as PDF bytes, the same for the same story."""
    return _written(story, **sheet)[0]


def build_on_one_page(stories: Iterable[Sequence[Flowable]], **sheet: Unpack[Sheet]) -> bytes:
    """The first of these tellings, from roomy to tight, that stands on one page; the last one when none does."""
    made = b""
    for story in stories:
        made, pages = _written(story, **sheet)
        if pages == 1:
            break
    return made


def _long_tables_begin_here(story: Sequence[Flowable]) -> list[Flowable]:
    """A heading and the long table under it as one that breaks over pages: ReportLab moves both whole to the next page
    and leaves the rest of this one empty. Short tables do stay whole."""
    made: list[Flowable] = []
    for part in story:
        if isinstance(part, Grid) and len(part.rows) > _LONG and made and made[-1].getKeepWithNext():
            part = Stack([made.pop(), part])
        made.append(part)
    return made


def _written(
    story: Sequence[Flowable],
    *,
    locale: str,
    title: str,
    size: Size = "A4",
    made_up: bool,
    made_up_words: str = "",
    footer: str = "",
    ornament: bool = True,
) -> tuple[bytes, int]:
    """The document and how many pages it has."""
    if made_up and not made_up_words.strip():
        raise ValueError("Made-up data has to be marked: give made_up_words.")
    furniture = _Furniture(size, locale, made_up_words if made_up else "", footer, ornament)
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=_SIZES[size], title=title, author=_AUTHOR, lang=locale, invariant=1, pageCompression=1
    )
    document.displayDocTitle = 1
    if right_to_left(locale):
        document.direction = "R2L"
    frame = Frame(
        furniture.side,
        furniture.bottom,
        furniture.measure,
        furniture.height - furniture.top - furniture.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate(frames=[frame]))
    parts = _long_tables_begin_here(story) or [Spacer(1, 1)]
    document.build(parts, canvasmaker=partial(_Sheets, furniture=furniture))
    return out.getvalue(), document.page
