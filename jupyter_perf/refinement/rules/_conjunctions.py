"""Counts of elements that meet several equalities, as look-ups in tables of all combinations."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import combinations

from .. import flow, shapes, values
from ..facts import Facts
from ..shaping import elements_of, shapes_of

MOST_TESTS = 3
_SETS = frozenset({"set", "frozenset", "range"})
_THROUGH = frozenset({"sorted", "list", "tuple", "enumerate", "reversed"})
_ELEMENT_KINDS = "iubU"
"""Kinds of arrays whose elements are equal to themselves, and hash as Python's own values."""


@dataclass(frozen=True)
class Test:
    """`part`, of the element, equals `wanted` (or doesn't); both are texts."""

    part: str
    wanted: str
    equal: bool


@dataclass(frozen=True)
class Stream:
    """What is gone through: names in it, its text with plain elements, and the loop's target."""

    target: ast.expr
    names: tuple[str, ...]
    text: str
    whole: tuple[str, ...]
    """The target's names, where an element is made of them and nothing else."""

    def table(self, parts: tuple[str, ...], counter: str, facts: Facts) -> str:
        """A `Counter` of the combinations of some parts."""
        if parts == self.whole:
            return f"{counter}({self.text})"
        key = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
        return f"{counter}({key} for {facts.source.segment(self.target)} in {self.text})"


def stream_of(target: ast.expr, items: ast.expr, facts: Facts) -> Stream | None:
    """`for x in items` and `for x, y in zip(items, others)` over lists and arrays of values."""
    sources = [items]
    zipped = isinstance(items, ast.Call)
    if isinstance(items, ast.Call):
        named = isinstance(items.func, ast.Name) and items.func.id == "zip"
        if not named or items.keywords or not facts.is_builtin("zip", at=items):
            return None
        sources = items.args
    if not sources or not all(isinstance(source, ast.Name) for source in sources):
        return None
    texts = [_plain_text(source, facts) for source in sources]
    found = [text for text in texts if text is not None]
    if len(found) < len(texts):
        return None
    each = target.elts if isinstance(target, ast.Tuple) else [target]
    names = tuple(part.id for part in each if isinstance(part, ast.Name))
    if len(names) < len(each) or len(set(names)) < len(names):
        return None
    if zipped and len(names) != len(sources):
        return None
    text = f"zip({', '.join(found)})" if zipped else found[0]
    # Pairs in a list may be lists themselves, which can't be keys.
    whole = names if zipped or isinstance(target, ast.Name) else ()
    owners = tuple(source.id for source in sources if isinstance(source, ast.Name))
    return Stream(target, owners, text, whole)


def _plain_text(items: ast.expr, facts: Facts) -> str | None:
    """How to go through `items` by Python's own values."""
    if shapes.within(shapes_of(items, facts), "list", "tuple"):
        return facts.source.segment(items)
    if facts.kind_of(items) in ("ndarray", "Series") and facts.every(items, _simple):
        return f"{facts.source.segment(items)}.tolist()"
    return None


def _simple(value: object) -> bool:
    dtype = getattr(value, "dtype", None)
    return getattr(value, "ndim", 0) == 1 and getattr(dtype, "kind", "") in tuple(_ELEMENT_KINDS)


def tests_of(asked: list[ast.expr], stream: Stream, facts: Facts) -> list[Test] | None:
    """The tests that must all hold; None where one isn't a comparison of an element's part."""
    parts: list[ast.expr] = []
    for one in asked:
        both = isinstance(one, ast.BoolOp) and isinstance(one.op, ast.And)
        parts += one.values if both else [one]  # type: ignore[attr-defined]
    found = [_test(part, stream, facts) for part in parts]
    tests = [test for test in found if test is not None]
    if len(tests) < len(found) or len({test.part for test in tests}) < len(tests):
        return None
    order = {name: at for at, name in enumerate(stream.whole)}
    tests.sort(key=lambda test: (order.get(test.part, 0), test.part))
    return tests if len(tests) <= MOST_TESTS else None


