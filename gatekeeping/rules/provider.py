"""The provider's blocks: authorised today, open, led by a woman for girls, vetted, and no self-referral.

SCPP 5.3.1(i),(l), 5.7; UNG 125, 127. PRESERVE and REUNIFY have no provider and are not asked.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gatekeeping.rules.book import Book, book
from gatekeeping.rules.proposal import Child, Proposal, Proposed, Provider
from gatekeeping.rules.saying import Say, say
from gatekeeping.rules.shape import read_child, read_provider


def provider_of(p: Proposal, rules: Book) -> Provider:
    """The provider's facts; where no provider is recorded, one of which nothing is recorded."""
    if p.proposed.care_type in rules.without_provider:
        return Provider()
    return p.proposed.provider or Provider()


def _kin_temporary(provider: Provider, rules: Book) -> bool:
    return bool(provider.status == rules.numbers["authorisation"]["kin_temporary"]["status"])


def _standing(provider: Provider, care_type: str, rules: Book) -> list[Say]:
    if provider.status is None:
        return [say("No authorisation is recorded")]
    if provider.status in rules.not_authorised:
        return [say("The provider's status is %(status)s", status=provider.status)]
    if _kin_temporary(provider, rules) and care_type != rules.numbers["authorisation"]["kin_temporary"]["for"]:
        return [say("A temporary approval of kin does not count for %(care_type)s", care_type=care_type)]
    return []


def _term(provider: Provider, on: date) -> list[Say]:
    if provider.authorised_until is None:
        return [say("The last day of the authorisation is not recorded")]
    if on > provider.authorised_until:
        return [say("The authorisation ended on %(date)s", date=provider.authorised_until.isoformat())]
    return []


def _lists(provider: Provider, child: Child, care_type: str) -> list[Say]:
    found = []
    if care_type not in (provider.authorised_care_types or ()):
        found.append(say("%(care_type)s is not among the authorised care types", care_type=care_type))
    if child.sex is None:
        found.append(
            say("The child's sex is not recorded, so it is not shown that the authorisation covers this child")
        )
    elif child.sex not in (provider.authorised_sexes or ()):
        found.append(say("The authorisation does not cover this sex: %(sex)s", sex=child.sex))
    ages = provider.authorised_ages
    if child.age_years is None:
        found.append(
            say("The child's age is not recorded, so it is not shown that the authorisation covers this child")
        )
    elif ages is None:
        found.append(say("The authorised ages are not recorded"))
    elif not ages[0] <= child.age_years <= ages[1]:
        found.append(
            say(
                "The child is %(age)s; the authorisation covers %(youngest)s to %(oldest)s",
                age=child.age_years,
                youngest=ages[0],
                oldest=ages[1],
            )
        )
    return found


def hb01(p: Proposal, rules: Book) -> list[Say]:
    """HB01: not authorised today for this care type, sex and age; the last day and both ends of the ages count."""
    if p.proposed.care_type in rules.without_provider:
        return []
    provider = provider_of(p, rules)
    found = _standing(provider, p.proposed.care_type, rules) + _term(provider, p.on)
    # Kin approved tonight have no lists of types, sexes and ages; only their last day is asked.
    return found if _kin_temporary(provider, rules) else found + _lists(provider, p.child, p.proposed.care_type)


def hb02(p: Proposal, rules: Book) -> list[Say]:
    """HB02: suspended, provisional without the CPU's consent, admissions frozen, or an open critical action."""
    if p.proposed.care_type in rules.without_provider:
        return []
    provider = provider_of(p, rules)
    standing = rules.numbers["authorisation"]
    found = []
    if provider.status == standing["suspended"]:
        found.append(say("The authorisation is suspended"))
    if provider.status == standing["provisional"] and provider.cpu_consent is not True:
        found.append(say("The authorisation is provisional and the child protection unit has not consented"))
    if provider.admissions_frozen is not False:
        frozen = provider.admissions_frozen is True
        found.append(say("Admissions are frozen") if frozen else say("Whether admissions are frozen is not recorded"))
    if provider.open_critical_actions is None:
        found.append(say("Open critical actions are not recorded"))
    elif provider.open_critical_actions > 0:
        found.append(say("Critical actions that are open: %(count)s", count=provider.open_critical_actions))
    return found


def _no_woman_carer(p: Proposal, rules: Book) -> list[Say]:
    if provider_of(p, rules).woman_main_carer is True:
        return []
    return [say("No woman is named as main carer")]


def _no_woman_escort(p: Proposal) -> list[Say]:
    return [] if p.escort_is_woman is True else [say("No vetted woman is named to go with the child")]


def _woman_needed(p: Proposal, rules: Book) -> bool:
    if p.proposed.care_type in rules.without_provider:
        return False
    return p.child.sex is None or p.child.sex in rules.woman_needed_for


def hb07(p: Proposal, rules: Book) -> list[Say]:
    """HB07: a girl or transgender child without a named woman as escort and as main carer."""
    return _no_woman_escort(p) + _no_woman_carer(p, rules) if _woman_needed(p, rules) else []


def hb08(p: Proposal, rules: Book) -> list[Say]:
    """HB08: a match in the offender registry, or vetting that is not clear; a match blocks PRESERVE and REUNIFY too."""
    found = []
    if p.proposed.offender_hit is True:
        found.append(say("An adult there matches the offender registry"))
    provider = provider_of(p, rules)
    asked = p.proposed.care_type not in rules.without_provider and not _kin_temporary(provider, rules)
    if asked and provider.vetting_clear is not True:
        unclear = provider.vetting_clear is False
        found.append(say("Vetting is not clear") if unclear else say("Clear vetting is not recorded"))
    return found


def hb11(p: Proposal, rules: Book) -> list[Say]:
    """HB11: the referrer is the receiving provider and no CPO outside it has assessed (UNG 125, 127)."""
    if p.proposed.care_type in rules.without_provider or p.independent_cpo_assessment is True:
        return []
    referrer, receiver = p.referrer_organisation, provider_of(p, rules).organisation
    if referrer is None or receiver is None:
        return [
            say(
                "It is not shown that referrer and provider are different organisations, "
                "and there is no independent assessment by a child protection officer"
            )
        ]
    if referrer.casefold() != receiver.casefold():
        return []
    return [
        say(
            "The provider referred the child to itself, "
            "and there is no independent assessment by a child protection officer"
        )
    ]


def hard_blocks_of_provider(
    child: Child | Mapping[str, Any],
    provider: Provider | Mapping[str, Any],
    care_type: str,
    on: date,
    offender_hit: bool | None = None,
) -> dict[str, tuple[Say, ...]]:
    """The blocks that this provider alone causes for this child on the day `on`: ids with their sentences, sorted.

    For the list of homes that could take a child (procedure step 8): HB01, HB02, HB07 (main carer; the escort is named
    later) and HB08. `child` and `provider` are objects or dictionaries with the keys of the command's input.
    """
    rules = book(on)
    proposed = Proposed(care_type=care_type, provider=read_provider(provider, on), offender_hit=offender_hit)
    p = Proposal(on=on, proposed=proposed, child=read_child(child, on))
    carer = _no_woman_carer(p, rules) if _woman_needed(p, rules) else []
    found = {"HB01": hb01(p, rules), "HB02": hb02(p, rules), "HB07": carer, "HB08": hb08(p, rules)}
    return {rule: tuple(reasons) for rule, reasons in found.items() if reasons}
