from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS
from ._hot import is_hot
from ._new_keys import mostly_repeated
from ._place import sole
from ._rounds import is_pure
from ._rule import Rewrite, rule

_CALM = (ast.Name, ast.Constant, ast.Tuple, ast.BinOp, ast.UnaryOp)
_TIMES = 8
"""So often a key must come on average, where that is known: an error takes as long as that."""
_SIGNS = (ast.operator, ast.unaryop, ast.expr_context)


@dataclass(frozen=True)
class _Grown:
    """A dict that gets a key's first value (`first`), or more to the value it has (`more`)."""

    held: ast.Name
    key: ast.expr
    first: ast.Assign
    more: ast.Expr | ast.AugAssign
    added: ast.expr
    both: bool
    """Whether the first value is set to nothing yet, and `more` follows in any case."""


@rule(ast.If, safety=Safety.CHECK, gain=1.3, hints=(" in ",))
def membership_to_try(node: ast.If, facts: Facts) -> Rewrite | None:
    """Grow what a dict holds for a key without asking for the key first.

    What it does:
        `if k in d: d[k].append(x)`, `else: d[k] = [x]` in a loop becomes `try` and
        `except KeyError`; so do `+=` and `add`, and a first value that is set before.

    Why it is slow:
        Each round looks the key up twice. A `try` costs nothing where the key is there.

    Before:
        for word in words:
            if word[0] in groups:
                groups[word[0]].append(word)
            else:
                groups[word[0]] = [word]

    After:
        for word in words:
            key = word[0]
            try:
                groups[key].append(word)
            except KeyError:
                groups[key] = [word]

    When not:
        What isn't known to be a plain dict; what is added could raise a KeyError of its own, and
        that would show; keys that are known to come only a few times each. Where that isn't
        known, measuring finds out.

    Source:
        The Python glossary, "EAFP"; measured: 1.3 to 1.7 times where few keys are new.
    """
    found = next(_forms(node, facts), None)
    if found is None or not is_hot(node, facts) or not facts.is_builtin("KeyError", at=node):
        return None
    if not shapes.within(shapes_of(found.held, facts), "dict"):
        return None
    if not is_pure(found.key, facts) or not is_pure(found.added, facts):
        return None
    if found.held.id in flow.loads([found.key, found.added, found.first.value]):
        return None
    if not _fails_alike(found, facts) or not mostly_repeated(found.key, facts, _TIMES):
        return None
    return _written(node, found, facts)


def _forms(node: ast.If, facts: Facts) -> Iterator[_Grown]:
    test = node.test
    if not (isinstance(test, ast.Compare) and isinstance(test.comparators[-1], ast.Name)):
        return
    if len(test.ops) != 1 or facts.source.statement(node) is not node:
        return
    held = test.comparators[0]
    assert isinstance(held, ast.Name)
    new, known = node.body, node.orelse
    if isinstance(test.ops[0], ast.In):
        new, known = known, new
    elif not isinstance(test.ops[0], ast.NotIn):
        return
    first = sole(new)
    more = sole(known) if known else _next(node, facts)
    if not isinstance(first, ast.Assign) or not isinstance(more, ast.Expr | ast.AugAssign):
        return
    added = _added(more, held.id, test.left)
    set_there = len(first.targets) == 1 and _is_item(first.targets[0], held.id, test.left)
    if added is not None and set_there:
        yield _Grown(held, test.left, first, more, added, both=not known)


def _next(node: ast.If, facts: Facts) -> ast.stmt | None:
    block = facts.source.parents[node]
    for name in ("body", "orelse", "finalbody"):
        stmts = getattr(block, name, None)
        if isinstance(stmts, list) and node in stmts:
            return next(iter(stmts[stmts.index(node) + 1 :]), None)
    return None


def _is_item(node: ast.expr, held: str, key: ast.expr) -> bool:
    """True for `held[key]`."""
    item = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
    return item and node.value.id == held and ast.dump(node.slice) == ast.dump(key)  # type: ignore[attr-defined]


