"""Work of a function that hangs on one of its parameters alone, and what calls give for that."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import dataclass
from types import FunctionType

from .. import flow
from ..call_sites import argument_of, called_function
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline, Source
from ._item_keys import Key, are_texts
from ._item_reading import ATOMS, Reading
from ._item_rounds import Round, rounds_around
from ._item_work import Work, parts_of, work_on
from ._items import PLACE, Item
from ._looked_at import is_fixed, only_looks
from ._work_done import ENOUGH, effort


@dataclass(frozen=True)
class Own:
    """Work that a function does on one parameter."""

    node: ast.expr
    parameter: str
    reading: Reading
    given: Work
    """What is known of the argument that a call gives."""
    key: Key | None
    """How the function itself can tell what it is given."""

    def made(self) -> str:
        """The work, written by a key of the function's own or of the loops'."""
        if self.key is not None:
            return self.reading.written(self.node, dict(self.key.swaps))
        plain = isinstance(self.given.node, ATOMS)
        text = self.given.made if plain else f"({self.given.made})"
        return self.reading.written(self.node, dict.fromkeys(self.reading.uses, text))

    @property
    def told(self) -> bool:
        """Whether the parameter itself is the key that the loops have for the item."""
        same = self.given.key.text == ast.unparse(self.given.node)
        return same and not self.reading.rebound and self.given.made == PLACE


@dataclass(frozen=True)
class Called:
    """A call, and the function that it runs; `home` are the facts of the text which that is in."""

    call: ast.Call
    function: ast.FunctionDef
    shift: int
    """How many parameters the call leaves to `self`."""
    facts: Facts
    home: Facts

    @property
    def own(self) -> bool:
        """Whether the function is in the same source."""
        return self.home is self.facts

    def works(self) -> list[Own]:
        """What the function works out of one parameter that the call gives it again and again."""
        spec = self.function.args
        if spec.posonlyargs or spec.kwonlyargs or spec.vararg or spec.kwarg:
            raise Decline("parameters of several kinds")
        if flow.has(self.function, ast.Global, ast.Nonlocal):
            raise Decline("a function that binds names of others")
        items = [Item(frozenset({arg.arg})) for arg in spec.args[self.shift :]]
        whole = Round(self.function, None, tuple(items))
        found: list[Own] = []
        parts = parts_of(self.function)
        part = next(parts, None)
        while part is not None:
            own = self._work(part, whole)
            found += [own] if own is not None else []
            try:
                part = parts.send(own is not None)
            except StopIteration:
                break
        return found

    def _work(self, node: ast.expr, whole: Round) -> Own | None:
        if effort(node, self.home) < ENOUGH:
            return None
        reading = Reading(self.home)
        try:
            rounds = [*rounds_around(node, self.home), whole]
            reading.read(node, rounds)
            if reading.round is not whole or not reading.stays(self.function, reading.names):
                return None
            if not (is_fixed(node, self.home) or only_looks(node, self.home)):
                return None
            parameter = next(iter(reading.item.names)) if reading.item is not None else ""
            argument = argument_of(self.call, self.function, parameter, self.shift)
            if argument is None or not self.facts.source.inside(argument, self.call):
                return None
            given = work_on(argument, self.facts, frozenset(reading.names), reading.bound)
        except Decline:
            return None
        if given is None:
            return None
        key = _lasting_key(node, reading, rounds, self.facts) if self.own else None
        return Own(node, parameter, reading, given, key)


def called_in(call: ast.Call, facts: Facts) -> Called | None:
    """What a call of several items runs: a function of the source, a method, one of another cell.

    Of another cell's only what is written where the source is, too.
    """
    rounds = rounds_around(call, facts)
    if _items_given(call, rounds, facts) < 2:
        return None
    function = called_function(call, facts)
    if function is not None:
        inside = facts.source.inside(call, function)
        return None if inside else Called(call, function, _shift(call), facts, facts)
    value = facts.namespace.get(call.func.id) if isinstance(call.func, ast.Name) else None
    body = facts.definition(call.func.id) if isinstance(call.func, ast.Name) else None
    if not isinstance(value, FunctionType) or not isinstance(body, ast.FunctionDef):
        return None
    if value.__closure__ or body.decorator_list or not _means_the_same(value, body, facts):
        return None
    source = _source_of(value, body, facts)
    own = source.tree.body[0]
    home = Facts(source, facts.namespace, kind=facts.kind, definitions=facts.definitions)
    return Called(call, own, 0, facts, home) if isinstance(own, ast.FunctionDef) else None


def _source_of(value: FunctionType, body: ast.FunctionDef, facts: Facts) -> Source:
    """The text of a function as it was written, where that can be had."""
    try:
        text = facts.definitions.get(body.name) or inspect.getsource(value)
        source = Source(textwrap.dedent(text))
    except (OSError, TypeError, SyntaxError):
        return Source(ast.unparse(body) + "\n")
    same = ast.dump(source.tree.body[0]) == ast.dump(body)
    return source if same else Source(ast.unparse(body) + "\n")


def _shift(call: ast.Call) -> int:
    return int(isinstance(call.func, ast.Attribute))


def _items_given(call: ast.Call, rounds: list[Round], facts: Facts) -> int:
    """On how many items of the loops around it a call hangs."""
    if len(rounds) < 2 and not any(one.paired for one in rounds):
        return 0
    found: set[int] = set()
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        reading = Reading(facts)
        try:
            reading.read(argument, rounds)
        except Decline:
            # Several items, or more than can be told.
            found.add(id(argument))
        if reading.item is not None:
            found.add(id(reading.item))
    return len(found)


def _means_the_same(value: FunctionType, body: ast.FunctionDef, facts: Facts) -> bool:
    """True where the names that a function reads mean the same in the source."""
    names = free_names(body)
    outside = value.__globals__
    return all(
        facts.is_builtin(name, at=facts.source.tree)
        or (name in outside and outside[name] is facts.namespace.get(name))
        for name in names
    )


def free_names(function: ast.FunctionDef) -> set[str]:
    """Names that a function takes from around it."""
    own = flow.local_names(function)
    for part in ast.walk(function):
        if isinstance(part, COMPREHENSIONS):
            own |= flow.stores([generator.target for generator in part.generators])
        elif isinstance(part, ast.Lambda):
            own |= set(flow.parameters(part))
    return flow.loads(function.body) - own


def _lasting_key(node: ast.expr, reading: Reading, rounds: list[Round], facts: Facts) -> Key | None:
    """A key for texts, where what is worked out of them will be the same as long as they live."""
    if not all(_is_lasting(name, facts) for name in reading.names):
        return None
    try:
        key = reading.key(node, rounds)
    except Decline:
        return None
    if reading.bound & {key.parameter}:
        return None
    # Whoever calls the function later on might give what can't be a key, but for texts.
    sure = are_texts([part for part, _ in key.swaps], facts)
    return key if sure or facts.kind == "program" else None


def _is_lasting(name: str, facts: Facts) -> bool:
    """True for functions that the source itself defines, once."""
    binders = facts.binders(name, facts.source.tree)
    return len(binders) == 1 and isinstance(binders[0], ast.FunctionDef)
