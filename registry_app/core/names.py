"""Names as people look for them: how a name is spelt, spaced or scripted does not part it from itself.

"Dar ul Atfal", "Darulatfal", دارالاطفال and دار الاطفال are one name. Two forms make them meet. The *letters* are the
folded name without spaces and signs, for words begun and for Latin beside Latin. The *sound* keeps what the scripts
agree on: consonants, each family of sounds in one letter, and whether a word begins with a vowel; short vowels are
written in no Arabic script and every Latin spelling guesses them anew. Both are for finding only: a find is a candidate
for a person to look at, never proof that two names are one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from registry_app.core.letters import fold

LONGEST = 24
"""Longer keys tell no more names apart; a query is cut in the same way."""
SHORT = 4
"""A sound of fewer letters is met by too many names, so it must be a whole word."""
TOP = "\U0010ffff"

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[؀-ۿ]")
# An article stands alone, leads a word or joins two; those that are spoken as the letter after them join by themselves.
_ARTICLE = re.compile("^(al|el|ال)(?=...)|(?<=...)(ul|ال)(?=...)")
_ARTICLES = frozenset({"ul", "al", "el"})
_SUN = frozenset("tdrzsn")
_LATIN = re.compile("sh|ch|kh|gh|ph|ge$|c(?=[eiy])|[cqfvx]")
_LATIN_SOUNDS = {
    "sh": "s", "ch": "c", "kh": "k", "gh": "g", "ph": "p", "ge": "j", "q": "k", "f": "p", "v": "w", "x": "ks",
}  # fmt: skip
_FAMILIES = {
    "b": "بٻڀ", "p": "پفڦ", "t": "تٿٽٹٺطث", "s": "سشصث", "j": "جڄ", "c": "چڇ", "h": "حه", "k": "کخق", "d": "دڌڏڊڍڈ",
    "z": "ذزژضظ", "r": "رڙڑ", "g": "گڳغ", "l": "ل", "m": "م", "n": "نںڻڃ", "ng": "ڱ", "w": "و", "y": "يے", "a": "اعء",
}  # fmt: skip
_ARABIC_SOUNDS = {letter: sound for sound, letters in _FAMILIES.items() for letter in letters}
_VOWELS = ("a", "e", "i", "o", "u")
_UNSPOKEN = str.maketrans("", "", "aeiouwyh")


@dataclass(frozen=True)
class Wanted:
    """What a search asks of the keys: one of them begins with one of `begins`, or is `whole`."""

    begins: tuple[str, ...]
    whole: str | None


def words(name: str) -> list[str]:
    """The words of a name, folded; apostrophes join (Qur'an), every other sign parts."""
    return _WORD.findall(fold(name).replace("'", ""))


def letters(name: str) -> str:
    """The folded name without spaces and signs."""
    return "".join(words(name))


def sound(name: str) -> str:
    """What every spelling of the name has in common, as Latin consonants."""
    return _joined(_said(_parts(name)))


def keys(name: str) -> set[str]:
    """Under which keys a name is kept: its letters and its sound from the start of each word on, and short words."""
    parts = _parts(name)
    said = _said(parts)
    found = set()
    for start in range(len(parts)):
        found.add(("l" + "".join(parts[start:]))[: 1 + LONGEST])
        found.add(("s" + _joined(said[start:]))[: 1 + LONGEST])
        for end in range(start + 1, len(parts) + 1):
            short = _joined(said[start:end])
            if len(short) >= SHORT:
                break
            found.add("w" + short)
    return {key for key in found if len(key) > 1}


def wanted(typed: str) -> Wanted | None:
    """The keys that what somebody typed asks for; None when there is no letter in it."""
    spelt, spoken = letters(typed), sound(typed)
    if not spelt:
        return None
    if len(spoken) < SHORT:
        return Wanted((("l" + spelt)[: 1 + LONGEST],), "w" + spoken if spoken else None)
    return Wanted((("l" + spelt)[: 1 + LONGEST], ("s" + spoken)[: 1 + LONGEST]), None)


def _parts(name: str) -> list[str]:
    """The words, with the article that leads or joins one as a word of its own: دارالاطفال has three parts."""
    return [part for word in words(name) for part in _ARTICLE.split(word) if part]


def _said(parts: Sequence[str]) -> list[str]:
    """Each part as its sounds, vowels in their places; the article gives way to a sun letter (Dar us Salam)."""
    said = [_arabic(part) if _ARABIC.search(part) else _latin(part) for part in parts]
    for place, (article, after) in enumerate(pairwise(said)):
        if article in _ARTICLES and after[:1] in _SUN:
            said[place] = "a"
    return said


def _arabic(word: str) -> str:
    return "".join(_ARABIC_SOUNDS.get(letter, letter) for letter in word)


def _latin(word: str) -> str:
    return _LATIN.sub(_one_sound, word)


def _one_sound(found: re.Match[str]) -> str:
    if found[0] == "c":
        return "s" if found.string[found.end() : found.end() + 1] in tuple("eiy") else "k"
    return _LATIN_SOUNDS[found[0]]


def _joined(said: Iterable[str]) -> str:
    """Without vowels but the first, which is only known to be one; twins once, but every digit."""
    whole = "".join(said)
    kept = ("a" if whole.startswith(_VOWELS) else whole[:1]) + whole[1:].translate(_UNSPOKEN)
    return "".join(letter * len(list(run)) if letter.isdigit() else letter for letter, run in groupby(kept))
