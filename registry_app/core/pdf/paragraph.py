"""`Text`, the one text flowable of the PDFs in all three languages: it breaks over pages and draws its own glyphs."""

import re
from typing import Any, Literal

from reportlab.platypus import Flowable

from registry_app.core.pdf.embedding import embedded
from registry_app.core.pdf.isolating import base_direction
from registry_app.core.pdf.lines import Line, Style, block
from registry_app.core.pdf.shaping import Shaped, shape

Align = Literal["start", "center", "end", "left", "right"]

_BLANKS = re.compile(r"[ \t\v\f]+")

# A paragraph of this many lines or more leaves at least two on each side of a page break.
_KEEP_TOGETHER = 4


class Text(Flowable):
    """A text of one style. `align` None puts it at the start of its own direction, "start" at that of its locale."""

    def __init__(
        self, text: str, style: Style, align: Align | None = None, before: float = 0, after: float = 0
    ) -> None:
        super().__init__()
        self.style = style
        self.align = align
        self.spaceBefore, self.spaceAfter = before, after
        self.text = text.strip()
        self._blocks = [block(part, style, base_direction(part, style.locale)) for part in _paragraphs(self.text)]
        self.base = max(one.base for one in self._blocks)
        self.leading, self._depth = style.metrics(self.base)
        self._lines: list[tuple[Line, int]] = []
        self._broken_for: float | None = None
        self._settled = False

    @property
    def natural_width(self) -> float:
        """The width in points of the widest paragraph on one line."""
        return max(one.natural_width for one in self._blocks)

    @property
    def narrowest_width(self) -> float:
        """The width in points of the longest word."""
        return max(one.narrowest_width for one in self._blocks)

    @property
    def line_count(self) -> int:
        """How many lines the text takes at the width last asked for."""
        return len(self._lines)

    def wrap(self, available_width: float, _available_height: float = 0) -> tuple[float, float]:
        if not self._settled and self._broken_for != available_width:
            self._lines = [(line, one.base) for one in self._blocks for line in one.lines(available_width)]
            self._broken_for = available_width
        self.width, self.height = available_width, len(self._lines) * self.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width)
        fitting = int((available_height + 0.01) // self.leading)
        total = len(self._lines)
        if total >= _KEEP_TOGETHER:
            fitting = min(fitting, total - 2)
            if fitting < 2:
                return []
        if not 0 < fitting < total:
            return []
        return [self._part(self._lines[:fitting], True), self._part(self._lines[fitting:], False)]

    def _part(self, lines: list[tuple[Line, int]], first: bool) -> "Text":
        """Some of the lines as a text of their own, made afresh: ReportLab leaves notes on the flowables it places."""
        part = Text("", self.style, self.align)
        part.text, part.base, part.leading, part._depth = self.text, self.base, self.leading, self._depth
        part._blocks, part._lines, part._settled = self._blocks, lines, True
        part.spaceBefore, part.spaceAfter = (self.spaceBefore, 0) if first else (0, self.spaceAfter)
        part.wrap(self.width)
        return part

    def draw(self) -> None:
        top = self.height - self._depth
        for line, base in self._lines:
            draw_line(self.canv, line, self.style, self._left(line, base), top)
            top -= self.leading

    def _left(self, line: Line, base: int) -> float:
        spare = self.width - line.width
        own = "right" if base else "left"
        side = {
            None: own,
            "start": "left" if self.style.locale == "en" else "right",
            "end": "right" if self.style.locale == "en" else "left",
        }.get(self.align, self.align)
        return {"right": spare, "center": spare / 2}.get(str(side), 0.0)


def draw_line(canvas: Any, line: Line, style: Style, x: float, y: float) -> None:
    """Draw a line with its baseline at `y` and its left end at `x`, in points."""
    if not line.pieces:
        return
    red, green, blue = (int(style.colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    code = [f"BT {red:.3f} {green:.3f} {blue:.3f} rg"]
    strip: _Strip | None = None
    for piece in line.pieces:
        font = embedded(canvas._doc, piece.face)
        size = style.size * piece.face.scale
        if strip is None or strip.font is not font:
            if strip is not None:
                code.append(strip.close())
            code.append(f"/{font.resource} {size:.2f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm")
            strip = _Strip(font, size)
        strip.add(shape(piece.face, piece.text, piece.level % 2 == 1, style.locale))
        x += piece.width
    if strip is not None:
        code.append(strip.close())
    code.append("ET")
    canvas.addLiteral(" ".join(code))


class _Strip:
    """Glyphs of one font on one line, as a few /TJ operators: the pen is set right only where the font would err."""

    def __init__(self, font: Any, size: float) -> None:
        self.font = font
        self.size = size
        self._done: list[str] = []
        self._array: list[str] = []
        self._codes: list[str] = []
        self._up = 0.0
        self._owed = 0.0

    def add(self, shaped: Shaped) -> None:
        """Draw the glyphs of a piece, then lay its letters over them where the glyphs do not tell the text."""
        for glyph in shaped.glyphs:
            if glyph.up != self._up:
                self._show()
                self._done.append(f"{glyph.up * self.size / 1000:.3f} Ts")
                self._up = glyph.up
            code = self.font.code(glyph)
            self._put(code, glyph.right, glyph.advance)
        if shaped.letters:
            self._level()
            self._owed -= shaped.advance
            for letter in shaped.letters:
                self._put(self.font.inkless_code(letter), 0, letter.width)

    def _put(self, code: int, right: float, advance: float) -> None:
        shift = round(self._owed + right)
        if shift:
            self._end_codes()
            self._array.append(str(-shift))
        self._codes.append(f"{code:04X}")
        self._owed += advance - shift - self.font.width(code)

    def _level(self) -> None:
        if self._up:
            self._show()
            self._done.append("0 Ts")
            self._up = 0.0

    def close(self) -> str:
        self._show()
        self._level()
        return " ".join(self._done)

    def _end_codes(self) -> None:
        if self._codes:
            self._array.append(f"<{''.join(self._codes)}>")
            self._codes = []

    def _show(self) -> None:
        self._end_codes()
        if self._array:
            self._done.append(f"[{''.join(self._array)}] TJ")
            self._array = []


def _paragraphs(text: str) -> list[str]:
    """Lines as typed, with runs of blanks drawn together; a text of nothing is one empty line."""
    return [_BLANKS.sub(" ", part).strip(" ") for part in text.splitlines()] or [""]
