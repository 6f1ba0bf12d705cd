"""Rows and columns in reading order: tables with repeated heads, label-and-value lists, things side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from registry_app.core.pdf import palette
from registry_app.core.pdf.paragraph import Text

# A row taller than this may be parted over two pages; a lower one always moves whole to the next page.
_ROW_MAY_PART = 160
_WORTH_FILLING = 60


@dataclass(frozen=True, slots=True)
class Look:
    """Padding in points and what is ruled: `head` rows on sand, a hairline under every row when `rules`."""

    head: int = 0
    rules: bool = True
    across: float = 6
    above: float = 4
    below: float = 5


class Grid(Flowable):
    """Cells that wrap, in rows that stay whole over page breaks. `shares` are relative widths of the columns."""

    def __init__(
        self,
        rows: Sequence[Sequence[Flowable]],
        right_to_left: bool,
        look: Look,
        shares: Sequence[float] | None = None,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.rows = [list(row) for row in rows]
        self.right_to_left, self.look, self.shares = right_to_left, look, shares
        self.columns = max((len(row) for row in self.rows), default=0)
        self.spaceBefore, self.spaceAfter = before, after
        self._widths: list[float] = []
        self._settled_for: float | None = None

    def wrap(self, available_width: float, _available_height: float = 0) -> tuple[float, float]:
        if self._settled_for != available_width:
            self._widths = self._column_widths(available_width)
            self._settled_for = available_width
        self._heights = [self._row_height(row) for row in self.rows]
        self.width, self.height = available_width, sum(self._heights)
        return self.width, self.height

    def _row_height(self, row: list[Flowable]) -> float:
        inner = [cell.wrap(self._inner(column), 1e6)[1] for column, cell in enumerate(row)]
        return max(inner, default=0) + self.look.above + self.look.below

    def _inner(self, column: int) -> float:
        return self._widths[column] - 2 * self.look.across

    def _column_widths(self, available: float) -> list[float]:
        natural, narrowest = [0.0] * self.columns, [0.0] * self.columns
        for row in self.rows:
            for column, cell in enumerate(row):
                widest, least = _demand(cell)
                natural[column] = max(natural[column], widest + 2 * self.look.across + 0.1)
                narrowest[column] = max(narrowest[column], least + 2 * self.look.across + 0.1)
        if self.shares is not None:
            return widened([available * share / sum(self.shares) for share in self.shares], narrowest)
        return share_out(available, natural, narrowest)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width)
        head = self.look.head
        room = available_height - sum(self._heights[:head])
        at = head
        while at < len(self.rows) and self._heights[at] <= room + 0.01:
            room -= self._heights[at]
            at += 1
        if at == len(self.rows):
            return [self]
        if self._heights[at] > _ROW_MAY_PART and room > _WORTH_FILLING:
            parted = self._part_row(self.rows[at], room)
            if parted is not None:
                first, rest = parted
                return [
                    self._with([*self.rows[:at], first], True),
                    self._with([*self.rows[:head], rest, *self.rows[at + 1 :]], False),
                ]
        if at == head:
            return []
        return [self._with(self.rows[:at], True), self._with(self.rows[:head] + self.rows[at:], False)]

    def _part_row(self, row: list[Flowable], room: float) -> tuple[list[Flowable], list[Flowable]] | None:
        room -= self.look.above + self.look.below
        first: list[Flowable] = []
        rest: list[Flowable] = []
        for column, cell in enumerate(row):
            width = self._inner(column)
            if cell.wrap(width, 1e6)[1] <= room + 0.01:
                first.append(cell)
                rest.append(Text("", cell.style) if isinstance(cell, Text) else Empty())
                continue
            parts = cell.split(width, room)
            if len(parts) != 2:
                return None
            first.append(parts[0])
            rest.append(parts[1])
        return first, rest

    def _with(self, rows: list[list[Flowable]], first: bool) -> "Grid":
        part = Grid(rows, self.right_to_left, self.look, self.shares)
        part._widths, part._settled_for = self._widths, self._settled_for
        part.spaceBefore, part.spaceAfter = (self.spaceBefore, 0) if first else (0, self.spaceAfter)
        return part

    def draw(self) -> None:
        top = self.height
        for number, (row, height) in enumerate(zip(self.rows, self._heights, strict=True)):
            if number < self.look.head:
                self._ground(top, height)
            for column, cell in enumerate(row):
                x = self._left(column) + self.look.across
                y = top - self.look.above - cell.height
                cell.drawOn(self.canv, x, y, self._inner(column) - cell.width)
            top -= height
            if self.look.rules:
                self._rule(top, number == self.look.head - 1)

    def _left(self, column: int) -> float:
        before = sum(self._widths[:column])
        return self.width - before - self._widths[column] if self.right_to_left else before

    def _ground(self, top: float, height: float) -> None:
        self.canv.setFillColor(HexColor(palette.SAND))
        self.canv.rect(0, top - height, self.width, height, stroke=0, fill=1)

    def _rule(self, y: float, strong: bool) -> None:
        self.canv.setStrokeColor(HexColor(palette.INDIGO if strong else palette.HAIRLINE))
        self.canv.setLineWidth(1.2 if strong else 0.6)
        self.canv.line(0, y, self.width, y)


class Empty(Flowable):
    """Nothing, where a cell has to be."""

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        self.width = self.height = 0
        return 0, 0

    def draw(self) -> None:
        """Nothing is drawn."""


def _demand(cell: Any) -> tuple[float, float]:
    """The natural and the narrowest width of a cell in points."""
    if isinstance(cell, Text):
        return cell.natural_width, cell.narrowest_width
    width = cell.wrap(1e6, 1e6)[0]
    return (width, width) if width < 1e5 else (200, 60)


def widened(wanted: Sequence[float], narrowest: Sequence[float]) -> list[float]:
    """The wanted widths, but no column under its longest word while the others have room to give."""
    lack = sum(max(0.0, least - width) for width, least in zip(wanted, narrowest, strict=True))
    room = sum(max(0.0, width - least) for width, least in zip(wanted, narrowest, strict=True))
    if not lack or room < lack:
        return list(wanted)
    given = lack / room
    return [least if width < least else width - (width - least) * given
            for width, least in zip(wanted, narrowest, strict=True)]  # fmt: skip


def share_out(available: float, natural: Sequence[float], narrowest: Sequence[float]) -> list[float]:
    """Column widths that fill `available` points: nobody under its longest word while that is possible."""
    wanted, least = sum(natural), sum(narrowest)
    if wanted <= available:
        return [width * available / wanted for width in natural] if wanted else []
    if least >= available:
        return [width * available / least for width in narrowest]
    spare = (available - least) / (wanted - least)
    return [low + (high - low) * spare for low, high in zip(narrowest, natural, strict=True)]
