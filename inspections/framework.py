"""The standards of care as frozen data: what is asked of whom, what it weighs, what limits a grade.

Two files make one framework: the standards as adopted, word for word, and the numbers they say in words (`terms`).
Both carry one version, are parsed once and never change afterwards (SCPP 5.3.1(h), 5.3.2(h); rule I12).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from inspections.term import Term
from registry_app.core import rulebook

PACKAGE = "inspections"
NA: Literal["NA"] = "NA"
DEFAULT = "*"
Score = int | Literal["NA"]


@dataclass(frozen=True)
class CareType:
    """One kind of care (SCPP 5.3.2(d)); `setting` says whether a household, a facility or a scheme gives it."""

    code: str
    name: str
    setting: str
    family_based: bool | str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing looked at. `weight` is a whole number; `fails_if` stands only on critical ones."""

    id: str
    standard: str
    text: str
    weight: int
    critical: bool
    methods: tuple[str, ...]
    evidence: tuple[str, ...]
    applies_to: frozenset[str]
    sources: tuple[str, ...]
    fails_if: str | None
    only_when: str | None
    said: Mapping[str, str] = field(hash=False)
    """The words in Urdu and Sindhi, where a version brought its own; else the catalogues know them."""


@dataclass(frozen=True)
class Standard:
    """One of the ten standards with its criteria in the order of the page."""

    id: str
    title: str
    outcome_for_child: str
    weight: int
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Band:
    """A grade before limits: the overall percentage is at least `minimum`."""

    grade: str
    label: str
    minimum: Decimal


@dataclass(frozen=True)
class LimitingRule:
    """One of L1-L9: `cap` is the best grade it leaves. Exactly one of the four conditions is set.

    `critical_scored`: a critical criterion has this score. `below` percent in one of `standards`.
    `zeros`: so many criteria scored 0. `flag`: the visit carries this flag.
    """

    id: str
    when: str
    cap: str
    basis: str
    critical_scored: int | None
    standards: tuple[str, ...]
    below: Decimal | None
    zeros: int | None
    flag: str | None


@dataclass(frozen=True)
class Gate:
    """The protection gate, shown apart from the grade (scoring_rules.protection_gate)."""

    critical_of: frozenset[str]
    scored_at_most: int
    standard: str
    below: Decimal


@dataclass(frozen=True)
class Severity:
    """What follows from a finding of one level: the words of the standards (`wording`) and the same as terms."""

    level: str
    wording: Mapping[str, str]
    found_by: tuple[Mapping[str, Any], ...]
    danger_seen_in: frozenset[str]
    child_safe: Term | None
    notify: Term | None
    plan: Term | None
    fix: Term | None
    fix_cause: Term | None
    fix_ends_at_next_inspection: bool
    verify: Term | None
    verify_by: str


@dataclass(frozen=True)
class VisitType:
    """A kind of visit: `announced` is yes, no or either; `scope` is all, standards, failed or chosen."""

    type: str
    wording: Mapping[str, Any]
    announced: str
    scope: str
    standards: frozenset[str]
    failed_scores: frozenset[int]
    every: Term | None
    start: Term | None


