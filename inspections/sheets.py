"""What the pages of a visit show: steps with their state, standards with their counts, one card a criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from inspections import checks, gradings, kinds, queries, rules, wording
from inspections.framework import Criterion, Framework
from inspections.models import Answer, Visit
from inspections.services import Given
from inspections.standards import queries as governed
from inspections.states import Entry, Mark, Method, TeamLack, VisitState
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import gettext as said_in_the_book
from registry_app.core.i18n import label, ngettext, write_date, write_moment


@dataclass
class Card:
    """One criterion on the page; `other` is what another inspector saved while this page was open."""

    criterion: Criterion
    text: str
    fails_if: str
    evidence: list[str]
    given: Given
    danger_asked: bool
    danger_seen: bool
    saved: str
    problems: list[str] = field(default_factory=list)
    other: str = ""
    earlier: str = ""
    refused: bool = False

    @property
    def key(self) -> str:
        """The name of its fields: S7.3 is S7-3."""
        return self.criterion.id.replace(".", "-")


@dataclass(frozen=True)
class Row:
    """One standard in the list of standards."""

    number: int
    title: str
    done: int
    total: int
    hint: str
    wanting: int


def answers_as_given(answer: Answer | None) -> Given:
    """A stored answer in the shape of a typed one."""
    if answer is None:
        return Given()
    return Given(
        mark=answer.mark, na_reason=answer.na_reason, methods=tuple(Method(m) for m in answer.methods),
        note=answer.note or "", put_right=answer.put_right, version=answer.version,
    )  # fmt: skip


def numbers(visit: Visit) -> list[int]:
    """The numbers of the standards this visit looks at: 7 for S7."""
    return sorted({int(criterion.split(".")[0][1:]) for criterion in visit.scope})


def rows(visit: Visit, answers: Mapping[str, Answer]) -> list[Row]:
    """The standards of the visit with how far each is."""
    framework = gradings.framework_of(visit)
    return [_row(visit, framework, number, answers) for number in numbers(visit)]


def _row(visit: Visit, framework: Framework, number: int, answers: Mapping[str, Answer]) -> Row:
    asked = [c for c in visit.scope if c.startswith(f"S{number}.")]
    marks = [answers[c].mark for c in asked if c in answers and answers[c].mark is not None]
    zeros, missing = marks.count(Mark.NOT_MET), len(asked) - len(marks)
    hints = [ngettext("%(num)s not met", "%(num)s not met", zeros)] if zeros else []
    hints += [ngettext("%(num)s not seen yet", "%(num)s not seen yet", missing)] if missing and marks else []
    wanting = sum(
        bool(checks.of_answer(framework, framework.criteria[c], answers.get(c), children=kinds.of(visit.type).children))
        for c in asked
        if c in answers
    )
    return Row(number, wording.standard(framework, f"S{number}"), len(marks), len(asked), " · ".join(hints), wanting)


def cards(
    visit: Visit, number: int, answers: Mapping[str, Answer], typed: Mapping[str, Given] | None = None
) -> list[Card]:
    """The criteria of one standard; `typed` is what stands in the form where it was not saved."""
    framework = gradings.framework_of(visit)
    asked = [c for c in visit.scope if c.startswith(f"S{number}.")]
    made = [_card(visit, framework, framework.criteria[c], answers.get(c), (typed or {}).get(c)) for c in asked]
    found = _found_before(visit) if kinds.of(visit.type).shows_earlier else {}
    for card in made:
        card.earlier = found.get(card.criterion.id, "")
    return made


def _found_before(visit: Visit) -> dict[str, str]:
    """What is open about each criterion since an earlier visit; an answer of 2 or 3 here closes it."""
    return {
        one.criterion: _(
            "Found on %(day)s: %(level)s, to be put right by %(by)s. Now: %(state)s. With 2 or 3 here it is closed.",
            day=write_date(one.found_on), level=label(one.severity), by=write_date(one.fix_by), state=label(one.state),
        )
        for one in queries.findings(visit.home, open_only=True)
    }  # fmt: skip


def _card(visit: Visit, framework: Framework, criterion: Criterion, answer: Answer | None, typed: Given | None) -> Card:
    dangerous = framework.severities["CRITICAL"].danger_seen_in
    kind, seen = kinds.of(visit.type), answer is not None and answer.mark is not None
    problems = checks.of_answer(framework, criterion, answer, children=kind.children) if seen else []
    return Card(
        criterion=criterion,
        text=wording.criterion(criterion),
        fails_if=said_in_the_book(criterion.fails_if) if criterion.fails_if else "",
        evidence=[said_in_the_book(one) for one in criterion.evidence],
        given=typed or answers_as_given(answer),
        danger_asked=criterion.id in dangerous,
        danger_seen=typed.danger_seen if typed else criterion.id in visit.danger_criteria,
        saved=write_moment(answer.saved_at) if answer else "",
        problems=[str(sentence) for sentence in problems],
    )


def refused(card: Card, error: DomainError) -> Card:
    """The card that a save was refused for says why, in the same words as the summary."""
    if card.criterion.id == error.field:
        card.problems, card.refused = [str(error.sentence)], True
    return card


def beside(card: Card, answer: Answer) -> Card:
    """Both answers on one card: what was typed here, and what another inspector saved in the meantime."""
    card.other = _(
        "%(name)s saved this at %(time)s: %(mark)s. Save again to replace it with yours.",
        name=answer.saved_by.name,
        time=write_moment(answer.saved_at),
        mark=label(answer.mark) if answer.mark else _("not seen yet"),
    )
    card.given = Given(**{**card.given.__dict__, "version": answer.version})
    return card


def steps(visit: Visit, answers: Mapping[str, Answer]) -> list[tuple[str, str, str]]:
    """The parts of a visit under way: (part, words, state) with state done, open or problem."""
    done = sum(answer.mark is not None for answer in answers.values())
    refused = visit.entry is Entry.REFUSED
    looked = "done" if visit.dangers is not None else "open"
    if visit.dangers and not visit.danger_told:
        looked = "problem"
    counted = "done" if visit.children_present is not None else "open"
    whole = "done" if done == len(visit.scope) else "open"
    parts = [("danger", _("Danger first"), looked), ("children", _("Talks with children"), counted)]
    parts += [("standards", _("Standards: %(done)s of %(total)s", done=done, total=len(visit.scope)), whole)]
    parts += [("grade", _("Live grade"), ""), ("close", _("Read back and send"), "")]
    return parts[-1:] if refused else parts


def bars(grading: gradings.Grading) -> list[tuple[str, Decimal]]:
    """A bar a standard, in percent."""
    return [(wording.standard(grading.framework, s), percent) for s, percent in grading.result.standards.items()]


def stored_bars(visit: Visit) -> list[tuple[str, Decimal]]:
    """The same of a report."""
    framework = gradings.framework_of(visit)
    return [(wording.standard(framework, s), Decimal(percent)) for s, percent in (visit.standards or {}).items()]


def sample(visit: Visit) -> int | None:
    """How many children the rule asks to hear, once they are counted."""
    if visit.children_present is None:
        return None
    return rules.child_sample_size(gradings.framework_of(visit), visit.children_present)


@dataclass(frozen=True)
class Low:
    """A criterion at 0 or 1 in a report, for the home, the office and the paper; no note of the inspector."""

    id: str
    text: str
    mark: Mark


def low(visit: Visit) -> list[Low]:
    """The criteria of a report that are below 2, in order."""
    framework, answers = gradings.framework_of(visit), queries.answers(visit)
    return [
        Low(c, wording.criterion(framework.criteria[c]), answers[c].mark)  # type: ignore[arg-type]
        for c in visit.scope
        if c in answers and answers[c].mark in (Mark.NOT_MET, Mark.PARTLY)
    ]


def criterion_text(framework_version: str, criterion: str) -> str:
    """The words of a criterion in the page's language."""
    return wording.criterion(governed.of_version(framework_version).criteria[criterion])


def team(visit: Visit) -> str:
    """The team in one line, the lead first. Each name keeps its own direction, so that a line of Urdu stays one."""
    return " · ".join(f"\u2068{member.user.name}\u2069 ({label(member.role)})" for member in visit.team)


def lacks(visit: Visit) -> list[str]:
    """What the team lacks, in sentences."""
    return [label(TeamLack(code)) for code in visit.team_lacks]


def deadline(visit: Visit) -> date | None:
    """By when the next step of a visit is due (inspection_process); none once it is over."""
    framework = gradings.framework_of(visit)
    if visit.state is VisitState.PLANNED:
        return visit.planned_for
    if visit.state is VisitState.UNDER_WAY:
        return rules.process_due(framework, "report", visit.day)
    if visit.state is VisitState.SUBMITTED:
        return visit.comments_until
    if visit.state in (VisitState.COMMENTED, VisitState.REVIEWED):
        return rules.process_due(framework, "publish", visit.day)
    return None
