"""Judgements about a visit that are no grade: evidence, NA, sample, scope, team, severity, terms and due dates.

Data and dates in; a value, or the codes of what is wrong, out. The numbers come from the framework of the visit's day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic

from inspections.framework import NA, Criterion, Framework, Score
from inspections.term import Moment, Term

# Why an answer cannot stand as it is (scoring_rules.evidence_rule, na_limits).
UNKNOWN_METHOD = "UNKNOWN_METHOD"
TWO_METHODS = "TWO_METHODS"
CHILD_NOT_HEARD = "CHILD_NOT_HEARD"
NO_SOURCE = "NO_SOURCE"
NA_ON_CRITICAL = "NA_ON_CRITICAL"
NA_REASON_SHORT = "NA_REASON_SHORT"

# Why a team cannot make a full visit (visit_types FULL; rule I6).
TEAM_TOO_SMALL = "TEAM_TOO_SMALL"
NO_WOMAN = "NO_WOMAN"
NO_HEALTH_PROFESSIONAL = "NO_HEALTH_PROFESSIONAL"
LEAD_NOT_A_WOMAN = "LEAD_NOT_A_WOMAN"


class CannotRaise(ValueError):
    """A person may lower a grade with a reason, never raise it (scoring_rules.order; rule I4)."""


def evidence_problems(
    framework: Framework, criterion: Criterion, score: Score, methods: Collection[str]
) -> tuple[str, ...]:
    """What the evidence lacks for this score; empty when it is enough (rule I5).

    A 2 or 3 needs two different methods, and a child's voice where the criterion lists talks with children. The two
    may be any methods of the framework: some criteria list only one, and the rule makes no exception for them.
    A 0 on a critical criterion needs one credible source.
    """
    terms = framework.terms["evidence"]
    if not framework.methods.issuperset(methods):
        return (UNKNOWN_METHOD,)
    if score in terms["scores_that_need_methods"]:
        child = terms["child_method"]
        few = len(set(methods)) < terms["different_methods"]
        unheard = child in criterion.methods and child not in methods
        return (*((TWO_METHODS,) if few else ()), *((CHILD_NOT_HEARD,) if unheard else ()))
    if criterion.critical and score == 0 and len(set(methods)) < terms["critical_zero_sources"]:
        return (NO_SOURCE,)
    return ()


def referred_same_day(criterion: Criterion, score: Score) -> bool:
    """A 0 on a critical criterion is referred the same day (scoring_rules.evidence_rule)."""
    return criterion.critical and score == 0


def na_problems(framework: Framework, criterion: Criterion, reason: str) -> tuple[str, ...]:
    """What stands against an NA by hand: a critical criterion, or a reason under 15 characters (na_limits).

    Spaces at the ends do not count and several together count as one.
    """
    limit = framework.terms["not_applicable"]["reason_characters"]
    short = len(" ".join(reason.split())) < limit
    return (*((NA_ON_CRITICAL,) if criterion.critical else ()), *((NA_REASON_SHORT,) if short else ()))


def na_to_confirm(framework: Framework, care_type: str, scores: Mapping[str, Score]) -> tuple[str, ...]:
    """The standards in which more than 20 percent of the applicable criteria are NA: the reviewer confirms these."""
    limit = framework.terms["not_applicable"]["confirmed_above_percent"]
    return tuple(
        standard.id
        for standard, asked in framework.forms[care_type].sheets
        if 100 * sum(scores.get(c.id) == NA for c in asked) > limit * len(asked)
    )


def child_sample_size(framework: Framework, children_present: int) -> int:
    """How many children are to be heard: all of up to five, else the larger of five or 20 percent, rounded up.

    ValueError for a negative number.
    """
    if children_present < 0:
        raise ValueError("There cannot be fewer than no children.")
    terms = framework.terms["child_sample"]
    if children_present <= terms["all_up_to"]:
        return children_present
    at_least: int = terms["at_least"]
    share: int = -(-children_present * terms["percent"] // 100)
    return max(at_least, share)


def child_sample_short(
    framework: Framework, children_present: int, children_heard: int, *, reason_accepted: bool
) -> bool:
    """Whether L9 applies: fewer children heard than the sample rule asks, with no accepted reason."""
    return children_heard < child_sample_size(framework, children_present) and not reason_accepted


def criteria_in_scope(
    framework: Framework, care_type: str, visit_type: str, *, failed: Mapping[str, Score] | None = None
) -> tuple[Criterion, ...]:
    """The criteria a visit of this type looks at; for a FOLLOW_UP `failed` holds the last full visit's scores.

    THEMATIC and RESPONSIVE visits choose theirs, so all that apply are offered. KeyError for an unknown type.
    """
    kind = framework.visit_types[visit_type]
    asked = framework.criteria_for(care_type)
    if kind.scope == "standards":
        return tuple(c for c in asked if c.standard in kind.standards)
    if kind.scope == "failed":
        return tuple(c for c in asked if (failed or {}).get(c.id) in kind.failed_scores)
    return asked


@dataclass(frozen=True)
class TeamMember:
    """What the team rule asks of one inspector; exactly one of a team leads."""

    woman: bool
    health_professional: bool
    lead: bool


def team_problems(
    framework: Framework, visit_type: str, members: Collection[TeamMember], *, facility: bool, girls_home: bool
) -> tuple[str, ...]:
    """What a team lacks (rule I6; IN-JJA s.54(2)); empty when it may go.

    A full visit of a facility needs three people, a woman and a health professional among them; a woman leads
    wherever girls live.
    """
    terms = framework.terms["team"]
    problems = []
    if facility and visit_type == terms["visit_type"]:
        if len(members) < terms["facility_members"]:
            problems.append(TEAM_TOO_SMALL)
        if sum(m.woman for m in members) < terms["women"]:
            problems.append(NO_WOMAN)
        if sum(m.health_professional for m in members) < terms["health_professionals"]:
            problems.append(NO_HEALTH_PROFESSIONAL)
    if girls_home and not any(m.lead and m.woman for m in members):
        problems.append(LEAD_NOT_A_WOMAN)
    return tuple(problems)


def severity_of(
    framework: Framework, criterion: Criterion, score: Score | None, *, danger_seen: bool = False
) -> str | None:
    """CRITICAL, MAJOR, MODERATE or MINOR for a finding; None when nothing has to be done (rule I9).

    `danger_seen`: a danger to life or health was seen under S10.2 or S8.2, which is CRITICAL whatever the score.
    """
    for level, severity in framework.severities.items():
        if danger_seen and criterion.id in severity.danger_seen_in:
            return level
        for finding in severity.found_by:
            right_kind = criterion.critical if "critical" in finding else criterion.weight in finding["weights"]
            # A score of NA equals no number, so it finds nothing.
            if right_kind and score == finding["score"]:
                return level
    return None


@dataclass(frozen=True)
class DueDates(Generic[Moment]):
    """By when what has to be done about a finding; None where its level sets no such term."""

    child_safe: Moment | None
    notify: Moment | None
    plan: Moment | None
    fix: Moment | None
    fix_cause: Moment | None
    verify: Moment | None


def due_dates(
    framework: Framework, level: str, found: Moment, *, next_inspection: Moment | None = None
) -> DueDates[Moment]:
    """The due dates of an action of this level, counted from when it was found.

    A MINOR action ends at the next inspection when that comes sooner than 180 days, and is verified there.
    """
    severity = framework.severities[level]

    def after(term: Term | None) -> Moment | None:
        return None if term is None else term.after(found)

    fix, verify = after(severity.fix), after(severity.verify)
    if severity.fix_ends_at_next_inspection and next_inspection is not None:
        fix = next_inspection if fix is None else min(fix, next_inspection)
        verify = next_inspection
    return DueDates(
        child_safe=after(severity.child_safe),
        notify=after(severity.notify),
        plan=after(severity.plan),
        fix=fix,
        fix_cause=after(severity.fix_cause),
        verify=verify,
    )


def one_level_up(framework: Framework, level: str) -> str:
    """The next graver level; CRITICAL stays CRITICAL. ValueError for no level."""
    levels = tuple(framework.severities)
    if level not in levels:
        raise ValueError(f"There is no level {level!r}.")
    return levels[max(0, levels.index(level) - 1)]


def level_now(
    framework: Framework, level: str, *, opened: date, due: date, on: date, failed_last_time: bool = False
) -> str:
    """The level an action stands at on a day (severity_escalation).

    One up when it is overdue by more than half its term, one up when the same criterion was at 0 or 1 in two
    inspections running.
    """
    share = Fraction(framework.terms["escalation"]["overdue_above_percent_of_term"], 100)
    if (on - due).days > share * (due - opened).days:
        level = one_level_up(framework, level)
    return one_level_up(framework, level) if failed_last_time else level


def failed_again(framework: Framework, last_time: Score | None, this_time: Score | None) -> bool:
    """The same criterion at 0 or 1 in two inspections running."""
    failed: list[int] = framework.terms["escalation"]["repeated_scores"]
    return last_time in failed and this_time in failed


def suspension_review_due(framework: Framework, overdue_levels: Iterable[str]) -> bool:
    """Two MAJOR actions overdue at once trigger a suspension review."""
    terms = framework.terms["escalation"]["suspension_review"]
    enough: int = terms["overdue"]
    return list(overdue_levels).count(terms["level"]) >= enough


def may_extend(framework: Framework, level: str, extensions_given: int) -> bool:
    """An extension may be given once, never for CRITICAL; the page asks for its reason."""
    terms = framework.terms["escalation"]
    allowed: int = 0 if level in terms["never_extended"] else terms["extensions"]
    return extensions_given < allowed


@dataclass(frozen=True)
class NextVisits:
    """By when a home is visited again: a full visit, a follow-up before it (D), a household's yearly review."""

    full: date | None
    follow_up: date | None
    review: date | None