@dataclass(frozen=True)
class Form:
    """What is asked of one care type: standards with an applicable criterion, each with those criteria, in order.

    `weights`: the same as ids and weights. `critical`: the ids of its critical criteria. `ids`: every id that a score
    may be given for, standards and `*` too. `every`: the ids of its criteria in order, `of_standard` those of each
    standard. `gate_reads`: the critical criteria that the protection gate looks at.
    """

    care_type: CareType
    sheets: tuple[tuple[Standard, tuple[Criterion, ...]], ...]
    weights: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    criteria: Mapping[str, Criterion]
    critical: tuple[str, ...]
    ids: frozenset[str]
    every: tuple[str, ...]
    of_standard: Mapping[str, tuple[str, ...]]
    gate_reads: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Framework:
    """One version of the standards of care. `grades` runs from the best to the worst; `severities` from the gravest."""

    version: str
    title: str
    care_types: Mapping[str, CareType]
    scale: Mapping[Score, str]
    top_score: int
    standards: Mapping[str, Standard]
    weights: Mapping[str, int]
    criteria: Mapping[str, Criterion]
    forms: Mapping[str, Form]
    bands: tuple[Band, ...]
    grades: tuple[str, ...]
    limiting_rules: tuple[LimitingRule, ...]
    flags: frozenset[str]
    gate: Gate
    severities: Mapping[str, Severity]
    visit_types: Mapping[str, VisitType]
    methods: frozenset[str]
    wording: Mapping[str, Any]
    terms: Mapping[str, Any]

    def criteria_for(self, care_type: str) -> tuple[Criterion, ...]:
        """The criteria that exist for this care type, in order (rule I13); KeyError for an unknown care type."""
        return tuple(self.forms[care_type].criteria.values())

    def label(self, grade: str) -> str:
        """The English word of a grade: A Strong, B Good, C Must improve, D Inadequate."""
        return next(band.label for band in self.bands if band.grade == grade)

    def rank(self, grade: str) -> int:
        """0 for the best grade; a larger number is a lower grade. ValueError for no grade."""
        if grade not in self.grades:
            raise ValueError(f"There is no grade {grade!r}.")
        return self.grades.index(grade)

    def lowest(self, *grades: str) -> str:
        """The lowest of these grades."""
        return max(grades, key=self.rank)


@cache
def of_version(version: str) -> Framework:
    """The framework with this very number; rulebook.UnknownVersion when there is none."""
    standards = rulebook.exact(PACKAGE, "standards", version)
    terms = rulebook.exact(PACKAGE, "terms", version)
    return made_of(version, rulebook.body(standards), rulebook.body(terms))


def known() -> tuple[str, ...]:
    """The numbers of all versions, the oldest first."""
    return tuple(version.version for version in rulebook.versions(PACKAGE, "standards"))


def in_force_on(day: date) -> Framework:
    """The framework a visit of this day is read under (rule I12); rulebook.UnknownVersion when none was in force."""
    return of_version(rulebook.in_force(PACKAGE, "standards", day).version)


def made_of(version: str, book: dict[str, Any], terms: dict[str, Any]) -> Framework:
    """A framework of the two parsed files, or of a stored version that has their shape."""
    standards = {row["id"]: _standard(row) for row in book["standards"]}
    criteria = {c.id: c for standard in standards.values() for c in standard.criteria}
    care_types = {row["code"]: CareType(**row) for row in book["care_types"]}
    rules, gate = book["scoring_rules"], _gate(terms["protection_gate"])
    bands = tuple(
        sorted(
            (Band(row["grade"], row["label"], Decimal(str(row["min"]))) for row in rules["bands"]),
            key=lambda band: -band.minimum,
        )
    )
    return Framework(
        version=version,
        title=book["meta"]["title"],
        care_types=MappingProxyType(care_types),
        scale=MappingProxyType({row["score"]: row["label"] for row in book["scale"]}),
        top_score=max(row["score"] for row in book["scale"] if row["score"] != NA),
        standards=MappingProxyType(standards),
        weights=MappingProxyType({standard.id: standard.weight for standard in standards.values()}),
        criteria=MappingProxyType(criteria),
        forms=MappingProxyType({code: _form(kind, standards, gate) for code, kind in care_types.items()}),
        bands=bands,
        grades=tuple(band.grade for band in bands),
        limiting_rules=_limiting_rules(rules["limiting_rules"], terms["limiting_rules"], tuple(standards)),
        flags=frozenset(row["name"] for row in terms["flags"]),
        gate=gate,
        severities=MappingProxyType(_severities(book["severity"], terms["severity"])),
        visit_types=MappingProxyType(_visit_types(book["visit_types"], terms["visit_types"])),
        methods=frozenset(method for c in criteria.values() for method in c.methods),
        wording=MappingProxyType(rules),
        terms=MappingProxyType(terms),
    )


def _standard(row: dict[str, Any]) -> Standard:
    criteria = tuple(_criterion(entry, row["id"]) for entry in row["criteria"])
    return Standard(row["id"], row["title"], row["outcome_for_child"], row["standard_weight"], criteria)


def _criterion(row: dict[str, Any], standard: str) -> Criterion:
    return Criterion(
        id=row["id"],
        standard=standard,
        text=row["text"],
        weight=row["weight"],
        critical=row["critical"],
        methods=tuple(row["methods"]),
        evidence=tuple(row["evidence"]),
        applies_to=frozenset(row["applies_to"]),
        sources=tuple(row["sources"]),
        fails_if=row.get("fails_if"),
        only_when=row.get("only_when"),
        said=MappingProxyType(row.get("said", {})),
    )


