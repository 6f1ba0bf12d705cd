"""Two papers beside the report: one page for the children of the home, and the form to fill in without a phone."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from inspections import gradings, queries, sheets
from inspections.models import Visit
from inspections.states import ActionState, Danger, Mark, Method
from registry_app.core import pdf as paper
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import gettext as said_in_the_book
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.core.pdf import palette

WELL, MIDDLING = 65, 45


class Face(Flowable):
    """A face that says how a part of life in the home is: `mood` 1 smiles, 0 is straight, -1 is worried."""

    def __init__(self, mood: int, size: float = 26) -> None:
        super().__init__()
        self.mood, self.width, self.height = mood, size, size
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        half, ink = self.width / 2, HexColor(palette.INK)
        letter = {1: "A", 0: "C", -1: "D"}[self.mood]
        self.canv.setStrokeColor(ink)
        self.canv.setLineWidth(1.4)
        self.canv.setFillColor(HexColor(palette.GRADES[letter][1]))
        self.canv.circle(half, half, half - 1, stroke=1, fill=1)
        self.canv.setFillColor(ink)
        for side in (-1, 1):
            self.canv.circle(half + side * half * 0.35, half * 1.25, half * 0.1, stroke=0, fill=1)
        left, right, low = half * 0.55, half * 1.45, half * 0.7
        bend = half * 0.4 * self.mood
        self.canv.bezier(left, low, left + half * 0.2, low - bend, right - half * 0.2, low - bend, right, low)


def mood(percent: Any) -> int:
    """The face for a standard: the limits of the bands B and C."""
    return 1 if percent >= WELL else 0 if percent >= MIDDLING else -1


def _for_children(visit: Visit, locale: str, size: float) -> list[Flowable]:
    framework = gradings.framework_of(visit)
    rows: list[list[Any]] = [["\u00a0", _("What we looked at"), ""]]
    for standard, percent in (visit.standards or {}).items():
        from_child = said_in_the_book(framework.standards[standard].outcome_for_child)
        face = mood(float(percent))
        rows.append([Face(face, size * 2.2), from_child, [_("It is good."), _("It can be better."),
                                                         _("It must get better.")][1 - face]])  # fmt: skip
    ahead = [one for one in queries.findings_of(visit) if one.state is not ActionState.VERIFIED]
    return [
        paper.heading(_("What the visitors saw in our home"), locale),
        paper.para(f"{visit.home.name_in(language())} · {write_date(visit.day)}", locale, bold=True),
        paper.para(_("Children talked with the visitors. Nobody tells who said what."), locale, size=size),
        paper.table(rows, locale, widths=(1, 6, 2.4), size=size),
        paper.para(_("The grown-ups have %(n)s things to put right.", n=len(ahead)), locale, size=size, bold=True),
        paper.para(_("Is something wrong? Tell a grown-up you trust, or call 1121. It is free. Nobody may punish you "
                     "for it."), locale, size=size, bold=True),
    ]  # fmt: skip


def for_children(visit: Visit, locale: str, *, made_up: bool) -> bytes:
    """One page with pictures for the wall of the home, from the report's own figures; it names no child."""

    def write() -> bytes:
        stories = (_for_children(visit, locale, size) for size in (12, 11, 10, 9))
        title, words = _("What the visitors saw in our home"), _("Made-up data. This report is about no real home.")
        return paper.build_on_one_page(stories, locale=locale, title=title, made_up=made_up, made_up_words=words)

    return bytes(in_language(locale, write))


def _form(visit: Visit, locale: str) -> list[Flowable]:
    framework = gradings.framework_of(visit)
    line = "_" * 30
    made = [
        paper.heading(_("Form of a visit"), locale),
        paper.facts([
            (_("Home"), visit.home.name_in(language())), (_("Register number"), visit.home.register_number),
            (_("Kind of visit"), label(visit.type)), (_("Standards of care"), visit.framework_version),
            (_("Team"), sheets.team(visit)), (_("Day of the visit"), line), (_("Who opened the door?"), line),
            (_("Children here"), line), (_("Children heard in private"), line), (_("Told what to say"), line),
        ], locale),
        paper.heading(_("Danger first"), locale, 2),
        paper.table(
            [["\u00a0", _("Yes"), _("No")], *([label(one), "☐", "☐"] for one in Danger)], locale, widths=(6, 1, 1)
        ),
        paper.para(_("How it was seen: %(ways)s.", ways=" · ".join(
            f"{n} {label(one)}" for n, one in enumerate(Method, start=1))), locale),
        paper.para(" · ".join(f"{paper.iso(one.value)} {label(one)}" for one in Mark), locale),
    ]  # fmt: skip
    for number in sheets.numbers(visit):
        asked = [c for c in visit.scope if c.startswith(f"S{number}.")]
        title = said_in_the_book(framework.standards[f"S{number}"].title)
        rows = [[c + (" !" if framework.criteria[c].critical else ""), said_in_the_book(framework.criteria[c].text),
                 "0  1  2  3" + ("" if framework.criteria[c].critical else "  NA"), "1  2  3  4  5"]
                for c in asked]  # fmt: skip
        head = [_("Criterion"), _("What the standard asks"), _("Answer"), _("How it was seen")]
        made.append(paper.heading(f"{number}. {title}", locale, 2))
        made.append(paper.table([head, *rows], locale, widths=(1, 6, 1.7, 1.8), size=8.5))
    made.append(paper.facts([(_("What does the manager say?"), line), (_("Signature"), line)], locale))
    return made


def form(visit: Visit, locale: str, *, made_up: bool) -> bytes:
    """The criteria of this very visit as a form to fill in by hand; the same numbers as on the phone."""

    def write() -> bytes:
        words = _("Made-up data. This report is about no real home.")
        return paper.build(_form(visit, locale), locale=locale, title=_("Form of a visit"), made_up=made_up,
                           made_up_words=words)  # fmt: skip

    return bytes(in_language(locale, write))
