"""Texts that look alike, or like numbers, and aren't."""

from __future__ import annotations

import random
import re
from typing import Any

from .columns import Column

STRANGE_TEXT = ("", " ", "ß", "İ", "é", "e\u0301", "日本", "\u200b", "a\nb", "\t", "NaN", "None",
                "0", "-1", "1e5", "²", "٣", "1.5", "1_0", "A" * 300, "\U0001f600",
                "'\"\\")  # fmt: skip


def strange(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Another text altogether."""
    return STRANGE_TEXT[(at + chance.randrange(3)) % len(STRANGE_TEXT)]


def recased(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Upper for lower case, or blanks around it."""
    return value.swapcase() if at % 2 else f" {value} " if isinstance(value, str) else value


def respelled(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Numbers and dates in other spellings: with blanks, signs, without zeros and separators."""
    if not isinstance(value, str):
        return value
    spellings = (
        f" {value}",
        f"{value} ",
        re.sub(r"\b0+(?=\d)", "", value),
        f"-{value}",
        f"0{value}",
        re.sub(r"(?<=\d)[-/.](?=\d)", "", value),
        f"{value}.0",
        value.replace(" ", "\t"),
        f"{value}²",
    )
    return spellings[(at + chance.randrange(2)) % len(spellings)]


def accented(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """A letter beyond ASCII at the end, and now and then a blank beyond ASCII after it."""
    if not isinstance(value, str):
        return value
    return f"{value}é\u00a0" if at % 3 == 0 else f"{value}é"


def digits_beyond_ascii(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Digits that `int` reads, or that only look like digits."""
    if not isinstance(value, str):
        return value
    return value.translate(_DIGITS[at % len(_DIGITS)])


_DIGITS = tuple(str.maketrans("0123456789", digits) for digits in ("٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
