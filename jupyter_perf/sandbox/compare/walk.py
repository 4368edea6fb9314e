"""The lock-step walk over two results: same places, same values, same objects in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..encode.form import OPAQUE, Child, Encoded, Node
from . import kinds, show
from .aliasing import Aliases
from .arrays import PIXEL
from .keyed import Keys
from .result import Difference, Differs, FirstDifference, Path, Same
from .sayable import Sayable
from .tolerance import RTOL, Tolerance

Pair = tuple[Child, Child, Path]
Steps = Iterator[Pair]

_RNG = "rng"
_PROCESS = "process"
_BEFORE = "before"
_GENERATORS = ("random", "numpy.random", "numpy")
_ALSO_EXTRA = frozenset({"names", "inputs"})
"""Sections that hold the user's names."""


def same(
    a: Encoded,
    b: Encoded,
    tolerance: float | None = None,
    optional: frozenset[str] = frozenset(),
    exact_names: bool = True,
    sayable: Sayable | None = None,
) -> Same | FirstDifference:
    """Compare two encoded results, `a` the original's and `b` the candidate's.

    `tolerance` is relative: None is the default rule (see `tolerance`), 0 is bit for bit.
    `optional` names may be missing from `b`; any other may not. A name that only `b` has differs
    too, unless `exact_names` is False. A difference of random generators is reported last.
    `sayable` are the words that a difference's `place` may hold beside public ones.
    """
    walk = Walk(a, b, Tolerance(RTOL if tolerance is None else tolerance), sayable)
    try:
        for section in sorted(dict.fromkeys([*a.sections, *b.sections]), key=_RNG.__eq__):
            walk.section(section, optional, exact_names)
        walk.aliases.check_memory()
    except Differs as found:
        return found.first()
    return walk.same()


