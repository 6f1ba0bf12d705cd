"""Fonts inside one PDF: only the glyphs used, each with the text it stands for, so that copying gives real words.

ReportLab's own font object hands out codes by character, which shaped letters do not have. Here a code stands for a
pair of glyph and text, kept per document, so that the same input always gives the same bytes, whatever was made before.
Where glyphs and letters do not pair off (marks, Nastaliq), inkless letters of the right width carry the text instead.
"""

from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from registry_app.core.pdf.faces import USING_FACES, Face
from registry_app.core.pdf.shaping import Glyph, Letter

# The tables a PDF reader needs to draw outlines; shaping is done already and letters are named by /ToUnicode.
_DROPPED_TABLES = [
    int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"OS/2", b"cmap", b"name", b"post", b"gasp")
]
_CODES_PER_BLOCK = 100


class EmbeddedFont:
    """One face in one document: codes are given in the order of first use, two bytes each."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[tuple[int, str, int], int] = {}
        self._widths: list[int] = []

    def code(self, glyph: Glyph) -> int:
        """The code of a glyph standing for its text."""
        key = (glyph.number, glyph.text, 0)
        if key not in self._codes:
            advance = self.face.shaper.get_glyph_h_advance(glyph.number)
            self._add(key, round(advance * 1000 / self.face.upem))
        return self._codes[key]

    def inkless_code(self, letter: Letter) -> int:
        """The code of a blank that stands for a letter, as wide as the letter is drawn."""
        key = (self.face.blank, letter.text, max(1, round(letter.width)))
        if key not in self._codes:
            self._add(key, key[2])
        return self._codes[key]

    def _add(self, key: tuple[int, str, int], width: int) -> None:
        self._codes[key] = len(self._codes) + 1
        self._widths.append(width)

    def width(self, code: int) -> int:
        """The advance the reader takes for a code, in thousandths of the size."""
        return self._widths[code - 1]

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Write the font; ReportLab calls this by its own name once all pages are drawn."""
        program = self._program()
        name = pdfdoc.PDFName(f"{_tag(program)}+{self.face.name}")
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, name, program)),
                "DW": 0,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(self._widths)]),
                "CIDToGIDMap": document.Reference(_stream(self._glyph_map())),
            }
        )
        document.idToObject[pdfdoc.BasicFonts].dict[self.resource] = document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Font"),
                    "Subtype": pdfdoc.PDFName("Type0"),
                    "BaseFont": name,
                    "Encoding": pdfdoc.PDFName("Identity-H"),
                    "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                    "ToUnicode": document.Reference(_stream(self._to_unicode())),
                }
            )
        )

    def _program(self) -> bytes:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({number for number, _, _ in self._codes})
        wanted.drop_table_tag_set.update(_DROPPED_TABLES)
        flags = hb.SubsetFlags
        wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
        with USING_FACES:
            subset: bytes = hb.subset(self.face.outline, wanted).blob.data
        return subset

    def _descriptor(self, document: Any, name: str, program: bytes) -> Any:
        file = _stream(program)
        file.dictionary["Length1"] = len(program)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-1000, self.face.descent, 3000, self.face.ascent]),
                "ItalicAngle": 0,
                "Ascent": self.face.ascent,
                "Descent": self.face.descent,
                "CapHeight": 714,
                "StemV": 160 if self.face.name.endswith("Bold") else 90,
                "FontFile2": document.Reference(file),
            }
        )

    def _glyph_map(self) -> bytes:
        return b"\0\0" + b"".join(number.to_bytes(2, "big") for number, _, _ in self._codes)

    def _to_unicode(self) -> bytes:
        rows = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text, _), code in self._codes.items()
        ]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        for at in range(0, len(rows), _CODES_PER_BLOCK):
            block = rows[at : at + _CODES_PER_BLOCK]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines).encode()


_fonts: WeakKeyDictionary[Any, dict[str, EmbeddedFont]] = WeakKeyDictionary()


def embedded(document: Any, face: Face) -> EmbeddedFont:
    """The font of a face in a ReportLab document, put there at its first use."""
    here = _fonts.setdefault(document, {})
    font = here.get(face.name)
    if font is None:
        font = here[face.name] = EmbeddedFont(face, f"T{len(here) + 1}")
        document.delayedFonts.append(font)
    return font


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _tag(program: bytes) -> str:
    """Six capitals that name this subset, as the PDF format asks."""
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(program).digest()[:6])
