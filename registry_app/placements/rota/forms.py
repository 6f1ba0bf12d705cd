"""Putting somebody on a shift, and saying that somebody is away."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, TextAreaField

from registry_app.core.forms import Form, at_most, options, required
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.providers.vetting.queries import Member


def put_on_form(members: Sequence[Member]) -> Any:
    """Radios of those whom the rota takes."""
    named = [(str(one.post.id), f"{one.post.name} · {label(one.post.kind)}") for one in members]

    class Asked(Form):
        post = RadioField(_("Who?"), [required(_("Choose one person."))], choices=options(named))

    return Asked()


class StandDownForm(Form):
    words = TextAreaField(
        _("Where is the person now, and who takes the shifts?"), [required(), at_most(2000)],
        description=_("Write it only when they are away from the children. It is stored encrypted."),
    )  # fmt: skip
