"""From the statements of a function of one element to an expression over a column."""

from __future__ import annotations

import ast

from .. import flow
from ..source import Decline, Function
from ._scalar_terms import Scalar
from ._scalar_tests import Tests

_DEEPEST = 3
"""Functions that call functions are followed so far."""


class Blocks(Tests):
    """Translates functions: names that are bound, if/elif/else, what is returned."""

    depth = 0

    def function(self, function: Function, argument: Scalar) -> Scalar:
        """What a function of one parameter returns for a column."""
        return self.applied(function, [argument])

    def applied(self, function: Function, given: list[Scalar]) -> Scalar:
        """What a function returns for columns, and numbers, as its parameters."""
        spec = function.args
        others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
        if len(spec.args) != len(given) or others or spec.vararg or spec.kwarg:
            raise Decline("a function of more than the element")
        wrapped = not isinstance(function, ast.Lambda) and bool(function.decorator_list)
        if isinstance(function, ast.AsyncFunctionDef) or wrapped or self.depth == _DEEPEST:
            raise Decline("a function that is wrapped")
        outer, own, self.depth = self.local, self.own, self.depth + 1
        self.own = flow.local_names(function)
        self.local = {arg.arg: value for arg, value in zip(spec.args, given, strict=True)}
        try:
            if isinstance(function, ast.Lambda):
                return self(function.body)
            return self._block(function.body)
        finally:
            self.local, self.own, self.depth = outer, own, self.depth - 1

    def held(self, name: str, value: Scalar) -> Scalar:
        """What stands for a name from where it is bound; here: all of its value."""
        return value

    def _block(self, body: list[ast.stmt]) -> Scalar:
        for place, stmt in enumerate(body):
            if isinstance(stmt, ast.Return) and stmt.value is not None:
                return self(stmt.value)
            if isinstance(stmt, ast.If) and flow.has(stmt, ast.Return):
                return self._branches(stmt, body[place + 1 :])
            self._bind(stmt)
        raise Decline("a function that does more than return a value")

    def _branches(self, stmt: ast.If, rest: list[ast.stmt]) -> Scalar:
        test = self.condition(stmt.test)
        known = dict(self.local)
        yes = self._under(test, "", lambda: self._block([*stmt.body, *rest]))
        self.local = known
        no = self._under(test, "~", lambda: self._block([*stmt.orelse, *rest]))
        return self.choose(test, yes, no)

    def _bind(self, stmt: ast.stmt) -> None:
        """A statement after which names stand for other values."""
        if isinstance(stmt, ast.Pass):
            return
        if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant):
            return
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and isinstance(target, ast.Name):
            self.local[target.id] = self.held(target.id, self(stmt.value))
            return
        if isinstance(stmt, ast.AugAssign) and isinstance(stmt.target, ast.Name):
            self.local[stmt.target.id] = self._changed(stmt)
            return
        if isinstance(stmt, ast.If):
            return self._either(stmt)
        raise Decline("a function that does more than return a value")

    def _changed(self, stmt: ast.AugAssign) -> Scalar:
        assert isinstance(stmt.target, ast.Name)
        before = ast.copy_location(ast.Name(stmt.target.id, ast.Load()), stmt.target)
        if stmt.target.id not in self.local:
            raise Decline("a name that isn't the function's own")
        return self(ast.copy_location(ast.BinOp(before, stmt.op, stmt.value), stmt))

    def _either(self, stmt: ast.If) -> None:
        """if/elif/else whose branches bind names and go on."""
        name = added_to(stmt)
        if name is not None and name in self.local and self.local[name].kind == "int":
            more = self._more(stmt, name)
            if more.kind == "int":
                self.local[name] = self.sum(self.local[name], more)
                return
        test = self.condition(stmt.test)
        known = dict(self.local)
        sides = []
        for body, sign in ((stmt.body, ""), (stmt.orelse, "~")):
            self.local = dict(known)
            self._under(test, sign, lambda part=body: self._bound(part, test))  # type: ignore[misc]
            sides.append(self.local)
        yes, no = sides
        # A name that only one side binds is bound for some elements alone.
        self.local = {
            name: yes[name] if yes[name] == no[name] else self.choose(test, yes[name], no[name])
            for name in yes
            if name in no
        }

    def _bound(self, body: list[ast.stmt], result: Scalar) -> Scalar:
        for stmt in body:
            self._bind(stmt)
        return result

    def _more(self, stmt: ast.If, name: str) -> Scalar:
        """What if/elif/else adds to a number."""
        test = self.condition(stmt.test)
        (only,) = stmt.body
        assert isinstance(only, ast.AugAssign)
        nothing = Scalar("0", "int", column=False, series=False)

        def other() -> Scalar:
            if not stmt.orelse:
                return nothing
            (rest,) = stmt.orelse
            if isinstance(rest, ast.If):
                return self._more(rest, name)
            assert isinstance(rest, ast.AugAssign)
            return self(rest.value)

        yes = self._under(test, "", lambda: self(only.value))
        return self.choose(test, yes, self._under(test, "~", other))


def added_to(stmt: ast.If) -> str | None:
    """The one name that all branches of an `if` do nothing but add to, and don't ask for."""
    names: set[str] = set()
    read: set[str] = set()
    parts: list[ast.stmt] = [stmt]
    while parts:
        part = parts.pop()
        if isinstance(part, ast.If):
            if len(part.body) != 1 or len(part.orelse) > 1:
                return None
            parts += [*part.body, *part.orelse]
            read |= flow.loads(part.test)
        elif isinstance(part, ast.AugAssign) and isinstance(part.op, ast.Add):
            if not isinstance(part.target, ast.Name):
                return None
            names.add(part.target.id)
            read |= flow.loads(part.value)
        else:
            return None
    return names.pop() if len(names) == 1 and not names & read else None
