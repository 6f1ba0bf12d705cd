"""The triage of a message: its level and why, its clocks, who handles it and who never sees it, what must be done.

Carries out SCPP 5.4.2.1, 5.3.2(i)-(k) and S2-3.3.1(1)-(6) as written in `reference/complaints-0.1.yaml` and, in
numbers and tables, in `reference/triage-0.1.yaml`. Pure: no database, no clock, no network.
"""

from complaints.rules.book import Book, Limits, Span, book_on, case_limits, categories, channels, limits
from complaints.rules.clocks import Clocks, clocks_for
from complaints.rules.levels import Reason
from complaints.rules.message import Message, read_message
from complaints.rules.triage import Judgement, assess, judge

__all__ = [
    "Book",
    "Clocks",
    "Judgement",
    "Limits",
    "Message",
    "Reason",
    "Span",
    "assess",
    "book_on",
    "case_limits",
    "categories",
    "channels",
    "clocks_for",
    "judge",
    "limits",
    "read_message",
]