class Walk:
    """Two results, how far the walk came, and what it has to add to "same"."""

    def __init__(
        self, a: Encoded, b: Encoded, tolerance: Tolerance, sayable: Sayable | None = None
    ) -> None:
        self.say = sayable or Sayable()
        self.a = a
        self.b = b
        self.tolerance = tolerance
        self.aliases = Aliases()
        self.keys_a = Keys(a)
        self.keys_b = Keys(b)
        self.notes: dict[str, None] = {}
        self.dropped: list[str] = []
        self.partial: list[str] = []
        self._seen: set[tuple[int, int]] = set()

    def same(self) -> Same:
        """What to say where no difference was found."""
        if self.tolerance.zero_signs:
            self.notes["signs of zeros differ"] = None
        return Same(
            self.tolerance.max_relative_error,
            tuple(self.notes),
            tuple(self.dropped),
            tuple(self.partial),
        )

    def section(self, section: str, optional: frozenset[str], exact_names: bool) -> None:
        """Compare all names of one section; raises Differs."""
        before, after = self.a.section(section), self.b.section(section)
        for name, child in before.items():
            path = _root(section, name, name)
            if name in after:
                self._value(section, path, child, after[name])
            elif name in optional and section in _ALSO_EXTRA:
                self.dropped.append(name)
            elif section in (_RNG, _PROCESS):
                raise _other_effect(section, path)
            elif section == _BEFORE:
                words = "is kept; it was replaced by another"
                raise Differs(path, words, words, Difference.ALIASING)
            else:
                raise Differs(path, "is missing", "is missing", Difference.MISSING)
        for name in after:
            lenient = section in _ALSO_EXTRA and (name in optional or not exact_names)
            if name not in before and section in (_RNG, _PROCESS):
                raise _other_effect(section, _root(section, name, self._known(section, name)))
            if name not in before and section == _BEFORE:
                words = "is replaced by another; it was kept"
                root = _root(section, name, self._known(section, name))
                raise Differs(root, words, words, Difference.ALIASING)
            if name not in before and not lenient:
                words = "is there; it was not"
                root = _root(section, name, self._known(section, name))
                raise Differs(root, words, words, Difference.MISSING)

    def _known(self, section: str, name: str) -> str:
        """What only the candidate has may be called anything; numbers of displays are ours."""
        known = name in _GENERATORS if section == _RNG else name.partition(".")[0].isdecimal()
        return name if known else self.say.name(name, "another name")

    def _value(self, section: str, path: Path, a: Child, b: Child) -> None:
        try:
            self.run(a, b, path)
        except Differs as found:
            if section not in (_RNG, _PROCESS):
                raise
            raise _other_effect(section, path) from found

    def run(self, a: Child, b: Child, path: Path) -> None:
        """Walk from one pair of values to the end, depth first; raises Differs."""
        stack: list[Steps] = [iter([(a, b, path)])]
        while stack:
            for x, y, at in stack[-1]:
                inner = self.pair(x, y, at)
                if inner is not None:
                    stack.append(iter(inner))
                    break
            else:
                stack.pop()

    def pair(self, a: Child, b: Child, path: Path) -> Iterable[Pair] | None:
        """Compare two values but for their parts, which are returned; raises Differs."""
        if isinstance(a, int) and isinstance(b, int):
            return self._nodes(a, b, path)
        if isinstance(a, str) and isinstance(b, str):
            self.atoms(a, b, path, None)
            return None
        self.types_differ(a, b, path)
        return None

    def atoms(
        self, a: str, b: str, path: Path, largest: Callable[[], float] | None, where: str = ""
    ) -> None:
        """Compare two atoms; `largest` tells the largest number in their company."""
        if a == b:
            return
        if show.type_of(self.a, a) != show.type_of(self.b, b):
            self.types_differ(a, b, path, where)
        numbers = _number(a), _number(b)
        if None not in numbers:
            p, q = numbers
            size = abs(p) if largest is None else largest()
            if self.tolerance.scalars(p, q, size if size < float("inf") else 0.0):
                return
        self.values_differ(path, show.value(self.a, a), show.value(self.b, b), where)

    def values_differ(self, path: Path, was: str, now: str, where: str = "") -> None:
        """Raise: another value; `where` names an item of the place in the user's words."""
        where = where and where + " "
        if was == now:
            was, now = f"{was} (another)", now
        raise Differs(path, f"{where}is {now}, was {was}", f"{where}differs", Difference.VALUE)

    def types_differ(self, a: Child, b: Child, path: Path, where: str = "") -> None:
        """Raise: another type."""
        where = where and where + " "
        was, now = show.type_of(self.a, a), show.type_of(self.b, b)
        place = f"{where}is {self.said_type(now)}, was {self.said_type(was)}"
        text = f"{where}is {_typed(self.b, b)}, was {_typed(self.a, a)}"
        raise Differs(path, text, place, Difference.TYPE)

    def said_type(self, name: str) -> str:
        """A class with its article: of those that the original's result has not, public ones."""
        known = any(node[1] == name for node in self.a.nodes)
        return (
            show.article(name) if known else show.article(self.say.type(name, "class of its own"))
        )

    def _nodes(self, a: int, b: int, path: Path) -> Iterable[Pair] | None:
        x, y = self.a.nodes[a], self.b.nodes[b]
        for node in (x, y):
            if node[0] == OPAQUE:
                words = f"{show.article(node[1])} can't be compared: {node[3]}"
                place = f"{self.said_type(node[1])} can't be compared"
                raise Differs(path, words, place, Difference.OPAQUE)
        if x[1] != y[1] or x[0] != y[0]:
            self.types_differ(a, b, path)
        if x[2] or y[2]:
            self.aliases.meet(a, b, path)
        if (a, b) in self._seen:
            return None
        self._seen.add((a, b))
        if x[2] or y[2]:
            self.aliases.memory(path, x[5], y[5])
        handler: Callable[[Walk, Node, Node, Path], Iterable[Pair] | None] = kinds.HANDLERS[x[0]]
        return handler(self, x, y, path)


def _other_effect(section: str, path: Path) -> Differs:
    """Another effect on what outlives the code, whose values say nothing to users."""
    if section == _PROCESS:
        words = "is left otherwise, for everything that runs afterwards"
        return Differs(path, words, words, Difference.PROCESS)
    words = "uses the random generator differently"
    return Differs(path, words, words, Difference.RNG)


def _root(section: str, name: str, known: str) -> Path:
    """What a value is called that has no place inside another; `known` is what may be sent."""
    words, label = _root_words(section, name)
    return Path(None, words, _root_words(section, known)[0], label)


def _root_words(section: str, name: str) -> tuple[str, str]:
    words, label = name, ""
    if section == "value":
        words = "Out"
    elif section == _BEFORE:
        words = f"the object that {name} was"
    elif section == "displayed":
        words = f"display {name}"
    elif section == "figures":
        words, label = f"figure {name}", PIXEL
    elif section == "calls":
        number, _, rest = name.partition(".")
        shown = str(int(number) + 1) if number.isascii() and number.isdecimal() else number
        words = f"the {'arguments' if rest else 'result'} of call {shown}"
    return words, label


def _number(atom: str) -> Any:
    if atom[0] == "d":
        return float(atom[1:])
    if atom[0] == "c":
        real, imaginary = atom[1:].split(",")
        return complex(float(real), float(imaginary))
    if atom[0] == "N" and atom[2] in "fc":
        scalar = show.numpy_value(atom)
        return complex(scalar) if atom[2] == "c" else float(scalar)
    return None


def _typed(encoded: Encoded, child: Child) -> str:
    shown = show.value(encoded, child)
    name = show.type_of(encoded, child)
    return shown if name in shown else f"{shown} ({name})"
