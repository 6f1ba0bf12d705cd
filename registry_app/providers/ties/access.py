"""The rule every other package adds to its clauses: no tie to the home the thing is about."""

from typing import Any

from registry_app.providers.ties.queries import tied


def no_tie(actor: Any, subject: Any) -> bool:
    """The actor has no tie to the subject's home (`subject.home_id`, or the subject itself when it is a home)."""
    home_id = subject.id if getattr(subject, "__tablename__", "") == "home" else getattr(subject, "home_id", None)
    return not tied(actor, home_id)
