"""A file of homes as people save it: what is read, and what is said about each bad cell."""

import contextlib
import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core.errors import DomainError
from registry_app.providers.imports import rules, sheets
from registry_app.providers.imports.states import Column, Reason

pytestmark = pytest.mark.usefixtures("here")

TODAY = date(2026, 11, 23)
GOOD = {"name": "Noor Home", "district": "SD-HYD", "ownership": "NGO", "known_from": "MAPPING"}


def a_file(*rows: dict[str, str], columns: list[str] | None = None, separator: str = ",", end: str = "\r\n") -> bytes:
    out = io.StringIO()
    every = columns or list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, every, delimiter=separator, lineterminator=end, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read(content: bytes) -> tuple[list[rules.Told], list[rules.Fault]]:
    return rules.read(sheets.read(content), TODAY)


def faults(**cells: str) -> list[tuple[str | None, Reason]]:
    return [(fault.column, fault.reason) for fault in read(a_file({**GOOD, **cells}))[1]]


def told(**cells: str) -> rules.Told:
    good, wrong = read(a_file({**GOOD, **cells}))
    assert wrong == []
    return good[0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_however_it_was_saved(separator: str, end: str, mark: bytes) -> None:
    good, wrong = read(mark + a_file(GOOD, {**GOOD, "name": "نور گھر"}, separator=separator, end=end))
    assert ([one[Column.NAME] for one in good], wrong) == (["Noor Home", "نور گھر"], [])


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    content = a_file(
        {**GOOD, "address": "Street 1\r\nNear the mosque"}, {}, {**GOOD, "district": "Lahore", "address": ""}
    )
    good, [fault] = read(content)
    assert good[0][Column.ADDRESS] == "Street 1 Near the mosque"
    assert (fault.line, fault.column, fault.reason) == (5, "district", Reason.DISTRICT)
    assert "“Lahore” is no district of Sindh." in fault.sentence()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\r\n,,\r\n", "The file is empty."),
        ("name,district\nCafé,x".encode("cp1252"), "Line 2 is not written in UTF-8."),
        ("name".encode("utf-16"), "This is a file of the kind UTF-16."),
        (b"PK\x03\x04 sheet", "Excel (.xlsx)"),
        (a_file({**GOOD, "phon": "1", "": "2"}), "These columns are not known: “phon”"),
        (b"name,name,district,ownership,known_from\n", "These columns stand there twice: “name”."),
        (b"name,district\nx,SD-HYD\n", "These columns are missing: “ownership”, “known_from”."),
        (b'name,district,ownership,known_from\nA,SD-HYD,NGO,MAPPING\n"B,SD-HYD\n', "begins on line 3 has a quote"),
        (b"x" * (sheets.LIMIT + 1), "The file is over 16 MB."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_whole(content: bytes, says: str) -> None:
    with pytest.raises(DomainError, match=r".") as refusal:
        read(content)
    assert says in str(refusal.value.sentence)


def test_columns_in_any_order_and_dress() -> None:
    good, wrong = read(b"Known From, OWNERSHIP ,name,District,\r\nPress,ngo,Noor,Hyderabad,\r\n")
    assert (good[0][Column.KNOWN_FROM], good[0][Column.DISTRICT], wrong) == ("PRESS", "SD-HYD", [])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"name": " "}, [("name", Reason.EMPTY)]),
        ({"name": "12 / -"}, [("name", Reason.NO_LETTER)]),
        ({"name": "x" * 201}, [("name", Reason.TOO_LONG)]),
        ({"name": "x" * 100_000}, [("name", Reason.TOO_LONG)]),
        ({"name": "No\x00or"}, [("name", Reason.SIGNS)]),
        ({"name": "Noor \x1b[2J"}, [("name", Reason.SIGNS)]),
        ({"name": "N\ufffdor"}, [("name", Reason.BROKEN_LETTERS)]),
        ({"district": "SD-LHR"}, [("district", Reason.DISTRICT)]),
        ({"ownership": "mine"}, [("ownership", Reason.CHOICE)]),
        ({"known_from": "APPLICATION"}, [("known_from", Reason.CHOICE)]),
        ({"known_since": "31/2/2026"}, [("known_since", Reason.DAY)]),
        ({"known_since": "0026-01-01"}, [("known_since", Reason.DAY)]),
        ({"known_since": "2026-11-24"}, [("known_since", Reason.FUTURE)]),
        ({"latitude": "25.4"}, [("longitude", Reason.BOTH)]),
        ({"latitude": "68.3", "longitude": "25.4"}, [("latitude", Reason.LATITUDE), ("longitude", Reason.LONGITUDE)]),
        ({"phone": "12345"}, [("phone", Reason.PHONE)]),
        ({"children": "-1"}, [("children", Reason.NUMBER)]),
        ({"children": "1e3"}, [("children", Reason.NUMBER)]),
        ({"shelters_survivors": "perhaps"}, [("shelters_survivors", Reason.YES_NO)]),
        ({"care_type": "RESIDENTIAL", "sexes": "GIRLS", "age_from": "5", "age_to": "17"},
         [("capacity", Reason.SERVICE)]),
        ({"care_type": "RESIDENTIAL", "sexes": "GIRLS", "age_from": "9", "age_to": "5", "capacity": "3"},
         [("age_to", Reason.AGES)]),
        ({"list_name": "Survey"}, [("list_date", Reason.LIST_DATE)]),
        ({"known_from": "PRESS", "list_date": "2026-01-01"}, [("known_from", Reason.NO_LIST)]),
        ({"name": "", "phone": "1", "latitude": "x"}, [("name", Reason.EMPTY), ("phone", Reason.PHONE),
                                                       ("latitude", Reason.LATITUDE)]),
    ],
)  # fmt: skip
def test_each_fault_is_named_in_its_column(cells: dict[str, str], expected: list[Any]) -> None:
    assert faults(**cells) == expected