def _test(node: ast.expr, stream: Stream, facts: Facts) -> Test | None:
    if not (isinstance(node, ast.Compare) and len(node.ops) == 1):
        return None
    if not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return None
    own = flow.stores([stream.target])
    sides = [node.left, node.comparators[0]]
    mine = [side for side in sides if own & flow.loads(side)]
    others = [side for side in sides if not own & flow.loads(side)]
    if len(mine) != 1 or not _is_part(mine[0], own, stream, facts):
        return None
    if not _can_be_asked(others[0], facts):
        return None
    texts = facts.source.segment(mine[0]), facts.source.segment(others[0])
    return Test(*texts, isinstance(node.ops[0], ast.Eq))


def _is_part(node: ast.expr, own: set[str], stream: Stream, facts: Facts) -> bool:
    """True for what is found in every element, and can be a key."""
    if not flow.loads(node) <= own:
        return False
    base = flow.root(node)
    fits = (ast.Name, ast.Subscript, ast.Constant, ast.expr_context)
    if base is None or not all(isinstance(part, fits) for part in ast.walk(node)):
        return False
    known = shapes_of(node, facts)
    if known is not None:
        return shapes.hashable(known) and shapes.selfequal(known)
    # An array's elements, which were looked at when the stream was.
    return isinstance(node, ast.Name) and ".tolist()" in _source_of(node.id, stream)


def _source_of(name: str, stream: Stream) -> str:
    if name not in stream.whole:
        return ""
    if not stream.text.startswith("zip("):
        return stream.text
    return stream.text[4:-1].split(", ")[stream.whole.index(name)]


def _can_be_asked(node: ast.expr, facts: Facts) -> bool:
    """True for what can be looked up in a dictionary, and is cheap to say again."""
    fits = (ast.Name, ast.Subscript, ast.Constant, ast.expr_context)
    if not all(isinstance(part, fits) for part in ast.walk(node)):
        return False
    if shapes.hashable(shapes_of(node, facts)) or facts.every(node, values.hashable):
        return True
    return isinstance(node, ast.Name) and any(
        _gives_hashables(iterated, node.id, target, facts)
        for target, iterated in _loops_around(node, facts)
    )


def _loops_around(node: ast.Name, facts: Facts) -> list[tuple[ast.expr, ast.expr]]:
    """(target, iterable) of the nearest loop that binds a name, if it is bound by loops alone."""
    for parent in facts.source.ancestors(node):
        for part in getattr(parent, "generators", [parent]):
            if isinstance(part, ast.For | ast.comprehension):
                bound = flow.stores([part.target])
                again = isinstance(part, ast.For) and node.id in flow.stores(part.body)
                if node.id in bound:
                    return [] if again else [(part.target, part.iter)]
    return []


def _gives_hashables(items: ast.expr, name: str, target: ast.expr, facts: Facts) -> bool:
    """True for sets, ranges, and the distinct values of arrays and columns."""
    if isinstance(items, ast.Name):
        held = facts.assigned(items)
        simple = facts.every(items, _simple) or shapes.hashable(elements_of(items, facts))
        return simple or (held is not None and _gives_hashables(held, name, target, facts))
    if not isinstance(items, ast.Call):
        return False
    if isinstance(items.func, ast.Name) and facts.is_builtin(items.func.id, at=items):
        if items.func.id in _THROUGH and items.args:
            return _gives_hashables(items.args[0], name, target, facts)
        return items.func.id in _SETS
    if facts.full_name(items.func) == "numpy.unique":
        return len(items.args) == 1 and not items.keywords
    return isinstance(items.func, ast.Attribute) and items.func.attr == "unique"


def signed_tables(tests: list[Test]) -> list[tuple[int, list[Test]]]:
    """(sign, tests that are equalities): their counts add up to what meets all `tests`."""
    sure = [test for test in tests if test.equal]
    unequal = [test for test in tests if not test.equal]
    found = []
    for size in range(len(unequal) + 1):
        for chosen in combinations(unequal, size):
            kept = [test for test in tests if test in sure or test in chosen]
            found.append((-1 if size % 2 else 1, kept))
    return found
