"""The faults of a file as a table to mend it by."""

import csv
import io
from collections.abc import Iterable

from registry_app.core.i18n import gettext as _
from registry_app.providers.imports.rules import Fault
from registry_app.providers.register.writing import cell


def faults_csv(faults: Iterable[Fault]) -> bytes:
    """Line, column and what to do; with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Line"), _("Column"), _("What to do")])
    for fault in faults:
        writer.writerow([fault.line, fault.column or _("Whole line"), cell(fault.sentence())])
    return out.getvalue().encode("utf-8-sig")
