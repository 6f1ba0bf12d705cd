"""Reading in many modules at once, quickly."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for rubbish while modules are read in: what they make stays, so each pass is work for nothing.

    Afterwards what is there counts as kept for ever, which also lets the workers of one server share it.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
