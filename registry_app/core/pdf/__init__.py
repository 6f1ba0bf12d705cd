"""PDFs in English, Urdu and Sindhi: parts that make a story, and `build`, which makes it a document.

A package's `reports.py` writes `story(facts, locale)` with the parts and hands it to `build`.
"""

from registry_app.core.pdf.figures import bars, grade_badge, qr
from registry_app.core.pdf.frame import build, build_on_one_page
from registry_app.core.pdf.isolating import iso
from registry_app.core.pdf.parts import (
    box,
    bullets,
    columns,
    facts,
    heading,
    keep,
    page_break,
    para,
    spacer,
    table,
)
from registry_app.core.pdf.pictures import picture

__all__ = [
    "bars",
    "box",
    "build",
    "build_on_one_page",
    "bullets",
    "columns",
    "facts",
    "grade_badge",
    "heading",
    "iso",
    "keep",
    "page_break",
    "para",
    "picture",
    "qr",
    "spacer",
    "table",
]
