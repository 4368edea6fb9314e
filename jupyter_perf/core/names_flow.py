"""Statements: what a cell binds on which path, and what it reads before it binds it."""

from __future__ import annotations

import ast

from . import starred
from .names_paths import PathWalker
from .names_state import Deferred, Scope, outside_of_body, type_parameters
from .names_walk import Function


class CellWalker(PathWalker):
    """Walks a cell's statements; afterwards `found` and `mutations` hold what they do."""

    def walk(self, tree: ast.Module) -> None:
        self.visit_all(tree.body)
        for bodies in list(self.state.bodies.values()):
            for body in bodies:
                self.call_body(body)

    # Bindings

    def on_Assign(self, node: ast.Assign) -> None:
        self.assign(list(node.targets), node.value)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        if not self.body:
            self.visit(node.annotation)
        if node.value is not None:
            self.assign([node.target], node.value)
        elif not isinstance(node.target, ast.Name):
            self.visit(node.target)

    def assign(self, targets: list[ast.expr], value: ast.expr) -> None:
        body = None
        if isinstance(value, ast.Lambda) and not self.scopes:
            self.visit_all(outside_of_body(value))
            body = self.function_body(value)
        else:
            self.visit(value)
        self.mutations.alias(targets, value)
        self.visit_all(targets)
        for target in targets:
            if isinstance(target, ast.Name):
                self.keep_body(target.id, body)

    def keep_body(self, name: str, body: Deferred | None) -> None:
        """`name` now stands for a function of the cell, which runs when the name is used."""
        if body is None:
            return
        if self.class_bodies is not None:
            self.class_bodies.append(body)
        elif self.is_local(name):
            self.call_body(body)
        else:
            self.state.bodies[name] = (body,)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self.mutations.augmented(node)
        if isinstance(node.target, ast.Name):
            self.load(node.target.id)
        self.visit(node.target)

    def on_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            self.found.imports.setdefault(alias.name, []).append(name)
            self.store(name)

    def on_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in starred.aliases(node):
            if alias.name == "*":
                self.found.dynamic.append(f"from {module} import *")
                self.found.imports.setdefault(module, [])
                continue
            name = alias.asname or alias.name
            self.found.imports.setdefault(module, []).append(name)
            self.store(name)

    def on_TypeAlias(self, node: ast.AST) -> None:
        # `type X = ...` evaluates its right side when it is asked for: much like a function.
        with self.inside(Scope("types", type_parameters(node))):
            parts = list(ast.iter_child_nodes(node))
            self.visit_all(parts[1:])
        self.visit(parts[0])

    # Definitions

    def on_function(self, node: Function) -> None:
        assert not isinstance(node, ast.Lambda)
        with self.inside(Scope("types", type_parameters(node))):
            self.visit_all(outside_of_body(node))
        body = self.function_body(node)
        self.store(node.name)
        self.keep_body(node.name, body)

    on_FunctionDef = on_AsyncFunctionDef = on_function

    def on_ClassDef(self, node: ast.ClassDef) -> None:
        generic = Scope("types", type_parameters(node))
        bodies, self.class_bodies = self.class_bodies, []
        with self.inside(generic):
            self.visit_all(outside_of_body(node))
            with self.inside(Scope("class")):
                self.visit_all(node.body)
        methods, self.class_bodies = self.class_bodies, bodies
        self.store(node.name)
        if bodies is not None:
            bodies += methods
        elif methods and not self.is_local(node.name) and self.body is None:
            self.state.bodies[node.name] = tuple(methods)

    def on_Global(self, node: ast.Global) -> None:
        if self.scopes and self.scopes[-1].kind == "class":
            self.scopes[-1].from_cell.update(node.names)
