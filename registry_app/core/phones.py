"""Telephone numbers of Pakistan as people write them, and the one form in which they are kept: +923001234567."""

import re

from registry_app.core.letters import western

MOBILE = re.compile(r"\+923[0-9]{9}")
KEPT = re.compile(r"\+92[0-9]{9,10}")


def as_kept(typed: str | None) -> str:
    """03xx…, 021…, 0092… and +92… as they are kept; anything else as it was typed, without blanks around it."""
    plain = western(typed).strip()
    digits = re.sub(r"[\s().-]", "", plain)
    digits = "+92" + digits[1:] if re.fullmatch(r"0[1-9]\d{8,9}", digits) else digits
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    return digits if KEPT.fullmatch(digits) else plain


def is_mobile(typed: str | None) -> bool:
    """Whether the number belongs to a phone that a person carries: 03xx… in any usual way of writing it."""
    kept = as_kept(typed)
    return bool(MOBILE.fullmatch(kept)) or bool(re.fullmatch(r"923[0-9]{9}|3[0-9]{9}", re.sub(r"[\s().+-]", "", kept)))
