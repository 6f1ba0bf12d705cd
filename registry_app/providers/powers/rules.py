"""What follows from the standing of a power (powers.yaml, first line). Values in, values out."""

from datetime import date

ACTING = frozenset({"IN_FORCE", "IN_FORCE_AS_POLICY", "IN_FORCE_DEMO"})


def may_act(status: str) -> bool:
    """Whether the act may be done; if not, it is issued as a recommendation to the office that holds the power."""
    return status in ACTING


def setting_in_effect(status: str, setting: str | None, *, off: str = "off") -> str:
    """The setting of an act that publishes: off as long as the power to publish is not in force."""
    return setting if setting and may_act(status) else off


def may_correct(since: date, today: date, by_person: bool) -> bool:
    """Whether a row that counts from `since` may still be put right: recorded by a person, and not yet of the past."""
    return by_person and since >= today
