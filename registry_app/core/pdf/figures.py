"""Drawn parts: the QR code, the grade badge and the bar chart."""

from collections.abc import Sequence
from typing import Any, Literal

import segno
from reportlab.lib import units
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from registry_app.core.pdf import palette
from registry_app.core.pdf.grid import Grid, Look
from registry_app.core.pdf.lines import Style
from registry_app.core.pdf.paragraph import Text
from registry_app.core.pdf.parts import heading, right_to_left
from registry_app.core.pdf.stacking import Stack

_QUIET_MODULES = 4


class QrCode(Flowable):
    """A QR code with its quiet zone; the dark square itself is `side` points wide."""

    def __init__(self, data: str, side: float) -> None:
        super().__init__()
        self.modules = [list(row) for row in segno.make(data, error="m", micro=False).matrix]
        self.module = side / len(self.modules)
        self.width = self.height = side + 2 * _QUIET_MODULES * self.module

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        # One unit is one module, so that the drawing stays a short list of whole numbers.
        count = len(self.modules)
        whole = count + 2 * _QUIET_MODULES
        code = [f"q {self.module:.5f} 0 0 {self.module:.5f} 0 0 cm 1 g 0 0 {whole} {whole} re f 0 g"]
        for number, row in enumerate(self.modules):
            at = 0
            while at < count:
                stop = at
                while stop < count and row[stop]:
                    stop += 1
                if stop > at:
                    code.append(f"{at + _QUIET_MODULES} {_QUIET_MODULES + count - number - 1} {stop - at} 1 re")
                at = max(stop, at + 1)
        self.canv.addLiteral(" ".join([*code, "f Q"]))


def qr(data: str, mm: float = 35, *, align: Literal["left", "center", "right"] = "center") -> Flowable:
    """A QR code whose square is `mm` millimetres wide; its quiet zone comes on top of that."""
    made = QrCode(data, mm * units.mm)
    made.hAlign = align.upper()
    return made


class GradeBadge(Flowable):
    """Four growing bars, the letter and the word on the grade's ground: readable without colour."""

    def __init__(self, letter: str, word: str, locale: str, height: float) -> None:
        super().__init__()
        self.ink, self.ground, self.full = palette.GRADES.get(letter, palette.NOT_GRADED)
        self.locale = locale
        self.letter = Text(letter or "–", Style(locale, height * 0.58, bold=True, colour=self.ink), "left")
        self.word = Text(word, Style(locale, height * 0.38, bold=True, colour=self.ink), "left")
        self.height = height
        self.pad = height * 0.28
        self.glyph = height * 0.83
        self.parts = (self.glyph, self.letter.natural_width, self.word.natural_width)
        self.width = sum(self.parts) + 4 * self.pad

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(self.ground))
        canvas.setStrokeColor(HexColor(self.ink))
        canvas.setLineWidth(1.5)
        canvas.rect(0.75, 0.75, self.width - 1.5, self.height - 1.5, stroke=1, fill=1)
        x = self.pad
        order = (
            (self._word, self._letter, self._bars)
            if right_to_left(self.locale)
            else (self._bars, self._letter, self._word)
        )
        widths = self.parts[::-1] if right_to_left(self.locale) else self.parts
        for draw, width in zip(order, widths, strict=True):
            draw(x, width)
            x += width + self.pad

    def _bars(self, x: float, width: float) -> None:
        gap = width * 0.07
        bar = (width - 3 * gap) / 4
        self.canv.setLineWidth(0.9)
        self.canv.setFillColor(HexColor(self.ink))
        for number in range(4):
            tall = self.height * (0.2 + 0.14 * number)
            full = 1 if number < self.full else 0
            self.canv.rect(x + number * (bar + gap), self.height * 0.19, bar, tall, stroke=1, fill=full)

    def _letter(self, x: float, width: float) -> None:
        self._text(self.letter, x, width)

    def _word(self, x: float, width: float) -> None:
        self._text(self.word, x, width)

    def _text(self, text: Text, x: float, width: float) -> None:
        _, tall = text.wrap(width + 1)
        text.drawOn(self.canv, x, (self.height - tall) / 2, 0)


def grade_badge(
    letter: str, word: str, locale: str, *, height: float = 30, align: Literal["start", "center", "end"] = "start"
) -> Flowable:
    """The badge of a grade: `letter` A to D, anything else is "not graded". `height` is points."""
    made = GradeBadge(letter, word, locale, height)
    sides = {"start": "LEFT", "center": "CENTER", "end": "RIGHT"}
    if right_to_left(locale):
        sides |= {"start": "RIGHT", "end": "LEFT"}
    made.hAlign = sides[align]
    made.spaceBefore, made.spaceAfter = 6, 8
    return made


