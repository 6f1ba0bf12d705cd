"""Letters to glyphs: HarfBuzz joins, stacks and kerns them; each distinct word is shaped once and remembered."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from registry_app.core.pdf.faces import USING_FACES, Face


class Glyph(NamedTuple):
    """A glyph from left to right; lengths are thousandths of the size. `text` is what copying it gives back."""

    number: int
    text: str
    advance: float
    right: float
    up: float


class Letter(NamedTuple):
    """A character without ink, from left to right, with its share of the width in thousandths of the size."""

    text: str
    width: float


class Shaped(NamedTuple):
    """A shaped piece of text. `letters` is empty when every glyph tells its own text, else it tells it for them."""

    glyphs: tuple[Glyph, ...]
    advance: float
    letters: tuple[Letter, ...]


@lru_cache(maxsize=30_000)
def shape(face: Face, text: str, right_to_left: bool, locale: str) -> Shaped:
    """The glyphs of a piece of one face and direction; the lock guards the font that all threads share."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = locale
    with USING_FACES:
        hb.shape(face.shaper, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    scale = 1000 / face.upem
    clusters = [info.cluster for info in infos]
    ends = _ends(clusters, len(text))
    advances = [position.x_advance * scale for position in positions]
    plain = len(ends) == len(clusters) == len(text) and not any(position.y_offset for position in positions)
    glyphs = tuple(
        Glyph(info.codepoint, text[info.cluster] if plain else "", advance, at.x_offset * scale, at.y_offset * scale)
        for info, at, advance in zip(infos, positions, advances, strict=True)
    )
    letters = () if plain else tuple(_letters(text, clusters, advances, ends, right_to_left))
    return Shaped(glyphs, sum(advances), letters)


def _ends(clusters: list[int], length: int) -> dict[int, int]:
    """Where the text of each cluster ends, by where it starts."""
    starts = sorted(set(clusters))
    return dict(zip(starts, [*starts[1:], length], strict=True))


def _letters(
    text: str, clusters: list[int], advances: list[float], ends: dict[int, int], right_to_left: bool
) -> Iterator[Letter]:
    """The characters in the order they stand on the line, for readers that put right-to-left words together again."""
    widths = dict.fromkeys(clusters, 0.0)
    for cluster, advance in zip(clusters, advances, strict=True):
        widths[cluster] += advance
    for cluster, width in widths.items():
        characters = text[cluster : ends[cluster]]
        for character in reversed(characters) if right_to_left else characters:
            yield Letter(character, width / len(characters))
