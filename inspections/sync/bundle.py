"""What an inspector's phone needs for its next visits: the standards, the brief, the words in three languages.

No child's name, no word of a message. Children stand in it as codes with what the sample must hold of them; what was
told about a home stands as a theme with its number, given by whoever keeps the messages (`field_givers`).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from flask import current_app

from inspections import checks, gradings, kinds, planning, queries, wording
from inspections.framework import Criterion, Framework, Standard
from inspections.models import Answer, Finding, Visit
from inspections.standards import queries as governed
from inspections.states import Danger, Entry, Mark, Method, Severity, Signature, VisitState, VisitType, Why
from inspections.sync import contents, merging
from inspections.sync.states import FileKind, Stratum
from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.files import LIMIT
from registry_app.core.i18n import LANGUAGES, force_locale, label
from registry_app.core.i18n import gettext as said_in_the_book
from registry_app.placements import queries as placements
from registry_app.placements.models import Stay
from registry_app.placements.states import Sex
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Grade

DAYS = 7
_KINDS: Mapping[str, type[StrEnum]] = {
    "mark": Mark, "method": Method, "danger": Danger, "entry": Entry, "signature": Signature, "severity": Severity,
    "stratum": Stratum, "kind": FileKind, "visit": VisitType, "grade": Grade, "why": Why,
}  # fmt: skip
_SEX = {Sex.GIRL: Stratum.GIRL, Sex.BOY: Stratum.BOY, Sex.TRANSGENDER: Stratum.OTHER}
Words = dict[str, Any]


def written(bundle: Mapping[str, Any]) -> str:
    """As it travels; the same text for the same content, so that its hash may stand for it."""
    return json.dumps(bundle, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def of(actor: Any) -> dict[str, Any]:
    """Everything but the office's key: `docs/field-sync.md` names each part."""
    today = clock.today()
    until = today + timedelta(days=DAYS)
    visits = [one for one in queries.my_visits(actor) if _wanted(one, until)]
    versions = {one.framework_version for one in visits}
    versions |= {governed.in_force_on(today + timedelta(days=n)).version for n in range(DAYS + 1)}
    return {
        "format": 1,
        "person": {"id": str(actor.id), "name": actor.name},
        "from": today.isoformat(), "to": until.isoformat(),
        "limits": {
            "visit_bytes": 1_000_000, "file_bytes": LIMIT, "file_target": 250_000, "files": contents.MOST_FILES,
            "clock_minutes": 10, "note": checks.NOTE_LETTERS, "reason": checks.REASON_LETTERS,
            "opened_by": contents.OPENED_BY, "entry_note": contents.ENTRY_NOTE, "told": contents.TOLD,
            "manager_comment": contents.COMMENT, "signed_by": contents.SIGNED_BY,
        },
        "messages": dict(_each(_messages)),
        "frameworks": {version: _dated(version) for version in sorted(versions)},
        "visits": [_visit(one, actor) for one in visits],
    }  # fmt: skip


def _wanted(visit: Visit, until: date) -> bool:
    """Under way or planned up to the last day; one that is overdue may be made today."""
    return visit.state is VisitState.UNDER_WAY or visit.planned_for <= until


def _each(write: Callable[[], Any]) -> Iterator[tuple[str, Any]]:
    for language in LANGUAGES:
        with force_locale(language):
            yield language, write()


def _in_three(write: Callable[[], Any]) -> Words:
    return dict(_each(write))


def _messages() -> dict[str, str]:
    found = {f"rules.{code}": str(sentence) for code, sentence in checks.SENTENCES.items()}
    found |= {
        "rules.NOT_SEEN": str(checks.NOT_SEEN), "rules.LOOK_AT_DANGER": str(checks.LOOK_AT_DANGER),
        "rules.TELL_OF_DANGER": str(checks.TELL_OF_DANGER), "rules.COUNT_CHILDREN": str(checks.COUNT_CHILDREN),
    }  # fmt: skip
    for name, kind in _KINDS.items():
        found |= {f"{name}.{member.value}": label(member) for member in kind}
    for giver in _givers():
        found |= {f"theme.{theme}": words for theme, words in giver.words().items()}
    return found


def _givers() -> Sequence[Any]:
    given: Sequence[Any] = current_app.extensions["field_givers"]
    return given


@cache
def book(framework: Framework) -> dict[str, Any]:
    """A version of the standards as data for the phone's own rules: the very numbers that grade at the office."""
    return {
        "version": framework.version,
        "top_score": framework.top_score, "grades": list(framework.grades), "methods": sorted(framework.methods),
        "standards": [
            {"id": one.id, "weight": one.weight, "title": _title(one),
             "criteria": [_criterion(c) for c in one.criteria]}
            for one in framework.standards.values()
        ],
        "bands": [{"grade": band.grade, "minimum": str(band.minimum)} for band in framework.bands],
        "limiting_rules": [
            {"id": rule.id, "cap": rule.cap, "critical_scored": rule.critical_scored, "standards": list(rule.standards),
             "below": None if rule.below is None else str(rule.below), "zeros": rule.zeros, "flag": rule.flag}
            for rule in framework.limiting_rules
        ],
        "gate": {"critical_of": sorted(framework.gate.critical_of), "scored_at_most": framework.gate.scored_at_most,
                 "standard": framework.gate.standard, "below": str(framework.gate.below)},
        "danger_seen_in": sorted(framework.severities["CRITICAL"].danger_seen_in),
        "terms": {name: framework.terms[name] for name in ("evidence", "not_applicable", "child_sample")},
    }  # fmt: skip


def _title(standard: Standard) -> Words:
    return _in_three(lambda: said_in_the_book(standard.title))


