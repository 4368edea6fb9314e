"""Calls that draw one random number, whose block form gives the very same stream."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .. import flow, shapes, values
from ..callees import called, reads
from ..facts import Facts
from ..infer import plain_elements
from ..shaping import shapes_of
from ..source import FUNCTIONS

ARGUMENTS = {
    **dict.fromkeys(("beta", "gamma", "laplace", "logistic", "lognormal", "normal", "uniform"), 2),
    **dict.fromkeys(("binomial", "integers", "randint"), 2),
    **dict.fromkeys(("chisquare", "exponential", "geometric", "pareto", "poisson"), 1),
    **dict.fromkeys(("rayleigh", "standard_t", "weibull", "choice"), 1),
    **dict.fromkeys(("rand", "randn", "random", "standard_normal", "standard_exponential"), 0),
    **{"random_sample": 0, "triangular": 3, "choices": 2},
}
"""Method → how many numbers it takes before `size`."""
_OWN_TYPES = frozenset({"integers", "choice"})
"""Methods that give numpy's scalars, which a list made of the array holds as well."""
_POSITIONAL_SIZE = frozenset({"rand", "randn"})
_LEGACY = "numpy.random."
_MAKERS = ("numpy.random.default_rng", "numpy.random.RandomState")


@dataclass(frozen=True)
class Draw:
    """One call: where it draws from (a name, or a module's own generator), and what."""

    node: ast.expr
    call: ast.Call
    owner: str
    method: str
    text: str

    def block(self, count: str, facts: Facts) -> str:
        """The same call for so many numbers, as a list of what single calls give."""
        segment = facts.source.segment(self.call)
        given = segment[:-1].rstrip().rstrip(",")
        comma = "" if given.endswith("(") else ", "
        if self.method == "choices":
            return f"{given}{comma}k={count})"
        word = "" if self.method in _POSITIONAL_SIZE else "size="
        drawn = f"{given}{comma}{word}{count})"
        return f"list({drawn})" if self._numpy_scalars(facts) else f"{drawn}.tolist()"

    def _numpy_scalars(self, facts: Facts) -> bool:
        if self.method not in _OWN_TYPES:
            return False
        return self.method == "integers" or facts.kind_of(self.call.args[0]) != "int"


def draw_of(node: ast.Call, facts: Facts) -> Draw | None:
    """What a call draws, where one call for many numbers would draw the same ones."""
    called_ = node.func
    if not isinstance(called_, ast.Attribute) or called_.attr not in ARGUMENTS:
        return None
    method, full = called_.attr, facts.full_name(called_) or ""
    if method == "choices":
        return _first_choice(node, full, facts)
    if full == _LEGACY + method and method != "integers":
        owner = "numpy.random"
    elif isinstance(called_.value, ast.Name) and is_generator(called_.value, facts):
        owner = called_.value.id
    else:
        return None
    most = ARGUMENTS[method]
    if method == "choice":
        fit = _is_flat(node.args[0], facts) if len(node.args) == 1 else False
        if not fit or any(k.arg != "p" for k in node.keywords):
            return None
    elif len(node.args) > most or any(k.arg in ("size", "dtype", "endpoint", None)
                                      for k in node.keywords):  # fmt: skip
        return None
    given = [*node.args, *(k.value for k in node.keywords)]
    if method != "choice" and not all(is_number(part, facts) for part in given):
        return None
    if method in ("integers", "randint", "binomial", "poisson") and not given:
        return None
    return Draw(node, node, owner, method, facts.source.segment(node))


def _first_choice(node: ast.Call, full: str, facts: Facts) -> Draw | None:
    """`random.choices(items, weights=w)[0]`."""
    item = facts.source.parents[node]
    first = isinstance(item, ast.Subscript) and item.value is node
    if full != "random.choices" or not first or len(node.args) not in (1, 2):
        return None
    index = item.slice  # type: ignore[attr-defined]
    if not (isinstance(index, ast.Constant) and index.value == 0):
        return None
    if any(k.arg not in ("weights", "cum_weights") for k in node.keywords):
        return None
    assert isinstance(item, ast.Subscript)
    return Draw(item, node, "random", "choices", facts.source.segment(item))


