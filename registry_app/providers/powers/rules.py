"""What follows from the standing of a power (powers.yaml, first line). Values in, values out."""

ACTING = frozenset({"IN_FORCE", "IN_FORCE_AS_POLICY", "IN_FORCE_DEMO"})


def may_act(status: str) -> bool:
    """Whether the act may be done; if not, it is issued as a recommendation to the office that holds the power."""
    return status in ACTING


def setting_in_effect(status: str, setting: str | None, *, off: str = "off") -> str:
    """The setting of an act that publishes: off as long as the power to publish is not in force."""
    return setting if setting and may_act(status) else off
