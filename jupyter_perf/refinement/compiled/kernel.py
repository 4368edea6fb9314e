"""Writes the text that is compiled: the original's, with what the machine needs said apart."""

from __future__ import annotations

import ast
from typing import Any

from .. import flow
from .bounds import Bounds
from .kinds import ENDLESS, Num
from .marked import FINITE, GIVE_UP, MarkedWriter, called


class Writer(MarkedWriter):
    """Changes a copy of one function into what is compiled."""

    def text(self, extra: list[str], first: list[str]) -> str:
        """The function's text, with globals that it reads as parameters `extra`, after `first`."""
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
        node.body = [*(stmt for line in first for stmt in ast.parse(line).body), *node.body]
        return ast.unparse(ast.fix_missing_locations(node))

    def _defaults(self, extra: int) -> list[ast.expr]:
        defaults = self.copied.args.defaults
        return [*defaults, *([ast.Constant(None)] * extra)] if defaults else []

    def visit(self, node: ast.AST) -> Any:
        origin = self.origin.get(node)
        new = super().visit(node)
        if origin is None:
            return new
        if isinstance(node, ast.stmt):
            tests = self.found.tests.get(origin, [])
            made = new if isinstance(new, list) else [new]
            before = [self._round_test(node)] if origin in self.found.assumed else []
            if isinstance(node, ast.Assign | ast.Return | ast.Expr):
                before, self.before = [*before, *self.before], []
            more = [*before, *made, *(self._size_test(t) for t in tests)]
            return more if len(more) > len(made) else new
        if isinstance(new, ast.expr):
            return self._marked(new, self.found.marks.get(origin, ""), origin)
        return new

    def _size_test(self, target: ast.expr) -> ast.stmt:
        bounds: Bounds = self.found.bounds
        size, most = f"abs({ast.unparse(target)})", f"2**{bounds.held_bits}"
        test = f"{size} > {most}"
        if self._is_endless(target):
            test = f"{most} < {size} < {self.found.facts.module('numpy', 'np')[0]}.inf"
        text = f"if {test}:\n    {GIVE_UP}"
        return ast.parse(text).body[0]

    def _is_endless(self, target: ast.expr) -> bool:
        """True for what may be infinite: a name by all its values, an element by all lists."""
        if isinstance(target, ast.Name):
            kinds = [self.found.kinds.get(f"{self.original.name}.{target.id}")]
        else:
            kinds = [s.item for s in self.found.made.values() if isinstance(s.item, Num)]
        return any(kind is not None and kind.tags & ENDLESS for kind in kinds)

    def _round_test(self, loop: ast.stmt) -> ast.stmt:
        """Give up where a loop has no round: the types after it would be others."""
        assert isinstance(loop, ast.For)
        return ast.parse(f"if len({ast.unparse(loop.iter)}) == 0:\n    {GIVE_UP}").body[0]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function within another one is compiled beside it."""

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
        return ast.Assign([node.target], called(FINITE, ast.BinOp(read, node.op, node.value)))

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

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        self.generic_visit(node)
        return ast.ListComp(node.elt, node.generators)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        called = node.func
        if isinstance(called, ast.Name) and called.id == "enumerate":
            node.args += [keyword.value for keyword in node.keywords]
            node.keywords = []
        if isinstance(called, ast.Name) and called.id in self.names:
            extra = self.found.handed_to(called.id)
            node.keywords += [ast.keyword(g, ast.Name(g, ast.Load())) for g in extra]
            called.id = self.names[called.id]
        return node
