"""A `for` loop as a rewrite: the array form, the guards beside it, and the loop kept for others."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..rules._guarded import is_fallback
from ..rules._place import start
from ..rules._rule import Rewrite
from ..source import Decline
from .body import Body, appended
from .inputs import Inputs
from .results import Results
from .running import Again
from .types import Many, type_of
from .vector import Vector

ATTEMPTS = 4
"""Types of running values are guessed, and worked out again, so many times."""
WIDTH = 92
PAYS = 1.6
_COSTS = {ast.BinOp: 35, ast.Pow: 90, ast.Compare: 35, ast.Call: 90, ast.Subscript: 35,
          ast.AugAssign: 35, ast.Assign: 8, ast.If: 8, ast.IfExp: 8, ast.UnaryOp: 20}  # fmt: skip
FEWEST = 24
"""Loops of fewer rounds aren't worth an array."""
BUILTINS = ("len", "type", "abs", "set", "map", "min", "max", "all", "zip", "list", "range")
_DATA = re.compile(r"\.(any|all|min|max)\(|abs\(|set\(|min\(|max\(|may_share")
_STAGES = ("type(", ".dtype", ".ndim")


def vectorised(node: ast.For, facts: Facts) -> Rewrite | None:
    """The rewrite of a loop; None, or Decline, where it can't be told to be right."""
    if is_fallback(node, facts) or is_kept(node, facts):
        return None
    if not facts.is_builtin(*BUILTINS, at=node):
        raise Decline("a built-in function is something else here")
    text = facts.source.block_text(node)
    if text is None:
        raise Decline("text that can't be indented")
    guesses: dict[str, Vector] = {}
    for _ in range(ATTEMPTS):
        body = _body(node, facts, guesses)
        try:
            body.run_loop(node)
        except Again:
            continue
        return _written(node, body, text)
    return None


