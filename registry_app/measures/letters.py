"""Who is told of a measure. No message names a child, a ground or a person: it says that a letter waits."""

from collections.abc import Iterable

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.i18n import lazy as _
from registry_app.measures.models import Measure
from registry_app.providers.powers.holders import holding_role
from registry_app.providers.powers.states import Act
from registry_app.providers.telling import offices_for, people_of, tell


def letter_waits(measure: Measure) -> None:
    """A notice or a decision: the home reads it on its own page."""
    number = measure.home.register_number
    tell(
        people_of(measure.home),
        _("A letter about your home %(number)s", number=number),
        _("A letter about your home %(number)s waits for you. Sign in and read it: it names days that count.",
          number=number),
        f"measure:{measure.id}:{measure.state.value}:{measure.confirmed_on}",
    )  # fmt: skip


def recommended(measure: Measure, act: Act) -> None:
    """The office that holds the power has a recommendation to read; the home is told nothing."""
    _office_news(measure, offices_for(measure.home, holding_role(act)), "recommended")


def dropped(measure: Measure) -> None:
    _news(measure, "dropped")


def ended(measure: Measure) -> None:
    _news(measure, "ended")


def closed(measure: Measure) -> None:
    _news(measure, "closed")


def appeal_decided(measure: Measure) -> None:
    _news(measure, "appeal")


def _news(measure: Measure, what: str) -> None:
    number = measure.home.register_number
    tell(
        people_of(measure.home),
        _("News about your home %(number)s", number=number),
        _("Something has changed for your home %(number)s. Sign in and read it.", number=number),
        f"measure:{measure.id}:{what}",
    )


def answered(measure: Measure) -> None:
    """The home answered: whoever prepared the measure reads it."""
    _office_news(measure, [measure.prepared_by], "answered")


def appealed(measure: Measure) -> None:
    """An appeal came: the legal focal person brings it before the body."""
    _office_news(measure, offices_for(measure.home, Role.LAW_OFFICER), "appealed")


def closing_begins(measure: Measure) -> None:
    """A holder wishes to close: the unit of the district makes a plan for each child, the department is told."""
    _office_news(measure, offices_for(measure.home, Role.CPU_HEAD, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR), "closing")


def closing_taken_back(measure: Measure) -> None:
    """The holder goes on after all: whoever was told of the closing is told of this too."""
    _office_news(measure, offices_for(measure.home, Role.CPU_HEAD, Role.DISTRICT_OFFICER, Role.SWD_DIRECTOR), "goes-on")


def _office_news(measure: Measure, people: Iterable[User], what: str) -> None:
    tell(
        people,
        _("Measure %(number)s", number=measure.number),
        _("There is news about measure %(number)s. Sign in and read it.", number=measure.number),
        f"measure:{measure.id}:{what}",
    )
