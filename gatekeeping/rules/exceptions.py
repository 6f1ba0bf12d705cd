"""Blocks that a named office may lift for a while: BX01-BX06, their grounds and their approvals (checks)."""

from typing import Any

from gatekeeping.rules.book import Book, ExceptionRule
from gatekeeping.rules.emergency import at_least, emergency_runs
from gatekeeping.rules.panel import outcome_of
from gatekeeping.rules.proposal import Approval, Proposal
from gatekeeping.rules.provider import provider_of
from gatekeeping.rules.saying import Say, say


def _in_group(p: Proposal, rules: Book) -> bool:
    return p.proposed.care_type in rules.group_care


def bx01(p: Proposal, rules: Book) -> list[Say]:
    """BX01: a child under three into group care (UNG 22)."""
    age, limit = p.child.age_years, rules.numbers["child"]["young_under"]
    if not _in_group(p, rules) or (age is not None and age >= limit):
        return []
    if age is None:
        return [
            say("The child's age is not recorded, so it is not shown that the child is %(limit)s or older", limit=limit)
        ]
    return [say("The child is %(age)s; under %(limit)s no child goes into group care", age=age, limit=limit)]


def bx02(p: Proposal, rules: Book) -> list[Say]:
    """BX02: with this child the provider would be above its authorised capacity."""
    if p.proposed.care_type in rules.without_provider:
        return []
    provider = provider_of(p, rules)
    if provider.capacity is None or provider.present is None:
        return [say("Capacity or the number of children present is not recorded")]
    if provider.present + 1 <= provider.capacity:
        return []
    return [
        say(
            "With this child there would be %(present)s children; the capacity is %(capacity)s",
            present=provider.present + 1,
            capacity=provider.capacity,
        )
    ]


def bx03(p: Proposal, rules: Book) -> list[Say]:
    """BX03: the emergency stay has gone past its limit of 30 days."""
    days = p.emergency.days_in_emergency if p.emergency else None
    limit = rules.numbers["emergency"]["limit_days"]
    if days is None or days <= limit:
        return []
    return [say("The emergency has lasted %(days)s days, %(limit)s are allowed", days=days, limit=limit)]


def bx04(p: Proposal, rules: Book) -> list[Say]:
    """BX04: group care beyond six months needs a new approval by the panel (UNG 14, 123)."""
    months, limit = p.months_in_group_care, rules.numbers["group_care_months"]
    if not _in_group(p, rules) or months is None or months <= limit:
        return []
    return [
        say(
            "The child has been in group care for %(months)s months; past %(limit)s the panel approves anew",
            months=months,
            limit=limit,
        )
    ]


def bx05(p: Proposal, rules: Book) -> list[Say]:
    """BX05: girls and boys of ten or over who are not related would share one unit."""
    mixed, age = provider_of(p, rules).mixed_sex_unit_unrelated_10_plus, rules.numbers["child"]["apart_from_age"]
    if not _in_group(p, rules) or mixed is False:
        return []
    if mixed is None:
        return [say("It is not recorded that girls and boys of %(age)s or over live in units of their own", age=age)]
    return [say("Unrelated girls and boys of %(age)s or over live in one unit", age=age)]


def bx06(p: Proposal, rules: Book) -> list[Say]:
    """BX06: a child in conflict with the law would be housed with children who need care only (UNG 124)."""
    in_conflict = p.child.in_conflict_with_law
    if not _in_group(p, rules) or in_conflict is False:
        return []
    if in_conflict is None:
        return [say("It is not recorded whether the child is in conflict with the law")]
    return [say("A child in conflict with the law would live with children who need care only")]


def _past_ceiling(p: Proposal, rules: Book) -> bool:
    """Past 110 percent of the capacity; whole-number sums, so that no rounding decides."""
    provider = provider_of(p, rules)
    if provider.capacity is None or provider.present is None:
        return False
    ceiling: int = rules.numbers["provider"]["ceiling_percent"]
    return (provider.present + 1) * 100 > provider.capacity * ceiling


def shown_grounds(p: Proposal, rules: Book) -> frozenset[str]:
    """The grounds of exceptions that the facts of the proposal show."""
    outcome = outcome_of(p, rules)
    facts = {
        "siblings_together": p.child.siblings_together,
        "emergency_runs": emergency_runs(p, rules),
        "court_order": p.court_order is not None,
        "panel_carried": outcome is not None and outcome.carried,
    }
    grounds = rules.numbers["grounds"]
    return frozenset(ground for fact, holds in facts.items() if holds for ground in grounds[fact])


def _may_use(rule: ExceptionRule, shown: frozenset[str], p: Proposal, rules: Book) -> list[str]:
    if rule.id == rules.numbers["provider"]["ceiling_closes"] and _past_ceiling(p, rules):
        return []
    return [ground for ground in rule.grounds if ground in shown]


def approval_counts(approval: Approval, rule: ExceptionRule, p: Proposal, rules: Book) -> bool:
    """An approval counts when the named office or one above gave it, until a day from `on` to `on` + max_days."""
    if approval.id != rule.id or approval.ground is None or approval.until is None:
        return False
    days = (approval.until - p.on).days
    in_time = days >= 0 and (rule.max_days is None or days <= rule.max_days)
    return in_time and at_least(approval.approver, rule.approver, rules)


def exception_entry(rule_id: str, p: Proposal, rules: Book, shown: frozenset[str]) -> dict[str, Any]:
    """The raised exception as the command prints it; `approved` stands there only when it is."""
    rule = rules.exceptions[rule_id]
    entry: dict[str, Any] = {
        "id": rule.id,
        "approver": rule.approver,
        "max_days": rule.max_days,
        "may_use": _may_use(rule, shown, p, rules),
    }
    if any(approval_counts(approval, rule, p, rules) for approval in p.approved_exceptions):
        entry["approved"] = True
    return entry
