"""Names that go from round to round: totals, extremes, products, what was before."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from .. import flow
from ..facts import Facts
from ..rules._place import start
from ..source import Decline
from .context import Axis
from .operators import OVERFLOW
from .states import Carried, State, Update
from .terms import Terms
from .types import One, type_of_value
from .vector import INNER, Vector, choose

_OPERATIONS = {ast.Add: ("+", ""), ast.Sub: ("+", "-"), ast.Mult: ("*", "")}


class Again(Exception):
    """A name was of another type than guessed; the guess is better now."""


@dataclass
class Running(Terms):
    """Terms whose names may go from round to round, as far as a known operation says how."""

    guesses: dict[str, Vector] = field(default_factory=dict)
    """Name → a vector of the type that its values before and after each round have."""
    used: dict[str, str] = field(default_factory=dict)
    """Names of arrays of running values that expressions read → `name` or `name.before`."""
    prelude: list[tuple[str, str]] = field(default_factory=list)
    """(name, text) of arrays of running values, in the order in which they can be made."""
    inside: list[int] = field(default_factory=list)
    """Numbers of the loops around the current statement."""

    @property
    def rounds(self) -> tuple[int, ...]:
        """The loops around the current statement."""
        return tuple(self.inside)

    def start_of(self, name: str) -> Vector:
        """What a name holds when the outermost loop starts."""
        loop, facts = self.inputs.loop, self.inputs.facts
        assert isinstance(loop, ast.stmt)
        value = start(name, loop, facts) or _shared_start(name, loop, facts)
        found = self.inputs.type_of(value) if value is not None else _before(name, loop, facts)
        constant = _constant(value)
        if not isinstance(found, One) or found.kind == "bool":
            raise Decline(f"what {name} starts with isn't known to be a number")
        return Vector(name, found.kind, found.numpy, value=constant)

    # ---- finding the operation ---------------------------------------------------------------

    def augmented(self, name: str, op: ast.operator, node: ast.expr) -> State:
        """What `name op= node` makes of a name."""
        state = self.env.get(name)
        if isinstance(state, Vector):
            return self.operated(op, state, self(node))
        if not isinstance(state, Carried) or type(op) not in _OPERATIONS:
            raise Decline(f"{name} goes from round to round in another way")
        symbol, sign = _OPERATIONS[type(op)]
        return Update(symbol, self._added(self(node)), sign=sign, rounds=self.rounds)

    def _added(self, value: Vector) -> Vector:
        if value.kind not in ("int", "float", "bool") or any(a >= INNER for a in value.axes):
            raise Decline("something else than a number is added")
        return value

    def update_of(self, name: str, node: ast.expr) -> Update | None:
        """The update that `name = node` is, as in `n = n + e` and `n = max(n, e)`."""
        if not isinstance(self.env.get(name), Carried):
            return None
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
            symbol, sign = _OPERATIONS[type(node.op)]
            if _is(node.left, name):
                return Update(symbol, self._added(self(node.right)), sign=sign, rounds=self.rounds)
            if _is(node.right, name) and not sign:
                return Update(symbol, self._added(self(node.left)), rounds=self.rounds)
        if isinstance(node, ast.Call) and len(node.args) == 2 and not node.keywords:
            return self._extreme_of(name, node)
        return None

    def _extreme_of(self, name: str, node: ast.Call) -> Update | None:
        called = node.func
        if not isinstance(called, ast.Name) or called.id not in ("min", "max"):
            return None
        if not self.inputs.facts.is_builtin(called.id, at=called):
            return None
        first, second = node.args
        if _is(first, name):
            return Update(called.id, self._plain(second), tie="old", rounds=self.rounds)
        return (
            Update(called.id, self._plain(first), tie="new", rounds=self.rounds)
            if _is(second, name)
            else None
        )

    def _plain(self, node: ast.expr) -> Vector:
        value = self(node)
        if not value.number or value.mixed or any(a >= INNER for a in value.axes):
            raise Decline("the greatest of what isn't a number")
        return value

    def record(self, stmt: ast.If) -> bool:
        """`if e > best: best = e; where = i`; False where a statement is something else."""
        test, empty = stmt.test, ""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) and len(test.values) == 2:
            empty, test = _none_name(test.values[0]), test.values[1]
        if stmt.orelse or not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return False
        sides, op = [test.left, test.comparators[0]], test.ops[0]
        names = [s.id if isinstance(s, ast.Name) else "" for s in sides]
        held = [isinstance(self.env.get(name), Carried) for name in names]
        if held.count(True) != 1 or not isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            return False
        best, other = (names[1], sides[0]) if held[1] else (names[0], sides[1])
        if empty and empty != best:
            return False
        greater = isinstance(op, ast.Gt | ast.GtE) == held[1]
        return self._kept(stmt, best, other, greater, isinstance(op, ast.Lt | ast.Gt), empty)

    def _kept(
        self, stmt: ast.If, best: str, other: ast.expr, greater: bool, strict: bool, empty: str
    ) -> bool:
        found: dict[str, ast.expr] = {}
        for one in stmt.body:
            if not (isinstance(one, ast.Assign) and len(one.targets) == 1):
                return False
            targets, values = [one.targets[0]], [one.value]
            if isinstance(targets[0], ast.Tuple) and isinstance(values[0], ast.Tuple):
                targets, values = targets[0].elts, values[0].elts
            for target, value in zip(targets, values, strict=False):
                if not isinstance(target, ast.Name) or target.id in found:
                    return False
                found[target.id] = value
        if best not in found or any(not isinstance(self.env.get(n), Carried) for n in found):
            return False
        extreme = self._plain(other)
        if self(found.pop(best)) != extreme or self.mask is not None:
            return False
        op, tie = "max" if greater else "min", "old" if strict else "new"
        made = {name: self(node) for name, node in found.items()}
        if any(v.mixed or any(a >= INNER for a in v.axes) for v in made.values()):
            raise Decline("rows, or values of several types, that are kept")
        self.env[best] = Update(
            op, extreme, tie=tie + (" none" if empty else ""), rounds=self.rounds
        )
        for name, kept in made.items():
            self.env[name] = Update(f"at {best}", kept, rounds=self.rounds)
        return True

    # ---- running values ----------------------------------------------------------------------

    def running(self, name: str, state: State) -> Vector:
        """The values that a name has in all rounds, before or after its update."""
        if not name.isidentifier() or not self.inside:
            raise Decline(f"{name} goes from round to round")
        if isinstance(state, Update) and state.op not in ("+", "*", "max", "min"):
            raise Decline(f"{name} goes from round to round")
        key = name if isinstance(state, Update) else f"{name}.before"
        text = self.inputs.facts.fresh(f"{name}_{'after' if key == name else 'before'}")
        self.used[text] = key
        guess = self.guesses.get(key)
        if guess is None:
            first = self.start_of(name)
            guess = Vector("", first.kind, first.numpy, (self.inside[-1],))
        return replace(guess, text=text)

    def close_running(self, axis: Axis, inner: dict[str, State], outer: dict[str, State]) -> None:
        """Make the arrays of running values that the loop of `axis` reads."""
        for text, key in list(self.used.items()):
            name = key.removesuffix(".before")
            if name not in inner or text in dict(self.prelude):
                continue
            if axis.number or len(self.inside) != 1:
                raise Decline("running values in an inner loop")
            state = inner[name]
            made = self._made(name, key, state, axis)
            if any(used in made.text for used, k in self.used.items() if k.startswith(name)):
                raise Decline(f"{name} depends on itself")
            known = self.guesses.get(key)
            shape = replace(made, text="")
            if known is None or (known.kind, known.numpy, known.mixed, known.axes) != (
                shape.kind, shape.numpy, shape.mixed, shape.axes,
            ):  # fmt: skip
                self.guesses[key] = shape
                first = self.start_of(name)
                if (
                    known is not None
                    or (first.kind, first.numpy) != (shape.kind, shape.numpy)
                    or (shape.mixed)
                ):
                    raise Again
            self.prelude.append((text, made.text))

    def _made(self, name: str, key: str, state: State, axis: Axis) -> Vector:
        np, first = self.inputs.numpy(), self.start_of(name)
        value = state if isinstance(state, Vector) else getattr(state, "value", None)
        if not isinstance(state, Update | Vector):
            raise Decline(f"{name} goes from round to round in another way")
        if not isinstance(value, Vector) or not value.number or value.axes not in ((), (0,)):
            raise Decline(f"{name} goes from round to round in another way")
        if isinstance(state, Update) and (state.mask is not None or not value.axes):
            value = self._everywhere(state, value)
        if value.axes != (0,):
            raise Decline(f"{name} is the same in all rounds")
        before = key.endswith(".before")
        mixed = value.mixed or ((value.kind, value.numpy) != (first.kind, first.numpy))
        kind = "float" if "float" in (value.kind, first.kind) else "int"
        if isinstance(state, Vector):
            # np.append of a whole number and floats gives floats, which is what is read.
            if not before:
                raise Decline("a value that isn't one from before")
            text = f"{np}.append({first.text}, {value.tight()}[:-1])"
            return Vector(
                text, kind, value.numpy and not mixed, (0,), bound=value.bound, mixed=mixed
            )
        return self._scan(state, value, first, kind, before, mixed)

    def _everywhere(self, state: Update, value: Vector) -> Vector:
        """Values that do nothing where the update's mask doesn't hold."""
        if state.mask is None or state.op not in ("+", "*"):
            raise Decline("an update that is the same in all rounds")
        nothing = 1 if state.op == "*" else 0
        zero = Vector(str(nothing), value.kind, value.numpy, value=nothing)
        return choose(state.mask, value, zero, self.inputs.numpy())

    def _scan(
        self, state: Update, value: Vector, first: Vector, kind: str, before: bool, mixed: bool
    ) -> Vector:
        np = self.inputs.numpy()
        text = f"-{value.tight(6)}" if state.sign else value.text
        bound = max(value.bound, 1) * 2**20 if kind == "int" and not value.numpy else 0
        if bound >= OVERFLOW or (state.op == "*" and kind == "int"):
            raise Decline("whole numbers that may overflow")
        function = {"+": "cumsum", "*": "cumprod", "max": "maximum.accumulate",
                    "min": "minimum.accumulate"}[state.op]  # fmt: skip
        if state.op in ("max", "min"):
            if value.kind == "float":
                self.guard("{0} != {0}", value)
            if first.kind == "float":
                self.inputs.guard(f"{first.text} == {first.text}")
        neutral = {"+": 0, "*": 1}.get(state.op)
        if neutral is not None and first.value == neutral and first.value is not None:
            made = f"{np}.{function}({text})"
            if before:
                made = f"{np}.append({first.text}, {made}[:-1])"
        else:
            made = f"{np}.{function}({np}.append({first.text}, {text}))"
            made += "[:-1]" if before else "[1:]"
        numpy = value.numpy and not before
        if state.op in ("max", "min") or before or state.mask is not None:
            numpy = value.numpy and first.numpy
        else:
            mixed = value.mixed or (kind == "float" and value.kind != "float" and not value.numpy)
        return Vector(made, kind, numpy, (0,), bound=bound, mixed=mixed)


def _shared_start(name: str, loop: ast.stmt, facts: Facts) -> ast.expr | None:
    """The value of `low = high = x[0]`, or of one part of `a, b = 0, 1`, above a loop."""
    for stmt in facts.source.before(loop):
        if isinstance(stmt, ast.Assign) and name in flow.stores(stmt.targets):
            if any(_is(target, name) for target in stmt.targets):
                return stmt.value
            target, value = stmt.targets[0], stmt.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                for one, given in zip(target.elts, value.elts, strict=False):
                    if _is(one, name):
                        return given
            return None
        if name in flow.stores(stmt) | flow.loads(stmt) | facts.changed(stmt):
            return None
    return None


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _none_name(node: ast.expr) -> str:
    """`best` of `best is None`."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is) and len(node.ops) == 1:
        right = node.comparators[0]
        if isinstance(right, ast.Constant) and right.value is None:
            return node.left.id if isinstance(node.left, ast.Name) else ""
    return "?"


def _constant(node: ast.expr | None) -> object:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    return None


def _before(name: str, loop: ast.stmt, facts: Facts) -> One | None:
    """The type of a number that nothing in the source gives a value but the loop."""
    binders = facts.binders(name, facts.scope(name, loop))
    inside = all(facts.source.inside(binder, loop) for binder in binders)
    if not inside or name not in facts.namespace:
        return None
    if facts.source.function(loop) is not None:
        return None
    found = type_of_value(facts.namespace[name])
    return found if isinstance(found, One) else None