def test_a_line_of_another_length_is_left_out() -> None:
    first = b"name,district,ownership,known_from\n"
    good, wrong = read(first + b"A,SD-HYD,NGO\nB,SD-HYD,NGO,PRESS,,\nC,SD-HYD,NGO,PRESS,x\n")
    assert [one[Column.NAME] for one in good] == ["B"]
    assert [(fault.line, fault.column, fault.reason) for fault in wrong] == [
        (2, None, Reason.CELLS),
        (4, None, Reason.CELLS),
    ]


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("district", "hyderabad", "SD-HYD"), ("district", "حیدرآباد", "SD-HYD"), ("district", "حيدرآباد", "SD-HYD"),
        ("ownership", "Trust", "TRUST"), ("known_from", "Press", "PRESS"),
        ("known_since", "۱۴/۷/۲۰۲۶", date(2026, 7, 14)),
        ("known_since", "2026-07-14 00:00:00", date(2026, 7, 14)), ("phone", "3001234567", "+923001234567"),
        ("phone", "0300-1234567", "+923001234567"), ("children", "12.0", 12), ("shelters_survivors", "ہاں", True),
        ("name", "'=1+1 Home", "=1+1 Home"), ("name", "=HYPERLINK(1) Home", "=HYPERLINK(1) Home"),
        ("name", "\u202eNoor\u200e  Home", "Noor Home"), ("name_ur", "می\u200cخوانم", "می\u200cخوانم"),
    ],
)  # fmt: skip
def test_what_people_write_is_understood(column: str, typed: str, value: Any) -> None:
    assert told(**{column: typed})[Column(column)] == value


def test_the_same_line_twice_is_named() -> None:
    good, [fault] = read(a_file(GOOD, {**GOOD, "name": "NOOR  home"}, {**GOOD, "name": "Noor Home 2"}))
    assert (len(good), fault.line, fault.reason, fault.facts) == (2, 3, Reason.REPEATED, {"value": "2"})


def test_every_reason_speaks_three_languages_about_its_facts() -> None:
    from registry_app.core.i18n import in_language

    for code in ("en", "ur", "sd"):
        for reason in Reason:
            fault = rules.Fault(2, Column.NAME, reason, {"value": "V", "limit": "L", "count": "C"})
            assert "%(" not in in_language(code, fault.sentence)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    for start in (b"", b"name,district,ownership,known_from\n"):
        with contextlib.suppress(DomainError):
            read(start + content)


@given(st.lists(st.fixed_dictionaries({name: st.text(max_size=12) for name in GOOD}), max_size=6))
def test_each_line_is_good_or_has_a_fault(rows: list[dict[str, str]]) -> None:
    try:
        good, wrong = read(a_file(*rows, columns=list(GOOD)))
    except DomainError:
        return
    assert {one.line for one in good}.isdisjoint({fault.line for fault in wrong})