def is_generator(name: ast.Name, facts: Facts) -> bool:
    value = facts.assigned(name)
    if isinstance(value, ast.Call) and facts.full_name(value.func) in _MAKERS:
        return True
    return facts.every(
        name,
        lambda v: (
            type(v).__name__ in ("Generator", "RandomState")
            and type(v).__module__.startswith("numpy.random")
        ),
    )


def _is_flat(node: ast.expr, facts: Facts) -> bool:
    """True for what scalars are chosen from: a number, a list of scalars, an array of one axis."""
    if shapes.within(shapes_of(node, facts), "int"):
        return True
    if facts.samples(node):
        return facts.every(node, _is_flat_value)
    if isinstance(node, ast.List | ast.Tuple) and node.elts:
        return all(is_number(one, facts) or facts.kind_of(one) == "str" for one in node.elts)
    return plain_elements(node, facts)


def _is_flat_value(value: Any) -> bool:
    if values.kind_of(value) == "ndarray":
        return bool(value.ndim == 1)
    held = shapes.elements(shapes.of_value(value))
    return shapes.within(held, "int", "float", "str", "bool")


def is_number(node: ast.expr, facts: Facts) -> bool:
    if shapes.numeric(shapes_of(node, facts)) or facts.every(node, _numeric_value):
        return True
    if isinstance(node, ast.BinOp):
        return is_number(node.left, facts) and is_number(node.right, facts)
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand, facts)
    full = facts.full_name(node.func) if isinstance(node, ast.Call) else None
    return full is not None and full.startswith("math.")


def _numeric_value(value: object) -> bool:
    import numpy

    return isinstance(value, int | float | numpy.integer | numpy.floating)


class Drawn(Protocol):
    """Something that draws, by a call."""

    @property
    def owner(self) -> str: ...

    @property
    def call(self) -> ast.Call: ...


def alone(draws: Sequence[Drawn], loop: ast.AST, facts: Facts) -> bool:
    """True where nothing else in a loop draws from the same generator, directly or in a call."""
    owner = draws[0].owner
    own = {id(draw.call) for draw in draws}
    if owner in ("numpy.random", "random"):
        return not any(
            _may_draw(part, facts) for part in ast.walk(loop)
            if isinstance(part, ast.Call) and id(part) not in own
        ) and not any(_mentions_random(body) for body in called(loop, facts))  # fmt: skip
    uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == owner]
    inside = sum(isinstance(d.call.func, ast.Attribute) for d in draws)
    statements = [loop] if isinstance(loop, ast.stmt) else [facts.source.statement(loop)]
    if len(uses) != inside or reads(statements, owner, facts):
        return False
    return not (facts.aliases_of(owner) - {owner}) & flow.loads(loop)


def _mentions_random(function: ast.AST) -> bool:
    parts = ast.walk(function)
    return any(
        "random" in getattr(part, "attr", "") or "random" in getattr(part, "id", "")
        for part in parts
    )


_QUIET = flow.words("append add extend insert update setdefault pop")


def _may_draw(call: ast.Call, facts: Facts) -> bool:
    """True for a call of something unknown, which may use the library's own generator."""
    function = call.func
    full = facts.full_name(function)
    if full is not None:
        safe = ("numpy.", "math.", "statistics.", "itertools.", "collections.", "operator.")
        return not full.startswith(safe) or full.startswith(_LEGACY)
    if isinstance(function, ast.Name):
        known = facts.is_builtin(function.id, at=function) or facts.definition(function.id)
        return not known
    name = function.attr if isinstance(function, ast.Attribute) else ""
    return name not in flow.QUIET_METHODS | _QUIET or name == "sample"


def always(node: ast.AST, loop: ast.AST, facts: Facts) -> bool:
    """True where each round of a loop evaluates `node` exactly once."""
    child = node
    for parent in facts.source.ancestors(node):
        if parent is loop:
            return True
        if isinstance(parent, ast.IfExp | ast.If) and child is not parent.test:
            return False
        if isinstance(parent, ast.BoolOp) and child is not parent.values[0]:
            return False
        if isinstance(parent, ast.Compare) and child not in (parent.left, parent.comparators[0]):
            return False
        if isinstance(parent, ast.For) and child is not parent.iter:
            return False
        if isinstance(parent, ast.comprehension):
            return False
        if isinstance(parent, (*FUNCTIONS, ast.While, ast.Try, ast.With, ast.Match, ast.Assert)):
            return False
        if isinstance(parent, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            return False
        child = parent
    return False