class _Bar(Flowable):
    """One row of the chart: the first series full, the second hatched after a white gap, the numbers at their ends."""

    def __init__(self, value: float, late: float, longest: float, locale: str, size: float) -> None:
        super().__init__()
        self.value, self.late, self.longest = value, late, longest
        self.mirrored = right_to_left(locale)
        self.labels = [
            Text(_figure(number), Style("en", size, bold=True, colour=colour), "left")
            for number, colour in ((value, palette.INK), (late, palette.MADDER))
        ]
        self.tall = size * 1.3

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, self.tall * 1.25
        return self.width, self.height

    def draw(self) -> None:
        room = self.width - sum(label.natural_width + 8 for label in self.labels)
        scale = room / self.longest if self.longest else 0
        first, second = self.value * scale, self.late * scale
        x = 0.0
        x = self._bar(x, first, self.labels[0], False) if self.value or not self.late else x
        if self.late:
            self._bar(x, second, self.labels[1], True)

    def _bar(self, x: float, long: float, label: Text, hatched: bool) -> float:
        """Draw a bar from `x` points after where reading starts, and its number; gives where the next begins."""
        canvas, y = self.canv, self.tall * 0.125
        left = self.width - x - long if self.mirrored else x
        if hatched:
            hatch(canvas, left, y, long, self.tall, palette.MADDER)
        else:
            canvas.setFillColor(HexColor(palette.INDIGO_LINK))
            canvas.rect(left, y, long, self.tall, stroke=0, fill=1)
        wide = label.natural_width
        at = x + long + 4
        label.wrap(wide + 1)
        label.drawOn(canvas, self.width - at - wide if self.mirrored else at, y + (self.tall - label.height) / 2, 0)
        return at + wide + 4


def hatch(canvas: Any, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A rectangle filled with slanting lines, which stays apart from a full one in grey print."""
    if width <= 0:
        return
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(1.1)
    at = x - height
    while at < x + width:
        canvas.line(at, y, at + height, y + height)
        at += 3.6
    canvas.setLineWidth(1.6)
    canvas.rect(x, y, width, height, stroke=1, fill=0)
    canvas.restoreState()


class _Key(Flowable):
    """The names of the two series, each with a swatch."""

    def __init__(self, names: Sequence[str], locale: str) -> None:
        super().__init__()
        self.mirrored = right_to_left(locale)
        self.names = [Text(name, Style(locale, 9, colour=palette.SLATE), "left") for name in names]

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = max(name.wrap(name.natural_width + 1)[1] for name in self.names)
        return self.width, self.height

    def draw(self) -> None:
        x = 6.0
        for hatched, name in enumerate(self.names):
            left = self.width - x - 14 if self.mirrored else x
            y = self.height / 2 - 4
            if hatched:
                hatch(self.canv, left, y, 14, 8, palette.MADDER)
            else:
                self.canv.setFillColor(HexColor(palette.INDIGO_LINK))
                self.canv.rect(left, y, 14, 8, stroke=0, fill=1)
            x += 19
            wide = name.natural_width
            name.drawOn(self.canv, self.width - x - wide if self.mirrored else x, 0, 0)
            x += wide + 16


def bars(
    series: Sequence[tuple[str, float, float]],
    locale: str,
    *,
    headline: str,
    key: tuple[str, str] | None = None,
) -> Flowable:
    """A chart of (label, value, late) rows: `late` follows `value` on the same line, hatched; 0 leaves it out.

    `headline` says the finding; `key` names the two series.
    """
    numbers = [value + late for _, value, late in series]
    longest = max(numbers, default=0)
    rows = [
        [Text(label, Style(locale, 9.5), "start"), _Bar(value, late, longest, locale, 9.5)]
        for label, value, late in series
    ]
    look = Look(rules=False, across=4, above=1.5, below=1.5)
    children: list[Flowable] = [heading(headline, locale, 3)]
    if key is not None:
        children.append(_Key(key, locale))
    if rows:
        children.append(Grid(rows, right_to_left(locale), look, shares=(32, 68)))
    made = Stack(children)
    made.spaceBefore, made.spaceAfter = 8, 12
    return made


def _figure(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:g}"
