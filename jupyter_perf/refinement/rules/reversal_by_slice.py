from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, which_match
from ._hot import is_compiled
from ._leftovers import only_there
from ._rule import Rewrite, rule

_FAR_ENDS = ("-v_i - 1", "-1 - v_i", "-(v_i + 1)", "~v_i", "len(v_s) - 1 - v_i",
             "len(v_s) - v_i - 1", "len(v_s) - (v_i + 1)")  # fmt: skip
_HALVES = ("len(v_s) // 2", "len(v_s)", "int(len(v_s) / 2)")
_BY_FOR = tuple(
    f"for v_i in range({half}):\n    if v_s[v_i] != v_s[{end}]:\n        return False\nreturn True"
    for half in _HALVES
    for end in _FAR_ENDS
)
_BY_FOR_COUNTED = tuple(
    f"v_n = len(v_s)\n{form.replace('len(v_s)', 'v_n')}" for form in _BY_FOR if "len(v_s)" in form
)
_STEPS = ("v_l += 1\n    v_r -= 1", "v_r -= 1\n    v_l += 1")
_WHILES = tuple(
    f"while v_l {less} v_r:\n    if v_s[v_l] != v_s[v_r]:\n        return False\n    {steps}\n"
    "return True"
    for less in ("<", "<=")
    for steps in _STEPS
)
_BY_WHILE = tuple(
    f"{start}\n{loop}"
    for start in (
        "v_l = 0\nv_r = len(v_s) - 1",
        "v_l, v_r = 0, len(v_s) - 1",
        "v_r = len(v_s) - 1\nv_l = 0",
    )
    for loop in _WHILES
)
_PALINDROMES = (*_BY_FOR, *_BY_FOR_COUNTED, *_BY_WHILE)
_BACKWARDS = (
    'v_t = ""\nfor v_i in v_s:\n    v_t = v_i + v_t',
    'v_t = ""\nfor v_i in reversed(v_s):\n    v_t += v_i',
    'v_t = ""\nfor v_i in range(len(v_s) - 1, -1, -1):\n    v_t += v_s[v_i]',
    'v_t = ""\nfor v_i in range(len(v_s)):\n    v_t = v_s[v_i] + v_t',
    'v_t = ""\nv_i = len(v_s) - 1\nwhile v_i >= 0:\n    v_t += v_s[v_i]\n    v_i -= 1',
    'v_i = len(v_s) - 1\nv_t = ""\nwhile v_i >= 0:\n    v_t += v_s[v_i]\n    v_i -= 1',
)
_LISTS = (
    "v_t = []\nfor v_i in reversed(v_s):\n    v_t.append(v_i)",
    "v_t = []\nfor v_i in range(len(v_s) - 1, -1, -1):\n    v_t.append(v_s[v_i])",
    "v_t = []\nfor v_i in v_s:\n    v_t.insert(0, v_i)",
)
_LONGEST = 3
_FORMS = (*_PALINDROMES, *_BACKWARDS, *_LISTS)


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=8.0, hints=("for ", "while "))
def reversal_by_slice(node: ast.For | ast.While, facts: Facts) -> Rewrite | None:
    """Reverse a text or list, or compare it with its reverse, by a slice.

    What it does:
        A loop that puts a text or list together from its end, or that compares first and last,
        second and last but one and so on, becomes `text[::-1]`, or `text == text[::-1]`.

    Why it is slow:
        The interpreter runs ten instructions for each character; a slice copies all in C.

    Before:
        left, right = 0, len(word) - 1
        while left < right:
            if word[left] != word[right]:
                return False
            left += 1
            right -= 1
        return True

    After:
        return word == word[::-1]

    When not:
        What isn't known to be a text or list; elements that may be NaN; a loop that does something
        else too; variables of the loop that are used afterwards.

    Source:
        The Python documentation, "Common Sequence Operations"; measured: 1.5 times for words, 20
        times for texts that read the same both ways.
    """
    if len(node.body) > _LONGEST or is_compiled(node, facts):
        return None
    for stmts in _around(node, facts):
        at, found = which_match(stmts, _FORMS)
        if at >= 0:
            text = _written(stmts, _FORMS[at], found, facts)
            if text is None or _comments(stmts, facts):
                return None
            changes: list[Change] = [Instead(stmt, "") for stmt in stmts[1:]]
            return Rewrite((Instead(stmts[0], text), *changes))
    return None


def _around(node: ast.For | ast.While, facts: Facts) -> Iterator[list[ast.stmt]]:
    """The loop with up to two statements before it, and the one behind it or not."""
    block = facts.source.block(node)
    at = block.index(node)
    for before in range(min(at, 2) + 1):
        for after in (0, 1):
            yield block[at - before : at + 1 + after]


def _written(stmts: list[ast.stmt], form: str, found: Found, facts: Facts) -> str | None:
    names = {key: ast.unparse(value) for key, value in found.items()}
    kept = next(
        n
        for n in flow.walk(stmts)
        if isinstance(n, ast.Name) and n.id == names["v_s"] and isinstance(n.ctx, ast.Load)
    )
    called = [name for name in ("len", "range", "reversed", "int") if f"{name}(" in form]
    if not facts.is_builtin(*called, at=stmts[0]):
        return None
    text = shapes.within(shapes_of(kept, facts), "str")
    whole = text or shapes.within(shapes_of(kept, facts), "list")
    backwards = f"{names['v_s']}[::-1]"
    if form in _PALINDROMES:
        alike = text or (whole and shapes.selfequal(elements_of(kept, facts)))
        return f"return {names['v_s']} == {backwards}" if alike else None
    if facts.source.function(stmts[0]) is None and facts.kind != "program":
        # In a cell the loop's variable outlives it.
        if not only_there({names["v_i"]}, stmts[-1], facts):
            return None
    elif facts.used_after(names["v_i"], stmts[-1]):
        return None
    if form in _BACKWARDS:
        return f"{names['v_t']} = {backwards}" if text else None
    return f"{names['v_t']} = {backwards}" if whole and not text else None


def _comments(stmts: list[ast.stmt], facts: Facts) -> bool:
    last = stmts[-1].end_lineno or stmts[-1].lineno
    return any(stmts[0].lineno <= line <= last for line, _ in facts.source.comments)
