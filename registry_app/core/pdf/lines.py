"""Text into lines: which face, which way and how wide each stretch is, and where a line ends. Nothing is drawn here."""

from dataclasses import dataclass
from functools import cache, lru_cache

from registry_app.core.pdf import palette
from registry_app.core.pdf.bidi import bidi_class, line_levels, resolve, visual_order
from registry_app.core.pdf.faces import Face, choose, stack
from registry_app.core.pdf.isolating import NO_BREAK_SPACE, has_right_to_left, isolate_tokens, keep_numbers_whole
from registry_app.core.pdf.shaping import shape

_INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
_BREAKABLE = frozenset(" \u200b")

# Height of a line and depth of its baseline below the top, as shares of the nominal size. Naskh needs air for its
# marks and Nastaliq, whose words climb, draws over 2.3 times its size.
_LINE = {"latin": (1.42, 1.06), "naskh": (1.8, 1.25), "nastaliq": (2.9, 1.98)}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks. `size` and `leading` are points; `leading` None takes what the script needs."""

    locale: str
    size: float = 11
    bold: bool = False
    colour: str = palette.INK
    nastaliq: bool = False
    leading: float | None = None

    @property
    def faces(self) -> tuple[Face, ...]:
        return stack(self.bold, self.nastaliq)

    def metrics(self, base: int) -> tuple[float, float]:
        """The height of a line and the depth of its baseline below its top, in points.

        Latin text in an Urdu or Sindhi document keeps that document's lines, so that cells side by side stand level.
        """
        script = "nastaliq" if self.nastaliq else "naskh" if base or self.locale != "en" else "latin"
        height, depth = (share * self.size for share in _LINE[script])
        if self.leading is None:
            return height, depth
        return self.leading, depth + (self.leading - height) / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one face and level, all blank or all letters, with its width in points."""

    text: str
    start: int
    face: Face
    level: int
    blank: bool
    breakable: bool
    width: float

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces from the left edge to the right one."""

    pieces: tuple[Piece, ...]
    width: float


class Block:
    """One paragraph (no line feed inside) made ready: ordered levels, faces and measured pieces."""

    def __init__(self, text: str, style: Style, base: int) -> None:
        prepare = isolate_tokens if base or has_right_to_left(text) else keep_numbers_whole
        text = prepare(text)
        self.style = style
        self.base = base
        self.paragraph = resolve(text, base)
        self.pieces = self._cut(text)

    def _cut(self, text: str) -> list[Piece]:
        faces = choose(text, self.style.faces)
        levels = self.paragraph.levels
        pieces: list[Piece] = []
        start = 0
        while start < len(text):
            level, kind = levels[start], _kind(text[start])
            if kind == "invisible" or level is None:
                start += 1
                continue
            end = start + 1
            while (
                end < len(text)
                and faces[end] is faces[start]
                and levels[end] in (level, None)
                and _kind(text[end]) == kind
            ):
                end += 1
            pieces.append(self._piece(text[start:end], start, faces[start], level, kind != "letters", kind == "break"))
            start = end
        return pieces

    def _piece(self, text: str, start: int, face: Face, level: int, blank: bool, breakable: bool) -> Piece:
        if blank:
            # Copied text should find a phone by its ordinary blanks; that the line may not end there is settled.
            text = text.replace(NO_BREAK_SPACE, " ")
        advance = shape(face, text, level % 2 == 1, self.style.locale).advance
        return Piece(text, start, face, level, blank, breakable, advance * face.scale * self.style.size / 1000)

    @property
    def natural_width(self) -> float:
        """The width in points when nothing is broken."""
        return _width(self.pieces)

    @property
    def narrowest_width(self) -> float:
        """The width in points of the longest word."""
        return max((_width(letters) for letters, _ in self.words()), default=0.0)

    def words(self) -> list[tuple[list[Piece], list[Piece]]]:
        """Words that a line may end after, each with the blanks behind it."""
        words: list[tuple[list[Piece], list[Piece]]] = []
        for piece in self.pieces:
            if piece.breakable:
                if not words:
                    words.append(([], []))
                words[-1][1].append(piece)
            elif words and not words[-1][1]:
                words[-1][0].append(piece)
            else:
                words.append(([piece], []))
        return words

    def lines(self, available: float) -> list[Line]:
        """Greedy lines of at most `available` points; a word that is longer than a line is parted."""
        lines: list[Line] = []
        current: list[Piece] = []
        blanks: list[Piece] = []
        used = 0.0
        for letters, after in self.words():
            width = _width(letters)
            if current and used + _width(blanks) + width > available + 0.01:
                lines.append(self._line(current))
                current, blanks, used = [], [], 0.0
            if width > available + 0.01:
                *whole, letters = self._parts(letters, available)
                lines += [self._line(part) for part in whole]
                width = _width(letters)
            used += _width(blanks) + width
            current += blanks + letters
            blanks = after
        return [*lines, self._line(current)]

    def _parts(self, pieces: list[Piece], available: float) -> list[list[Piece]]:
        parts: list[list[Piece]] = [[]]
        room = available
        for piece in pieces:
            rest: Piece | None = piece
            while rest is not None:
                head, rest = self._head(rest, room, bool(parts[-1]))
                if head is not None:
                    parts[-1].append(head)
                    room -= head.width
                if rest is not None:
                    parts.append([])
                    room = available
        return parts

    def _head(self, piece: Piece, room: float, may_wait: bool) -> tuple[Piece | None, Piece | None]:
        """As much of a piece as fits in `room`, and what is left; at least one letter unless the line has some."""
        if piece.width <= room:
            return piece, None
        marks = ("NSM", "BN")
        cuts = [at for at in range(1, len(piece.text)) if bidi_class(piece.text[at]) not in marks] or [len(piece.text)]
        fitting = 0
        for length in cuts:
            if self._piece(piece.text[:length], piece.start, piece.face, piece.level, False, False).width > room:
                break
            fitting = length
        if not fitting:
            if may_wait:
                return None, piece
            fitting = cuts[0]
        head = self._piece(piece.text[:fitting], piece.start, piece.face, piece.level, False, False)
        if fitting == len(piece.text):
            return head, None
        tail = piece.text[fitting:]
        return head, self._piece(tail, piece.start + fitting, piece.face, piece.level, False, False)

    def _line(self, pieces: list[Piece]) -> Line:
        if not pieces:
            return Line((), 0.0)
        width = _width(pieces)
        if all(piece.level == 0 for piece in pieces):
            return Line(tuple(pieces), width)
        start, end = pieces[0].start, pieces[-1].end
        settled = line_levels(self.paragraph, start, end)
        levels = [settled[piece.start - start] for piece in pieces]
        order = visual_order([own.level if level is None else level for own, level in zip(pieces, levels, strict=True)])
        return Line(tuple(pieces[place] for place in order), width)


@lru_cache(maxsize=1024)
def block(text: str, style: Style, base: int) -> Block:
    """The paragraph made ready, kept: headings, labels and criteria come again on every page and in every report."""
    return Block(text, style, base)


@cache
def _kind(character: str) -> str:
    if character in _BREAKABLE:
        return "break"
    if character in _INVISIBLE:
        return "invisible"
    return "blank" if character.isspace() else "letters"


def _width(pieces: list[Piece]) -> float:
    return sum(piece.width for piece in pieces)
