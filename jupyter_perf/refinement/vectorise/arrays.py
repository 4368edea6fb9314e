"""The numpy arrays of what the user has: arrays, columns, lists of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..source import Decline
from .parts import Part
from .types import Many

if TYPE_CHECKING:
    from .terms import Terms


def array(part: Part, terms: Terms) -> str:
    """The text of a numpy array of the collection's numbers."""
    many, text, np = part.many, part.text, terms.inputs.numpy()
    terms.note(_array_text(many, text, np), many)
    made = _array_text(many, text, np)
    if many.form == "list" and made not in terms.inputs.arrays:
        terms.inputs.arrays[made] = text
        for test in _plain(text, many, terms):
            terms.inputs.guard(test)
    return made


def _array_text(many: Many, text: str, np: str) -> str:
    if many.form == "array":
        return text
    return f"{text}.to_numpy()" if many.form == "series" else f"{np}.array({text})"


def _plain(text: str, many: Many, terms: Terms) -> list[str]:
    """Tests that a list holds numbers of one kind, and whole ones no larger than `LARGE`."""
    depth, tests = many.depth, []
    if depth > 2:
        raise Decline("lists in lists in lists")
    if many.boxed and not text.isidentifier():
        raise Decline("a list of numpy's numbers that has no name")
    given = text.isidentifier() and (many.boxed or not terms.inputs.is_sure(text))
    if given:
        tests.append(f"type({text}) is list")
        scalar = {"float": "float64", "int": "int64"}.get(many.kind, many.kind)
        item = f"{terms.inputs.numpy()}.{scalar}" if many.boxed else many.kind
        row = f"set(map(type, {text})) == {{{item}}}"
        rows = f"all(set(map(type, row)) == {{{many.kind}}} for row in {text})"
        tests.append(row if depth == 1 else rows)
    if depth == 2:
        tests.append(f"len(set(map(len, {text}))) == 1")
        if many.kind == "int":
            # Rows without numbers have no least one.
            tests[-1] += f" and all({text})"
    if many.kind == "int" and not many.boxed:
        low = f"min({text})" if depth == 1 else f"min(map(min, {text}))"
        high = f"max({text})" if depth == 1 else f"max(map(max, {text}))"
        tests.append(f"-(2**20) <= {low} <= {high} <= 2**20")
    return tests