def _form(care_type: CareType, standards: Mapping[str, Standard], gate: Gate) -> Form:
    sheets = []
    for standard in standards.values():
        asked = tuple(c for c in standard.criteria if care_type.code in c.applies_to)
        if asked:
            sheets.append((standard, asked))
    criteria = {c.id: c for _, asked in sheets for c in asked}
    critical = tuple(c.id for c in criteria.values() if c.critical)
    ids = frozenset((DEFAULT, *standards, *criteria))
    weights = tuple((standard.id, tuple((c.id, c.weight) for c in asked)) for standard, asked in sheets)
    of_standard = {standard.id: tuple(c.id for c in asked) for standard, asked in sheets}
    gate_reads = tuple(c for c in critical if criteria[c].standard in gate.critical_of)
    return Form(
        care_type=care_type, sheets=tuple(sheets), weights=weights, criteria=MappingProxyType(criteria),
        critical=critical, ids=ids, every=tuple(criteria), of_standard=MappingProxyType(of_standard),
        gate_reads=gate_reads,
    )  # fmt: skip


def _limiting_rules(
    words: list[dict[str, Any]], terms: list[dict[str, Any]], standards: tuple[str, ...]
) -> tuple[LimitingRule, ...]:
    spelled = {row["id"]: row for row in terms}
    return tuple(_limiting_rule(row, spelled[row["id"]], standards) for row in words)


def _limiting_rule(row: dict[str, Any], spelled: dict[str, Any], standards: tuple[str, ...]) -> LimitingRule:
    below = spelled.get("standards_below", {})
    named = tuple(below.get("standards", ()))
    if "other_than" in below:
        named = tuple(s for s in standards if s not in below["other_than"])
    return LimitingRule(
        id=row["id"],
        when=row["when"],
        cap=row["cap"],
        basis=row["basis"],
        critical_scored=spelled.get("critical_scored"),
        standards=named,
        below=Decimal(str(below["percent"])) if below else None,
        zeros=spelled.get("zeros"),
        flag=spelled.get("flag"),
    )


def _gate(row: dict[str, Any]) -> Gate:
    below = Decimal(str(row["below_percent"]))
    return Gate(frozenset(row["critical_of"]), row["scored_at_most"], row["standard"], below)


def _severities(words: list[dict[str, Any]], terms: list[dict[str, Any]]) -> dict[str, Severity]:
    spelled = {row["level"]: row for row in terms}
    return {row["level"]: _severity(row, spelled[row["level"]]) for row in words}


def _severity(row: dict[str, Any], spelled: dict[str, Any]) -> Severity:
    return Severity(
        level=row["level"],
        wording=MappingProxyType(row),
        found_by=tuple(MappingProxyType(entry) for entry in spelled["found_by"]),
        danger_seen_in=frozenset(spelled.get("danger_seen_in", ())),
        child_safe=Term.read(spelled.get("child_safe")),
        notify=Term.read(spelled.get("notify")),
        plan=Term.read(spelled.get("plan")),
        fix=Term.read(spelled.get("fix")),
        fix_cause=Term.read(spelled.get("fix_cause")),
        fix_ends_at_next_inspection=spelled.get("fix_ends_at_next_inspection", False),
        verify=Term.read(spelled.get("verify")),
        verify_by=spelled["verify_by"],
    )


def _visit_types(words: list[dict[str, Any]], terms: list[dict[str, Any]]) -> dict[str, VisitType]:
    spelled = {row["type"]: row for row in terms}
    return {row["type"]: _visit_type(row, spelled[row["type"]]) for row in words}


def _visit_type(row: dict[str, Any], spelled: dict[str, Any]) -> VisitType:
    return VisitType(
        type=row["type"],
        wording=MappingProxyType(row),
        announced=spelled["announced"],
        scope=spelled["scope"],
        standards=frozenset(spelled.get("standards", ())),
        failed_scores=frozenset(spelled.get("failed_scores", ())),
        every=Term.read(spelled.get("every")),
        start=Term.read(spelled.get("start")),
    )
