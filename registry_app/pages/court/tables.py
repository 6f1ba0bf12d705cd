"""The tables of the report in the language of the moment: page and every file read these, so figures agree."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from inspections.states import Severity
from registry_app.core.i18n import gettext, label, write_date
from registry_app.core.i18n import lazy as _
from registry_app.measures.states import MeasureKind
from registry_app.pages.court import child_tables, words
from registry_app.pages.court.child_tables import By, Two
from registry_app.pages.court.facts import CourtFacts
from registry_app.pages.court.home_tables import Pair
from registry_app.pages.court.states import BroughtBy, LastVisit, Notable, Place
from registry_app.pages.reports.tables import Figure, Line, Table
from registry_app.pages.reports.tables import words as monthly_words
from registry_app.placements.exits.states import Cause, CourtType, Destination
from registry_app.placements.states import Basis, Exit
from registry_app.placements.visitors.states import Visitor
from registry_app.providers.homes.states import KnownFrom, Ownership

PAIR = (("homes", _("Homes")), ("families", _("Families")), ("all", _("All")))
BY = (("girls", _("Girls")), ("boys", _("Boys")), ("transgender", _("Transgender children")), ("all", _("All")))
TWO = (("year", _("Last 12 months")), ("ever", _("All recorded")))
MEASURES = (("given", _("Given")), ("served", _("Proved served")), ("in_force", _("In force")))
FINDINGS = (("found", _("Found")), ("put_right", _("Put right")), ("open", _("Open")), ("overdue", _("Past their day")))
BOOK = (("written", _("Written")), ("done", _("Seen done")), ("overdue", _("Past their day")))
DEATHS = (
    *TWO,
    ("found_dead", _("Of all: dead when found")),
    ("buried", _("Of all: grave with its number")),
    ("not_buried", _("Of all: no grave recorded")),
)
Said = Callable[[str], str]


def tables(facts: CourtFacts) -> tuple[Table, ...]:
    """Every table of counts; the list of homes stands apart (`registers.py`)."""
    return (*_homes(facts), *_present(facts), *_ways(facts), _checks(facts))


def _of(kind: type[StrEnum], **also: Any) -> Said:
    """How a key of this enum is said; `also` are keys beside it."""
    return lambda key: str(also[key]) if key in also else label(kind(key)) if key else gettext("Not known")


def _table(
    key: str, title: Any, head: Any, measures: Sequence[tuple[str, Any]], rows: Mapping[str, tuple[Figure, ...]],
    said: Said, *, total: tuple[Figure, ...] | None = None, more: Sequence[Any] = (),
    beside: Callable[[str], tuple[str, ...]] | None = None, children: bool = False,
) -> Table:  # fmt: skip
    lines = tuple(Line(code, said(code), figures, beside(code) if beside else ()) for code, figures in rows.items())
    last = Line("all", gettext("All"), total, ("",) * len(more)) if total else None
    heads = tuple((code, str(words_)) for code, words_ in measures)
    return Table(key, str(title), str(head), heads, lines, tuple(map(str, more)), last, children)


def _pairs(rows: Mapping[str, Pair]) -> dict[str, tuple[Figure, ...]]:
    return {key: (line.homes, line.families, line.all) for key, line in rows.items()}


def _bys(rows: Mapping[str, By]) -> dict[str, tuple[Figure, ...]]:
    return {key: _by(line) for key, line in rows.items()}


def _by(line: By) -> tuple[Figure, ...]:
    return (line.girl, line.boy, line.transgender, line.all)


def _twos(rows: Mapping[str, Two]) -> dict[str, tuple[Figure, ...]]:
    return {key: (line.year, line.ever) for key, line in rows.items()}


def _sum(rows: Iterable[tuple[Figure, ...]], width: int) -> tuple[Figure, ...]:
    """The columns added up."""
    found = [0] * width
    for row in rows:
        for place, figure in enumerate(row):
            found[place] += figure if isinstance(figure, int) else 0
    return tuple(found)


def _summed(key: str, title: Any, head: Any, measures: Sequence[tuple[str, Any]],
            rows: Mapping[str, tuple[Figure, ...]], said: Said, **more: Any) -> Table:  # fmt: skip
    return _table(key, title, head, measures, rows, said, total=_sum(rows.values(), len(measures)), **more)


def _homes(facts: CourtFacts) -> Iterable[Table]:
    of = facts.homes
    yield _summed("homes_place", _("Homes: where they stand"), _("Standing"), PAIR, _pairs(of.places), _of(Place))
    yield _summed("homes_run_by", _("Homes: who runs them"), _("Run by"), PAIR, _pairs(of.run_by), _of(Ownership))
    yield _summed("homes_visit", _("Homes: the last visit"), _("Last visit"), PAIR, _pairs(of.visits), _of(LastVisit))
    none = {"NONE": _("On no list")}
    yield _table(
        "homes_lists", _("Homes on outside lists (families stand on none)"), _("List"), (("homes", _("Homes")),),
        {**{source: (many,) for source, many in of.lists.items()}, "NONE": (of.on_none,)}, _of(KnownFrom, **none),
        more=(_("Newest list"),), beside=lambda key: (write_date(of.newest.get(key)) or "–",),
    )  # fmt: skip
    yield _summed("measures", _("Notices and other measures"), _("Measure"), MEASURES, of.measures, _of(MeasureKind))
    yield _summed("findings", _("Findings of inspections, and what was done"), _("Weight"), FINDINGS, of.findings,
                  _of(Severity))  # fmt: skip
    yield _summed("book", _("Visitors' books: what was asked, and what was done"), _("Visitor"), BOOK, of.book,
                  _of(Visitor))  # fmt: skip


def _present(facts: CourtFacts) -> Iterable[Table]:
    of = facts.children
    whole = _by(of.whole)

    def present(key: str, title: Any, head: Any, rows: Mapping[str, By], said: Said) -> Table:
        return _table(key, title, head, BY, _bys(rows), said, total=whole, children=True)

    yield present("children_basis", _("Children present: basis of the stay"), _("Basis"), of.bases, _of(Basis))
    yield present(
        "children_age", _("Children present: age"), _("Age"), of.ages, lambda key: monthly_words("care_age", key)
    )
    elsewhere = {
        child_tables.NOT_KNOWN_THEN: _("In homes that became known only after this day"),
        child_tables.NO_HOME: _("In no home of the register"),
    }
    yield present("children_place", _("Children present: how their home stands"), _("Standing of the home"), of.places,
                  _of(Place, **elsewhere))  # fmt: skip
    yield present("papers", _("Children present: B-Form"), _("B-Form"), of.papers, words.papers)


def _ways(facts: CourtFacts) -> Iterable[Table]:
    of = facts.children

    def two(key: str, title: Any, head: Any, rows: Mapping[str, Two], said: Said) -> Table:
        return _summed(key, title, head, TWO, _twos(rows), said, children=True)

    yield two("came", _("Children who came into care: first basis"), _("Basis"), of.came, _of(Basis))
    yield two("brought", _("Arrivals: who brought the child"), _("Brought by"), of.brought, _of(BroughtBy))
    yield two("left", _("Children who left care: how"), _("Way out"), of.left, _of(Exit))
    nobody = {child_tables.NOBODY: _("To nobody: missing, died, or not recorded")}
    yield two("to", _("Children who left care: to whom"), _("To whom"), of.to, _of(Destination, **nobody))
    yield two("courts", _("Left by order of a court: which court"), _("Court"), of.courts, _of(CourtType))
    yield _table("notable", _("What courts ask for by name"), _("What"), TWO, _twos(of.notable), _of(Notable),
                 children=True)  # fmt: skip
    deaths: dict[str, tuple[Figure, ...]] = {
        key: (one.year, one.ever, one.found_dead, one.buried, one.not_buried) for key, one in of.deaths.items()
    }
    yield _summed("deaths", _("Deaths: cause and burial"), _("Cause"), DEATHS, deaths, _of(Cause), children=True)
    yield _flow(facts)


def _flow(facts: CourtFacts) -> Table:
    of = facts.children
    rows: dict[str, tuple[Any, int]] = {
        "before": (_("Present a year earlier"), of.before),
        "on_the_way_before": (_("Moved on a year earlier, next place not recorded"), of.on_the_way_before),
        "came": (_("Came in the 12 months"), sum(two.year for two in of.came.values())),
        "left": (_("Left in the 12 months"), sum(two.year for two in of.left.values())),
        "on_the_way": (_("Moved on, next place not recorded"), of.on_the_way),
        "present": (_("Present on the day"), of.present),
    }
    return _table(
        "flow", _("From a year earlier to the day"), _("Line"), (("children", _("Children")),),
        {code: (number,) for code, (_words, number) in rows.items()}, lambda code: str(rows[code][0]), children=True,
    )  # fmt: skip


def _checks(facts: CourtFacts) -> Table:
    verdict = {True: _("agrees"), False: _("does NOT agree")}
    by_code = {check.code: check for check in facts.checks}
    return _table(
        "checks", _("Check of sums"), _("What is added up"), (("left", _("Sum")), ("right", _("Counted"))),
        {code: (check.left, check.right) for code, check in by_code.items()}, words.check,
        more=(_("Verdict"),), beside=lambda code: (str(verdict[by_code[code].agrees]),),
    )  # fmt: skip
