"""The tables of the report in the language of the moment, format-neutral: page, PDF, XLSX, CSV and JSON read these."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from registry_app.core import rulebook
from registry_app.core.i18n import gettext, label, language
from registry_app.core.i18n import lazy as _
from registry_app.pages.reports.care import CareCut
from registry_app.pages.reports.definitions import SAID
from registry_app.pages.reports.facts import MonthlyFacts
from registry_app.pages.reports.homes import HomeCut
from registry_app.pages.reports.messages import Cut
from registry_app.pages.reports.shares import Share, percent
from registry_app.pages.reports.vocabulary import members
from registry_app.places.gazetteer import place_name

Figure = int | float | str | None


@dataclass(frozen=True)
class Line:
    """One line: its code for machines, its words for people, more words, and its figures."""

    code: str
    words: str
    figures: tuple[Figure, ...]
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """`measures` are (code, words) of the figures; `more` heads the columns of further words. `total` is the last
    line. `children` says that the figures are about children, so that small ones are masked for other readers."""

    key: str
    title: str
    head: str
    measures: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    more: tuple[str, ...] = ()
    total: Line | None = None
    children: bool = True

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines with the total after them."""
        return (*self.lines, self.total) if self.total else self.lines

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Heads and kinds of the columns, as the table of a page takes them."""
        return [
            (self.head, ""),
            *((said, "") for said in self.more),
            *((said, "num") for _code, said in self.measures),
        ]

    @property
    def rows(self) -> list[list[Figure]]:
        """The cells of the lines, as the table of a page takes them."""
        return [_cells(line) for line in self.lines]

    @property
    def foot(self) -> list[Figure]:
        """The cells of the total, or none."""
        return _cells(self.total) if self.total else []


def _cells(line: Line) -> list[Figure]:
    return [line.words, *line.more, *("–" if figure is None else figure for figure in line.figures)]


WAYS = {
    "level": _("Level"),
    "channel": _("Way the message came"),
    "sex": _("Sex"),
    "age": _("Age"),
    "disability": _("Disability"),
    "district": _("District"),
    "category": _("What it is about"),
    "run_by": _("Run by"),
    "care_type": _("Kind of care"),
    "basis": _("Basis of the stay"),
    "exit": _("Why the stay ended"),
    "outcome": _("What the panel chose"),
    "visit": _("Kind of visit"),
    "returns": _("Return of the month"),
    "grade": _("Grade"),
}
_PLAIN = {
    "yes": _("With a disability"),
    "no": _("No disability recorded"),
    "0-2": _("0 to 2 years"),
    "3-5": _("3 to 5 years"),
    "6-9": _("6 to 9 years"),
    "10-14": _("10 to 14 years"),
    "15-17": _("15 to 17 years"),
    "18+": _("18 and older, still supported"),
    "facilities": _("Homes and schemes"),
    "families": _("Families"),
    "A": _("Grade A"),
    "B": _("Grade B"),
    "C": _("Grade C"),
    "D": _("Grade D"),
}
MESSAGES = (
    ("received", _("Received")),
    ("contact_due", _("First contact due")),
    ("contact_in_time", _("First contact in time")),
    ("decision_due", _("Decision due")),
    ("decision_in_time", _("Decision in time")),
    ("open", _("Open at the end")),
    ("overdue", _("Past their date")),
)
HOMES = (
    ("known", _("Known")),
    ("authorised", _("Authorised")),
    ("visited", _("Visited this month")),
    ("grade_a", _("Grade A")),
    ("grade_b", _("Grade B")),
    ("grade_c", _("Grade C")),
    ("grade_d", _("Grade D")),
    ("not_graded", _("Not graded")),
)
CARE = (
    ("children", _("Children")),
    ("family", _("In a family")),
    ("group", _("In group care")),
    ("family_percent", _("In a family, percent")),
)
NUMBER = (("number", _("Number")),)


def words(table: str, key: str) -> str:
    """What a key of the table `table` is called in the language of the moment."""
    if not key:
        return gettext("Not known")
    if table.endswith("_district"):
        return place_name(key, language())
    known: dict[str, StrEnum] = {member.value: member for member in members(table)}
    return label(known[key]) if key in known else str(_PLAIN[key])


def tables(facts: MonthlyFacts) -> tuple[Table, ...]:
    """Every table of the report: the indicators, messages, homes, children."""
    return (_indicators(facts), *_messages(facts), *_homes(facts), *_care(facts))


def _said(measures: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, str(said)) for code, said in measures)


def _lines(table: str, rows: Mapping[str, tuple[Figure, ...]]) -> tuple[Line, ...]:
    return tuple(Line(key or "unknown", words(table, key), figures) for key, figures in rows.items())


def _of_message(cut: Cut) -> tuple[Figure, ...]:
    return tuple(getattr(cut, code) for code, _said in MESSAGES)


def _of_home(cut: HomeCut) -> tuple[Figure, ...]:
    return (cut.known, cut.authorised, cut.visited, *cut.grades, cut.not_graded)


def _of_care(cut: CareCut) -> tuple[Figure, ...]:
    return (cut.children, cut.family, cut.group, percent(cut.family, cut.children))


def _total(figures: tuple[Figure, ...]) -> Line:
    return Line("all", gettext("All"), figures)


def _messages(facts: MonthlyFacts) -> Iterable[Table]:
    found = facts.messages
    for way, cuts in found.cuts.items():
        yield Table(
            key=f"messages_{way}",
            title=gettext("Messages: %(way)s", way=str(WAYS[way])),
            head=str(WAYS[way]),
            measures=_said(MESSAGES),
            lines=_lines(f"messages_{way}", {key: _of_message(cut) for key, cut in cuts.items()}),
            total=_total(_of_message(found.whole)),
        )
    yield _counts("messages_category", gettext("Messages: what they are about"), "category", found.categories)
    yield Table(
        key="messages_days",
        title=gettext("Days to the decision, by level"),
        head=str(WAYS["level"]),
        measures=_said((("decided", _("Decided")), ("median_days", _("Median days")))),
        lines=_lines("messages_level", {level: (many, days) for level, (days, many) in found.median_days.items()}),
    )


def _counts(key: str, title: str, way: str, counts: Mapping[str, int], *, children: bool = True) -> Table:
    lines = _lines(key, {one: (number,) for one, number in counts.items()})
    total = _total((sum(counts.values()),))
    return Table(key, title, str(WAYS[way]), _said(NUMBER), lines, total=total, children=children)


def _homes(facts: MonthlyFacts) -> Iterable[Table]:
    found = facts.homes
    kinds = {"facilities": found.facilities, "families": found.families}
    for way, title, cuts in (
        ("kind", gettext("Homes: homes and families"), kinds),
        ("run_by", gettext("Homes: who runs them"), found.run_by),
        ("district", gettext("Homes: district"), found.districts),
    ):
        yield Table(
            key=f"homes_{way}",
            title=title,
            head=str(WAYS.get(way, _("Kind"))),
            measures=_said(HOMES),
            lines=_lines(f"homes_{way}", {key: _of_home(cut) for key, cut in cuts.items()}),
            total=_total(_of_home(found.whole)),
            children=False,
        )
    yield _events(facts)
    yield _counts("homes_returns", gettext("Monthly returns of homes"), "returns", facts.returns, children=False)
    yield _counts("homes_visits", gettext("Visits made this month"), "visit", found.visits, children=False)
    yield _counts("homes_graded", gettext("Grades published this month"), "grade", found.graded, children=False)


def _events(facts: MonthlyFacts) -> Table:
    found = facts.homes
    rows = (
        ("newly_authorised", _("Homes newly authorised"), found.newly_authorised),
        ("applications_received", _("Applications received"), found.applications_received),
        ("applications_decided", _("Applications decided"), found.applications_decided),
        ("applications_refused", _("Applications refused"), found.applications_refused),
        ("capacity", _("Places authorised at the end"), found.capacity),
    )
    lines = tuple(Line(code, str(said), (number,)) for code, said, number in rows)
    title = gettext("Authorisation this month")
    return Table("homes_month", title, gettext("Line"), _said(NUMBER), lines, children=False)


def _care(facts: MonthlyFacts) -> Iterable[Table]:
    found = facts.care
    yield _counts("care_type", gettext("Children in care: kind of care"), "care_type", found.care_types)
    yield _counts("care_basis", gettext("Children in care: basis of the stay"), "basis", found.bases)
    for way, cuts in found.cuts.items():
        yield Table(
            key=f"care_{way}",
            title=gettext("Children in care: %(way)s", way=str(WAYS[way])),
            head=str(WAYS[way]),
            measures=_said(CARE),
            lines=_lines(f"care_{way}", {key: _of_care(cut) for key, cut in cuts.items()}),
            total=_total(_of_care(found.whole)),
        )
    yield _flows(facts)
    yield _counts("care_exits", gettext("Ways out of care this month"), "exit", found.exits)
    yield _counts("care_decisions", gettext("Decisions of panels this month"), "outcome", found.decisions)


def _flows(facts: MonthlyFacts) -> Table:
    found = facts.care
    rows = (
        ("entries", _("Children who came into care"), found.entries),
        ("exits", _("Children who left care"), sum(found.exits.values())),
        ("left_group_for_family", _("Left group care for a family"), found.left_group_for_family),
        ("past_limit", _("Stays past their limit at the end"), found.past_limit),
    )
    lines = tuple(Line(code, str(said), (number,)) for code, said, number in rows)
    return Table("care_month", gettext("In and out of care this month"), gettext("Line"), _said(NUMBER), lines)


def _indicators(facts: MonthlyFacts) -> Table:
    return Table(
        key="indicators",
        title=gettext("Indicators"),
        head=gettext("Indicator"),
        more=(gettext("Counted above the line"), gettext("Counted below the line"), gettext("Target")),
        measures=_said((("part", _("So many")), ("whole", _("of so many")), ("percent", _("Percent")))),
        lines=tuple(_indicator(share) for share in facts.shares),
    )


def _indicator(share: Share) -> Line:
    name = definitions()[share.id]["name"]
    more = tuple(str(said) for said in SAID[share.id])
    rate = None if share.id == "IN04" else share.percent
    return Line(share.id, f"{share.id} · {gettext(name)}", (share.part, share.whole, rate), more)


@cache
def definitions() -> Mapping[str, Mapping[str, str]]:
    """Name, numerator, denominator and target of every indicator, by its number, as the rule files have them."""
    monitoring = rulebook.body(rulebook.versions("complaints", "complaints")[-1])["monthly_monitoring"]["indicators"]
    system: Sequence[Mapping[str, str]] = rulebook.body(rulebook.versions("registry_app.pages", "indicators")[-1])[
        "indicators"
    ]
    return {one["id"]: one for one in (*monitoring, *system)}