def next_visit_due(framework: Framework, grade: str, last_full_visit: date) -> NextVisits:
    """The next visits by grade (frequency_by_grade; rule I7).

    Besides A-D, `new` counts from the first placement and `household` from the last full household review.
    KeyError for anything else.
    """
    row = framework.terms["frequency"][grade]
    terms = {name: Term.read(row.get(name)) for name in ("full", "follow_up", "review")}
    return NextVisits(**{name: term.after(last_full_visit) if term else None for name, term in terms.items()})


def next_monitoring_due(framework: Framework, last_visit: date) -> date:
    """A facility is monitored at least quarterly (visit_types MONITORING; IN-JJA s.54(2))."""
    every = framework.visit_types["MONITORING"].every
    if every is None:
        raise LookupError("This version sets no rhythm for monitoring visits.")
    return every.after(last_visit)


def process_due(framework: Framework, step: str, start: Moment) -> Moment:
    """The end of a step of the inspection process (inspection_process; rule I8).

    `report` and `publish` count from the visit, `authority_acts` from the report, `appeal` from publication,
    `appeal_decided` from the appeal. `comments` are working days, which only a calendar can count (ValueError).
    """
    term = Term.read(framework.terms["process"][step])
    if term is None:
        raise LookupError(f"The step {step} has no term.")
    return term.after(start)


def lower(framework: Framework, grade: str, to: str, reason: str) -> str:
    """The grade a person lowers to, with a reason (rule I4).

    CannotRaise when `to` is not lower; ValueError without a reason or for a grade that does not exist.
    """
    if framework.rank(to) <= framework.rank(grade):
        raise CannotRaise(f"A grade may only be lowered: {to} is not lower than {grade}.")
    if not reason.strip():
        raise ValueError("Lowering a grade needs a reason.")
    return to
