from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ._place import is_empty_dict, is_empty_list, start
from ._rule import Rewrite, rule

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.Attribute, ast.expr_context)


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=30.0, hints=(" not in ",))
def grown_lists_to_pairs(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a set of pairs beside a dict of lists that grow while they are searched.

    What it does:
        Where a loop fills lists in a new dict and asks `x not in table[key]` before each
        `table[key].append(x)`, a set of all pairs of a key and an element is kept beside it, and
        asked instead.

    Why it is slow:
        `in` compares with one element of the key's list after another, and the lists get longer.

    Before:
        index = {}
        for number, word in words:
            if word not in index:
                index[word] = []
            if number not in index[word]:
                index[word].append(number)

    After:
        index = {}
        index_pairs = set()
        for number, word in words:
            if word not in index:
                index[word] = []
            if (word, number) not in index_pairs:
                index[word].append(number)
                index_pairs.add((word, number))

    When not:
        Keys or elements that can't be hashed, a dict that isn't made new right above, lists that
        the loop uses for anything else, a key or element that is worked out.

    Source:
        The Python wiki, "TimeComplexity".
    """
    if not facts.is_builtin("set", at=node):
        return None
    for name in sorted(_searched(node)):
        changes = _changes(name, node, facts)
        if changes:
            pairs = _pairs(name, facts)
            return Rewrite((Around(node, before=f"{pairs} = set()"), *changes))
    return None


def _pairs(name: str, facts: Facts) -> str:
    return facts.fresh(f"{name}_pairs")


def _searched(loop: Loop) -> set[str]:
    """Names of the dicts whose lists are searched: `x not in name[key]`."""
    found = set[str]()
    for part in ast.walk(loop):
        if isinstance(part, ast.Compare) and [type(op) for op in part.ops] == [ast.NotIn]:
            held = part.comparators[0]
            if isinstance(held, ast.Subscript) and isinstance(held.value, ast.Name):
                found.add(held.value.id)
    return found


def _changes(name: str, loop: Loop, facts: Facts) -> list[Change]:
    """What the loop has to do otherwise; nothing where it uses the dict in another way."""
    made = start(name, loop, facts)
    if made is None or not _holds_new_lists(made, facts) or reads([loop], name, facts):
        return []
    if (facts.aliases_of(name) - {name}) & (flow.loads(loop) | facts.changed(loop)):
        return []
    changes: list[Change] = []
    asked = 0
    for use in _uses(name, loop, facts):
        found = _change(use, facts)
        if found is None:
            return []
        changes += found
        asked += any(isinstance(change, Swap) for change in found)
    return changes if asked else []


def _uses(name: str, loop: Loop, facts: Facts) -> Iterator[ast.Name]:
    for use in ast.walk(loop):
        if isinstance(use, ast.Name) and use.id == name:
            yield use


def _holds_new_lists(made: ast.expr, facts: Facts) -> bool:
    """True for `{}`, `defaultdict(list)`, and `{key: [] for key in keys}`."""
    if isinstance(made, ast.DictComp):
        return is_empty_list(made.value, facts)
    if isinstance(made, ast.Call) and facts.full_name(made.func) == "collections.defaultdict":
        given = [ast.unparse(one) for one in made.args]
        return given == ["list"] and not made.keywords and facts.is_builtin("list", at=made)
    return is_empty_dict(made, facts)


def _change(use: ast.Name, facts: Facts) -> list[Change] | None:
    """What becomes of one use of the dict; None where it can't be told to be harmless."""
    if not isinstance(use.ctx, ast.Load):
        return None
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Compare):
        last = use in parent.comparators and isinstance(parent.ops[-1], ast.In | ast.NotIn)
        return [] if last else None
    if isinstance(parent, ast.Attribute):
        return [] if _begun_by_default(parent, facts) else None
    if not (isinstance(parent, ast.Subscript) and parent.value is use and _still(parent.slice)):
        return None
    if not shapes.hashable(shapes_of(parent.slice, facts)):
        return None
    around = facts.source.parents[parent]
    if isinstance(around, ast.Compare):
        return _asked(parent, around, facts)
    if isinstance(around, ast.Assign):
        return _begun(parent, around, facts)
    value = _appended(parent, facts)
    if value is None or not _known(value, facts):
        return None
    return [Around(facts.source.statement(use), after=_added(parent, value, facts))]


def _asked(held: ast.Subscript, test: ast.Compare, facts: Facts) -> list[Change] | None:
    """`x not in table[key]`, where its being so means that it is appended at once.

    A key that is missing then raises there what it would raise here.
    """
    whole = facts.source.parents[test]
    if isinstance(whole, ast.BoolOp) and isinstance(whole.op, ast.And) and whole.values[-1] is test:
        whole = facts.source.parents[whole]
    if not isinstance(whole, ast.If) or [type(op) for op in test.ops] != [ast.NotIn]:
        return None
    first = whole.body[0]
    if test.comparators != [held] or not _known(test.left, facts):
        return None
    text = facts.source.segment
    if ast.unparse(first) != f"{ast.unparse(held)}.append({ast.unparse(test.left)})":
        return None
    pairs = _pairs(ast.unparse(held.value), facts)
    return [
        Swap(test.left, f"({text(held.slice)}, {text(test.left)})"),
        Swap(held, pairs),
    ]


def _begun(held: ast.Subscript, stmt: ast.Assign, facts: Facts) -> list[Change] | None:
    """`table[key] = []` and `table[key] = [x]` where the key was missing."""
    guard = facts.source.parents[stmt]
    if stmt.targets != [held] or not isinstance(stmt.value, ast.List):
        return None
    missing = f"{ast.unparse(held.slice)} not in {ast.unparse(held.value)}"
    if not isinstance(guard, ast.If) or ast.unparse(guard.test) != missing:
        return None
    if guard.body[0] is not stmt or not all(_known(one, facts) for one in stmt.value.elts):
        return None
    if not stmt.value.elts:
        return []
    lines = [_added(held, one, facts) for one in stmt.value.elts]
    return [Around(stmt, after="\n".join(lines))]


def _begun_by_default(method: ast.Attribute, facts: Facts) -> bool:
    """True for the statement `table.setdefault(key, [])`."""
    call = facts.source.parents[method]
    if method.attr != "setdefault" or not isinstance(call, ast.Call) or len(call.args) != 2:
        return False
    alone = isinstance(facts.source.parents[call], ast.Expr) and not call.keywords
    hashed = shapes.hashable(shapes_of(call.args[0], facts))
    return alone and hashed and is_empty_list(call.args[1], facts)


def _added(held: ast.Subscript, value: ast.expr, facts: Facts) -> str:
    text = facts.source.segment
    return f"{_pairs(text(held.value), facts)}.add(({text(held.slice)}, {text(value)}))"


def _appended(held: ast.Subscript, facts: Facts) -> ast.expr | None:
    """What `table[key].append(x)` appends, where it is a statement."""
    method = facts.source.parents[held]
    if not (isinstance(method, ast.Attribute) and method.attr == "append"):
        return None
    call = facts.source.parents[method]
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
        return None
    alone = isinstance(facts.source.parents[call], ast.Expr)
    return call.args[0] if alone else None


def _known(value: ast.expr, facts: Facts) -> bool:
    return _still(value) and shapes.hashable(shapes_of(value, facts))


def _still(node: ast.expr) -> bool:
    """True for what can be written twice: it is the same both times, and takes no time."""
    return all(isinstance(part, _STILL) for part in ast.walk(node))
