"""Long texts with one aspect changed: lines or words fewer, repeated, in another order, spelt
otherwise. A text that is a table keeps its first line, which may name the columns."""

from __future__ import annotations

import random
from typing import Any

from .columns import Column
from .elements import SCALAR_CHANGES, ElementChange
from .forms import LINES, SEPARATORS, TABLE, WORDS

FEW_LINES, FEW_WORDS = 60, 120
"""A change starts from so many."""
_EVERY = 3
_FOREIGN = str.maketrans("aeos", "áéöß")


def _split(text: str) -> tuple[list[str], str]:
    """Few of the lines, and what ends the last one ("" or a line end)."""
    lines = text.splitlines()[:FEW_LINES]
    return lines, "\n" if text.endswith("\n") else ""


def _joined(lines: list[str], end: str) -> str:
    return "\n".join(lines) + end


def first_line(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    lines, end = _split(value)
    return _joined(lines[:1], end)


def few_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    lines, end = _split(value)
    return _joined(lines[: chance.choice((2, 3))], end)


def shuffled_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    (first, *rest), end = _split(value)
    return _joined([first, *chance.sample(rest, len(rest))], end)


def repeated_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    (first, *rest), end = _split(value)
    return _joined([first, *chance.choices(rest[:_EVERY], k=2 * _EVERY), *rest], end)


def blank_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    (first, *rest), end = _split(value)
    rest.insert(chance.randint(0, len(rest)), "")
    rest.insert(chance.randint(0, len(rest)), "   ")
    return _joined([first, *rest, ""], end)


def short_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Some lines end in the middle: fields are missing."""
    (first, *rest), end = _split(value)
    return _joined([first, *(_cut(line) if n % _EVERY == 0 else line
                             for n, line in enumerate(rest))], end)  # fmt: skip


def _cut(line: str) -> str:
    return line[: len(line) // 2]


def long_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Some lines say everything twice: there are more fields."""
    (first, *rest), end = _split(value)
    mark = next((mark for mark in SEPARATORS if mark in first), " ")
    return _joined([first, *(f"{line}{mark}{line}" if n % _EVERY == 0 else line
                             for n, line in enumerate(rest))], end)  # fmt: skip


def other_end(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """With a line end at the end where there was none, and the other way round."""
    lines, end = _split(value)
    return _joined(lines, "" if end else "\n")


def windows_ends(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    lines, end = _split(value)
    return "\r\n".join(lines) + ("\r\n" if end else "")


def other_case(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    (first, *rest), end = _split(value)
    return _joined([first, *(line.swapcase() for line in rest)], end)


def odd_blanks(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    (first, *rest), end = _split(value)
    return _joined([first, *(f" {line.replace(' ', '  ')}\t" for line in rest)], end)


def foreign_lines(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    (first, *rest), end = _split(value)
    return _joined([first, *(line.translate(_FOREIGN) for line in rest)], end)


def other_digits(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Each digit is another one; first digits stay, so that days and hours mostly do."""
    (first, *rest), end = _split(value)
    return _joined([first, *("".join(_other(line, n, chance) for n in range(len(line)))
                             for line in rest)], end)  # fmt: skip


def _other(line: str, at: int, chance: random.Random) -> str:
    inner = at > 0 and line[at - 1].isdecimal()
    return chance.choice("0123456789") if inner and line[at].isdecimal() else line[at]


def negative(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Numbers at the beginning of a field become negative, and have decimals."""
    (first, *rest), end = _split(value)
    mark = next((mark for mark in SEPARATORS if mark in first), " ")
    return _joined([first, *(mark.join(f"-{f}.5" if f.isdecimal() and n % 2 else f
                                       for n, f in enumerate(line.split(mark), row))
                             for row, line in enumerate(rest))], end)  # fmt: skip


def _words(text: str) -> list[str]:
    return text.split()[:FEW_WORDS]


def containing(text: str, form: str, word: str, chance: random.Random) -> str:
    """The text with `word` as some of its fields or words."""
    if form == WORDS:
        return _with(_words(text), word, " ", chance)
    (first, *rest), end = _split(text)
    mark = next((mark for mark in SEPARATORS if mark in first), " ")
    return _joined([first, *(_with(line.split(mark), word, mark, chance) for line in rest)], end)


def _with(parts: list[str], word: str, mark: str, chance: random.Random) -> str:
    """One in four of the parts replaced, at least one."""
    changed = chance.sample(range(len(parts)), max(1, len(parts) // 4))
    return mark.join(word if at in changed else part for at, part in enumerate(parts))


def few_words(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    return " ".join(_words(value)[:2])


def shuffled_words(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    words = _words(value)
    return " ".join(chance.sample(words, len(words)))


def repeated_words(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    words = _words(value)
    return " ".join([*words, *chance.choices(words[:_EVERY], k=2 * _EVERY)])


def words_in_case(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    return " ".join(word.swapcase() if n % 2 else word for n, word in enumerate(_words(value)))


def words_apart(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    """Blanks of other kinds and numbers between the words, punctuation after some."""
    gaps = ("  ", "\t", "\n", " - ", "... ", ", ", "\u00a0", " 7 ")
    return "".join(word + gaps[n % len(gaps)] for n, word in enumerate(_words(value)))


def foreign_words(value: Any, at: int, chance: random.Random, column: Column) -> Any:
    return " ".join(f"{word}é" if n % 2 else word.replace("s", "ß")
                    for n, word in enumerate(_words(value)))  # fmt: skip


_OF_LINES = (
    ElementChange("first line only", first_line),
    ElementChange("lines in another order", shuffled_lines),
    ElementChange("short lines", short_lines),
    ElementChange("repeated lines", repeated_lines),
    ElementChange("blank lines", blank_lines),
    ElementChange("other digits", other_digits),
    ElementChange("Windows line ends", windows_ends),
    ElementChange("other case", other_case),
    ElementChange("few lines", few_lines),
    ElementChange("more blanks", odd_blanks),
    ElementChange("negative numbers with decimals", negative),
    ElementChange("long lines", long_lines),
    ElementChange("another end", other_end),
    ElementChange("letters beyond ASCII", foreign_lines),
)
_OF_WORDS = (
    ElementChange("few words", few_words),
    ElementChange("words in another order", shuffled_words),
    ElementChange("repeated words", repeated_words),
    ElementChange("other case", words_in_case),
    ElementChange("punctuation and blanks", words_apart),
    ElementChange("letters beyond ASCII", foreign_words),
)
_EMPTY, *_ALTOGETHER = SCALAR_CHANGES["str"]
_BY_FORM = {
    TABLE: (_EMPTY, *_OF_LINES),
    LINES: (_EMPTY, *_OF_LINES, *_ALTOGETHER),
    WORDS: (_EMPTY, *_OF_WORDS, *_ALTOGETHER),
}


def changes(column: Column) -> tuple[ElementChange, ...]:
    """The changes of a long text, by its form; empty for any other column.

    Only a table isn't replaced by another text altogether: what reads one is made for no such text.
    """
    return _BY_FORM.get(column.form, ())
