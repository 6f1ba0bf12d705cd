"""The blocks on how the decision was made: assessment, the child's part, the court, and no placement abroad."""

from gatekeeping.rules.book import Book
from gatekeeping.rules.emergency import emergency_runs
from gatekeeping.rules.proposal import Proposal
from gatekeeping.rules.saying import Say, say


def hb03(p: Proposal, rules: Book) -> list[Say]:
    """HB03: no assessment by the day of judging, and no emergency (UNG 57-58, 125)."""
    if emergency_runs(p, rules):
        return []
    if p.assessment_on is None:
        return [say("No assessment is recorded and no emergency runs")]
    if p.assessment_on > p.on:
        return [say("The assessment is dated %(date)s, after the day of judging", date=p.assessment_on.isoformat())]
    return []


def hb06(p: Proposal, rules: Book) -> list[Say]:
    """HB06: the child's participation record is missing (SCPP 5.3.1(k))."""
    return [] if p.participation_recorded is True else [say("The record of the child's own part is missing")]


def hb10(p: Proposal, rules: Book) -> list[Say]:
    """HB10: CONFIRMED without a court order where the care type needs one; no status counts as CONFIRMED."""
    care_type = p.proposed.care_type
    if care_type in rules.without_provider or p.status == "INTERIM" or p.court_order:
        return []
    if not rules.order_required[care_type]:
        return []
    return [say("%(care_type)s can be confirmed only with the reference of a court order", care_type=care_type)]


def hb13(p: Proposal, rules: Book) -> list[Say]:
    """HB13: the place is outside Pakistan; only a court may decide that (UNG 154(e), 160)."""
    if p.proposed.outside_pakistan is False:
        return []
    if p.proposed.outside_pakistan is None:
        return [say("It is not recorded that the place is inside Pakistan")]
    return [say("The place is outside Pakistan, which only a court may decide")]
