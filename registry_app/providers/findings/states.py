"""Who tells the register of homes."""

from enum import StrEnum

from registry_app.providers.homes.states import KnownFrom


class Permission(StrEnum):
    VIEW = "finding:view"
    RECORD = "finding:record"
    KEEP_LISTS = "finding:keep-lists"


LISTS = (
    KnownFrom.SWD_LIST, KnownFrom.FEDERAL_LIST, KnownFrom.COURT_FILING, KnownFrom.MAPPING, KnownFrom.DONOR,
)  # fmt: skip
"""Those who give lists; each list is kept with its date."""
TOLD = tuple(source for source in KnownFrom if source is not KnownFrom.APPLICATION)
"""Those who tell of a home that did not apply."""
