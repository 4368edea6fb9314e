from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Change, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._helper_functions import defined_first
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._rule import Rewrite, rule

_FUNCTION = """def {name}(text, pairs):
    left = []
    for character in text:
        if left and left[-1] + character in pairs:
            left.pop()
        else:
            left.append(character)
    return "".join(left)
"""


@rule(ast.While, safety=Safety.CHECK, gain=25.0, hints=(".replace(",))
def pairs_to_stack(node: ast.While, facts: Facts) -> Rewrite | None:
    """Take nested pairs of characters out in one pass with a stack.

    What it does:
        A loop that removes pairs such as `()` by `replace` until there are none left goes through
        the text once: a character that makes a pair with the last one left takes it away. What is
        added up from the text's length before and after stays.

    Why it is slow:
        Each round removes the innermost pairs alone, and copies the whole text for each kind.

    Before:
        while "()" in text or "[]" in text:
            text = text.replace("()", "")
            text = text.replace("[]", "")

    After:
        def without_pairs(text, pairs):
            left = []
            for character in text:
                if left and left[-1] + character in pairs:
                    left.pop()
                else:
                    left.append(character)
            return "".join(left)

        while "()" in text or "[]" in text:
            text = without_pairs(text, {"()", "[]"})

    When not:
        Pairs of which one may begin where another ends, so that the order of removal matters;
        other texts put in their place; rounds that are counted.

    Source:
        Knuth, "The Art of Computer Programming", 2.2.1.
    """
    if is_compiled(node, facts) or node.orelse:
        return None
    taken = [stmt for stmt in node.body if _removed(stmt) is not None]
    if not taken:
        return None
    name = ast.unparse(taken[0].targets[0])  # type: ignore[attr-defined]
    first = node.body.index(taken[0])
    if taken != node.body[first : first + len(taken)]:
        return None
    found = [_removed(stmt) for stmt in taken]
    if any(one is None or one[0] != name for one in found):
        return None
    pairs = list(dict.fromkeys(pair for one in found if one is not None for pair in one[1]))
    if not _fit(pairs) or not _text(node, name, facts):
        return None
    before, after = node.body[:first], node.body[first + len(taken) :]
    if not _ends_with(node, before, name, pairs):
        return None
    if not _only_lengths(before, after, name, node, facts):
        return None
    function = facts.fresh("without_pairs")
    given = ", ".join(f'"{pair}"' for pair in pairs)
    changes: list[Change] = [defined_first([_FUNCTION.format(name=function)], facts)]
    changes += [Instead(taken[0], f"{name} = {function}({name}, {{{given}}})")]
    changes += [Instead(stmt, "") for stmt in taken[1:]]
    return Rewrite(tuple(changes))


def _removed(stmt: ast.stmt) -> tuple[str, list[str]] | None:
    """(name, pairs) of `text = text.replace("()", "").replace("[]", "")`."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    value, pairs = stmt.value, list[str]()
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        if value.func.attr != "replace" or len(value.args) != 2 or value.keywords:
            return None
        pair, other = value.args
        if not (isinstance(pair, ast.Constant) and isinstance(other, ast.Constant)):
            return None
        if not isinstance(pair.value, str) or other.value != "":
            return None
        pairs.insert(0, pair.value)
        value = value.func.value
    same = isinstance(value, ast.Name) and ast.unparse(stmt.targets[0]) == value.id
    return (value.id, pairs) if same and pairs and isinstance(value, ast.Name) else None


def _fit(pairs: list[str]) -> bool:
    """True where no pair may begin with what ends one: then the order makes no difference."""
    if any(len(pair) != 2 or not pair.isprintable() for pair in pairs):
        return False
    quotes = any(c in "'\"\\" for pair in pairs for c in pair)
    return not quotes and not {pair[0] for pair in pairs} & {pair[1] for pair in pairs}


def _text(node: ast.While, name: str, facts: Facts) -> bool:
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
    return all(shapes.within(shapes_of(use, facts), "str") for use in uses)


def _ends_with(node: ast.While, before: list[ast.stmt], name: str, pairs: list[str]) -> bool:
    """True for a loop that goes on as long as there is any of the pairs, or a round changes it."""
    test = node.test
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotEq) and len(test.ops) == 1:
        sides = {ast.unparse(test.left), ast.unparse(test.comparators[0])}
        if name not in sides or len(sides) != 2:
            return False
        (old,) = sides - {name}
        return bool(before) and ast.unparse(before[0]) == f"{old} = {name}"
    parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else [test]
    asked: set[str] = set()
    for part in parts:
        if not (isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.In)):
            return False
        if not isinstance(part.left, ast.Constant) or ast.unparse(part.comparators[0]) != name:
            return False
        asked.add(part.left.value)  # type: ignore[arg-type]
    return asked == set(pairs)


def _only_lengths(
    before: list[ast.stmt], after: list[ast.stmt], name: str, node: ast.While, facts: Facts
) -> bool:
    """True where rounds do nothing else, or add up by how much the text gets shorter."""
    lengths: set[str] = set()
    for stmt in before:
        if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
            return False
        target, value = ast.unparse(stmt.targets[0]), ast.unparse(stmt.value)
        if value == f"len({name})" and not read_elsewhere(target, [node], facts):
            lengths.add(target)
        elif value != name or not isinstance(node.test, ast.Compare):
            return False
    for stmt in after:
        if not (isinstance(stmt, ast.AugAssign) and isinstance(stmt.op, ast.Add)):
            return False
        fewer = [f"{length} - len({name})" for length in lengths]
        if ast.unparse(stmt.value) not in [*fewer, *(f"({one}) // 2" for one in fewer)]:
            return False
        if not isinstance(stmt.target, ast.Name) or stmt.target.id in {name, *lengths}:
            return False
        if not shapes.within(shapes_of(stmt.target, facts), "int"):
            return False
    return facts.is_builtin("len", at=node)
