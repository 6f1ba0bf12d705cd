"""The list of homes: one line each with its position and what is known of it, in the language of the moment."""

from dataclasses import dataclass
from datetime import date

from registry_app.core.i18n import gettext, label, language, write_date
from registry_app.measures.states import MeasureKind, ServedBy
from registry_app.pages.court.facts import CourtFacts
from registry_app.pages.court.homes import Home, MeasureRow
from registry_app.pages.court.states import LastVisit, Place
from registry_app.places.gazetteer import place_name
from registry_app.providers.homes.states import CareType, KnownFrom, Ownership

FIGURES = ("children", "found", "put_right", "overdue", "asked", "asked_done")


@dataclass(frozen=True)
class HomeLine:
    """A home in words; `figures` are those of FIGURES."""

    number: str
    name: str
    family: bool
    district: str
    run_by: str
    care: str
    place: str
    since: str
    notices: tuple[str, ...]
    lists: tuple[str, ...]
    visit: str
    figures: tuple[int, ...]
    codes: dict[str, str]


def lines(facts: CourtFacts) -> tuple[HomeLine, ...]:
    """Homes first, then families, each by register number."""
    each = sorted(facts.homes.each, key=lambda home: (home.household, home.row.number))
    return tuple(_line(home, facts.on) for home in each)


def _line(home: Home, on: date) -> HomeLine:
    done = sum(one.done_on is not None and one.done_on <= on for one in home.book)
    return HomeLine(
        number=home.row.number,
        name="" if home.row.hidden or home.household else home.row.name_in(language()),
        family=home.household,
        district=place_name(home.district, language()),
        run_by=label(Ownership(home.run_by)),
        care=", ".join(label(CareType(code)) for code in home.care.split()),
        place=label(Place(home.place)),
        since=write_date(home.since),
        notices=tuple(_notice(one, on) for one in home.measures),
        lists=tuple(
            f"{label(KnownFrom(source))}, {write_date(dated)}" for source, dated in sorted(home.lists.items())
        ),
        visit=label(LastVisit(home.last_visit)) if home.visit is None else _visit(home),
        figures=(
            home.children, len(home.findings), home.put_right(on), home.overdue(on), len(home.book), done,
        ),
        codes={
            "place": home.place, "since": home.since.isoformat(), "district": home.district, "run_by": home.run_by,
            "last_visit": home.last_visit, "last_visit_on": home.visit.on.isoformat() if home.visit else "",
        },
    )  # fmt: skip


def _visit(home: Home) -> str:
    assert home.visit is not None
    return f"{write_date(home.visit.on)} · {label(LastVisit(home.last_visit))}"


def _notice(one: MeasureRow, on: date) -> str:
    """Which measure, of which day, and how its letter reached the home."""
    said = f"{label(MeasureKind(one.kind))}, {write_date(one.told_on(on))}"
    served = one.served_by(on)
    if not served:
        return gettext("%(measure)s; service not proved", measure=said)
    day, how = served[0]
    return gettext("%(measure)s; served %(day)s: %(how)s", measure=said, day=write_date(day), how=label(ServedBy(how)))
