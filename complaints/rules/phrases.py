"""Finding whole words and phrases in what a child wrote, in English, Urdu and Sindhi.

Both sides are folded first (`core.letters.fold`): capitals, vowel marks, invisible signs and twin letters make no
difference. A text is then read as a row of words, so that `rod` is not found in `product`, and a phrase is found
across spaces, line ends and hyphens, but not across the end of a sentence. The time grows with the text, not with the
number of phrases.
"""

import re
from collections.abc import Iterable, Iterator

from registry_app.core.letters import fold

_GAPS = frozenset("-_\u2010\u2011\u2012\u2013\u2014\u2015")
# Signs that some keyboards put between words instead of a space; folding would glue the words together.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

Words = tuple[str, ...]


# More letters than any message of people needs; a text of every letter there is must not fill the memory.
_KEPT = 4096


class _Letters(dict[int, str]):
    """Each letter folded, with a space for what only parts words and spaces around every other sign.

    Worked out when a letter is first met. Folding one letter at a time is the same as folding the text.
    """

    def __missing__(self, point: int) -> str:
        made = "".join(_stand(letter) for letter in fold(chr(point)))
        if len(self) < _KEPT:
            self[point] = made
        return made


def _stand(letter: str) -> str:
    if letter.isalnum():
        return letter
    return " " if letter.isspace() or letter in _GAPS else f" {letter} "


_LETTERS = _Letters()


def _words(text: str) -> list[str]:
    return text.translate(_LETTERS).split()


class Folded:
    """A text made ready for searching: with invisible signs dropped and, where there are any, read as spaces too.

    Each reading is the set of its words and the row of them, one space before and after each word.
    """

    def __init__(self, text: str) -> None:
        readings = [_reading(text)]
        if not text.isascii() and _INVISIBLE.search(text):
            readings.append(_reading(_INVISIBLE.sub(" ", text)))
        self.readings = tuple(readings)


def _reading(text: str) -> tuple[frozenset[str], str]:
    words = _words(text)
    return frozenset(words), f" {' '.join(words)} "


class Phrases:
    """A list of phrases that is searched for in a text; the order of the list is the order of the answers."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.listed = tuple(dict.fromkeys(phrases))
        self._by_first_word: dict[str, list[tuple[str, int]]] = {}
        known: set[Words] = set()
        for place, phrase in enumerate(self.listed):
            for words in _spellings(phrase):
                if words not in known:
                    known.add(words)
                    self._by_first_word.setdefault(words[0], []).append((f" {' '.join(words)} ", place))

    def found_in(self, text: Folded) -> tuple[str, ...]:
        """Every listed phrase that stands in the text; of phrases that fold to one form only the first is named."""
        return tuple(self.listed[place] for place in sorted(set(self._places(text))))

    def stand_in(self, text: Folded) -> bool:
        """Whether at least one of the phrases stands in the text."""
        return next(self._places(text), None) is not None

    def _places(self, text: Folded) -> Iterator[int]:
        for words, row in text.readings:
            for first in self._by_first_word.keys() & words:
                for phrase, place in self._by_first_word[first]:
                    if phrase in row:
                        yield place


def _spellings(phrase: str) -> list[Words]:
    """The phrase as a row of words; in Urdu and Sindhi also with spaces left out, as they are often typed."""
    words = tuple(_words(phrase))
    if phrase.isascii():
        return [words]
    rows: list[Words] = [words[:1]]
    for word in words[1:]:
        rows = [row for before in rows for row in ((*before, word), (*before[:-1], before[-1] + word))]
    return rows
