"""The faces of the PDFs: which file sets which letter, in regular, bold and (for Urdu headings) Nastaliq."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import uharfbuzz as hb

from registry_app.core.pdf.bidi import bidi_class

_FONTS = files("registry_app.core.pdf") / "fonts"

# HarfBuzz's objects are shared by all threads; whoever shapes with one or cuts one holds this.
USING_FACES = Lock()

# Naskh letters look smaller than Latin ones of the same size, so they are set larger to read as one text.
_SCALE = {"naskh": 1.14, "nastaliq": 1.2}


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file: `has` its code points, `scale` its size beside Latin letters of the same text."""

    name: str
    style: str
    shaper: Any
    outline: Any
    has: frozenset[int]
    blank: int
    upem: int
    ascent: int
    descent: int
    scale: float


@cache
def face(stem: str) -> Face:
    """The face of a file such as `naskh-400`; read once and shared by all threads, which only read it."""
    outline = hb.Face(hb.Blob((_FONTS / f"{stem}.ttf").read_bytes()))
    shaper = hb.Font(outline)
    extents = shaper.get_font_extents("ltr")
    family, _, weight = stem.partition("-")
    return Face(
        style=family,
        name=f"Noto{family.title()}-{'Bold' if weight == '700' else 'Regular'}",
        shaper=shaper,
        outline=outline,
        has=frozenset(outline.unicodes),
        blank=shaper.get_nominal_glyph(0x20) or 0,
        upem=outline.upem,
        ascent=extents.ascender,
        descent=extents.descender,
        scale=_SCALE.get(family, 1.0),
    )


@cache
def stack(bold: bool, nastaliq: bool) -> tuple[Face, ...]:
    """The faces to try in turn. Latin comes first, so that digits and codes look alike in all three languages."""
    weight = "700" if bold else "400"
    stems = [f"sans-{weight}", f"naskh-{weight}", "arrows-400", "signs-400"]
    if nastaliq:
        stems.insert(1, "nastaliq-700")
    return tuple(face(stem) for stem in stems)


def choose(text: str, faces: tuple[Face, ...]) -> list[Face]:
    """The face of every character; a blank takes its neighbour's, a word stays whole when Nastaliq lacks a letter."""
    chosen: list[Face] = []
    for word in _words(text):
        usable = _fit_for(word, faces)
        current = usable[0]
        for at, character in enumerate(word):
            code = ord(character)
            stays = at and code in current.has and (character.isspace() or bidi_class(character) in ("NSM", "BN"))
            if not stays:
                current = next((one for one in usable if code in one.has), current)
            chosen.append(current)
    for at in range(len(text) - 2, -1, -1):
        # The blank of Nastaliq is too thin before a Latin word, which does not lean over it.
        if text[at].isspace() and chosen[at + 1] is faces[0]:
            chosen[at] = faces[0]
    return chosen


def _words(text: str) -> list[str]:
    """Words, each with the blanks after it."""
    words: list[str] = []
    for character in text:
        if words and (character.isspace() or not words[-1][-1].isspace()):
            words[-1] += character
        else:
            words.append(character)
    return words


def _fit_for(word: str, faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """Nastaliq lacks Sindhi letters: a word that needs one goes to Naskh whole, or its letters would not join."""
    nastaliq = next((one for one in faces if one.style == "nastaliq"), None)
    if nastaliq is None:
        return faces
    plain = tuple(one for one in faces if one is not nastaliq)
    latin = faces[0].has
    lacking = any(ord(letter) not in nastaliq.has and ord(letter) not in latin for letter in word if letter.isalpha())
    return plain if lacking else faces
