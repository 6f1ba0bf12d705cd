"""Who handles a message, who gets a copy, who never sees it, and whether it may be shared at all."""

from typing import Any

import pytest

from tests.builders.messages import ABOUT, RUN_BY, triaged

# Whom it is about: who handles it, who gets a copy by the table, who never sees it beside the provider.
TABLE: dict[str, tuple[str, set[str], set[str]]] = {
    "CHILD": ("CPU_HEAD", set(), set()),
    "STAFF": ("CPU_COMPLAINT_OFFICER", set(), set()),
    "MANAGER": ("CPU_COMPLAINT_OFFICER", {"SWD_DIRECTOR"}, set()),
    "HOUSEHOLD": ("OTHER_CPO", set(), {"HOUSEHOLD", "APPROVING_OFFICER"}),
    "FAMILY": ("CPU_COMPLAINT_OFFICER", set(), set()),
    "OTHER_ADULT": ("CPU_COMPLAINT_OFFICER", set(), set()),
    "CPO": ("OTHER_DISTRICT_CPU_HEAD", set(), {"CPU_COMPLAINT_OFFICER", "CPU_HEAD"}),
    "CPU_HEAD": ("SWD_DIRECTOR", set(), {"CPU_COMPLAINT_OFFICER", "CPU_HEAD", "SWD_DISTRICT"}),
    "DISTRICT_OFFICER": ("SWD_DIRECTOR", set(), {"CPU_COMPLAINT_OFFICER", "CPU_HEAD", "SWD_DISTRICT"}),
    "SWD_DIRECTORATE": ("SCPA_DG", set(), {"SWD_DISTRICT", "SWD_DIRECTOR"}),
    "SWD_HOME": ("SCPA", set(), {"SWD_DISTRICT", "SWD_DIRECTOR"}),
    "SCPA": ("OMBUDSMAN", {"MINISTER"}, {"SCPA", "SCPA_DG"}),
    "POLICE": ("SCPA_DG", {"IG_POLICE", "OMBUDSMAN"}, {"POLICE"}),
    "COURT": ("SCPA_DG", set(), {"COURT"}),
    "INSPECTOR": ("SCPA_DG", set(), {"INSPECTION_TEAM"}),
    "NOBODY": ("CPU_COMPLAINT_OFFICER", set(), set()),
    "UNKNOWN": ("CPU_COMPLAINT_OFFICER", set(), set()),
}
# An idea is never raised, a message of danger is P1 whomever it is about, and hurt is P2 when nobody raises it.
LEVELS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "P1": ({"category": "afraid", "danger_now": "yes"}, {"CPU_HEAD", "SWD_DIRECTOR"}),
    "P4": ({"category": "idea"}, set()),
}
P2 = {"CPU_HEAD", "SWD_DISTRICT"}


def test_the_table_names_everyone() -> None:
    assert set(TABLE) == set(ABOUT)


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize("level", LEVELS)
def test_every_row_of_the_table(about: str, level: str) -> None:
    changes, informs = LEVELS[level]
    to, copy, never = TABLE[about]
    answer = triaged(about=about, consent="yes", **changes)
    assert answer["level"] == level
    assert answer["routes_to"] == to
    assert set(answer["never_to"]) == never | {"PROVIDER"}
    assert set(answer["copied_to"]) == (copy | informs) - never - {to}
    assert answer["copied_to"] == sorted(answer["copied_to"])
    assert answer["never_to"] == sorted(answer["never_to"])


@pytest.mark.parametrize("about", ABOUT)
def test_serious_harm_informs_the_district(about: str) -> None:
    category = "food" if triaged(about=about)["level"] == "P2" else "sick"
    to, copy, never = TABLE[about]
    answer = triaged(about=about, category=category, consent="yes")
    assert answer["level"] == "P2"
    assert set(answer["copied_to"]) == (copy | P2) - never - {to}


def test_nobody_known_is_unknown() -> None:
    assert triaged(about=None) == triaged(about="UNKNOWN")


