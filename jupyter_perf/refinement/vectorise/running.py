"""Arrays of the values that a name has in all rounds, before or after its update."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from ..rules._place import start
from ..source import Decline
from .context import Axis
from .operators import OVERFLOW
from .starts import shared_start, type_before
from .states import State, Update
from .types import One
from .updates import Updates
from .vector import Vector, choose


class Again(Exception):
    """A name was of another type than guessed; the guess is better now."""


@dataclass
class Running(Updates):
    """Terms that may read such names, whose values in all rounds an array has."""

    guesses: dict[str, Vector] = field(default_factory=dict)
    """Name → a vector of the type that its values before and after each round have."""
    used: dict[str, str] = field(default_factory=dict)
    """Names of arrays of running values that expressions read → `name` or `name.before`."""
    prelude: list[tuple[str, str]] = field(default_factory=list)
    """(name, text) of arrays of running values, in the order in which they can be made."""
    tested: set[str] = field(default_factory=set)
    """Names of those that the tests beside the array form make."""

    def start_of(self, name: str, *, any_float: bool = False) -> Vector:
        """What a name holds when the outermost loop starts.

        With `any_float` it may be a float of which it isn't known whether it is numpy's.
        """
        loop, facts = self.inputs.loop, self.inputs.facts
        assert isinstance(loop, ast.stmt)
        value = start(name, loop, facts) or shared_start(name, loop, facts)
        found = self.inputs.type_of(value) if value is not None else type_before(name, loop, facts)
        if value is None and found is None:
            found = self.always(name)
        constant = _constant(value)
        if not isinstance(found, One) or found.kind == "bool" or (found.either and not any_float):
            raise Decline(f"what {name} starts with isn't known to be a number")
        return Vector(name, found.kind, found.numpy, value=constant)

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
            made = self._made(name, key, state)
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

    def _made(self, name: str, key: str, state: State) -> Vector:
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


def _constant(node: ast.expr | None) -> object:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    return None
