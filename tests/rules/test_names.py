"""Names found however they are spelt, spaced or written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.core import names

LETTERS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz 'دارلطفنوسیکگ1"), max_size=40)


def found(typed: str, *kept: str) -> bool:
    """Whether a search finds a thing that is kept under these names: the same question the database is asked."""
    wish = names.wanted(typed)
    if wish is None:
        return False
    every = {key for name in kept for key in names.keys(name)}
    return any(key.startswith(wish.begins) or key == wish.whole for key in every)


ALIKE = [
    ("Dar ul Atfal", "Darulatfal", "دارالاطفال", "دار الاطفال", "Dar-ul-Atfal", "دارُ الاَطفال",
     "Dar al-Atfaal", "DARUL ATFAL"),
    ("Noor", "Nur", "نور", "نوُر"),
    ("Edhi", "ایدھی", "ايڌي", "Eidhi"),
    ("Roshni", "Roshani", "روشنی", "روشني"),
    ("Muhammad Ali", "Mohammed Ali", "محمد علی", "محمد علي"),
    ("Dar us Salam", "Darussalam", "Dar ul Salam", "دارالسلام", "دار السلام"),
    ("Al Noor", "An-Noor", "Alnoor", "النور"),
    ("Khalid", "خالد", "Khaled"),
    ("Bait ul Mal", "Baitulmal", "بیت المال"),
    ("Khidmat", "خدمت", "خدمت"),
    ("Fatima", "Fatimah", "فاطمہ", "فاطمه", "فاطمة"),
    ("Kashana", "کاشانہ", "ڪاشانو", "كاشانه"),
    ("Yateem Khana", "Yatim Khana", "یتیم خانہ", "يتيم خانو"),
    ("SOS Village", "SOS  village", "S O S Village"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: spellings[0])
def test_every_spelling_finds_every_other(spellings: tuple[str, ...]) -> None:
    assert [(one, other) for one in spellings for other in spellings if not found(one, other)] == []


def test_the_four_spellings_of_the_brief_sound_alike() -> None:
    assert {names.sound(one) for one in ("Dar ul Atfal", "Darulatfal", "دارالاطفال", "دار الاطفال")} == {"drltpl"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Atfal", "Dar ul Atfal Hyderabad"), ("اطفال", "Dar ul Atfal"), ("Atfal", "Darulatfal"),
        ("Atfal", "دارالاطفال"),
        ("dar", "Darulatfal"), ("atf", "دار الاطفال" " Dar ul Atfal"), ("roshn", "Roshni Home"),
        ("hyd", "Noor Hyderabad"),
        ("home 12", "Noor Home 12"), ("نور گ", "نور گھر"), ("ul atf", "Dar ul Atfal"),
    ],
)  # fmt: skip
def test_a_part_that_begins_at_a_word_is_enough(typed: str, kept: str) -> None:
    assert found(typed, kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Noor", "Anwar House"), ("Noor", "Gulshan Rahat"), ("Edhi", "Idara Falah"), ("Home 12", "Home 11"),
        ("1", "Home 21"),
        ("Khalid", "Kidwai"), ("Dar ul Atfal", "Dar ul Aman"), ("%", "Noor"), ("", "Noor"), ("…", "Noor"), ("Noor", ""),
    ],
)  # fmt: skip
def test_another_name_is_not_found(typed: str, kept: str) -> None:
    assert not found(typed, kept)


def test_a_name_has_few_and_short_keys() -> None:
    kept = names.keys("Al Khidmat Foundation Aghosh Home for Orphan Girls, Hyderabad")
    assert len(kept) <= 40
    assert max(map(len, kept)) <= 1 + names.LONGEST


@given(LETTERS)
def test_every_name_is_found_by_itself_and_by_each_word_begun_in_it(name: str) -> None:
    parts = names.words(name)
    for start in range(len(parts)):
        assert found(" ".join(parts[start:]), name)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(text: str) -> None:
    assert all(key[0] in "lsw" and len(key) > 1 for key in names.keys(text))
    if names.letters(text):
        assert found(text, text)
