"""Giving a file of homes."""

from typing import Any

from flask_wtf.file import FileField

from registry_app.core.forms import Form
from registry_app.core.i18n import lazy as _


class FileForm(Form):
    """The file; what to do with it is said by the button."""

    file = FileField(_("File of homes (CSV)"))

    def content(self) -> tuple[bytes, str] | None:
        """The bytes and the name of the file; None, with a sentence, when there is none."""
        given: Any = self.file.data
        if not given or not given.filename:
            self.file.errors = [*self.file.errors, _("Choose a file.")]
            return None
        return given.stream.read(), given.filename
