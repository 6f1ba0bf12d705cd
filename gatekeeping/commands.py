"""The command `registry gatekeep`: a proposal in, blocks, exceptions and warnings out. Needs no database."""

import click

from gatekeeping.rules import judge
from registry_app.core.judging import run


@click.command()
@click.argument("file", metavar="FILE.json", type=str)
def gatekeep(file: str) -> None:
    """Judge a proposed placement: blocks, exceptions and warnings as JSON.

    FILE.json holds one proposal or a list of them; - reads standard input. Only JSON goes to standard output.

    \b
    A proposal has the keys
      on                  the day of judging, YYYY-MM-DD (needed)
      proposed            care_type (needed), district, distance_km, provider, ...
      child               age_years, sex, home_district, siblings_in_care, ...
      ladder              for each lower step: status and reasons with code,
                          evidence, on and officer
      panel               urgent and members with seat, present, conflicts, vote
      emergency           declared_on, approved_by, days_in_emergency
      approved_exceptions id, ground, approver, until
      and assessment_on, participation_recorded, escort_is_woman, status,
      court_order, referrer_organisation, independent_cpo_assessment,
      parent_objects, months_in_group_care

    What is absent or null is not recorded, and what is not recorded is not shown: it blocks.
    Unknown keys, unknown codes and wrong types are refused with one sentence.

    Ends 0 whenever it could judge, also when it blocks; 1 when the input cannot be judged; 2 on wrong usage.

    \b
    Example:
      registry gatekeep proposal.json
      registry gatekeep - < proposals.json
    """
    run(file, judge)