@pytest.mark.parametrize("run_by", [*RUN_BY, None])
@pytest.mark.parametrize("about", ABOUT)
def test_who_runs_the_home(run_by: str | None, about: str) -> None:
    """Only staff and manager of a home of SWD or SCPA go another way; a federal home is the CPU's like any other."""
    routed_as = {"SWD": "SWD_HOME", "SCPA": "SCPA"}.get(run_by or "", about) if about in {"STAFF", "MANAGER"} else about
    answer = triaged(about=about, provider_run_by=run_by, category="idea", consent="yes")
    to, copy, never = TABLE[routed_as]
    assert answer["routes_to"] == to
    assert set(answer["never_to"]) == never | {"PROVIDER"}
    assert set(answer["copied_to"]) == copy - never - {to}


def test_a_home_of_the_directorate_is_kept_from_the_directorate() -> None:
    """About staff of a state home: it goes to SCPA and the directorate that runs it cannot open it."""
    answer = triaged(about="STAFF", provider_run_by="SWD", category="touched", consent="yes")
    assert answer["routes_to"] == "SCPA"
    assert {"SWD_DIRECTOR", "SWD_DISTRICT"} <= set(answer["never_to"])
    assert answer["copied_to"] == ["CPU_HEAD", "POLICE"]


def test_about_the_manager() -> None:
    answer = triaged(about="MANAGER", provider_run_by="NGO", category="food", consent="yes")
    assert answer["routes_to"] == "CPU_COMPLAINT_OFFICER"
    assert answer["never_to"] == ["PROVIDER"]
    assert "SWD_DIRECTOR" in answer["copied_to"]


@pytest.mark.parametrize(
    ("consent", "ground", "p1", "lower"),
    [
        ("yes", None, True, True),
        ("yes", "OTHER_LIFE", True, True),
        ("no", None, False, False),
        ("no", "CHILD_LIFE_OR_SAFETY", True, True),
        ("no", "OTHER_LIFE", True, True),
        ("no", "REQUIRED_BY_LAW", True, True),
        ("not_asked", None, True, False),
        ("not_asked", "CHILD_LIFE_OR_SAFETY", True, False),
        (None, None, True, False),
    ],
)
def test_may_share(consent: str | None, ground: str | None, p1: bool, lower: bool) -> None:
    for category, expected in (("touched", p1), ("hurt", lower), ("food", lower), ("idea", lower)):
        assert triaged(category=category, consent=consent, no_consent_ground=ground)["may_share"] is expected


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize("category", ["touched", "hurt", "food", "idea"])
def test_not_shared_leaves_only_the_head_of_the_cpu(about: str, category: str) -> None:
    shared = triaged(about=about, category=category, consent="yes")
    kept = triaged(about=about, category=category, consent="no")
    assert kept["may_share"] is False
    assert kept["copied_to"] == [one for one in shared["copied_to"] if one == "CPU_HEAD"]
    assert kept["routes_to"] == shared["routes_to"]
    assert kept["never_to"] == shared["never_to"]


def test_no_consent_and_no_danger() -> None:
    """A girl of 16 dislikes the food and says tell nobody: it stays P3 with the CPU, not shared."""
    answer = triaged(age_years=16, category="food", text="the food is bad, do not tell anyone", consent="no")
    assert (answer["level"], answer["may_share"]) == ("P3", False)
    assert (answer["routes_to"], answer["copied_to"]) == ("CPU_COMPLAINT_OFFICER", [])
    assert "PROVIDER" in answer["never_to"]


def test_no_consent_and_danger() -> None:
    """A boy of 10 says no, a weapon is in the room: the report is allowed on a ground and must be explained to him."""
    answer = triaged(age_years=10, text="There is a weapon", consent="no", no_consent_ground="CHILD_LIFE_OR_SAFETY")
    assert (answer["level"], answer["may_share"]) == ("P1", True)
    assert "explain_to_child" in answer["tasks"]
    assert answer["copied_to"] == ["CPU_HEAD", "POLICE", "SWD_DIRECTOR"]


def test_the_police_get_a_copy_only_with_a_referral_and_never_about_themselves() -> None:
    assert "POLICE" in triaged(category="touched", consent="yes")["copied_to"]
    assert "POLICE" not in triaged(category="afraid", danger_now="yes", consent="yes")["copied_to"]
    about_police = triaged(category="touched", about="POLICE", consent="yes")
    assert "police_referral" in about_police["tasks"]
    assert about_police["copied_to"] == ["CPU_HEAD", "IG_POLICE", "OMBUDSMAN", "SWD_DIRECTOR"]
