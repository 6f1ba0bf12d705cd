"""The whole month as one value that knows no language and no format; every format is made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry_app.pages.reports.care import CareFacts
from registry_app.pages.reports.homes import HomeFacts
from registry_app.pages.reports.messages import MessageFacts
from registry_app.pages.reports.month import Period
from registry_app.pages.reports.shares import Share


@dataclass(frozen=True)
class MonthlyFacts:
    """What the monthly report says (SCPP 5.3.3(d),(e),(h)); `made_up` marks the data of the demonstration."""

    period: Period
    messages: MessageFacts
    homes: HomeFacts
    care: CareFacts
    made_up: bool
    returns: Mapping[str, int] = field(default_factory=dict)
    """How many homes stand how with their return of the month, by MonthState."""

    @property
    def shares(self) -> tuple[Share, ...]:
        """Every indicator that can be counted, in the order of its number."""
        found = (*self.messages.shares, *self.homes.shares, *self.care.shares)
        return tuple(sorted(found, key=lambda share: share.id))
