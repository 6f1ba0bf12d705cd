"""Telephone numbers of Pakistan as people write them, and the one form in which they are kept: +923001234567."""

import re

from registry_app.core.letters import western

KEPT = re.compile(r"\+92[0-9]{9,10}")


def as_kept(typed: str | None) -> str:
    """03xx…, 021…, 0092… and +92… as they are kept; anything else as it was typed, without blanks around it."""
    plain = western(typed).strip()
    digits = re.sub(r"[\s().-]", "", plain)
    digits = "+92" + digits[1:] if re.fullmatch(r"0[1-9]\d{8,9}", digits) else digits
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    return digits if KEPT.fullmatch(digits) else plain
