"""Warnings W01-W14: they stop nothing, but ask a named office for a typed reason. Unrecorded facts raise none."""

from gatekeeping.rules.book import Book
from gatekeeping.rules.proposal import Proposal
from gatekeeping.rules.provider import provider_of
from gatekeeping.rules.saying import Say, say


def w01(p: Proposal, rules: Book) -> list[Say]:
    """W01: siblings would be apart (UNG 17)."""
    return [say("Brothers or sisters in care would live apart")] if p.child.siblings_split else []


def w02(p: Proposal, rules: Book) -> list[Say]:
    """W02: outside the home district, or more than 50 km from home (UNG 11); not asked for a home outside Sindh."""
    home, there, far = p.child.home_district, p.proposed.district, rules.numbers["distance"]["far_km"]
    if home in rules.provinces:
        return []
    found = []
    if home is not None and there is not None and home != there:
        found.append(say("The place is in %(there)s, home is in %(home)s", there=there, home=home))
    if p.proposed.distance_km is not None and p.proposed.distance_km > far:
        found.append(
            say("The place is %(distance)s km from home, more than %(far)s", distance=p.proposed.distance_km, far=far)
        )
    return found


def w03(p: Proposal, rules: Book) -> list[Say]:
    """W03: outside the home division, by the divisions of the two districts (UNG 11)."""
    home = rules.divisions.get(p.child.home_district or "")
    there = rules.divisions.get(p.proposed.district or "")
    if home is None or there is None or home == there:
        return []
    return [say("The place is in division %(there)s, home is in %(home)s", there=there, home=home)]


def w04(p: Proposal, rules: Book) -> list[Say]:
    """W04: the child objects (SCPP 4(4); GC12 para 44-45)."""
    if p.child.objects is not True:
        return []
    days = rules.numbers["child"]["objection_review_days"]
    return [
        say(
            "The child objects: a two-thirds vote, a written answer to the child "
            "and a review in %(days)s days are needed",
            days=days,
        )
    ]


def w05(p: Proposal, rules: Book) -> list[Say]:
    """W05: a parent or guardian objects (UNG 66)."""
    if p.parent_objects is not True:
        return []
    return [say("A parent or guardian objects: explain the right to go to court")]


def w06(p: Proposal, rules: Book) -> list[Say]:
    """W06: language, religion or culture do not match (SCPP 4(5))."""
    if p.proposed.religion_mismatch is True:
        return [say("The child's religion is not that of the place: a written plan is needed")]
    if p.proposed.culture_mismatch is True:
        return [say("The child's language or customs are not those of the place: say what will make up for it")]
    return []


def _graded(p: Proposal, rules: Book, grade: str) -> list[Say]:
    return [say("The provider's grade is %(grade)s", grade=grade)] if provider_of(p, rules).grade == grade else []


def w07(p: Proposal, rules: Book) -> list[Say]:
    """W07: the provider is graded C."""
    return _graded(p, rules, rules.numbers["provider"]["watched_grade"])


def w08(p: Proposal, rules: Book) -> list[Say]:
    """W08: the provider is graded D."""
    return _graded(p, rules, rules.numbers["provider"]["failing_grade"])


def w09(p: Proposal, rules: Book) -> list[Say]:
    """W09: this would be the third or a later move in 12 months (UNG 12)."""
    moves = p.child.moves_last_12_months
    if moves is None or moves < rules.numbers["child"]["moves_before_from"]:
        return []
    return [say("This would be move number %(number)s in 12 months", number=moves + 1)]


def w10(p: Proposal, rules: Book) -> list[Say]:
    """W10: the child would change school (UNG 11)."""
    return [say("The child would change school")] if p.proposed.school_changes is True else []


def w11(p: Proposal, rules: Book) -> list[Say]:
    """W11: a special need is not in the provider's authorised profile."""
    offered = provider_of(p, rules).special_needs_offered
    if offered is None:
        return []
    known = {need.casefold() for need in offered}
    unmet = sum(need.casefold() not in known for need in p.child.special_needs or () if need)
    return (
        [say("Special needs missing from the provider's authorised profile: %(count)s", count=unmet)] if unmet else []
    )


def w12(p: Proposal, rules: Book) -> list[Say]:
    """W12: the authorisation still runs but ends within 60 days."""
    until, soon = provider_of(p, rules).authorised_until, rules.numbers["provider"]["expires_soon_days"]
    if until is None or not 0 <= (until - p.on).days <= soon:
        return []
    return [say("The authorisation ends on %(date)s, within %(soon)s days", date=until.isoformat(), soon=soon)]


def w13(p: Proposal, rules: Book) -> list[Say]:
    """W13: a child of three, four or five into group care (UNG 87, 123)."""
    age, ages = p.child.age_years, rules.numbers["child"]
    if p.proposed.care_type not in rules.group_care or age is None:
        return []
    if not ages["young_under"] <= age < ages["small_under"]:
        return []
    return [
        say("The child is %(age)s, under %(limit)s, and would go into group care", age=age, limit=ages["small_under"])
    ]


def w14(p: Proposal, rules: Book) -> list[Say]:
    """W14: the age is disputed or estimated; treated as a child, the court decides the age."""
    if p.child.age_disputed is not True:
        return []
    return [say("The age is disputed or estimated: treat as a child, the court decides the age")]


def level_of(rule_id: str, p: Proposal, rules: Book) -> str:
    """The office whose typed reason the warning asks for; a mismatch of religion goes to the panel."""
    religion = rules.numbers["religion"]
    if rule_id == religion["warning"] and p.proposed.religion_mismatch is True:
        level: str = religion["level"]
        return level
    return rules.warnings[rule_id].level
