"""The form to fill in by hand: every question under the number it has on the screen, with room to write."""

from functools import cache
from typing import Any

from registry_app.core import pdf
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language
from registry_app.core.pdf import iso, palette
from registry_app.providers.applications import wording
from registry_app.providers.applications.questions import Question, Questions, Section, Step, questions
from registry_app.providers.applications.states import Track

LINE, BOX = "_" * 60, "[    ]"
LINES = {"long": 4, "point": 2}
ROWS = 6


@cache
def paper_form(version: str, track: Track, code: str, made_up: bool) -> bytes:
    """The form of one track in one language, as PDF bytes; made once, for it says the same to everybody."""

    def write() -> bytes:
        book = questions(version, track.value)
        return pdf.build(
            story(book, track, code),
            locale=code,
            title=_("Apply for an authorisation"),
            made_up=made_up,
            made_up_words=_("Made-up data. This letter is not real."),
            footer=_("There is no fee. Nobody may ask you for money."),
        )

    written: bytes = in_language(code, write)
    return written


def story(book: Questions, track: Track, code: str) -> list[Any]:
    """Head, parts, papers, signature."""
    made: list[Any] = [
        pdf.heading(_("Apply for an authorisation"), code),
        pdf.para(_("Numbers are the same as on the screen. Write “not known yet” where you do not know."), code),
        pdf.para(_("Leave out what is not asked of you. An officer types it in and reads it back to you."), code),
    ]
    numbers = book.numbers()
    for no, section in enumerate(book.sections, start=1):
        made += _section(no, section, numbers, track, code)
    return [*made, *_papers(book, code), *_signature(code)]


def _section(no: int, section: Section, numbers: dict[tuple[str, str], str], track: Track, code: str) -> list[Any]:
    made: list[Any] = [pdf.heading(f"{iso(str(no))} {_(section.name)}", code, 2)]
    for page, step in enumerate(section.steps, start=1):
        made.append(pdf.heading(f"{iso(f'{no}.{page}')} {_(step.title)}", code, 3))
        made += [pdf.para(words, code, size=9, colour=palette.SLATE) for words in _hints(step)]
        for question in step.fields:
            made.append(pdf.keep(_question(numbers[section.id, question.id], question, track, code)))
    return made


def _hints(step: Step) -> list[str]:
    found = [_(step.hint)] if step.hint else []
    return [*found, _("Only if children live there already.")] if step.when else found


def _question(number: str, question: Question, track: Track, code: str) -> list[Any]:
    optional = "" if question.required or question.needed_if else f" ({_('you may leave this empty')})"
    made = [pdf.para(f"{iso(number)} {_(question.label)}{optional}", code, size=10.5, bold=True)]
    if question.hint:
        made.append(pdf.para(_(question.hint), code, size=9, colour=palette.SLATE))
    if question.kind == "rows":
        head = ["", *(_(part.label) for part in question.rows)]
        blank = [[iso(str(row)), *(" " for _part in question.rows)] for row in range(1, ROWS + 1)]
        return [*made, pdf.table([head, *blank], code, widths=[1, *(4 for _part in question.rows)])]
    if question.kind in ("yesno", "choice", "many"):
        words = [f"{iso(BOX)} {said}" for _value, said in wording.choices(question, track)]
        joined = [" · ".join(words)] if question.kind == "yesno" else words
        return [*made, *(pdf.para(line, code, size=10.5) for line in joined)]
    return [*made, *(pdf.para(LINE, code, size=12) for _line in range(LINES.get(question.kind, 1)))]


def _papers(book: Questions, code: str) -> list[Any]:
    rows = [f"{iso(BOX)} {iso(paper.code)} {_(paper.name)}" for paper in book.papers]
    return [pdf.heading(_("Papers"), code, 2), *(pdf.para(row, code, size=10.5) for row in rows)]


def _signature(code: str) -> list[Any]:
    lines = (
        _("Name of the applicant"),
        _("Name of the person who helped"),
        _("Signature or thumb of the applicant"),
        _("Date"),
    )
    said = _("Every answer was read aloud to me, and it is right. I know that false answers can end an authorisation.")
    rows = [pdf.para(f"{line}: {LINE[:36]}", code, size=11) for line in lines]
    return [pdf.keep([pdf.heading(_("Signature"), code, 2), pdf.para(said, code), *rows])]
