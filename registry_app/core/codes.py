"""Numbers people see: with a check character, gap-free where none may be missing, meaningless for a child."""

import secrets
from collections.abc import Sequence

from sqlalchemy import BigInteger, String, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.core.db import Base, db, in_transaction

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"  # 23 letters, a prime number, without I, O and Z, which look like 1, 0 and 2
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"  # 31 signs, a prime number, none that looks like another


class Counter(Base):
    """A gap-free counter: its row is locked until the number it gave is stored, or given back by a rollback."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, comment="the last number given")


def next_number(name: str) -> int:
    """The next number of the counter `name`, 1 first. Needs an open transaction."""
    if not in_transaction():
        raise RuntimeError("A number is given only inside the transaction that uses it.")
    insert = pg_insert if db.engine.dialect.name == "postgresql" else sqlite_insert
    db.session.execute(insert(Counter).values(name=name, value=0).on_conflict_do_nothing())
    row = db.session.scalars(select(Counter).where(Counter.name == name).with_for_update()).one()
    db.session.refresh(row)
    row.value += 1
    db.session.flush()
    return row.value


def next_numbers(name: str, count: int) -> range:
    """The next `count` numbers of the counter `name`, taken together. Needs an open transaction."""
    if not count:
        return range(0)
    first = next_number(name)
    row = db.session.get_one(Counter, name)
    row.value += count - 1
    db.session.flush()
    return range(first, first + count)


def check_letter(body: str) -> str:
    """The letter that makes a mistyped digit, or two swapped, be noticed: weighted sum modulo 23."""
    total = sum(weight * int(sign, 36) for weight, sign in enumerate(reversed(body.replace("-", "")), start=2))
    return LETTERS[total % 23]


def register_number(number: int) -> str:
    """`H-00042-K`: given to a home on first knowledge, for ever."""
    body = f"H-{number:05d}"
    return f"{body}-{check_letter(body)}"


def certificate_number(year: int, number: int) -> str:
    """`SCPA-2026-00042-K`, gap-free in its year."""
    body = f"SCPA-{year}-{number:05d}"
    return f"{body}-{check_letter(body)}"


def measure_number(year: int, number: int) -> str:
    """`M-2026-00042-K`, gap-free in its year."""
    body = f"M-{year}-{number:05d}"
    return f"{body}-{check_letter(body)}"


def well_formed(code: str) -> bool:
    """Whether the check letter of a register or certificate number fits."""
    body, _, letter = code.strip().upper().rpartition("-")
    return bool(body) and len(letter) == 1 and body.replace("-", "").isalnum() and check_letter(body) == letter


def random_code(prefix: str, length: int = 6) -> str:
    """A code without meaning, such as a child's (DP03): random signs and a check sign, `C-7K2M9P-X`."""
    return with_check_sign(prefix, [secrets.choice(CODE_LETTERS) for _ in range(length)])


def with_check_sign(prefix: str, signs: Sequence[str]) -> str:
    """These signs of CODE_LETTERS as a code, with the sign that makes a slip be noticed."""
    total = sum(weight * CODE_LETTERS.index(sign) for weight, sign in enumerate(signs, start=2))
    return f"{prefix}-{''.join(signs)}-{CODE_LETTERS[total % 31]}"


def check_digit(digits: str) -> str:
    """The ninth digit of a child's answer number (Damm's method: every single error and swap is noticed)."""
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return str(interim)


def answer_number() -> str:
    """Nine digits, eight of them random, the last one the check digit."""
    digits = "".join(secrets.choice("0123456789") for _ in range(8))
    return digits + check_digit(digits)


def answer_number_fits(digits: str) -> bool:
    """Whether nine digits can be an answer number at all."""
    return len(digits) == 9 and digits.isascii() and digits.isdigit() and check_digit(digits[:8]) == digits[8]


DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
