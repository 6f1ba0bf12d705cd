"""Letters as people type them: one folded form for finding words in Urdu, Sindhi and English.

The same word arrives with Arabic, Urdu or Sindhi letters for one sound (ي and ی, ك, ک and ڪ, ه, ہ and ھ), with or
without vowel marks, with curly or straight apostrophes. Folding makes them one. Folded text is for comparing only,
never for showing or storing.
"""

import re
import unicodedata

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SAME_LETTER = {
    "ی": "ي",
    "ى": "ي",
    "ې": "ي",
    "ك": "ک",
    "ڪ": "ک",
    "ہ": "ه",
    "ھ": "ه",
    "ة": "ه",
    "ۃ": "ه",
    "ە": "ه",
}
# Taken before letters are taken apart, which would make a space and a mark of ´, and once more after it, which may
# bring new ones to light (″ is two of them).
_APOSTROPHE = re.compile("[’‘ʼ‛′´`＇]")
_TATWEEL = "ـ"
# More letters than any text of people needs; a text of every letter there is must not fill the memory.
_KEPT = 4096


class _Folded(dict[int, str]):
    """The folded form of each letter, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        apart = unicodedata.normalize("NFKD", _APOSTROPHE.sub("'", chr(point))).casefold()
        made = "".join(_plain(letter) for letter in unicodedata.normalize("NFKD", apart))
        if len(self) < _KEPT:
            self[point] = made
        return made


def _plain(letter: str) -> str:
    """One letter without its mark: twins become one, marks and invisible signs nothing, digits 0-9."""
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf"} or letter == _TATWEEL:
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    return "'" if _APOSTROPHE.fullmatch(letter) else _SAME_LETTER.get(letter, letter)


_FOLDED = _Folded()


def western(text: str | None) -> str:
    """The same text with the digits 0-9."""
    return (text or "").translate(_DIGITS)


def fold(text: str) -> str:
    """`text` in lower case, without vowel marks and invisible signs, each sound in one letter, digits as 0-9.

    Letter by letter: no letter is folded differently because of its neighbours.
    """
    return text.translate(_FOLDED)


def one_digit(number: str) -> bool:
    """Whether the 13 digits of a card are one digit over and over, which none carries: typed to get past a box."""
    digits = [sign for sign in number if sign.isdigit()]
    return len(digits) == 13 and len(set(digits)) == 1
