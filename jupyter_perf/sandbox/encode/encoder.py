"""The walk over a repetition's values: one pass, one node per object, no recursion."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from . import (
    arrays,
    arrow,
    columns,
    containers,
    derived,
    figures,
    frames,
    functions,
    naming,
    objects,
    scalars,
    tensors,
)
from .form import OPAQUE, Child, Column, Encoded, Node, Root, node
from .sharing import Extents

Handler = Callable[["Encoder", Any], Node]

_FAMILIES = {
    "numpy": arrays.table,
    "scipy.sparse": arrays.sparse_table,
    "pandas": frames.table,
    "pyarrow": arrow.table,
    "polars": arrow.polars_table,
    "torch": tensors.table,
    "matplotlib.figure": figures.table,
}
"""Which types each library adds, asked only where it was imported already."""


def encode(sections: Mapping[str, Mapping[str, object]]) -> Encoded:
    """Return all values of all sections as plain data, aliasing across sections included.

    Runs beside the code that is judged. Values of unknown kinds become opaque; no user-defined
    `__eq__`, `__hash__`, `__iter__`, `__getattr__` or `__reduce__` decides what is written.
    Iterators are consumed, up to a bound, after everything else was written.
    """
    encoder = Encoder()
    roots: list[Root] = []
    for section, values in sections.items():
        for name, value in values.items():
            roots.append((section, str(name), encoder.child(value)))
    encoder.finish()
    return Encoded(roots, encoder.nodes, encoder.buffers)


class Encoder:
    """Nodes and buffers so far, and what waits to be written."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.buffers: list[memoryview | bytes] = []
        self.extents = Extents()
        self._numbers: dict[int, int] = {}
        self._kept: list[Any] = []
        self._waiting: list[tuple[int, Any, bool]] = []
        self._iterators: list[tuple[int, Any]] = []
        self._atoms = dict(scalars.ATOMS)
        self._handlers: dict[type, Handler] = {**scalars.table(), **containers.table()}
        self._handlers |= functions.table()
        self._chosen: dict[int, Handler] = {}
        for module, table in _FAMILIES.items():
            if module in sys.modules:
                self._add(table)
        self.numpy_scalars = arrays.scalar_types() if "numpy" in sys.modules else frozenset()
        self._atoms |= dict.fromkeys(self.numpy_scalars, scalars.numpy_scalar)

    def _add(self, table: Callable[[], dict[Any, Any]]) -> None:
        # The cell may have put anything under a library's name in sys.modules.
        try:
            self._handlers |= table()
        except Exception:
            return

    def child(self, x: Any) -> Child:
        """The atom of `x`, or the number of its node: the same number for the same object."""
        atom = self._atom(x)
        if atom is not None:
            return atom
        number = self._numbers.get(id(x))
        if number is None:
            number = self._numbers[id(x)] = self._reserve(x, True)
        return number

    def part(self, x: Any) -> Child:
        """Like `child`, for an inner part that has no identity of its own."""
        atom = self._atom(x)
        return self._reserve(x, False) if atom is None else atom

    def _atom(self, x: Any) -> str | None:
        kind = type(x)
        # A class of another metaclass may claim to be equal to one in the table.
        atomize = self._atoms.get(kind) if type(kind) is type else None
        return None if atomize is None else atomize(x)

    def made(self, content: Node) -> Child:
        """The number of a node that is written already."""
        self.nodes.append(content)
        return len(self.nodes) - 1

    def iterator(self, x: Any) -> Child:
        """Consume `x` once everything else was written, for that may change what others see."""
        self._iterators.append((len(self.nodes), x))
        return self.made([])

    def name(self, text: str) -> Child:
        """The atom of a field's name."""
        return self.child(str.__str__(text))

    def buffer(self, data: Any) -> int:
        """The number of a buffer over `data`, which is kept, not copied."""
        view = memoryview(data)
        self.buffers.append(view.cast("B") if view.nbytes else b"")
        return len(self.buffers) - 1

    def column(self, items: list[Any]) -> Column:
        """The column of `items`."""
        return columns.column(self, items)

    def type_name(self, kind: type) -> str:
        """Module and qualified name; says so where a class only claims to be a library's."""
        return naming.type_name(kind)

    def finish(self) -> None:
        """Write what waits, iterators last, then find out which arrays overlap."""
        self._drain()
        while self._iterators:
            number, iterator = self._iterators.pop(0)
            self.nodes[number] = self._guarded(objects.iterator_prefix, iterator)
            self._drain()
        self.extents.mark(self.nodes)

    def _reserve(self, x: Any, identity: bool) -> int:
        # Kept alive, or else another object could get the same id.
        self._kept.append(x)
        self.nodes.append([])
        self._waiting.append((len(self.nodes) - 1, x, identity))
        return len(self.nodes) - 1

    def _drain(self) -> None:
        waiting = self._waiting
        while waiting:
            number, x, identity = waiting.pop()
            self._write(number, x, identity)

    def _write(self, number: int, x: Any, identity: bool) -> None:
        handler = self._chosen.get(id(type(x)))
        if handler is None:
            self._kept.append(type(x))
            handler = self._chosen[id(type(x))] = self._choose(type(x))
        if handler is objects.one_by_one:
            self._iterators.append((number, x))
            return
        written = self._guarded(handler, x)
        written[2] = written[2] and identity
        self.nodes[number] = written
        if written[2]:
            self.extents.add(number, x)

    def _guarded(self, handler: Handler, x: Any) -> Node:
        # Handlers read user-supplied values, whose methods may raise anything.
        try:
            return handler(self, x)
        except Exception as error:
            why = f"reading it raised {type(error).__name__}"
            return node(OPAQUE, self.type_name(type(x)), False, why)

    def _choose(self, kind: type) -> Handler:
        if naming.poses(kind):
            return derived.posing
        direct = self._handlers.get(kind)
        if direct is not None:
            return direct
        special = functions.special(kind) or objects.special(kind)
        if special is not None:
            return special
        for base in naming.bases(kind):
            inherited = self._handlers.get(base)
            if inherited is not None:
                return derived.instance(kind, inherited)
            for_atom = self._atoms.get(base)
            if for_atom is not None:
                return derived.instance(kind, derived.boxed(base))
        return objects.by_state
