"""The report of a visit on paper, in three languages: facts, grade, what limits it, standards, what to do by when.

No child stands in it: counts only, no note of the inspector and no word of the manager (inspection_process).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from inspections import after_queries, gradings, kinds, queries, sheets, wording
from inspections.after_models import Correction
from inspections.models import Visit
from inspections.states import CorrectionState, Method, VisitState
from registry_app.core import pdf as paper
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import in_language, label, language, write_date
from registry_app.providers.homes.states import Grade
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers import reports as authorities
from registry_app.providers.powers.states import Act

_RULE = "#1e3a78"


@dataclass(frozen=True)
class Facts:
    """What the paper says, in the language it was asked for."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    grade: Grade | None
    protection: str
    limits: tuple[wording.Line, ...]
    bars: tuple[tuple[str, Decimal], ...]
    low: tuple[tuple[str, str, str], ...]
    actions: tuple[tuple[str, str, str], ...]
    criteria: tuple[tuple[str, str, str], ...]
    comment: tuple[tuple[str, str], ...]
    corrections: tuple[tuple[str, str, str, str], ...]
    authority: tuple[str, ...]
    published_on: date | None


def facts(visit: Visit) -> Facts:
    """The facts of a report, in the language of the moment."""
    framework, home = gradings.framework_of(visit), visit.home
    grade = visit.grade if visit.state is VisitState.PUBLISHED else None
    heard = _("%(heard)s of %(present)s, the rule asks %(n)s", heard=visit.children_heard,
              present=visit.children_present, n=visit.sample_size)  # fmt: skip
    return Facts(
        title=_("Report of an inspection"),
        pairs=(
            (_("Home"), home.name_in(language())),
            (_("Register number"), home.register_number),
            (_("Kind of visit"), kinds.told_to_home(visit.type)),
            (_("Day of the visit"), write_date(visit.day)),
            (_("Notice"), _("With notice") if visit.announced else _("Without notice")),
            (_("Let in"), label(visit.entry)),
            (_("Children heard in private"), heard if visit.children_present is not None else ""),
            (_("How it was written down"), _("On paper, typed in later") if visit.scan_id else ""),
            (_("Team"), sheets.team(visit)),
            (_("Standards of care"), visit.framework_version),
            (_("Reviewed by"), visit.reviewed_by.name if visit.reviewed_by else ""),
            (_("Published"), write_date(visit.published_on)),
        ),
        grade=grade,
        protection=_protection(visit.protection_met),
        limits=tuple(wording.limits(framework, visit.limited_by or [], grade)),
        bars=tuple(sheets.stored_bars(visit)),
        low=tuple((one.id, label(one.mark), one.text) for one in sheets.low(visit)),
        actions=tuple(
            (f"{one.number}. {one.criterion}", label(one.severity), write_date(one.fix_by))
            for one in queries.findings_of(visit)
        ),
        criteria=_criteria(visit),
        comment=tuple((point, (given.words or "") if given else "") for point, given in after_queries.pairs(visit)),
        corrections=tuple(
            (one.criterion, f"{label(one.old_mark)} → {label(one.new_mark)}", one.reason, _two_people(one))
            for one in after_queries.corrections(visit)
            if one.state is CorrectionState.APPROVED
        ),
        authority=_authority(),
        published_on=visit.published_on,
    )


def _two_people(one: Correction) -> str:
    return f"{one.proposed_by.name} · {one.decided_by.name if one.decided_by else ''}"


def _criteria(visit: Visit) -> tuple[tuple[str, str, str], ...]:
    """Each criterion with its answer and how it came to be known; never a note of the inspector."""
    answers = queries.answers(visit)
    return tuple(
        (c, label(answers[c].mark), " · ".join(label(Method(one)) for one in answers[c].methods))
        for c in visit.scope
        if c in answers and answers[c].mark is not None
    )


def _protection(met: bool | None) -> str:
    if met is None:
        return _("Child protection: not seen yet")
    return _("Child protection: met") if met else _("Child protection: not met")


def _authority() -> tuple[str, ...]:
    try:
        return authorities.authority(Act.INSPECT).lines
    except powers.PowersMissing:
        return ()


def story(said: Facts, locale: str) -> list[Flowable]:
    """The paper as parts; pure."""
    made = [paper.heading(said.title, locale), paper.facts(said.pairs, locale), paper.para(said.protection, locale,
                                                                                           bold=True)]  # fmt: skip
    if said.grade is not None:
        made.append(paper.grade_badge(said.grade.value, label(said.grade), locale))
    elif said.published_on is None:
        made.append(paper.para(_("The grade is being checked."), locale))
    if said.limits:
        lines = [paper.para(f"{paper.iso(line.rule)}: {line.sentence}", locale, size=10) for line in said.limits]
        made.append(paper.box([paper.para(_("What limits the grade"), locale, bold=True), *lines], _RULE,
                              locale=locale))  # fmt: skip
    if said.bars:
        made.append(paper.heading(_("Percent in each standard"), locale, 2))
        made.append(paper.table([[_("Standard"), _("Percent")], *[[t, str(p)] for t, p in said.bars]], locale,
                                widths=(4, 1), numeric=(1,)))  # fmt: skip
    if said.low:
        made.append(paper.heading(_("What was found below met"), locale, 2))
        head = [_("Criterion"), _("Answer"), _("What the standard asks")]
        made.append(paper.table([head, *map(list, said.low)], locale, widths=(1, 1.4, 6)))
    if said.actions:
        made.append(paper.heading(_("What the home must do"), locale, 2))
        head = [_("Action"), _("How grave"), _("Done by")]
        made.append(paper.table([head, *map(list, said.actions)], locale, widths=(2, 2, 2)))
    if said.criteria:
        made.append(paper.heading(_("Each criterion"), locale, 2))
        head = [_("Criterion"), _("Answer"), _("How it was seen")]
        made.append(paper.table([head, *map(list, said.criteria)], locale, widths=(1, 1.6, 5), size=9))
    if said.comment:
        made.append(paper.heading(_("What the home says about the facts"), locale, 2))
        head = [_("The home"), _("The team")]
        made.append(paper.table([head, *map(list, said.comment)], locale, widths=(1, 1)))
    if said.corrections:
        made.append(paper.heading(_("Corrections"), locale, 2))
        head = [_("Criterion"), _("Answer"), _("Why?"), _("Who")]
        made.append(paper.table([head, *map(list, said.corrections)], locale, widths=(1, 2, 3, 2)))
    return [*made, *(paper.para(line, locale, size=9) for line in said.authority)]


def pdf(visit: Visit, locale: str, *, made_up: bool) -> bytes:
    """The report in en, ur or sd, marked on every page when the data is made up."""

    def write() -> bytes:
        said = facts(visit)
        words = _("Made-up data. This report is about no real home.")
        return paper.build(story(said, locale), locale=locale, title=said.title, made_up=made_up, made_up_words=words)

    return bytes(in_language(locale, write))