def is_kept(node: ast.For, facts: Facts) -> bool:
    """True for a loop that stays beside its array form, in the `else` of a guard."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.If) and len(parent.orelse) == 1:
            kept = parent.orelse[0]
            if (
                isinstance(kept, ast.For)
                and facts.source.inside(node, kept)
                and _rows_only(parent.body)
                and _left(parent.orelse) & _left(parent.body)
            ):
                return True
    return False


def _rows_only(body: list[ast.stmt]) -> bool:
    """True where the only loops are those that fill rows of lists."""
    loops = [node for node in flow.walk(body) if isinstance(node, ast.For)]
    return all("tolist()" in ast.unparse(loop.iter) for loop in loops)


def _left(body: list[ast.stmt]) -> set[str]:
    """Names of arrays, lists and totals that statements change."""
    found = set(appended(body))
    for node in flow.walk(body):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            base = flow.root(node)
            found |= {base.id} if base is not None else set()
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "extend" and isinstance(node.func.value, ast.Name):
                found.add(node.func.value.id)
            if node.func.attr == "at" and node.args and isinstance(node.args[0], ast.Name):
                found.add(node.args[0].id)
    return found | flow.stores(body)


def _body(node: ast.For, facts: Facts, guesses: dict[str, Vector]) -> Body:
    inputs = Inputs(facts, node)
    body = Body(inputs, facts.changed(node), guesses=guesses)
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store):
            base = flow.root(part)
            if base is not None:
                body.written[base.id] = "written"
                fresh = _fresh(base, node, facts)
                if fresh is not None:
                    body.fresh[base.id] = fresh
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
            base = flow.root(part.func)
            if base is not None and part.func.attr not in flow.QUIET_METHODS:
                body.resized.add(base.id)
        elif (
            isinstance(part, ast.Name)
            and isinstance(part.ctx, ast.Load)
            and isinstance(type_of(part, facts), Many)
        ):
            body.rows_read.add(part.id)
    return body


def _fresh(name: ast.Name, loop: ast.For, facts: Facts) -> Vector | None:
    """What all elements hold of an array or list that is made right above the loop."""
    made, found = start(name.id, loop, facts), type_of(name, facts)
    if not isinstance(found, Many) or made is None:
        return None
    value: object = None
    if isinstance(made, ast.Call) and made.args:
        module, _, maker = (facts.full_name(made.func) or "").rpartition(".")
        maker = maker.removesuffix("_like")
        if module == "numpy" and maker in ("zeros", "ones"):
            value = {"float": float, "int": int, "bool": bool}[found.kind](maker == "ones")
    while isinstance(made, ast.ListComp):
        made = made.elt
    if isinstance(made, ast.BinOp) and isinstance(made.op, ast.Mult):
        if isinstance(made.left, ast.List) and len(made.left.elts) == 1:
            only = made.left.elts[0]
            value = only.value if isinstance(only, ast.Constant) else None
    elif isinstance(made, ast.Constant):
        value = made.value
    if type(value).__name__ != found.kind:
        return None
    return Vector(repr(value), found.kind, found.numpy, value=value)


def _written(node: ast.For, body: Body, text: str) -> Rewrite:
    inputs = body.inputs
    lines = Results(body, node).write()
    refuse_short(body)
    pays(node.body, body)
    guards, runs = ordered_guards(body)
    fast = "\n".join(shared(lines, body))
    if body.quiet:
        fast = f'with {inputs.numpy()}.errstate(all="ignore"):\n{indented(fast)}'
    imports = tuple(inputs.imports)
    if not guards:
        return Rewrite((Instead(node, fast),), imports)
    test = spread_test(guards)
    if guards == runs:
        return Rewrite((Instead(node, f"if {test}:\n{indented(fast)}"),), imports)
    new = f"if {test}:\n{indented(fast)}\nelse:\n{indented(text)}"
    return Rewrite((Instead(node, new),), imports)


def ordered_guards(body: Body) -> tuple[list[str], list[str]]:
    """(all tests in the order in which they can be made, those that the outer loop runs)."""
    inputs, axis = body.inputs, body.axes[0]
    if body.finite:
        for array in sorted(body.floats):
            inputs.guard(f"not (abs({array}) > 1e100).any()")
    rest, inputs.guards = inputs.guards, []
    settled = inputs.settled(axis.size if axis.step == 1 else axis.stop)
    if settled.base or settled.offset < 1:
        if axis.start.base:
            inputs.guard(f"{axis.stop.text} > {axis.start.text}")
        else:
            inputs.at_least(axis.stop, axis.start.offset + 1)
    runs, inputs.guards = inputs.guards, rest
    every = sorted(dict.fromkeys([*runs, *rest]), key=_stage)
    return [*_types(inputs), *_once(every, body)], runs


def _once(guards: list[str], body: Body) -> list[str]:
    """Tests in which an array is made of each list once, under a name."""
    for text, source in body.inputs.arrays.items():
        at = [number for number, guard in enumerate(guards) if text in guard]
        if at:
            name = body.inputs.facts.fresh(f"{_word(source)}_array")
            body.named[text] = name
            first, *others = guards[at[0]].split(text, 1)
            rest = others[0].replace(text, name)
            guards = [guard.replace(text, name) for guard in guards]
            guards[at[0]] = f"{first}({name} := {text}){rest}"
    return guards


def pays(nodes: Sequence[ast.AST], body: Body) -> None:
    """Decline where making arrays of lists takes longer than what is done with their elements.

    In nanoseconds, as measured on one machine: only their ratio counts.
    """
    lists = [text for text in body.inputs.arrays.values() if "[" not in text]
    if not lists or len(body.axes) > 1:
        return
    work = sum(_COSTS.get(type(n), 0) for n in flow.walk(nodes))
    tests = " ".join(body.inputs.guards)
    made = sum(25 + 20 * ("set(map" in tests) + 30 * (f"min({text})" in tests) for text in lists)
    if 25 + work < PAYS * (made + 15):
        raise Decline("too little is done with the elements of lists")


def _types(inputs: Inputs) -> list[str]:
    """Tests that names hold arrays of the kinds that the array form is for."""
    found, what = [], {"float": "float64", "int": "int64", "bool": "bool_"}
    for (kind, depth), names in inputs.typed.items():
        np, one = inputs.numpy(), names[0] if len(names) == 1 else "array"
        dtype = f"{np}.{what[kind]}"
        test = f"type({one}) is {np}.ndarray and {one}.dtype == {dtype} and {one}.ndim == {depth}"
        found.append(test if len(names) == 1 else f"all({test} for {one} in ({', '.join(names)}))")
    return found


def refuse_short(body: Body) -> None:
    """Decline where there are known to be few rounds, for which arrays don't pay."""
    rounds = 1
    for axis in body.axes.values():
        try:
            size = body.inputs.settled(axis.size if axis.step == 1 else axis.stop)
        except Decline:
            return
        if size.base:
            return
        rounds *= size.offset
    if rounds < FEWEST:
        raise Decline("too few rounds")


