"""QR codes for pages: drawn into the page itself, so that nothing is asked for and no policy is loosened."""

import segno
from markupsafe import Markup


def square(data: str) -> Markup:
    """The QR code of `data` as an SVG element, dark on white in every colour scheme, with its quiet zone."""
    made = segno.make(data, error="m", micro=False)
    return Markup(made.svg_inline(scale=6, border=4, dark="#000", light="#fff", omitsize=False))  # noqa: S704 - our own
