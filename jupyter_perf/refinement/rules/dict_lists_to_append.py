from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ..syntax import is_name
from ._place import is_empty_dict, is_empty_list, start
from ._rule import Rewrite, rule

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.Tuple, ast.expr_context)


@rule(ast.Assign, safety=Safety.CHECK, gain=59.0, hints=("] + ", "]+"))
def dict_lists_to_append(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Append to a dict's lists instead of making a longer copy of one each time.

    What it does:
        `table[key] = table[key] + [x]` in a loop becomes `table[key].append(x)`, where the dict
        and its lists are made just for this; several elements are added by `+=`.

    Why it is slow:
        `+` on lists makes a new one and copies all that there is so far.

    Before:
        table = {}
        for word in words:
            if len(word) not in table:
                table[len(word)] = []
            table[len(word)] = table[len(word)] + [word]

    After:
        table = {}
        for word in words:
            if len(word) not in table:
                table[len(word)] = []
            table[len(word)].append(word)

    When not:
        Lists that others may know, a dict that the loop uses otherwise, parts that may not be
        lists.

    Source:
        The Python wiki, "TimeComplexity".
    """
    target, value = node.targets[0], node.value
    loops = facts.source.loops(node)
    if not loops or len(node.targets) > 1 or not isinstance(value, ast.BinOp):
        return None
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return None
    name = target.value.id
    same = isinstance(value.op, ast.Add) and ast.unparse(value.left) == ast.unparse(target)
    if not same or not _is_simple(target.slice, facts) or name in flow.loads(value.right):
        return None
    if not shapes.within(shapes_of(value.right, facts), "list"):
        return None
    if not _is_new(name, loops[-1], facts):
        return None
    text, part = facts.source.segment, value.right
    (only, *more) = part.elts if isinstance(part, ast.List) and part.elts else (part,)
    if isinstance(part, ast.List) and part.elts and not more and not isinstance(only, ast.Starred):
        return Rewrite((Instead(node, f"{text(target)}.append({text(only)})"),))
    return Rewrite((Instead(node, f"{text(target)} += {text(part)}"),))


def _is_simple(key: ast.expr, facts: Facts) -> bool:
    """True for a key that is the same when it is asked for again."""
    if isinstance(key, ast.Call):
        named = isinstance(key.func, ast.Name) and key.func.id in ("len", "int", "str")
        plain = named and len(key.args) == 1 and not key.keywords
        return plain and facts.is_builtin(key.func.id, at=key) and _is_simple(key.args[0], facts)  # type: ignore[attr-defined]
    return all(isinstance(part, _STILL) for part in ast.walk(key))


def _is_new(name: str, loop: Loop, facts: Facts) -> bool:
    """True where a dict of new lists is made just before the loop, which only lets them grow."""
    begun = start(name, loop, facts)
    if begun is None or not _holds_new_lists(begun, facts) or reads([loop], name, facts):
        return False
    if facts.aliases_of(name) != {name}:
        return False
    return all(_is_growth(use, facts) for use in ast.walk(loop) if is_name(use, name))


def _holds_new_lists(node: ast.expr, facts: Facts) -> bool:
    if is_empty_dict(node, facts):
        return True
    if isinstance(node, ast.Dict):
        return all(isinstance(value, ast.List) for value in node.values) and None not in node.keys
    return isinstance(node, ast.DictComp) and is_empty_list(node.value, facts)


def _is_growth(use: ast.AST, facts: Facts) -> bool:
    """True for what makes a list, lengthens it, or asks how long it is, or whether it's there."""
    parent = facts.source.parents[use]
    outer = facts.source.parents[parent]
    if isinstance(parent, ast.Compare):
        return use in parent.comparators
    if isinstance(parent, ast.Attribute):
        asked = facts.source.parents[outer]
        return parent.attr == "keys" and isinstance(asked, ast.Compare)
    if isinstance(parent, ast.Call):
        return is_name(parent.func, "len") and facts.is_builtin("len", at=parent)
    if not (isinstance(parent, ast.Subscript) and parent.value is use):
        return False
    if isinstance(parent.ctx, ast.Store) and isinstance(outer, ast.Assign):
        fresh = isinstance(outer.value, ast.List) or is_empty_list(outer.value, facts)
        return len(outer.targets) == 1 and (fresh or _is_own_sum(outer.value, parent))
    if isinstance(parent.ctx, ast.Store):
        return isinstance(outer, ast.AugAssign)
    if isinstance(outer, ast.BinOp):
        stmt = facts.source.parents[outer]
        return isinstance(stmt, ast.Assign) and _is_own_sum(outer, stmt.targets[0])
    counted = isinstance(outer, ast.Call) and is_name(outer.func, "len")
    grown = isinstance(outer, ast.Attribute) and outer.attr == "append"
    return counted or grown


def _is_own_sum(value: ast.expr, target: ast.expr) -> bool:
    """True for `table[key] = table[key] + …`."""
    if not (isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)):
        return False
    return ast.unparse(value.left) == ast.unparse(target)
