"""The rule-out ladder of one case (step 6): possible, ruled out because, searched and nobody found."""

from datetime import date, timedelta
from typing import Any

from gatekeeping.cases import search
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import State
from gatekeeping.rules import ReasonCode, book
from gatekeeping.rules.book import PACKAGE
from registry_app.core import audit, clock, rulebook
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import services as placements
from registry_app.placements.models import LadderAnswer
from registry_app.placements.states import AnswerStatus, Rung
from registry_app.places import gazetteer

SEARCH = "R11_NO_APPROVED_CARER_AVAILABLE"


def shipped_reasons() -> list[dict[str, Any]]:
    """Every reason that may answer a rung, with the days for which it holds, in every shipped version of the rules."""
    return [
        {"rules_version": version.version, "code": row["code"], "rung": Rung(rung), "valid_days": row["valid_days"]}
        for version in rulebook.versions(PACKAGE, "gatekeeping")
        for row in rulebook.body(version)["reason_codes"]["allowed"]
        for rung in row["applies"]
    ]


def load_reference() -> None:
    """The reasons into the tables, where the database itself holds every answer against them."""
    placements.know_reasons(shipped_reasons())


def codes_for(rung: Rung, on: date) -> list[ReasonCode]:
    """The reasons that may rule out this rung; a search is not typed, it is run."""
    return [code for code in book(on).reasons.values() if rung.value in code.applies and code.code != SEARCH]


def searchable(rung: Rung, on: date) -> bool:
    """Whether nobody being available can answer this rung."""
    return rung.value in book(on).reasons[SEARCH].applies


def _open(case: Case) -> Case:
    case = locked(case)
    if case.state is not State.OPEN:
        raise DomainError(_("This case is not being prepared now. Take it back from the panel first."))
    return case


def _not_possible(case: Case, rung: Rung) -> None:
    if rung.value in case.possible:
        case.possible = [code for code in case.possible if code != rung.value]


@transactional
def find_possible(case: Case, rung: Rung, *, actor: Any) -> Case:
    """This rung is possible: it is to be proposed, and no rung after it may be taken."""
    case = _open(case)
    with audit.deed("case:rung-possible", case, actor):
        case.possible = sorted({*case.possible, rung.value})
    return case


@transactional
def rule_out(case: Case, rung: Rung, *, code: str, evidence: str, on_day: date, actor: Any) -> LadderAnswer:
    """Ruled out because: a code that applies to this rung, evidence, a day. It expires with its code."""
    case = _open(case)
    known = book(clock.today()).reasons.get(code)
    if known is None:
        raise DomainError(_("Choose a reason from the list."), "code")
    if known.forbidden:
        raise DomainError(
            _("This alone can never part a child from the family. Name the harm, or plan support for the family."),
            "code",
        )
    if rung.value not in known.applies or code == SEARCH:
        raise DomainError(_("This reason does not apply to this step. Choose another."), "code")
    with audit.deed("case:rule-out", case, actor):
        _not_possible(case, rung)
    return placements.answer_rung(
        case.child, rung, status=AnswerStatus.RULED_OUT, code=code, evidence=evidence, answered_on=on_day,
        valid_until=None if known.valid_days is None else on_day + timedelta(days=known.valid_days), officer=actor,
    )  # fmt: skip


@transactional
def search_nobody(case: Case, rung: Rung, *, actor: Any) -> LadderAnswer:
    """The system searches and writes the log itself; a free place in the child's division refuses the answer."""
    case = _open(case)
    on = clock.today()
    if not searchable(rung, on):
        raise DomainError(_("This reason does not apply to this step. Choose another."), "code")
    found = search.options(case, rung, on)
    if any(_division(option.home.district) == _home_division(case) for option in search.open_ones(found)):
        raise DomainError(_("There is a free place for this child. Look at the homes first."), "code")
    known = book(on).reasons[SEARCH]
    with audit.deed("case:search", case, actor):
        _not_possible(case, rung)
    return placements.answer_rung(
        case.child, rung, status=AnswerStatus.NOT_AVAILABLE, code=SEARCH, evidence=_log(case, rung, found, on),
        answered_on=on, valid_until=on + timedelta(days=known.valid_days or 0), officer=actor,
    )  # fmt: skip


def _division(district: str) -> str:
    return gazetteer.district(district).division_code


def _home_division(case: Case) -> str:
    """The division of the family, or of the unit that works on the case when the family is outside Sindh."""
    try:
        return _division(case.child.home_district)
    except gazetteer.UnknownDistrict:
        return _division(case.district)


def _log(case: Case, rung: Rung, found: list[search.Option], on: date) -> str:
    """Area, date, filters and the size of the pool: 'no scheme here' (pool 0) is told from 'no match'."""
    near = sum(_division(option.home.district) == _home_division(case) for option in found)
    free = len(search.open_ones(found))
    return (
        f"Search of {on.isoformat()}: {rung.value}, age {case.child.age(on)}, {case.child.sex.value}; "
        f"in the division {near}, in Sindh {len(found)}, free in Sindh outside the division {free}"
    )
