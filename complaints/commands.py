"""The command `registry triage`."""

import click

from complaints.rules import judge
from registry_app.core.judging import run


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
def triage(file: str) -> None:
    """Judge a message from or about a child: level, clocks and route.

    FILE is JSON, one message or a list of messages; - reads standard input. Needs no database, key or network.

    \b
    The keys of a message (only received_at must be there; absent or null is "not recorded"):
      received_at, arrived_at      date and time with offset; clocks start at arrived_at
      channel                      CH01 to CH14
      category                     hurt, touched, afraid, food, sick, work, school, family, other or idea
      text                         what was written; searched for red-flag words, never printed
      age_years                    whole years
      about                        CHILD, STAFF, MANAGER, HOUSEHOLD, FAMILY, OTHER_ADULT, CPO, CPU_HEAD,
                                   DISTRICT_OFFICER, SWD_DIRECTORATE, SWD_HOME, SCPA, POLICE, COURT, INSPECTOR,
                                   NOBODY or UNKNOWN
      provider_run_by              NGO, TRUST, FAITH, PRIVATE, FAMILY, FEDERAL, SWD or SCPA
      danger_now                   yes, no or unsure
      accused_has_access_tonight, disability, pregnant, no_family_contact      true or false
      consent                      yes, no or not_asked
      no_consent_ground            CHILD_LIFE_OR_SAFETY, OTHER_LIFE or REQUIRED_BY_LAW
      history                      earlier messages about the same provider: [{"level": "P3", "on": "2026-10-01"}]
      holidays                     dates that replace the shipped public holidays

    Prints JSON: level, because, clocks, routes_to, copied_to, never_to, may_share, tasks. The last lists are sorted by
    name; because names what decides the level: danger first, then the category, then what raises it. Ends 0 when the
    message could be judged, whatever its level; 1 with one sentence when it cannot be judged; 2 for wrong usage.
    """
    run(file, judge)
