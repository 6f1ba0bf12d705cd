"""One arrow of the lifecycle, taken inside an audited deed: every service here uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import locked
from registry_app.providers.applications import clocks
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import LIFE


@contextmanager
def moving(application: Application, action: str, actor: Any, *, reason: str | None = None) -> Iterator[Application]:
    """Take `action` (WrongState when it is not possible now); the block sets the facts that the new state needs.

    Needs an open transaction. The row is locked and read anew first, so that of two officers one comes too late.
    """
    application = locked(application)
    target = LIFE.target(application.state, action)
    with audit.deed(f"application:{action.replace('_', '-')}", application, actor, reason=reason):
        yield application
        application.state = target
        application.state_since = clock.now()
        clocks.keep_due(application)
