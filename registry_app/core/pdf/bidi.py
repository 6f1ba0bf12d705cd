"""The Unicode Bidirectional Algorithm (UAX #9) whole, with isolates: which way each character of a paragraph runs.

Only the standard library is used. The three steps a typesetter needs are `resolve` (once per paragraph),
`line_levels` (once per line, rule L1) and `visual_order` (rule L2). Rule names in the comments are those of UAX #9.
"""

from dataclasses import dataclass
from unicodedata import bidirectional, normalize

MAX_DEPTH = 125
_BRACKET_STACK = 63

_OPENING_AND_CLOSING = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯"
    "⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜"
    "\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING_OF = dict(zip(_OPENING_AND_CLOSING[::2], _OPENING_AND_CLOSING[1::2], strict=True))
_CLOSING = frozenset(_CLOSING_OF.values())

_INITIATORS = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDINGS = frozenset(("LRE", "RLE", "LRO", "RLO"))
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI")) | _INITIATORS
_PLAIN_LEFT_TO_RIGHT = frozenset(("L", "EN", "ES", "ET", "CS", "WS", "ON", "NSM", "S", "B"))
_SIDE = {"R": "R", "EN": "R", "AN": "R", "L": "L"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A paragraph after rules P2 to I2. `levels` has None where rule X9 removes the character."""

    text: str
    base: int
    levels: tuple[int | None, ...]
    classes: tuple[str, ...]


def bidi_class(character: str) -> str:
    """The Bidi_Class of a character; unassigned ones count as L, as most of them do."""
    return bidirectional(character) or "L"


def resolve(text: str, base: int | None = None) -> Resolved:
    """The embedding level of every character of one paragraph; `base` is 0, 1 or None to take the first strong one."""
    classes = tuple(map(bidi_class, text))
    if base in (None, 0) and _PLAIN_LEFT_TO_RIGHT.issuperset(classes):
        return Resolved(text, 0, (0,) * len(text), classes)
    partners = _isolate_partners(classes)
    if base is None:
        base = _first_strong(classes, 0, len(classes), partners) or 0
    levels, types = _explicit_levels(classes, base, partners)
    for sequence in _isolating_run_sequences(classes, levels, base, partners):
        _resolve_sequence(text, classes, types, sequence)
        for position in sequence.positions:  # I1 and I2
            kind, level = types[position], sequence.level
            if level % 2 == 0:
                levels[position] = level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
            else:
                levels[position] = level + (kind in ("L", "EN", "AN"))
    return Resolved(text, base, tuple(levels), classes)


def line_levels(paragraph: Resolved, start: int, end: int) -> list[int | None]:
    """Rule L1 for the line from `start` to `end`: separators and blanks at its end go back to the base level."""
    levels = list(paragraph.levels[start:end])
    trailing = True
    for offset in range(end - start - 1, -1, -1):
        kind = paragraph.classes[start + offset]
        if kind in ("S", "B"):
            levels[offset] = paragraph.base
            trailing = True
        elif kind in _REMOVED:
            continue
        elif kind == "WS" or kind == "PDI" or kind in _INITIATORS:
            if trailing:
                levels[offset] = paragraph.base
        else:
            trailing = False
    return levels


def visual_order(levels: list[int | None]) -> list[int]:
    """Rule L2: positions from the left edge to the right one; removed characters are left out."""
    order = [position for position, level in enumerate(levels) if level is not None]
    known = [level for level in levels if level is not None]
    odd = [level for level in known if level % 2]
    if not odd:
        return order
    for floor in range(max(known), min(odd) - 1, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and (levels[order[stop]] or 0) >= floor:
                stop += 1
            order[at:stop] = order[at:stop][::-1]
            at = max(stop, at + 1)
    return order


def _isolate_partners(classes: tuple[str, ...]) -> dict[int, int]:
    """BD9: the place of the PDI that closes each isolate initiator which is closed."""
    opened: list[int] = []
    partners: dict[int, int] = {}
    for position, kind in enumerate(classes):
        if kind in _INITIATORS:
            opened.append(position)
        elif kind == "PDI" and opened:
            partners[opened.pop()] = position
    return partners


def _first_strong(classes: tuple[str, ...], start: int, end: int, partners: dict[int, int]) -> int | None:
    """P2 and P3: 0 or 1 by the first strong character, isolates being passed over; None when there is none."""
    position = start
    while position < end:
        kind = classes[position]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in _INITIATORS:
            position = partners.get(position, end)
        position += 1
    return None


def _next_level(level: int, right_to_left: bool) -> int:
    return (level + 1) | 1 if right_to_left else (level + 2) & ~1


class _Stack:
    """The directional status stack of X1 with its overflow counts; an entry is (level, override, is isolate)."""

    def __init__(self, base: int) -> None:
        self.entries: list[tuple[int, str | None, bool]] = [(base, None, False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    @property
    def level(self) -> int:
        return self.entries[-1][0]

    @property
    def override(self) -> str | None:
        return self.entries[-1][1]

    def has_room(self, level: int) -> bool:
        return level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings

    def embed(self, kind: str) -> None:  # X2 to X5
        level = _next_level(self.level, kind[0] == "R")
        if self.has_room(level):
            self.entries.append((level, {"RLO": "R", "LRO": "L"}.get(kind), False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, right_to_left: bool) -> None:  # X5a to X5c
        level = _next_level(self.level, right_to_left)
        if self.has_room(level):
            self.valid_isolates += 1
            self.entries.append((level, None, True))
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:  # X6a
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.entries[-1][2]:
                self.entries.pop()
            self.entries.pop()
            self.valid_isolates -= 1

    def end_embedding(self) -> None:  # X7
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.entries[-1][2] and len(self.entries) > 1:
            self.entries.pop()


def _explicit_levels(
    classes: tuple[str, ...], base: int, partners: dict[int, int]
) -> tuple[list[int | None], list[str]]:
    """X1 to X8: levels by the explicit marks, and the classes as overrides leave them."""
    levels: list[int | None] = [base] * len(classes)
    types = list(classes)
    stack = _Stack(base)
    for position, kind in enumerate(classes):
        if kind == "B":
            continue
        if kind in _REMOVED:
            levels[position] = None
            if kind in _EMBEDDINGS:
                stack.embed(kind)
            elif kind == "PDF":
                stack.end_embedding()
            continue
        if kind == "PDI":
            stack.end_isolate()
        levels[position] = stack.level
        types[position] = stack.override or kind
        if kind in _INITIATORS:
            end = partners.get(position, len(classes))
            first = _first_strong(classes, position + 1, end, partners) if kind == "FSI" else None
            stack.isolate(kind == "RLI" or first == 1)
    return levels, types


@dataclass(frozen=True, slots=True)
class _Sequence:
    """An isolating run sequence (BD13) with its level and the classes before and after it (X10)."""

    positions: list[int]
    level: int
    before: str
    after: str


def _isolating_run_sequences(
    classes: tuple[str, ...], levels: list[int | None], base: int, partners: dict[int, int]
) -> list[_Sequence]:
    kept = [position for position, level in enumerate(levels) if level is not None]
    place = {position: number for number, position in enumerate(kept)}
    runs: list[list[int]] = []
    for position in kept:
        if runs and levels[runs[-1][-1]] == levels[position]:
            runs[-1].append(position)
        else:
            runs.append([position])
    run_at = {run[0]: run for run in runs}
    closers = frozenset(partners.values())

    def level_at(number: int) -> int:
        return (levels[kept[number]] or 0) if 0 <= number < len(kept) else base

    sequences = []
    for run in runs:
        if run[0] in closers:
            continue  # The run continues the sequence that its initiator began.
        positions = list(run)
        while classes[positions[-1]] in _INITIATORS and positions[-1] in partners:
            positions += run_at[partners[positions[-1]]]
        first, last = positions[0], positions[-1]
        level = level_at(place[first])
        after = base if classes[last] in _INITIATORS else level_at(place[last] + 1)
        sequences.append(
            _Sequence(
                positions, level, _direction(max(level, level_at(place[first] - 1))), _direction(max(level, after))
            )
        )
    return sequences


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve_sequence(text: str, classes: tuple[str, ...], types: list[str], sequence: _Sequence) -> None:
    """W1 to N2 over one isolating run sequence; the answer is written back into `types`."""
    kinds = [types[position] for position in sequence.positions]
    _resolve_weak(kinds, sequence.before)
    _resolve_brackets(text, classes, kinds, sequence)
    _resolve_neutral(kinds, sequence)
    for position, kind in zip(sequence.positions, kinds, strict=True):
        types[position] = kind


def _resolve_weak(kinds: list[str], before: str) -> None:
    count = len(kinds)
    previous = before
    for at, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[at] = "ON" if previous in _INITIATORS or previous == "PDI" else previous
        previous = kinds[at]
    strong = before
    for at, kind in enumerate(kinds):  # W2 and W3
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        if kind == "AL":
            kinds[at] = "R"
    for at in range(1, count - 1):  # W4
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and ((kinds[at] in ("ES", "CS") and left == "EN") or (kinds[at] == "CS" and left == "AN")):
            kinds[at] = left
    at = 0
    while at < count:  # W5 and W6
        stop = at
        while stop < count and kinds[stop] == "ET":
            stop += 1
        if stop > at and ((at and kinds[at - 1] == "EN") or (stop < count and kinds[stop] == "EN")):
            kinds[at:stop] = ["EN"] * (stop - at)
        at = max(stop, at + 1)
    strong = before
    for at, kind in enumerate(kinds):  # W6 and W7
        if kind in ("ES", "ET", "CS"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _bracket_pairs(text: str, kinds: list[str], positions: list[int]) -> list[tuple[int, int]]:
    """BD16: the pairs of brackets of a sequence, by the place of the opening one."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, position in enumerate(positions):
        if kinds[at] != "ON":
            continue
        sign = text[position]
        closing = _CLOSING_OF.get(sign)
        if closing:
            if len(opened) == _BRACKET_STACK:
                return []
            opened.append((normalize("NFC", closing), at))
        elif sign in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == normalize("NFC", sign):
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(text: str, classes: tuple[str, ...], kinds: list[str], sequence: _Sequence) -> None:
    """N0: both brackets of a pair go the same way, by what stands inside them and before them."""
    positions = sequence.positions
    embedding = _direction(sequence.level)
    for opening, closing in _bracket_pairs(text, kinds, positions):
        inside = {_SIDE[kind] for kind in kinds[opening + 1 : closing] if kind in _SIDE}
        if not inside:
            continue
        chosen = embedding
        if embedding not in inside:
            earlier = (_SIDE[kind] for kind in reversed(kinds[:opening]) if kind in _SIDE)
            chosen = next(earlier, sequence.before)
        for at in (opening, closing):
            kinds[at] = chosen
            after = at + 1
            while after < len(kinds) and classes[positions[after]] == "NSM":
                kinds[after] = chosen
                after += 1


def _resolve_neutral(kinds: list[str], sequence: _Sequence) -> None:
    """N1 and N2: neutral characters follow their neighbours when these agree, else the embedding."""
    at = 0
    while at < len(kinds):
        stop = at
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        if stop > at:
            left = _SIDE[kinds[at - 1]] if at else sequence.before
            right = _SIDE[kinds[stop]] if stop < len(kinds) else sequence.after
            kinds[at:stop] = [left if left == right else _direction(sequence.level)] * (stop - at)
        at = max(stop, at + 1)
