"""The sentences of the phone's screens in a language. They stand in the modules in English, as those of a page in its
template; the catalogues give the others, and here they are gathered for a phone that has no network later."""

import json
import re
from functools import cache

from registry_app.core.i18n import gettext as said_on_the_phone
from registry_app.core.web import STATIC

FOLDER = STATIC / "js" / "field"
_SENTENCE = re.compile(r'(?<![\w$])_\(("(?:[^"\\]|\\.)*")')
FRAME = ("Sindh Care Register", "Skip to the main part", "Outbox")
"""Words of the frame around the screens, which change with the language too."""


@cache
def sentences() -> tuple[str, ...]:
    """Every English sentence of the phone's modules, in order."""
    found = {json.loads(said) for path in FOLDER.glob("*.js") for said in _SENTENCE.findall(path.read_text("utf-8"))}
    return tuple(sorted({*found, *FRAME}))


def in_this_language() -> dict[str, str]:
    """Each sentence in the language of the moment, with its places for numbers and names left open."""
    return {sentence: said_on_the_phone(sentence) for sentence in sentences()}
