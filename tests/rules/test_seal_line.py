"""The line of facts that is signed: one way to write it, and nothing else is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core.signing import from_text, to_text
from registry_app.providers.authorisations.states import ConditionCode, Kind
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.seals.rules import LONGEST, Sealed, line, one_line, read

codes = st.sampled_from
facts = st.builds(
    Sealed,
    made_up=st.booleans(),
    key=st.text("0123456789abcdef", min_size=8, max_size=8),
    certificate=st.just("SCPA-2026-00042-K"),
    home=st.just("H-00042-K"),
    district=st.just("SD-HYD"),
    kind=codes([*Kind]).map(str),
    care=codes(["", *map(str, CareType)]),
    sexes=codes(["", *map(str, Sexes)]),
    ages=st.none() | st.tuples(st.integers(0, 21), st.integers(0, 21)),
    places=st.none() | st.integers(1, 9999),
    conditions=st.lists(codes([*ConditionCode]).map(str), unique=True, max_size=7).map(tuple),
    start=st.dates(),
    until=st.dates(),
    name=st.text(max_size=200).map(one_line),
)
ONE = Sealed(
    False, "0a1b2c3d", "SCPA-2026-00042-K", "H-00042-K", "SD-HYD", "FULL", "RESIDENTIAL", "BOYS", (6, 17), 30,
    ("MONTHLY_MONITORING",), date(2026, 11, 23), date(2029, 11, 22), "Dar | ul Atfal",
)  # fmt: skip


@given(facts)
def test_what_is_written_is_read_again(one):
    assert read(line(one)) == one


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_else_is_refused_and_never_half_read(noise):
    try:
        found = read(noise)
    except ValueError:
        return
    assert line(found) == noise


@given(facts, st.data())
def test_no_two_lines_say_the_same(one, data):
    written = line(one)
    at = data.draw(st.integers(0, len(written) - 1))
    changed = written[:at] + bytes([data.draw(st.integers(0, 255))]) + written[at + 1 :]
    try:
        found = read(changed)
    except ValueError:
        return
    assert (found == one) == (changed == written)


def test_the_line_as_documented():
    assert line(ONE) == (
        b"1|0a1b2c3d|SCPA-2026-00042-K|H-00042-K|SD-HYD|FULL|RESIDENTIAL|BOYS|6-17|30|MONTHLY_MONITORING|"
        b"2026-11-23|2029-11-22|Dar | ul Atfal"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.replace(b"1|", b"2|", 1),
        lambda w: w.replace(b"|30|", b"|030|"),
        lambda w: w.replace(b"|30|", "|٣٠|".encode()),
        lambda w: w.replace(b"2026-11-23", b"20261123"),
        lambda w: w.replace(b"6-17", b"6"),
        lambda w: w + b"\n",
        lambda w: w + b"x" * LONGEST,
        lambda w: b"",
    ],
)
def test_other_ways_to_write_the_same_are_refused(change):
    with pytest.raises(ValueError, match="."):
        read(change(line(ONE)))


def test_a_code_with_a_bar_is_not_signed():
    with pytest.raises(ValueError, match="sign"):
        line(Sealed(**{**vars(ONE), "kind": "FULL|x"}))


@given(st.binary(max_size=200))
def test_letters_for_addresses(raw):
    assert from_text(to_text(raw)) == raw


@pytest.mark.parametrize("text", ["a", "ab=", "AB+/", "Zh", "é", "a b"])
def test_letters_written_otherwise_are_refused(text):
    with pytest.raises(ValueError, match="."):
        from_text(text)
