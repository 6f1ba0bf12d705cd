"""What the month says, in sentences that say the finding: five for the top, one over each chart, and what to doubt."""

from collections.abc import Callable
from dataclasses import dataclass

from registry_app.core.i18n import gettext, write_date
from registry_app.pages.reports import masking
from registry_app.pages.reports.care import CareCut
from registry_app.pages.reports.facts import MonthlyFacts
from registry_app.pages.reports.shares import percent
from registry_app.pages.reports.tables import Figure, Table

Say = Callable[[int], Figure]
LONGEST_CHART = 8


@dataclass(frozen=True)
class Chart:
    """Rows of (words, figure, second figure); `key` names the two series. `headline` says the finding."""

    id: str
    headline: str
    rows: tuple[tuple[str, Figure, Figure], ...]
    key: tuple[str, str] | None
    table: Table

    @property
    def page_rows(self) -> tuple[tuple[str | int | float | None, ...], ...]:
        """The rows as the chart of a page takes them: hidden figures are drawn as none."""
        drawn = [(words, _drawn(first), _drawn(second)) for words, first, second in self.rows]
        return tuple(row if self.key else row[:2] for row in drawn)


def _drawn(figure: Figure) -> int | float | None:
    return figure if isinstance(figure, int | float) else None


def _exactly(value: int) -> Figure:
    return value


def voice(exact: bool) -> Say:
    """How numbers about children are said to this reader."""
    return _exactly if exact else masking.number


def five(facts: MonthlyFacts, exact: bool = True) -> tuple[str, ...]:
    """The five sentences at the top of the report."""
    say = voice(exact)
    homes, care = facts.homes, facts.care
    return (
        _came(facts, say),
        _contact(facts, say),
        _decisions(facts, say),
        gettext(
            "%(part)s of %(whole)s known homes are authorised; %(visited)s were visited this month.",
            part=homes.whole.authorised, whole=homes.whole.known, visited=homes.whole.visited,
        ),
        _families(care.whole, say),
    )  # fmt: skip


def _families(whole: CareCut, say: Say) -> str:
    """How many live with a family, in percent too where that gives no hidden number away."""
    if not whole.children:
        return gettext("No child in care is on the register.")
    part, all_of_them = say(whole.family), say(whole.children)
    rate = percent(whole.family, whole.children) if masking.HIDDEN not in (part, all_of_them) else None
    if rate is None:
        return gettext("%(part)s of %(whole)s children in care live with a family.", part=part, whole=all_of_them)
    return gettext(
        "%(part)s of %(whole)s children in care live with a family: %(rate)s percent.",
        part=part, whole=all_of_them, rate=rate,
    )  # fmt: skip


def _came(facts: MonthlyFacts, say: Say) -> str:
    whole = facts.messages.whole
    if not whole.received:
        return gettext("No message came this month. This can mean that children cannot reach us.")
    return gettext(
        "Messages from children and about them: %(now)s this month, %(before)s the month before.",
        now=say(whole.received),
        before=say(facts.messages.received_before),
    )


def _contact(facts: MonthlyFacts, say: Say) -> str:
    whole = facts.messages.whole
    if not whole.contact_due:
        return gettext("No first contact was due this month.")
    return gettext(
        "First contact in time: %(part)s of %(whole)s messages.",
        part=say(whole.contact_in_time),
        whole=say(whole.contact_due),
    )


def _decisions(facts: MonthlyFacts, say: Say) -> str:
    whole = facts.messages.whole
    return gettext(
        "Decisions in time: %(part)s of %(whole)s. Open messages past their date: %(overdue)s.",
        part=say(whole.decision_in_time),
        whole=say(whole.decision_due),
        overdue=say(whole.overdue),
    )


def charts(facts: MonthlyFacts, tables: tuple[Table, ...], exact: bool = True) -> tuple[Chart, ...]:
    """Six charts, each with the table that stands behind it."""
    by_key = {table.key: table for table in tables}
    say = voice(exact)
    return (
        _in_time(facts, by_key["messages_level"]),
        _most(by_key["messages_channel"], gettext("No message came this month"), "channel"),
        _most(by_key["messages_district"], gettext("No message came this month"), "district"),
        _authorised(facts, by_key["homes_run_by"]),
        _graded(facts, by_key["homes_kind"]),
        _living(facts, by_key["care_type"], say),
    )


