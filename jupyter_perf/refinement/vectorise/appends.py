"""Elements that a loop appends to lists, all at once."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import shapes
from ..shaping import shapes_of
from ..source import Decline
from .spots import Spots
from .states import Carried, State, Update
from .vector import INNER, Vector


@dataclass
class Appends(Spots):
    """Writes down what lists are extended by."""

    def _appended(self, name: str, state: State) -> None:
        if isinstance(state, Carried):
            return
        if not isinstance(state, Update) or state.op != "append":
            raise Decline("elements that are appended in turn")
        facts, list_name = self.body.inputs.facts, _load(name, self.loop)
        if facts.kind_of(list_name) != "list" and not shapes.within(
            shapes_of(list_name, facts), "list"
        ):
            raise Decline("something else than a list is appended to")
        value = state.value
        if value.mixed:
            self._of_several_types(name, value, state)
            return
        if state.others is not None:
            self._tuples(name, state, state.others)
            return
        if any(axis >= INNER for axis in value.axes):
            self._rows(name, value, state)
            return
        if state.nested:
            self._nested(name, state)
            return
        if not value.axes:
            self._repeated(name, state)
            return
        text = self.full(value, state.rounds, state.mask)
        if value.numpy:
            bare = value.text if text == value.tight() else text
            self.lines.append(f"{name}.extend({bare})")
        else:
            self.lines.append(f"{name}.extend({text}.tolist())")

    def _of_several_types(self, name: str, value: Vector, state: Update) -> None:
        """`max(number, 0)` for each of the numbers, which may be of another type than 0."""
        if state.others is not None:
            raise Decline("elements of different types are appended")
        self.lines.append(f"{name}.extend({self._each(value, state)})")

    def _sum_of_several_types(self, name: str, state: Update) -> None:
        """A sum of such numbers, which is of another type where none of them is numpy's."""
        if not self.body.inputs.facts.is_builtin("sum", at=self.loop):
            raise Decline("`sum` is something else here")
        self.lines.append(f"{name} = sum(({self._each(state.value, state)}), {name})")

    def _each(self, value: Vector, state: Update) -> str:
        """What makes each number by Python's own means."""
        if value.each is None or not value.listable:
            raise Decline("numbers of different types")
        _, each, many = value.each
        item = self._new("value")
        text = self.full(many, state.rounds, state.mask)
        text = text if many.numpy else f"{text}.tolist()"
        return f"{each.format(item)} for {item} in {text}"

    def _rows(self, name: str, value: Vector, state: Update) -> None:
        """Rows of an array that is made at once, each an array."""
        mask = state.mask
        if mask is not None and mask.axes != state.rounds:
            raise Decline("rows that are left out")
        text = value.text if mask is None else f"{value.tight()}[{mask.text}]"
        self.lines.append(f"{name}.extend({text})")

    def _tuples(self, name: str, state: Update, others: tuple[Vector, ...]) -> None:
        if not others or not self.body.inputs.facts.is_builtin("zip", at=self.loop):
            raise Decline("tuples of one element")
        listed = []
        for one in (state.value, *others):
            if not one.axes:
                raise Decline("a number that is the same in all rounds is appended")
            text = self.full(one, state.rounds, state.mask)
            listed.append(text if one.numpy else f"{text}.tolist()")
        self.lines.append(f"{name}.extend(zip({', '.join(listed)}))")

    def _nested(self, name: str, state: Update) -> None:
        if len(state.rounds) != 2 or state.mask is not None:
            raise Decline("lists of several lengths")
        text = self.shaped(state.value, state.rounds)
        made = f"map(list, {text})" if state.value.numpy else f"{text}.tolist()"
        self.lines.append(f"{name}.extend({made})")

    def _repeated(self, name: str, state: Update) -> None:
        value = state.value
        if not (value.own or value.kind == "str") or value.value is None:
            raise Decline("a number that is the same in all rounds is appended")
        if state.mask is None:
            if len(state.rounds) != 1:
                raise Decline("a number that is the same in all rounds is appended")
            size = self.body.axes[state.rounds[0]].size
            count = size.text if not size.offset else f"({size.text})"
        else:
            count = self.hits(state.mask, state.rounds)
        self.lines.append(f"{name}.extend([{value.text}] * {count})")


def _load(name: str, loop: ast.stmt) -> ast.expr:
    for node in ast.walk(loop):
        if isinstance(node, ast.Name) and node.id == name:
            return node
    raise Decline(f"{name} isn't read")
