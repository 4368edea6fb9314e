from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..writing import indented
from ._leftovers import read_elsewhere
from ._place import is_empty_list, sole, start
from ._rule import Rewrite, rule

_SEQUENCES = ("list", "tuple", "range", "str")
_DICTS = ("dict", "defaultdict")


@rule(ast.For, safety=Safety.CHECK, gain=3.0, hints=("for ",))
def loop_to_update(node: ast.For, facts: Facts) -> Rewrite | None:
    """Take all elements over at once instead of one by one.

    What it does:
        A loop that only appends each element to a list, adds it to a set, sets each key of a dict
        in another one, or sets keys from one list to values from another, becomes `extend` or
        `update`.

    Why it is slow:
        Each round binds a variable, looks a method up and calls it for one element.

    Before:
        for x in row:
            out.append(x)
        for key in part:
            whole[key] = part[key]
        for i in range(len(header)):
            record[header[i]] = fields[i]

    After:
        out.extend(row)
        whole.update(part)
        if len(fields) >= len(header):
            record.update(zip(header, fields))
        else:
            for i in range(len(header)):
                record[header[i]] = fields[i]

    When not:
        Elements that are changed or left out on the way, a `Counter` (whose `update` adds up), what
        isn't known to be a list, set or dict, elements that can't be hashed, the loop's variable
        read afterwards, comments inside.

    Source:
        The Python documentation, "Mutable Sequence Types" and `dict.update`; measured: 2 to 8
        times.
    """
    stmt = sole(node.body)
    if stmt is None or node.orelse or _comments(node, facts):
        return None
    names = flow.stores([node.target])
    if any(read_elsewhere(name, [node], facts) for name in names):
        return None
    code = _of_call(node, stmt, facts) or _of_item(node, stmt, facts)
    test, paired = ("", None) if code is not None else _of_pairs(node, stmt, facts)
    code = code or paired
    if code is None or names & flow.loads(ast.parse(code)):
        return None
    if test:
        text = facts.source.block_text(node)
        if text is None or _is_kept(node, test, facts):
            return None
        code = f"if {test}:\n{indented(code)}\nelse:\n{indented(text)}"
    return Rewrite((Instead(node, code),))


def _comments(loop: ast.For, facts: Facts) -> bool:
    last = loop.end_lineno or loop.lineno
    return any(loop.lineno <= line <= last for line, _ in facts.source.comments)


def _of_call(loop: ast.For, stmt: ast.stmt, facts: Facts) -> str | None:
    """`out.extend(row)` for `out.append(x)`, `seen.update(row)` for `seen.add(x)`."""
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    if call.keywords or len(call.args) != 1 or not isinstance(loop.target, ast.Name):
        return None
    given, owner, method = call.args[0], call.func.value, call.func.attr
    if not isinstance(given, ast.Name) or given.id != loop.target.id:
        return None
    if not isinstance(owner, ast.Name) or _is_same(owner, loop.iter):
        return None
    if not shapes.within(shapes_of(loop.iter, facts), *_SEQUENCES):
        return None
    text = facts.source.segment(loop.iter)
    known = shapes_of(owner, facts)
    if method == "append" and shapes.within(known, "list"):
        return (
            None if _comes_to_a_comprehension(owner, loop, facts) else f"{owner.id}.extend({text})"
        )
    hashable = shapes.hashable(elements_of(loop.iter, facts))
    added = method == "add" and shapes.within(known, "set") and hashable
    return f"{owner.id}.update({text})" if added else None


def _comes_to_a_comprehension(owner: ast.Name, loop: ast.For, facts: Facts) -> bool:
    """True outside of functions for a list made just before, which another rule makes at once."""
    first = start(owner.id, loop, facts)
    outside = facts.source.function(loop) is None
    return outside and first is not None and is_empty_list(first, facts)


def _is_same(owner: ast.Name, iterated: ast.expr) -> bool:
    return owner.id in flow.loads(iterated)


def _of_item(loop: ast.For, stmt: ast.stmt, facts: Facts) -> str | None:
    """`whole.update(part)` for `whole[key] = part[key]`."""
    if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1:
        return None
    place = stmt.targets[0]
    if not (isinstance(place, ast.Subscript) and isinstance(place.value, ast.Name)):
        return None
    part = _gone_through(loop, place.slice, stmt.value)
    if part is None or _is_same(place.value, part):
        return None
    kept = shapes.within(shapes_of(place.value, facts), *_DICTS)
    if not kept or not shapes.within(shapes_of(part, facts), *_DICTS):
        return None
    return f"{place.value.id}.update({facts.source.segment(part)})"


def _of_pairs(loop: ast.For, stmt: ast.stmt, facts: Facts) -> tuple[str, str | None]:
    """(what must hold, `record.update(zip(keys, values))`) for `record[keys[i]] = values[i]`."""
    place = stmt.targets[0] if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 else None
    if not (isinstance(place, ast.Subscript) and isinstance(place.value, ast.Name)):
        return "", None
    assert isinstance(stmt, ast.Assign)
    key, value = place.slice, stmt.value
    if not (isinstance(key, ast.Subscript) and isinstance(value, ast.Subscript)):
        return "", None
    keys, values = key.value, value.value
    named = isinstance(keys, ast.Name) and isinstance(values, ast.Name)
    index = ast.unparse(loop.target)
    asked = [ast.unparse(loop.iter), ast.unparse(key.slice), ast.unparse(value.slice)]
    if not named or asked != [f"range(len({ast.unparse(keys)}))", index, index]:
        return "", None
    if not facts.is_builtin("range", "len", "zip", at=loop) or _is_same(place.value, key):
        return "", None
    kept = shapes.within(shapes_of(place.value, facts), *_DICTS) and not _is_same(
        place.value, value
    )
    listed = all(shapes.within(shapes_of(part, facts), "list", "tuple") for part in (keys, values))
    if not kept or not listed or not shapes.hashable(elements_of(keys, facts)):
        return "", None
    both = ast.unparse(keys), ast.unparse(values)
    test = f"len({both[1]}) >= len({both[0]})"
    return test, f"{place.value.id}.update(zip({both[0]}, {both[1]}))"


def _is_kept(loop: ast.For, test: str, facts: Facts) -> bool:
    """True for the loop that stays for what the test doesn't let through."""
    parent = facts.source.parents[loop]
    return isinstance(parent, ast.If) and loop in parent.orelse and ast.unparse(parent.test) == test


def _gone_through(loop: ast.For, key: ast.expr, value: ast.expr) -> ast.Name | None:
    """The dict whose keys and values a loop takes over as they are."""
    called, target = loop.iter, loop.target
    method = ""
    if isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute) and not called.args:
        method, called = called.func.attr, called.func.value
    if not isinstance(called, ast.Name) or not isinstance(key, ast.Name):
        return None
    if method in ("", "keys") and isinstance(target, ast.Name) and target.id == key.id:
        looked_up = (
            isinstance(value, ast.Subscript) and ast.unparse(value) == f"{called.id}[{key.id}]"
        )
        return called if looked_up else None
    pair = method == "items" and isinstance(target, ast.Tuple) and isinstance(value, ast.Name)
    return called if pair and ast.unparse(target) == f"({key.id}, {value.id})" else None  # type: ignore[attr-defined]
