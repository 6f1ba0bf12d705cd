"""Every area of the catalogues, not only the reference, is written in the letters and the stops of its language."""

import re

import pytest

from registry_app.core.catalogues import areas
from tests.conventions.test_reference_words import SINDHI_ONLY, URDU_ONLY

# An abbreviation, or a translation that ends with an address or a command, closes without a stop.
NO_SENTENCE = re.compile(r"^\w+\.$")
ENDS_IN_LATIN = re.compile(r"[a-z]$")


def written(language):
    """(area, English, translation) of each message, plural forms one by one."""
    for path, catalogue in areas(language):
        for message in catalogue:
            ids = message.id if isinstance(message.id, list | tuple) else [message.id]
            words = message.string if isinstance(message.string, list | tuple) else [message.string]
            yield from ((path.stem, ids[0], one) for one in words if message.id)


@pytest.mark.parametrize(("language", "foreign"), [("ur", SINDHI_ONLY), ("sd", URDU_ONLY | {"۔"})])
def test_each_area_in_the_letters_of_its_language(language, foreign):
    found = [(area, one, foreign & set(one)) for area, _, one in written(language)]
    assert [row for row in found if row[2]] == []


@pytest.mark.parametrize(("language", "stop"), [("ur", "۔"), ("sd", ".")])
def test_a_sentence_of_each_area_ends_as_its_language_ends_it(language, stop):
    sentences = [row for row in written(language) if row[1].endswith(".") and not NO_SENTENCE.match(row[1])]
    assert [row for row in sentences if not row[2].endswith(stop) and not ENDS_IN_LATIN.search(row[2])] == []
