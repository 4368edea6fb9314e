"""What the name analysis keeps while it walks a cell: scopes, certainty, deferred bodies."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Scope:
    """One lexical scope; the cell itself has none.

    `kind` is `function`, `class`, `comprehension` or `types` (of type parameters). `names` are its
    own: known in advance, except for a class body, which binds them as the walk goes.
    """

    kind: str
    names: set[str] = field(default_factory=set)
    from_cell: set[str] = field(default_factory=set)
    """Names declared `global`."""


@dataclass
class Deferred:
    """What the body of a function defined in the cell does to cell names when it is called."""

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)


@dataclass
class State:
    """What is bound at one point of the cell."""

    must: set[str] = field(default_factory=set)
    """Bound by the cell on every path to here."""
    may: set[str] = field(default_factory=set)
    """Bound by the cell on some path to here."""
    bodies: dict[str, tuple[Deferred, ...]] = field(default_factory=dict)
    """Functions and classes of the cell, by each name that they may have here."""
    dead: bool = False
    """After `raise`, `break` and the like: nothing runs here."""

    def copy(self) -> State:
        return State(set(self.must), set(self.may), dict(self.bodies), self.dead)

    def merged(self, other: State) -> State:
        """The state where the paths of both meet."""
        if self.dead == other.dead:
            must = self.must & other.must
        else:
            must = set(other.must if self.dead else self.must)
        bodies = dict(self.bodies)
        for name, added in other.bodies.items():
            known = bodies.get(name, ())
            bodies[name] = known + tuple(body for body in added if body not in known)
        return State(must, self.may | other.may, bodies, self.dead and other.dead)


def own_nodes(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of one function's scope: nested scopes appear, their insides don't.

    Comprehensions are entered, because a walrus inside one binds in the function around it.
    """
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
            waiting += outside_of_body(node)
        else:
            waiting += ast.iter_child_nodes(node)


def outside_of_body(node: ast.AST) -> list[ast.AST]:
    """The parts of a definition that run where it stands: decorators, defaults, bases.

    Bounds of type parameters (Python 3.12 and later) run when they are asked for: perhaps never.
    """
    generic: list[ast.AST] = getattr(node, "type_params", [])
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *node.keywords, *generic]
    parts: list[ast.AST] = [*generic]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        parts += node.decorator_list
        parts += [node.returns] if node.returns else []
        parts += [a.annotation for a in arguments_of(node.args) if a.annotation]
    if isinstance(node, FUNCTIONS):
        parts += [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
    return parts


def arguments_of(args: ast.arguments) -> list[ast.arg]:
    """Every parameter, in any of the five ways to declare one."""
    found = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    return found + [a for a in (args.vararg, args.kwarg) if a is not None]


def bound_by(node: ast.AST) -> list[str]:
    """Names that this node itself binds or deletes in the scope that it stands in."""
    if isinstance(node, ast.Name):
        return [] if isinstance(node.ctx, ast.Load) else [node.id]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [a.asname or a.name.split(".")[0] for a in node.names if a.name != "*"]
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
        return [node.name] if node.name else []
    if isinstance(node, ast.MatchMapping):
        return [node.rest] if node.rest else []
    return []


def function_scope(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Scope:
    """The scope of a function's body: its parameters and all that it binds."""
    body: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else list(node.body)
    inside = _comprehension_targets(body)
    names = {a.arg for a in arguments_of(node.args)} | type_parameters(node)
    outer: set[str] = set()
    nonlocal_names: set[str] = set()
    for part in own_nodes(body):
        if isinstance(part, ast.Global):
            outer.update(part.names)
        elif isinstance(part, ast.Nonlocal):
            nonlocal_names.update(part.names)
        elif id(part) not in inside:
            names.update(bound_by(part))
    return Scope("function", names - outer - nonlocal_names, outer)


def _comprehension_targets(body: list[ast.AST]) -> set[int]:
    """Ids of the target nodes of comprehensions: they bind in the comprehension only."""
    found: set[int] = set()
    for node in own_nodes(body):
        if isinstance(node, COMPREHENSIONS):
            for generator in node.generators:
                found.update(id(part) for part in ast.walk(generator.target))
    return found


def comprehension_scope(generators: list[ast.comprehension]) -> Scope:
    """The scope of a comprehension: what its `for` parts bind."""
    targets = [part for g in generators for part in ast.walk(g.target)]
    return Scope("comprehension", {name for part in targets for name in bound_by(part)})


def type_parameters(node: ast.AST) -> set[str]:
    """Names of `def f[T](...)` (Python 3.12 and later)."""
    return {p.name for p in getattr(node, "type_params", ())}
