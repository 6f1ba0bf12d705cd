"""The drawn pictures of the pages on paper: the few kinds of lines that our own SVG drawings use, and no others."""

import re
from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin, sqrt, tan
from typing import Any
from xml.etree import ElementTree as Tree

from reportlab.lib import units
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

_PART = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "T": 2, "A": 7, "Z": 0}
_NAME = re.compile(r"^\{[^}]*\}")
Point = tuple[float, float]


def picture(svg: str, mm: float) -> Flowable:
    """A drawing as it stands in the pages, so many millimetres wide and high. ValueError for any other."""
    return Picture(svg, mm * units.mm)


class Picture(Flowable):
    """One drawing; `side` is points."""

    def __init__(self, svg: str, side: float) -> None:
        super().__init__()
        self.root = Tree.fromstring(svg)  # noqa: S314 - our own file, never somebody's upload
        self.box = [float(one) for one in self.root.attrib["viewBox"].split()]
        self.width = self.height = side

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left, top, wide, high = self.box
        scale = self.width / max(wide, high)
        self.canv.saveState()
        self.canv.translate(0, self.height)
        self.canv.scale(scale, -scale)
        self.canv.translate(-left, -top)
        self._mark(self.root, {})
        self.canv.restoreState()

    def _mark(self, mark: Any, above: dict[str, str]) -> None:
        look = {**above, **mark.attrib}
        kind = _NAME.sub("", mark.tag)
        if kind == "path":
            _paint(self.canv, _outline(self.canv, mark.attrib["d"]), look)
        elif kind == "circle":
            path = self.canv.beginPath()
            path.circle(float(look["cx"]), float(look["cy"]), float(look["r"]))
            _paint(self.canv, path, look)
        elif kind not in ("svg", "g"):
            raise ValueError(f"A drawing holds a {kind}, which is not drawn on paper.")
        for inner in mark:
            self._mark(inner, look)


def _paint(canvas: Any, path: Any, look: dict[str, str]) -> None:
    fill, stroke = look.get("fill", "none"), look.get("stroke", "none")
    canvas.setLineWidth(float(look.get("stroke-width", 1)))
    canvas.setLineCap(1 if look.get("stroke-linecap") == "round" else 0)
    canvas.setLineJoin(1 if look.get("stroke-linejoin") == "round" else 0)
    if fill != "none":
        canvas.setFillColor(HexColor(_whole(fill)))
    if stroke != "none":
        canvas.setStrokeColor(HexColor(_whole(stroke)))
    canvas.drawPath(path, stroke=int(stroke != "none"), fill=int(fill != "none"))


def _whole(colour: str) -> str:
    return "#" + "".join(sign * 2 for sign in colour[1:]) if len(colour) == 4 else colour


def _steps(written: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of a path one by one; a command that stands for several is given as often."""
    parts, at, command = _PART.findall(written), 0, ""
    while at < len(parts):
        if parts[at].isalpha():
            command, at = parts[at], at + 1
        count = _NUMBERS[command.upper()]
        yield command, [float(one) for one in parts[at : at + count]]
        at += count
        # What follows a "move to" without a new letter is a line.
        command = {"M": "L", "m": "l"}.get(command, command)


def _outline(canvas: Any, written: str) -> Any:
    path = canvas.beginPath()
    here: Point = (0.0, 0.0)
    begun, bend = here, here
    for command, numbers in _steps(written):
        kind = command.upper()
        spots = _spots(kind, numbers, here if command.islower() else (0.0, 0.0), here)
        old_bend, bend = bend, spots[-1] if spots else begun
        if kind == "M":
            path.moveTo(*spots[0])
            begun = spots[0]
        elif kind in "LHV":
            path.lineTo(*spots[0])
        elif kind == "C":
            path.curveTo(*spots[0], *spots[1], *spots[2])
        elif kind in "QT":
            middle = spots[0] if kind == "Q" else (2 * here[0] - old_bend[0], 2 * here[1] - old_bend[1])
            path.curveTo(*_between(here, middle), *_between(spots[-1], middle), *spots[-1])
            here, bend = spots[-1], middle
            continue
        elif kind == "A":
            _arc(path, here, numbers, spots[-1])
        else:
            path.close()
        here = spots[-1] if spots else begun
    return path


def _between(end: Point, middle: Point) -> Point:
    return end[0] + (middle[0] - end[0]) * 2 / 3, end[1] + (middle[1] - end[1]) * 2 / 3


def _spots(kind: str, numbers: list[float], origin: Point, here: Point) -> list[Point]:
    """The points that a command names, the one where it ends last."""
    if kind == "H":
        return [(origin[0] + numbers[0], here[1])]
    if kind == "V":
        return [(here[0], origin[1] + numbers[0])]
    pairs = numbers[5:] if kind == "A" else numbers
    return [(origin[0] + x, origin[1] + y) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _arc(path: Any, start: Point, numbers: list[float], end: Point) -> None:
    """A round arc (both radii alike, not turned) as curves of at most a quarter."""
    radius, _same, _turn, large, sweep = numbers[:5]
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    reach = hypot(*half)
    radius = max(radius, reach)
    off = sqrt(max(radius**2 - reach**2, 0)) / reach * (-1 if large == sweep else 1)
    middle = ((start[0] + end[0]) / 2 + off * half[1], (start[1] + end[1]) / 2 - off * half[0])
    first = atan2(start[1] - middle[1], start[0] - middle[0])
    turn = (atan2(end[1] - middle[1], end[0] - middle[0]) - first) % (2 * pi)
    turn = turn if sweep else turn - 2 * pi
    pieces = max(1, int(abs(turn) / (pi / 2) + 0.999))
    step, reach_out = turn / pieces, 4 / 3 * tan(turn / pieces / 4) * radius
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        x0, y0 = middle[0] + radius * cos(a), middle[1] + radius * sin(a)
        x1, y1 = middle[0] + radius * cos(b), middle[1] + radius * sin(b)
        path.curveTo(
            x0 - reach_out * sin(a), y0 + reach_out * cos(a), x1 + reach_out * sin(b), y1 - reach_out * cos(b), x1, y1
        )
