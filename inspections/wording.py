"""A grade in sentences: what holds it, what would change it; the same on the phone, in the office and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspections.framework import Criterion, Framework
from inspections.gradings import Grading
from inspections.outlook import BAND, Change, Rise
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import gettext as said_in_the_book
from registry_app.core.i18n import language


@dataclass(frozen=True)
class Line:
    """A rule id beside its sentence; `holds`: it holds the grade where it is now."""

    rule: str
    sentence: str
    holds: bool = True


def standard(framework: Framework, standard_id: str) -> str:
    """The title of a standard in the page's language."""
    return said_in_the_book(framework.standards[standard_id].title)


def criterion(one: Criterion) -> str:
    """The words of a criterion in the page's language: a version's own, else those of the catalogues."""
    return one.said.get(language()) or said_in_the_book(one.text)


def _titles(framework: Framework, ids: Sequence[str]) -> str:
    return " · ".join(standard(framework, one) for one in ids)


def limit(framework: Framework, entry: Mapping[str, Any]) -> Line:
    """Why a limiting rule applies; `entry` is one of `limited_by` as it is stored."""
    rule = next(one for one in framework.limiting_rules if one.id == entry["rule"])
    criteria, standards = ", ".join(entry.get("criteria", ())), entry.get("standards", ())
    facts = {"what": criteria, "cap": rule.cap}
    if rule.critical_scored == 0:
        sentence = _("Critical and not met: %(what)s. At most %(cap)s.", **facts)
    elif rule.critical_scored is not None:
        sentence = _("Critical and only partly met: %(what)s. At most %(cap)s.", **facts)
    elif rule.zeros is not None:
        sentence = _("Three or more not met: %(what)s. At most %(cap)s.", **facts)
    elif rule.below is not None:
        named = {"what": _titles(framework, standards), "cap": rule.cap, "percent": rule.below}
        sentence = _("Below %(percent)s percent: %(what)s. At most %(cap)s.", **named)
    elif rule.flag == "obstruction":
        sentence = _("Access, records or private talks with children were refused. At most %(cap)s.", cap=rule.cap)
    else:
        sentence = _("Fewer children were heard than the rule asks. At most %(cap)s.", cap=rule.cap)
    return Line(rule.id, sentence)


def limits(framework: Framework, entries: Sequence[Mapping[str, Any]], grade: str | None) -> list[Line]:
    """Every rule that applies, in order; those whose cap is the grade hold it."""
    caps = {rule.id: rule.cap for rule in framework.limiting_rules}
    lines = [limit(framework, entry) for entry in entries]
    return [Line(line.rule, line.sentence, caps[line.rule] == grade) for line in lines]


def of_grading(grading: Grading) -> list[Line]:
    """What limits a grading as it stands now."""
    return limits(grading.framework, [one.as_entry() for one in grading.result.limits], grading.result.grade)


def changes(grading: Grading) -> list[Line]:
    """What would lift each limit, those first that hold the grade."""
    lines = [Line(change.rule, sentence, change.holds) for change in grading.changes
             for sentence in _change(grading, change)]  # fmt: skip
    return sorted(lines, key=lambda line: not line.holds)


def _change(grading: Grading, change: Change) -> list[str]:
    if change.criteria:
        facts = {"n": change.how_many, "score": change.to_score, "what": ", ".join(change.criteria)}
        return [_("Bring %(n)s of these to %(score)s or more: %(what)s.", **facts)]
    if change.standards:
        return [_rise(grading, rise) for rise in change.standards]
    if change.rule == BAND:
        now, needed = grading.result.overall, change.overall_needed
        return [_("Bring the whole from %(now)s to %(needed)s percent.", now=now, needed=needed)]
    if change.flag == "obstruction":
        return [_("Let inspectors in, show the records, and let children talk in private.")]
    return [_("Hear as many children as the rule asks, or give a reason that the reviewer accepts.")]


def _rise(grading: Grading, rise: Rise) -> str:
    return _(
        "Bring %(standard)s from %(now)s to %(needed)s percent. Most comes from %(what)s.",
        standard=standard(grading.framework, rise.standard),
        now=rise.percent,
        needed=rise.needed,
        what=", ".join(rise.criteria[:3]),
    )
