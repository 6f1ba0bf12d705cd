"""The rule book of triage, made ready once for each version: tables of levels, routes and phrases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from complaints.rules.phrases import Phrases
from registry_app.core import rulebook
from registry_app.core.workdays import read_holidays

LEVELS = ("P1", "P2", "P3", "P4")
PROVIDER = "PROVIDER"


@dataclass(frozen=True)
class Span:
    """A length of time in `hours` of calendar time or in `working_days`."""

    unit: str
    number: int


@dataclass(frozen=True)
class Limits:
    """The limits of one level; None where the level has no such clock. `informs` are offices told of every message.

    The decision is due after `investigation` and `decision_told` together, counted in working days.
    """

    level: str
    name: str
    first_contact: Span
    child_safe: Span | None
    investigation_starts: Span | None
    investigation: Span
    decision_told: Span | None
    extended_to: Span | None
    informs: tuple[str, ...]

    @property
    def decision_working_days(self) -> int:
        """Working days from arrival until the child is told the decision."""
        return self.investigation.number + (self.decision_told.number if self.decision_told else 0)


@dataclass(frozen=True)
class Route:
    """One row of the routing table; PROVIDER stands in every `never`."""

    to: str
    copy: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True)
class Cluster:
    """So many messages of a level or a higher one within so many days, the last one included."""

    level: str
    messages: int
    days: int


@dataclass(frozen=True)
class TaskRule:
    """When a task is due: an empty set asks nothing. `copies` is the office that then gets a copy, if any."""

    levels: frozenset[str]
    categories: frozenset[str]
    about: frozenset[str]
    copies: str | None


@dataclass(frozen=True)
class Book:
    """One version of the rules, ready to judge with."""

    version: str
    categories: Mapping[str, str]
    channels: tuple[str, ...]
    levels: Mapping[str, Limits]
    age_under: int
    raising_facts: tuple[str, ...]
    raising_about: frozenset[str]
    never_raised: frozenset[str]
    clusters: tuple[Cluster, ...]
    run_by: Mapping[str, Mapping[str, str]]
    routed_as: Mapping[str, str]
    routing: Mapping[str, Route]
    about: tuple[str, ...]
    grounds: tuple[str, ...]
    kept_when_not_shared: frozenset[str]
    tasks: Mapping[str, TaskRule]
    red_flags: Phrases
    weapon_words: Phrases
    medical_words: Phrases
    case_limits: Mapping[str, Any]


def book_on(day: date) -> Book:
    """The rules in force on `day`; for a day before the first version, the first."""
    try:
        version = rulebook.in_force("complaints", "triage", day).version
    except rulebook.UnknownVersion:
        version = rulebook.versions("complaints", "triage")[0].version
    return _book(version)


@cache
def shipped_holidays() -> frozenset[date]:
    """The public holidays shipped with the program, for a message that brings no list of its own."""
    return read_holidays(rulebook.text(rulebook.versions("registry_app.places", "holidays")[-1]))


@cache
def _book(version: str) -> Book:
    given = rulebook.body(rulebook.exact("complaints", "complaints", version))
    twin = rulebook.body(rulebook.exact("complaints", "triage", version))
    english, drafts = given["red_flags"], twin["red_flags"]
    return Book(
        version=version,
        categories=dict(given["categories"]),
        channels=tuple(row["id"] for row in given["channels"]),
        levels={level: _limits(level, twin["levels"][level]) for level in LEVELS},
        age_under=twin["raised_by"]["age_under"],
        raising_facts=tuple(twin["raised_by"]["facts"]),
        raising_about=frozenset(twin["raised_by"]["about"]),
        never_raised=frozenset(twin["raised_by"]["never"]),
        clusters=tuple(Cluster(**row) for row in twin["clusters"]),
        run_by=twin["run_by"],
        routed_as=twin["routed_as"],
        routing={about: _route(row) for about, row in twin["routing"].items()},
        about=(*twin["routing"], *twin["routed_as"]),
        grounds=tuple(twin["no_consent_grounds"]),
        kept_when_not_shared=frozenset(twin["kept_when_not_shared"]),
        tasks={name: _task(row) for name, row in twin["tasks"].items()},
        red_flags=Phrases([*english["en"], *(row["phrase"] for row in (*drafts["ur"], *drafts["sd"]))]),
        weapon_words=Phrases([*english["weapon_words"], *twin["weapon_words"]["ur"], *twin["weapon_words"]["sd"]]),
        medical_words=Phrases([word for language in ("en", "ur", "sd") for word in twin["medical_words"][language]]),
        case_limits=twin["case_limits"],
    )


def _span(row: Mapping[str, int] | None) -> Span | None:
    if row is None:
        return None
    ((unit, number),) = row.items()
    return Span(unit, number)


def _needed(row: Mapping[str, int]) -> Span:
    ((unit, number),) = row.items()
    return Span(unit, number)


def _limits(level: str, row: Mapping[str, Any]) -> Limits:
    return Limits(
        level=level,
        name=row["name"],
        first_contact=_needed(row["first_contact"]),
        child_safe=_span(row.get("child_safe")),
        investigation_starts=_span(row.get("investigation_starts")),
        investigation=_needed(row["investigation"]),
        decision_told=_span(row.get("decision_told")),
        extended_to=_span(row.get("extended_to")),
        informs=tuple(row["informs"]),
    )


def _route(row: Mapping[str, Any]) -> Route:
    return Route(row["to"], frozenset(row["copy"]), frozenset(row["never"]) | {PROVIDER})


def _task(row: Mapping[str, Any]) -> TaskRule:
    return TaskRule(
        frozenset(row.get("levels", LEVELS)),
        frozenset(row.get("categories", ())),
        frozenset(row.get("about", ())),
        row.get("copies"),
    )


def _newest() -> Book:
    return _book(rulebook.versions("complaints", "triage")[-1].version)


def categories() -> dict[str, str]:
    """The categories in the order of the pictures, each with the level it starts at; `idea` is last, for adults."""
    return dict(_newest().categories)


def channels() -> dict[str, str]:
    """The channels CH01-CH14 with their English names."""
    given = rulebook.body(rulebook.exact("complaints", "complaints", _newest().version))
    return {row["id"]: row["name"] for row in given["channels"]}


def limits(level: str) -> Limits:
    """The limits of P1, P2, P3 or P4 in the newest version; KeyError for anything else."""
    return _newest().levels[level]


def case_limits() -> dict[str, Any]:
    """The limits of a case after its triage, the unit in each name: reprisal checks, appeals, news to the child."""
    return dict(_newest().case_limits)
