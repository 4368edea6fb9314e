"""What a rule may ask before it rewrites: rules ask, they never guess.

Answers come from the source (scopes, what a loop changes, what is used afterwards) and from the
user's actual values (types, dtypes, elements). "Unknown" is an answer of its own, and means that
a rule should decline, or emit code that is right either way.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import BuiltinFunctionType, ModuleType
from typing import Any, TypeVar

from . import argument_values, flow, known_values, mutation, purity, values
from .callees import definition_of
from .foreign import Homes
from .infer import column_changes, plain_elements
from .local_values import LocalValues
from .scopes import Scopes
from .source import Function, Loop, Source

T = TypeVar("T")


class Facts(Scopes):
    """Facts about one source in one namespace, beyond what its names mean.

    `kind` is `cell`, `function` or `program`; `calls` are the argument tuples (or objects with
    `args` and `kwargs`) that `entry` will be called with; `definitions` are the texts of functions
    in the namespace, as far as they are known. `taken` are names that the user has beyond
    `namespace` (which may hold only those that the source reads): name → its module, or "".
    `seconds` is the CPU time that one run of the source takes, where it has been measured. `made`
    are values that names were seen to get from statements of the source: name → (the statement's
    text, the value). `scans` keeps what was found in values by going through them, for whoever has
    further sources in the same namespace.
    """

    def __init__(
        self,
        source: Source,
        namespace: Mapping[str, Any] | None = None,
        *,
        kind: str = "cell",
        entry: str | None = None,
        calls: Sequence[Any] = (),
        definitions: Mapping[str, str] | None = None,
        taken: Mapping[str, str] | None = None,
        seconds: float | None = None,
        made: Mapping[str, tuple[str, Any]] | None = None,
        scans: dict[int, Any] | None = None,
    ) -> None:
        super().__init__(source, namespace or {}, taken or {})
        self._made = made or {}
        self.scans: dict[int, Any] = {} if scans is None else scans
        self.kind = kind
        self.entry = entry
        self.calls = tuple(calls)
        self.definitions: Mapping[str, str] = definitions or {}
        self.seconds = seconds
        self._changed: dict[ast.AST, set[str]] = {}
        self._resolving: set[tuple[int, str]] = set()
        self._kept: dict[Callable[[Facts], Any], Any] = {}
        self.homes = Homes()

    def kept(self, make: Callable[[Facts], T]) -> T:
        """`make(self)`, made once: what others work out about this source, for as long as it is."""
        if make not in self._kept:
            self._kept[make] = make(self)
        found: T = self._kept[make]
        return found

    # ---- values -------------------------------------------------------------------------------

    def samples(self, node: ast.expr) -> list[Any]:
        """Values that an expression is known to take; empty where that isn't known.

        A global that the source doesn't bind has its value in the namespace; a parameter has
        those of all calls, where each of them is known. Of what loops go through arrays and
        columns are told, of long ranges some.
        """
        return known_values.of(node, self) or self._local_values.arrays(node)

    def outside_samples(self, node: ast.Name) -> list[Any]:
        """Values that a name has which the source doesn't bind: a global, or a parameter."""
        return known_values.from_outside(node, self)

    def likely(self, node: ast.expr) -> list[Any]:
        """The arrays and columns that `samples` would give if the source changed no collection.

        They may be of several types. Whoever relies on one has to test it where it is used.
        """
        return self.samples(node) or self._likely_values.arrays(node)

    @cached_property
    def _local_values(self) -> LocalValues:
        return LocalValues(self, sure=True)

    @cached_property
    def _likely_values(self) -> LocalValues:
        return LocalValues(self, sure=False)

    def made(self, node: ast.Name) -> list[Any]:
        """The value that a global was seen to get where it stands; empty where none was seen."""
        return known_values.seen(node, self._made, self)

    def once(self, node: ast.Name, ask: Callable[[], T], otherwise: T) -> T:
        """`ask()`, but `otherwise` where it comes back to the same name (`x = x.copy()`)."""
        key = (id(self.scope(node.id, node)), node.id)
        if key in self._resolving:
            return otherwise
        self._resolving.add(key)
        try:
            return ask()
        finally:
            self._resolving.discard(key)

    def assigned(self, node: ast.Name) -> ast.expr | None:
        """The expression that a name holds at a place: it is bound once, by `name = …` above."""
        binders = self.binders(node.id, self.scope(node.id, node))
        if len(binders) != 1 or not isinstance(binders[0], ast.Name):
            return None
        stmt = self.source.parents.get(binders[0])
        if isinstance(stmt, ast.AnnAssign | ast.Assign) and stmt.lineno < node.lineno:
            targets = stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target]
            return stmt.value if targets[-1] is binders[0] else None
        return None

    def argument_samples(self, function: Function, name: str) -> list[Any]:
        """Values that calls from outside give a parameter; empty where one isn't known."""
        return argument_values.of_parameter(function, name, self)

    def every(self, node: ast.expr, test: Callable[[Any], bool]) -> bool:
        """True where values are known and all pass."""
        found = self.samples(node)
        return bool(found) and all(test(value) for value in found)

    def kind_of(self, node: ast.expr) -> str | None:
        """`list`, `str`, `ndarray`, `DataFrame`, … where all that is known agrees; else None."""
        return known_values.kind_of(node, self)

    def holds_hashables(self, node: ast.expr) -> bool:
        """True where the elements of a built-in container are known to be hashable."""
        if self.samples(node):
            return self.every(node, values.all_hashable)
        return plain_elements(node, self)

    def frame(self, node: ast.expr, before: ast.stmt) -> values.Frame | None:
        """Facts of the DataFrame that a name holds when `before` starts, or None.

        Columns that the source assigns earlier are counted in.
        """
        found = [values.frame_of(value) for value in self.samples(node)]
        if not found and isinstance(node, ast.Name):
            from .made_frames import made_frame

            found = [self.once(node, lambda: made_frame(node, self), None)]
        frame = values.common_frame(found)
        if frame is None:
            return None
        if not isinstance(node, ast.Name):
            return frame
        for name, kind in column_changes(node.id, before, self) or ():
            if name is None:
                return None
            frame = frame.with_column(name, kind)
        return frame

    # ---- flow ---------------------------------------------------------------------------------

    def changed(self, nodes: ast.AST | Iterable[ast.AST]) -> set[str]:
        """Names that may be rebound, or whose values may be changed, by running `nodes`.

        Counts stores into parts, methods not known to be harmless, arguments of calls that aren't
        known to be harmless, and what called functions of the user's do to globals.
        """
        if isinstance(nodes, ast.AST):
            if nodes not in self._changed:
                self._changed[nodes] = self._changed_by([nodes])
            return self._changed[nodes]
        return self._changed_by(list(nodes))

    def changed_beside(self, node: ast.AST, fresh: set[str]) -> set[str]:
        """What `changed` gives, where `fresh` hold objects that no other name stands for yet."""
        found = mutation.touched([node], self)
        return found | mutation.aliases(mutation.mutated([node], self) - fresh, self)

    def _changed_by(self, nodes: list[ast.AST]) -> set[str]:
        # A name that is bound anew leaves those alone that stood for the same object.
        found = mutation.touched(nodes, self)
        return found | mutation.aliases(mutation.mutated(nodes, self), self)

    def mutated(self, node: ast.AST, *, items: bool = True) -> set[str]:
        """Names whose values may be changed in place by running `node`.

        Without `items`, `name[key] = value` isn't counted.
        """
        found = mutation.mutated([node], self, items)
        return found | mutation.aliases(found, self)

    def aliases_of(self, name: str) -> set[str]:
        """`name` and the names that may stand for the same object."""
        return {name} | mutation.aliases({name}, self)

    def used_after(self, name: str, stmt: ast.stmt) -> bool:
        """True where the value that `name` has after `stmt` may still be seen.

        Always so for a global (a cell's names outlive it), except in a program.
        """
        scope = self.scope(name, stmt)
        if isinstance(scope, ast.Module) and self.kind != "program":
            return True
        outer = self.source.loops(stmt)
        last = stmt.end_lineno or stmt.lineno
        for node in ast.walk(scope):
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
                again = any(self.source.inside(node, loop) for loop in outer)
                if node.lineno > last or (again and not self.source.inside(node, stmt)):
                    return True
                if self.source.function(node) is not self.source.function(stmt):
                    return True
        return False

    def invariant_loop(self, node: ast.expr, at: ast.AST) -> Loop | None:
        """The outermost loop around `at` that changes nothing `node` depends on."""
        names = flow.expression_loads(node)
        found: Loop | None = None
        for loop in self.source.loops(at):
            if names & self.changed(loop):
                break
            found = loop
        return found

    # ---- functions ----------------------------------------------------------------------------

    def definition(self, name: str) -> Function | None:
        """The body of a function of the user's: defined once in the source, or in the namespace."""
        return definition_of(name, self)

    def pure(self, function: Function) -> bool:
        """True where a call has no effect and depends on arguments and unchanged globals alone."""
        return not self.purity(function).impure

    def purity(self, function: Function) -> purity.Purity:
        """What `pure` found, and the globals that the function reads."""
        return purity.purity(function, self.meaning, self.homes)

    def meaning(self, name: str) -> Function | str | None:
        """What a called global is: a function of the user's, `builtin`, `module …`, or unknown."""
        body = self.definition(name)
        if body is not None:
            return body
        if self.is_builtin(name, at=self.source.tree):
            return "builtin"
        full = self.imported.get(name)
        value = self.namespace.get(name)
        if self.is_unbound(name):
            if isinstance(value, ModuleType):
                full = value.__name__
            elif isinstance(value, BuiltinFunctionType) and value.__module__:
                # As after `from math import sqrt` in another cell.
                full = f"{value.__module__}.{value.__qualname__}"
        return f"module {full}" if full else None
