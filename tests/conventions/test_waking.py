"""What the application costs before its first page: nothing is read in or tied together that no page asked for yet."""

import subprocess
import sys

ASKED = """
import gc, sys
import registry_app.app
from registry_app.core.db import Base
late = {"reportlab", "uharfbuzz", "pikepdf", "PIL", "geopy", "openpyxl", "segno"} & set(sys.modules)
tied = [mapper.class_.__name__ for mapper in Base.registry.mappers if mapper.configured]
print(sorted(late), tied, gc.isenabled(), gc.get_freeze_count() > 0)
"""


def test_reading_in_the_application_reads_no_papers_and_ties_no_tables() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["[]", "[]", "True", "True"]
