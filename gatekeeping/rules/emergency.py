"""The emergency track: when it runs, and which blocks it lifts for its few days (procedure step 2; T04, T05)."""

from collections.abc import Sequence

from gatekeeping.rules.book import Book, book
from gatekeeping.rules.proposal import Proposal


def at_least(office: str | None, needed: str, rules: Book) -> bool:
    """Whether `office` is `needed` or stands above it in the order of offices; a CPO has no power to override."""
    offices: Sequence[str] = rules.offices
    return office in offices and offices.index(office) >= offices.index(needed)


def override_at_least(office: str, needed: str) -> bool:
    """Whether `office` may decide what `needed` may: the named office or one above it. A CPO approves nothing.

    The order is that of `override_ladder`: CPU_HEAD, PANEL_CHAIR, PANEL, SWD_DIRECTOR, SCPA_DG, COURT.
    An office that is not on it may never; ValueError when `needed` is not on it.
    """
    return at_least(office, needed, book())


def emergency_runs(p: Proposal, rules: Book) -> bool:
    """An emergency runs when CPU_HEAD or an office above approved it and its days are recorded and within seven."""
    emergency = p.emergency
    if emergency is None or emergency.days_in_emergency is None:
        return False
    track = rules.numbers["emergency"]
    within = emergency.days_in_emergency <= track["runs_days"]
    return within and at_least(emergency.approved_by, track["approved_by_at_least"], rules)
