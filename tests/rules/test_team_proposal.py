"""The best team available: complete where it can be, else with what it lacks named; never a refusal."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections import framework as frameworks
from inspections.due import teams
from inspections.due.teams import Candidate, Need
from inspections.states import TeamLack

FRAMEWORK = frameworks.of_version("0.1")
GIRLS = Need("FULL", facility=True, girls_home=True)


def one(name, *, woman=False, nurse=False, **more):
    return Candidate(name, name, woman, nurse, **more)


def test_a_woman_leads_three_with_a_nurse_and_not_who_led_last():
    people = [one("a"), one("b", woman=True, led_last=True), one("c", woman=True, busy=3), one("d", nurse=True)]
    team = teams.best(FRAMEWORK, GIRLS, people)
    assert (team.lead.name, team.lacks) == ("c", ())
    assert {member.name for member in team.members} >= {"d"}


@pytest.mark.parametrize(
    ("people", "lacks"),
    [
        ([one("a", woman=True, nurse=True)], {TeamLack.TEAM_TOO_SMALL}),
        ([one("a", woman=True), one("b"), one("c")], {TeamLack.NO_HEALTH_PROFESSIONAL}),
        ([one("a", nurse=True), one("b"), one("c")], {TeamLack.NO_WOMAN, TeamLack.LEAD_NOT_A_WOMAN}),
        ([one("a", woman=True, nurse=True, led_last=True), one("b", may_lead=False), one("c", may_lead=False)],
         {TeamLack.SAME_INSPECTOR}),
    ],
)  # fmt: skip
def test_what_the_best_team_lacks_is_named(people, lacks):
    assert set(teams.best(FRAMEWORK, GIRLS, people).lacks) == lacks


def test_another_kind_of_visit_takes_one_and_nobody_leads_who_may_not():
    alone = teams.best(FRAMEWORK, Need("MONITORING", facility=True, girls_home=False), [one("a"), one("b")])
    assert (alone.lead.name, alone.members, alone.lacks) == ("a", (), ())
    assert teams.best(FRAMEWORK, GIRLS, [one("a", may_lead=False)]) is None
    assert teams.best(FRAMEWORK, GIRLS, []) is None


PEOPLE = st.lists(
    st.builds(
        lambda **facts: facts, woman=st.booleans(), health_professional=st.booleans(), may_lead=st.booleans(),
        led_last=st.booleans(), busy=st.integers(0, 3),
    ),
    max_size=6,
).map(lambda rows: [Candidate(key=n, name=f"p{n}", **row) for n, row in enumerate(rows)])  # fmt: skip


@settings(max_examples=60)
@given(PEOPLE, st.booleans())
def test_no_other_team_lacks_less(people, girls):
    need = Need("FULL", facility=True, girls_home=girls)
    team = teams.best(FRAMEWORK, need, people)
    every = [
        len(teams.lacks(FRAMEWORK, need, group[0], group))
        for size in (min(3, len(people)),) for some in combinations(people, size) for group in permutations(some)
        if group and group[0].may_lead
    ]  # fmt: skip
    assert (team is None) is (not every)
    if team is not None:
        assert len(team.lacks) == min(every)