def _added(stmt: ast.Expr | ast.AugAssign, held: str, key: ast.expr) -> ast.expr | None:
    """What `held[key].append(…)`, `.add(…)` or `held[key] += …` adds."""
    if isinstance(stmt, ast.AugAssign):
        return stmt.value if _is_item(stmt.target, held, key) else None
    call = stmt.value
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    fits = call.func.attr in ("append", "add") and _is_item(call.func.value, held, key)
    alone = len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
    return call.args[0] if fits and alone else None


def _fails_alike(found: _Grown, facts: Facts) -> bool:
    """True where a KeyError of what is added, taken for a missing key, changes nothing seen."""
    if all(isinstance(part, (*_CALM, *_SIGNS)) for part in ast.walk(found.added)):
        return True
    if not found.both and _begins_with(found.first.value, found.added):
        return True
    return found.both and _is_lost(found, facts)


def _begins_with(value: ast.expr, added: ast.expr) -> bool:
    """True for `added`, `[added, …]` and `{added, …}`, which fail as `added` does."""
    first = value.elts[0] if isinstance(value, ast.List | ast.Set) and value.elts else value
    return ast.dump(first) == ast.dump(added)


def _is_lost(found: _Grown, facts: Facts) -> bool:
    """True where nobody sees the dict again after an error."""
    scope = facts.scope(found.held.id, found.held)
    if not isinstance(scope, FUNCTIONS) or found.held.id in flow.parameters(scope):
        return False
    caught = any(isinstance(outer, ast.Try) for outer in facts.source.ancestors(found.held))
    uses = [n for n in facts.source.all(ast.Name) if n.id == found.held.id]
    own = all(facts.source.function(n) is scope for n in uses if facts.source.inside(n, scope))
    made = facts.assigned(found.held)
    return own and not caught and isinstance(made, ast.Dict | ast.Call)


def _written(node: ast.If, found: _Grown, facts: Facts) -> Rewrite | None:
    source = facts.source
    key = None if isinstance(found.key, ast.Name | ast.Constant) else facts.fresh("key")
    swaps: dict[ast.expr, str] = {}
    if key is not None:
        for stmt in (found.first, found.more):
            for part in ast.walk(stmt):
                if isinstance(part, ast.Subscript) and _is_item(part, found.held.id, found.key):
                    swaps[part.slice] = key
    more, first = source.render(found.more, swaps), source.render(found.first, swaps)
    if "\n" in more or "\n" in first:
        return None
    lines = [first, more] if found.both else [first]
    merged = _merged(found, first, facts) if found.both else None
    text = f"try:\n    {more}\nexcept KeyError:\n    " + "\n    ".join(
        [merged] if merged else lines
    )
    if key is not None:
        text = f"{key} = {source.segment(found.key)}\n{text}"
    changes = [Instead(node, text)]
    if found.both:
        changes.append(Instead(found.more, ""))
    return Rewrite(tuple(changes))


def _merged(found: _Grown, first: str, facts: Facts) -> str | None:
    """`d[k] = [x]` for `d[k] = []` and `d[k].append(x)`."""
    value, old = found.first.value, facts.source.segment(found.first.value)
    added = facts.source.segment(found.added)
    if isinstance(found.more, ast.AugAssign) or not first.endswith(old) or "\n" in added:
        return None
    # What fails is to leave the dict as it always did, where it may be seen.
    safe = all(isinstance(p, ast.Name | ast.Constant | ast.Tuple | ast.expr_context)
               for p in ast.walk(found.added))  # fmt: skip
    if not safe and not _is_lost(found, facts):
        return None
    if isinstance(value, ast.List) and not value.elts:
        return f"{first[: -len(old)]}[{added}]"
    if old == "set()" and facts.is_builtin("set", at=found.held):
        return f"{first[: -len(old)]}{{{added}}}"
    return None
