"""What a rule may ask before it rewrites: rules ask, they never guess.

Answers come from the source (scopes, what a loop changes, what is used afterwards) and from the
user's actual values (types, dtypes, elements). "Unknown" is an answer of its own, and means that
a rule should decline, or emit code that is right either way.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import FunctionType, ModuleType
from typing import Any

from . import flow, purity, values
from .callees import changed_globals, compiled_globals, definition_of
from .infer import literal_kind
from .local_values import LocalValues
from .source import FUNCTIONS, Function, Loop, Source

Scope = Function | ast.ClassDef | ast.Module
# Methods after which a container holds the same elements' types as far as a rule cares.
_SAME = frozenset({"copy"})


class Facts:
    """Facts about one source in one namespace.

    `kind` is `cell`, `function` or `program`; `calls` are the argument tuples (or objects with
    `args` and `kwargs`) that `entry` will be called with; `definitions` are the texts of functions
    in the namespace, as far as they are known. `taken` are names that the user has beyond
    `namespace` (which may hold only those that the source reads): name → its module, or "".
    `seconds` is the CPU time that one run of the source takes, where it has been measured.
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
    ) -> None:
        self.source = source
        self.namespace: Mapping[str, Any] = namespace or {}
        self.kind = kind
        self.entry = entry
        self.calls = tuple(calls)
        self.definitions: Mapping[str, str] = definitions or {}
        self.taken: Mapping[str, str] = taken or {}
        self.seconds = seconds
        self._locals: dict[ast.AST, set[str]] = {}
        self._binders: dict[ast.AST, dict[str, list[ast.AST]]] = {}
        self._changed: dict[ast.AST, set[str]] = {}
        self._resolving: set[tuple[int, str]] = set()

    # ---- scopes -------------------------------------------------------------------------------

    def scope(self, name: str, at: ast.AST) -> Scope:
        """The function, class or module whose variable `name` means at a place."""
        where = self.source.function(at)
        first = True
        while where is not None:
            visible = first or not isinstance(where, ast.ClassDef)
            if visible and name in self._local_names(where):
                return where
            first = False
            where = self.source.function(where)
        return self.source.tree

    def _local_names(self, scope: Scope) -> set[str]:
        if scope not in self._locals:
            self._locals[scope] = flow.local_names(scope)
        return self._locals[scope]

    def binders(self, name: str, scope: Scope) -> list[ast.AST]:
        """The nodes that bind `name` in a scope: targets, imports, definitions, `global`."""
        if scope not in self._binders:
            table: dict[str, list[ast.AST]] = {}
            for node in flow.own_statements(scope):
                for bound in _binds(node):
                    table.setdefault(bound, []).append(node)
            if isinstance(scope, ast.Module):
                for node in self.source.all(ast.Global):
                    for bound in node.names:
                        table.setdefault(bound, []).append(node)
            self._binders[scope] = table
        return self._binders[scope].get(name, [])

    def is_builtin(self, *names: str, at: ast.AST) -> bool:
        """True where each name means Python's own at a place: not bound in source or namespace."""
        return all(self._is_builtin(name, at) for name in names)

    def _is_builtin(self, name: str, at: ast.AST) -> bool:
        if not hasattr(builtins, name):
            return False
        if name in self.namespace and self.namespace[name] is not getattr(builtins, name):
            return False
        scope = self.scope(name, at)
        return isinstance(scope, ast.Module) and not self.binders(name, scope)

    def is_free(self, name: str) -> bool:
        """True where nothing in source, namespace or builtins goes by that name."""
        used = name in self.source.names or name in self.namespace or name in self.taken
        return not (used or hasattr(builtins, name))

    def fresh(self, name: str) -> str:
        """`name`, or `name_2`, … : the first that is free."""
        found, number = name, 2
        while not self.is_free(found):
            found, number = f"{name}_{number}", number + 1
        return found

    def module(self, name: str, *usual: str) -> tuple[str, str]:
        """(name to reach a module by, import line to add or ""), for instance ("np", "")."""
        for alias, full in self.imported.items():
            if full == name:
                return alias, ""
        for alias, value in self.namespace.items():
            if isinstance(value, ModuleType) and value.__name__ == name and self._unbound(alias):
                return alias, ""
        for alias in (*usual, name):
            again = self.taken.get(alias) == name and alias not in self.source.names
            if again or self.is_free(alias) or self._missing(alias):
                return alias, f"import {name}" if alias == name else f"import {name} as {alias}"
        alias = self.fresh(f"{name}_module")
        return alias, f"import {name} as {alias}"

    def is_module(self, name: str) -> bool:
        """True where a global name stands for a module or for something imported."""
        return name in self.imported or isinstance(self.namespace.get(name), ModuleType)

    def _unbound(self, name: str) -> bool:
        return name not in self._bound

    @cached_property
    def _bound(self) -> set[str]:
        return {name for node in ast.walk(self.source.tree) for name in _binds(node)}

    def _missing(self, name: str) -> bool:
        """True for a name that the source reads and nobody binds (an import was forgotten)."""
        bound = name in self.namespace or name in self.taken or hasattr(builtins, name)
        return not bound and self._unbound(name) and name in flow.loads(self.source.tree)

    @cached_property
    def imported(self) -> dict[str, str]:
        """Alias → full name of modules and objects imported at the source's top level."""
        found: dict[str, str] = {}
        for stmt in self.source.tree.body:
            if isinstance(stmt, ast.Import):
                for alias in stmt.names:
                    if alias.asname or "." not in alias.name:
                        found[alias.asname or alias.name] = alias.name
            elif isinstance(stmt, ast.ImportFrom) and not stmt.level:
                for alias in stmt.names:
                    found[alias.asname or alias.name] = f"{stmt.module}.{alias.name}"
        single = {n for n in found if len(self.binders(n, self.source.tree)) == 1}
        return {name: full for name, full in found.items() if name in single}

    def full_name(self, node: ast.expr) -> str | None:
        """`numpy.sqrt` for `np.sqrt`, by imports in the source or modules in the namespace."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        if not isinstance(self.scope(node.id, node), ast.Module):
            return None
        base = self.imported.get(node.id)
        if base is None and self._unbound(node.id):
            value = self.namespace.get(node.id)
            if isinstance(value, ModuleType):
                base = value.__name__
            elif isinstance(value, type | FunctionType) or type(value).__name__.endswith("method"):
                base = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
        return None if base is None else ".".join([base, *reversed(parts)])

    # ---- values -------------------------------------------------------------------------------

    def samples(self, node: ast.expr) -> list[Any]:
        """Values that an expression is known to take; empty where that isn't known.

        A global that the source doesn't bind has its value in the namespace; a parameter has
        those of all calls, where each of them is known. Of what loops go through arrays and
        columns are told, of long ranges some.
        """
        return self._samples(node) or self._local_values.arrays(node)

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

    def _samples(self, node: ast.expr) -> list[Any]:
        if isinstance(node, ast.Constant):
            return [node.value]
        if isinstance(node, ast.Name):
            return self._name_samples(node)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            frames = self.samples(node.value)
            key = node.slice.value
            if frames and all((f := values.frame_of(v)) and key in f.columns for v in frames):
                return [frame[key] for frame in frames]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _SAME
            and not (node.args or node.keywords)
        ):
            return self.samples(node.func.value)
        return []

    def outside_samples(self, node: ast.Name) -> list[Any]:
        """Values that a name has which the source doesn't bind: a global, or a parameter."""
        scope = self.scope(node.id, node)
        if self.binders(node.id, scope):
            return []
        if isinstance(scope, ast.Module):
            return [self.namespace[node.id]] if node.id in self.namespace else []
        return self.argument_samples(scope, node.id) if isinstance(scope, FUNCTIONS) else []

    def _name_samples(self, node: ast.Name) -> list[Any]:
        if not self.binders(node.id, self.scope(node.id, node)):
            return self.outside_samples(node)
        value = self.assigned(node)
        return [] if value is None else self._once(node, lambda: self.samples(value), [])

    def _once(self, node: ast.Name, ask: Callable[[], Any], otherwise: Any) -> Any:
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
        found: list[Any] = []
        if isinstance(function, ast.Lambda) or not isinstance(
            self.source.parents.get(function), ast.Module
        ):
            return []
        spec = function.args
        positional = [arg.arg for arg in [*spec.posonlyargs, *spec.args]]
        if self.entry == function.name:
            for call in self.calls:
                args = call if isinstance(call, tuple) else getattr(call, "args", ())
                kwargs = getattr(call, "kwargs", {})
                given = {**dict(zip(positional, args, strict=False)), **kwargs}
                if name in given:
                    found.append(given[name])
        for node in self.source.all(ast.Name):
            if node.id != function.name or not isinstance(node.ctx, ast.Load):
                continue
            if self.source.inside(node, function):
                continue
            call = self.source.parents[node]
            argument = _argument(call, node, positional, name)
            known = self.samples(argument) if argument is not None else []
            if not known:
                return []
            found += known
        return found

    def every(self, node: ast.expr, test: Callable[[Any], bool]) -> bool:
        """True where values are known and all pass."""
        found = self.samples(node)
        return bool(found) and all(test(value) for value in found)

    def kind_of(self, node: ast.expr) -> str | None:
        """`list`, `str`, `ndarray`, `DataFrame`, … where all that is known agrees; else None."""
        kinds = {values.kind_of(value) for value in self.samples(node)}
        if kinds:
            return kinds.pop() if len(kinds) == 1 else None
        if isinstance(node, ast.Name):
            scope = self.scope(node.id, node)
            kinds = {self._binder_kind(node, b) or "" for b in self.binders(node.id, scope)}
            if isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope):
                return None
            return kinds.pop() or None if len(kinds) == 1 else None
        return literal_kind(node, self)

    def _binder_kind(self, name: ast.Name, binder: ast.AST) -> str | None:
        stmt = self.source.parents.get(binder)
        if isinstance(stmt, ast.Assign | ast.AnnAssign) and stmt.value is not None:
            value = stmt.value
            return self._once(name, lambda: self.kind_of(value), None)  # type: ignore[no-any-return]
        if isinstance(stmt, ast.AugAssign):
            return self._once(name, lambda: self.kind_of(stmt.value), None)  # type: ignore[no-any-return]
        return None

    def holds_hashables(self, node: ast.expr) -> bool:
        """True where the elements of a built-in container are known to be hashable."""
        from .infer import plain_elements

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

            found = [self._once(node, lambda: made_frame(node, self), None)]
        if not found or found[0] is None or any(other != found[0] for other in found):
            return None
        frame = found[0]
        if not isinstance(node, ast.Name):
            return frame
        from .infer import column_changes

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
        found = self._touched([node])
        return found | self._aliases(found - fresh)

    def _changed_by(self, nodes: list[ast.AST]) -> set[str]:
        found = self._touched(nodes)
        return found | self._aliases(found)

    def _touched(self, nodes: list[ast.AST]) -> set[str]:
        """Names that are bound, and those by which an object is changed."""
        return flow.stores(nodes) | self._mutated(nodes)

    def mutated(self, node: ast.AST, *, items: bool = True) -> set[str]:
        """Names whose values may be changed in place by running `node`.

        Without `items`, `name[key] = value` isn't counted.
        """
        found = self._mutated([node], items)
        return found | self._aliases(found)

    def _mutated(self, nodes: list[ast.AST], items: bool = True) -> set[str]:
        found: set[str] = set()
        for node in flow.walk(nodes):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and not items:
                continue
            if isinstance(node, ast.Attribute | ast.Subscript):
                base = flow.root(node)
                if base is not None and not isinstance(node.ctx, ast.Load):
                    found.add(base.id)
            elif isinstance(node, ast.AugAssign):
                base = flow.root(node.target)
                found |= {base.id} if base is not None else set()
            elif isinstance(node, ast.Call):
                found |= self._changed_by_call(node)
        return found

    def _changed_by_call(self, node: ast.Call) -> set[str]:
        found: set[str] = set()
        called = node.func
        base = flow.root(called)
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Constant):
            if self.quiet_method(called):
                return found
        elif isinstance(called, ast.Attribute) and base is not None:
            if isinstance(self.namespace.get(base.id), ModuleType) or base.id in self.imported:
                if flow.quiet_function(self.full_name(called) or ""):
                    return {r.id for k in node.keywords if (r := flow.root(k.value))}
            elif called.attr not in flow.QUIET_METHODS or any(
                k.arg in ("inplace", "out") for k in node.keywords
            ):
                found.add(base.id)
            if self.quiet_method(called):
                return found
        elif isinstance(called, ast.Name):
            if self.is_builtin(called.id, at=called):
                # A generator made on the spot is all that `next` uses up.
                first = node.args[0] if node.args else None
                own = called.id == "next" and isinstance(first, ast.GeneratorExp)
                if own or called.id in flow.QUIET_BUILTINS:
                    return found
            body = self.definition(called.id)
            if body is not None:
                found |= changed_globals(body, self)
                if self.pure(body):
                    return found
            found |= compiled_globals({called.id}, self)
            if flow.quiet_function(self.full_name(called) or ""):
                return found
        arguments = [*node.args, *(k.value for k in node.keywords)]
        for name in {r for a in arguments for n in ast.walk(a) if (r := flow.root(n))}:
            if self.kind_of(name) not in ("int", "float", "str", "bytes", "bool", "tuple"):
                found.add(name.id)
        return found

    def quiet_method(self, called: ast.Attribute) -> bool:
        """True for methods that keep or change only their object (`out.append(x)`)."""
        return called.attr in flow.QUIET_METHODS | {"append", "add", "extend", "appendleft"}

    def _aliases(self, names: set[str]) -> set[str]:
        """Names that are bound to the same object, in the namespace or by `a = b`."""
        mutable = {
            id(self.namespace[n])
            for n in names
            if n in self.namespace and not isinstance(self.namespace[n], values.IMMUTABLE)
        }
        found = {name for name, value in self.namespace.items() if id(value) in mutable}
        for stmt in self.source.all(ast.Assign):
            group = {t.id for t in [*stmt.targets, stmt.value] if isinstance(t, ast.Name)}
            if isinstance(stmt.value, ast.Name) and group & names:
                found |= group
        return found

    def aliases_of(self, name: str) -> set[str]:
        """`name` and the names that may stand for the same object."""
        return {name} | self._aliases({name})

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
        return purity.purity(function, self.meaning)

    def meaning(self, name: str) -> Function | str | None:
        """What a called global is: a function of the user's, `builtin`, `module …`, or unknown."""
        body = self.definition(name)
        if body is not None:
            return body
        if self._is_builtin(name, self.source.tree):
            return "builtin"
        full = self.imported.get(name)
        value = self.namespace.get(name)
        if isinstance(value, ModuleType) and self._unbound(name):
            full = value.__name__
        return f"module {full}" if full else None


def _binds(node: ast.AST) -> set[str]:
    """Names that this node itself binds."""
    if isinstance(node, ast.Name):
        return set() if isinstance(node.ctx, ast.Load) else {node.id}
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.alias):
        return {(node.asname or node.name).split(".")[0]}
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        return {node.name} if node.name else set()
    return set()


def _argument(call: ast.AST, function: ast.Name, positional: list[str], name: str) -> Any:
    """The expression that a call gives for a parameter; None where it can't be told."""
    if not isinstance(call, ast.Call) or call.func is not function:
        return None
    if any(isinstance(arg, ast.Starred) for arg in call.args):
        return None
    given = dict(zip(positional, call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg is not None}
    return given.get(name)
