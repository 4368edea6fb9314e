"""Numbers that Python's own `random` draws, drawn by numpy from the same state.

Both are the Mersenne Twister of Matsumoto and Nishimura, ACM TOMACS 8 (1998): both make a float of
53 bits of two of its words, and Python draws a whole number by taking the upper bits of one word
after another until they are small enough.
"""

from __future__ import annotations

import ast
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..facts import Facts
from ..rules._draws import Draw, is_number
from ..source import Decline
from .vector import Vector

if TYPE_CHECKING:
    from .body import Body

FLOATS, WHOLES = "uniform_draws", "whole_draws"
_HELPERS = {
    FLOATS: '''
def {name}(size):
    """So many of {random}.random(), from the same state, and leaving the same one."""
    version, words, gauss = {random}.getstate()
    generator = {np}.random.RandomState()
    generator.set_state(("MT19937", words[:-1], words[-1]))
    drawn = generator.random_sample(size)
    words, place = generator.get_state()[1:3]
    {random}.setstate((version, (*words.tolist(), place), gauss))
    return drawn
''',
    WHOLES: '''
def {name}(below, size):
    """So many of {random}.randrange(below), from the same state, and leaving the same one."""
    version, words, gauss = {random}.getstate()
    start = "MT19937", words[:-1], words[-1]
    generator, wanted = {np}.random.RandomState(), int({np}.prod(size))
    tries, kept = 0, []
    while len(kept) < wanted:
        # Of the upper bits of a word, at least half are small enough.
        tries += 2 * wanted + 100
        generator.set_state(start)
        drawn = generator.randint(2**32, size=tries, dtype={np}.uint32)
        drawn >>= 32 - below.bit_length()
        kept = {np}.flatnonzero(drawn < below)[:wanted]
    generator.set_state(start)
    generator.randint(2**32, size=kept[-1] + 1, dtype={np}.uint32)
    words, place = generator.get_state()[1:3]
    {random}.setstate((version, (*words.tolist(), place), gauss))
    return drawn[kept].astype(int).reshape(size)
''',
}
_ARGUMENTS = {
    "random.random": (0,),
    "random.uniform": (2,),
    "random.randint": (2,),
    "random.randrange": (1, 2),
    "random.choice": (1,),
}
LARGE = 2**20
FEWEST = 1000
"""Reading and setting the state takes as long as drawing so many one by one."""


@dataclass(frozen=True)
class PythonDraw(Draw):
    """A call of Python's own `random`; `numbers` are those that it chooses from, first and last
    of a range or all of a list; none for floats."""

    numbers: tuple[int | float, ...] = ()

    def vector(self, name: str, rounds: tuple[int, ...]) -> Vector:
        """What it gives in all rounds, under a name."""
        if not all(type(number) is int for number in self.numbers) or not self.numbers:
            return Vector(name, "float", False, rounds)
        least, most = min(self.numbers), max(abs(number) for number in self.numbers)
        signs = {"natural": least >= 0, "positive": least > 0}
        return Vector(name, "int", False, rounds, bound=int(most), **signs)  # type: ignore[arg-type]


def python_draw(node: ast.Call, facts: Facts) -> PythonDraw | None:
    """What a call of a function of `random` draws; None for any other."""
    full = facts.full_name(node.func) or ""
    if len(node.args) not in _ARGUMENTS.get(full, ()) or node.keywords:
        return None
    method = full.removeprefix("random.")
    numbers: tuple[int | float, ...] | None = ()
    if method in ("randint", "randrange"):
        numbers = _range(method, node.args)
    elif method == "choice":
        numbers = _listed(node.args[0])
    elif not all(is_number(argument, facts) for argument in node.args):
        numbers = None
    if numbers is None:
        return None
    return PythonDraw(node, node, "random", method, facts.source.segment(node), numbers)


def _range(method: str, given: list[ast.expr]) -> tuple[int, int] | None:
    """The first and the last of the whole numbers that may be drawn."""
    ends = [_number(one) for one in given]
    if not all(type(end) is int for end in ends):
        return None
    first, last = (ends[0], ends[-1]) if len(ends) > 1 else (0, ends[0])
    assert isinstance(first, int)
    assert isinstance(last, int)
    last -= method == "randrange"
    return (first, last) if -LARGE <= first <= last <= LARGE else None


def _listed(node: ast.expr) -> tuple[int | float, ...] | None:
    """The numbers of a list that is written out, all of one type."""
    if not isinstance(node, ast.List | ast.Tuple) or not node.elts:
        return None
    found = [_number(one) for one in node.elts]
    known = tuple(one for one in found if one is not None and abs(one) <= LARGE)
    return known if len(known) == len(found) and len(set(map(type, known))) == 1 else None


def _number(node: ast.expr) -> int | float | None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError):
        return None
    return value if type(value) in (int, float) else None


def python_block(draw: PythonDraw, shape: str, body: Body) -> str:
    """The text that draws so many of them, by a function that is defined for it."""
    facts = body.inputs.facts
    known = math.prod(int(part) for part in re.findall(r"\b\d+\b", shape))
    sure = not re.search(r"[A-Za-z]", shape)
    if (sure or facts.source.loops(body.inputs.loop)) and not (sure and known >= FEWEST):
        raise Decline("too few numbers at once")
    if draw.method == "choice":
        listed = facts.source.segment(draw.call.args[0])
        drawn = _called(WHOLES, f"{len(draw.numbers)}, {shape}", draw, body)
        return f"{body.inputs.numpy()}.array({listed})[{drawn}]"
    if draw.numbers:
        first, last = draw.numbers
        drawn = _called(WHOLES, f"{last - first + 1}, {shape}", draw, body)
        return f"{first} + {drawn}" if first else drawn
    drawn = _called(FLOATS, shape, draw, body)
    if draw.method == "random":
        return drawn
    low, high = (_bracketed(argument, facts) for argument in draw.call.args)
    return f"{low} + ({high} - {low}) * {drawn}"


def _called(name: str, given: str, draw: Draw, body: Body) -> str:
    """A call of the helper, which is defined where the source hasn't one yet."""
    facts, inputs, called = body.inputs.facts, body.inputs, draw.call.func
    if isinstance(called, ast.Attribute):
        random = facts.source.segment(called.value)
    else:
        random, line = facts.module("random")
        inputs.imports += [line] if line and line not in inputs.imports else []

    def text(name: str) -> str:
        return _HELPERS[base].format(name=name, random=random, np=inputs.numpy()).strip()

    base, known = name, facts.definition(name)
    if known is None or ast.unparse(known) != ast.unparse(ast.parse(text(name))):
        name = facts.fresh(name)
        inputs.helpers += [text(name)] if text(name) not in inputs.helpers else []
    return f"{name}({given})"


def _bracketed(node: ast.expr, facts: Facts) -> str:
    text = facts.source.segment(node)
    return text if isinstance(node, ast.Name | ast.Constant | ast.UnaryOp) else f"({text})"
