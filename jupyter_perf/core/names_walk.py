"""Expressions and scopes: which cell names an expression reads, binds and may change."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from .names_found import Found, is_shell
from .names_mutation import Mutations
from .names_state import (
    COMPREHENSIONS,
    Deferred,
    Scope,
    State,
    comprehension_scope,
    function_scope,
    outside_of_body,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class ExpressionWalker:
    """Walks expressions in the order in which Python evaluates them.

    Names that belong to a function, class body or comprehension stop at its scope; the others are
    the cell's, and go to `found` at once or, inside a function, to the `Deferred` of its body.
    """

    def __init__(self, mutations: Mutations) -> None:
        self.found = Found()
        self.mutations = mutations
        self.state = State()
        self.scopes: list[Scope] = []
        self.body: Deferred | None = None
        self.loop = 0
        self.loops = 0
        self.breaks: list[list[State]] = []
        """For each loop around this point, the states in which it was left by `break`."""
        self._applied: dict[int, tuple[Deferred, set[str]]] = {}
        self.class_bodies: list[Deferred] | None = None

    # Dispatch

    def visit(self, node: ast.AST) -> None:
        for kind in type(node).__mro__:
            method: Callable[[ast.AST], None] | None = getattr(self, "on_" + kind.__name__, None)
            if method is not None:
                method(node)
                return
        self.visit_all(ast.iter_child_nodes(node))

    def visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    def maybe(self, nodes: Iterable[ast.AST]) -> None:
        """Visit what may not run: bindings made there are not certain afterwards."""
        before = self.state.copy()
        self.visit_all(nodes)
        self.state = before.merged(self.state)

    # Names

    def is_local(self, name: str) -> bool:
        """Whether `name` here belongs to a scope inside the cell, not to the cell."""
        innermost = True
        for scope in reversed(self.scopes):
            if name in scope.from_cell:
                return False
            if name in scope.names and (scope.kind != "class" or innermost):
                return True
            # `def f[T]()` makes a scope, but one through which a class body can be seen.
            innermost = innermost and scope.kind == "types"
        return False

    def load(self, name: str) -> None:
        if self.is_local(name):
            return
        self.found.loaded.add(name)
        if self.body is not None:
            self.body.reads.add(name)
        else:
            self.read_now(name)

    def read_now(self, name: str) -> None:
        """The cell reads its own or the namespace's `name`, at this point."""
        self.found.read_in.setdefault(name, set()).add(self.loop)
        if name not in self.state.must and not self.state.dead:
            self.found.reads.add(name)
            if name not in self.state.may:
                self.found.sure.add(name)
        for body in self.state.bodies.get(name, ()):
            self.call_body(body)

    def call_body(self, body: Deferred) -> None:
        """Count what a function of the cell does, as of now: it may be called from here on."""
        seen = self._applied.get(id(body))
        if seen is not None and seen[1] <= self.state.must:
            return
        self._applied[id(body)] = (body, set(self.state.must))
        for name in sorted(body.reads):
            self.read_now(name)
        for name in body.writes:
            self.bind_now(name, certain=False)
        for name in body.deletes:
            self.delete_now(name)

    def store(self, name: str) -> None:
        scopes = [s for s in self.scopes if s.kind not in ("comprehension", "types")]
        if scopes and scopes[-1].kind == "class" and name not in scopes[-1].from_cell:
            scopes[-1].names.add(name)
        elif scopes and self.is_local(name):
            return
        elif self.body is not None:
            self.body.writes.add(name)
        else:
            self.bind_now(name, certain=True)

    def bind_now(self, name: str, *, certain: bool) -> None:
        self.found.writes.add(name)
        self.found.bound_in.setdefault(name, set()).add(self.loop)
        self.state.may.add(name)
        if certain:
            self.state.must.add(name)
            self.state.bodies.pop(name, None)

    def delete(self, name: str) -> None:
        if self.is_local(name):
            return
        if self.body is not None:
            self.body.deletes.add(name)
        else:
            self.read_now(name)
            self.delete_now(name)

    def delete_now(self, name: str) -> None:
        self.found.deletes.add(name)
        self.state.must.discard(name)
        self.state.bodies.pop(name, None)

    # Expressions

    def on_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.store(node.id)
        elif isinstance(node.ctx, ast.Del):
            self.delete(node.id)
        else:
            self.load(node.id)

    def on_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.mutations.alias([node.target], node.value)
        inner = self.scopes
        while self.scopes and self.scopes[-1].kind == "comprehension":
            self.scopes = self.scopes[:-1]
        self.visit(node.target)
        self.scopes = inner

    def on_BoolOp(self, node: ast.BoolOp) -> None:
        self.visit(node.values[0])
        self.maybe(node.values[1:])

    def on_IfExp(self, node: ast.IfExp) -> None:
        self.visit(node.test)
        self.maybe([node.body])
        self.maybe([node.orelse])

    def on_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.mutations.changed(node.value)
        self.visit(node.value)

    def on_Subscript(self, node: ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.mutations.changed(node.value)
        self.visit(node.value)
        self.visit(node.slice)

    def on_Call(self, node: ast.Call) -> None:
        if self.found.note_shell(node):
            return
        if is_shell(node):
            self.found.dynamic.append("get_ipython()")
            return
        if not (isinstance(node.func, ast.Name) and self.is_local(node.func.id)):
            self.found.note_call(node)
        self.mutations.call(node)
        self.visit_all(ast.iter_child_nodes(node))

    def on_Await(self, node: ast.Await) -> None:
        self.note_await()
        self.visit(node.value)

    def note_await(self) -> None:
        if self.body is None:
            self.found.awaits = True

    def on_comprehension_expression(self, node: ast.AST) -> None:
        assert isinstance(node, COMPREHENSIONS)
        self.visit(node.generators[0].iter)
        if any(g.is_async for g in node.generators):
            self.note_await()
        self.scopes = [*self.scopes, comprehension_scope(node.generators)]
        for index, generator in enumerate(node.generators):
            self.mutations.alias([generator.target], generator.iter)
            self.maybe(([generator.iter] if index else []) + generator.ifs)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self.maybe(parts)
        self.scopes = self.scopes[:-1]

    on_ListComp = on_SetComp = on_DictComp = on_GeneratorExp = on_comprehension_expression

    # Functions

    def on_Lambda(self, node: ast.Lambda) -> None:
        self.visit_all(outside_of_body(node))
        body = self.function_body(node)
        if body is not None:
            self.call_body(body)

    def function_body(self, node: Function) -> Deferred | None:
        """Walk the inside of a function; None inside another one, whose body then holds it."""
        nodes = [node.body] if isinstance(node, ast.Lambda) else node.body
        with self.inside(function_scope(node)):
            if self.body is not None:
                self.visit_all(nodes)
                return None
            self.body, saved = Deferred(), self.state.copy()
            classes, self.class_bodies = self.class_bodies, None
            self.visit_all(nodes)
            body, self.body, self.state = self.body, None, saved
            self.class_bodies = classes
        return body

    @contextmanager
    def inside(self, scope: Scope) -> Iterator[None]:
        before = self.scopes
        self.scopes = [*before, scope]
        yield
        self.scopes = before