def _stage(guard: str) -> int:
    """Types are tested first, then sizes, then data."""
    if guard.startswith("type(") or any(part in guard for part in _STAGES[1:]):
        return 0 if guard.startswith("type(") else 1
    if guard.startswith("len(set(map(len"):
        return 3
    return 4 if _DATA.search(guard) else 2


def spread_test(guards: list[str]) -> str:
    """A conjunction, on lines of its own where it doesn't fit one."""
    guards = [f"({one})" if " or " in one else one for one in guards]
    line = " and ".join(guards)
    return line if len(line) < WIDTH else "(\n    " + "\n    and ".join(guards) + "\n)"


def indented(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else line for line in text.splitlines())


def shared(lines: list[str], body: Body) -> list[str]:
    """Statements in which what the body names, and what comes again, is worked out once."""
    facts = body.inputs.facts
    trees: list[ast.AST] = list(ast.parse("\n".join(lines)).body)
    puts = [_Put(ast.dump(_parsed(text)), name) for text, name in body.named.items()]
    for put in puts:
        trees = [put.visit(tree) for tree in trees]
    made: dict[str, ast.expr] = {}
    parts = [(f"{_word(source)}_array", text) for text, source in body.inputs.arrays.items()]
    for name, text in reversed(dict.fromkeys([*parts, *body.temporaries])):
        value = _parsed(text)
        for put in puts:
            value = put.put(value)
        if isinstance(value, ast.Name | ast.Subscript):
            continue
        wanted = ast.dump(value)
        every = [*trees, *made.values()]
        count = sum(ast.dump(n) == wanted for t in every for n in _expressions(t))
        if count < 2:
            continue
        new = facts.fresh(name if name.endswith("_array") else f"{name}_values")
        while new in made:
            new += "_"
        put = _Put(wanted, new)
        trees = [put.visit(tree) for tree in trees]
        made = {known: put.put(tree) for known, tree in made.items()}
        made[new] = value
    pairs = _ordered([(name, ast.unparse(tree)) for name, tree in made.items()])
    return [f"{name} = {text}" for name, text in pairs] + [ast.unparse(tree) for tree in trees]


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _expressions(tree: ast.AST) -> list[ast.expr]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.expr)]


class _Put(ast.NodeTransformer):
    """Puts a name where an expression stands."""

    def __init__(self, wanted: str, name: str) -> None:
        self.wanted, self.name = wanted, name

    def put(self, node: ast.expr) -> ast.expr:
        """The expression with the name in it."""
        found: Any = self.visit(node)
        assert isinstance(found, ast.expr)
        return found

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.expr) and ast.dump(node) == self.wanted:
            return ast.Name(self.name, ast.Load())
        return self.generic_visit(node)


def _ordered(made: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names in an order in which each is made before it is used."""
    found: list[tuple[str, str]] = []
    left = list(made)
    while left:
        names = [name for name, _ in left]
        ready = [p for p in left if not any(re.search(rf"\b{n}\b", p[1]) for n in names)]
        if not ready:
            raise Decline("values that need each other")
        found += ready
        left = [part for part in left if part not in ready]
    return found


def _word(text: str) -> str:
    return re.sub(r"\W+", "_", text).strip("_")
