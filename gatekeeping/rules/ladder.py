"""The care ladder: which rungs come first, and whether each of them is answered (SCPP 4(7), 5.3.3(c); UNG 15, 152)."""

from collections.abc import Sequence
from datetime import date

from gatekeeping.rules.book import Book, ReasonCode, book
from gatekeeping.rules.proposal import Proposal, Reason, Rung
from gatekeeping.rules.saying import Say, say


def ladder_below(care_type: str, on: date | None = None) -> tuple[str, ...]:
    """The rungs to be answered before `care_type`, the first to try first; KeyError for an unknown care type.

    EMERGENCY is judged at the rank of RESIDENTIAL; RESPITE has no rungs below it.
    """
    return book(on).below[care_type]


def reason_codes(on: date | None = None) -> tuple[ReasonCode, ...]:
    """All reason codes: those that may answer a rung, then the forbidden ones with what to say instead (UNG 15)."""
    return tuple(book(on).reasons.values())


def _age_fault(reason: Reason, known: ReasonCode, rung: str, on: date) -> Say | None:
    gaps = {"rung": rung, "code": known.code}
    if reason.on is None:
        return say("%(rung)s: %(code)s has no date", **gaps)
    age = (on - reason.on).days
    if age < 0:
        return say("%(rung)s: %(code)s is dated %(date)s, after the day of judging", date=reason.on.isoformat(), **gaps)
    if known.valid_days is not None and age > known.valid_days:
        return say(
            "%(rung)s: %(code)s is %(days)s days old, %(allowed)s are allowed",
            days=age,
            allowed=known.valid_days,
            **gaps,
        )
    return None


def _fault(reason: Reason, rung: str, status: str, on: date, rules: Book) -> Say | None:
    """Why this reason does not answer the rung, or None when it does."""
    if reason.code is None:
        return say("%(rung)s: a reason has no code; free text alone is refused", rung=rung)
    known = rules.reasons[reason.code]
    gaps = {"rung": rung, "code": known.code}
    if known.forbidden:
        return say("%(rung)s: %(code)s can never be the only reason", **gaps)
    if rung not in known.applies:
        return say("%(rung)s: %(code)s does not apply to this step", **gaps)
    if status == "NOT_AVAILABLE" and known.code != rules.numbers["ladder"]["not_available_needs"]:
        return say("%(rung)s: %(code)s rules out but does not show that a search found nobody", **gaps)
    if not any(reason.evidence or ()):
        return say("%(rung)s: %(code)s has no evidence", **gaps)
    if not reason.officer:
        return say("%(rung)s: %(code)s names no officer", **gaps)
    return _age_fault(reason, known, rung, on)


def _faults(code: str, rung: Rung | None, on: date, rules: Book) -> list[Say]:
    """Why this lower rung is not answered; empty when it is."""
    if rung is None or (rung.status is None and not rung.reasons):
        return [say("%(rung)s: not looked at yet", rung=code)]
    if rung.status is None:
        return [say("%(rung)s: neither ruled out nor searched for", rung=code)]
    if rung.status == "CHOSEN":
        return [say("%(rung)s: marked as chosen, so no lower step may be taken", rung=code)]
    faults = []
    for reason in rung.reasons or ():
        fault = _fault(reason, code, rung.status, on, rules)
        if fault is None:
            return []
        faults.append(fault)
    if not faults and rung.status == "NOT_AVAILABLE":
        return [say("%(rung)s: marked as not available without a search log", rung=code)]
    return faults or [say("%(rung)s: ruled out without a reason", rung=code)]


def answered(rung: str, reasons: Sequence[Reason], on: date, status: str = "RULED_OUT") -> tuple[bool, tuple[Say, ...]]:
    """Whether the lower rung is answered on the day `on`, and if not, why not, one sentence for each reason.

    It is when one reason has an R code that applies to the rung, evidence, an officer, and a date at most `valid_days`
    before `on`; NOT_AVAILABLE needs R11; CHOSEN never answers. Other reasons beside it do no harm.
    """
    faults = _faults(rung, Rung(status, tuple(reasons)), on, book(on))
    return not faults, tuple(faults)


def _tracing_open(p: Proposal, rules: Book) -> list[Say]:
    """R15: no kafalah for an unaccompanied or separated child while tracing is open (UNG 152; SCPP 5.7(b))."""
    rule = rules.numbers["ladder"]["tracing"]
    child = p.child
    if p.proposed.care_type != rule["care_type"] or child.tracing_exhausted is True:
        return []
    if child.unaccompanied_or_separated is False:
        return []
    return [
        say(
            "%(rung)s: %(code)s holds: the search for parents and relatives is not shown to be exhausted",
            rung=rule["care_type"],
            code=rule["code"],
        )
    ]


def _too_young(p: Proposal, rules: Book) -> list[Say]:
    """R16: supervised independent living is for 16 and over."""
    rule = rules.numbers["ladder"]["own_home"]
    age = p.child.age_years
    if p.proposed.care_type != rule["care_type"] or (age is not None and age >= rule["from_age"]):
        return []
    gaps = {"rung": rule["care_type"], "code": rule["code"], "from_age": rule["from_age"]}
    if age is None:
        return [say("%(rung)s: %(code)s holds: the child is not shown to be %(from_age)s or older", **gaps)]
    return [say("%(rung)s: %(code)s holds: the child is %(age)s, not yet %(from_age)s", age=age, **gaps)]


def hb04(p: Proposal, rules: Book) -> list[Say]:
    """HB04: a lower rung is not answered on a reason that holds, or the rung itself cannot be chosen yet."""
    found = []
    for code in rules.below[p.proposed.care_type]:
        found += _faults(code, p.ladder.get(code), p.on, rules)
    return found + _tracing_open(p, rules) + _too_young(p, rules)


def hb05(p: Proposal, rules: Book) -> list[Say]:
    """HB05: on some lower rung reasons are recorded and every one is forbidden as the only reason (UNG 15)."""
    found = []
    for code in rules.below[p.proposed.care_type]:
        rung = p.ladder.get(code)
        if rung is None or not rung.reasons:
            continue
        named = {reason.code for reason in rung.reasons}
        if named <= rules.forbidden:
            found += [
                say("%(rung)s: only %(code)s is recorded: %(say)s", rung=code, code=name, say=rules.reasons[name].say)
                for name in sorted(name for name in named if name)
            ]
    return found
