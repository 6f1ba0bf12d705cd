"""Which track the four first questions lead to, and who does not need this form (registration.yaml `tracks`)."""

from collections.abc import Mapping
from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications.states import Track

QUESTIONS = ("sleep", "number", "run_by", "registered")
TRACKS = {
    "FAMILY": Track.FAMILY,
    "BODY": Track.FACILITIES,
    "GOVERNMENT": Track.GOVERNMENT,
    "LOOK_ALIKE": Track.LOOK_ALIKES,
}


class Exit(StrEnum):
    """Why this form is not the right one; each page says what to do instead."""

    NO_CHILDREN = "no-children"
    LARGE_FAMILY = "many-in-a-family"
    NO_CARE = "in-place-of-parents"
    REGISTERED = "registered"


labels(
    {
        Exit.NO_CHILDREN: _("No child sleeps there"),
        Exit.LARGE_FAMILY: _("A family home is for at most ten children"),
        Exit.NO_CARE: _("A school or a hostel to which families send their children"),
        Exit.REGISTERED: _("Your home is in the register"),
    }
)


def track_of(answers: Mapping[str, str]) -> Track:
    """The track these answers lead to: the full one when it is not clear who runs it."""
    return TRACKS.get(answers.get("run_by", ""), Track.FACILITIES)


def exit_after(question: str, answers: Mapping[str, str]) -> Exit | None:
    """The way out that the answer to `question` opens, or None to go on."""
    answer = answers[question]
    if question == "sleep" and answer == "NO":
        return Exit.NO_CHILDREN
    if question == "run_by" and answer == "FAMILY" and answers.get("number") == "MORE":
        return Exit.LARGE_FAMILY
    if question == "run_by" and answer == "FAMILY_SENDS":
        return Exit.NO_CARE
    return Exit.REGISTERED if question == "registered" and answer == "YES" else None
