"""What is printed: the poster (A4 or A3), cards for children in families, slips for the box with a stub to tear off."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal

from flask import current_app

from complaints.doors.models import Door
from registry_app.core import pdf
from registry_app.core.i18n import LANGUAGES, in_language
from registry_app.core.i18n import gettext as _
from registry_app.core.pdf import iso, palette
from registry_app.core.settings import ROOT

PDF = "application/pdf"
QR_MM = {"A4": 48, "A3": 78}
CARD_QR_MM = 35
GROWN = {"A4": 1.0, "A3": 1.45}
TIGHTER = (1.0, 0.92, 0.84, 0.76)
"""How much smaller the words and drawings become until a poster stands on one page; the square stays."""
SLIPS_A_PAGE = 2


@cache
def _drawn(name: str) -> str:
    return (ROOT / "templates" / "components" / "drawings" / f"{name}.svg").read_text(encoding="utf-8")


def address(door: Door) -> str:
    """The whole address of a door, as its code carries it."""
    return f"{current_app.config['SETTINGS'].public_url}/h/{door.token}"


def short_address(door: Door) -> str:
    """The same without what a browser adds by itself, to be typed."""
    return address(door).partition("://")[2]


def _three(write: Callable[[], str]) -> list[tuple[str, str]]:
    """(language, sentence) in Sindhi, Urdu and English: the languages stand side by side and equal."""
    return [(code, in_language(code, write)) for code in reversed(list(LANGUAGES))]


def _steps() -> list[tuple[str, Callable[[], str]]]:
    return [
        ("story-tell", lambda: _("Point a phone at the square. Or type this.")),
        ("speak", lambda: _("Tap a picture. Then speak or write.")),
        ("answer-number", lambda: _("Keep the number that you get.")),
        ("answered", lambda: _("Come back with it. Read your answer.")),
    ]


def _row(drawing: str, mm: float, write: Callable[[], str], size: float) -> list[Any]:
    said = [pdf.para(words, code, size=size, align="start") for code, words in _three(write)]
    return [pdf.picture(_drawn(drawing), mm), *said]


def poster(door: Door, paper: Literal["A4", "A3"]) -> bytes:
    """The poster: a square to point a phone at, a short address, 1121, drawn steps, three equal languages, a serial."""
    stories = (_poster(door, paper, GROWN[paper] * tight) for tight in TIGHTER)
    return pdf.build_on_one_page(stories, **_around(_("Poster"), door.serial, paper))


def _poster(door: Door, paper: str, grown: float) -> list[Any]:
    titles = [
        [pdf.heading(words, code, level=3, align="center", size=21 * grown)]
        for code, words in _three(lambda: _("You can tell us"))
    ]
    promises = _side_by_side(lambda: _("It is free. Your home does not read it."), 11.5 * grown)
    calls = _side_by_side(lambda: _("Or call this number. It is free."), 12 * grown)
    rows = [_row(drawing, 16 * grown, write, 11 * grown) for drawing, write in _steps()]
    return [
        pdf.columns(titles, "en"),
        promises,
        pdf.qr(address(door), QR_MM[paper]),
        pdf.para(iso(short_address(door)), "en", size=15 * grown, bold=True, align="center"),
        pdf.table(rows, "en", head=False, widths=[2, 4, 4, 4]),
        calls,
        pdf.para(iso("1121"), "en", size=34 * grown, bold=True, align="center", colour=palette.INDIGO),
    ]


def _side_by_side(write: Callable[[], str], size: float) -> Any:
    return pdf.columns([[pdf.para(words, code, size=size, align="center")] for code, words in _three(write)], "en")


def _around(title: str, footer: str, size: Literal["A4", "A3"] = "A4") -> Any:
    made_up = current_app.config["SETTINGS"].made_up
    return {
        "locale": "en",
        "title": title,
        "made_up": made_up,
        "made_up_words": _three_in_one(lambda: _("Made-up data. This paper is not real.")) if made_up else "",
        "size": size,
        "footer": iso(footer),
    }


def _three_in_one(write: Callable[[], str]) -> str:
    return " · ".join(iso(words) for _code, words in _three(write))


def cards(doors: Sequence[Door]) -> bytes:
    """Cards to cut out, each with its own code; nothing on them names a child or a family."""
    story = []
    for door in doors:
        words = [
            pdf.para(said, code, size=10.5, bold=True) for code, said in _three(lambda: _("Staying well, staying safe"))
        ]
        side = [*words, pdf.para(iso(short_address(door)), "en", size=10.5), pdf.para(iso("1121"), "en", size=20)]
        side.append(pdf.para(iso(door.serial), "en", size=8))
        card = pdf.columns([[pdf.qr(address(door), CARD_QR_MM)], side], "en")
        story.append(pdf.keep([pdf.box([card], palette.INDIGO), pdf.spacer(3)]))
    return pdf.build(story, **_around(_("Cards"), f"{len(doors)}"))


def slips(made: Sequence[tuple[str, str]]) -> bytes:
    """Slips, two on a page: above the half for the box, below the stub with the number, digit by digit as pictures."""
    story: list[Any] = []
    for at, (serial, number) in enumerate(made):
        if at and at % SLIPS_A_PAGE == 0:
            story.append(pdf.page_break())
        story.append(pdf.keep(_slip(serial, number)))
    return pdf.build(story, **_around(_("Slips for the box"), f"{len(made)}"))


def _slip(serial: str, number: str) -> list[Any]:
    asks = _side_by_side(lambda: _("Write or draw here. Put it in."), 10)
    keeps = _side_by_side(lambda: _("Tear this off. Keep it hidden."), 10)
    ways = _three_in_one(lambda: _("A visitor or 1121 reads your answer."))
    pictures = [[pdf.picture(_drawn(f"digit-{digit}"), 9) for digit in number]]
    digits = [[pdf.para(iso(digit), "en", size=15, bold=True, align="center") for digit in number]]
    return [
        asks,
        pdf.spacer(34),
        pdf.para(iso(serial), "en", size=9),
        pdf.para("- " * 70, "en", size=7),
        keeps,
        pdf.table(pictures + digits, "en", head=False),
        pdf.para(ways, "en", size=9),
        pdf.spacer(4),
    ]
