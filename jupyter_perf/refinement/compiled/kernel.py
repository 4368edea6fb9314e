"""Writes the text that is compiled: the original's, with what the machine needs said apart."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from typing import Any

from .. import flow
from .bounds import Bounds
from .calls import INFINITE
from .kinds import FLOATS, WHOLE, Num, Seq
from .results import Result
from .statements import Callee, Statements
from .text_helpers import CLASSES, TEXT_HELPERS

FINITE, EXACT = "finite", "exact"
GIVE_UP = "raise ValueError"
"""What a kernel does where only the original can go on."""


class Writer(ast.NodeTransformer):
    """Changes a copy of one function into what is compiled; `used` are the helpers it calls."""

    def __init__(
        self,
        found: Statements,
        callee: Callee,
        names: Mapping[str, str],
        result: Result | None,
    ) -> None:
        self.found = found
        self.names = names
        self.used: set[str] = set()
        self.copied = copy.deepcopy(callee.node)
        pairs = list(zip(ast.walk(self.copied), ast.walk(callee.node), strict=True))
        self.origin: dict[ast.AST, ast.AST] = dict(pairs)
        self.result = result
        self.original = callee.node

    def text(self, extra: list[str]) -> str:
        """The function's text, with globals that it reads as parameters `extra`."""
        node = self.copied
        self.generic_visit(node)
        node.name = self.names[self.original.name]
        node.returns = None
        if self.result is not None:
            node.args.defaults = []
        parameters = flow.parameters(node)
        names = [ast.arg(p) for p in [*parameters, *extra]]
        defaults = self._defaults(len(extra))
        node.args = ast.arguments([], names, None, [], [], None, defaults)
        if isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant):
            node.body = node.body[1:] or [ast.Pass()]
        return ast.unparse(ast.fix_missing_locations(node))

    def _defaults(self, extra: int) -> list[ast.expr]:
        return [] if extra else self.copied.args.defaults

    def _mark(self, node: ast.AST) -> str:
        return self.found.marks.get(self.origin.get(node, node), "")

    # ---- statements ------------------------------------------------------------------------------

    def visit(self, node: ast.AST) -> Any:
        origin = self.origin.get(node)
        new = super().visit(node)
        if origin is None:
            return new
        if isinstance(node, ast.stmt):
            tests = self.found.tests.get(origin, [])
            made = new if isinstance(new, list) else [new]
            before = [self._round_test(node)] if origin in self.found.assumed else []
            more = [*before, *made, *(self._size_test(t) for t in tests)]
            return more if len(more) > len(made) else new
        if isinstance(new, ast.expr):
            return self._marked(new, self.found.marks.get(origin, ""), origin)
        return new

    def _size_test(self, target: ast.expr) -> ast.stmt:
        bounds: Bounds = self.found.bounds
        text = f"if abs({ast.unparse(target)}) > 2**{bounds.held_bits}:\n    {GIVE_UP}"
        return ast.parse(text).body[0]

    def _round_test(self, loop: ast.stmt) -> ast.stmt:
        """Give up where a loop has no round: the types after it would be others."""
        assert isinstance(loop, ast.For)
        return ast.parse(f"if len({ast.unparse(loop.iter)}) == 0:\n    {GIVE_UP}").body[0]

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        return ast.parse(GIVE_UP).body[0]

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        test = self.visit(node.test)
        return ast.If(ast.UnaryOp(ast.Not(), test), [ast.parse(GIVE_UP).body[0]], [])

    def visit_Return(self, node: ast.Return) -> ast.stmt:
        if self.result is not None and self.origin[node] in self.result.others:
            return ast.parse(GIVE_UP).body[0]
        if self.result is not None and self.result.given:
            return ast.Return(None)
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | None:
        if node.value is None:
            return ast.Pass()
        self.generic_visit(node)
        return ast.Assign([node.target], node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        mark = self._mark(node)
        self.generic_visit(node)
        if mark != "finite":
            return node
        read = ast.parse(ast.unparse(node.target), mode="eval").body
        self.used.add(FINITE)
        return ast.Assign([node.target], _call(FINITE, ast.BinOp(read, node.op, node.value)))

    def visit_Assign(self, node: ast.Assign) -> Any:
        rows = [self._row(t) for t in node.targets]
        self.generic_visit(node)
        if not any(rows):
            return node
        name = ast.Name(self.found.facts.fresh("row"), ast.Store())
        pairs = zip(node.targets, rows, strict=True)
        node.targets = [name, *(t for t, row in pairs if row is None)]
        return [node, *(row for row in rows if row is not None)]

    def visit_For(self, node: ast.For) -> ast.stmt:
        row = self._row(node.target)
        if row is not None:
            name = self.found.facts.fresh("row")
            node.target = ast.Name(name, ast.Store())
            node.body = [row, *node.body]
        self.generic_visit(node)
        return node

    def _row(self, target: ast.expr) -> ast.stmt | None:
        """`a, b = row[0], row[1]` for `a, b = row`, which isn't compiled where it is an array."""
        if self._mark(target) != "row" or not isinstance(target, ast.Tuple | ast.List):
            return None
        name, count = self.found.facts.fresh("row"), len(target.elts)
        values = ", ".join(f"{name}[{at}]" for at in range(count))
        return ast.parse(f"{ast.unparse(target)} = {values}").body[0]

    # ---- expressions -----------------------------------------------------------------------------

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        self.generic_visit(node)
        return ast.ListComp(node.elt, node.generators)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        called = node.func
        if isinstance(called, ast.Name) and called.id in self.names:
            extra = sorted(globals_of(called.id, self.found))
            node.keywords += [ast.keyword(g, ast.Name(g, ast.Load())) for g in extra]
            called.id = self.names[called.id]
        return node

    def _marked(self, new: ast.expr, mark: str, origin: ast.AST) -> ast.expr:
        if mark in (FINITE, EXACT):
            self.used.add(mark)
            return _call(mark, new)
        if mark in TEXT_HELPERS or mark.startswith(".") or mark in ("code of", "digits"):
            return self._character(new, mark)
        if mark == "filled":
            return _parsed(f"len({ast.unparse(new)}) > 0")
        if mark == "code":
            return ast.Constant(ord(_text(new)))
        if mark in ("codes", "tuple"):
            return _members(new, mark)
        if mark == "list":
            return _call("list", new)
        if mark == "list of":
            assert isinstance(new, ast.Call)
            assert isinstance(new.func, ast.Attribute)
            return _call("list", new.func.value)
        if mark == "dtype":
            assert isinstance(new, ast.Name)
            kind = {"int": "int64", "float": "float64", "bool": "bool_"}[new.id]
            return _parsed(f"{self.found.facts.module('numpy', 'np')[0]}.{kind}")
        if mark == "infinite":
            assert isinstance(new, ast.Call)
            words = INFINITE[_text(new.args[0]).lower()]
            sign, np = "-" * words.startswith("-"), self.found.facts.module("numpy", "np")[0]
            return _parsed(f"{sign}{np}.{words.removeprefix('-')}")
        if mark == "any":
            return _among(new)
        if mark == "backwards":
            return _backwards(new)
        return self._floats(new, origin)

    def _character(self, new: ast.expr, mark: str) -> ast.expr:
        """What is done with characters, digits and powers, by the helper for it."""
        if mark == "same_text":
            assert isinstance(new, ast.Compare)
            sides = [new.left, new.comparators[0]]
            negated = isinstance(new.ops[0], ast.NotEq)
            asked = self._helped(mark, *sides)
            return ast.UnaryOp(ast.Not(), asked) if negated else asked
        if mark in ("power_of", "right_shifted", "left_shifted"):
            assert isinstance(new, ast.BinOp)
            return self._helped(mark, new.left, new.right)
        assert isinstance(new, ast.Call)
        if mark.startswith("."):
            assert isinstance(new.func, ast.Attribute)
            code = ast.unparse(self._helped("ascii_of", new.func.value))
            return _parsed(CLASSES[mark[1:]].format(code))
        if mark == "code of":
            given = new.args[0]
            if isinstance(given, ast.Constant):
                return ast.Constant(ord(_text(given)))
            return ast.BinOp(given, ast.Add(), ast.Constant(0))
        if mark == "digits":
            digit = self.found.facts.fresh("digit")
            one = ast.unparse(self._helped("digit_of", ast.Name(digit, ast.Load())))
            return _parsed(f"[{one} for {digit} in {ast.unparse(new.args[1])}]")
        return self._helped(mark, *new.args)

    def _helped(self, helper: str, *arguments: ast.expr) -> ast.Call:
        self.used.add(helper)
        return ast.Call(ast.Name(helper, ast.Load()), list(arguments), [])

    def _floats(self, new: ast.expr, origin: ast.AST) -> ast.expr:
        """A list that will hold floats holds them from the beginning."""
        seq = self.found.made.get(origin) if isinstance(origin, ast.expr) else None
        if isinstance(new, ast.List) and not new.elts and seq is not None:
            return self._empty(new, seq, origin)
        item = seq.item if seq is not None and seq.form == "list" else None
        if not (isinstance(item, Num) and item.tags & FLOATS and item.tags & WHOLE):
            return new
        if isinstance(new, ast.List) and new.elts:
            new.elts = [_float(part) for part in new.elts]
        elif isinstance(new, ast.ListComp):
            new.elt = _float(new.elt)
        return new

    def _empty(self, new: ast.List, seq: Seq, origin: ast.AST) -> ast.expr:
        """An empty list to which nothing is appended by its name has to say what it is for."""
        parent = self.found.facts.source.parents.get(origin)
        names = flow.stores(parent) if isinstance(parent, ast.Assign | ast.AnnAssign) else set()
        if not isinstance(seq.item, Num) or _grows(names, self.original):
            return new
        tags = seq.item.tags
        start = "0.0" if tags & FLOATS else "0" if tags & WHOLE else "False"
        return _parsed(f"[{start} for _ in range(0)]")


def _grows(names: set[str], function: ast.FunctionDef) -> bool:
    """True where a list of one of these names is appended to, which tells numba what it holds."""
    return any(
        isinstance(part, ast.Attribute)
        and part.attr in ("append", "insert")
        and isinstance(part.value, ast.Name)
        and part.value.id in names
        for part in ast.walk(function)
    )


def globals_of(name: str, found: Statements) -> set[str]:
    """Globals that a function, or one that it calls, reads."""
    names = set(found.reads.get(name, ()))
    for callee in found.calls.get(name, ()):
        names |= globals_of(callee, found)
    return names


def _float(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return ast.Constant(float(node.value))
    return _call("float", node)


def _text(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant)
    return str(node.value)


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _members(new: ast.expr, mark: str) -> ast.expr:
    if mark == "tuple":
        assert isinstance(new, ast.Tuple | ast.List | ast.Set)
        return ast.Tuple(new.elts, ast.Load())
    if isinstance(new, ast.Constant):
        texts = list(_text(new))
    else:
        assert isinstance(new, ast.Tuple | ast.List | ast.Set)
        texts = [_text(part) for part in new.elts]
    # A longer text never equals one character.
    codes = [ast.Constant(ord(text) if len(text) == 1 else -1) for text in texts]
    return ast.Tuple(list(codes), ast.Load())


def _among(new: ast.expr) -> ast.expr:
    """`any(…)` and `all(…)` as a search in the list of what they look at."""
    assert isinstance(new, ast.Call)
    assert isinstance(new.func, ast.Name)
    some = new.func.id == "any"
    operator = ast.In() if some else ast.NotIn()
    return ast.Compare(ast.Constant(some), [operator], [new.args[0]])


def _backwards(new: ast.expr) -> ast.expr:
    """`reversed(…)` of a range or of a sequence, by steps of -1."""
    assert isinstance(new, ast.Call)
    inner = new.args[0]
    if isinstance(inner, ast.Call):
        start = ast.unparse(inner.args[0]) if len(inner.args) == 2 else "0"
        stop = ast.unparse(inner.args[-1])
        return _parsed(f"range(({stop}) - 1, ({start}) - 1, -1)")
    return _parsed(f"{ast.unparse(inner)}[::-1]")
