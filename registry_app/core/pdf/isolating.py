"""Numbers, dates, codes, phones and Latin names inside right-to-left text, kept in their own order.

UAX #9 turns `2027-06-30` round after an Arabic letter; an isolate (U+2066 to U+2069) around it keeps it as written.
"""

import re

from registry_app.core.pdf.bidi import bidi_class

LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2066", "\u2069"
NO_BREAK_SPACE = "\u00a0"

_ISOLATED = re.compile(r"[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_LATIN = "A-Za-zÀ-ÖØ-öø-\u024f"
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_STRETCH = re.compile(rf"[{_LATIN}0-9!-/:-@\[-`{{-~ \u00a0‐-―‘-”…−×]+")
_LEADING_NUMBERS = re.compile(r"(?:\d+[.)]?\s+)+(?=\D)")
_CORE = re.compile(rf"[+#]?[{_LATIN}0-9](?:.*[{_LATIN}0-9%])?", re.DOTALL)
_NUMBER = re.compile(
    r"""
      (?<![\d.,])\+?\(?\d{2,5}\)?(?:[ -]\(?\d{2,8}\)?){1,4}(?:-\d+)*  # a phone, a CNIC, a date in figures
    | [#+\-−]?\d+(?:[-/.:,_–−×]\d+)+(?:[ ]?%)?  # a date, a time, a range, a decimal
    | [#+\-−]\d+(?:[ ]?%)?
    | \d+[ ]?%
    | \d+[ ]/[ ]\d+                              # so many of so many
    """,
    re.VERBOSE,
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BRACKETS = {")": "(", "]": "["}


def has_right_to_left(text: str) -> bool:
    """Whether a letter or digit of a right-to-left script stands in the text."""
    return _RIGHT_TO_LEFT.search(text) is not None


def iso(text: str) -> str:
    """The text as one left-to-right island, whatever stands around it."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def isolate_tokens(text: str) -> str:
    """Every number-like token and every stretch of Latin words as an island; what is isolated already is left alone.

    The blanks inside a phone or an amount become unbreakable. A number before a Latin name stays outside its island,
    as UAX #9 has it, so that "3 Home" still reads as number three in a right-to-left list.
    """
    made, at = [], 0
    for island in _ISOLATED.finditer(text):
        made += [_STRETCH.sub(_islands, text[at : island.start()]), island.group()]
        at = island.end()
    made.append(_STRETCH.sub(_islands, text[at:]))
    return "".join(made)


def keep_numbers_whole(text: str) -> str:
    """The same text with unbreakable blanks inside phones and amounts; enough for text that runs one way only."""
    return _NUMBER.sub(_unbroken, text)


def _islands(match: re.Match[str]) -> str:
    stretch = match.group()
    if not _LATIN_LETTER.search(stretch):
        return _NUMBER.sub(lambda number: iso(_unbroken(number)), stretch)
    numbers = _LEADING_NUMBERS.match(stretch.lstrip())
    if numbers:
        cut = len(stretch) - len(stretch.lstrip()) + numbers.end()
        return stretch[:cut] + _latin(stretch[cut:])
    return _latin(stretch)


def _latin(stretch: str) -> str:
    """A stretch with Latin letters: its core becomes an island, with the brackets that belong to it."""
    core = _CORE.search(stretch)
    if core is None:
        return stretch
    start, end = core.span()
    lone = _lone_brackets(stretch[start:end])
    if lone and stretch[start + lone[0]] in "([":
        closes = {"(": ")", "[": "]"}[stretch[start + lone[0]]]
        if stretch[end : end + 1] == closes:
            end += 1
        else:  # The bracket closes beyond an Arabic word, so both of its sides stay outside the islands.
            cut = start + lone[0]
            return _latin(stretch[:cut]) + stretch[cut] + _latin(stretch[cut + 1 :])
    elif lone and start and stretch[start - 1] == _BRACKETS[stretch[start + lone[0]]]:
        start -= 1
    return stretch[:start] + iso(_NUMBER.sub(_unbroken, stretch[start:end])) + stretch[end:]


def _lone_brackets(text: str) -> list[int]:
    """Places of brackets without a partner in the text."""
    opened: list[int] = []
    lone: list[int] = []
    for at, sign in enumerate(text):
        if sign in "([":
            opened.append(at)
        elif sign in _BRACKETS:
            if opened and text[opened[-1]] == _BRACKETS[sign]:
                opened.pop()
            else:
                lone.append(at)
    return sorted(lone + opened)


def _unbroken(match: re.Match[str]) -> str:
    return match.group().replace(" ", NO_BREAK_SPACE)


def base_direction(text: str, locale: str) -> int:
    """0 or 1. In Urdu and Sindhi a text runs left to right only when it has no Arabic letter but has Latin ones; in
    English it runs right to left only when it begins with an Arabic letter and has more of them than of Latin ones."""
    strong = [kind for kind in map(bidi_class, text) if kind in ("L", "R", "AL")]
    latin = strong.count("L")
    if locale != "en":
        return 0 if latin and latin == len(strong) else 1
    return 1 if strong and strong[0] != "L" and 2 * latin < len(strong) else 0
