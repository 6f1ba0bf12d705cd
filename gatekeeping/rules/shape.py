"""The shape of the input: which keys and codes a proposal may have, and the reading of it into frozen objects.

Unknown keys, unknown codes and wrong types are refused with one sentence that names the place; absent is not refused.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from gatekeeping.rules.book import Book, book
from gatekeeping.rules.proposal import (
    Approval,
    Child,
    Emergency,
    Member,
    Panel,
    Proposal,
    Proposed,
    Provider,
    Reason,
    Rung,
)
from gatekeeping.rules.reading import (
    Misfit,
    Reader,
    amount,
    band,
    code,
    count,
    day,
    flag,
    listed,
    plain,
    record,
    text,
)
from registry_app.core.judging import Unusable


@cache
def _provider(rules: Book) -> Reader:
    standing = rules.numbers["authorisation"]
    statuses = [
        *standing["authorised"],
        standing["suspended"],
        *standing["not_authorised"],
        standing["kin_temporary"]["status"],
    ]
    fields: dict[str, Reader] = {
        "authorised_care_types": listed(code(rules.care_types)),
        "authorised_sexes": listed(code(rules.numbers["child"]["sexes"])),
        "authorised_ages": band,
        "authorised_until": day,
        "status": code(statuses),
        "admissions_frozen": flag,
        "open_critical_actions": count,
        "capacity": count,
        "present": count,
        "grade": code(rules.numbers["provider"]["grades"]),
        "special_needs_offered": listed(plain),
        "vetting_clear": flag,
        "organisation": text,
        "woman_main_carer": flag,
        "mixed_sex_unit_unrelated_10_plus": flag,
        "cpu_consent": flag,
    }
    return record(fields, Provider)


@cache
def _child(rules: Book) -> Reader:
    fields: dict[str, Reader] = {
        "age_years": count,
        "sex": code(rules.numbers["child"]["sexes"]),
        "home_district": code([*rules.divisions, *rules.provinces]),
        "unaccompanied_or_separated": flag,
        "tracing_exhausted": flag,
        "siblings_in_care": count,
        "siblings_kept_together": flag,
        "objects": flag,
        "age_disputed": flag,
        "special_needs": listed(plain),
        "moves_last_12_months": count,
        "in_conflict_with_law": flag,
    }
    return record(fields, Child)


def _proposed_fields(rules: Book) -> dict[str, Reader]:
    return {
        "care_type": code(rules.care_types),
        "distance_km": amount,
        "district": code([*rules.divisions]),
        "school_changes": flag,
        "culture_mismatch": flag,
        "religion_mismatch": flag,
        "outside_pakistan": flag,
        "offender_hit": flag,
        "provider": _provider(rules),
    }


def _ladder(rules: Book) -> Reader:
    reason = record(
        {"code": code([*rules.reasons]), "evidence": listed(plain), "on": day, "officer": text},
        Reason,
    )
    rung = record(
        {"status": code(["CHOSEN", "RULED_OUT", "NOT_AVAILABLE"]), "reasons": listed(reason)},
        Rung,
    )
    return record(dict.fromkeys(rules.rungs, rung), dict)


def _panel(rules: Book) -> Reader:
    member = record(
        {
            "id": text,
            "seat": code(rules.numbers["panel"]["seats"]),
            "woman": flag,
            "from_swd": flag,
            "present": flag,
            "conflicts": listed(plain),
            "presented": flag,
            "vote": code(rules.numbers["panel"]["votes"]),
        },
        Member,
    )

    def members(value: Any) -> tuple[Member, ...] | None:
        made: tuple[Member, ...] | None = listed(member)(value)
        names = [one.id for one in made or () if one.id is not None]
        if len(names) != len(set(names)):
            raise Misfit("must name each member once: one person has one vote")
        return made

    return record({"urgent": flag, "members": members}, Panel)


def _approvals(rules: Book) -> Reader:
    approval = record(
        {
            "id": code([*rules.exceptions]),
            "ground": code(
                list(dict.fromkeys(ground for rule in rules.exceptions.values() for ground in rule.grounds))
            ),
            "approver": code(["CPO", *rules.offices]),
            "until": day,
        },
        Approval,
    )

    def fitting(value: Any) -> Approval:
        made: Approval = approval(value)
        if made.id and made.ground and made.ground not in rules.exceptions[made.id].grounds:
            raise Misfit(f"names the ground {made.ground}, which {made.id} does not have")
        return made

    return listed(fitting)


@cache
def _whole(rules: Book) -> Reader:
    fields: dict[str, Reader] = {
        "on": day,
        "child": _child(rules),
        "parent_objects": flag,
        "proposed": record(_proposed_fields(rules), Proposed),
        "referrer_organisation": text,
        "independent_cpo_assessment": flag,
        "assessment_on": day,
        "emergency": record(
            {"declared_on": day, "approved_by": code(["CPO", *rules.offices]), "days_in_emergency": count}, Emergency
        ),
        "escort_is_woman": flag,
        "participation_recorded": flag,
        "ladder": _ladder(rules),
        "panel": _panel(rules),
        "status": code(["INTERIM", "CONFIRMED"]),
        "court_order": text,
        "approved_exceptions": _approvals(rules),
        "months_in_group_care": amount,
    }
    return record(fields, dict)


def _sentence(misfit: Misfit) -> str:
    return f"{misfit.path or 'The proposal'} {misfit.what}."


def read_proposal(given: Any) -> tuple[Proposal, Book]:
    """The proposal with the rules of its day; Unusable when it has no day or care type or does not fit its shape."""
    if not isinstance(given, dict):
        raise Unusable("The proposal must be an object.")
    try:
        on = day(given.get("on"))
    except Misfit as misfit:
        raise Unusable(f"on {misfit.what}.") from misfit
    if on is None:
        raise Unusable("on is missing: the day of judging is needed, written as YYYY-MM-DD.")
    rules = book(on)
    try:
        read = _whole(rules)(given)
    except Misfit as misfit:
        raise Unusable(_sentence(misfit)) from misfit
    if "proposed" not in read or not read["proposed"].care_type:
        raise Unusable(f"proposed.care_type is missing: it must be one of {', '.join(rules.care_types)}.")
    return Proposal(**read), rules


def _part(given: Any, reader: Reader) -> Any:
    try:
        return reader(dict(given))
    except Misfit as misfit:
        raise Unusable(_sentence(misfit)) from misfit


def read_child(given: Child | Mapping[str, Any], on: date | None = None) -> Child:
    """A child in the form of the input, checked; a Child is given back as it is."""
    if isinstance(given, Child):
        return given
    child: Child = _part(given, _child(book(on)))
    return child


def read_provider(given: Provider | Mapping[str, Any], on: date | None = None) -> Provider:
    """A provider in the form of the input, checked; a Provider is given back as it is."""
    if isinstance(given, Provider):
        return given
    provider: Provider = _part(given, _provider(book(on)))
    return provider
