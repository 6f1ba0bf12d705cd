"""Flowables that hold others: one above the other (`Stack`) and the small pieces set beside a mark."""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus import Flowable

# The least height in points worth leaving at the foot of a page when a stack is parted.
_WORTH_FILLING = 30


class Stack(Flowable):
    """Flowables one above the other, with room on either side and below; it breaks over pages between and inside them.

    `left`, `right`, `top` and `bottom` are points of padding; `backdrop` draws behind with (canvas, width, height).
    """

    def __init__(
        self,
        children: Sequence[Flowable],
        left: float = 0,
        right: float = 0,
        top: float = 0,
        bottom: float = 0,
        backdrop: Callable[[Any, float, float], None] | None = None,
    ) -> None:
        super().__init__()
        self.children = list(children)
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.backdrop = backdrop
        if self.children and backdrop is None:
            self.spaceBefore = self.children[0].getSpaceBefore()
            self.spaceAfter = self.children[-1].getSpaceAfter()

    def wrap(self, available_width: float, _available_height: float = 0) -> tuple[float, float]:
        inner = available_width - self.left - self.right
        self._sizes = [child.wrap(inner, 1e6) for child in self.children]
        self._gaps = [
            max(self.children[at - 1].getSpaceAfter(), child.getSpaceBefore()) if at else 0.0
            for at, child in enumerate(self.children)
        ]
        self.width = available_width
        self.height = self.top + self.bottom + sum(height for _, height in self._sizes) + sum(self._gaps)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width)
        room = available_height - self.top - self.bottom
        inner = available_width - self.left - self.right
        for at, child in enumerate(self.children):
            room -= self._gaps[at]
            height = self._sizes[at][1]
            if height <= room + 0.01:
                room -= height
                continue
            parts = child.split(inner, room) if room > _WORTH_FILLING else []
            head, tail = self.children[:at] + parts[:1], (parts[1:] or [child]) + self.children[at + 1 :]
            while head and head[-1].getKeepWithNext():
                tail.insert(0, head.pop())
            return [self._with(head), self._with(tail)] if head else []
        return [self]

    def _with(self, children: list[Flowable]) -> "Stack":
        return Stack(children, self.left, self.right, self.top, self.bottom, self.backdrop)

    def draw(self) -> None:
        if self.backdrop is not None:
            self.backdrop(self.canv, self.width, self.height)
        y = self.height - self.top
        inner = self.width - self.left - self.right
        for child, gap, (width, height) in zip(self.children, self._gaps, self._sizes, strict=True):
            y -= gap + height
            child.drawOn(self.canv, self.left, y, inner - width)


class Marked(Flowable):
    """A text with a small mark at its start side, such as the diamond of a list; a part after a break has none."""

    def __init__(
        self, inner: Flowable, indent: float, right_to_left: bool, mark: Callable[[Any, float, float], None] | None
    ) -> None:
        super().__init__()
        self.inner, self.indent, self.right_to_left, self.mark = inner, indent, right_to_left, mark
        self.spaceBefore, self.spaceAfter = inner.getSpaceBefore(), inner.getSpaceAfter()

    def wrap(self, available_width: float, available_height: float = 0) -> tuple[float, float]:
        _, height = self.inner.wrap(available_width - self.indent, available_height)
        self.width, self.height = available_width, height
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts = self.inner.split(available_width - self.indent, available_height)
        return [
            Marked(part, self.indent, self.right_to_left, None if at else self.mark) for at, part in enumerate(parts)
        ]

    def draw(self) -> None:
        if self.mark is not None:
            middle = self.width - self.indent / 2 if self.right_to_left else self.indent / 2
            self.mark(self.canv, middle, self.height)
        self.inner.drawOn(self.canv, 0 if self.right_to_left else self.indent, 0, 0)