def _dated(version: str) -> dict[str, Any]:
    return book(governed.of_version(version)) | {"in_force_from": governed.first_day(version).isoformat()}


def _criterion(criterion: Criterion) -> dict[str, Any]:
    fails_if = criterion.fails_if
    return {
        "id": criterion.id, "weight": criterion.weight, "critical": criterion.critical,
        "methods": list(criterion.methods), "applies_to": sorted(criterion.applies_to),
        "text": _in_three(lambda: wording.criterion(criterion)),
        "evidence": _in_three(lambda: [said_in_the_book(one) for one in criterion.evidence]),
        "fails_if": _in_three(lambda: said_in_the_book(fails_if)) if fails_if else None,
    }  # fmt: skip


def _visit(visit: Visit, actor: Any) -> dict[str, Any]:
    home, today = visit.home, clock.today()
    standing = queries.standing(home)
    why_not = _may_not_because(visit)
    return {
        "id": str(visit.id), "type": visit.type.value, "state": visit.state.value, "care_type": visit.care_type.value,
        "framework": visit.framework_version, "planned_for": visit.planned_for.isoformat(),
        "announced": visit.announced, "why": visit.why, "scope": visit.scope,
        "kind": kinds.of(visit.type).for_phone(),
        "role": next(member.role.value for member in visit.team if member.user_id == actor.id),
        "lead": visit.lead.name,
        "team": [{"id": str(m.user_id), "name": m.user.name, "role": m.role.value} for m in visit.team],
        "may_begin": why_not is None, "may_not_because": why_not,
        "home": _home(home),
        "reasons": [reason.why.value for reason in planning.reasons_for(home, today)],
        "last": _last(home),
        "standing": {"scores": standing["standing_scores"], "grade": standing["standing_grade"]},
        "actions": [_action(one) for one in queries.findings(home, open_only=True)],
        "themes": [theme for giver in _givers() for theme in giver.themes(home.id, today)],
        "children": children(placements.at_home(home), today),
        "filled": _filled(visit),
    }  # fmt: skip


def _may_not_because(visit: Visit) -> Words | None:
    """Why the team may not begin, by the same checks as at the door; None when it may."""
    if visit.state is not VisitState.PLANNED:
        return None
    try:
        checks.may_begin(visit)
    except DomainError as error:
        sentence = error.sentence
        return _in_three(lambda: str(sentence))
    return None


def _home(home: Home) -> dict[str, Any]:
    return {
        "id": str(home.id), "number": home.register_number, "name": {lang: home.name_in(lang) for lang in LANGUAGES},
        "district": home.district, "taluka": home.taluka, "latitude": home.latitude, "longitude": home.longitude,
        "household": home.household, "present": home.present,
        "capacity": sum(service.capacity for service in home.services),
    }  # fmt: skip


def _last(home: Home) -> dict[str, Any] | None:
    last = queries.last_published(home, VisitType.FULL)
    if last is None:
        return None
    framework, entries, grade = gradings.framework_of(last), last.limited_by or [], last.grade
    held = _in_three(lambda: [line.sentence for line in wording.limits(framework, entries, grade) if line.holds])
    return {"on": last.day.isoformat(), "grade": grade.value if grade else None, "held": held}


def _action(finding: Finding) -> dict[str, Any]:
    return {
        "number": finding.number, "criterion": finding.criterion, "severity": finding.severity.value,
        "state": finding.state.value, "fix_by": finding.fix_by.isoformat(), "found_on": finding.found_on.isoformat(),
    }  # fmt: skip


def children(stays: Sequence[Stay], on: date) -> list[dict[str, Any]]:
    """The children registered in a home as codes with the strata of the sample rule; under-fives are observed.

    A child is among the youngest or oldest by age, so that all of one age count; NEWEST are a fifth, at least one.
    """
    ages = [stay.child.age(on) for stay in stays]
    newest = {stay.id for stay in sorted(stays, key=lambda stay: stay.started_at)[-max(1, len(stays) // 5) :]}
    found = []
    for stay, age in zip(stays, ages, strict=True):
        strata = [_SEX[stay.child.sex]]
        strata += [Stratum.YOUNGEST] if age == min(ages) else []
        strata += [Stratum.OLDEST] if age == max(ages) else []
        strata += [Stratum.DISABILITY] if stay.child.disability else []
        strata += [Stratum.NEWEST] if stay.id in newest else []
        found.append({"code": stay.child.code, "strata": [one.value for one in strata], "observed": age < 5})
    return sorted(found, key=lambda child: str(child["code"]))


def _filled(visit: Visit) -> dict[str, Any] | None:
    """What the office knows by now of a visit under way, in the shape in which it is sent."""
    if visit.state is not VisitState.UNDER_WAY or visit.arrived_at is None or visit.entry is None:
        return None
    counted = visit.children_present is not None
    return {
        "arrived": {"at": visit.arrived_at.isoformat().replace("+00:00", "Z"), "entry": visit.entry.value,
                    "opened_by": visit.opened_by or "", "note": visit.entry_note or ""},
        "dangers": None if visit.dangers is None else {"seen": visit.dangers, "told": visit.danger_told or ""},
        "children": {"present": visit.children_present, "heard": visit.children_heard,
                     "coached": visit.children_coached, "reason": visit.sample_reason or "",
                     "talks_refused": visit.talks_refused, "records_refused": visit.records_refused}
        if counted else None,
        "answers": {c: _answer(visit, one) for c, one in queries.answers(visit).items()},
    }  # fmt: skip


def _answer(visit: Visit, answer: Answer) -> dict[str, Any]:
    seen = answer.criterion in visit.danger_criteria
    return {**merging.of_answer(answer), "danger_seen": seen, "version": answer.version}
