"""The rule book of gatekeeping, read from the versioned files and made ready for judging.

Every number and list of the policy comes from `reference/gatekeeping-*.yaml` or its structured twin
`reference/gatekeeping-numbers-*.yaml`; nothing of the policy is written in the code (SCPP 5.3.2(l), 5.3.3(h)).
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from registry_app.core import rulebook

PACKAGE = "gatekeeping"
PLACES = "registry_app.places"


@dataclass(frozen=True, slots=True)
class ReasonCode:
    """A reason for passing over a rung: `valid_days` None never grows old; `say` speaks of forbidden ones."""

    code: str
    applies: tuple[str, ...]
    evidence: str
    valid_days: int | None
    forbidden: bool = False
    say: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """A block that a named office may lift on one of `grounds`, for at most `max_days` days (None: no limit given)."""

    id: str
    rule: str
    grounds: tuple[str, ...]
    approver: str
    max_days: int | None


@dataclass(frozen=True, slots=True)
class WarningRule:
    """A warning with the office whose typed reason lets it pass."""

    id: str
    rule: str
    level: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many counted members, led by one of which seats, with how many women and members from outside SWD."""

    members: int
    led_by: tuple[str, ...]
    women: int
    outside_swd: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One running clock: `parts` name its limits as {"hours": n}, {"days": n} or {"months": n}; the first is the usual.

    `mode` is watch (shown only, no escalation) or run; `limit` is the sentence of the rule.
    """

    id: str
    name: str
    starts_from: str
    limit: str
    owner: str
    escalates: str | None
    mode: str
    parts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """One version of the rules. Read-only and shared; two books are the same only when they are one object."""

    version: str
    numbers: Mapping[str, Any]
    rungs: tuple[str, ...]
    below: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, ReasonCode]
    forbidden: frozenset[str | None]
    blocks: Mapping[str, str]
    exceptions: Mapping[str, ExceptionRule]
    warnings: Mapping[str, WarningRule]
    offices: tuple[str, ...]
    order_required: Mapping[str, bool]
    clocks: Mapping[str, Clock]
    divisions: Mapping[str, str]
    provinces: tuple[str, ...]
    group_care: frozenset[str]
    without_provider: frozenset[str]
    lifted: frozenset[str]
    woman_needed_for: frozenset[str]
    not_authorised: frozenset[str]
    quorum: Quorum
    quorum_urgent: Quorum

    @property
    def care_types(self) -> tuple[str, ...]:
        """Every care type that can be proposed: the rungs, then EMERGENCY and RESPITE."""
        return tuple(self.below)

    @property
    def provided(self) -> tuple[str, ...]:
        """The care types that a provider can be authorised for."""
        return tuple(code for code in self.below if code not in self.without_provider)


def _below(numbers: Mapping[str, Any], rungs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found = {code: rungs[:rank] for rank, code in enumerate(rungs)}
    for code, judged_as in numbers["care"]["beside_the_ladder"].items():
        found[code] = found[judged_as] if judged_as else ()
    return found


def _reasons(rules: Mapping[str, Any]) -> dict[str, ReasonCode]:
    allowed = [
        ReasonCode(row["code"], tuple(row["applies"]), row["evidence"], row["valid_days"])
        for row in rules["reason_codes"]["allowed"]
    ]
    forbidden = [
        ReasonCode(row["code"], (), "", None, forbidden=True, say=row["say"])
        for row in rules["reason_codes"]["forbidden_as_sole_reason"]
    ]
    return {reason.code: reason for reason in [*allowed, *forbidden]}


def _exceptions(rules: Mapping[str, Any]) -> dict[str, ExceptionRule]:
    return {
        row["id"]: ExceptionRule(row["id"], row["rule"], tuple(row["exception"]), row["approver"], row.get("max_days"))
        for row in rules["checks"]["blocks_with_exception"]
    }


def _clocks(rules: Mapping[str, Any], numbers: Mapping[str, Any]) -> dict[str, Clock]:
    modes = rules["clock_mode"]
    return {
        row["id"]: Clock(
            id=row["id"],
            name=row["name"],
            starts_from=row["from"],
            limit=row["limit"],
            owner=row["owner"],
            escalates=row.get("escalates"),
            mode=modes.get(row["id"], modes["others"]),
            parts=numbers["clocks"][row["id"]],
        )
        for row in rules["time_limits"]["clocks"]
    }


def _quorum(row: Mapping[str, Any]) -> Quorum:
    return Quorum(row["members"], tuple(row["led_by"]), row["women"], row["outside_swd"])


def _divisions() -> dict[str, str]:
    newest = rulebook.versions(PLACES, "districts")[-1]
    rows = csv.DictReader(io.StringIO(rulebook.text(newest)))
    return {row["district_code"]: row["division_code"] for row in rows}


def _make(rules: Mapping[str, Any], numbers: Mapping[str, Any], version: str) -> Book:
    rungs = tuple(row["code"] for row in sorted(rules["care_ladder"], key=lambda row: row["rank"]))
    reasons = _reasons(rules)
    return Book(
        version=version,
        numbers=numbers,
        rungs=rungs,
        below=_below(numbers, rungs),
        reasons=reasons,
        forbidden=frozenset(reason.code for reason in reasons.values() if reason.forbidden),
        blocks={row["id"]: row["rule"] for row in rules["checks"]["hard_blocks"]},
        exceptions=_exceptions(rules),
        warnings={row["id"]: WarningRule(row["id"], row["rule"], row["level"]) for row in rules["checks"]["warnings"]},
        offices=tuple(rules["checks"]["override_ladder"]),
        order_required=rules["order_required_for_CONFIRMED"],
        clocks=_clocks(rules, numbers),
        divisions=_divisions(),
        provinces=tuple(rules["stays"]["provinces"]),
        group_care=frozenset(numbers["care"]["group"]),
        without_provider=frozenset(numbers["care"]["without_provider"]),
        lifted=frozenset(numbers["emergency"]["lifts"]),
        woman_needed_for=frozenset(numbers["child"]["woman_needed_for"]),
        not_authorised=frozenset(numbers["authorisation"]["not_authorised"]),
        quorum=_quorum(numbers["panel"]["quorum"]),
        quorum_urgent=_quorum(numbers["panel"]["quorum_urgent"]),
    )


@cache
def _made(version: rulebook.Version) -> Book:
    numbers = rulebook.exact(PACKAGE, "gatekeeping_numbers", version.version)
    return _make(rulebook.body(version), rulebook.body(numbers), version.version)


def _version_on(on: date | None) -> rulebook.Version:
    known = rulebook.versions(PACKAGE, "gatekeeping")
    if on is None:
        return known[-1]
    # A stay older than the rules is looked at with the oldest ones: there is nothing else it could be measured by.
    return rulebook.in_force(PACKAGE, "gatekeeping", on) if on >= known[0].in_force_from else known[0]


@lru_cache(maxsize=4096)
def book(on: date | None = None) -> Book:
    """The rules in force on the day `on`; without a day the newest; for a day before the first version, the first."""
    return _made(_version_on(on))
