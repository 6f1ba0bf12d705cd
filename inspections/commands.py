"""The command `registry score`: a visit's answers in, its grade out."""

import click

from inspections.scoring import judge
from registry_app.core import judging


@click.command()
@click.argument("file")
def score(file: str) -> None:
    """Grade a full visit: its answers in, percentages, grade and limiting rules out.

    FILE is JSON: one visit, or a list of visits; - reads standard input. Only JSON is printed. It ends with 0
    when every visit could be graded, also with a D; with 1 and one sentence when one could not; with 2 for wrong usage.

    \b
    {"framework": "0.1",            version of the standards of care
     "care_type": "RESIDENTIAL",    what kind of care was visited
     "scores": {"*": 2,             every criterion that applies
                "S7": 3,            every criterion of this standard
                "S7.3": 1,          this one criterion
                "S9.4": "NA"},      does not occur here
     "flags": {"obstruction": true, "child_sample_short": true}}

    A criterion's own score goes before its standard's, and that before "*". Scores are 0, 1, 2, 3 and "NA"; a critical
    criterion cannot be NA. The flags may be left out.
    """
    judging.run(file, judge)
