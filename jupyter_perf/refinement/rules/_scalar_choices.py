"""Texts that are chosen by conditions: by their numbers, of which a column of texts is made.

An array of texts is as wide as the longest one, and to make a column of it costs more than all of
the tests; a few texts, taken by number, cost next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """`yes if test else no`; a side is a text as it is written, or another choice."""

    test: str
    yes: Choice | str
    no: Choice | str


def words(choice: Choice) -> list[str]:
    """The texts that are chosen from, each once, in the order in which they are written."""
    found: list[str] = []
    for side in (choice.yes, choice.no):
        found += words(side) if isinstance(side, Choice) else [side]
    return list(dict.fromkeys(found))


def numbered(choice: Choice | str, among: list[str], np: str) -> str:
    """An expression of the numbers that the chosen texts have in `among`."""
    if isinstance(choice, str):
        return str(among.index(choice))
    cases: list[tuple[str, Choice | str]] = []
    rest: Choice | str = choice
    while isinstance(rest, Choice):
        cases.append((rest.test, rest.yes))
        rest = rest.no
    if len(cases) == 1:
        (test, yes) = cases[0]
        return f"{np}.where({test}, {numbered(yes, among, np)}, {numbered(rest, among, np)})"
    tests = ", ".join(test for test, _ in cases)
    chosen = ", ".join(numbered(yes, among, np) for _, yes in cases)
    return f"{np}.select([{tests}], [{chosen}], default={numbered(rest, among, np)})"


def as_column(choice: Choice, index: str, np: str, pd: str) -> str:
    """A Series of the chosen texts, with an index of the same length and no name."""
    among = words(choice)
    return (
        f"{pd}.Series([{', '.join(among)}]).take({numbered(choice, among, np)}).set_axis({index})"
    )
