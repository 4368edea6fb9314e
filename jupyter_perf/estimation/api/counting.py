"""How many tokens a text is where no tokenizer is at hand: a value with its range, by script.

Words, numbers and marks are counted as the vocabularies in use cut them; scripts other than Latin
by their bytes. Ranges are what four published vocabularies (cl100k, o200k, those of Claude 2 and of
Mistral Nemo) count of texts in `tests/estimation/api/test_counting.py`, which keeps their counts:
those of English are within 10% of each other, numbers differ by two (some take digits one by one),
and other scripts by two to four, because older vocabularies hardly know them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ...core.ranges import Range

# One space belongs to the word after it.
_PIECE = re.compile(r"[A-Za-z]+|[0-9]+|\s+|[!-/:-@\[-`{-~]+")
_WORD_CHARS = 8.0
"""Up to here most English words are one token; identifiers are cut at their capitals besides."""
_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]|[A-Z]{3,}")
# Bytes a token: usual, most (fewest tokens), least (most tokens).
_BYTES = {
    "cyrillic": (3.2, 6.6, 1.6),
    "cjk": (2.8, 4.4, 2.0),
    "other": (3.2, 7.6, 1.55),
    "emoji": (1.6, 3.1, 1.0),
}
# Latin letters with accents are in languages whose words are cut more often than English ones.
_FOREIGN = (1.35, 0.85, 2.3)
_FEW_ACCENTS = 0.01
_ASCII = (0.95, 0.80, 1.15)


def tokens(text: str) -> Range:
    """Of `text`; 0 for none. Time is linear in its length."""
    if not text:
        return Range(0.0, 0.0, 0.0)
    words = digits = other = 0.0
    for piece in _PIECE.findall(text):
        head = piece[0]
        if head.isalpha():
            words += max(1.0, len(piece) / _WORD_CHARS) + len(_CAPITAL.findall(piece)) / 2
        elif head.isdigit():
            digits += len(piece)
        else:
            other += _marks(piece)
    scripts = Counter[str]() if text.isascii() else _scripts(text)
    accented = scripts.pop("latin", 0) > _FEW_ACCENTS * len(text)
    low_value_high = _FOREIGN if accented else _ASCII
    value, low, high = ((words + other) * share for share in low_value_high)
    # Three digits a token, or each its own.
    value, low, high = value + 0.55 * digits, low + digits / 3, high + 1.15 * digits
    for script, size in scripts.items():
        usual, most, least = _BYTES[script]
        value, low, high = value + size / usual, low + size / most, high + size / least
    return Range(max(value, low), low, max(high, value))


def total(ranges: Iterable[Range]) -> Range:
    """The sum; errors are of one kind and don't cancel."""
    parts = list(ranges)
    return Range(
        sum(part.value for part in parts),
        sum(part.low for part in parts),
        sum(part.high for part in parts),
    )


def _marks(piece: str) -> float:
    """Of white space or punctuation: a run of it is one token or two, a single space none."""
    if piece == " ":
        return 0.0
    return 1.0 if piece.isspace() else 1.0 + (len(piece) - 1) / 3


def _scripts(text: str) -> Counter[str]:
    """Bytes outside of ASCII, by script."""
    found: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if not char.isascii():
            found[_script(char)] += len(char.encode("utf-8", "surrogatepass")) * times
    return found


def _script(char: str) -> str:
    code = ord(char)
    if code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x2010 <= code < 0x2070:
        return "latin"
    if 0x370 <= code < 0x530:
        return "cyrillic"
    if 0x3000 <= code < 0xD7B0 or 0xF900 <= code < 0xFB00 or 0xFF00 <= code < 0xFFF0:
        return "cjk"
    if code >= 0x10000 or unicodedata.category(char) in ("So", "Sk", "Mn", "Cf"):
        return "cjk" if 0x20000 <= code < 0x32000 else "emoji"
    return "other"