def _in_time(facts: MonthlyFacts, table: Table) -> Chart:
    whole = facts.messages.whole
    late = whole.decision_due - whole.decision_in_time
    if not whole.decision_due:
        headline = gettext("No decision was due this month")
    elif late:
        headline = gettext("Some decisions came late or are still missing")
    else:
        headline = gettext("Every decision came in time")
    due = _column(table, "decision_due")
    done = _column(table, "decision_in_time")
    rows = tuple((line.words, done[line.code], _less(due[line.code], done[line.code])) for line in table.lines)
    return Chart("in-time", headline, rows, (gettext("In time"), gettext("Late or missing")), table)


def _column(table: Table, code: str) -> dict[str, Figure]:
    at = [measure for measure, _ in table.measures].index(code)
    return {line.code: line.figures[at] for line in table.lines}


def _less(whole: Figure, part: Figure) -> Figure:
    if isinstance(whole, int) and isinstance(part, int):
        return whole - part
    return None if whole is None else masking.HIDDEN


def _most(table: Table, nothing: str, way: str) -> Chart:
    """The lines with most messages, the biggest first."""
    rows = [(line.words, line.figures[0], None) for line in table.lines if line.figures[0]]
    rows.sort(key=lambda row: -row[1] if isinstance(row[1], int) else 0)
    shown = tuple(rows[:LONGEST_CHART])
    if not shown:
        headline = nothing
    elif way == "channel":
        headline = gettext("Most messages came this way: %(way)s", way=shown[0][0])
    else:
        headline = gettext("Most messages came from: %(district)s", district=shown[0][0])
    return Chart(way, headline, shown, None, table)


def _authorised(facts: MonthlyFacts, table: Table) -> Chart:
    known, done = _column(table, "known"), _column(table, "authorised")
    rows = tuple(
        (line.words, done[line.code], _less(known[line.code], done[line.code]))
        for line in table.lines
        if known[line.code]
    )
    headline = gettext(
        "%(part)s of %(whole)s known homes are authorised",
        part=facts.homes.whole.authorised,
        whole=facts.homes.whole.known,
    )
    return Chart("authorised", headline, rows, (gettext("Authorised"), gettext("Not authorised")), table)


def _graded(facts: MonthlyFacts, table: Table) -> Chart:
    whole = facts.homes.whole
    names = [*(str(words) for code, words in table.measures if code.startswith("grade_")), gettext("Not graded")]
    rows = tuple((name, figure, None) for name, figure in zip(names, (*whole.grades, whole.not_graded), strict=True))
    if not sum(whole.grades):
        headline = gettext("No home has a grade yet")
    elif whole.grades[3]:
        headline = gettext("Homes graded D, inadequate: %(number)s", number=whole.grades[3])
    else:
        headline = gettext("No home is graded D")
    return Chart("grades", headline, rows, None, table)


def _living(facts: MonthlyFacts, table: Table, say: Say) -> Chart:
    whole = facts.care.whole
    rows = tuple((line.words, line.figures[0], None) for line in table.lines if line.figures[0])
    headline = (
        gettext("%(part)s of %(whole)s children live with a family", part=say(whole.family), whole=say(whole.children))
        if whole.children
        else gettext("No child in care is on the register")
    )
    return Chart("care", headline, rows, None, table)


def doubts(facts: MonthlyFacts, exact: bool = True) -> tuple[str, ...]:
    """What a reader should know about the figures before resting a decision on them."""
    said = [gettext("Counted up to the end of %(day)s.", day=write_date(facts.period.day))]
    if facts.period.running:
        said.append(gettext("This month is still running: its figures will change."))
    say = voice(exact)
    silent = {
        gettext("Messages that name no age: %(number)s."): _received(facts, "age", "not_said"),
        gettext("Messages that do not say girl or boy: %(number)s."): _received(facts, "sex", "not_said"),
        gettext("Messages without a district: %(number)s."): _received(facts, "district", ""),
        gettext("Children whose kind of care is not recorded: %(number)s."): facts.care.care_types.get("", 0),
        gettext("Children without a home of the register: %(number)s."): _unplaced(facts),
    }
    said += [sentence % {"number": say(number)} for sentence, number in silent.items() if number]
    said.append(gettext("Figures are counted anew each time: later corrections change them."))
    if not exact:
        said.append(gettext("Small numbers about children, from 1 to 4, are hidden."))
    return tuple(said)


def _received(facts: MonthlyFacts, way: str, key: str) -> int:
    cut = facts.messages.cuts[way].get(key)
    return cut.received if cut else 0


def _unplaced(facts: MonthlyFacts) -> int:
    cut = facts.care.cuts["district"].get("")
    return cut.children if cut else 0
