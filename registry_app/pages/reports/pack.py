"""The report in one language for one kind of reader: what every format is written from, so that figures agree."""

from dataclasses import dataclass

from registry_app.core.i18n import gettext, in_language, write_month
from registry_app.pages.reports import masking
from registry_app.pages.reports.facts import MonthlyFacts
from registry_app.pages.reports.month import Month
from registry_app.pages.reports.sentences import Chart, charts, doubts, five
from registry_app.pages.reports.tables import Table, tables


@dataclass(frozen=True)
class Pack:
    """`exact` is false for readers outside SWD and SCPA, from whom small numbers about children are hidden."""

    language: str
    month: Month
    exact: bool
    made_up: bool
    title: str
    month_words: str
    sentences: tuple[str, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    doubts: tuple[str, ...]
    made_up_words: str

    @property
    def file_name(self) -> str:
        """Without its ending: letters, digits and hyphens only."""
        return f"monthly-report-{self.month}-{self.language}"


def pack(facts: MonthlyFacts, language: str, exact: bool = True) -> Pack:
    """Say the facts in `language`."""
    made: Pack = in_language(language, lambda: _pack(facts, language, exact))
    return made


def _pack(facts: MonthlyFacts, language: str, exact: bool) -> Pack:
    shown = tables(facts)
    if not exact:
        shown = tuple(masking.masked(table) for table in shown)
    return Pack(
        language=language,
        month=facts.period.month,
        exact=exact,
        made_up=facts.made_up,
        title=gettext("Monthly report on alternative care in Sindh"),
        month_words=write_month(facts.period.month.first),
        sentences=five(facts, exact),
        charts=charts(facts, shown, exact),
        tables=shown,
        doubts=doubts(facts, exact),
        made_up_words=gettext("Made-up data.")
        + " "
        + gettext("The homes, people and numbers on this page are not real."),
    )
