"""The gatekeeping rules: a proposal and today's date in, blocks, exceptions and warnings out (SCPP 5.3.1(j), 5.3.3(h)).

Only the standard library, the rule books and the word for an unusable input are used here.
"""

from gatekeeping.rules.book import Book, Clock, ExceptionRule, Quorum, ReasonCode, WarningRule, book
from gatekeeping.rules.clocks import clock_due, clock_stage, clocks
from gatekeeping.rules.emergency import override_at_least
from gatekeeping.rules.judgement import Judgement, judge, judgement
from gatekeeping.rules.ladder import answered, ladder_below, reason_codes
from gatekeeping.rules.panel import PanelOutcome, conflicted, panel_outcome
from gatekeeping.rules.proposal import Child, Member, Provider, Reason
from gatekeeping.rules.provider import hard_blocks_of_provider
from gatekeeping.rules.saying import Say

__all__ = [
    "Book",
    "Child",
    "Clock",
    "ExceptionRule",
    "Judgement",
    "Member",
    "PanelOutcome",
    "Provider",
    "Quorum",
    "Reason",
    "ReasonCode",
    "Say",
    "WarningRule",
    "answered",
    "book",
    "clock_due",
    "clock_stage",
    "clocks",
    "conflicted",
    "hard_blocks_of_provider",
    "judge",
    "judgement",
    "ladder_below",
    "override_at_least",
    "panel_outcome",
    "reason_codes",
]
