"""UAX #9 against Unicode's own cases: some thousands chosen from them are in `bidi_cases.txt.gz`.

The whole of Unicode's files can be run too: `python -m tests.rules.test_bidi BidiCharacterTest.txt`.
"""

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from registry_app.core.pdf.bidi import line_levels, resolve, visual_order

_CASES = Path(__file__).with_name("bidi_cases.txt.gz")


def _cases(lines: Iterable[str]) -> Iterator[tuple[str, str, int | None, int, list[int | None], list[int]]]:
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        codes, asked, base, levels, order = line.strip().split(";")
        yield (
            line.strip(),
            "".join(chr(int(code, 16)) for code in codes.split()),
            {"0": 0, "1": 1, "2": None}[asked],
            int(base),
            [None if level == "x" else int(level) for level in levels.split()],
            [int(place) for place in order.split()],
        )


def _wrong(lines: Iterable[str]) -> tuple[int, list[str]]:
    count, wrong = 0, []
    for line, text, asked, base, levels, order in _cases(lines):
        count += 1
        paragraph = resolve(text, asked)
        found = line_levels(paragraph, 0, len(text))
        if (paragraph.base, found, visual_order(found)) != (base, levels, order):
            wrong.append(line)
    return count, wrong


def test_unicodes_own_cases():
    with gzip.open(_CASES, "rt", encoding="utf-8") as lines:
        count, wrong = _wrong(lines)
    assert count > 8000
    assert wrong == []


def _seen(text: str, base: int | None = None) -> str:
    levels = line_levels(resolve(text, base), 0, len(text))
    return "".join(text[place] for place in visual_order(levels))


def test_a_date_after_an_arabic_letter_needs_an_isolate():
    """What makes `iso` needed: the algorithm itself turns a date in figures round."""
    assert _seen("ب 2027-06-30", 1) == "30-06-2027 ب"
    assert _seen("ب \u20662027-06-30\u2069", 1).strip("\u2066\u2069 ب") == "2027-06-30"


def test_latin_letters_and_digits_keep_their_order_in_right_to_left_text():
    assert _seen("اب SCPA-2026 جد", 1) == "دج SCPA-2026 با"


def test_blanks_at_the_end_of_a_line_go_back_to_the_base():
    paragraph = resolve("ab اب  ", 0)
    assert line_levels(paragraph, 0, 7)[-2:] == [0, 0]
    assert line_levels(paragraph, 3, 5) == [1, 1]


@pytest.mark.parametrize(("text", "base"), [("", 0), ("12 (3)", 0), ("abc", 0), ("اب", 1), ("\u2067اب\u2069 ab", 0)])
def test_the_base_is_that_of_the_first_strong_letter_outside_isolates(text, base):
    assert resolve(text).base == base


def test_brackets_around_latin_in_right_to_left_text_belong_to_the_right_to_left_text():
    levels = resolve("اب (ab) جد", 1).levels
    assert (levels[3], levels[6]) == (1, 1)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        counted, failed = _wrong(Path(path).read_text(encoding="utf-8").splitlines())
        sys.stdout.write(f"{path}: {counted} cases, {len(failed)} wrong\n")
