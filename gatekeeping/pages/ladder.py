"""The family ladder as a page shows it: nine rungs, each possible, ruled out because, or not looked at yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gatekeeping.cases import ladder_services, queries, services
from gatekeeping.cases.models import Case
from gatekeeping.cases.search import WITHOUT_HOME
from gatekeeping.pages.forms import RungForm
from gatekeeping.pages.words import reason_words
from registry_app.accounts import queries as accounts
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext
from registry_app.core.i18n import lazy as _
from registry_app.placements.models import LadderAnswer
from registry_app.placements.states import RANKS, Rung

GROUP = (Rung.SMALL_GROUP, Rung.RESIDENTIAL)


@dataclass(frozen=True)
class Step:
    """One rung: the answers given, newest first; `holds` when one of them holds today; `locked` names what is open."""

    rung: Rung
    answers: Sequence[LadderAnswer]
    possible: bool
    holds: bool
    locked: tuple[Rung, ...]

    @property
    def open(self) -> bool:
        return not self.possible and not self.holds


def rungs(case: Case) -> list[Step]:
    """The nine rungs. A group home stays closed while a rung above it is not answered today."""
    today, known = clock.today(), queries.newest_answers(case.child)
    made: list[Step] = []
    for rung in Rung:
        answers = known.get(rung, [])
        possible = rung.value in case.possible
        holds = not possible and any(a.valid_until is None or a.valid_until >= today for a in answers)
        locked = tuple(step.rung for step in made if not step.holds) if rung in GROUP else ()
        made.append(Step(rung, answers, possible, holds, locked))
    return made


def unanswered_below(case: Case, care: Rung) -> list[Rung]:
    """The rungs before `care` that are not answered today."""
    return [step.rung for step in rungs(case) if RANKS[step.rung] < RANKS[care] and not step.holds]


def chosen_care(case: Case, asked: str | None) -> Rung:
    """The kind of care to look for: as asked, else what is possible, else the first rung that is not ruled out."""
    if asked in set(Rung):
        return Rung(asked)
    steps = rungs(case)
    first = [step.rung for step in steps if step.possible] or [step.rung for step in steps if step.open]
    with_home = [rung for rung in first if rung not in WITHOUT_HOME]
    return (with_home or first or [Rung.RESIDENTIAL])[0]


def officers(case: Case) -> list[tuple[str, str]]:
    """Who may be given a task: the officers of the district's unit."""
    found = [*accounts.holding(Role.CPO, case.district), *accounts.holding(Role.CPU_HEAD, case.district)]
    return [(str(user.id), user.name) for user in dict.fromkeys(found)]


def owner(case: Case, key: str | None) -> Any:
    """The officer of this key, of this district."""
    found = [*accounts.holding(Role.CPO, case.district), *accounts.holding(Role.CPU_HEAD, case.district)]
    return next((user for user in found if str(user.id) == key), None)


def form(rung: Rung, case: Case) -> RungForm:
    """The question about one rung."""
    made, today = RungForm(), clock.today()
    findings = [("possible", gettext("Possible")), ("ruled_out", gettext("Ruled out because"))]
    if ladder_services.searchable(rung, today):
        findings.append(("search", gettext("Nobody is free: search now, the system writes the log")))
    made.finding.choices = [*findings, ("find_out", gettext("Find out first"))]
    made.code.choices = [(code.code, reason_words(code.code)) for code in ladder_services.codes_for(rung, today)]
    made.owner.choices = [("", gettext("Choose one")), *officers(case)]
    return made


def answer(case: Case, rung: Rung, said: RungForm, actor: Any) -> None:
    """Carry out what was found."""
    if said.finding.data == "possible":
        ladder_services.find_possible(case, rung, actor=actor)
    elif said.finding.data == "search":
        ladder_services.search_nobody(case, rung, actor=actor)
    elif said.finding.data == "find_out":
        _find_out(case, rung, said, actor)
    else:
        _rule_out(case, rung, said, actor)


def _find_out(case: Case, rung: Rung, said: RungForm, actor: Any) -> None:
    who = owner(case, said.owner.data)
    if who is None:
        raise DomainError(_("Say who finds out."), "owner")
    if said.due_on.data is None:
        raise DomainError(_("Write the day."), "due_on")
    services.set_task(case, what=gettext("Find out"), owner=who, due_on=said.due_on.data, rung=rung, actor=actor)


def _rule_out(case: Case, rung: Rung, said: RungForm, actor: Any) -> None:
    if not said.code.data or said.on_day.data is None:
        raise DomainError(_("Choose a reason from the list."), "code")
    ladder_services.rule_out(
        case, rung, code=said.code.data, evidence=said.evidence.data or "", on_day=said.on_day.data, actor=actor
    )
